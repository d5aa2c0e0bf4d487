package ledger_test

import (
	"testing"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// What the facts of one match do to it, one after the other.
func TestMatchGoesItsWay(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		m := at(alice, 3)
		yes := true
		for _, step := range []struct {
			by   market.Origin
			kind record.Kind
			body any
			want string // state, reason, contacted, paid, amount, nonce, asked, taken
		}{
			{bob, record.MatchContacted, struct{}{}, "taken |  | 1 | <nil> | 0 | 0 |  | 1"},
			{alice, record.SlipPrinted, record.Printed{Nonce: 9}, "taken |  | 1 | <nil> | 0 | 9 |  | 1"},
			{bob, record.MatchArrived, struct{}{}, "arrived |  | 1 | <nil> | 0 | 9 |  | 1"},
			{bob, record.CancelAsked, record.Cancelled{}, "arrived |  | 1 | <nil> | 0 | 9 | other | 1"},
			{alice, record.MatchFinished, record.Finished{Paid: &yes, Amount: 150_00}, "finished |  | 1 | 1 | 15000 | 9 | other | 1"},
			{bob, record.MatchArrived, struct{}{}, "finished |  | 1 | 1 | 15000 | 9 | other | 1"},
			{alice, record.MatchCancelled, record.Cancelled{Reason: "no_show"}, "cancelled | no_show | 1 | 1 | 15000 | 9 | other | 0"},
			{bob, record.MatchFinished, record.Finished{}, "cancelled | no_show | 1 | 1 | 15000 | 9 | other | 0"},
		} {
			b.feed(p.write(step.by, step.kind, m, 0, step.body))
			got := b.one(`SELECT m.state, m.reason, m.contacted, m.paid, m.amount, m.nonce, m.asked, p.taken
				FROM match m JOIN posting p ON p.id = m.posting WHERE m.id = ?`, m.String())
			if got != step.want {
				t.Errorf("after %s by %s: %s, want %s", step.kind, step.by, got, step.want)
			}
		}
	})
}

func TestDoublePlaceIsAConflictUntilOneIsCancelled(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		second := record.Taken{Posting: refOf(at(alice, 1)), Worker: refOf(at(eve, 1)), Place: 1}
		b.feed(p.write(eve, record.MatchTaken, at(eve, 2), 0, second))
		if got := b.one(`SELECT kind, posting, place FROM conflict`); got != "double_place | 1-1-1 | 1" {
			t.Errorf("conflict %s", got)
		}
		if got := b.one(`SELECT COUNT(*) FROM match WHERE place = 1 AND state = 'taken'`); got != "2" {
			t.Errorf("%s matches stand, want both", got)
		}
		b.feed(p.write(eve, record.MatchCancelled, at(eve, 2), 0, record.Cancelled{Reason: "other"}))
		if got := b.rows(`SELECT * FROM conflict`); len(got) != 0 {
			t.Errorf("still in conflict: %v", got)
		}
	})
}

// A match whose place was added by a revision that is given up stands, and counts as a place.
func TestMatchOnAPlaceThatNobodyNumbers(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		body := record.Taken{Posting: refOf(at(alice, 1)), Worker: refOf(at(eve, 1)), Place: 9}
		b.feed(p.write(eve, record.MatchTaken, at(eve, 2), 0, body))
		if got := b.rows(`SELECT id FROM match WHERE place = 9`); len(got) != 0 {
			t.Errorf("%v stands before anybody numbered its place", got)
		}
		body.Unnumbered = true
		b.feed(p.write(eve, record.MatchTaken, at(eve, 3), 0, body))
		count := `SELECT taken, ` + ledger.PlacesThatCount + ` FROM posting p WHERE id = ?`
		if got := b.one(count, at(alice, 1).String()); got != "2 | 4" {
			t.Errorf("taken and places are %s, want 2 | 4", got)
		}
		b.feed(p.write(eve, record.MatchCancelled, at(eve, 3), 0, record.Cancelled{Reason: "other"}))
		if got := b.one(count, at(alice, 1).String()); got != "1 | 3" {
			t.Errorf("cancelled, taken and places are %s, want 1 | 3", got)
		}
	})
}

// Only the opener says how many are wanted. A revision that another station made at the same
// time may settle everything else, and must not take back or bring back places.
func TestHeadcountIsTheOpeners(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		more := with(func(b *record.Posting) { b.Headcount, b.Added = 5, 2 })
		b.feed(p.write(alice, record.PostingRevised, at(alice, 1), 0, more))
		b.feed(p.write(bob, record.PostingRevised, at(alice, 1), 0, with(func(b *record.Posting) { b.Trade = "mason" })))
		got := b.one(`SELECT headcount, trade, revision, rev_station, (SELECT COUNT(*) FROM place) FROM posting`)
		if want := "5 | mason | 1 | 2 | 5"; got != want {
			t.Errorf("%s, want %s: bob's words, alice's places", got, want)
		}
	})
}

func TestRequestsAreSettled(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		posting, worker := refOf(at(alice, 1)), refOf(at(bob, 1))
		state := func(n uint32) string { return b.one(`SELECT state FROM request WHERE id = ?`, at(bob, n).String()) }
		b.feed(p.write(bob, record.PlaceRequested, at(bob, 2), 0, record.Requested{Posting: posting, Worker: worker}))
		if state(2) != "open" {
			t.Errorf("a new request is %s", state(2))
		}
		b.feed(p.write(ledger.County, record.PlaceGranted, at(alice, 1), 0, record.Moved{
			Moves: []record.Move{{Place: 2, Hop: 2}}, Station: 2, Epoch: 1, Request: refOf(at(bob, 2)),
		}))
		if state(2) != "granted" {
			t.Errorf("a granted request is %s", state(2))
		}
		b.feed(p.write(bob, record.PlaceRequested, at(bob, 3), 0, record.Requested{Posting: posting, Worker: worker}))
		if state(2) != "done" || state(3) != "open" {
			t.Errorf("asked again: the old one is %s, the new one %s", state(2), state(3))
		}
		b.feed(p.write(bob, record.MatchTaken, at(bob, 4), 0, record.Taken{Posting: posting, Worker: worker, Place: 2}))
		if state(3) != "done" {
			t.Errorf("with a place taken it is %s", state(3))
		}
	})
}

// What came early takes effect when what it speaks of comes.
func TestParkedFactsWakeUp(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		late := p.write(alice, record.MatchArrived, at(alice, 3), 0, struct{}{})
		early := b.feed(late, p.entries[2], p.entries[3], p.entries[4])
		for i, out := range early {
			if !out.Parked || len(out.Applied) > 0 {
				t.Errorf("early fact %d came to %+v", i, out)
			}
		}
		out := b.feed(p.entries[0])[0]
		if len(out.Applied) != 5 {
			t.Errorf("%d facts took effect with the posting, want it and the four that waited", len(out.Applied))
		}
		if got := b.one(`SELECT state FROM match`); got != "arrived" {
			t.Errorf("the match is %s", got)
		}
		if got := b.rows(`SELECT * FROM parked`); len(got) != 0 {
			t.Errorf("still parked: %v", got)
		}
	})
}
