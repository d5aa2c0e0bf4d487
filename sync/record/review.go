package record

import "yizhan/sync/market"

// Kinds of what is known of employers and of what they hand in.
const (
	ProposalChecked Kind = "proposal.checked" // what staff have looked at before they pass it
	EmployerFlagged Kind = "employer.flagged" // staff of a station; named after the employer
	EmployerListed  Kind = "employer.listed"  // county: the red list; named after the employer
)

// Checked is the body of proposal.checked. Of two words on one thing the later one stands.
type Checked struct {
	What  string `cbor:"1,keyasint"` // one of market.Checks
	Good  bool   `cbor:"2,keyasint"` // it is as the employer said
	Words string `cbor:"3,keyasint,omitempty"`
}

// Flagged is the body of employer.flagged; it says nothing in words, which could name somebody.
type Flagged struct {
	Flag string `cbor:"1,keyasint"` // one of market.EmployerFlags
	Off  bool   `cbor:"2,keyasint,omitempty"`
}

// RedList is the body of employer.listed.
type RedList struct {
	On     bool   `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint,omitempty"` // shown to staff and to the employer
	// USCC is that of a firm: every registration of it is listed with this one.
	USCC string `cbor:"3,keyasint,omitempty"`
}

// ListedMost bounds the reason, in characters.
const ListedMost = market.MaxTitle
