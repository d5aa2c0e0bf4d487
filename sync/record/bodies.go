package record

import (
	"yizhan/sync/market"
	"yizhan/sync/seal"
)

// Employer is the body of employer.registered. A person's name stands only in a box; Name
// here is what may be shown in public. Box 0 is the published Contact, box 1 the Private part.
type Employer struct {
	Name    string              `cbor:"1,keyasint"`
	Kind    market.EmployerKind `cbor:"2,keyasint"`
	USCC    string              `cbor:"3,keyasint,omitempty"`
	Licence string              `cbor:"4,keyasint,omitempty"`
}

// Contact is the sealed part of an employer that workers are told.
type Contact struct {
	Called string `cbor:"1,keyasint,omitempty"` // 史师傅
	Phone  string `cbor:"2,keyasint"`
}

// Private is the sealed part of an employer that stays with its station and the county.
type Private struct {
	Name     string `cbor:"1,keyasint,omitempty"`
	IDNumber string `cbor:"2,keyasint,omitempty"`
}

// Posting is the body of posting.opened and, whole, of posting.revised: the revision with the
// greatest (base+1, station, epoch, seq) is the one that stands.
type Posting struct {
	Employer   Ref                   `cbor:"1,keyasint"`
	Trade      market.TradeID        `cbor:"2,keyasint"`
	Title      string                `cbor:"3,keyasint"`
	Headcount  int                   `cbor:"4,keyasint"`
	Pay        market.Fen            `cbor:"5,keyasint"`
	Unit       market.PayUnit        `cbor:"6,keyasint"`
	Settlement market.SettlementKind `cbor:"7,keyasint,omitempty"`
	Area       market.AreaCode       `cbor:"8,keyasint"`
	Place      string                `cbor:"9,keyasint,omitempty"`
	Start      market.Minute         `cbor:"10,keyasint"`
	End        market.Minute         `cbor:"11,keyasint,omitempty"`
	Closes     market.Minute         `cbor:"12,keyasint,omitempty"`
	MeetTime   string                `cbor:"13,keyasint,omitempty"`
	MeetPlace  string                `cbor:"14,keyasint,omitempty"`
	Meals      bool                  `cbor:"15,keyasint,omitempty"`
	Lodging    bool                  `cbor:"16,keyasint,omitempty"`
	Transport  bool                  `cbor:"17,keyasint,omitempty"`
	Insurance  string                `cbor:"18,keyasint,omitempty"`
	Agreement  bool                  `cbor:"19,keyasint,omitempty"`
	Source     market.Source         `cbor:"20,keyasint,omitempty"`
	Notes      string                `cbor:"21,keyasint,omitempty"`
	Share      market.Share          `cbor:"22,keyasint,omitempty"`
	// Of a revision only: places it adds (their numbers follow the last), withdraws, and brings
	// back. A withdrawn place that somebody took before its holder heard stays taken.
	Added     int   `cbor:"23,keyasint,omitempty"`
	Withdrawn []int `cbor:"24,keyasint,omitempty"`
	Restored  []int `cbor:"25,keyasint,omitempty"`
	Answers   []Ref `cbor:"26,keyasint,omitempty"` // the heads.asked that it executes
}

// AskedHeads is the body of heads.asked: a wish that whoever numbers the places of the posting
// executes.
type AskedHeads struct {
	Posting Ref `cbor:"1,keyasint"`
	Heads   int `cbor:"2,keyasint"`
}

// Closed is the body of posting.closed.
type Closed struct {
	Reason string `cbor:"1,keyasint,omitempty"`
}

// Worker is the body of worker.registered; box 0 is the Person.
type Worker struct {
	Trades []market.TradeID `cbor:"1,keyasint,omitempty"`
}

// Person is the sealed part of a worker.
type Person struct {
	Name      string          `cbor:"1,keyasint"`
	Phone     string          `cbor:"2,keyasint,omitempty"`
	BirthYear int             `cbor:"3,keyasint,omitempty"`
	Area      market.AreaCode `cbor:"4,keyasint,omitempty"`
	IDNumber  string          `cbor:"5,keyasint,omitempty"` // normal form of market.ParseResidentID
}

// CheckIn is the body of checkin.made.
type CheckIn struct {
	Worker  Ref            `cbor:"1,keyasint"`
	Purpose market.Purpose `cbor:"2,keyasint"`
	Day     string         `cbor:"3,keyasint"` // "2026-11-22"
	Number  int            `cbor:"4,keyasint"`
}

// Taken is the body of match.taken. Nonce is that of the slip printed with it.
type Taken struct {
	Posting Ref    `cbor:"1,keyasint"`
	Worker  Ref    `cbor:"2,keyasint"`
	Place   int    `cbor:"3,keyasint"`
	Nonce   uint16 `cbor:"4,keyasint"`

	// Unnumbered says that the revision which added the place was given up with the epoch before. The
	// match stands all the same, on a place that the posting may not have.
	Unnumbered bool `cbor:"5,keyasint,omitempty"`
}

// Cancelled is the body of match.cancelled and match.cancel_asked.
type Cancelled struct {
	Reason string `cbor:"1,keyasint,omitempty"`
}

// Finished is the body of match.finished. Paid is nil when not said; Amount is in fen, with
// Paid true.
type Finished struct {
	Paid   *bool      `cbor:"1,keyasint,omitempty"`
	Amount market.Fen `cbor:"2,keyasint,omitempty"`
}

// Printed is the body of slip.printed: one more slip (补打) of a match, with a nonce of its own.
type Printed struct {
	Nonce uint16 `cbor:"1,keyasint"`
}

// Requested is the body of place.requested.
type Requested struct {
	Posting Ref `cbor:"1,keyasint"`
	Worker  Ref `cbor:"2,keyasint"`
}

// Joined is the body of waitlist.joined. A folder that becomes another station or epoch says
// again who waits there: Root is the first entry that this one stands for.
type Joined struct {
	Posting Ref  `cbor:"1,keyasint"`
	Worker  Ref  `cbor:"2,keyasint"`
	Root    *Ref `cbor:"3,keyasint,omitempty"`
}

// Move is one place changing its holder. Hop counts the changes of that place; the greatest
// hop is the holder that stands, whatever order the facts arrive in (I4).
type Move struct {
	_     struct{} `cbor:",toarray"`
	Place int
	Hop   uint32
}

// Moved is the body of place.returned, place.granted and place.reclaimed.
type Moved struct {
	Moves   []Move `cbor:"1,keyasint"`
	Station uint16 `cbor:"2,keyasint,omitempty"` // of a grant: the new holder; reclaimed: the one before
	Epoch   uint8  `cbor:"3,keyasint,omitempty"`
	Request Ref    `cbor:"4,keyasint,omitzero"`   // of a grant: the request or the waitlist entry that it answers, if any
	Recall  int    `cbor:"5,keyasint,omitempty"`  // of a return: how many of the places answer a recall
	Gen     uint32 `cbor:"10,keyasint,omitempty"` // of a return with Recall: the generation that recalled, when it is not the first
}

// Recalled is the body of place.recalled: the holder is asked for Want free places more.
type Recalled struct {
	Station uint16 `cbor:"1,keyasint"`
	Epoch   uint8  `cbor:"2,keyasint"`
	Want    int    `cbor:"3,keyasint"`
}

// Why a folder goes on under a new epoch.
const (
	WhyFork     = "fork"     // two copies wrote different facts under the same numbers
	WhyBehind   = "behind"   // the county has facts that this copy never had
	WhyFrozen   = "frozen"   // another copy was found, or an operator fenced the epoch
	WhyRestored = "restored" // a backup was restored here
	WhyRenamed  = "renamed"  // it speaks of things whose names, given by an epoch before, turned out to be another copy's
)

// Opened is the body of epoch.opened: the new epoch says what became of the old one. From
// Common on the past of this copy was given up; its facts follow in the new epoch, in their
// order, with the identifiers that they made renamed. Head and Hash name the end of that past;
// Head equals Common where nothing was given up.
type Opened struct {
	Old     uint8    `cbor:"1,keyasint"` // epoch of the same station
	Why     string   `cbor:"2,keyasint"`
	Common  uint64   `cbor:"3,keyasint"`
	Head    uint64   `cbor:"4,keyasint"`
	Hash    Hash     `cbor:"5,keyasint"`
	Renamed []Rename `cbor:"6,keyasint,omitempty"` // at most MaxRenamed; further facts carry the rest

	Replaced uint8 `cbor:"7,keyasint,omitempty"` // of WhyRestored: the folder wrote as this one, after Old, when it was put back
}

// Rename says that what Old named in the past that was given up is called New now. The other
// copy may have given Old to somebody else.
type Rename struct {
	_        struct{} `cbor:",toarray"`
	Old, New Ref
}

// MaxRenamed keeps an epoch.opened well within MaxFact.
const MaxRenamed = 500

// Winner is the body of conflict.winner, which speaks of the posting.
type Winner struct {
	Place int `cbor:"1,keyasint"`
	Match Ref `cbor:"2,keyasint"`
}

// Kinds of conflicts between matches that all stand until people decide.
const (
	DoublePlace  = "double_place"  // on one place
	DoublePerson = "double_person" // of one person on one posting
	TimeClash    = "time_clash"    // of one person at overlapping times
)

// Settled is the body of conflict.settled, which speaks of the first of the matches: staff know of
// just these and have decided. Cancels are facts of their own.
type Settled struct {
	Kind     string `cbor:"1,keyasint"`
	Matches  []Ref  `cbor:"2,keyasint"` // sorted by station, epoch, number
	Decision string `cbor:"3,keyasint,omitempty"`
}

// StationInfo is the body of station.enrolled: with Sign every station can verify every slip.
type StationInfo struct {
	Epoch uint8           `cbor:"1,keyasint"`
	Name  string          `cbor:"2,keyasint"`
	Area  market.AreaCode `cbor:"3,keyasint"`
	Sign  []byte          `cbor:"4,keyasint"` // Ed25519 public key, 32 bytes
}

// Staff is the body of staff.set, addressed to one station.
type Staff struct {
	Account string `cbor:"1,keyasint"`
	Title   string `cbor:"2,keyasint"` // what the screen calls them: 值班员
	Role    string `cbor:"3,keyasint"` // volunteer, clerk, supervisor
	PIN     string `cbor:"4,keyasint"` // argon2id, PHC string
	Station uint16 `cbor:"5,keyasint"`
}

// Passed is the body of fact.passed: the fact of a quarantine that staff have looked at.
type Passed struct {
	Station uint16 `cbor:"1,keyasint"`
	Epoch   uint8  `cbor:"2,keyasint"`
	Seq     uint64 `cbor:"3,keyasint"`
}

// Erased is the body of person.erased: the boxes that nobody can open any more.
type Erased struct {
	Tags []seal.Tag `cbor:"1,keyasint"` // at most MaxErased
}

// MaxErased bounds the boxes of one person.erased.
const MaxErased = 500
