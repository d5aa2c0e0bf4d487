package ledger_test

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

// box is one under the tag of the worker that scene registers.
func box(data byte) record.Box { return record.Box{Data: []byte{data}} }

func digest(n byte) []byte { return bytes.Repeat([]byte{n}, len(market.CardDigest{})) }

// What is said of a person, one after the other; of two revisions the later one stands, whoever
// says it.
func TestPersonGoesItsWay(t *testing.T) {
	d := open(t)
	scratch(t, d, func(b *book) {
		p := scene()
		b.feed(p.entries...)
		w := at(alice, 2)
		for _, step := range []struct {
			by    market.Origin
			kind  record.Kind
			base  uint64
			body  any
			boxes []record.Box
			want  string
		}{
			{alice, record.ConsentGiven, 0, record.Consent{Notice: 2}, nil, "2"},
			{bob, record.ConsentGiven, 0, record.Consent{Notice: 1}, nil, "2"},
			{bob, record.WishesTold, 0, record.Wishes{Trades: []market.TradeID{"mason", "loader"}, Reach: "county"}, []record.Box{box(1)}, "mason loader | county |  | 01 | 1"},
			{alice, record.WishesTold, 0, record.Wishes{Free: "week"}, []record.Box{box(2)}, "mason loader | county |  | 01 | 1"},
			{alice, record.WishesTold, 1, record.Wishes{Free: "week"}, []record.Box{box(2)}, " |  | week | 02 | 2"},
			{bob, record.CardIssued, 0, record.Card{Digest: digest(1)}, nil, "01010101010101010101010101010101 | 1"},
			{alice, record.CardIssued, 1, record.Card{Digest: digest(2)}, nil, "02020202020202020202020202020202 | 2"},
			{eve, record.CardIssued, 0, record.Card{Digest: digest(3)}, nil, "02020202020202020202020202020202 | 2"},
			{bob, record.CardIssued, 2, record.Card{}, nil, "<nil> | 3"},
		} {
			out := b.feed(p.write(step.by, step.kind, w, step.base, step.body, step.boxes...))[0]
			if len(out.Applied) != 1 {
				t.Fatalf("%s by %s came to %+v", step.kind, step.by, out)
			}
			query := map[record.Kind]string{
				record.ConsentGiven: `SELECT notice FROM consent WHERE worker = ?`,
				record.WishesTold:   `SELECT trades, reach, free, box, revision FROM wishes WHERE worker = ?`,
				record.CardIssued:   `SELECT digest, revision FROM card WHERE worker = ?`,
			}[step.kind]
			if got := b.one(query, w.String()); got != step.want {
				t.Errorf("after %s by %s: %s, want %s", step.kind, step.by, got, step.want)
			}
		}
	})
}

// I4 for what several stations say of one person without knowing of each other.
func TestPersonInAnyOrder(t *testing.T) {
	d := open(t)
	rapid.Check(t, func(t *rapid.T) {
		p := scene()
		w := at(alice, 2)
		by := rapid.SampledFrom([]market.Origin{alice, bob, eve})
		base := rapid.Uint64Range(0, 2)
		for range rapid.IntRange(1, 12).Draw(t, "words") {
			who, on := by.Draw(t, "by"), base.Draw(t, "base")
			switch rapid.IntRange(0, 2).Draw(t, "what") {
			case 0:
				p.write(who, record.ConsentGiven, w, 0, record.Consent{Notice: rapid.IntRange(1, 3).Draw(t, "notice")})
			case 1:
				p.write(who, record.WishesTold, w, on, record.Wishes{Reach: rapid.SampledFrom(market.Reaches).Draw(t, "reach")}, box(byte(on)))
			default:
				p.write(who, record.CardIssued, w, on, record.Card{Digest: digest(rapid.Byte().Draw(t, "digest"))})
			}
		}
		want := shown(t, d, p.entries)
		if got := shown(t, d, rapid.Permutation(p.entries).Draw(t, "order")); got != want {
			t.Fatalf("shuffled words show\n%s\nas said they show\n%s", got, want)
		}
	})
}

// What no honest station says of a person changes nothing; what speaks of nobody here waits.
func TestWordsOfAPersonThatCannotBeUsed(t *testing.T) {
	d := open(t)
	w := at(alice, 2)
	for name, c := range map[string]struct {
		kind  record.Kind
		id    market.Ref
		base  uint64
		body  any
		boxes []record.Box
		wait  bool
	}{
		"no version":                     {kind: record.ConsentGiven, id: w, body: record.Consent{}},
		"consent of nobody":              {kind: record.ConsentGiven, id: at(eve, 9), body: record.Consent{Notice: 1}, wait: true},
		"wishes of nobody":               {kind: record.WishesTold, id: at(eve, 9), boxes: []record.Box{box(1)}, body: record.Wishes{}, wait: true},
		"wishes without a box":           {kind: record.WishesTold, id: w, body: record.Wishes{}},
		"wishes with an empty box":       {kind: record.WishesTold, id: w, boxes: []record.Box{{}}, body: record.Wishes{}},
		"wishes that all may read":       {kind: record.WishesTold, id: w, boxes: []record.Box{{Published: true, Data: []byte{1}}}, body: record.Wishes{}},
		"wishes that outlive the person": {kind: record.WishesTold, id: w, boxes: []record.Box{{Tag: seal.Tag{7}, Data: []byte{1}}}, body: record.Wishes{}},
		"six trades":                     {kind: record.WishesTold, id: w, boxes: []record.Box{box(1)}, body: record.Wishes{Trades: make([]market.TradeID, 6)}},
		"as far as the moon":             {kind: record.WishesTold, id: w, boxes: []record.Box{box(1)}, body: record.Wishes{Reach: "moon"}},
		"free at no time":                {kind: record.WishesTold, id: w, boxes: []record.Box{box(1)}, body: record.Wishes{Free: "never"}},
		"wishes in revision 2^64-1":      {kind: record.WishesTold, id: w, base: 1<<64 - 1, boxes: []record.Box{box(1)}, body: record.Wishes{}},
		"a card of three bytes":          {kind: record.CardIssued, id: w, body: record.Card{Digest: []byte{1, 2, 3}}},
		"a card in revision 2^64-1":      {kind: record.CardIssued, id: w, base: 1<<64 - 1, body: record.Card{Digest: digest(1)}},
	} {
		t.Run(name, func(t *testing.T) {
			scratch(t, d, func(b *book) {
				p := scene()
				b.feed(p.entries...)
				before := b.picture()
				out := b.feed(p.write(eve, c.kind, c.id, c.base, c.body, c.boxes...))[0]
				if out.Parked != c.wait || (out.Quarantined == "") != c.wait || b.picture() != before {
					t.Errorf("%+v, shows\n%s", out, b.picture())
				}
			})
		})
	}
}
