package desk_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"yizhan/sync/market"
)

// promised fails the test when the matches that stand at the county or at the stations that made
// them are not exactly those that the hands were promised and that nobody cancelled.
func (c *crowd) promised(done []event) {
	c.t.Helper()
	stand := map[string]bool{}
	for _, e := range done {
		if e.did == took {
			stand[fmt.Sprint(e.match, " ", e.job.id, " ", e.place, " ", e.worker)] = true
		}
	}
	for _, e := range done {
		if e.did == cancelled {
			delete(stand, fmt.Sprint(e.match, " ", e.job.id, " ", e.place, " ", e.worker))
		}
	}
	want := slices.Sorted(maps.Keys(stand))
	var county []string
	err := c.county.archive.Dump(c.t.Context(), "matches", func(row any) error {
		raw, err := json.Marshal(row)
		if err != nil {
			return err
		}
		var m struct {
			Match, Posting, Worker string
			Place                  int
			State                  market.MatchState
		}
		if err := json.Unmarshal(raw, &m); err != nil {
			return err
		}
		if m.State != market.Cancelled {
			county = append(county, fmt.Sprint(m.Match, " ", m.Posting, " ", m.Place, " ", m.Worker))
		}
		return nil
	})
	if slices.Sort(county); err != nil || !slices.Equal(county, want) {
		c.t.Errorf("%v: the county shows\n%q\npromised were\n%q", err, county, want)
	}
	var stations []string
	for o, db := range c.books.stations {
		stations = append(stations, c.books.rows(db, `SELECT id || ' ' || posting || ' ' || place || ' ' || worker FROM match
			WHERE state <> 'cancelled' AND station = ? AND epoch = ?`, o.Station, o.Epoch)...)
	}
	if slices.Sort(stations); !slices.Equal(stations, want) {
		c.t.Errorf("the stations show\n%q\npromised were\n%q", stations, want)
	}
	wrong := c.books.rows(c.books.county, `SELECT id || ': ' || taken || ' of ' || headcount FROM posting p WHERE taken > headcount
		OR taken <> (SELECT COUNT(*) FROM match m WHERE m.posting = p.id AND m.state <> 'cancelled')`)
	if len(wrong) > 0 {
		c.t.Errorf("the county counts %q", wrong)
	}
}

// overfilled counts, without any search, the takes after which more matches stood for certain than
// a posting has heads, or than one on a place.
func overfilled(done []event) int {
	type change struct {
		tick   int64
		by     int
		on     string
		atMost int
	}
	var all []change
	for _, e := range done {
		tick, by := e.until, 1 // stands for certain once the hand was told
		switch e.did {
		case took:
		case cancelled:
			tick, by = e.from, -1 // and until somebody begins to cancel it
		default:
			continue
		}
		all = append(all, change{tick, by, string(e.job.id), e.job.heads}, change{tick, by, fmt.Sprint(e.job.id, " ", e.place), 1})
	}
	slices.SortFunc(all, func(a, b change) int { return int(a.tick - b.tick) })
	over, stand := 0, map[string]int{}
	for _, c := range all {
		if stand[c.on] += c.by; c.by > 0 && stand[c.on] > c.atMost {
			over++
		}
	}
	return over
}

// tally counts what crowds did.
type tally struct {
	counties, attempts int
	rounds             int64
	did                map[string]int
	over               int
}

func (s *tally) add(c *crowd, done []event) {
	if s.did == nil {
		s.did = map[string]int{}
	}
	s.counties++
	s.rounds += c.rounds.Load()
	s.over += overfilled(done)
	for _, e := range done {
		s.did[e.did]++
		if e.did != cancelled {
			s.attempts++
		}
	}
}

func (s *tally) String() string {
	return fmt.Sprintf("%d attempts in %d counties, %d rounds meanwhile: %v; %d over-filled", s.attempts, s.counties, s.rounds, s.did, s.over)
}
