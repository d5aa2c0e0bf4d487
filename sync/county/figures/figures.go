// Package figures is the pages of the county's figures on the desk of the offices: the month's form with
// its corrections and its lock, the week's sheet, 附件1, the directory and the trends.
//
// Begin at Room. The rows come from county/report, drawings from county/chart; session, level and area are
// checked by county/office before a page runs.
package figures

import (
	"bytes"
	"embed"
	"html/template"
	"io"

	"yizhan/assets"
	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/tally"
)

//go:embed templates/*.html
var files embed.FS

// Where the pages lie.
const (
	reportsPath   = office.Root + "/reports"
	weekPath      = reportsPath + "/week"
	contactsPath  = reportsPath + "/contacts"
	digestPath    = reportsPath + "/digest"
	bulletinPath  = reportsPath + "/bulletin"
	columnsPath   = reportsPath + "/columns"
	directoryPath = office.Root + "/directory"
	trendsPath    = office.Root + "/trends"
	buildPath     = office.Root + "/build"

	communitiesPath = office.Root + "/communities"
)

// desk is the pages over one report.
type desk struct {
	report *report.Report
	words  assets.Phrases
}

// Room is the pages, to be handed to office.Register.
func Room(r *report.Report, words assets.Phrases) office.Room {
	d := &desk{r, words}
	town := market.LevelTownship
	return office.Room{
		Files: files,
		Funcs: template.FuncMap{
			"show": show, "period": r.Period, "marks": r.MarksWords, "lineMark": r.MarkWords, "defined": d.defined,
			"unitName": r.UnitName, "columnName": r.ColumnName, "market_": r.Show, "columns": func() []string { return report.DirectoryColumns },
			"rank": func(from, i int) int { return from + i + 1 }, "signed": signed, "marked": func(r report.Row, m report.Mark) int { return r.Marks[m] },
			"counted": func(c *tally.Count, f tally.Figure) int { return c.N[f] }, "has": func(m map[string]bool, k string) bool { return m[k] },
		},
		Station: d.about,
		Entries: []office.Entry{
			{Name: "directory", Path: directoryPath, At: 60, Least: town},
			{Name: "trends", Path: trendsPath, At: 70, Least: town},
			{Name: "reports", Path: reportsPath, At: 80, Least: town},
		},
		Pages: []office.Page{
			{Route: "GET " + reportsPath, Nav: "reports", Least: town, Do: d.month},
			{Route: "GET " + reportsPath + "/all", Nav: "reports", Least: town, Do: d.whole},
			{Route: "GET " + reportsPath + "/file", Nav: "reports", Least: town, Do: d.monthFile},
			{Route: "GET " + reportsPath + "/stations/{id}", Nav: "reports", Least: town, Of: office.AStation, Do: d.unit},
			{Route: "GET " + reportsPath + "/areas/{id}", Nav: "reports", Least: town, Of: office.AnArea, Do: d.unit},
			{Route: "POST " + reportsPath + "/stations/{id}/correct", Nav: "reports", Least: town, Of: office.AStation, Do: d.correct},
			{Route: "POST " + reportsPath + "/areas/{id}/correct", Nav: "reports", Least: town, Of: office.AnArea, Do: d.correct},
			{Route: "POST " + reportsPath + "/areas/{id}/lock", Nav: "reports", Least: market.LevelCounty, Of: office.AnArea, Do: d.lock},
			{Route: "POST " + reportsPath + "/areas/{id}/unlock", Nav: "reports", Least: market.LevelCity, Of: office.AnArea, Do: d.unlock},
			{Route: "GET " + columnsPath, Nav: "reports", Least: market.LevelCity, Do: d.columns},
			{Route: "POST " + columnsPath, Nav: "reports", Least: market.LevelCity, Do: d.setColumns},
			{Route: "POST " + columnsPath + "/usual", Nav: "reports", Least: market.LevelCity, Do: d.usualColumns},
			{Route: "GET " + weekPath, Nav: "reports", Least: town, Do: d.week},
			{Route: "GET " + bulletinPath, Nav: "reports", Least: town, Do: d.bulletin},
			{Route: "GET " + digestPath, Nav: "reports", Least: town, Do: d.digest},
			{Route: "GET " + contactsPath, Nav: "reports", Least: town, Do: d.contacts},
			{Route: "POST " + contactsPath + "/{id}", Nav: "reports", Least: town, Of: office.AnArea, Do: d.setContact},
			{Route: "GET " + directoryPath, Nav: "directory", Least: town, Do: d.directory},
			{Route: "GET " + directoryPath + "/file", Nav: "directory", Least: town, Do: d.directoryFile},
			{Route: "GET " + directoryPath + "/{id}", Nav: "directory", Least: town, Of: office.AStation, Do: d.market},
			{Route: "POST " + directoryPath + "/{id}", Nav: "directory", Least: town, Of: office.AStation, Do: d.write},
			{Route: "GET " + buildPath, Nav: "stations", Least: town, Do: d.build},
			{Route: "POST " + buildPath + "/{id}/target", Nav: "stations", Least: market.LevelCounty, Of: office.AnArea, Do: d.aim},
			{Route: "GET " + buildPath + "/stations/{id}", Nav: "stations", Least: town, Of: office.AStation, Do: d.facility},
			{Route: "POST " + buildPath + "/stations/{id}/facility", Nav: "stations", Least: town, Of: office.AStation, Do: d.setFacility},
			{Route: "GET " + communitiesPath, Nav: "stations", Least: town, Do: d.communities},
			{Route: "GET " + trendsPath, Nav: "trends", Least: town, Do: d.trends},
			{Route: "GET " + trendsPath + "/file", Nav: "trends", Least: town, Do: d.rankingFile},
			{Route: "GET " + trendsPath + "/ranking", Nav: "trends", Least: town, Do: d.ranking},
		},
	}
}

// show is a cell of a form, a dash where facts should be and none came.
func show(c report.Column, cells map[string]report.Cell) string {
	cell := cells[c.ID]
	if cell.Blank && c.Figure != "" {
		return "—"
	}
	return c.Show(cell)
}

func (d *desk) defined(c report.Column) string { return d.words.T(c.Defined()) }

// signed is how many are wanting or over; which of the two is for the template to say.
func signed(n int) int { return max(n, -n) }

// pick gives a value of the path's query that of accepts, or else the usual one.
func pick(v *office.Visit, name, usual string, of func(string) (tally.Span, error)) string {
	if said := v.Query(name); said != "" {
		if _, err := of(said); err == nil {
			return said
		}
	}
	return usual
}

// spreadsheet is the type of XLSX.
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// send answers with a file that write makes; kind is .xlsx or .csv.
func send(v *office.Visit, name string, xlsx, csv func(io.Writer) error) error {
	kind, ending, write := spreadsheet, ".xlsx", xlsx
	if v.Query("as") == "csv" {
		kind, ending, write = "text/csv; charset=utf-8", ".csv", csv
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return v.Send(kind, name+ending, b.Bytes())
}
