package figures

import (
	"cmp"
	"slices"
	"strconv"

	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
)

// columnsView is the month's columns as the city changes them: those that stand, in their order, and behind them those that
// could.
type columnsView struct {
	Title string
	Rows  []columnRow
	Most  int // characters of a title
}

// columnRow is a column and whether it stands.
type columnRow struct {
	report.Column
	On bool
	N  int // its place, from 1
}

func (d *desk) columns(v *office.Visit) error {
	now, known, err := d.report.Columns(v.Context())
	if err != nil {
		return err
	}
	view := columnsView{Title: now.Title, Most: report.MaxTitle}
	for i, c := range known {
		view.Rows = append(view.Rows, columnRow{c, i < len(now.Columns), i + 1})
	}
	return v.Show("columns", view)
}

// setColumns puts the columns in place that are marked, in the order of the numbers beside them, and a new one that
// people fill in where it has a title.
func (d *desk) setColumns(v *office.Visit) error {
	_, known, err := d.report.Columns(v.Context())
	if err != nil {
		return err
	}
	form := &report.Form{Title: v.Form("title")}
	place := map[string]int{}
	for _, c := range known {
		if v.Form("on_"+c.ID) == "" {
			continue
		}
		if c.Title = v.Form("title_" + c.ID); c.Title == "" {
			return &market.Error{Code: "required", Field: "title_" + c.ID}
		}
		c.Unit, c.Required = v.Form("unit_"+c.ID), v.Form("required_"+c.ID) != ""
		if place[c.ID], err = strconv.Atoi(v.Form("n_" + c.ID)); err != nil {
			return &market.Error{Code: "bad_value", Field: "n_" + c.ID}
		}
		form.Columns = append(form.Columns, c)
	}
	slices.SortStableFunc(form.Columns, func(a, b report.Column) int { return cmp.Compare(place[a.ID], place[b.ID]) })
	for _, c := range form.Columns {
		for _, from := range c.From() {
			if _, ok := form.Column(from); !ok {
				return &market.Error{Code: "column_needs", Field: "on_" + c.ID}
			}
		}
	}
	if title := v.Form("new_title"); title != "" {
		form.Columns = append(form.Columns, report.Column{ID: d.report.NewColumnID(), Title: title, Unit: v.Form("new_unit"), Typed: v.Form("new_kind")})
	}
	if err := d.report.SetForm(v.Context(), form, v.Title); err != nil {
		return err
	}
	return v.Go(columnsPath, "columns")
}

// usualColumns puts the columns in place that a county begins with.
func (d *desk) usualColumns(v *office.Visit) error {
	if err := d.report.SetForm(v.Context(), report.UsualForm(), v.Title); err != nil {
		return err
	}
	return v.Go(columnsPath, "columns")
}
