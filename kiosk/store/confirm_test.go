package store_test

import (
	"slices"
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// titles are those of the postings that the station shows.
func titles(t *testing.T, s *store.Store) []string {
	t.Helper()
	l, err := s.Postings(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range l {
		out = append(out, p.Title)
	}
	slices.Sort(out)
	return out
}

func loading(title string) record.Posting {
	return record.Posting{Trade: "loader", Title: title, Headcount: 2, Pay: 1, Unit: "day", Area: "410423000000", Start: "2026-11-23T07:30"}
}

// A county that was put back goes on with another copy of a disk: what it says now stands in the place of
// what was pulled before, and what the maker gave up goes when its new epoch says so.
func TestAnotherPast(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	far := market.Origin{Station: 9, Epoch: 1}
	posting := func(rev, seq uint64, title string) wire.Item {
		return item(t, rev, far, seq, record.PostingOpened, market.Ref{Origin: far, N: uint32(seq)}, loading(title))
	}
	next := market.Origin{Station: 9, Epoch: 2}
	opened := func(why string) wire.Item {
		return item(t, 9, next, 1, record.EpochOpened, market.Ref{Origin: next, N: 1}, record.Opened{Old: 1, Why: why, Common: 1, Head: 3})
	}
	take := func(gen uint32, upto uint64, items ...wire.Item) {
		t.Helper()
		p := pulled(t, upto, items...)
		p.Gen = gen
		if _, err := s.Take(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	shows := func(when string, want ...string) {
		t.Helper()
		if got := titles(t, s); !slices.Equal(got, want) {
			t.Errorf("%s it shows %v, want %v", when, got, want)
		}
	}
	take(1, 3, posting(1, 1, "a"), posting(2, 2, "b"), posting(3, 3, "c"))
	take(1, 4, posting(1, 1, "x"), posting(2, 2, "y"))
	shows("in one generation", "a", "b", "c")
	if err := s.Generation(t.Context(), 2, nil); err != nil {
		t.Fatal(err)
	}
	shows("before it pulls", "a", "b", "c")
	take(2, 5, posting(1, 1, "a"), posting(5, 2, "y"))
	shows("of another past", "a", "c", "y")
	twice := pulled(t, 6, posting(5, 3, "c"))
	twice.Gen = 2
	if _, err := s.Take(t.Context(), twice); market.Code(err) != "bad_reply" {
		t.Errorf("confirmed under a rev that is in use: %v", err)
	}
	take(2, 9, opened(record.WhyFork))
	shows("when the rest was given up", "a", "y")
}

// What a later epoch says of a name that is given up goes with it.
func TestLeaning(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	ctx := t.Context()
	write := func(do func(w *store.Writer) error) {
		t.Helper()
		if err := s.Write(ctx, "self", do); err != nil {
			t.Fatal(err)
		}
	}
	var first, second market.Ref
	write(func(w *store.Writer) error {
		first, second = w.NewRef(), w.NewRef()
		return w.Put(record.PostingOpened, first, 0, loading("a"))
	})
	write(func(w *store.Writer) error { return w.Put(record.PostingOpened, second, 0, loading("b")) })
	if _, _, err := s.RenewKeys(ctx, origin); err != nil {
		t.Fatal(err)
	}
	if err := s.Renew(ctx, uplink.Renewal{Old: origin, Common: 2, Why: record.WhyFrozen, Epoch: 2}); err != nil {
		t.Fatal(err)
	}
	mustCheckIn(s, t)
	write(func(w *store.Writer) error { return w.Put(record.PostingClosed, second, 0, record.Closed{}) })
	for common, want := range map[uint64][]uplink.Kept{
		0: {{Origin: market.Origin{Station: 12, Epoch: 2}, Common: 2}},
		1: {{Origin: market.Origin{Station: 12, Epoch: 2}, Common: 2}},
		2: nil,
	} {
		if got, err := s.Leaning(ctx, origin, common); err != nil || !slices.Equal(got, want) {
			t.Errorf("after %d: %v, %v; want %v", common, got, err, want)
		}
	}
	if _, _, err := s.RenewKeys(ctx, market.Origin{Station: 12, Epoch: 2}); err != nil {
		t.Fatal(err)
	}
	r := uplink.Renewal{Old: origin, Common: 1, Why: record.WhyFork, Leaning: []uplink.Kept{{Origin: market.Origin{Station: 12, Epoch: 2}, Common: 2}}, Epoch: 3}
	if err := s.Renew(ctx, r); err != nil {
		t.Fatal(err)
	}
	names, err := s.Renamed(ctx, origin)
	if err != nil || len(names) != 1 || names[second.String()] == "" {
		t.Fatalf("renamed %v, %v; want %s alone", names, err, second)
	}
	p, err := s.Posting(ctx, market.PostingID(names[second.String()]))
	if err != nil || !p.Closed || p.Title != "b" {
		t.Errorf("%+v, %v; want the one that the epoch between closed", p, err)
	}
	if _, broken, err := s.Verify(ctx); broken != 0 || err != nil {
		t.Errorf("chain broken at %d, %v", broken, err)
	}
}
