package record

import "yizhan/sync/market"

// Kinds about a person who is registered; all are named after the registration.
const (
	ConsentGiven Kind = "consent.given" // to a version of the notice
	WishesTold   Kind = "wishes.told"   // what the person looks for; revised like a posting
	CardIssued   Kind = "card.issued"   // a worker's card; the newest stands, those before are void
)

// Consent is the body of consent.given.
type Consent struct {
	Notice int `cbor:"1,keyasint"` // market.NoticeVersion of the words that were shown
}

// Wishes is the body of wishes.told. Box 0, under the person's own tag, is the Hardship.
type Wishes struct {
	Trades []market.TradeID `cbor:"1,keyasint,omitempty"`
	Reach  market.Reach     `cbor:"2,keyasint,omitempty"`
	Free   market.Free      `cbor:"3,keyasint,omitempty"`
	Pay    market.Fen       `cbor:"4,keyasint,omitempty"` // the least for a day; 0 not said
}

// Hardship is the sealed part of wishes.told.
type Hardship struct {
	Help bool `cbor:"1,keyasint,omitempty"` // would like staff to help
}

// Card is the body of card.issued. Digest is nil where a card only ends: the person has another
// registration that the new card is named after.
type Card struct {
	Digest []byte `cbor:"1,keyasint,omitempty"` // market.CardDigest
}
