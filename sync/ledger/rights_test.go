package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// called is a box of somebody who wants to be called back.
var called = record.Box{Data: []byte{1}}

// What station and county say of a complaint, a proposal and a question without hearing of each
// other, and what the county says of its notices over its generations, shows the same in any order.
func TestMattersInAnyOrder(t *testing.T) {
	d := open(t)
	rapid.Check(t, func(t *rapid.T) {
		p := newPen()
		second := market.Origin{Station: alice.Station, Epoch: 2}
		p.write(alice, record.ComplaintFiled, at(alice, 1), 0, record.Complaint{Kind: "wages", Number: market.FollowNo(7)})
		p.write(alice, record.ProposalMade, at(alice, 2), 0, record.Proposal{Number: market.FollowNo(8), Posting: lorry()}, called)
		p.write(alice, record.GuidanceAsked, at(alice, 3), 0, record.Guidance{Topic: "job"}, called)
		for range rapid.IntRange(1, 12).Draw(t, "words") {
			by := rapid.SampledFrom([]market.Origin{alice, second, ledger.County, {Epoch: 2}}).Draw(t, "by")
			words := rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "words")
			switch what := rapid.IntRange(0, 5).Draw(t, "what"); {
			case what == 0:
				state := rapid.SampledFrom(market.ComplaintStates[1:]).Draw(t, "state")
				p.write(by, record.ComplaintMoved, at(alice, 1), 0, record.ComplaintMove{State: state, Words: words})
			case what == 1 && !by.County():
				o := record.ProposalOutcome{Reason: "unclear", Words: words}
				if rapid.Bool().Draw(t, "passed") {
					o = record.ProposalOutcome{Posting: refOf(at(by, 9))}
				}
				p.write(by, record.ProposalSettled, at(alice, 2), 0, o)
			case what == 2:
				p.write(by, record.GuidanceAnswered, at(alice, 3), 0, record.Answered{Words: words})
			case what == 3 && by.County():
				p.write(by, record.NoticePublished, at(ledger.County, 5), 0, record.Notice{Topic: "weather", Title: words, From: "2026-07-01"})
			case what == 4 && by.County():
				p.write(by, record.NoticeWithdrawn, at(ledger.County, 5), 0, struct{}{})
			case what == 5 && by.County():
				p.write(by, record.StationDescribed, at(ledger.County, 1), 0, record.StationPage{Address: words})
			}
		}
		want := shown(t, d, p.entries)
		if got := shown(t, d, rapid.Permutation(p.entries).Draw(t, "order")); got != want {
			t.Fatalf("shuffled words show\n%s\nas said they show\n%s", got, want)
		}
	})
}

// What no honest program writes is put aside and shows nothing.
func TestMattersThatCannotBeUsed(t *testing.T) {
	d := open(t)
	good, long := market.FollowNo(7), strings.Repeat("长", market.MaxNoticeText+1)
	for i, c := range []struct {
		by    market.Origin
		kind  record.Kind
		id    market.Ref
		body  any
		boxes []record.Box
	}{
		{eve, record.ComplaintFiled, at(alice, 1), record.Complaint{Kind: "wages", Number: good}, nil},
		{eve, record.ComplaintFiled, at(eve, 1), record.Complaint{Kind: "wages", Number: "12345678"}, nil},
		{eve, record.ComplaintFiled, at(eve, 1), record.Complaint{Kind: "wages", Number: good, Amount: -1}, nil},
		{eve, record.ComplaintFiled, at(eve, 1), record.Complaint{Kind: "wages", Number: good}, []record.Box{called, called}},
		{eve, record.ComplaintFiled, at(eve, 1), record.Complaint{Kind: "wages", Number: good}, []record.Box{{Published: true, Data: []byte{1}}}},
		{eve, record.ComplaintFiled, at(eve, 1), record.Complaint{Kind: "wages", Number: good}, []record.Box{{}}},
		{eve, record.ComplaintMoved, at(alice, 1), record.ComplaintMove{State: "closed"}, nil},
		{alice, record.ComplaintMoved, at(alice, 1), record.ComplaintMove{State: "filed"}, nil},
		{alice, record.ComplaintMoved, at(alice, 1), record.ComplaintMove{State: "closed", Words: long}, nil},
		{eve, record.GuidanceAsked, at(eve, 1), record.Guidance{Topic: "job"}, nil},
		{eve, record.GuidanceAnswered, at(alice, 1), record.Answered{}, nil},
		{eve, record.ProposalMade, at(eve, 1), record.Proposal{Number: good, Posting: lorry()}, nil},
		{eve, record.ProposalMade, at(eve, 1), record.Proposal{Number: good}, []record.Box{called}},
		{eve, record.ProposalMade, at(eve, 1), record.Proposal{Number: good, Posting: lorry(), Firm: record.Employer{Name: long}}, []record.Box{called}},
		{eve, record.ProposalSettled, at(alice, 1), record.ProposalOutcome{Reason: "unclear"}, nil},
		{ledger.County, record.ProposalSettled, at(alice, 1), record.ProposalOutcome{Posting: refOf(at(alice, 2))}, nil},
		{alice, record.ProposalSettled, at(alice, 1), record.ProposalOutcome{Reason: "ugly"}, nil},
		{eve, record.NoticePublished, at(eve, 1), record.Notice{Title: "热"}, nil},
		{eve, record.NoticeWithdrawn, at(ledger.County, 1), struct{}{}, nil},
		{ledger.County, record.NoticePublished, at(ledger.County, 1), record.Notice{Title: "热", Text: long}, nil},
		{eve, record.TrainingPublished, at(eve, 1), record.Training{Title: "焊", Seats: 1}, nil},
		{ledger.County, record.TrainingPublished, at(ledger.County, 1), record.Training{Title: "焊", Seats: market.MaxSeats + 1}, nil},
		{eve, record.TrainingWished, at(alice, 1), record.Wish{}, []record.Box{called}},
		{eve, record.TrainingWished, at(eve, 1), record.Wish{}, nil},
		{ledger.County, record.NoticePublished, at(ledger.County, 1), record.Notice{Title: "热", Area: "鲁山"}, nil},
		{ledger.County, record.TrainingPublished, at(ledger.County, 1), record.Training{Title: "焊", Seats: 1, Area: "12"}, nil},
		{eve, record.AgreementPublished, at(eve, 1), record.Agreement{Version: 1}, nil},
		{ledger.County, record.AgreementPublished, at(ledger.County, 1), record.Agreement{}, nil},
		{ledger.County, record.AgreementPublished, at(ledger.County, 1), record.Agreement{Version: 1, Clauses: make([]string, market.MaxClauses+1)}, nil},
		{ledger.County, record.AgreementPublished, at(ledger.County, 1), record.Agreement{Version: 1, Lead: long}, nil},
		{ledger.County, record.AgreementPublished, at(ledger.County, 1), record.Agreement{Version: 1, Area: "x"}, nil},
		{eve, record.StationDescribed, at(ledger.County, 1), record.StationPage{}, nil},
		{ledger.County, record.StationDescribed, at(ledger.County, 1), record.StationPage{Rules: make([]string, market.MaxPageLines+1)}, nil},
		{ledger.County, record.StationDescribed, at(ledger.County, 1), record.StationPage{Address: long}, nil},
	} {
		t.Run(fmt.Sprint(i, c.kind), func(t *testing.T) {
			scratch(t, d, func(b *book) {
				out := b.feed(newPen().write(c.by, c.kind, c.id, 0, c.body, c.boxes...))[0]
				if out.Quarantined == "" || b.picture() != "" {
					t.Errorf("%+v, shows %s", out, b.picture())
				}
			})
		})
	}
}
