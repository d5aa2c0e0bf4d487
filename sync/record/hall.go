package record

import "yizhan/sync/market"

// Kinds of what staff do in the hall. They name check-ins and registrations, never a person.
const (
	CheckInLeft Kind = "checkin.left" // somebody waits no more
	HallCleared Kind = "hall.cleared" // at the end of the day
	OrderDrawn  Kind = "order.drawn"  // a lottery
	OfferMade   Kind = "offer.made"   // a place is kept for somebody of grade A or B
	OfferEnded  Kind = "offer.ended"
	MatchRated  Kind = "match.rated"  // what one side says of the other; revised
	HelpSettled Kind = "help.settled" // hardships that staff confirmed; named after the registration, revised
)

// Left is the body of checkin.left.
type Left struct {
	Reason string `cbor:"1,keyasint"` // one of market.LeaveReasons
}

// Cleared is the body of hall.cleared: the numbers of the day up to Upto wait no more.
type Cleared struct {
	Day  string `cbor:"1,keyasint"` // "2026-11-22"
	Upto int    `cbor:"2,keyasint"`
}

// Drawn is the body of order.drawn. Whoever knows it can work the order out (market/rank.Lottery).
type Drawn struct {
	Posting Ref    `cbor:"1,keyasint"`
	Day     string `cbor:"2,keyasint"`
	Seed    []byte `cbor:"3,keyasint"` // 16 random bytes
	Numbers []int  `cbor:"4,keyasint"` // of the day, of those who took part, rising; at most market.MaxDrawn
	Turn    int    `cbor:"5,keyasint"` // how many lotteries this posting had that day, this one included
}

// SeedSize is how many bytes a lottery's seed has.
const SeedSize = 16

// Offer is the body of offer.made.
type Offer struct {
	Posting Ref `cbor:"1,keyasint"`
	Worker  Ref `cbor:"2,keyasint"`
	Minutes int `cbor:"3,keyasint"` // for which it is kept
}

// OfferEnd is the body of offer.ended.
type OfferEnd struct {
	How string `cbor:"1,keyasint"` // one of market.OfferEnds
}

// Rated is the body of match.rated.
type Rated struct {
	Of   market.Side `cbor:"1,keyasint"`
	Mark market.Mark `cbor:"2,keyasint"`
}

// Settlement is the body of help.settled. All of it is in box 0, under the person's own tag: a Need.
type Settlement struct{}

// Need is the sealed part of help.settled.
type Need struct {
	Hardships []market.Hardship `cbor:"1,keyasint,omitempty"`
	Words     string            `cbor:"2,keyasint,omitempty"` // 村里开的证明
}
