package flow

import (
	"slices"

	"yizhan/assets"
	"yizhan/sync/market"
)

// Skills asks what somebody can do: at most five trades, by picture.
type Skills struct {
	*visit
	Group  string
	Pager  Pager
	chosen []market.TradeID
}

func newSkills(v *visit) *Skills {
	s := &Skills{visit: v, Pager: Pager{Size: 6}, chosen: slices.Clone(v.wishes.Trades)}
	s.Group = v.app.Desk.Trades().Groups()[0]
	s.recount()
	return s
}

// Name implements Page.
func (*Skills) Name() string { return "skills" }

// Kind implements Page.
func (*Skills) Kind() Kind { return Form }

// Forget implements Page.
func (s *Skills) Forget() { s.chosen = nil }

// Steps is where this page stands.
func (s *Skills) Steps() Steps { return s.steps(stepSkills) }

// Groups lists the groups of trades.
func (s *Skills) Groups() []GroupCount {
	var out []GroupCount
	for _, name := range s.app.Desk.Trades().Groups() {
		icon, _ := assets.GroupIcon(name)
		out = append(out, GroupCount{Name: name, Icon: icon})
	}
	return out
}

// Shown are the tiles of the page that is shown.
func (s *Skills) Shown() []TradeCount {
	from, to := s.Pager.Span()
	var out []TradeCount
	for _, tr := range s.app.Desk.Trades().InGroup(s.Group)[from:to] {
		icon, _ := assets.TradeIcon(string(tr.ID))
		out = append(out, TradeCount{Trade: tr, Icon: icon})
	}
	return out
}

func (s *Skills) recount() { s.Pager.Recount(len(s.app.Desk.Trades().InGroup(s.Group))) }

// Fit says how many tiles stand on a page.
func (s *Skills) Fit(size int) { s.Pager.Fit(size) }

// PickGroup shows another group.
func (s *Skills) PickGroup(name string) {
	s.Group, s.Pager = name, Pager{Size: s.Pager.Size}
	s.recount()
	s.app.Changed()
}

// Turn goes by pages.
func (s *Skills) Turn(by int) {
	s.Pager.Turn(by)
	s.app.Changed()
}

// Can says whether a trade is chosen.
func (s *Skills) Can(id market.TradeID) bool { return slices.Contains(s.chosen, id) }

// Chosen are the words of the chosen trades.
func (s *Skills) Chosen() []string {
	var out []string
	for _, id := range s.chosen {
		tr, _ := s.app.Desk.Trades().Get(id)
		out = append(out, tr.Short)
	}
	return out
}

// Full says that no further trade can be chosen.
func (s *Skills) Full() bool { return len(s.chosen) >= market.MaxTrades }

// Toggle chooses a trade or gives it up.
func (s *Skills) Toggle(id market.TradeID) {
	switch i := slices.Index(s.chosen, id); {
	case i >= 0:
		s.chosen = slices.Delete(s.chosen, i, i+1)
	case !s.Full():
		s.chosen = append(s.chosen, id)
	}
	s.app.Changed()
}

// Done goes on to how far. Nobody has to name a trade.
func (s *Skills) Done() {
	s.worker.Trades, s.wishes.Trades = slices.Clone(s.chosen), slices.Clone(s.chosen)
	s.app.Show(newReach(s.visit))
}
