package record_test

import (
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// deskSamples are the facts of what staff write down at their desk and outside.
func deskSamples() []sample {
	at := func(n uint32) market.Ref { return market.Ref{Origin: market.Origin{Station: 12, Epoch: 1}, N: n} }
	ref := func(n uint32) record.Ref { return record.Ref{Station: 12, Epoch: 1, N: n} }
	return []sample{
		{record.PostingReasoned, at(431), 0, record.Reasoned{Code: "age", Words: "要爬高"}, false},
		{record.TagSet, at(430), 0, record.Tagged{Tag: "older_welcome", Off: true}, false},
		{record.AidNoted, at(70), 0, record.AidNote{Worker: ref(19)}, true},
		{record.ComplaintFollowed, at(71), 0, record.Followed{Complaint: ref(41), How: "promised", Amount: 300_00, Until: "2026-11-30"}, false},
		{record.DutySet, at(72), 0, record.Duty{Day: "2026-11-22", Accounts: []string{"s12-1", "s12-2"}}, false},
		{record.FieldNoted, at(73), 0, record.Field{
			What: "survey", Day: "2026-11-22", Area: "410423001000", Place: "人民路桥头", From: 300, To: 450, Heads: 40,
			Trades: []market.TradeID{"loader", "mason"}, Leaflets: 25, Words: "多半等装卸",
		}, false},
		{record.EventOpened, at(74), 0, record.Event{Kind: "fair", Name: "春风行动专场", Area: "410423001000", Place: "体育场"}, false},
		{record.EventClosed, at(74), 0, struct{}{}, false},
	}
}
