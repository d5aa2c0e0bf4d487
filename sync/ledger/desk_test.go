package ledger_test

import (
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// owed is the scene with a complaint (9), a fair (10) and an employer (30).
func owed() *pen {
	p := scene()
	p.write(alice, record.ComplaintFiled, at(alice, 9), 0, record.Complaint{Kind: "wages", Number: market.FollowNo(6250183)})
	p.write(alice, record.EventOpened, at(alice, 10), 0, record.Event{Kind: "fair", Name: "专场", Area: "410423001000"})
	return p
}

// What staff write down, one word after the other.
func TestDeskWordsStand(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := owed()
		b.feed(p.entries...)
		complaint := refOf(at(alice, 9))
		for _, step := range []struct {
			by    market.Origin
			kind  record.Kind
			id    market.Ref
			body  any
			boxes []record.Box
			query string
			want  string
		}{
			{alice, record.PostingReasoned, at(alice, 1), record.Reasoned{Code: "age", Words: "要爬高"}, nil, `SELECT code, words, by_whom FROM posting_reason`, "age | 要爬高 | self"},
			{alice, record.PostingReasoned, at(alice, 1), record.Reasoned{Code: "age", Words: "要搬重的"}, nil, `SELECT words FROM posting_reason`, "要搬重的"},
			{bob, record.TagSet, at(alice, 30), record.Tagged{Tag: "older_welcome"}, nil, `SELECT tag, station, off FROM tag`, "older_welcome | 2 | 0"},
			{bob, record.TagSet, at(alice, 30), record.Tagged{Tag: "older_welcome", Off: true}, nil, `SELECT tag, station, off FROM tag`, "older_welcome | 2 | 1"},
			{alice, record.AidNoted, at(alice, 40), record.AidNote{Worker: refOf(at(alice, 2))}, []record.Box{box(3)}, `SELECT worker, box FROM aid_note`, "1-1-2 | 03"},
			{alice, record.ComplaintFollowed, at(alice, 41), record.Followed{Complaint: complaint, How: "paid_part", Amount: 300_00}, nil, `SELECT how, amount FROM follow_up`, "paid_part | 30000"},
			{alice, record.DutySet, at(alice, 42), record.Duty{Day: "2026-11-22", Accounts: []string{"a", "b"}}, nil, `SELECT accounts FROM duty`, "a b"},
			{alice, record.DutySet, at(alice, 43), record.Duty{Day: "2026-11-22", Accounts: []string{"c"}}, nil, `SELECT accounts FROM duty`, "c"},
			{alice, record.FieldNoted, at(alice, 44), record.Field{What: "survey", Day: "2026-11-22", Heads: 40}, nil, `SELECT what, day FROM field_note`, "survey | 2026-11-22"},
			{alice, record.EventClosed, at(alice, 10), struct{}{}, nil, `SELECT ended > 0 FROM event`, "1"},
		} {
			out := b.feed(p.write(step.by, step.kind, step.id, 0, step.body, step.boxes...))[0]
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
func TestDeskInAnyOrder(t *testing.T) {
	d := open(t)
	copied := market.Origin{Station: alice.Station, Epoch: 2}
	rapid.Check(t, func(t *rapid.T) {
		p := owed()
		own := rapid.SampledFrom([]market.Origin{alice, copied})
		any := rapid.SampledFrom([]market.Origin{alice, copied, bob})
		for n := range uint32(rapid.IntRange(1, 12).Draw(t, "words")) {
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0:
				p.write(any.Draw(t, "by"), record.PostingReasoned, at(alice, 1), 0, record.Reasoned{Code: "age", Words: rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "words")})
			case 1:
				p.write(any.Draw(t, "by"), record.TagSet, at(alice, 1), 0, record.Tagged{Tag: "welfare", Off: rapid.Bool().Draw(t, "off")})
			case 2:
				o := own.Draw(t, "by")
				p.write(o, record.DutySet, at(o, 50+n), 0, record.Duty{Day: "2026-11-22", Accounts: []string{rapid.SampledFrom([]string{"a", "b"}).Draw(t, "who")}})
			case 3:
				p.write(own.Draw(t, "by"), record.EventClosed, at(alice, 10), 0, struct{}{})
			default:
				o := own.Draw(t, "by")
				p.write(o, record.ComplaintFollowed, at(o, 50+n), 0, record.Followed{Complaint: refOf(at(alice, 9)), How: "called"})
			}
		}
		want := shown(t, d, p.entries)
		if got := shown(t, d, rapid.Permutation(p.entries).Draw(t, "order")); got != want {
			t.Fatalf("shuffled words show\n%s\nas said they show\n%s", got, want)
		}
	})
}

// What no honest station says changes nothing; what speaks of nothing here waits.
func TestDeskWordsThatCannotBeUsed(t *testing.T) {
	d := open(t)
	long := string(make([]rune, market.MaxNotes+1))
	for name, c := range map[string]struct {
		by    market.Origin
		kind  record.Kind
		id    market.Ref
		body  any
		boxes []record.Box
		wait  bool
	}{
		"reason without a warning": {by: alice, kind: record.PostingReasoned, id: at(alice, 1), body: record.Reasoned{Words: "好"}},
		"reason of a novel":        {by: alice, kind: record.PostingReasoned, id: at(alice, 1), body: record.Reasoned{Code: "age", Words: long}},
		"tagged as pretty":         {by: alice, kind: record.TagSet, id: at(alice, 30), body: record.Tagged{Tag: "pretty"}},
		"note without a box":       {by: alice, kind: record.AidNoted, id: at(alice, 40), body: record.AidNote{Worker: refOf(at(alice, 2))}},
		"note under another's tag": {by: alice, kind: record.AidNoted, id: at(alice, 40), body: record.AidNote{Worker: refOf(at(alice, 2))}, boxes: []record.Box{{Tag: [16]byte{9}, Data: []byte{1}}}},
		"note on nobody yet":       {by: alice, kind: record.AidNoted, id: at(alice, 40), body: record.AidNote{Worker: refOf(at(alice, 77))}, boxes: []record.Box{box(1)}, wait: true},
		"another's note":           {by: bob, kind: record.AidNoted, id: at(alice, 40), body: record.AidNote{Worker: refOf(at(alice, 2))}, boxes: []record.Box{box(1)}},
		"followed up by magic":     {by: alice, kind: record.ComplaintFollowed, id: at(alice, 41), body: record.Followed{Complaint: refOf(at(alice, 9)), How: "magic"}},
		"money taken back":         {by: alice, kind: record.ComplaintFollowed, id: at(alice, 41), body: record.Followed{Complaint: refOf(at(alice, 9)), How: "paid_part", Amount: -1}},
		"promised for some day":    {by: alice, kind: record.ComplaintFollowed, id: at(alice, 41), body: record.Followed{Complaint: refOf(at(alice, 9)), How: "promised", Until: "soon"}},
		"no complaint yet":         {by: alice, kind: record.ComplaintFollowed, id: at(alice, 41), body: record.Followed{Complaint: refOf(at(alice, 77)), How: "called"}, wait: true},
		"duty on no day":           {by: alice, kind: record.DutySet, id: at(alice, 42), body: record.Duty{Day: "today"}},
		"two accounts in one":      {by: alice, kind: record.DutySet, id: at(alice, 42), body: record.Duty{Day: "2026-11-22", Accounts: []string{"a b"}}},
		"a walk in the park":       {by: alice, kind: record.FieldNoted, id: at(alice, 43), body: record.Field{What: "park", Day: "2026-11-22"}},
		"fewer than nobody":        {by: alice, kind: record.FieldNoted, id: at(alice, 43), body: record.Field{What: "survey", Day: "2026-11-22", Heads: -1}},
		"event without a name":     {by: alice, kind: record.EventOpened, id: at(alice, 44), body: record.Event{Kind: "fair"}},
		"another's event":          {by: bob, kind: record.EventClosed, id: at(alice, 10), body: struct{}{}},
		"an event to come":         {by: alice, kind: record.EventClosed, id: at(alice, 77), body: struct{}{}, wait: true},
		"events of the county":     {by: ledger.County, kind: record.EventOpened, id: at(alice, 44), body: record.Event{Kind: "fair", Name: "专场"}},
	} {
		t.Run(name, func(t *testing.T) {
			scratch(t, d, func(b *book) {
				p := owed()
				b.feed(p.entries...)
				before := b.picture()
				out := b.feed(p.write(c.by, c.kind, c.id, 0, c.body, c.boxes...))[0]
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
