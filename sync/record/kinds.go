package record

// Kind names what a fact says.
type Kind string

// The kinds that this program knows.
const (
	EmployerRegistered Kind = "employer.registered"
	PostingOpened      Kind = "posting.opened"
	PostingRevised     Kind = "posting.revised"
	PostingClosed      Kind = "posting.closed"
	WorkerRegistered   Kind = "worker.registered"
	CheckInMade        Kind = "checkin.made"
	MatchTaken         Kind = "match.taken"
	MatchCancelled     Kind = "match.cancelled"
	CancelAsked        Kind = "match.cancel_asked" // elsewhere than where the match was made
	MatchContacted     Kind = "match.contacted"
	MatchArrived       Kind = "match.arrived"
	MatchFinished      Kind = "match.finished"
	SlipPrinted        Kind = "slip.printed"
	PlaceRequested     Kind = "place.requested" // a take that found no place here
	PlaceReturned      Kind = "place.returned"  // holder → county
	PlaceGranted       Kind = "place.granted"   // county → holder
	PlaceRecalled      Kind = "place.recalled"  // county asks a holder for free places
	StationEnrolled    Kind = "station.enrolled"
	StaffSet           Kind = "staff.set"
	PlaceReclaimed     Kind = "place.reclaimed" // county takes the free places of an epoch that is over
	EpochOpened        Kind = "epoch.opened"    // what became of the epoch before
	WaitlistJoined     Kind = "waitlist.joined"
	WaitlistLeft       Kind = "waitlist.left"
	HeadsAsked         Kind = "heads.asked"      // another headcount, elsewhere than where places are numbered
	MatchLate          Kind = "match.late"       // county: taken where a close that it had was not heard of yet
	ConflictWinner     Kind = "conflict.winner"  // county: whom it takes to be first of two on one place
	ConflictSettled    Kind = "conflict.settled" // county: staff have decided
	FactPassed         Kind = "fact.passed"      // county: staff have looked at a fact of the quarantine
	PersonErased       Kind = "person.erased"    // county: a person's keys are destroyed
	WaitlistCalled     Kind = "waitlist.called"  // county: a place of its station is for this one
	WorkerMerged       Kind = "worker.merged"    // county: staff know that several registrations are one person
	WorkerApart        Kind = "worker.apart"     // county: staff know that two registrations are two persons
)

// known maps each kind to its flags.
var known = map[Kind]uint{
	EmployerRegistered: 0, PostingOpened: MustUnderstand, PostingRevised: MustUnderstand, PostingClosed: MustUnderstand,
	WorkerRegistered: 0, CheckInMade: 0, MatchTaken: MustUnderstand, MatchCancelled: MustUnderstand, CancelAsked: 0,
	MatchContacted: 0, MatchArrived: 0, MatchFinished: 0, SlipPrinted: 0, PlaceRequested: 0,
	PlaceReturned: MustUnderstand, PlaceGranted: MustUnderstand, PlaceRecalled: MustUnderstand,
	StationEnrolled: 0, StaffSet: 0, PlaceReclaimed: MustUnderstand, EpochOpened: 0, FactPassed: 0, PersonErased: 0,
	WaitlistJoined: 0, WaitlistLeft: 0, WaitlistCalled: 0, HeadsAsked: 0,
	MatchLate: 0, ConflictWinner: 0, ConflictSettled: 0, WorkerMerged: 0, WorkerApart: 0,
	GenerationOpened: MustUnderstand, PlaceHeld: MustUnderstand, HoldingsListed: 0, CountyHeard: 0,
	ComplaintFiled: 0, ComplaintMoved: 0, GuidanceAsked: 0, GuidanceAnswered: 0, ProposalMade: 0, ProposalSettled: 0,
	NoticePublished: 0, NoticeWithdrawn: 0, TrainingPublished: 0, TrainingWithdrawn: 0, TrainingWished: 0, StationDescribed: 0,
	ConsentGiven: 0, WishesTold: 0, CardIssued: 0,
	CheckInLeft: 0, HallCleared: 0, OrderDrawn: 0, OfferMade: 0, OfferEnded: 0, MatchRated: 0, HelpSettled: 0,
	ProposalChecked: 0, EmployerFlagged: 0, EmployerListed: 0,
	NamesPrinted:    0,
	PersonShown:     0,
	PostingReasoned: 0, TagSet: 0, AidNoted: 0, ComplaintFollowed: 0, DutySet: 0, FieldNoted: 0, EventOpened: 0, EventClosed: 0,

	PostingWithheld: MustUnderstand,

	AgreementPublished: 0,
}

// Known says whether this program understands k, and with which flags it is written.
func Known(k Kind) (flags uint, ok bool) {
	flags, ok = known[k]
	return flags, ok
}
