package ledger_test

import (
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Two facts that speak of one thing, made apart or one after the other. The picture is the
// same whichever comes first.
func TestEitherOrder(t *testing.T) {
	d := open(t)
	posting, match := at(alice, 1), at(alice, 3)
	yes, no := true, false
	type said struct {
		by   market.Origin
		kind record.Kind
		id   market.Ref
		base uint64
		body any
	}
	worker := refOf(at(bob, 1))
	for name, pair := range map[string][2]said{
		"two slips":             {{by: alice, kind: record.SlipPrinted, id: match, body: record.Printed{Nonce: 1}}, {by: alice, kind: record.SlipPrinted, id: match, body: record.Printed{Nonce: 2}}},
		"two cancels":           {{by: alice, kind: record.MatchCancelled, id: match, body: record.Cancelled{Reason: "no_show"}}, {by: ledger.County, kind: record.MatchCancelled, id: match, body: record.Cancelled{Reason: "other"}}},
		"two wishes to cancel":  {{by: bob, kind: record.CancelAsked, id: match, body: record.Cancelled{Reason: "no_show"}}, {by: eve, kind: record.CancelAsked, id: match, body: record.Cancelled{Reason: "other"}}},
		"cancelled and arrived": {{by: alice, kind: record.MatchCancelled, id: match, body: record.Cancelled{}}, {by: bob, kind: record.MatchArrived, id: match, body: struct{}{}}},
		"arrived and finished":  {{by: bob, kind: record.MatchArrived, id: match, body: struct{}{}}, {by: eve, kind: record.MatchFinished, id: match, body: record.Finished{}}},
		"paid or not":           {{by: bob, kind: record.MatchFinished, id: match, body: record.Finished{Paid: &yes, Amount: 5}}, {by: eve, kind: record.MatchFinished, id: match, body: record.Finished{Paid: &no}}},
		"paid how much":         {{by: bob, kind: record.MatchFinished, id: match, body: record.Finished{Paid: &yes, Amount: 5}}, {by: eve, kind: record.MatchFinished, id: match, body: record.Finished{Paid: &yes, Amount: 7}}},
		"paid and not said":     {{by: bob, kind: record.MatchFinished, id: match, body: record.Finished{Paid: &yes, Amount: 5}}, {by: eve, kind: record.MatchFinished, id: match, body: record.Finished{}}},
		"revised apart":         {{by: alice, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Notes = "a" })}, {by: bob, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Notes = "b" })}},
		"revised one by one":    {{by: bob, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Notes = "b" })}, {by: alice, kind: record.PostingRevised, id: posting, base: 1, body: with(func(b *record.Posting) { b.Notes = "a" })}},
		"heads up and down":     {{by: alice, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Headcount, b.Added = 5, 2 })}, {by: alice, kind: record.PostingRevised, id: posting, base: 1, body: with(func(b *record.Posting) { b.Headcount, b.Withdrawn = 4, []int{5} })}},
		"withdrawn, restored":   {{by: alice, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Withdrawn = []int{2} })}, {by: alice, kind: record.PostingRevised, id: posting, base: 1, body: with(func(b *record.Posting) { b.Restored = []int{2} })}},
		"heads by the county": {
			{by: alice, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Headcount, b.Added, b.Withdrawn = 4, 1, []int{2} })},
			{by: ledger.County, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Headcount, b.Added, b.Restored = 6, 2, []int{2} })},
		},
		"heads and words":    {{by: alice, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Headcount, b.Added = 5, 2 })}, {by: bob, kind: record.PostingRevised, id: posting, body: lorry()}},
		"closed and revised": {{by: bob, kind: record.PostingClosed, id: posting, body: record.Closed{}}, {by: alice, kind: record.PostingRevised, id: posting, body: lorry()}},
		"a place without its number": {
			{by: bob, kind: record.MatchTaken, id: at(bob, 3), body: record.Taken{Posting: refOf(posting), Worker: worker, Place: 4, Unnumbered: true}},
			{by: alice, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) { b.Headcount, b.Added = 5, 2 })},
		},
		"return and grant": {
			{by: bob, kind: record.PlaceReturned, id: posting, body: record.Moved{Moves: []record.Move{{Place: 3, Hop: 3}}, Recall: 1}},
			{by: ledger.County, kind: record.PlaceGranted, id: posting, body: record.Moved{Moves: []record.Move{{Place: 3, Hop: 4}}, Station: 3, Epoch: 1}},
		},
		"two recalls": {{by: ledger.County, kind: record.PlaceRecalled, id: posting, body: record.Recalled{Station: 2, Epoch: 1, Want: 2}}, {by: ledger.County, kind: record.PlaceRecalled, id: posting, body: record.Recalled{Station: 2, Epoch: 1, Want: -1}}},
		"heads asked for and executed": {
			{by: bob, kind: record.HeadsAsked, id: at(bob, 2), body: record.AskedHeads{Posting: refOf(posting), Heads: 5}},
			{by: alice, kind: record.PostingRevised, id: posting, body: with(func(b *record.Posting) {
				b.Headcount, b.Added, b.Answers = 5, 2, []record.Ref{refOf(at(bob, 2))}
			})},
		},
		"request and match": {
			{by: bob, kind: record.PlaceRequested, id: at(bob, 2), body: record.Requested{Posting: refOf(posting), Worker: worker}},
			{by: bob, kind: record.MatchTaken, id: at(bob, 3), body: record.Taken{Posting: refOf(posting), Worker: worker, Place: 3}},
		},
		"match and later request": {
			{by: bob, kind: record.MatchTaken, id: at(bob, 2), body: record.Taken{Posting: refOf(posting), Worker: worker, Place: 3}},
			{by: bob, kind: record.PlaceRequested, id: at(bob, 3), body: record.Requested{Posting: refOf(posting), Worker: worker}},
		},
		"two requests": {
			{by: bob, kind: record.PlaceRequested, id: at(bob, 2), body: record.Requested{Posting: refOf(posting), Worker: worker}},
			{by: bob, kind: record.PlaceRequested, id: at(bob, 3), body: record.Requested{Posting: refOf(posting), Worker: worker}},
		},
		"waitlist and match": {
			{by: bob, kind: record.WaitlistJoined, id: at(bob, 2), body: record.Joined{Posting: refOf(posting), Worker: worker}},
			{by: bob, kind: record.MatchTaken, id: at(bob, 3), body: record.Taken{Posting: refOf(posting), Worker: worker, Place: 3}},
		},
		"waitlist and later take": {
			{by: bob, kind: record.WaitlistJoined, id: at(bob, 2), body: record.Joined{Posting: refOf(posting), Worker: worker}},
			{by: bob, kind: record.PlaceRequested, id: at(bob, 3), body: record.Requested{Posting: refOf(posting), Worker: worker}},
		},
		"take and later waitlist": {
			{by: bob, kind: record.PlaceRequested, id: at(bob, 2), body: record.Requested{Posting: refOf(posting), Worker: worker}},
			{by: bob, kind: record.WaitlistJoined, id: at(bob, 3), body: record.Joined{Posting: refOf(posting), Worker: worker}},
		},
		"waitlist, joined again": {
			{by: bob, kind: record.WaitlistJoined, id: at(bob, 2), body: record.Joined{Posting: refOf(posting), Worker: worker}},
			{by: bob, kind: record.WaitlistJoined, id: at(bob, 3), body: record.Joined{Posting: refOf(posting), Worker: worker}},
		},
		"waitlist, left": {
			{by: bob, kind: record.WaitlistJoined, id: at(bob, 2), body: record.Joined{Posting: refOf(posting), Worker: worker}},
			{by: bob, kind: record.WaitlistLeft, id: at(bob, 2), body: struct{}{}},
		},
		"waitlist, called": {
			{by: bob, kind: record.WaitlistJoined, id: at(bob, 2), body: record.Joined{Posting: refOf(posting), Worker: worker}},
			{by: ledger.County, kind: record.WaitlistCalled, id: at(bob, 2), body: struct{}{}},
		},
		"request and its grant": {
			{by: bob, kind: record.PlaceRequested, id: at(bob, 2), body: record.Requested{Posting: refOf(posting), Worker: worker}},
			{by: ledger.County, kind: record.PlaceGranted, id: posting, body: record.Moved{Moves: []record.Move{{Place: 3, Hop: 4}}, Station: 2, Epoch: 1, Request: refOf(at(bob, 2))}},
		},
		"two matches on a place": {
			{by: bob, kind: record.MatchTaken, id: at(bob, 2), body: record.Taken{Posting: refOf(posting), Worker: worker, Place: 1}},
			{by: alice, kind: record.MatchCancelled, id: match, body: record.Cancelled{}},
		},
		"an account twice": {{by: ledger.County, kind: record.StaffSet, id: at(ledger.County, 1), body: record.Staff{Account: "s", Role: "clerk"}}, {by: ledger.County, kind: record.StaffSet, id: at(ledger.County, 1), body: record.Staff{Account: "s", Role: "supervisor"}}},
		"a station twice": {
			{by: ledger.County, kind: record.StationEnrolled, id: at(ledger.County, 5), body: record.StationInfo{Epoch: 1, Name: "a", Sign: make([]byte, 32)}},
			{by: ledger.County, kind: record.StationEnrolled, id: at(ledger.County, 5), body: record.StationInfo{Epoch: 1, Name: "b", Sign: make([]byte, 32)}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := scene()
			first := p.write(pair[0].by, pair[0].kind, pair[0].id, pair[0].base, pair[0].body)
			second := p.write(pair[1].by, pair[1].kind, pair[1].id, pair[1].base, pair[1].body)
			stage := p.entries[:len(p.entries)-2]
			show := func(entries ...journal.Entry) (picture string) {
				scratch(t, d, func(b *book) {
					b.feed(stage...)
					b.feed(entries...)
					if q := b.rows(`SELECT why FROM quarantine`); len(q) > 0 {
						t.Errorf("in quarantine: %v", q)
					}
					picture = b.picture()
				})
				return picture
			}
			if one, other := show(first, second), show(second, first); one != other {
				t.Errorf("as made they show\n%s\nthe other way round\n%s", one, other)
			}
		})
	}
}
