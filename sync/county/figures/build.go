package figures

import (
	"io"
	"strconv"

	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// buildView is how far the network of markets is, against what was set.
type buildView struct {
	Counties []report.Build
	Total    report.Build
	Levels   []market.Level
	Area     market.AreaCode
	May      bool // set targets
}

func (d *desk) build(v *office.Visit) error {
	counties, total, err := d.report.Progress(v.Context(), v.Area)
	if err != nil {
		return err
	}
	return v.Show("build", buildView{counties, total, report.BuildLevels, v.Area, v.Level() <= market.LevelCounty})
}

// aim keeps how many a county is to have, and by when.
func (d *desk) aim(v *office.Visit) error {
	if err := d.report.SetTarget(v.Context(), v.Where, v.Form("level"), v.Form("want"), v.Form("by"), v.Title); err != nil {
		return err
	}
	return v.Go(buildPath, "aimed")
}

// facilityView is one market's checklist.
type facilityView struct {
	report.Market
	Items []report.Facility
	Has   int
}

func (d *desk) facility(v *office.Visit) error {
	all, err := d.report.Directory(v.Context(), v.Area)
	if err != nil {
		return err
	}
	items, err := d.report.Facilities(v.Context(), v.Station)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Station == v.Station {
			return v.Show("facility", facilityView{m, items, report.HasOf(items)})
		}
	}
	return market.Refuse("not_found")
}

func (d *desk) setFacility(v *office.Visit) error {
	states := map[string]string{}
	for _, item := range report.FacilityItems {
		if v.PostForm.Has(item) {
			states[item] = v.Form(item)
		}
	}
	if err := d.report.SetFacilities(v.Context(), v.Station, states, v.Title); err != nil {
		return err
	}
	return v.Go(buildPath+"/stations/"+v.ID(), "checked")
}

// communityView is the villages of an area, a page of them.
type communityView struct {
	Rows        []report.Community
	Year        string
	Years       []string
	All         bool // those without a station too
	Have, Of    int
	Page, Pages int
	Figures     []tally.Figure
	FacilityOf  int
}

// communityFigures are those that the page has room for; the file has all.
var communityFigures = []tally.Figure{tally.Visits, tally.Places, tally.Fills, tally.FillsHard, tally.Wishes}

func (d *desk) communities(v *office.Visit) error {
	year := d.year(v)
	all, err := d.report.Communities(v.Context(), year, v.Area)
	if err != nil {
		return err
	}
	if v.Query("as") != "" {
		return send(v, d.words.T("community.sheet")+year, func(w io.Writer) error { return d.report.WriteCommunities(w, year, all) },
			func(w io.Writer) error { return d.report.WriteCommunitiesCSV(w, all) })
	}
	view := communityView{
		Year: year, All: v.Query("all") != "", Of: len(all), Figures: communityFigures, FacilityOf: len(report.FacilityItems),
		Years: []string{strconv.Itoa(v.Now().Year()), strconv.Itoa(v.Now().Year() - 1)}, Page: 1,
	}
	var rows []report.Community
	for _, c := range all {
		if c.Station != 0 {
			view.Have++
		}
		if c.Station != 0 || view.All {
			rows = append(rows, c)
		}
	}
	view.Pages = max(1, (len(rows)+pageSize-1)/pageSize)
	if n, err := strconv.Atoi(v.Query("page")); err == nil && n >= 1 && n <= view.Pages {
		view.Page = n
	}
	view.Rows = rows[(view.Page-1)*pageSize : min(len(rows), view.Page*pageSize)]
	return v.Show("communities", view)
}

// year is the one that is asked for: this one where none is named.
func (d *desk) year(v *office.Visit) string {
	if y := v.Query("year"); y != "" {
		return y
	}
	return strconv.Itoa(v.Now().Year())
}
