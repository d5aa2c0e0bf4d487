package market

import "slices"

// Wishes are what somebody looks for: asked once at a check-in, all of it voluntary.
type Wishes struct {
	Trades []TradeID // at most MaxTrades
	Reach  Reach     // how far from home; "" not said
	Free   Free      // "" not said
	Pay    Fen       // the least for a day of work; 0 not said
	// Help says that staff may offer help with finding work. Why is asked by staff, never on a
	// public screen.
	Help bool
}

// Reach is how far somebody goes for work, by area.
type Reach string

// Free is when somebody can begin.
type Free string

// The closed lists, nearest and soonest first.
var (
	Reaches = []Reach{"village", "township", "county", "anywhere"}
	Frees   = []Free{"today", "tomorrow", "week", "call"}
)

// NoticeVersion is the version of the notice that somebody agrees to at the first visit: the words
// notice.* of assets/phrases. Other words are another version.
const NoticeVersion = 2

// Validate gives every fault as Errors.
func (w *Wishes) Validate(trades *Trades) error {
	var l Errors
	if len(w.Trades) > MaxTrades {
		l.add("too_many_trades", "trades")
	}
	if slices.ContainsFunc(w.Trades, func(t TradeID) bool { _, ok := trades.Get(t); return !ok }) {
		l.add("unknown_trade", "trades")
	}
	oneOf(&l, "reach", w.Reach, Reaches, false)
	oneOf(&l, "free", w.Free, Frees, false)
	if w.Pay < 0 || w.Pay > MaxPay {
		l.add("bad_pay", "pay")
	}
	return l.orNil()
}
