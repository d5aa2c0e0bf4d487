package figures

import (
	"bytes"
	"strconv"

	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/record"
	"yizhan/sync/tally"
)

// rankedPage is how many stations and how many accounts a page of the ranking has.
const rankedPage = 50

// rankingView is what stations and accounts did in a month, those that did most first.
type rankingView struct {
	Month       string
	Prev, Next  string // "" for none
	Stations    []report.Ranked
	Clerks      []report.Clerk
	From        int // rows before the first
	Page, Pages int
	Figures     []tally.Figure
	Kinds       []record.Kind
}

// rankingFigures are those that the page has room for; the file has all.
var rankingFigures = []tally.Figure{tally.Visits, tally.Seekers, tally.Postings, tally.Places, tally.Fills, tally.FillsHard}

// ranked reads the whole ranking of the month that a request asks for.
func (d *desk) ranked(v *office.Visit) (view rankingView, err error) {
	view = rankingView{Month: pick(v, "month", tally.MonthOf(v.Now()), tally.Month), Page: 1, Figures: rankingFigures, Kinds: report.Served}
	if view.Stations, err = d.report.Stations(v.Context(), view.Month, v.Area); err != nil {
		return view, err
	}
	view.Clerks, err = d.report.Clerks(v.Context(), view.Month, v.Area)
	return view, err
}

func (d *desk) ranking(v *office.Visit) error {
	view, err := d.ranked(v)
	if err != nil {
		return err
	}
	span, err := tally.Month(view.Month)
	if err != nil {
		return err
	}
	view.Prev = report.MonthBefore(view.Month)
	if next := tally.MonthOf(span.End()); next <= tally.MonthOf(v.Now()) {
		view.Next = next
	}
	view.Pages = max(1, (max(len(view.Stations), len(view.Clerks))+rankedPage-1)/rankedPage)
	if n, err := strconv.Atoi(v.Query("page")); err == nil && n >= 1 && n <= view.Pages {
		view.Page = n
	}
	view.From = (view.Page - 1) * rankedPage
	view.Stations, view.Clerks = part(view.Stations, view.From), part(view.Clerks, view.From)
	return v.Show("ranking", view)
}

// part is a page of rows.
func part[T any](rows []T, from int) []T {
	from = min(from, len(rows))
	return rows[from:min(from+rankedPage, len(rows))]
}

// rankingFile is the whole ranking as a spreadsheet.
func (d *desk) rankingFile(v *office.Visit) error {
	all, err := d.ranked(v)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := d.report.WriteRanking(&b, all.Month, all.Stations, all.Clerks); err != nil {
		return err
	}
	return v.Send(spreadsheet, d.words.T("figures.ranking")+all.Month+".xlsx", b.Bytes())
}
