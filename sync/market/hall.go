package market

import "slices"

// Side is one of the two who meet at a place of work.
type Side string

// The sides.
const (
	OfWorker   Side = "worker"   // what the employer says of the worker
	OfEmployer Side = "employer" // what the worker says of the employer
)

// Sides is the contract's list.
var Sides = []Side{OfWorker, OfEmployer}

// Mark is what one side says of the other when the work is over.
type Mark string

// The marks. Never means that the market brings these two together no more.
const (
	Good  Mark = "good"
	Fair  Mark = "fair"
	Never Mark = "never"
)

// Marks is the contract's list.
var Marks = []Mark{Good, Fair, Never}

// LeaveReasons is why somebody waits in the hall no more, although the day is not over.
var LeaveReasons = []string{"gone_home", "found_alone", "other"}

// OfferID is "12-1-90": a place that is kept for one person for a while (点对点).
type OfferID string

// How an offer ended; "" while it stands.
const (
	OfferTaken     = "taken"
	OfferDeclined  = "declined"
	OfferLapsed    = "lapsed"
	OfferWithdrawn = "withdrawn"
)

// OfferEnds lists them.
var OfferEnds = []string{OfferTaken, OfferDeclined, OfferLapsed, OfferWithdrawn}

// FirstOffer is how many minutes a place is kept for somebody of grade A or B, where nobody said
// otherwise; MostOffer is the longest.
const (
	FirstOffer = 15
	MostOffer  = 120
)

// DrawID is "12-1-91": the order of one lottery.
type DrawID string

// MaxDrawn is how many people may take part in one lottery; the fact that holds it stays small.
const MaxDrawn = 1000

// Checks are what staff may look at before they pass a posting: a call, the papers of the
// employer, the place of work, the licence (city plan, 任十: 信息真实性审核).
var Checks = []string{"call", "papers", "site", "licence"}

// EmployerFlags are what staff may note of an employer. The county's red list is another thing.
var EmployerFlags = []string{"late_pay", "false_terms", "unsafe", "rude"}

// ValidMark refuses with unknown_choice what is no mark of a side.
func ValidMark(s Side, m Mark) error {
	var l Errors
	oneOf(&l, "side", s, Sides, true)
	oneOf(&l, "mark", m, Marks, true)
	return l.orNil()
}

// OneOf refuses with unknown_choice a word that is not on a closed list.
func OneOf(field, word string, list []string) error {
	if !slices.Contains(list, word) {
		return &Error{Code: "unknown_choice", Field: field}
	}
	return nil
}
