package county_test

import (
	"sync"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Many stations push and pull at once. Whoever goes on from a cursor has seen everything before
// it: no fact gets a rev behind a reader's back, and none comes twice.
func TestNoHolesBehindACursor(t *testing.T) {
	c := newTown(t)
	const stations, rounds = 4, 6
	var all []*station
	for range stations {
		all = append(all, c.enrol(lushan))
	}
	var crowd sync.WaitGroup
	for _, s := range all {
		crowd.Go(func() {
			for range rounds {
				s.posting(2, "county")
				if r := s.round(); r.Code != "" {
					t.Errorf("station %s: %s", s.Origin, r.Code)
				}
			}
		})
	}
	crowd.Wait()
	for _, s := range all {
		s.sync()
		seen := map[market.Ref]int{}
		for _, it := range s.pulled {
			f, err := record.Decode(it.Fact)
			if err != nil {
				t.Fatal(err)
			}
			if f.Kind == record.PostingOpened {
				seen[f.ID]++
			}
		}
		if len(seen) != (stations-1)*rounds {
			t.Errorf("station %s heard of %d postings, want %d", s.Origin, len(seen), (stations-1)*rounds)
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("station %s heard %d times of %s", s.Origin, n, id)
			}
		}
	}
}
