package board

import (
	"cmp"
	"time"
	"unique"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Row is an open posting, small and unchanging. Words of closed lists are kept once for all rows.
type Row struct {
	ref        market.Ref
	title      string
	trade      unique.Handle[market.TradeID]
	area       unique.Handle[market.AreaCode]
	unit       unique.Handle[market.PayUnit]
	settlement unique.Handle[market.SettlementKind]
	pay        market.Fen
	opened     int64 // milliseconds

	start, end int32 // minutes, see clock; end is none where it was not said
	until      int32 // minutes: from then on it is hidden
	first      int32 // first and last day of work, see day
	last       int32
	heads      uint16
	left       uint16
	far        uint8 // market.Distance from the station
	offers     offer
}

// offer is a set of good sides.
type offer uint8

const (
	meals offer = 1 << iota
	lodging
	transport
	anyAge // nothing is written about age
)

// none is the clock of what was not said.
const none = -1

// clock is a civil minute as a number: minutes since 1970-01-01T00:00 in market.Zone.
func clock(t time.Time) int32 {
	_, offset := t.In(market.Zone).Zone()
	return int32((t.Unix() + int64(offset)) / 60)
}

const minutesADay = 24 * 60

// day is the civil day of a clock, as days since 1970-01-01.
func day(clock int32) int32 { return clock / minutesADay }

func minute(clock int32) market.Minute {
	if clock == none {
		return ""
	}
	return market.MinuteOf(time.Unix(int64(clock)*60, 0).Add(-zoneOffset))
}

const zoneOffset = 8 * time.Hour // of market.Zone

// newRow makes the row of an offer, as seen from the station's area.
func newRow(o *store.Offer, areas *market.Areas, at market.AreaCode) (*Row, error) {
	ref, err := market.ParseRef(string(o.ID))
	if err != nil {
		return nil, err
	}
	r := &Row{
		ref: ref, title: o.Title, trade: unique.Make(o.Trade), area: unique.Make(o.Area), unit: unique.Make(o.Unit),
		settlement: unique.Make(o.Settlement), pay: o.Pay, opened: o.OpenedAt, start: clock(o.Start.Time()), end: none,
		heads: uint16(o.Headcount), left: uint16(o.Left()), far: uint8(areas.Distance(at, o.Area)),
	}
	if o.End != "" {
		r.end = clock(o.End.Time())
	}
	s := o.Shift()
	r.first = day(r.start)
	r.last = r.first + int32(s.Days) - 1
	r.until = r.last*minutesADay + int32(s.To)
	if o.Closes != "" {
		r.until = min(r.until, clock(o.Closes.Time())+1)
	}
	for _, side := range []struct {
		has bool
		of  offer
	}{{o.Meals, meals}, {o.Lodging, lodging}, {o.Transport, transport}, {!speaksOfAge(o.Title) && !speaksOfAge(o.Notes), anyAge}} {
		if side.has {
			r.offers |= side.of
		}
	}
	return r, nil
}

// ID is the posting's identifier.
func (r *Row) ID() market.PostingID { return market.PostingID(r.ref.String()) }

// Trade is the posting's trade.
func (r *Row) Trade() market.TradeID { return r.trade.Value() }

// Left is how many more people are wanted.
func (r *Row) Left() int { return int(r.left) }

// Full says whether every place is taken.
func (r *Row) Full() bool { return r.left == 0 }

// Distance is how far the work is from the station.
func (r *Row) Distance() market.Distance { return market.Distance(r.far) }

// Posting gives the posting with what lists show of it; employer, place in words, meeting and
// notes are not kept here.
func (r *Row) Posting() market.Posting {
	return market.Posting{
		ID: r.ID(), Trade: r.trade.Value(), Title: r.title, Headcount: int(r.heads), Pay: r.pay, Unit: r.unit.Value(),
		Settlement: r.settlement.Value(), Area: r.area.Value(), Start: minute(r.start), End: minute(r.end),
		Meals: r.offers&meals != 0, Lodging: r.offers&lodging != 0, Transport: r.offers&transport != 0,
	}
}

// compare puts what a worker is likely to take first: places free, near, soon, newly opened. It
// does not look at the clock, so the order of rows stays as it is while time goes on.
func compare(x, y *Row) int {
	return cmp.Or(
		cmp.Compare(fullness(x), fullness(y)),
		cmp.Compare(x.far, y.far),
		cmp.Compare(x.start, y.start),
		cmp.Compare(y.opened, x.opened),
		cmp.Compare(x.ref.Station, y.ref.Station), cmp.Compare(x.ref.Epoch, y.ref.Epoch), cmp.Compare(x.ref.N, y.ref.N))
}

func fullness(r *Row) int {
	if r.Full() {
		return 1
	}
	return 0
}
