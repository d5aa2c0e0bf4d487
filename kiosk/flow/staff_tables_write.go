package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/exchange"
)

// MayImport says whether the rows of the report can be brought in: all of them, or with skip those that
// are good.
func (p *StaffTables) MayImport(skip bool) bool {
	bad := p.CountRows(BadRow)
	return p.in != nil && p.stop == nil && (bad == 0) != skip && bad < len(p.in.Rows)
}

// AskImport asks whether the rows are to be brought in; Dismiss takes that back.
func (p *StaffTables) AskImport(skip bool) {
	p.Sure, p.skip = p.MayImport(skip), skip
	p.app.Changed()
}

// Dismiss takes a question back.
func (p *StaffTables) Dismiss() {
	p.Sure, p.Where = false, false
	p.app.Changed()
}

// Skipping says whether bad rows are left out by what is asked.
func (p *StaffTables) Skipping() bool { return p.skip }

// BecauseWords are the reasons for which rows that are warned of may stand, of which one is tapped; none
// when no row is warned of.
func (p *StaffTables) BecauseWords() []string {
	if p.CountRows(WarnRow) == 0 {
		return nil
	}
	return p.app.list("tables.because")
}

// Import brings the rows in: all in one, or nothing. because is the reason that was tapped, "" where
// nothing is warned of.
func (p *StaffTables) Import(because string) {
	if !p.Sure {
		return
	}
	in, by, skip := p.in, p.by(), p.skip
	in.Because = because
	opened := 0
	p.begin(WriteTable, func(ctx context.Context, told desk.Progress) (err error) {
		opened, err = p.app.Desk.Import(ctx, by, in, skip, told)
		return err
	}, func(err error) {
		if err != nil { // the report shows what only the writing found
			p.Stage, p.Fault = TableReport, p.app.Sentence(err)
			p.sift()
			return
		}
		p.in, p.order = nil, nil
		p.Stage, p.Done = ChooseTable, p.app.Words.T("tables.opened", "n", opened)
	})
}

// AskWhere asks in which place a table of all postings is to be put; Dismiss takes that back. Without a
// stick there is one place, and nothing to ask.
func (p *StaffTables) AskWhere() {
	p.Done, p.Fault = "", ""
	list := p.Targets()
	if len(list) == 1 {
		p.Export(list[0].Place)
		return
	}
	p.Where = true
	p.app.Changed()
}

// Target is a place where a table can be put.
type Target struct {
	Place exchange.Place
	Word  string
}

// mostTargets is how many places are offered: a sheet has no more answers.
const mostTargets = 3

// Targets are the places that take a table.
func (p *StaffTables) Targets() []Target {
	var out []Target
	for _, place := range p.places {
		if !place.Full {
			out = append(out, Target{place, p.placeWords(&place)})
		}
	}
	return out[max(0, len(out)-mostTargets):] // the station's own is the last
}

// Export puts all postings that are known here into a table in a place.
func (p *StaffTables) Export(place exchange.Place) {
	p.Where = false
	shelf, name, now := p.app.Exchange, p.app.Words.T("export.sheet"), p.app.Now()
	n, path := 0, ""
	p.begin(p.Stage, func(ctx context.Context, _ desk.Progress) (err error) {
		if path, err = shelf.For(place, name, ".xlsx", now); err != nil {
			return err
		}
		n, err = p.app.Desk.ExportPostings(ctx, path)
		return err
	}, func(err error) {
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Done = p.app.Words.T("tables.exported", "n", n, "place", p.placeWords(&place))
		p.look()
	})
}
