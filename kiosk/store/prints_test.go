package store_test

import (
	"slices"
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// I7: a paper that may have come out is never printed again by itself.
func TestPrintQueue(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	var ids []int64
	for _, match := range []market.MatchID{"12-1-1", "12-1-1", "12-1-2"} {
		err := s.Write(t.Context(), "self", func(w *store.Writer) error {
			id, err := w.Print(store.PrintJob{Match: match, Posting: "12-1-9", Code: "HTTPS://X/J/1", Nonce: 4711, Copy: len(ids) == 1})
			ids = append(ids, id)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	next := func() store.PrintJob {
		t.Helper()
		j, ok, err := s.NextPrint(t.Context(), store.AllPapers)
		if err != nil || !ok {
			t.Fatalf("%+v, %v, %v", j, ok, err)
		}
		return j
	}
	state := func(id int64, want store.PrintState) {
		t.Helper()
		if j, err := s.PrintJob(t.Context(), id); err != nil || j.State != want {
			t.Errorf("job %d is %s (%v), want %s", id, j.State, err, want)
		}
	}
	if j := next(); j.ID != ids[0] {
		t.Errorf("job %d is first, want the oldest, %d", j.ID, ids[0])
	}
	state(ids[0], store.Sending)
	if j := next(); j.ID != ids[1] || !j.Copy || j.Nonce != 4711 || j.Code != "HTTPS://X/J/1" {
		t.Errorf("%+v is second", j)
	}
	if err := s.SetPrint(t.Context(), ids[1], store.PrintFailed, "no_paper"); err != nil {
		t.Fatal(err)
	}
	if err := s.RecoverPrints(t.Context()); err != nil { // the power was cut in the middle of the first
		t.Fatal(err)
	}
	state(ids[0], store.Unconfirmed)
	state(ids[1], store.PrintFailed)
	state(ids[2], store.Queued)
	if j := next(); j.ID != ids[2] {
		t.Errorf("after a restart job %d is next, want %d", j.ID, ids[2])
	}
	if j, ok, err := s.NextPrint(t.Context(), store.AllPapers); ok || err != nil {
		t.Errorf("an empty queue gave %+v, %v", j, err)
	}
	if j, ok, err := s.NewestPrint(t.Context(), "12-1-1"); err != nil || !ok || j.ID != ids[1] || j.Why != "no_paper" {
		t.Errorf("newest of the match: %+v, %v, %v", j, ok, err)
	}
	if l, err := s.PrintJobs(t.Context(), 2); err != nil || len(l) != 2 || l[0].ID != ids[2] {
		t.Errorf("newest two: %+v, %v", l, err)
	}
	if _, err := s.PrintJob(t.Context(), 999); market.Code(err) != "unknown_print" {
		t.Errorf("%v", err)
	}
}

// Two printers share the queue: what is made for A4 goes to one, all else to the other, each in order.
func TestTwoPrinters(t *testing.T) {
	s, _ := enrolled(t, t.TempDir(), noon)
	for _, paper := range []store.Paper{store.Poster, "", store.EmployerSheet, store.NumberPaper, store.Agreement, store.DaySheet, store.CardPaper, store.Referral, store.Leaflet, store.NumbersSheet, store.TestPage, store.JobPoster} {
		err := s.Write(t.Context(), "self", func(w *store.Writer) error {
			_, err := w.Print(store.PrintJob{Paper: paper, About: "12-1-9"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for which, want := range map[store.Papers][]store.Paper{
		store.Slips:  {"", store.NumberPaper, store.CardPaper, store.Referral, store.TestPage},
		store.Sheets: {store.Poster, store.EmployerSheet, store.Agreement, store.DaySheet, store.Leaflet, store.NumbersSheet, store.JobPoster},
	} {
		var got []store.Paper
		for {
			j, ok, err := s.NextPrint(t.Context(), which)
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			got = append(got, j.Paper)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v takes %q, want %q", which, got, want)
		}
	}
}
