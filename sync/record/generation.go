package record

import "yizhan/sync/market"

// Kinds of a county that was restored from a backup, or found itself rolled back.
const (
	GenerationOpened Kind = "generation.opened" // the county's journal goes on under (0, generation)
	PlaceHeld        Kind = "place.held"        // a station lists what it knows of places, so that lost grants are known again
	HoldingsListed   Kind = "holdings.listed"   // that was all of them
)

// Generation is the body of generation.opened, which is named after the county and Gen. Recalls
// of generations before it are void: their sums cannot be known any more.
type Generation struct {
	Gen uint32 `cbor:"1,keyasint"`
}

// GenerationRef is the identifier that generation.opened has.
func GenerationRef(gen uint32) market.Ref {
	return market.Ref{Origin: market.Origin{Epoch: 1}, N: gen}
}

// Held is the body of place.held, which is named after the posting.
type Held struct {
	Gen     uint32 `cbor:"1,keyasint"`           // in which it is listed
	Mine    []Move `cbor:"2,keyasint,omitempty"` // held by who says so, by a grant at that hop
	Back    []Move `cbor:"3,keyasint,omitempty"` // given back to the county at that hop
	Granted []Ref  `cbor:"4,keyasint,omitempty"` // own requests that a grant answered
}

// MaxHeld keeps a place.held well within MaxFact: moves and requests in one fact.
const MaxHeld = 500

// Listed is the body of holdings.listed, which is named after its maker.
type Listed struct {
	Gen uint32 `cbor:"1,keyasint"`
}
