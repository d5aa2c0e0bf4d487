package flow

import (
	"strconv"
	"strings"

	"yizhan/kiosk/ime"
	"yizhan/sync/market"
)

// tradesAPage is how many trades stand on one page.
const tradesAPage = 6

// words splits a phrase that lists words between bars: 村口|路口.
func (w *Walkin) words(key string) []string { return w.app.list(key) }

// Groups lists the groups of trades.
func (w *Walkin) Groups() []string { return w.app.Desk.Trades().Groups() }

// PickGroup shows the trades of a group.
func (w *Walkin) PickGroup(group string) {
	w.Group = group
	w.Pager = Pager{Size: w.Pager.Size, Count: len(w.app.Desk.Trades().InGroup(group))}
	w.app.Changed()
}

// ShownTrades are the trades of the page that is shown.
func (w *Walkin) ShownTrades() []market.Trade {
	from, to := w.Pager.Span()
	return w.app.Desk.Trades().InGroup(w.Group)[from:to]
}

// TurnTrades goes by pages.
func (w *Walkin) TurnTrades(by int) {
	w.Pager.Turn(by)
	w.app.Changed()
}

// PickTrade answers what is to be done. The trade's short name becomes the title, unless one
// was written by hand; how it is usually paid becomes the unit.
func (w *Walkin) PickTrade(id market.TradeID) {
	old, _ := w.app.Desk.Trades().Get(w.Posting.Trade)
	trade, ok := w.app.Desk.Trades().Get(id)
	if !ok {
		return
	}
	if w.Posting.Title == "" || w.Posting.Title == old.Short {
		w.Posting.Title = trade.Short
	}
	if w.Posting.Trade != id {
		w.Posting.Unit, w.Posting.Settlement = trade.Unit, "same_day"
		if trade.Unit == "month" {
			w.Posting.Settlement = "monthly"
		}
	}
	w.Posting.Trade = id
	w.touched()
}

// WriteTitle opens the keys for the words that the screen will show.
func (w *Walkin) WriteTitle() {
	trade, ok := w.app.Desk.Trades().Get(w.Posting.Trade)
	if !ok {
		return
	}
	e := NewEntry(w.app, w.app.Words.T("walkin.title"), market.MaxTitle, func(text string) {
		w.Posting.Title = text
		w.touched()
	})
	w.app.Show(e.Hint(ime.Trade).With(w.Posting.Title).Offer(append([]string{trade.Short}, trade.Aliases...)...))
}

// Limits of what the keypad writes.
const (
	headsDigits = 3
	payDigits   = 7 // before the point
	payParts    = 2 // behind it
)

// Target says what the keypad writes: the number of people or the pay.
func (w *Walkin) Target(heads bool) {
	w.ToHeads, w.fresh = heads, heads
	w.app.Changed()
}

// Digit presses a digit, or '.' in the pay.
func (w *Walkin) Digit(d rune) {
	if w.ToHeads {
		w.headsDigit(d)
	} else {
		w.payDigit(d)
	}
	w.touched()
}

func (w *Walkin) headsDigit(d rune) {
	if d == '.' {
		return
	}
	if w.fresh {
		w.Heads, w.fresh = "", false
	}
	if len(w.Heads) < headsDigits {
		w.Heads = strings.TrimLeft(w.Heads, "0") + string(d)
	}
}

func (w *Walkin) payDigit(d rune) {
	whole, part, point := strings.Cut(w.Pay, ".")
	switch {
	case d == '.':
		if !point && whole != "" {
			w.Pay += "."
		}
	case point && len(part) < payParts, !point && len(whole) < payDigits:
		if w.Pay == "0" {
			w.Pay = ""
		}
		w.Pay += string(d)
	}
}

// Delete takes the last digit away.
func (w *Walkin) Delete() {
	into := &w.Pay
	if w.ToHeads {
		into = &w.Heads
		w.fresh = false
	}
	if *into != "" {
		*into = (*into)[:len(*into)-1]
	}
	w.touched()
}

// StepHeads makes the number of people larger or smaller.
func (w *Walkin) StepHeads(by int) {
	w.Heads = strconv.Itoa(min(max(1, headcount(w.Heads)+by), market.MaxHeadcount))
	w.fresh = true
	w.touched()
}

// Headcount is the number of people as pressed; 0 while there is none.
func (w *Walkin) Headcount() int { return headcount(w.Heads) }

func headcount(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// fen reads yuan as pressed, "130.5"; 0 while it is no amount.
func fen(yuan string) market.Fen {
	whole, part, _ := strings.Cut(yuan, ".")
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if err != nil {
		return 0
	}
	return market.Fen(n)
}

// PickUnit says what one payment is for.
func (w *Walkin) PickUnit(u market.PayUnit) {
	w.Posting.Unit = u
	w.touched()
}

// PickSettlement says when the pay is handed over.
func (w *Walkin) PickSettlement(s market.SettlementKind) {
	w.Posting.Settlement = s
	w.touched()
}

// PayUnitWord is 元/天 for the unit chosen.
func (w *Walkin) PayUnitWord() string { return w.app.unit(w.Posting.Unit) }
