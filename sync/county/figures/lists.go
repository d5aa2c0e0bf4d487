package figures

import (
	"fmt"
	"html/template"
	"io"
	"net/url"
	"strconv"

	"yizhan/sync/county/chart"
	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// directoryView is a page of the directory.
type directoryView struct {
	Rows    []report.Market
	Nature  string
	Counts  map[string]int // by nature
	All     int
	Page    int
	Pages   int
	Natures []string
	Narrow  office.Narrow
}

// Link is a page of the directory of a nature, or with a path behind it a file of all, for the area that is looked at.
func (v directoryView) Link(below, nature string, page int) string {
	q := url.Values{}
	for name, value := range map[string]string{"area": string(v.Narrow.Area), "nature": nature} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return directoryPath + below
	}
	return directoryPath + below + "?" + q.Encode()
}

// pageSize is how many markets a page of the directory has.
const pageSize = 20

func (d *desk) directory(v *office.Visit) error {
	view := directoryView{Nature: v.Query("nature"), Counts: map[string]int{}, Natures: report.Natures, Page: 1, Narrow: v.Narrow("nature")}
	all, err := d.report.Directory(v.Context(), view.Narrow.Reach.Area)
	if err != nil {
		return err
	}
	var rows []report.Market
	for _, m := range all {
		if m.Ended {
			continue
		}
		view.All++
		view.Counts[m.Fields["nature"]]++
		if view.Nature == "" || view.Nature == m.Fields["nature"] {
			rows = append(rows, m)
		}
	}
	view.Pages = max(1, (len(rows)+pageSize-1)/pageSize)
	if n, err := strconv.Atoi(v.Query("page")); err == nil && n >= 1 && n <= view.Pages {
		view.Page = n
	}
	view.Rows = rows[(view.Page-1)*pageSize : min(len(rows), view.Page*pageSize)]
	return v.Show("directory", view)
}

func (d *desk) directoryFile(v *office.Visit) error {
	all, err := d.report.Directory(v.Context(), v.Narrow().Reach.Area)
	if err != nil {
		return err
	}
	return send(v, d.words.T("directory.sheet"), func(w io.Writer) error { return d.report.WriteDirectory(w, all) },
		func(w io.Writer) error { return d.report.WriteDirectoryCSV(w, all) })
}

// marketView is one market, and what may be written.
type marketView struct {
	report.Market
	Fields, Natures []string
}

func (d *desk) market(v *office.Visit) error {
	all, err := d.report.Directory(v.Context(), v.Area)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Station == v.Station {
			return v.Show("market", marketView{m, report.DirectoryFields, report.Natures})
		}
	}
	return market.Refuse("not_found")
}

func (d *desk) write(v *office.Visit) error {
	if err := d.report.Write(v.Context(), v.Station, v.Form("field"), v.Form("value"), v.Title); err != nil {
		return err
	}
	return v.Go(directoryPath+"/"+v.ID(), "written")
}

// trendsView is how supply and demand went, and where they part.
type trendsView struct {
	*report.Trends
	Chart, HoursChart template.HTML
	Steps             []report.Step
	Shown             []report.Gap
	Services          []tally.Figure
	Outside           []tally.Figure
	Gatherings        []report.Gathering
	Waits             []string
	Wanting           int // places more than seekers; below zero the other way round
	PhoneChart        template.HTML
	PhoneHours        template.HTML
	Narrow            office.Narrow
	All               bool // every trade is compared
}

// Link is the page with another step or with all trades, for the area that is looked at.
func (v trendsView) Link(step report.Step, all bool) string {
	q := url.Values{"step": {string(step)}}
	if v.Narrow.Area != "" {
		q.Set("area", string(v.Narrow.Area))
	}
	if all {
		q.Set("all", "1")
	}
	return trendsPath + "?" + q.Encode()
}

// Drawn are the figures of the chart.
func (trendsView) Drawn() []tally.Figure {
	return []tally.Figure{tally.Places, tally.Seekers, tally.Fills}
}

// Headline is the one number of the page, "" where there is none, and the key of the words behind it: places for each
// seeker where there are enough, else seekers for each place.
func (v trendsView) Headline() (h struct{ Number, Words string }) {
	places, seekers := v.Count.N[tally.Places], v.Count.N[tally.Seekers]
	switch {
	case places == 0 && seekers == 0:
		h.Words = "trends.nobody"
	case seekers == 0:
		h.Words = "trends.no_seekers"
	case places == 0:
		h.Words = "trends.no_places"
	case places >= seekers:
		h.Number, h.Words = strconv.FormatFloat(v.PerSeeker(), 'f', 1, 64), "trends.per_seeker"
	default:
		h.Number, h.Words = strconv.FormatFloat(float64(seekers)/float64(places), 'f', 1, 64), "trends.per_place"
	}
	return h
}

// outside is what staff do beside the hall.
var outside = []tally.Figure{tally.Duty, tally.Surveys, tally.Patrols, tally.Leaflets, tally.Events}

// shownGatherings is how many surveyed places the page has.
const shownGatherings = 30

// shownGaps is how many trades the page compares.
const shownGaps = 10

func (d *desk) trends(v *office.Visit) error {
	step := report.Step(v.Query("step"))
	if step == "" {
		step = report.ByWeek
	}
	narrow := v.Narrow("step", "all")
	t, err := d.report.Trends(v.Context(), step, narrow.Reach.Area)
	if err != nil {
		return err
	}
	view := trendsView{
		Trends: t, Steps: report.Steps, Shown: t.Gaps, Services: tally.Services, Outside: outside, Waits: tally.Waits, Narrow: narrow, All: v.Query("all") != "",
	}
	if !view.All {
		view.Shown = t.Gaps[:min(shownGaps, len(t.Gaps))]
	}
	if view.Gatherings, err = d.report.Gatherings(v.Context(), t.Period, narrow.Reach.Area); err != nil {
		return err
	}
	view.Gatherings = view.Gatherings[:min(shownGatherings, len(view.Gatherings))]
	view.Wanting = t.Count.N[tally.Places] - t.Count.N[tally.Seekers]
	labels := make([]string, len(t.Points))
	wanted, came, filled := chart.Series{Name: d.words.T("figure.places")}, chart.Series{Name: d.words.T("figure.seekers")}, chart.Series{Name: d.words.T("figure.fills")}
	for i, p := range t.Points {
		labels[i] = d.label(p.Period)
		wanted.Values, came.Values, filled.Values = append(wanted.Values, p.Places), append(came.Values, p.Seekers), append(filled.Values, p.Fills)
	}
	if view.Chart, err = svg(chart.Lines(chart.Large, labels, wanted, came, filled)); err != nil {
		return err
	}
	if view.PhoneChart, err = svg(chart.Lines(chart.Phone, labels, wanted, came, filled)); err != nil {
		return err
	}
	hours := make([]string, 0, 24)
	arrivals := chart.Series{Name: d.words.T("figure.visits")}
	for h := 5; h < 20; h++ {
		hours, arrivals.Values = append(hours, fmt.Sprint(h)), append(arrivals.Values, t.Count.Hours[h])
	}
	if view.HoursChart, err = svg(chart.Bars(chart.Large, hours, arrivals)); err != nil {
		return err
	}
	if view.PhoneHours, err = svg(chart.Bars(chart.Phone, hours, arrivals)); err != nil {
		return err
	}
	return v.Show("trends", view)
}

// svg is a drawing of this program, which holds words of its own alone.
func svg(drawing string, err error) (template.HTML, error) { return template.HTML(drawing), err }

// label is a period as the axis of a drawing has room for it: 11-23, 47, 11.
func (d *desk) label(p string) string {
	switch len(p) {
	case len("2026-11-23"):
		return p[5:]
	case len("2026-W47"):
		return d.words.T("figures.week_short", "n", p[6:])
	}
	return d.words.T("figures.month", "m", short(p))
}

// contactsView is 附件1.
type contactsView struct {
	Rows []report.Contact
	Mine report.Contact
	Area market.AreaCode
}

func (d *desk) contacts(v *office.Visit) error {
	all, err := d.report.Contacts(v.Context(), v.Area)
	if err != nil {
		return err
	}
	if as := v.Query("as"); as != "" {
		return send(v, d.words.T("report.sheet_contacts"), func(w io.Writer) error { return d.report.WriteContacts(w, all) },
			func(w io.Writer) error { return d.report.WriteContactsCSV(w, all) })
	}
	view := contactsView{Rows: all, Area: v.Area}
	for _, c := range all {
		if c.Area == v.Area {
			view.Mine = c
		}
	}
	return v.Show("contacts", view)
}

func (d *desk) setContact(v *office.Visit) error {
	officer := func(who string) report.Officer {
		return report.Officer{Name: v.Form(who + "_name"), Post: v.Form(who + "_post"), Phone: v.Form(who + "_phone")}
	}
	c := report.Contact{Area: v.Where, Leader: officer("leader"), Liaison: officer("liaison"), Remark: v.Form("remark")}
	if err := d.report.SetContact(v.Context(), c, v.Title); err != nil {
		return err
	}
	return v.Go(contactsPath, "contact")
}
