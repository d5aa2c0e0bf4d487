package record

import "yizhan/sync/market"

// AgreementPublished says what stands in the agreement that worker and employer sign, from now on. Each
// wording is a thing of its own; of those for one area the newest stands.
const AgreementPublished Kind = "agreement.published"

// Agreement is the body of agreement.published.
type Agreement struct {
	Version int             `cbor:"1,keyasint"`           // of its area, 1, 2, 3 …
	Lead    string          `cbor:"2,keyasint,omitempty"` // the sentence before the clauses
	Clauses []string        `cbor:"3,keyasint,omitempty"` // with places of market.AgreementPlaces
	Area    market.AreaCode `cbor:"4,keyasint,omitempty"` // of the stations that print it; "" for all
	Off     bool            `cbor:"5,keyasint,omitempty"` // it is taken back: what a wider area says stands, or the usual text
}
