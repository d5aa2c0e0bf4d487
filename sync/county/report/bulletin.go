package report

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// Bulletin is the 月度通报 of a month (平就业组办〔2022〕4号, 五（四）: 周调度、月通报): how each unit below did, in order,
// and who was late or did not report. It is for offices, not for the public.
type Bulletin struct {
	*Sheet
	Before string // the month that fills are compared with
	Ranks  []Rank
	Late   []Line // stations
	Gone   []Line // stations whose facts are not all here
}

// Rank is one unit of a bulletin.
type Rank struct {
	Row
	Place   int     // 1 is first; units that are equal share one
	InTime  float64 // stations in time, percentage of those that were due; 100 where none was
	Seekers int
	Places  int
	Fills   int
	Was     int     // fills of the month before
	Met     float64 // fills as percentage of places
}

// Bulletin ranks the units of a sheet by how many stations reported in time, then by fills for each station,
// then by how far wanted people were found. Figures are those that stand in the month's form, corrections
// included. Refuses with bad_period and unknown_area.
func (r *Report) Bulletin(ctx context.Context, month string, within market.AreaCode) (*Bulletin, error) {
	s, err := r.Month(ctx, month, within)
	if err != nil {
		return nil, err
	}
	b := &Bulletin{Sheet: s, Before: MonthBefore(month)}
	before, err := r.Month(ctx, b.Before, within)
	if err != nil {
		return nil, err
	}
	was := map[market.AreaCode]int{}
	for _, row := range before.Rows {
		was[row.Area] = before.figure(row, tally.Fills)
	}
	for _, row := range s.Rows {
		k := Rank{
			Row: row, InTime: 100, Seekers: s.figure(row, tally.Seekers), Places: s.figure(row, tally.Places), Fills: s.figure(row, tally.Fills), Was: was[row.Area],
		}
		if due := row.Marks[InTime] + row.Marks[Late] + row.Marks[Missing]; due > 0 {
			k.InTime = tenth(100 * float64(row.Marks[InTime]) / float64(due))
		}
		if k.Places > 0 {
			k.Met = tenth(100 * float64(k.Fills) / float64(k.Places))
		}
		b.Ranks = append(b.Ranks, k)
	}
	slices.SortStableFunc(b.Ranks, func(x, y Rank) int { return cmp.Or(ahead(x, y), cmp.Compare(x.Area, y.Area)) })
	for i := range b.Ranks {
		b.Ranks[i].Place = i + 1
		if i > 0 && ahead(b.Ranks[i-1], b.Ranks[i]) == 0 {
			b.Ranks[i].Place = b.Ranks[i-1].Place
		}
	}
	for _, l := range s.Lines {
		switch l.Mark {
		case Late:
			b.Late = append(b.Late, l)
		case Missing:
			b.Gone = append(b.Gone, l)
		}
	}
	return b, nil
}

// ahead says which of two stands first, by the three things that a bulletin looks at.
func ahead(x, y Rank) int {
	each := func(k Rank) float64 { return float64(k.Fills) / float64(max(1, k.Stations)) }
	return cmp.Or(cmp.Compare(y.InTime, x.InTime), cmp.Compare(each(y), each(x)), cmp.Compare(y.Met, x.Met))
}

// figure is what stands in a row for a figure, 0 where the form has no column of it.
func (s *Sheet) figure(row Row, f tally.Figure) int {
	i := slices.IndexFunc(s.Form.Columns, func(c Column) bool { return c.Figure == f })
	if i < 0 {
		return 0
	}
	return int(row.Cells[s.Form.Columns[i].ID].Value)
}

// Change is how far fills moved, with its sign: +12, -3, 0.
func (k Rank) Change() string {
	n := k.Fills - k.Was
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// Summary is the paragraph that a bulletin begins with.
func (r *Report) Summary(b *Bulletin) string {
	t := b.Total
	return r.words.T("bulletin.summary", "period", r.period(b.Period), "stations", t.Stations, "in_time", t.Marks[InTime], "late", t.Marks[Late], "missing", t.Marks[Missing],
		"seekers", b.figure(t, tally.Seekers), "places", b.figure(t, tally.Places), "fills", b.figure(t, tally.Fills))
}

// bulletinHeads are the columns of a bulletin.
var bulletinHeads = []string{"place", "unit", "stations", "in_time", "late", "missing", "in_time_share", "seekers", "places", "fills", "change", "met"}

// WriteBulletin writes the sheet as a spreadsheet: the order, then who was late and who is missing.
func (r *Report) WriteBulletin(w io.Writer, b *Bulletin) error {
	x := newBook(r.words.T("bulletin.sheet"))
	x.text(1, 1, r.words.T("bulletin.title", "unit", b.Unit, "period", r.period(b.Period)), "title")
	x.text(1, 2, r.Summary(b), "meta")
	x.merge(1, len(bulletinHeads), 2)
	x.height(1, 32)
	x.height(2, 48)
	for i, head := range bulletinHeads {
		x.text(1+i, 3, r.words.T("bulletin.col_"+head), "head")
	}
	for i, k := range b.Ranks {
		y := 4 + i
		x.number(1, y, float64(k.Place), "number")
		x.text(2, y, k.Name, "text")
		for j, v := range []int{k.Stations, k.Marks[InTime], k.Marks[Late], k.Marks[Missing]} {
			style := "number"
			if v > 0 && j == 3 {
				style = "miss"
			} else if v > 0 && j == 2 {
				style = "late"
			}
			x.number(3+j, y, float64(v), style)
		}
		n := strconv.Itoa(y)
		x.formula(7, y, "IF(D"+n+"+E"+n+"+F"+n+"=0,100,ROUND(100*D"+n+"/(D"+n+"+E"+n+"+F"+n+"),1))", k.InTime, "tenth")
		for j, v := range []int{k.Seekers, k.Places, k.Fills, k.Fills - k.Was} {
			x.number(8+j, y, float64(v), "number")
		}
		x.formula(12, y, "IF(I"+n+"=0,0,ROUND(100*J"+n+"/I"+n+",1))", k.Met, "tenth")
	}
	x.width(1, 1, 8)
	x.width(2, 2, 24)
	x.width(3, len(bulletinHeads), 12)
	x.still(2, 3)
	x.turn(r.words.T("bulletin.sheet_marks"))
	for i, head := range []string{"station", "mark"} {
		x.text(1+i, 1, r.words.T("bulletin.col_"+head), "head")
	}
	for i, l := range append(slices.Clone(b.Gone), b.Late...) {
		style := "miss"
		if l.Mark == Late {
			style = "late"
		}
		x.text(1, 2+i, l.Name, "text")
		x.text(2, 2+i, strings.TrimSpace(r.MarkWords(l)), style)
	}
	x.width(1, 1, 40)
	x.width(2, 2, 24)
	x.still(1, 1)
	return x.end(w)
}
