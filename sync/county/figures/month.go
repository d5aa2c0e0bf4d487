package figures

import (
	"html/template"
	"io"
	"slices"
	"strconv"
	"time"

	"yizhan/sync/county/chart"
	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// monthView is the form of a month, or of a week.
type monthView struct {
	*report.Sheet
	Heads      []report.Column // columns of the short table
	Prev, Next string          // "" for none
	Large      report.Column
	Numbers    []report.Column // beside it, large
	Chart      template.HTML
	Area       market.AreaCode
	MayLock    bool
	MayOpen    bool
	Over       bool   // the month is
	Seen       string // what a lock of it says that somebody saw
}

// main are the figures of the short table.
var main = []tally.Figure{tally.Seekers, tally.Postings, tally.Places, tally.Fills, tally.FillsHard, tally.Wishes}

// pastMonths is how many months the drawing beside the month's figures has.
const pastMonths = 6

// monthOf is the month that a request asks for: the one that ended last where it names none.
func monthOf(v *office.Visit) string {
	return pick(v, "month", report.MonthBefore(tally.MonthOf(v.Now())), tally.Month)
}

func (d *desk) month(v *office.Visit) error {
	month := monthOf(v)
	s, err := d.report.Month(v.Context(), month, v.Area)
	if err != nil {
		return err
	}
	view := d.view(v, s)
	view.Prev = report.MonthBefore(month)
	if next := tally.MonthOf(s.Span.End()); next <= tally.MonthOf(v.Now()) {
		view.Next = next
	}
	past, err := d.report.Past(v.Context(), month, pastMonths, v.Area)
	if err != nil {
		return err
	}
	labels, fills := make([]string, len(past)), chart.Series{Name: d.words.T("figure.fills")}
	for i, p := range past {
		labels[i], fills.Values = d.words.T("figures.month", "m", short(p.Period)), append(fills.Values, p.Fills)
	}
	if view.Large.ID != "" && len(past) > 0 {
		fills.Values[len(past)-1] = int(s.Total.Cells[view.Large.ID].Value) // as the sheet has it, with corrections
	}
	if view.Chart, err = svg(chart.Bars(chart.Small, labels, fills)); err != nil {
		return err
	}
	if view.MayLock {
		if view.Seen, err = s.Seen(); err != nil {
			return err
		}
	}
	return v.Show("month", view)
}

// short is the month's number without its zero.
func short(month string) string {
	n, _ := strconv.Atoi(month[len(month)-2:])
	return strconv.Itoa(n)
}

func (d *desk) view(v *office.Visit, s *report.Sheet) monthView {
	view := monthView{Sheet: s, Area: v.Area, Over: !v.Now().Before(s.Span.End())}
	open := len(s.Lines) > 0 && !s.Locked() && view.Over
	view.MayLock = open && v.Level() <= market.LevelCounty
	view.MayOpen = v.Level() == market.LevelCity && len(s.Locks) > 0
	for _, c := range s.Form.Columns {
		if slices.Contains(main, c.Figure) {
			view.Heads = append(view.Heads, c)
		}
		switch {
		case c.Figure == tally.Fills:
			view.Large = c
		case c.Figure == tally.Places, c.Share != nil, c.Figure == tally.FillsHard, c.Figure == tally.Wishes:
			view.Numbers = append(view.Numbers, c)
		}
	}
	return view
}

func (d *desk) whole(v *office.Visit) error {
	s, err := d.report.Month(v.Context(), monthOf(v), v.Area)
	if err != nil {
		return err
	}
	return v.Show("whole", d.view(v, s))
}

func (d *desk) week(v *office.Visit) error {
	s, err := d.report.Week(v.Context(), pick(v, "week", tally.WeekOf(v.Now().AddDate(0, 0, -7)), tally.Week), v.Area)
	if err != nil {
		return err
	}
	view := d.view(v, s)
	from, _ := s.Span.Between()
	view.Prev = tally.WeekOf(time.UnixMilli(from - 1))
	if next := tally.WeekOf(s.Span.End()); next <= tally.WeekOf(v.Now()) {
		view.Next = next
	}
	return v.Show("week", view)
}

// monthFile is the month's or the week's form as a file.
func (d *desk) monthFile(v *office.Visit) error {
	var s *report.Sheet
	var past []report.Point
	var err error
	if week := v.Query("week"); week != "" {
		s, err = d.report.Week(v.Context(), week, v.Area)
	} else {
		if s, err = d.report.Month(v.Context(), monthOf(v), v.Area); err == nil {
			past, err = d.report.Past(v.Context(), s.Period, pastMonths, v.Area)
		}
	}
	if err != nil {
		return err
	}
	return send(v, s.Unit+s.Period, func(w io.Writer) error { return d.report.WriteXLSX(w, s, past) },
		func(w io.Writer) error { return d.report.WriteCSV(w, s) })
}

// unitView is one unit of a month: a station with all its cells, or an area with its stations.
type unitView struct {
	*report.Sheet
	Unit   string
	Kind   string // stations or areas, as in the path
	Name   string
	Line   report.Line
	Below  []report.Line // of an area
	Fields []report.Column
	Trail  []report.Correction
	Open   bool
}

func (d *desk) unit(v *office.Visit) error {
	id, kind, within := v.ID(), "stations", v.Area
	if v.Station == 0 || v.Where != "" {
		kind, within = "areas", v.Where
	}
	s, err := d.report.Month(v.Context(), monthOf(v), within)
	if err != nil {
		return err
	}
	view := unitView{Sheet: s, Unit: id, Kind: kind, Name: d.report.UnitName(s, id)}
	locked := s.Locked()
	for _, l := range s.Lines {
		switch {
		case l.Unit == id:
			view.Line, locked = l, l.Locked
		case kind == "areas":
			view.Below = append(view.Below, l)
		}
	}
	if kind == "stations" && view.Line.Unit == "" {
		return market.Refuse("not_found")
	}
	view.Open = !locked
	for _, c := range s.Form.Columns {
		if c.Open() && (kind == "stations" || c.Typed != "") {
			view.Fields = append(view.Fields, c)
		}
	}
	for _, c := range s.Corrections {
		if c.Unit == id {
			view.Trail = append(view.Trail, c)
		}
	}
	return v.Show("unit", view)
}

func (d *desk) correct(v *office.Visit) error {
	kind := "stations"
	if v.Where != "" {
		kind = "areas"
	}
	c := report.Correction{Month: v.Form("month"), Unit: v.ID(), Column: v.Form("column"), Value: v.Form("value"), By: v.Title, Why: v.Form("words")}
	if err := d.report.Correct(v.Context(), c); err != nil {
		return err
	}
	return v.Go(reportsPath+"/"+kind+"/"+v.ID()+"?month="+c.Month, "corrected")
}

func (d *desk) lock(v *office.Visit) error {
	month, seen := v.Form("month"), v.Form("seen")
	if seen == "" {
		return market.Refuse("month_changed") // nobody locks what no page showed
	}
	if err := d.report.Lock(v.Context(), month, v.Where, v.Title, v.Form("words"), seen); err != nil {
		return err
	}
	return v.Go(reportsPath+"?month="+month, "locked")
}

func (d *desk) unlock(v *office.Visit) error {
	month := v.Form("month")
	if err := d.report.Unlock(v.Context(), month, v.Where, v.Title, v.Form("words")); err != nil {
		return err
	}
	return v.Go(reportsPath+"?month="+month, "opened")
}
