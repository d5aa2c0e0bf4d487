package ledger_test

import (
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// handedIn is the scene with an offer (9) and a posting that was handed in (10).
func handedIn() *pen {
	p := scene()
	p.write(alice, record.OfferMade, at(alice, 9), 0, record.Offer{Posting: refOf(at(alice, 1)), Worker: refOf(at(alice, 2)), Minutes: 15})
	p.write(alice, record.ProposalMade, at(alice, 10), 0, record.Proposal{Number: market.FollowNo(6250183), Posting: lorry()}, record.Box{Data: []byte{1}})
	return p
}

// What happens in a hall, one after the other.
func TestHallGoesItsWay(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := handedIn()
		b.feed(p.entries...)
		w, m, offer := at(alice, 2), at(alice, 3), at(alice, 9)
		for _, step := range []struct {
			by    market.Origin
			kind  record.Kind
			id    market.Ref
			base  uint64
			body  any
			boxes []record.Box
			query string
			want  string
		}{
			{alice, record.CheckInLeft, at(alice, 4), 0, record.Left{Reason: "gone_home"}, nil, `SELECT * FROM check_in_left`, "1-1-4 | gone_home"},
			{alice, record.HallCleared, at(alice, 20), 0, record.Cleared{Day: "2026-11-22", Upto: 7}, nil, `SELECT upto FROM hall_cleared`, "7"},
			{alice, record.HallCleared, at(alice, 21), 0, record.Cleared{Day: "2026-11-22", Upto: 5}, nil, `SELECT upto FROM hall_cleared`, "7"},
			{alice, record.OfferEnded, offer, 0, record.OfferEnd{How: "declined"}, nil, `SELECT minutes, how FROM offer`, "15 | declined"},
			{bob, record.MatchRated, m, 0, record.Rated{Of: "worker", Mark: "never"}, nil, `SELECT of, mark FROM rating`, "worker | never"},
			{alice, record.MatchRated, m, 0, record.Rated{Of: "worker", Mark: "good"}, nil, `SELECT of, mark FROM rating`, "worker | never"},
			{alice, record.MatchRated, m, 1, record.Rated{Of: "worker", Mark: "good"}, nil, `SELECT of, mark FROM rating`, "worker | good"},
			{alice, record.HelpSettled, w, 0, record.Settlement{}, []record.Box{box(3)}, `SELECT box, by_whom, revision FROM help`, "03 | self | 1"},
			{alice, record.ProposalChecked, at(alice, 10), 0, record.Checked{What: "call", Good: true}, nil, `SELECT what, good FROM proposal_check`, "call | 1"},
			{alice, record.ProposalChecked, at(alice, 10), 0, record.Checked{What: "call", Words: "没人接"}, nil, `SELECT what, good, words FROM proposal_check`, "call | 0 | 没人接"},
			{bob, record.EmployerFlagged, at(alice, 30), 0, record.Flagged{Flag: "late_pay"}, nil, `SELECT station, off FROM employer_flag`, "2 | 0"},
			{bob, record.EmployerFlagged, at(alice, 30), 0, record.Flagged{Flag: "late_pay", Off: true}, nil, `SELECT station, off FROM employer_flag`, "2 | 1"},
			{ledger.County, record.EmployerListed, at(alice, 30), 0, record.RedList{On: true, Reason: "欠薪"}, nil, `SELECT listed, reason FROM red_list`, "1 | 欠薪"},
			{ledger.County, record.EmployerListed, at(alice, 30), 0, record.RedList{}, nil, `SELECT listed FROM red_list`, "0"},
		} {
			out := b.feed(p.write(step.by, step.kind, step.id, step.base, step.body, step.boxes...))[0]
			if len(out.Applied) != 1 {
				t.Fatalf("%s by %s came to %+v", step.kind, step.by, out)
			}
			if got := b.one(step.query); got != step.want {
				t.Errorf("after %s by %s: %s, want %s", step.kind, step.by, got, step.want)
			}
		}
	})
}

// I4 for what two copies of one disk, and other stations, say of the same things.
func TestHallInAnyOrder(t *testing.T) {
	d := open(t)
	copied := market.Origin{Station: alice.Station, Epoch: 2} // the other copy of alice's disk
	rapid.Check(t, func(t *rapid.T) {
		p := handedIn()
		own := rapid.SampledFrom([]market.Origin{alice, copied})
		any := rapid.SampledFrom([]market.Origin{alice, copied, bob})
		for range rapid.IntRange(1, 12).Draw(t, "words") {
			base := rapid.Uint64Range(0, 2).Draw(t, "base")
			switch rapid.IntRange(0, 8).Draw(t, "what") {
			case 0:
				p.write(own.Draw(t, "by"), record.CheckInLeft, at(alice, 4), 0, record.Left{Reason: rapid.SampledFrom(market.LeaveReasons).Draw(t, "reason")})
			case 1:
				o := own.Draw(t, "by")
				p.write(o, record.HallCleared, at(o, 40), 0, record.Cleared{Day: "2026-11-22", Upto: rapid.IntRange(1, 9).Draw(t, "upto")})
			case 2:
				p.write(own.Draw(t, "by"), record.OfferEnded, at(alice, 9), 0, record.OfferEnd{How: rapid.SampledFrom(market.OfferEnds).Draw(t, "how")})
			case 3:
				p.write(any.Draw(t, "by"), record.MatchRated, at(alice, 3), base, record.Rated{
					Of: rapid.SampledFrom(market.Sides).Draw(t, "of"), Mark: rapid.SampledFrom(market.Marks).Draw(t, "mark"),
				})
			case 4:
				p.write(any.Draw(t, "by"), record.HelpSettled, at(alice, 2), base, record.Settlement{}, box(byte(base)))
			case 5:
				p.write(own.Draw(t, "by"), record.ProposalChecked, at(alice, 10), 0, record.Checked{What: "site", Good: rapid.Bool().Draw(t, "good")})
			case 6:
				on := rapid.Bool().Draw(t, "on")
				body := record.Withheld{On: on}
				if on {
					body.Codes = []string{rapid.SampledFrom(market.BlockCodes).Draw(t, "code")}
				}
				p.write(ledger.County, record.PostingWithheld, at(alice, 1), 0, body)
			case 7:
				p.write(any.Draw(t, "by"), record.PostingClosed, at(alice, 1), 0, record.Closed{})
			default:
				p.write(any.Draw(t, "by"), record.EmployerFlagged, at(alice, 30), 0, record.Flagged{Flag: "rude", Off: rapid.Bool().Draw(t, "off")})
			}
		}
		want := shown(t, d, p.entries)
		if got := shown(t, d, rapid.Permutation(p.entries).Draw(t, "order")); got != want {
			t.Fatalf("shuffled words show\n%s\nas said they show\n%s", got, want)
		}
	})
}

// What no honest station says changes nothing; what speaks of nothing here waits.
func TestHallWordsThatCannotBeUsed(t *testing.T) {
	d := open(t)
	drawn := func(change func(*record.Drawn)) record.Drawn {
		b := record.Drawn{Posting: refOf(at(alice, 1)), Day: "2026-11-22", Seed: make([]byte, record.SeedSize), Numbers: []int{1, 2}, Turn: 1}
		change(&b)
		return b
	}
	for name, c := range map[string]struct {
		by    market.Origin
		kind  record.Kind
		id    market.Ref
		base  uint64
		body  any
		boxes []record.Box
		wait  bool
	}{
		"left elsewhere":           {by: bob, kind: record.CheckInLeft, id: at(alice, 4), body: record.Left{Reason: "other"}},
		"left for no reason":       {by: alice, kind: record.CheckInLeft, id: at(alice, 4), body: record.Left{Reason: "bored"}},
		"another's hall":           {by: bob, kind: record.HallCleared, id: at(alice, 20), body: record.Cleared{Day: "2026-11-22", Upto: 1}},
		"cleared of nobody":        {by: alice, kind: record.HallCleared, id: at(alice, 20), body: record.Cleared{Day: "2026-11-22"}},
		"lottery without a seed":   {by: alice, kind: record.OrderDrawn, id: at(alice, 20), body: drawn(func(b *record.Drawn) { b.Seed = nil })},
		"lottery of nobody":        {by: alice, kind: record.OrderDrawn, id: at(alice, 20), body: drawn(func(b *record.Drawn) { b.Numbers = nil })},
		"lottery with one twice":   {by: alice, kind: record.OrderDrawn, id: at(alice, 20), body: drawn(func(b *record.Drawn) { b.Numbers = []int{1, 1} })},
		"lottery out of order":     {by: alice, kind: record.OrderDrawn, id: at(alice, 20), body: drawn(func(b *record.Drawn) { b.Numbers = []int{2, 1} })},
		"kept for ever":            {by: alice, kind: record.OfferMade, id: at(alice, 20), body: record.Offer{Minutes: market.MostOffer + 1}},
		"kept for no time":         {by: alice, kind: record.OfferMade, id: at(alice, 20), body: record.Offer{}},
		"offer ended elsewhere":    {by: bob, kind: record.OfferEnded, id: at(alice, 9), body: record.OfferEnd{How: "taken"}},
		"offer that nobody made":   {by: alice, kind: record.OfferEnded, id: at(alice, 77), body: record.OfferEnd{How: "taken"}, wait: true},
		"five stars":               {by: alice, kind: record.MatchRated, id: at(alice, 3), body: record.Rated{Of: "worker", Mark: "5"}},
		"of a third":               {by: alice, kind: record.MatchRated, id: at(alice, 3), body: record.Rated{Of: "weather", Mark: "good"}},
		"of a match to come":       {by: alice, kind: record.MatchRated, id: at(alice, 77), body: record.Rated{Of: "worker", Mark: "good"}, wait: true},
		"help without a box":       {by: alice, kind: record.HelpSettled, id: at(alice, 2), body: record.Settlement{}},
		"help in the open":         {by: alice, kind: record.HelpSettled, id: at(alice, 2), body: record.Settlement{}, boxes: []record.Box{{Published: true, Data: []byte{1}}}},
		"help for another":         {by: alice, kind: record.HelpSettled, id: at(alice, 2), body: record.Settlement{}, boxes: []record.Box{{Tag: [16]byte{9}, Data: []byte{1}}}},
		"help for nobody yet":      {by: alice, kind: record.HelpSettled, id: at(alice, 77), body: record.Settlement{}, boxes: []record.Box{box(1)}, wait: true},
		"checked elsewhere":        {by: bob, kind: record.ProposalChecked, id: at(alice, 10), body: record.Checked{What: "call"}},
		"checked by smell":         {by: alice, kind: record.ProposalChecked, id: at(alice, 10), body: record.Checked{What: "smell"}},
		"flagged as ugly":          {by: alice, kind: record.EmployerFlagged, id: at(alice, 30), body: record.Flagged{Flag: "ugly"}},
		"kept back by a station":   {by: alice, kind: record.PostingWithheld, id: at(alice, 1), body: record.Withheld{On: true, Codes: []string{"worker_fee"}}},
		"kept back for nothing":    {by: ledger.County, kind: record.PostingWithheld, id: at(alice, 1), body: record.Withheld{On: true}},
		"kept back before it came": {by: ledger.County, kind: record.PostingWithheld, id: at(alice, 88), body: record.Withheld{On: true, Codes: []string{"worker_fee"}}, wait: true},
		"red list of a station":    {by: alice, kind: record.EmployerListed, id: at(alice, 30), body: record.RedList{On: true}},
		"wishes for a fortune":     {by: alice, kind: record.WishesTold, id: at(alice, 2), body: record.Wishes{Pay: market.MaxPay + 1}, boxes: []record.Box{box(1)}},
		"rated in revision 2^64-1": {by: alice, kind: record.MatchRated, id: at(alice, 3), base: 1<<64 - 1, body: record.Rated{Of: "worker", Mark: "good"}},
	} {
		t.Run(name, func(t *testing.T) {
			scratch(t, d, func(b *book) {
				p := handedIn()
				b.feed(p.entries...)
				before := b.picture()
				out := b.feed(p.write(c.by, c.kind, c.id, c.base, c.body, c.boxes...))[0]
				if out.Parked != c.wait || (out.Quarantined == "") != c.wait {
					t.Errorf("it came to %+v", out)
				}
				if after := b.picture(); after != before {
					t.Errorf("it shows\n%s", after)
				}
			})
		})
	}
}
