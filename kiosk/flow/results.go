package flow

import (
	"slices"

	"yizhan/kiosk/board"
	"yizhan/sync/market"
)

// Results is the list of postings that were found.
type Results struct {
	*search
	What string // the trade or group that was chosen; "" for all

	First  int // index of the first card in sight, kept for the way back
	trades []market.TradeID
	found  board.Found
}

func newResults(s *search, what string, trades ...market.TradeID) *Results {
	r := &Results{search: s, What: what, trades: trades}
	r.look()
	return r
}

// Name implements Page.
func (*Results) Name() string { return "results" }

// Kind implements Page.
func (*Results) Kind() Kind { return Guest }

// Forget implements Page: what was chosen says something about who chose it.
func (r *Results) Forget() { r.What, r.trades, r.First, r.found = "", nil, 0, board.Found{} }

// Reload implements Reloader.
func (r *Results) Reload() bool {
	old, fault, filling := r.found.Rows, r.Fault, r.Filling
	r.look()
	return fault != r.Fault || filling != r.Filling || !slices.Equal(old, r.found.Rows) // rows never change: another posting is another row
}

// Return implements Returner.
func (r *Results) Return() { r.look() }

// look finds anew.
func (r *Results) look() { r.found = r.find(r.trades...) }

// sought shows from its beginning what is found now.
func (r *Results) sought() {
	r.First = 0
	r.look()
	r.app.Changed()
}

// Len is how many postings were found, the full ones too.
func (r *Results) Len() int { return len(r.found.Rows) }

// Card puts the i-th posting into words, the nearest first.
func (r *Results) Card(i int) Card { return r.app.rowCard(r.found.Rows[i]) }

// Cards are all postings found.
func (r *Results) Cards() []Card {
	out := make([]Card, r.Len())
	for i := range out {
		out[i] = r.Card(i)
	}
	return out
}

// Count is how many of them still have a place.
func (r *Results) Count() int { return r.found.Open }

// Toggle turns a wish on or off.
func (r *Results) Toggle(w Wish) {
	r.toggle(w)
	r.sought()
}

// NoWishes asks for nothing but the trade.
func (r *Results) NoWishes() {
	r.q = board.Query{}
	r.sought()
}

// Sift leads to all that can be asked for beside the trade.
func (r *Results) Sift() {
	r.First = 0
	r.app.Show(newSift(r.search, r.trades, r.app.Back))
}

// Open shows a posting.
func (r *Results) Open(id market.PostingID) { r.app.Show(newDetail(r.app, id)) }

// CheckIn leads to signing in, when there is nothing to be found now.
func (r *Results) CheckIn() { r.app.begin(func() { r.app.Show(newWho(r.app, toCheckIn, nil)) }) }

// OtherTrade leads back to the pictures.
func (r *Results) OtherTrade() { r.app.Back() }
