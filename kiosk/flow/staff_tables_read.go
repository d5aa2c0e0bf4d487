package flow

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/exchange"
	"yizhan/sync/market"
)

// RowKind is what becomes of a row of a table; the words are "tables.<kind>".
type RowKind string

// The kinds: it cannot be opened, staff should look at it, all is well.
const (
	BadRow  RowKind = "bad"
	WarnRow RowKind = "warn"
	GoodRow RowKind = "good"
)

// RowKinds lists them, the worst first.
var RowKinds = []RowKind{BadRow, WarnRow, GoodRow}

// TableRow is one row of the report, in words.
type TableRow struct {
	N      int // the line of the file
	Kind   RowKind
	Title  string   // 摘葡萄，3人，130元/天
	Second string   // who asks, where and when
	Why    []string // what is wrong, or to be looked at
}

// Choose reads a file and shows what would become of each of its rows.
func (p *StaffTables) Choose(f exchange.File) {
	p.File, p.Done, p.Fault, p.Only = f, "", "", ""
	var in *desk.Import
	p.begin(ReadTable, func(ctx context.Context, told desk.Progress) (err error) {
		in, err = p.app.Desk.ReadImport(ctx, f.Path, told)
		return err
	}, func(err error) {
		if err != nil {
			p.Stage, p.Fault = ChooseTable, p.app.Sentence(err)
			return
		}
		p.Stage, p.in = TableReport, in
		p.sift()
		p.Rows.Show(0)
	})
}

// begin does something long beside the screen, which shows how far it is and can break it off.
func (p *StaffTables) begin(s TablesStage, deed func(context.Context, desk.Progress) error, end func(error)) {
	if p.stop != nil {
		return
	}
	p.asked++
	asked := p.asked
	p.Stage, p.Part, p.All, p.Sure = s, 0, 0, false
	ctx, stop := context.WithCancel(p.app.Context)
	p.stop = stop
	shown := 0
	told := func(part, all int) {
		if percent := part * 100 / max(1, all); percent >= shown+progressPercent {
			shown = percent
			p.app.OnUI(func() {
				if asked == p.asked {
					p.Part, p.All = part, all
					p.app.Changed()
				}
			})
		}
	}
	p.app.Slow(func(context.Context) error {
		defer stop()
		err := deed(ctx, told)
		if err != nil && ctx.Err() != nil {
			return market.Refuse("import_stopped")
		}
		return err
	}, func(err error) {
		if asked == p.asked {
			p.stop = nil
			end(err)
		}
	})
	p.app.Changed()
}

// progressPercent is by how much a bar grows at least: each step draws the page anew.
const progressPercent = 4

func kindOf(r *desk.ImportRow) RowKind {
	switch {
	case !r.Good():
		return BadRow
	case len(r.Warnings) > 0:
		return WarnRow
	}
	return GoodRow
}

// CountRows says how many rows there are of a kind, of all for "".
func (p *StaffTables) CountRows(k RowKind) (n int) {
	if p.in == nil {
		return 0
	}
	for i := range p.in.Rows {
		if k == "" || kindOf(&p.in.Rows[i]) == k {
			n++
		}
	}
	return n
}

// PickRows shows the rows of a kind alone, or all again.
func (p *StaffTables) PickRows(k RowKind) {
	if p.Only == k {
		k = ""
	}
	p.Only = k
	p.sift()
	p.Rows.Show(0)
	p.app.Changed()
}

// sift orders the rows that are shown: the worst first, each kind as in the file.
func (p *StaffTables) sift() {
	p.order = p.order[:0]
	for i := range p.in.Rows {
		if p.Only == "" || kindOf(&p.in.Rows[i]) == p.Only {
			p.order = append(p.order, i)
		}
	}
	slices.SortStableFunc(p.order, func(a, b int) int {
		return cmp.Compare(slices.Index(RowKinds, kindOf(&p.in.Rows[a])), slices.Index(RowKinds, kindOf(&p.in.Rows[b])))
	})
	p.Rows.Recount(len(p.order))
}

// ShownRows are the rows of the page of the report that is shown.
func (p *StaffTables) ShownRows() []TableRow {
	if p.in == nil {
		return nil
	}
	from, to := p.Rows.Span()
	var out []TableRow
	for _, i := range p.order[from:to] {
		out = append(out, p.tableRow(&p.in.Rows[i]))
	}
	return out
}

func (p *StaffTables) tableRow(r *desk.ImportRow) TableRow {
	t, post := p.app.Words.T, &r.Posting
	row := TableRow{N: r.N, Kind: kindOf(r)}
	var say []string
	add := func(ok bool, words string) {
		if ok && words != "" {
			say = append(say, words)
		}
	}
	add(true, post.Title)
	add(post.Headcount > 0, t("tables.heads", "n", post.Headcount))
	add(post.Pay > 0 && post.Unit != "", yuan(post.Pay)+p.app.unit(post.Unit))
	row.Title = strings.Join(say, t("line.and"))
	if row.Title == "" {
		row.Title = t("tables.nothing")
	}
	say = nil
	add(true, r.Employer.Name)
	add(r.Employer.Phone != "", market.MaskPhone(r.Employer.Phone))
	add(post.Area != "", p.app.Desk.Areas().Place(post.Area))
	add(post.Start != "", p.app.dayWord(post.Start.Date()))
	row.Second = strings.Join(say, t("line.and"))
	row.Why = p.faultWords(r.Faults)
	for _, f := range r.Blocks {
		row.Why = append(row.Why, p.app.findingWords(f))
	}
	if row.Kind == WarnRow {
		for _, f := range r.Warnings {
			row.Why = append(row.Why, p.app.findingWords(f))
		}
	}
	row.Why = slices.Compact(row.Why)
	return row
}

// faultWords say what is wrong with a row: of one fault the whole sentence, of more which fields.
func (p *StaffTables) faultWords(faults market.Errors) []string {
	var fields []string
	for _, f := range faults {
		key := "field." + f.Field
		if len(faults) == 1 || !p.app.Words.Has(key) {
			return []string{p.app.Sentence(f)}
		}
		fields = append(fields, p.app.Words.T(key))
	}
	if len(fields) == 0 {
		return nil
	}
	return []string{p.app.Words.T("tables.faults", "fields", strings.Join(fields, p.app.Words.T("line.and")))}
}
