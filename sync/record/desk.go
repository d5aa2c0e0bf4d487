package record

import "yizhan/sync/market"

// Kinds of what staff write down at their desk and outside. They name registrations and accounts, never
// a person in the open.
const (
	PostingReasoned   Kind = "posting.reasoned"   // why a warning does not stand in the way; named after the posting
	TagSet            Kind = "tag.set"            // named after the posting or employer
	AidNoted          Kind = "aid.noted"          // what staff note of somebody whom they help
	ComplaintFollowed Kind = "complaint.followed" // what was done about wages that are owed
	DutySet           Kind = "duty.set"           // who is on duty on a day
	FieldNoted        Kind = "field.noted"        // a survey or a patrol
	EventOpened       Kind = "event.opened"       // the station works elsewhere, under another name
	EventClosed       Kind = "event.closed"
)

// Reasoned is the body of posting.reasoned. Of two words of a station on one warning the later stands.
type Reasoned struct {
	Code  string `cbor:"1,keyasint"` // of the warning: age, pay_low …
	Words string `cbor:"2,keyasint"` // at most market.MaxReasonWords characters
}

// Tagged is the body of tag.set; each station speaks for itself, and its later word stands.
type Tagged struct {
	Tag string `cbor:"1,keyasint"` // one of market.Tags
	Off bool   `cbor:"2,keyasint,omitempty"`
}

// AidNote is the body of aid.noted. Its words are in box 0, under the person's own tag: an Aid.
type AidNote struct {
	Worker Ref `cbor:"1,keyasint"`
}

// Aid is the sealed part of aid.noted.
type Aid struct {
	Words string `cbor:"1,keyasint"` // at most market.MaxAidNote characters
}

// Followed is the body of complaint.followed. It has no words, which could name somebody.
type Followed struct {
	Complaint Ref        `cbor:"1,keyasint"`
	How       string     `cbor:"2,keyasint"`           // one of market.FollowUps
	Amount    market.Fen `cbor:"3,keyasint,omitempty"` // that was handed over
	Until     string     `cbor:"4,keyasint,omitempty"` // "2026-11-30": promised for
}

// Duty is the body of duty.set: all who are on duty on a day. The later word stands.
type Duty struct {
	Day      string   `cbor:"1,keyasint"` // "2026-11-22"
	Accounts []string `cbor:"2,keyasint"` // at most market.MaxDuty
}

// Field is the body of field.noted.
type Field struct {
	What     string           `cbor:"1,keyasint"` // one of market.FieldKinds
	Day      string           `cbor:"2,keyasint"`
	Area     market.AreaCode  `cbor:"3,keyasint"`
	Place    string           `cbor:"4,keyasint,omitempty"`
	From     int              `cbor:"5,keyasint,omitempty"` // minutes since 00:00
	To       int              `cbor:"6,keyasint,omitempty"`
	Heads    int              `cbor:"7,keyasint,omitempty"` // people who gathered there
	Trades   []market.TradeID `cbor:"8,keyasint,omitempty"` // what they do
	Leaflets int              `cbor:"9,keyasint,omitempty"`
	Words    string           `cbor:"10,keyasint,omitempty"`
}

// Event is the body of event.opened.
type Event struct {
	Kind  string          `cbor:"1,keyasint"` // one of market.EventKinds
	Name  string          `cbor:"2,keyasint"` // 鲁山县春风行动专场
	Area  market.AreaCode `cbor:"3,keyasint"`
	Place string          `cbor:"4,keyasint,omitempty"`
}
