package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// A posting that the county took on its page is decided by the station that it names; the county may
// return it, and a pass stands over that. It is the same in every order of arrival (I4).
func TestProposalOfTheCounty(t *testing.T) {
	made := at(ledger.County, 1)
	who := []record.Box{called}
	facts := []struct {
		by   market.Origin
		kind record.Kind
		body any
		box  []record.Box
	}{
		{ledger.County, record.ProposalMade, record.Proposal{Number: market.FollowNo(7), Posting: lorry(), For: alice.Station}, who},
		{alice, record.ProposalChecked, record.Checked{What: "call", Good: true}, nil},
		{ledger.County, record.ProposalSettled, record.ProposalOutcome{Reason: "unclear"}, nil},
		{alice, record.ProposalSettled, record.ProposalOutcome{Posting: refOf(at(alice, 2))}, nil},
		{eve, record.ProposalSettled, record.ProposalOutcome{Reason: "twice"}, nil}, // of another station: has no effect
	}
	d := open(t)
	first := ""
	for _, order := range [][]int{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {3, 0, 2, 4, 1}, {2, 4, 1, 0, 3}, {1, 2, 0, 3, 4}} {
		scratch(t, d, func(b *book) {
			p := newPen()
			entries := make([]journal.Entry, len(facts))
			for i, f := range facts {
				entries[i] = p.write(f.by, f.kind, made, 0, f.body, f.box...)
			}
			for _, i := range order {
				b.feed(entries[i])
			}
			got := strings.Join(slices.Concat(
				b.rows(`SELECT id, state, posting, reason, station FROM proposal`),
				b.rows(`SELECT proposal, what, good FROM proposal_check`), b.rows(`SELECT station, seq FROM quarantine`)), "\n")
			if first == "" {
				first = got
			}
			if got != first || !strings.Contains(got, "passed") {
				t.Errorf("order %v:\n%s\nwant\n%s", order, got, first)
			}
		})
	}
}
