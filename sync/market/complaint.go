package market

import "slices"

// ComplaintID is "12-1-77".
type ComplaintID string

// ComplaintKind is what somebody complains about.
type ComplaintKind string

// The kinds of complaints.
const (
	WagesOwed  ComplaintKind = "wages"     // 没拿到工钱
	FeeAsked   ComplaintKind = "fee"       // 押金、介绍费: whoever looks for work pays nothing
	FalseJob   ComplaintKind = "false_job" // 招工是假的
	OtherWrong ComplaintKind = "other"
)

// ComplaintKinds is the contract's list, in the order of the screen.
var ComplaintKinds = []ComplaintKind{WagesOwed, FeeAsked, FalseJob, OtherWrong}

// ComplaintState is how far a complaint has come. It only ever goes forward, so what two people
// say of one complaint without knowing of each other settles to the further state.
type ComplaintState string

// The states of a complaint.
const (
	ComplaintFiled  ComplaintState = "filed"
	ComplaintTaken  ComplaintState = "taken_up"    // somebody of the market asks the employer
	ComplaintHanded ComplaintState = "handed_over" // labour inspection has it
	ComplaintClosed ComplaintState = "closed"      // with words that say how
)

// ComplaintStates lists them from the first to the last.
var ComplaintStates = []ComplaintState{ComplaintFiled, ComplaintTaken, ComplaintHanded, ComplaintClosed}

// Rank is how far a state is, from 0; -1 for what is no state.
func (s ComplaintState) Rank() int { return slices.Index(ComplaintStates, s) }

// Complaint is what somebody says at the screen. All but Kind may be left out.
type Complaint struct {
	Kind    ComplaintKind
	Match   MatchID
	Posting PostingID
	Amount  Fen    // owed, or asked for
	Phone   string // to be called back under; "" is anonymous
	Called  string // 李师傅
}

// Normalize brings the phone to its one written form. Run it before Validate.
func (c *Complaint) Normalize() {
	c.Called = cleanLine(c.Called)
	if v, err := ParsePhone(c.Phone); err == nil {
		c.Phone = v
	}
}

// Validate gives every fault as Errors.
func (c *Complaint) Validate() error {
	var l Errors
	oneOf(&l, "kind", c.Kind, ComplaintKinds, true)
	if c.Amount < 0 || c.Amount > MaxPay {
		l.add("bad_pay", "amount")
	}
	l.caller(c.Phone, c.Called)
	return l.orNil()
}

// caller checks a phone to be called back under, and how its owner is called; both may be empty.
func (l *Errors) caller(phone, called string) {
	if phone != "" {
		if _, err := ParsePhone(phone); err != nil {
			l.add(Code(err), "phone")
		}
	}
	l.line("name", called, MaxName, false)
}

// Words brings what staff say of a complaint, a question or a proposal to its written form, and
// checks it.
func Words(s string, required bool) (string, error) {
	s = cleanLine(s)
	var l Errors
	l.line("words", s, MaxNotes, required)
	return s, l.orNil()
}
