package market

// MatchState is how far a match has come.
type MatchState string

// States of a match. Cancelled alone frees the place.
const (
	Taken     MatchState = "taken"
	Arrived   MatchState = "arrived"
	Finished  MatchState = "finished"
	Cancelled MatchState = "cancelled"
)

// CancelReasons is the contract's list; 没成 and no-show are cancellations with a reason.
var CancelReasons = []string{"no_show", "employer_changed", "worker_declined", "other"}

// Match is one worker on one place of one posting.
type Match struct {
	ID      MatchID
	Posting PostingID
	Worker  WorkerID
	Place   int // 1…headcount
	State   MatchState
	Reason  string // of a cancellation
	Nonce   uint16 // of the last printed slip, 0 when none was
}
