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

// What staff said one after the other, and who is who then: "shown: registrations".
func TestWhoIsWho(t *testing.T) {
	d := open(t)
	merge := func(keep market.Ref, others ...market.Ref) func(*pen, *book) {
		var b record.Merged
		for _, o := range others {
			b.Others = append(b.Others, refOf(o))
		}
		return func(p *pen, l *book) { l.feed(p.write(ledger.County, record.WorkerMerged, keep, 0, b)) }
	}
	apart := func(a, b market.Ref) func(*pen, *book) {
		return func(p *pen, l *book) {
			l.feed(p.write(ledger.County, record.WorkerApart, a, 0, record.Apart{Other: refOf(b)}))
		}
	}
	a, b, c := at(alice, 7), at(bob, 7), at(eve, 7)
	scratch(t, d, func(l *book) {
		p := newPen()
		for _, step := range []struct {
			what string
			say  func(*pen, *book)
			want string // shown and registrations of a, b, c
		}{
			{"two are one", merge(a, b), "1-1-7: 1-1-7 2-1-7 | 1-1-7: 1-1-7 2-1-7 | 3-1-7: 3-1-7"},
			{"shown otherwise", merge(b, a), "2-1-7: 1-1-7 2-1-7 | 2-1-7: 1-1-7 2-1-7 | 3-1-7: 3-1-7"},
			{"a third, by one of them", merge(c, a), "3-1-7: 1-1-7 2-1-7 3-1-7 | 3-1-7: 1-1-7 2-1-7 3-1-7 | 3-1-7: 1-1-7 2-1-7 3-1-7"},
			{"apart, named either way", apart(b, a), "3-1-7: 1-1-7 3-1-7 | 2-1-7: 2-1-7 | 3-1-7: 1-1-7 3-1-7"},
			{"two who never were one", apart(c, b), "3-1-7: 1-1-7 3-1-7 | 2-1-7: 2-1-7 | 3-1-7: 1-1-7 3-1-7"},
			{"all at once", merge(a, b, c), "1-1-7: 1-1-7 2-1-7 3-1-7 | 1-1-7: 1-1-7 2-1-7 3-1-7 | 1-1-7: 1-1-7 2-1-7 3-1-7"},
		} {
			step.say(p, l)
			var got []string
			for _, one := range []market.Ref{a, b, c} {
				all, shown, err := ledger.Registrations(t.Context(), l.tx, one.String())
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, shown+": "+strings.Join(all, " "))
				query, args := ledger.SamePerson(one.String())
				if same := l.rows(`SELECT * FROM `+query, args...); strings.Join(same, " ") != strings.Join(all, " ") {
					t.Errorf("%s: %s is the same person as %v, registered as %v", step.what, one, same, all)
				}
			}
			if joined := strings.Join(got, " | "); joined != step.want {
				t.Errorf("%s: %s, want %s", step.what, joined, step.want)
			}
		}
	})
}

// I4 for whatever staff say, also where a county that was restored contradicts its lost past.
func TestWhoIsWhoInAnyOrder(t *testing.T) {
	d := open(t)
	rapid.Check(t, func(t *rapid.T) {
		p := newPen()
		who := rapid.Custom(func(t *rapid.T) market.Ref { return at(alice, rapid.Uint32Range(1, 5).Draw(t, "worker")) })
		for range rapid.IntRange(1, 12).Draw(t, "words") {
			two := rapid.SliceOfNDistinct(who, 2, 3, func(r market.Ref) uint32 { return r.N }).Draw(t, "who")
			gen := market.Origin{Epoch: rapid.Uint8Range(1, 2).Draw(t, "generation")}
			if rapid.Bool().Draw(t, "apart") {
				p.write(gen, record.WorkerApart, two[0], 0, record.Apart{Other: refOf(two[1])})
				continue
			}
			var b record.Merged
			for _, o := range two[1:] {
				b.Others = append(b.Others, refOf(o))
			}
			p.write(gen, record.WorkerMerged, two[0], 0, b)
		}
		want := shown(t, d, p.entries)
		if got := shown(t, d, rapid.Permutation(p.entries).Draw(t, "order")); got != want {
			t.Fatalf("shuffled words show\n%s\nas said they show\n%s", got, want)
		}
	})
}

// Only the county says who is who, of two at least, and of no endless list.
func TestWordsOfWhoIsWhoThatCannotBeUsed(t *testing.T) {
	d := open(t)
	many := make([]record.Ref, record.MaxMerged+1)
	for i := range many {
		many[i] = refOf(at(bob, uint32(i)+1))
	}
	one := at(alice, 7)
	for i, c := range []struct {
		by   market.Origin
		kind record.Kind
		body any
	}{
		{eve, record.WorkerMerged, record.Merged{Others: many[:1]}},
		{eve, record.WorkerApart, record.Apart{Other: many[0]}},
		{ledger.County, record.WorkerMerged, record.Merged{}},
		{ledger.County, record.WorkerMerged, record.Merged{Others: many}},
		{ledger.County, record.WorkerMerged, record.Merged{Others: []record.Ref{refOf(one)}}},
		{ledger.County, record.WorkerMerged, record.Merged{Others: []record.Ref{{}}}},
		{ledger.County, record.WorkerApart, record.Apart{Other: refOf(one)}},
		{ledger.County, record.WorkerApart, record.Apart{}},
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			scratch(t, d, func(b *book) {
				out := b.feed(newPen().write(c.by, c.kind, one, 0, c.body))[0]
				if out.Quarantined == "" || b.picture() != "" {
					t.Errorf("%+v, shows %s", out, b.picture())
				}
			})
		})
	}
}
