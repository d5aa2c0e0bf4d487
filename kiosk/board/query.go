package board

import (
	"strings"
	"time"
	"unique"

	"yizhan/sync/market"
)

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
func (f *Found) ByTrade() map[market.TradeID]Tally {
	all := map[unique.Handle[market.TradeID]]Tally{}
	for _, r := range f.Rows {
		t := all[r.trade]
		t.Wanted += int(r.left)
		if !r.Full() {
			t.Open++
		}
		all[r.trade] = t
	}
	out := make(map[market.TradeID]Tally, len(all))
	for trade, t := range all {
		out[trade.Value()] = t
	}
	return out
}

// Units tells how many of what was found are paid by each unit.
func (f *Found) Units() map[market.PayUnit]int {
	all := map[unique.Handle[market.PayUnit]]int{}
	for _, r := range f.Rows {
		all[r.unit]++
	}
	out := make(map[market.PayUnit]int, len(all))
	for unit, n := range all {
		out[unit.Value()] = n
	}
	return out
}

// Find gives what q asks for and the clock at t does not hide.
func (b *Board) Find(q Query, t time.Time) Found {
	words := b.words(q.Text)
	b.mu.RLock()
	defer b.mu.RUnlock()
	f := b.filter(q, t)
	for _, reading := range words {
		f.word = reading
		if found := f.over(b.order); len(found.Rows) > 0 {
			return found
		}
	}
	if len(words) > 0 {
		return Found{}
	}
	return f.over(b.order)
}

// filter is a query made ready for many rows.
type filter struct {
	now    int32
	trades map[unique.Handle[market.TradeID]]bool // nil: all
	within string
	unit   unique.Handle[market.PayUnit]
	from   market.Fen
	priced bool
	daily  bool
	offers offer
	days   bool
	first  int32 // and last: there is work on a day between them
	last   int32
	word   reading // nil: any
}

var sameDay = unique.Make(market.SettlementKind("same_day"))

func (b *Board) filter(q Query, t time.Time) *filter {
	f := &filter{now: clock(t), priced: q.Unit != "", unit: unique.Make(q.Unit), from: q.From, daily: q.Daily}
	if len(q.Trades) > 0 {
		f.trades = map[unique.Handle[market.TradeID]]bool{}
		for _, id := range q.Trades {
			f.trades[unique.Make(id)] = true
		}
	}
	if q.Within != "" {
		first, last := q.Within.Span()
		f.within = commonStart(string(first), string(last))
	}
	if q.Meals {
		f.offers |= meals
	}
	if q.AnyAge {
		f.offers |= anyAge
	}
	today := day(f.now)
	switch q.Days {
	case OnToday:
		f.days, f.first, f.last = true, today, today
	case OnTomorrow:
		f.days, f.first, f.last = true, today+1, today+1
	case OnSoon:
		f.days, f.first, f.last = true, today, today+soon-1
	}
	return f
}

// commonStart is what two codes begin with alike: all areas within begin with it.
func commonStart(x, y string) string {
	n := 0
	for n < len(x) && x[n] == y[n] {
		n++
	}
	return x[:n]
}

// over looks at every row, the cheapest question first.
func (f *filter) over(rows []*Row) Found {
	var out Found
	for _, r := range rows {
		switch {
		case f.now >= r.until,
			f.offers&r.offers != f.offers,
			f.days && (r.first > f.last || r.last < f.first),
			f.daily && r.settlement != sameDay,
			f.priced && (r.unit != f.unit || r.pay < f.from),
			f.trades != nil && !f.trades[r.trade],
			f.within != "" && !strings.HasPrefix(string(r.area.Value()), f.within),
			f.word != nil && !f.word.meets(r):
			continue
		}
		out.Rows = append(out.Rows, r)
		out.Wanted += int(r.left)
		if !r.Full() {
			out.Open++
		}
	}
	return out
}
