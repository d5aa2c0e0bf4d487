package flow

import (
	"cmp"
	"slices"

	"yizhan/assets"
	"yizhan/sync/market"
)

// Wish is a filter that a finger turns on and off.
type Wish int

// The wishes, in the order of their chips.
const (
	Today Wish = iota // work to be done today
	Daily             // paid the same day
	Meals
	Near
)

// Wishes lists them.
var Wishes = []Wish{Today, Daily, Meals, Near}

// search is what the pages of one search share: the cards and the wishes.
type search struct {
	app    *App
	cards  []Card
	wishes map[Wish]bool
	Fault  string // why nothing can be read; "" usually
}

func newSearch(a *App) *search {
	s := &search{app: a, wishes: map[Wish]bool{}}
	s.read()
	return s
}

// read takes the postings anew.
func (s *search) read() {
	cards, err := s.app.cards()
	s.cards, s.Fault = cards, ""
	if err != nil {
		s.Fault = s.app.Sentence(err)
	}
}

// On says whether a wish is on.
func (s *search) On(w Wish) bool { return s.wishes[w] }

// WishWord is the word of a wish's chip.
func (s *search) WishWord(w Wish) string {
	return s.app.Words.T([...]string{"wish.today", "wish.daily", "wish.meals", "wish.near"}[w])
}

// wished are the cards that fulfil the wishes, of these trades (none: all).
func (s *search) wished(trades ...market.TradeID) []Card {
	return slices.DeleteFunc(slices.Clone(s.cards), func(c Card) bool {
		return s.On(Today) && !c.today || s.On(Daily) && !c.daily || s.On(Meals) && !c.meals || s.On(Near) && !c.close ||
			len(trades) > 0 && !slices.Contains(trades, c.Trade)
	})
}

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
}

// newTrades begins a search.
func newTrades(a *App) *Trades {
	t := &Trades{search: newSearch(a), Pager: Pager{Size: 6}}
	t.recount()
	return t
}

// Name implements Page.
func (*Trades) Name() string { return "trades" }

// Kind implements Page.
func (*Trades) Kind() Kind { return Guest }

// Forget implements Page.
func (t *Trades) Forget() { t.cards, t.wishes = nil, map[Wish]bool{} }

// Restart implements Restarter.
func (t *Trades) Restart() {
	*t = *newTrades(t.app)
}

// Reload implements Reloader.
func (t *Trades) Reload() bool {
	t.read()
	t.recount()
	return true
}

// Groups lists the groups of trades.
func (t *Trades) Groups() []GroupCount {
	left := t.leftByTrade()
	var out []GroupCount
	for _, name := range t.app.Desk.Trades().Groups() {
		icon, _ := assets.GroupIcon(name)
		g := GroupCount{Name: name, Icon: icon}
		for _, tr := range t.app.Desk.Trades().InGroup(name) {
			g.Left += left[tr.ID]
		}
		out = append(out, g)
	}
	return out
}

// Wanted is how many people all trades still want, by the wishes.
func (t *Trades) Wanted() int { return wanted(t.wished()) }

// Count is how many postings there are, by the wishes and in the group.
func (t *Trades) Count() int { return len(open(t.wished(t.trades()...))) }

// Tiles are the trades of the group; without a group, those with work, the most wanted first.
func (t *Trades) Tiles() []TradeCount {
	left := t.leftByTrade()
	list := t.app.Desk.Trades().All()
	if t.Group != "" {
		list = t.app.Desk.Trades().InGroup(t.Group)
	}
	var out []TradeCount
	for _, tr := range list {
		if t.Group != "" || left[tr.ID] > 0 {
			icon, _ := assets.TradeIcon(string(tr.ID))
			out = append(out, TradeCount{tr, icon, left[tr.ID]})
		}
	}
	slices.SortStableFunc(out, func(x, y TradeCount) int { return cmp.Compare(y.Left, x.Left) })
	return out
}

// Shown are the tiles of the page that is shown.
func (t *Trades) Shown() []TradeCount {
	from, to := t.Pager.Span()
	return t.Tiles()[from:to]
}

func (t *Trades) leftByTrade() map[market.TradeID]int {
	left := map[market.TradeID]int{}
	for _, c := range t.wished() {
		left[c.Trade] += c.Left
	}
	return left
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

func (t *Trades) recount() { t.Pager.Recount(len(t.Tiles())) }

// Fit says how many tiles stand on a page.
func (t *Trades) Fit(size int) { t.Pager.Fit(size) }

// PickGroup shows a group; "" is all trades that have work.
func (t *Trades) PickGroup(name string) {
	t.Group, t.Pager = name, Pager{Size: t.Pager.Size}
	t.recount()
	t.app.Changed()
}

// Turn goes by pages.
func (t *Trades) Turn(by int) {
	t.Pager.Turn(by)
	t.app.Changed()
}

// Toggle turns a wish on or off.
func (t *Trades) Toggle(w Wish) {
	t.wishes[w] = !t.wishes[w]
	t.recount()
	t.app.Changed()
}

// Pick shows the work of a trade.
func (t *Trades) Pick(id market.TradeID) {
	tr, _ := t.app.Desk.Trades().Get(id)
	t.app.Show(newResults(t.search, tr.Short, id))
}

// All shows the work of the group, or all there is.
func (t *Trades) All() { t.app.Show(newResults(t.search, t.Group, t.trades()...)) }
