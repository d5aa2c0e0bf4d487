package record_test

import (
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// hallSamples are the facts of the hall, of results, and of what is known of employers.
func hallSamples() []sample {
	at := func(n uint32) market.Ref { return market.Ref{Origin: market.Origin{Station: 12, Epoch: 1}, N: n} }
	ref := func(n uint32) record.Ref { return record.Ref{Station: 12, Epoch: 1, N: n} }
	return []sample{
		{record.CheckInLeft, at(20), 0, record.Left{Reason: "gone_home"}, false},
		{record.HallCleared, at(60), 0, record.Cleared{Day: "2026-11-22", Upto: 57}, false},
		{record.OrderDrawn, at(61), 0, record.Drawn{
			Posting: ref(431), Day: "2026-11-22", Seed: make([]byte, record.SeedSize), Numbers: []int{3, 12, 57}, Turn: 2,
		}, false},
		{record.OfferMade, at(62), 0, record.Offer{Posting: ref(431), Worker: ref(19), Minutes: 15}, false},
		{record.OfferEnded, at(62), 0, record.OfferEnd{How: "declined"}, false},
		{record.MatchRated, at(21), 1, record.Rated{Of: "worker", Mark: "never"}, false},
		{record.HelpSettled, at(19), 1, record.Settlement{}, true},
		{record.ProposalChecked, at(43), 0, record.Checked{What: "call", Good: true, Words: "说的和填的一样"}, false},
		{record.EmployerFlagged, at(430), 0, record.Flagged{Flag: "late_pay", Off: true}, false},
		{record.EmployerListed, at(430), 0, record.RedList{On: true, Reason: "欠薪未还", USCC: "91410400MA40000002"}, false},
		{record.PostingWithheld, at(431), 0, record.Withheld{On: true, Codes: []string{"worker_fee", "id_hold"}}, false},
	}
}
