package flow

import (
	"cmp"
	"maps"
	"slices"

	"yizhan/assets"
	"yizhan/kiosk/board"
	"yizhan/sync/market"
)

// TradeCount is a trade with the people it still wants.
type TradeCount struct {
	market.Trade
	Icon string
	Left int
}

// GroupCount is a group of trades with the people it still wants.
type GroupCount struct {
	Name, Icon string
	Left       int
}

// Trades is the page of trade pictures.
type Trades struct {
	*search
	Group string // "" is all trades that have work, the most wanted first
	Pager Pager

	wanted int
	tally  map[market.TradeID]board.Tally // of all groups
	tiles  []TradeCount                   // of the group
}

// newTrades begins a search.
func newTrades(a *App) *Trades {
	t := &Trades{search: &search{app: a}, Pager: Pager{Size: 6}}
	t.look()
	return t
}

// Name implements Page.
func (*Trades) Name() string { return "trades" }

// Kind implements Page.
func (*Trades) Kind() Kind { return Guest }

// Forget implements Page.
func (t *Trades) Forget() { t.q, t.tally, t.tiles, t.wanted = board.Query{}, nil, nil, 0 }

// Restart implements Restarter.
func (t *Trades) Restart() {
	*t = *newTrades(t.app)
}

// Reload implements Reloader.
func (t *Trades) Reload() bool {
	tally, fault, filling := t.tally, t.Fault, t.Filling
	t.look()
	return fault != t.Fault || filling != t.Filling || !maps.Equal(tally, t.tally)
}

// Return implements Returner.
func (t *Trades) Return() { t.look() }

// look counts anew.
func (t *Trades) look() {
	found := t.find()
	t.wanted, t.tally = found.Wanted, t.app.board().ByTrade(found)
	list := t.app.Desk.Trades().All()
	if t.Group != "" {
		list = t.app.Desk.Trades().InGroup(t.Group)
	}
	t.tiles = nil
	for _, tr := range list {
		if left := t.tally[tr.ID].Wanted; t.Group != "" || left > 0 {
			icon, _ := assets.TradeIcon(string(tr.ID))
			t.tiles = append(t.tiles, TradeCount{tr, icon, left})
		}
	}
	slices.SortStableFunc(t.tiles, func(x, y TradeCount) int { return cmp.Compare(y.Left, x.Left) })
	t.Pager.Recount(len(t.tiles))
}

// Groups lists the groups of trades.
func (t *Trades) Groups() []GroupCount {
	var out []GroupCount
	for _, name := range t.app.Desk.Trades().Groups() {
		icon, _ := assets.GroupIcon(name)
		g := GroupCount{Name: name, Icon: icon}
		for _, tr := range t.app.Desk.Trades().InGroup(name) {
			g.Left += t.tally[tr.ID].Wanted
		}
		out = append(out, g)
	}
	return out
}

// Wanted is how many people all trades still want, by the wishes.
func (t *Trades) Wanted() int { return t.wanted }

// Count is how many postings there are, by the wishes and in the group.
func (t *Trades) Count() int {
	n := 0
	if t.Group == "" {
		for _, of := range t.tally {
			n += of.Open
		}
		return n
	}
	for _, id := range t.trades() {
		n += t.tally[id].Open
	}
	return n
}

// Tiles are the trades of the group; without a group, those with work, the most wanted first.
func (t *Trades) Tiles() []TradeCount { return t.tiles }

// Shown are the tiles of the page that is shown.
func (t *Trades) Shown() []TradeCount {
	from, to := t.Pager.Span()
	return t.tiles[from:to]
}

// trades are those of the group, none for all.
func (t *Trades) trades() []market.TradeID {
	if t.Group == "" {
		return nil
	}
	return tradeIDs(t.app.Desk.Trades().InGroup(t.Group))
}

func tradeIDs(list []market.Trade) []market.TradeID {
	out := make([]market.TradeID, len(list))
	for i, tr := range list {
		out[i] = tr.ID
	}
	return out
}

// Fit says how many tiles stand on a page.
func (t *Trades) Fit(size int) { t.Pager.Fit(size) }

// PickGroup shows a group; "" is all trades that have work.
func (t *Trades) PickGroup(name string) {
	t.Group, t.Pager = name, Pager{Size: t.Pager.Size}
	t.look()
	t.app.Changed()
}

// Turn goes by pages.
func (t *Trades) Turn(by int) {
	t.Pager.Turn(by)
	t.app.Changed()
}

// Toggle turns a wish on or off.
func (t *Trades) Toggle(w Wish) {
	t.toggle(w)
	t.look()
	t.app.Changed()
}

// Pick shows the work of a trade.
func (t *Trades) Pick(id market.TradeID) {
	tr, _ := t.app.Desk.Trades().Get(id)
	t.app.Show(newResults(t.search, tr.Short, id))
}

// All shows the work of the group, or all there is.
func (t *Trades) All() { t.app.Show(newResults(t.search, t.Group, t.trades()...)) }

// Sift leads to all that can be asked for beside the trade.
func (t *Trades) Sift() {
	t.app.Show(newSift(t.search, t.trades(), func() { t.app.Replace(newResults(t.search, t.Group, t.trades()...)) }))
}
