package office

import (
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// pages are those of the day, of accounts and of one's own.
var pages = []Page{
	{Route: "GET " + Root, Nav: "today", Do: todayPage},
	{Route: "GET " + passwordPath, Do: passwordPage},
	{Route: "POST " + passwordPath, Do: setPassword},
	{Route: "POST " + outPath, Do: signOut},

	{Route: "GET " + accountsPath, Nav: "accounts", Least: market.LevelTownship, Do: accountsPage},
	{Route: "POST " + accountsPath + "/new", Nav: "accounts", Least: market.LevelTownship, Do: newAccount},
	{Route: "POST " + accountsPath + "/{id}/reset", Nav: "accounts", Least: market.LevelTownship, Do: resetAccount},
	{Route: "POST " + accountsPath + "/{id}/close", Nav: "accounts", Least: market.LevelTownship, Do: closeAccount},
}

// entries is the navigation of this package's pages.
var entries = []Entry{
	{Name: "today", Path: Root, At: 10},
	{Name: "stations", Path: stationsPath, At: 20},
	{Name: "postings", Path: postingsPath, At: 30},
	{Name: "people", Path: peoplePath, At: 40},
	{Name: "complaints", Path: complaintsPath, At: 50},
	{Name: "notices", Path: noticesPath, At: 90, Least: market.LevelCounty},
	{Name: "accounts", Path: accountsPath, At: 100, Least: market.LevelTownship},
}

// todayView is the picture of the day.
type todayView struct {
	archive.Today
	Most  int // places of the area with the most
	Shown []archive.TodayPlace
	Rest  int  // areas that are not shown
	Wants int  // places that they still want
	Runs  bool // they look after the machine too
}

// shownPlaces is how many areas the page of the day compares.
const shownPlaces = 10

func todayPage(v *Visit) error {
	t, err := v.Archive().Today(v.Context(), v.Reach)
	if err != nil {
		return err
	}
	view := todayView{Today: t, Runs: v.Level() <= market.LevelCounty}
	for i, p := range t.Places {
		view.Most = max(view.Most, p.Heads)
		if i < shownPlaces {
			view.Shown = append(view.Shown, p)
		} else {
			view.Rest++
			view.Wants += p.Heads - p.Taken
		}
	}
	return v.Show("today", view)
}

// Defined are the figures of the page, whose words say how each is counted.
func (todayView) Defined() []string {
	return []string{"filled", "check_ins", "postings", "helped", "failed", "wanted_where"}
}

// Tenths is how many tenths of the places are taken.
func (t todayView) Tenths() int {
	if t.Heads == 0 {
		return 0
	}
	return 10 * t.Taken / t.Heads
}
