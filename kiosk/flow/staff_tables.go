package flow

import (
	"context"
	"slices"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/exchange"
	"yizhan/sync/market"
)

// TablesStage is how far the work on a table has come.
type TablesStage int

// The stages: choosing a file, reading it, its report row by row, writing what it says.
const (
	ChooseTable TablesStage = iota
	ReadTable
	TableReport
	WriteTable
)

// StaffTables brings postings from a table on a stick into the station, all or none, and puts those that
// are known into one. Nothing is written before the report of every row was seen.
type StaffTables struct {
	*Clerk
	Stage TablesStage
	Files []exchange.File
	Pager Pager // of the files
	File  exchange.File
	Only  RowKind // which rows of the report are shown, "" for all
	Rows  Pager   // of these
	// Sure asks whether the rows are to be brought in; Where in which place a table is to be put.
	Sure, Where bool
	// Part of All is how far the reading or writing is.
	Part, All   int
	Done, Fault string

	in     *desk.Import
	order  []int // rows of in that are shown, the worst first
	skip   bool  // leaves out the rows that are not good
	places []exchange.Place
	asked  int // counts what was begun, so that what was given up cannot write on the page
	stop   context.CancelFunc
}

// Tables opens it.
func (p *StaffPostings) Tables() {
	t := &StaffTables{Clerk: p.Clerk, Pager: Pager{Size: 1}, Rows: Pager{Size: 1}}
	p.app.Show(t)
	t.look()
}

// MayTables says whether the one who is signed in may bring in tables, and take them away.
func (p *StaffPostings) MayTables() bool { return p.app.Exchange != nil && p.may(desk.Publish) }

// Name implements Page.
func (*StaffTables) Name() string { return "staff.tables" }

// Kind implements Page.
func (*StaffTables) Kind() Kind { return Staff }

// Forget implements Page: what is under way ends, and nothing of it is written.
func (p *StaffTables) Forget() {
	p.giveUp()
	p.Files, p.in, p.order, p.Done, p.Fault = nil, nil, nil, "", ""
}

// Restart goes back to the files.
func (p *StaffTables) Restart() {
	p.giveUp()
	p.Stage, p.in, p.order, p.Done, p.Fault = ChooseTable, nil, nil, "", ""
	p.Sure, p.Where = false, false
	p.look()
}

func (p *StaffTables) giveUp() {
	p.asked++
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// Busy says that something long is under way.
func (p *StaffTables) Busy() bool { return p.stop != nil }

// Cancel breaks off what is under way: a file that is being read is left as it is, one that is being
// written is taken back whole.
func (p *StaffTables) Cancel() {
	if p.stop != nil {
		p.stop()
	}
}

// Tick implements Ticker: a stick comes or goes.
func (p *StaffTables) Tick() bool {
	if p.Stage == ChooseTable && !slices.Equal(p.places, p.app.Exchange.Places()) {
		p.look()
	}
	return false
}

// Again looks once more what lies there.
func (p *StaffTables) Again() {
	p.Done, p.Fault = "", ""
	p.look()
}

// look finds the tables beside the screen: a stick may be slow.
func (p *StaffTables) look() {
	p.places = p.app.Exchange.Places()
	p.asked++
	asked := p.asked
	var files []exchange.File
	p.app.Slow(func(ctx context.Context) (err error) {
		files, err = p.app.Exchange.Files(ctx)
		return err
	}, func(err error) {
		if asked != p.asked {
			return
		}
		if err != nil {
			p.Fault = p.app.Sentence(err)
		}
		p.Files = files
		p.Pager.Recount(len(files))
	})
	p.app.Changed()
}

// Media says which sticks are plugged in, in words; "" for none.
func (p *StaffTables) Media() []string {
	var out []string
	for i := range p.places {
		if !p.places[i].Own() {
			out = append(out, p.places[i].Name)
		}
	}
	return out
}

// FileRow is a table to choose, in words.
type FileRow struct {
	File  exchange.File
	Name  string
	Where string // the stick and the folder, or the station's own
	When  string
	Size  string
	Stick bool
}

// ShownFiles are the tables of the page that is shown.
func (p *StaffTables) ShownFiles() []FileRow {
	from, to := p.Pager.Span()
	var out []FileRow
	for _, f := range p.Files[from:to] {
		where := p.placeWords(&f.Place)
		if f.Folder != "" {
			where = p.app.Words.T("tables.folder", "place", where, "folder", f.Folder)
		}
		at := f.Changed.In(market.Zone)
		out = append(out, FileRow{
			File: f, Name: f.Name, Where: where, Stick: !f.Place.Own(), Size: p.app.Words.T("tables.size", "n", max(1, (f.Size+1023)/1024)),
			When: p.app.Words.T("tables.changed", "day", p.app.dayWord(at.Format(time.DateOnly)), "clock", at.Format("15:04")),
		})
	}
	return out
}

func (p *StaffTables) placeWords(place *exchange.Place) string {
	if place.Own() {
		return p.app.Words.T("tables.own")
	}
	return p.app.Words.T("tables.stick", "name", place.Name)
}

// Turn goes by pages of the files, or of the report.
func (p *StaffTables) Turn(by int) {
	if p.Stage == TableReport {
		p.Rows.Turn(by)
	} else {
		p.Pager.Turn(by)
	}
	p.app.Changed()
}
