package office

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

const (
	stationsPath = Root + "/stations"
	codesPath    = Root + "/codes"
)

// stationPages are those about stations and their enrolment.
var stationPages = []Page{
	{Route: "GET " + stationsPath, Nav: "stations", Do: stationsPage},
	{Route: "GET " + stationsPath + "/{id}", Nav: "stations", Of: AStation, Do: stationPage},
	{Route: "GET " + stationsPath + "/{id}/fence", Nav: "stations", Least: market.LevelCounty, Of: AStation, Do: askFence},
	{Route: "POST " + stationsPath + "/{id}/fence", Nav: "stations", Least: market.LevelCounty, Of: AStation, Do: fence},
	{Route: "GET " + stationsPath + "/{id}/revoke", Nav: "stations", Least: market.LevelCounty, Of: AStation, Do: askRevoke},
	{Route: "POST " + stationsPath + "/{id}/revoke", Nav: "stations", Least: market.LevelCounty, Of: AStation, Do: revoke},
	{Route: "GET " + codesPath, Nav: "stations", Least: market.LevelCounty, Do: codesPage},
	{Route: "GET " + codesPath + "/{id}", Nav: "stations", Least: market.LevelCounty, Of: AnArea, Do: newCodePage},
	{Route: "POST " + codesPath + "/{id}/new", Nav: "stations", Least: market.LevelCounty, Of: AnArea, Do: newCode},
	{Route: "POST " + codesPath + "/{id}/drop", Nav: "stations", Least: market.LevelCounty, Do: dropCode},
}

// stationsView is the tree of stations.
type stationsView struct {
	Rows []node
	coverage
	Stations int
	Odd      []archive.StationRow // that somebody should look at
	Clones   []archive.StationRow // of those, two machines of one number
	Only     bool                 // the odd ones alone are shown
	MayEnrol bool
}

func stationsPage(v *Visit) error {
	rows, err := v.Archive().Stations(v.Context(), v.Reach)
	if err != nil {
		return err
	}
	view := stationsView{Only: v.Query("only") == "odd", MayEnrol: v.Level() <= market.LevelCounty}
	for _, s := range rows {
		if s.State != archive.StationRevoked {
			view.Stations++
		}
		if s.State == archive.StationCloned {
			view.Clones = append(view.Clones, s)
		}
		if odd(v.Now(), s) {
			view.Odd = append(view.Odd, s)
		}
	}
	root, _ := v.office.areas.Get(v.Area)
	t := newTree(v.office.areas, rows, market.AreaCode(v.Query("open")))
	view.coverage, view.Rows = t.add(root, 1, true), t.rows
	return v.Show("stations", view)
}

// odd says whether somebody should look at a station.
func odd(now time.Time, s archive.StationRow) bool {
	return s.State == archive.StationCloned || s.State == archive.StationAtWork && now.Sub(s.Seen) > 24*time.Hour
}

// stationView is one station.
type stationView struct {
	archive.StationDetail
	May    bool // fence and revoke
	Silent bool
	About  []About // what other rooms know of it
}

func stationPage(v *Visit) error {
	d, err := v.Archive().StationDetail(v.Context(), v.Station)
	if err != nil {
		return err
	}
	view := stationView{StationDetail: d, May: v.Level() <= market.LevelCounty, Silent: odd(v.Now(), d.StationRow)}
	for _, of := range v.office.about {
		lines, err := of(v)
		if err != nil {
			return err
		}
		view.About = append(view.About, lines...)
	}
	return v.Show("station", view)
}

// askView asks whether something that is hard to undo is meant.
type askView struct {
	archive.StationRow
	What string // fence or revoke
}

func askFence(v *Visit) error  { return ask(v, "fence") }
func askRevoke(v *Visit) error { return ask(v, "revoke") }

func ask(v *Visit, what string) error {
	d, err := v.Archive().StationDetail(v.Context(), v.Station)
	if err != nil {
		return err
	}
	return v.Show("ask", askView{d.StationRow, what})
}

func fence(v *Visit) error {
	return v.end(func() error { _, err := v.Archive().Fence(v.Context(), v.Station, 0); return err }, "fenced")
}

func revoke(v *Visit) error {
	return v.end(func() error { _, err := v.Archive().Revoke(v.Context(), v.Station); return err }, "revoked")
}

// end does what ends a station, for a reason that was given.
func (v *Visit) end(do func() error, said string) error {
	if _, err := market.Words(v.Form("words"), true); err != nil {
		return &market.Error{Code: market.Code(err), Field: "reason"}
	}
	if err := do(); err != nil {
		return err
	}
	return v.Go(stationsPath+"/"+strconv.Itoa(int(v.Station)), said)
}

// codesView is the codes that wait, and what those who used one show on their screens.
type codesView struct {
	Codes   []archive.CodeRow
	Waiting bool
}

// codeRefresh is after how many seconds the page of codes looks again whether one was used.
const codeRefresh = 5

func codesPage(v *Visit) error {
	codes, err := v.Archive().Codes(v.Context(), v.Area)
	if err != nil {
		return err
	}
	waiting := slices.ContainsFunc(codes, func(c archive.CodeRow) bool { return c.Station == 0 && !c.Over })
	if waiting {
		v.w.Header().Set("Refresh", strconv.Itoa(codeRefresh)+"; url="+codesPath)
	}
	return v.Show("codes", codesView{codes, waiting})
}

// newCodeView asks for whom a code is; the way down leads to the villages.
type newCodeView struct {
	Area  market.Area
	Below []market.Area
}

func newCodePage(v *Visit) error {
	a, _ := v.office.areas.Get(v.Where) // the gate has found it
	view := newCodeView{Area: a}
	switch a.Level {
	case market.LevelCity:
		view.Below = v.office.areas.Counties()
	case market.LevelCounty:
		view.Below = v.office.areas.Townships(a.Code)
	case market.LevelTownship:
		view.Below = v.office.areas.Villages(a.Code)
	}
	return v.Show("new_code", view)
}

func newCode(v *Visit) error {
	name, err := market.Words(v.Form("name"), false)
	if err != nil || len([]rune(name)) > market.MaxName {
		return &market.Error{Code: "too_long", Field: "name"}
	}
	if _, err := v.Archive().NewCode(v.Context(), name, v.Where); err != nil {
		return err
	}
	return v.Go(codesPath, "code")
}

func dropCode(v *Visit) error {
	if err := v.Archive().DropCode(v.Context(), v.Area, v.ID()); err != nil {
		return err
	}
	return v.Go(codesPath, "code_dropped")
}

// openAt is the link that opens an area of the tree.
func openAt(code market.AreaCode) string {
	return stationsPath + "?open=" + url.QueryEscape(string(code))
}
