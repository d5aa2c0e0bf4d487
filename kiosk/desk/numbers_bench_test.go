package desk_test

import (
	"fmt"
	"testing"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// BenchmarkDesk reads what the staff's pages read at a station that has 10,000 check-ins of one day, as many
// postings of one employer, and as many places taken.
func BenchmarkDesk(b *testing.B) {
	s, d := staffed(b)
	first := open(b, d, 1)
	p, err := s.Posting(b.Context(), first)
	if err != nil {
		b.Fatal(err)
	}
	const rows = 10_000
	err = s.Group(b.Context(), func() error {
		for i := range rows {
			a, err := d.CheckIn(b.Context(), desk.Self, market.Worker{
				Name: "李师傅", Phone: fmt.Sprintf("189%08d", i), BirthYear: 1950 + i%50, Trades: []market.TradeID{"loader"},
			}, "work")
			if err != nil {
				return err
			}
			next := p.Posting
			next.ID, next.Title = "", fmt.Sprintf("卸车 %d", i)
			id, err := d.OpenPosting(b.Context(), desk.Self, next)
			if err != nil {
				return err
			}
			if _, err := d.Take(b.Context(), desk.Self, id, a.Worker); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	day := market.MinuteOf(s.Now()).Time().Truncate(24 * time.Hour)
	for name, read := range map[string]func() (int, error){
		"templates": func() (int, error) {
			l, err := s.LastPostings(b.Context(), p.Employer, 3)
			return len(l) - 2, err
		},
		"results": func() (int, error) {
			l, err := s.Unsettled(b.Context(), "2026-01-01")
			return len(l), err
		},
		"own": func() (int, error) {
			id, err := s.Identity(b.Context())
			if err != nil {
				return 0, err
			}
			l, err := s.Postings(b.Context(), store.Filter{Opener: &id.Origin})
			return len(l), err
		},
		"count own": func() (int, error) {
			n, _, err := s.OwnOpen(b.Context())
			return n, err
		},
		"numbers": func() (int, error) {
			n, err := s.Numbers(b.Context(), day.AddDate(0, 0, -30), day.AddDate(0, 0, 2))
			return n.Came * n.Placed, err
		},
		"line": func() (int, error) {
			return len(d.ReadLine("明天鲁山县城搬运工5个150一天管饭 13800138000").Draft.Phone), nil
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if n, err := read(); err != nil || n == 0 {
					b.Fatalf("%d, %v", n, err)
				}
			}
		})
	}
}
