package market

// What staff do beside the hall: they go out, hold fairs, follow up, and are on duty.

// FieldKinds is what staff write down of a walk outside: where day-labourers gather by themselves
// (a survey), and what was said and handed out there (a patrol; city plan, 障三).
var FieldKinds = []string{"survey", "patrol"}

// EventKinds is what a station can be for a day, away from its place: a stand at a fair, a truck on the
// road, a fair of one trade (city plan, 任五b).
var EventKinds = []string{"fair", "truck", "special"}

// Tags are what staff say of a thing so that people find it: a posting is one of public welfare
// (公益性岗位), an employer likes to take older people (愿招大龄).
var Tags = map[string]string{"welfare": "posting", "older_welcome": "employer"}

// FollowUps is what staff did about wages that are owed, in no order.
var FollowUps = []string{"called", "visited", "promised", "paid_part", "paid_all", "no_answer"}

// Bounds of what staff write down outside.
const (
	MaxFieldHeads   = 10_000 // people at one place
	MaxLeaflets     = 10_000
	MaxDuty         = 20 // accounts on duty on one day
	MaxFieldTrades  = 8
	MaxEventName    = MaxTitle
	MaxAidNote      = 200 // characters
	MaxReasonWords  = MaxTitle
	LastClockMinute = 24 * 60
)

// FieldNoteID is "12-1-95".
type FieldNoteID string

// EventID is "12-1-96".
type EventID string

// AidNoteID is "12-1-97".
type AidNoteID string
