package record

// Kinds of a posting that an employer hands in alone.
const (
	ProposalMade    Kind = "proposal.made"
	ProposalSettled Kind = "proposal.settled" // by the station that decides, or returned by the county
)

// Proposal is the body of proposal.made. Nothing of the employer is public before it is passed:
// box 0 is the Proposer.
type Proposal struct {
	Number   string   `cbor:"1,keyasint"` // market.FollowNo
	Posting  Posting  `cbor:"2,keyasint"` // its Employer is not used
	Employer Ref      `cbor:"3,keyasint,omitzero"`
	Firm     Employer `cbor:"4,keyasint"` // of one that is new; Name is empty for a person
	// For is the station that decides, of one that the county took on its page; elsewhere it is the
	// station where it was handed in.
	For uint16 `cbor:"5,keyasint,omitempty"`
}

// Proposer is the sealed part of who handed a posting in.
type Proposer struct {
	Called string `cbor:"1,keyasint,omitempty"`
	Phone  string `cbor:"2,keyasint"`
	Name   string `cbor:"3,keyasint,omitempty"`
}

// ProposalOutcome is the body of proposal.settled: the posting that was opened, or why it was returned.
type ProposalOutcome struct {
	Posting Ref    `cbor:"1,keyasint,omitzero"`
	Reason  string `cbor:"2,keyasint,omitempty"` // one of market.ReturnReasons
	Words   string `cbor:"3,keyasint,omitempty"`
}
