package record_test

import (
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// rightsSamples are the facts of complaints, notices, courses and proposals.
func rightsSamples() []sample {
	at := func(n uint32) market.Ref { return market.Ref{Origin: market.Origin{Station: 12, Epoch: 1}, N: n} }
	ref := func(n uint32) record.Ref { return record.Ref{Station: 12, Epoch: 1, N: n} }
	county := func(n uint32) market.Ref { return market.Ref{Origin: market.Origin{Epoch: 1}, N: n} }
	return []sample{
		{record.ComplaintFiled, at(40), 0, record.Complaint{Kind: "wages", Number: "52061837", Posting: ref(431), Match: ref(21), Amount: 120_00}, true},
		{record.ComplaintMoved, at(40), 0, record.ComplaintMove{State: "closed", Words: "工钱补上了"}, false},
		{record.GuidanceAsked, at(41), 0, record.Guidance{Topic: "contract"}, true},
		{record.GuidanceAnswered, at(41), 0, record.Answered{Words: "讲过了"}, false},
		{record.NoticePublished, county(57), 0, record.Notice{
			Topic: "weather", Title: "热天干活怎么歇", Second: "40 度停工", Text: "一\n二", From: "2026-07-01", Until: "2026-08-31",
		}, false},
		{record.NoticeWithdrawn, county(57), 0, struct{}{}, false},
		{record.TrainingPublished, county(58), 0, record.Training{
			Title: "养老护理", Trade: "elder_care", Fee: 20_00, Place: "县城", From: "2026-07-20", Days: 6, Seats: 20, Until: "2026-07-19",
		}, false},
		{record.TrainingWithdrawn, county(58), 0, struct{}{}, false},
		{record.TrainingWished, at(42), 0, record.Wish{Training: record.Ref{Epoch: 1, N: 58}}, true},
		{record.StationDescribed, county(12), 0, record.StationPage{
			Opens: "06:00", Closes: "18:30", Days: "每天", Address: "乡政府东 200 米", Inquiry: "12333", Complaints: "12345", Legal: "12348",
			Promise: []string{"先核实"}, Rules: []string{"排队签到"},
		}, false},
		{record.AgreementPublished, county(59), 0, record.Agreement{
			Version: 3, Lead: "双方说好下面的事。", Clauses: []string{"**干什么活：**{title}。", "**多少钱：**{pay}。"}, Area: "410423000000", Off: true,
		}, false},
		{record.ProposalMade, at(43), 0, record.Proposal{
			Number: "52061837", Employer: ref(430), Firm: record.Employer{Name: "粮库", Kind: "company", USCC: "91410400MA40000002", Licence: "证1"},
			Posting: record.Posting{Trade: "loader", Title: "卸车", Headcount: 5, Pay: 150_00, Unit: "day", Area: "410423000000", Start: "2026-11-23T07:30"},
		}, true},
		{record.NamesPrinted, at(431), 0, record.NamesOnPaper{People: 5, Copy: true}, false},
		{record.PersonShown, at(19), 0, record.Unmasked{Kind: "worker", Why: "两个人一个名额"}, false},
		{record.ProposalSettled, at(43), 0, record.ProposalOutcome{Posting: ref(44), Reason: "unclear", Words: "再说清楚"}, false},
	}
}
