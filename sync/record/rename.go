package record

import (
	"github.com/fxamacker/cbor/v2"

	"yizhan/sync/market"
)

// references are the body fields of each kind that name another thing. Fields that a newer
// program adds are kept as they are.
var references = map[Kind][]uint64{
	PostingOpened: {1}, PostingRevised: {1}, CheckInMade: {1}, MatchTaken: {1, 2}, PlaceRequested: {1, 2},
	WaitlistJoined: {1, 2, 3}, HeadsAsked: {1},
	ComplaintFiled: {3, 4}, TrainingWished: {1}, ProposalMade: {3}, ProposalSettled: {1},
	OrderDrawn: {1}, OfferMade: {1, 2},
	AidNoted: {1}, ComplaintFollowed: {1},
}

// creates are the kinds whose fact makes the thing that it is named after.
var creates = map[Kind]bool{
	EmployerRegistered: true, PostingOpened: true, WorkerRegistered: true, CheckInMade: true, MatchTaken: true, PlaceRequested: true,
	WaitlistJoined: true, HeadsAsked: true,
	ComplaintFiled: true, GuidanceAsked: true, TrainingWished: true, ProposalMade: true,
	HallCleared: true, OrderDrawn: true, OfferMade: true,
	AidNoted: true, ComplaintFollowed: true, DutySet: true, FieldNoted: true, EventOpened: true,
}

// Creates says whether the fact of this kind makes the thing that it is named after.
func Creates(k Kind) bool { return creates[k] }

// Rename gives the fact with other names for what it speaks of, as names says; what is not in
// it keeps its name. Boxes stay as they are: they are bound to the person, not to a name.
func (f *Fact) Rename(names map[market.Ref]market.Ref) (*Fact, error) {
	out := *f
	if to, ok := names[f.ID]; ok {
		out.ID = to
	}
	keys := references[f.Kind]
	if len(keys) == 0 {
		return &out, nil
	}
	var fields map[uint64]cbor.RawMessage
	if err := Unmarshal(f.Body, &fields); err != nil {
		return nil, err
	}
	for _, k := range keys {
		raw, ok := fields[k]
		if !ok {
			continue
		}
		var r Ref
		if err := Unmarshal(raw, &r); err != nil {
			return nil, err
		}
		to, ok := names[r.Market()]
		if !ok {
			continue
		}
		b, err := Marshal(Ref{Station: to.Station, Epoch: to.Epoch, N: to.N})
		if err != nil {
			return nil, err
		}
		fields[k] = b
	}
	body, err := Marshal(fields)
	if err != nil {
		return nil, err
	}
	out.Body = body
	return &out, nil
}
