package market

// ProposalID is "12-1-80".
type ProposalID string

// ProposalState is what became of a posting that an employer handed in alone.
type ProposalState string

// The states of a proposal. Passed and returned are final.
const (
	ProposalWaits    ProposalState = "waits"
	ProposalPassed   ProposalState = "passed" // the posting is open
	ProposalReturned ProposalState = "returned"
)

// ReturnReasons is the contract's list of why staff return a proposal.
var ReturnReasons = []string{"no_answer", "unclear", "pay_low", "unlawful", "twice", "other"}

// Proposal is a posting that an employer handed in at the screen. Employer.ID names one who is
// known here; else the rest of Employer is registered when staff pass it. Posting.Employer is not
// used.
type Proposal struct {
	Employer Employer
	Posting  Posting
}
