package desk_test

import (
	"fmt"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// staffed is a station with nothing on it and a clerk.
func staffed(b *testing.B) (*store.Store, *desk.Desk) {
	b.Helper()
	s, err := store.Open(b.Context(), b.TempDir(), fixedNow)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	enrolAlone(b, s)
	d := desk.New(s, assets.Areas(), assets.Trades())
	employ(b, d, market.Clerk)
	return s, d
}

// BenchmarkHall reads a hall of 10,000 people, who are sealed each under a key of their own, and
// suggests twelve pairs.
func BenchmarkHall(b *testing.B) {
	s, d := staffed(b)
	for range 60 {
		open(b, d, 5)
	}
	trades := assets.Trades().All()
	err := s.Group(b.Context(), func() error {
		for i := range 10_000 {
			_, err := d.CheckIn(b.Context(), desk.Self, market.Worker{
				Name: "李师傅", Phone: fmt.Sprintf("189%08d", i), BirthYear: 1950 + i%50, Trades: []market.TradeID{trades[i%len(trades)].ID},
			}, "work")
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		h, err := d.Hall(b.Context(), aClerk)
		if err != nil || len(h.Rows) != 10_000 || len(h.Pairs(12)) != 12 {
			b.Fatalf("%d people, %v", len(h.Rows), err)
		}
	}
}
