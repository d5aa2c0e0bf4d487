package flow

import (
	"cmp"
	"slices"
	"strings"

	"yizhan/kiosk/board"
	"yizhan/sync/market"
)

// StationInfo is the station's own page: that nothing costs anything, when it is open, where, whom
// to call, what it promises, what everybody keeps to.
type StationInfo struct {
	Page   market.StationPage
	Trades string // what there is much work in, from the postings of today

	app *App
}

func newStationInfo(a *App) *StationInfo {
	i := &StationInfo{app: a}
	i.Reload()
	return i
}

// Name implements Page.
func (*StationInfo) Name() string { return "station_info" }

// Kind implements Page.
func (*StationInfo) Kind() Kind { return Guest }

// Forget implements Page: it knows nobody.
func (*StationInfo) Forget() {}

// Restart implements Restarter.
func (i *StationInfo) Restart() { i.Reload() }

// Reload implements Reloader.
func (i *StationInfo) Reload() bool {
	page, trades := i.Page, i.Trades
	i.Page, _ = i.app.stationPage()
	i.Trades = i.app.busyTrades()
	return trades != i.Trades || page.Opens != i.Page.Opens || page.Closes != i.Page.Closes || page.Address != i.Page.Address
}

// mostTrades is how many trades the page names.
const mostTrades = 3

// busyTrades are the trades that want most people today, in words; "" when nothing is open.
func (a *App) busyTrades() string {
	found, _ := a.find(board.Query{})
	tally := a.board().ByTrade(found)
	list := slices.DeleteFunc(slices.Clone(a.Desk.Trades().All()), func(tr market.Trade) bool { return tally[tr.ID].Wanted == 0 })
	slices.SortStableFunc(list, func(x, y market.Trade) int { return cmp.Compare(tally[y.ID].Wanted, tally[x.ID].Wanted) })
	var names []string
	for _, tr := range list[:min(len(list), mostTrades)] {
		names = append(names, tr.Short)
	}
	return strings.Join(names, a.Words.T("trades.comma"))
}

// Hours is 每天 6:00–18:30, "" while nobody has said.
func (i *StationInfo) Hours() string { return i.app.openingHours(&i.Page) }

func (a *App) openingHours(p *market.StationPage) string {
	if p.Opens == "" {
		return ""
	}
	days := p.Days
	if days == "" {
		days = a.Words.T("stationpage.every_day")
	}
	return a.Words.T("stationpage.hours", "days", days, "clocks", a.clocks(p))
}

// clocks is 6:00–18:30.
func (a *App) clocks(p *market.StationPage) string {
	if p.Opens == "" {
		return ""
	}
	return a.Words.T("when.hours", "from", strings.TrimPrefix(p.Opens, "0"), "to", strings.TrimPrefix(p.Closes, "0"))
}

// Clocks is the same without the days, for a small screen.
func (i *StationInfo) Clocks() string { return i.app.clocks(&i.Page) }

// OpeningHours is when this station is open, for the footer of home: 每天 6:00–18:30; "" while the
// county has not said.
func (a *App) OpeningHours() string {
	p, _ := a.stationPage()
	return a.openingHours(&p)
}

// Promise is what the station keeps to, its own words or the usual ones.
func (i *StationInfo) Promise() []string { return i.app.linesOr(i.Page.Promise, "stationpage.promise") }

// Rules are what everybody keeps to.
func (i *StationInfo) Rules() []string { return i.app.linesOr(i.Page.Rules, "stationpage.rule") }

// linesOr gives own lines, or those of the phrases key_1, key_2 and so on.
func (a *App) linesOr(own []string, key string) []string {
	if len(own) > 0 {
		return own
	}
	var out []string
	for n := 1; a.Words.Has(key + "_" + count(n)); n++ {
		out = append(out, a.Words.T(key+"_"+count(n)))
	}
	return out
}

// Find leads to the work there is.
func (i *StationInfo) Find() { i.app.Replace(newTrades(i.app)) }
