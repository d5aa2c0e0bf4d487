package report_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/tally"
)

// first gives the first fact of a kind that a station made in November and that fits.
func (h *byHand) first(t *testing.T, kind record.Kind, fits func(*record.Fact) bool) *record.Fact {
	t.Helper()
	for f := range h.of(kind) {
		if f.ID.Station == 1 && in("2026-11", f.At) && (fits == nil || fits(f)) {
			return f
		}
	}
	t.Fatalf("no %s", kind)
	return nil
}

// same says that every figure of November is what facts say now.
func (c *town) same(t *testing.T, after string) map[string]float64 {
	t.Helper()
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatalf("after %s: %v", after, err)
	}
	h, got := c.byHand(), map[string]float64{}
	s := c.month("2026-11", report.Whole)
	for _, l := range s.Lines {
		no, err := strconv.Atoi(l.Unit)
		if err != nil {
			t.Fatal(err)
		}
		want := h.counts("2026-11", uint16(no))
		for _, col := range s.Form.Columns {
			if !slices.Contains(tally.Figures, col.Figure) {
				continue
			}
			v := l.Cells[col.ID].Value
			got[l.Unit+" "+col.ID] = v
			if int(v) != want[col.Figure] {
				t.Errorf("after %s, station %s, %s: %g, by hand %d", after, l.Unit, col.ID, v, want[col.Figure])
			}
		}
	}
	return got
}

// A month that was counted is counted again for each kind of fact that changes it later, when nothing
// else of that month comes in.
func TestLateFactsChangeTheMonth(t *testing.T) {
	c := aTown(t)
	s := c.city.Stations[0]
	before := c.same(t, "the first count")
	later := day("2026-12-20")
	h := c.byHand()
	cancelled := h.cancelled()
	stands := func(f *record.Fact) bool { return !cancelled[f.ID.String()] }
	seeker := func() market.Ref {
		var b record.Taken
		h.body(h.first(t, record.MatchTaken, stands), &b)
		return b.Worker.Market()
	}()
	send := func(kind record.Kind, id market.Ref, base uint64, body any, boxes ...record.Box) func() error {
		return func() error {
			if err := s.Say(kind, id, later, base, body, boxes...); err != nil {
				return err
			}
			return s.Send()
		}
	}
	var opened record.Posting
	posting := h.first(t, record.PostingOpened, nil)
	h.body(posting, &opened)
	opened.Headcount, opened.Added = opened.Headcount+7, 7
	var tag *record.Fact
	for f := range h.of(record.WorkerRegistered) {
		if f.ID == seeker {
			tag = f
		}
	}
	for _, step := range []struct {
		name, changes string
		do            func() error
	}{
		{"more heads", "1 posts", send(record.PostingRevised, posting.ID, 500, opened)},
		{"a hardship", "1 seekers_hard", func() error {
			box, err := s.Seal(tag.Boxes[0].Tag, record.Need{Hardships: []market.Hardship{market.Disabled}})
			if err != nil {
				return err
			}
			return send(record.HelpSettled, seeker, 50, record.Settlement{}, box)()
		}},
		{"a merge", "1 seekers", func() error {
			other := h.first(t, record.CheckInMade, func(f *record.Fact) bool {
				var b record.CheckIn
				h.body(f, &b)
				return b.Purpose == "work" && b.Worker.Market() != seeker
			})
			var b record.CheckIn
			h.body(other, &b)
			return c.archive.Merge(c.ctx, market.WorkerID(seeker.String()), market.WorkerID(b.Worker.String()))
		}},
		{"two persons after all", "1 seekers", func() error {
			var apart []market.WorkerID
			for f := range c.byHand().of(record.WorkerMerged) {
				var b record.Merged
				h.body(f, &b)
				apart = append(apart, market.WorkerID(b.Others[0].String()))
			}
			return c.archive.Apart(c.ctx, market.WorkerID(seeker.String()), apart[0])
		}},
		{"an erasure", "1 seekers_hard", func() error {
			_, err := c.archive.Erase(c.ctx, seeker.String())
			return err
		}},
		{"a cancel", "1 matched", send(record.MatchCancelled, h.first(t, record.MatchTaken, stands).ID, 0, record.Cancelled{Reason: "other"})},
		{"a check-in that was away for long", "1 visits", func() error {
			body := record.CheckIn{Worker: record.Ref{Station: seeker.Station, Epoch: seeker.Epoch, N: seeker.N}, Purpose: "work", Day: "2026-11-11", Number: 99}
			if err := s.Say(record.CheckInMade, market.Ref{Origin: s.Origin, N: 1 << 20}, day("2026-11-11"), 0, body); err != nil {
				return err
			}
			return s.Send()
		}},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		after := c.same(t, step.name)
		if after[step.changes] == before[step.changes] {
			t.Errorf("%s left %s at %g", step.name, step.changes, after[step.changes])
		}
		before = after
	}
}

// Figures that are kept say so: what came in since is not in them.
func TestFiguresAreAsOf(t *testing.T) {
	c := aTown(t)
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatal(err)
	}
	counted := c.now
	c.now = c.now.Add(time.Hour)
	before := c.month("2026-11", report.Whole)
	if !before.At.Equal(counted) {
		t.Errorf("as of %s, counted at %s", before.At, counted)
	}
	c.do(`DELETE FROM check_in`)
	if after := c.month("2026-11", report.Whole); after.Total.Cells["visits"].Value != before.Total.Cells["visits"].Value {
		t.Error("a page counted a month again")
	}
}
