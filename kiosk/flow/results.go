package flow

import "yizhan/sync/market"

// Results is the list of postings that were found.
type Results struct {
	*search
	What string // the trade or group that was chosen; "" for all

	First  int // index of the first card in sight, kept for the way back
	trades []market.TradeID
}

func newResults(s *search, what string, trades ...market.TradeID) *Results {
	return &Results{search: s, What: what, trades: trades}
}

// Name implements Page.
func (*Results) Name() string { return "results" }

// Kind implements Page.
func (*Results) Kind() Kind { return Guest }

// Forget implements Page: what was chosen says something about who chose it.
func (r *Results) Forget() { r.What, r.trades, r.First = "", nil, 0 }

// Reload implements Reloader.
func (r *Results) Reload() bool {
	r.read()
	return true
}

// Cards are the postings found, the nearest first.
func (r *Results) Cards() []Card { return r.wished(r.trades...) }

// Count is how many of them still have a place.
func (r *Results) Count() int { return len(open(r.Cards())) }

// Toggle turns a wish on or off.
func (r *Results) Toggle(w Wish) {
	r.wishes[w] = !r.wishes[w]
	r.First = 0
	r.app.Changed()
}

// Wishing says whether any wish is on, so that turning them off may help.
func (r *Results) Wishing() bool {
	for _, w := range Wishes {
		if r.On(w) {
			return true
		}
	}
	return false
}

// NoWishes turns all wishes off.
func (r *Results) NoWishes() {
	clear(r.wishes)
	r.First = 0
	r.app.Changed()
}

// Open shows a posting.
func (r *Results) Open(id market.PostingID) { r.app.Show(newDetail(r.app, id)) }

// CheckIn leads to signing in, when there is nothing to be found now.
func (r *Results) CheckIn() { r.app.Show(newWho(r.app, toCheckIn, nil)) }

// OtherTrade leads back to the pictures.
func (r *Results) OtherTrade() { r.app.Back() }
