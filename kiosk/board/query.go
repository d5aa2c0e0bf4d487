package board

import "yizhan/sync/market"

// Days says on which days there has to be work.
type Days int

// The choices of days.
const (
	AnyDay Days = iota
	OnToday
	OnTomorrow
	OnSoon // today or one of the soon-1 days after
)

// soon is how many days 这几天 are.
const soon = 3

// Query is what somebody looks for. The zero value asks for everything.
type Query struct {
	Trades []market.TradeID // any of these; none: all
	Days   Days
	Within market.AreaCode // in this area or one below it; "": everywhere
	Unit   market.PayUnit  // paid by this unit; "": any
	From   market.Fen      // at least this much for one Unit; only with a Unit
	Daily  bool            // paid on the same day
	Meals  bool
	AnyAge bool   // nothing is written about age
	Text   string // words, see text.go; "": any
}

// Found is what a Query found, in the order of the board.
type Found struct {
	Rows   []*Row
	Open   int // of them, those with a free place
	Wanted int // people they still want
}

// Tally is how much of a trade there is.
type Tally struct {
	Open   int // postings with a free place
	Wanted int // people
}

// ByTrade tells what was found by its trade.
func (b *Board) ByTrade(f Found) map[market.TradeID]Tally {
	var all [256]Tally
	for _, r := range f.Rows {
		t := &all[r.trade]
		t.Wanted += int(r.left)
		if !r.Full() {
			t.Open++
		}
	}
	out := map[market.TradeID]Tally{}
	for no, t := range all {
		if trade, ok := b.Trades.ByNo(no); ok && t != (Tally{}) {
			out[trade.ID] = t
		}
	}
	return out
}

// Units tells how many of what was found are paid by each unit.
func (f *Found) Units() map[market.PayUnit]int {
	var all [256]int
	for _, r := range f.Rows {
		all[r.unit]++
	}
	out := map[market.PayUnit]int{}
	for i, unit := range market.PayUnits {
		if n := all[i+1]; n > 0 {
			out[unit] = n
		}
	}
	return out
}
