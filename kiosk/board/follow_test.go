package board_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yizhan/kiosk/board"
	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// said is all that a board says of a posting.
func said(b *board.Board, f board.Found) []string {
	var out []string
	for _, r := range f.Rows {
		out = append(out, fmt.Sprintf("%+v left %d far %v", b.Posting(r), r.Left(), r.Distance()))
	}
	return out
}

func all(w *town, i int) []string { return said(w.boards[i], w.boards[i].Find(board.Query{}, w.now)) }

// same holds every board to what a fresh one reads from its store.
func (w *town) same(rt *rapid.T, after string) {
	for i, b := range w.boards {
		fresh := w.fill(w.newBoard(w.desks[i].Store()))
		for _, q := range []board.Query{{}, {AnyAge: true}, {Text: "葡萄"}} {
			got, want := b.Find(q, w.now), fresh.Find(q, w.now)
			if !slices.Equal(said(b, got), said(fresh, want)) || got.Open != want.Open || got.Wanted != want.Wanted {
				rt.Fatalf("after %s the board of station %d says of %+v\n%q\nits store\n%q", after, i, q, said(b, got), said(fresh, want))
			}
		}
		if _, err := b.State(); err != nil {
			rt.Fatal(err)
		}
	}
}

// Whatever happens here or comes from the county, in whatever order, a board that followed step by
// step is the board that a fresh one reads.
func TestStepsGiveWhatFillGives(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newTown(t, 2)
		var postings []market.PostingID
		var matches []market.MatchID
		station := rapid.IntRange(0, 1)
		people := 0
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			i := station.Draw(rt, "station")
			d := w.desks[i]
			any := func() market.PostingID { return rapid.SampledFrom(postings).Draw(rt, "posting") }
			step := rapid.SampledFrom([]string{"open", "take", "cancel", "revise", "close", "sync", "sync", "several", "day"}).Draw(rt, "step")
			if len(postings) == 0 {
				step = "open"
			}
			switch step {
			case "open":
				postings = append(postings, w.open(i, func(p *market.Posting) { vary(rt, w.now, p) }))
			case "several":
				err := d.Store().Group(context.Background(), func() error {
					for range 2 {
						postings = append(postings, w.open(i, func(p *market.Posting) { vary(rt, w.now, p) }))
					}
					_, err := d.OpenPosting(context.Background(), desk.Self, market.Posting{})
					if err == nil {
						rt.Fatal("a posting without anything was opened")
					}
					return nil
				})
				if err != nil {
					rt.Fatal(err)
				}
			case "take":
				people++
				if m, err := d.Take(context.Background(), desk.Self, any(), w.worker(i, people)); err == nil {
					matches = append(matches, m.Match)
				} else if market.Code(err) == "" {
					rt.Fatal(err)
				}
			case "cancel":
				if len(matches) > 0 {
					allow(rt)(d.Cancel(context.Background(), desk.Self, rapid.SampledFrom(matches).Draw(rt, "match"), "other"))
				}
			case "revise":
				heads := rapid.IntRange(1, 5).Draw(rt, "heads")
				allow(rt)(d.RevisePosting(context.Background(), desk.Self, any(), func(p *market.Posting) { p.Headcount, p.Pay = heads, p.Pay+100 }))
			case "close":
				allow(rt)(false, d.ClosePosting(context.Background(), desk.Self, any(), ""))
			case "sync":
				w.sync(i)
			case "day":
				w.now = w.now.Add(26 * time.Hour)
				w.fill(w.boards[0])
				w.fill(w.boards[1])
			}
			w.same(rt, step)
		}
		for _, i := range []int{0, 1, 0, 1, 0} { // who numbers places hears of another headcount in the second, and tells in the fourth
			w.sync(i)
		}
		w.same(rt, "all syncs")
		if x, y := all(w, 0), all(w, 1); !reflect.DeepEqual(x, y) {
			rt.Fatalf("the boards of two stations that know the same differ:\n%q\n%q", x, y)
		}
	})
}

// allow lets refusals pass; anything else is a fault.
func allow(rt *rapid.T) func(bool, error) {
	return func(_ bool, err error) {
		if err != nil && market.Code(err) == "" {
			rt.Fatal(err)
		}
	}
}

// vary makes a posting near or far, soon or late, with or without a word on age.
func vary(rt *rapid.T, now time.Time, p *market.Posting) {
	p.Area = rapid.SampledFrom([]market.AreaCode{"410423212201", "410423212202", "410423214202", "410402001001"}).Draw(rt, "area")
	p.Trade = rapid.SampledFrom([]market.TradeID{"harvest", "loader", "mason"}).Draw(rt, "trade")
	p.Notes = rapid.SampledFrom([]string{"", "五十岁以下"}).Draw(rt, "notes")
	begins := now.AddDate(0, 0, rapid.IntRange(0, 3).Draw(rt, "day")).Add(3 * time.Hour)
	p.Start, p.End = market.MinuteOf(begins), market.MinuteOf(begins.Add(8*time.Hour))
}
