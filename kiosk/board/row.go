package board

import (
	"cmp"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Row is an open posting, small and unchanging: what Find asks of a hundred thousand of them lies
// side by side. Words of closed lists are kept as numbers; one that this program does not know
// is empty here.
type Row struct {
	title string
	runes runeSet // of title
	pay   market.Fen
	at    int64 // when it was opened, in milliseconds

	ref        market.Ref
	start, end int32 // clocks; end is none where it was not said
	until      int32 // clock: from then on it is hidden
	first      int32 // first and last day of work
	last       int32
	heads      uint16
	left       uint16
	place      uint16 // in Board.places
	trade      uint8  // market.Trade.No; 0 is unknown
	unit       uint8  // in market.PayUnits, from 1
	settlement uint8  // in market.Settlements, from 1
	far        uint8  // market.Distance from the station
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
func clock(t time.Time) int32 { return int32((t.Unix() + zoneOffset) / 60) }

const (
	zoneOffset  = 8 * 60 * 60 // of market.Zone, in seconds
	minutesADay = 24 * 60
)

// day is the civil day of a clock, as days since 1970-01-01.
func day(clock int32) int32 { return clock / minutesADay }

func minute(clock int32) market.Minute {
	if clock == none {
		return ""
	}
	return market.MinuteOf(time.Unix(int64(clock)*60-zoneOffset, 0))
}

// newRow makes the row of an offer.
func (b *Board) newRow(o *store.Offer) (Row, error) {
	ref, err := market.ParseRef(string(o.ID))
	if err != nil {
		return Row{}, err
	}
	r := Row{
		ref: ref, title: o.Title, runes: runesOf(o.Title), place: b.placeNo[o.Area], unit: number(market.PayUnits, o.Unit),
		settlement: number(market.Settlements, o.Settlement), pay: o.Pay, at: o.OpenedAt, start: clock(o.Start.Time()), end: none,
		heads: uint16(o.Headcount), left: uint16(o.Left()), far: uint8(b.Areas.Distance(b.At, o.Area)),
	}
	if t, ok := b.Trades.Get(o.Trade); ok {
		r.trade = uint8(t.No)
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

// number is where a word stands in a closed list, from 1; 0 for any other.
func number[W comparable](list []W, word W) uint8 {
	for i, w := range list {
		if w == word {
			return uint8(i + 1)
		}
	}
	return 0
}

// word is the other way round.
func word[W ~string](list []W, no uint8) W {
	if no == 0 {
		return ""
	}
	return list[no-1]
}

// ID is the posting's identifier.
func (r *Row) ID() market.PostingID { return market.PostingID(r.ref.String()) }

// Left is how many more people are wanted.
func (r *Row) Left() int { return int(r.left) }

// Full says whether every place is taken.
func (r *Row) Full() bool { return r.left == 0 }

// Distance is how far the work is from the station.
func (r *Row) Distance() market.Distance { return market.Distance(r.far) }

// Posting gives the posting of a row with what lists show of it; employer, place in words,
// meeting and notes are not kept here.
func (b *Board) Posting(r *Row) market.Posting {
	trade, _ := b.Trades.ByNo(int(r.trade))
	return market.Posting{
		ID: r.ID(), Trade: trade.ID, Title: r.title, Headcount: int(r.heads), Pay: r.pay, Unit: word(market.PayUnits, r.unit),
		Settlement: word(market.Settlements, r.settlement), Area: b.places[r.place].code, Start: minute(r.start), End: minute(r.end),
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
		cmp.Compare(y.at, x.at),
		cmp.Compare(x.ref.Station, y.ref.Station), cmp.Compare(x.ref.Epoch, y.ref.Epoch), cmp.Compare(x.ref.N, y.ref.N))
}

func fullness(r *Row) int {
	if r.Full() {
		return 1
	}
	return 0
}
