package board

import (
	"time"

	"yizhan/sync/market"
)

// Find gives what q asks for and the clock at t does not hide.
func (b *Board) Find(q Query, t time.Time) Found {
	readings := b.readings(q.Text)
	f := b.filter(q, t)
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, words := range readings {
		f.words = words
		if found := f.over(b.order); len(found.Rows) > 0 {
			return found
		}
	}
	if len(readings) > 0 {
		return Found{}
	}
	return f.over(b.order)
}

// filter is a query made ready for many rows.
type filter struct {
	now        int32
	trades     *[256]bool // by number; nil: all
	within     []bool     // by number of place; nil: everywhere
	unit       uint8      // 0: any
	from       market.Fen
	settlement uint8 // 0: any
	offers     offer
	days       bool
	first      int32 // and last: there is work on a day between them
	last       int32
	words      reading // nil: any
}

func (b *Board) filter(q Query, t time.Time) *filter {
	f := &filter{now: clock(t)}
	if len(q.Trades) > 0 {
		f.trades = &[256]bool{}
		for _, id := range q.Trades {
			trade, ok := b.Trades.Get(id)
			f.trades[trade.No] = ok
		}
	}
	if q.Within != "" {
		f.within = b.within(q.Within)
	}
	if q.Unit != "" {
		f.unit, f.from = number(market.PayUnits, q.Unit), q.From
	}
	if q.Daily {
		f.settlement = number(market.Settlements, "same_day")
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

// over looks at every row, the cheapest question first.
func (f *filter) over(rows []*Row) Found {
	out := Found{Rows: make([]*Row, 0, len(rows))}
	for _, r := range rows {
		switch {
		case f.now >= r.until,
			f.offers&r.offers != f.offers,
			f.days && (r.first > f.last || r.last < f.first),
			f.settlement != 0 && r.settlement != f.settlement,
			f.unit != 0 && (r.unit != f.unit || r.pay < f.from),
			f.trades != nil && !f.trades[r.trade],
			f.within != nil && !f.within[r.place],
			f.words != nil && !f.words.meets(r):
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
