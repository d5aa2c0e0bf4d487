package market_test

import (
	"testing"

	"yizhan/sync/market"
)

func TestClashes(t *testing.T) {
	for _, c := range []struct {
		a, b [2]market.Minute
		want bool
	}{
		{[2]market.Minute{"2026-11-23T07:30", "2026-11-23T17:30"}, [2]market.Minute{"2026-11-23T07:30", "2026-11-23T17:30"}, true},
		{[2]market.Minute{"2026-11-23T07:30", "2026-11-23T12:00"}, [2]market.Minute{"2026-11-23T12:00", "2026-11-23T17:30"}, false},
		{[2]market.Minute{"2026-11-23T07:30", "2026-11-23T12:01"}, [2]market.Minute{"2026-11-23T12:00", "2026-11-23T17:30"}, true},
		{[2]market.Minute{"2026-11-23T07:30", "2026-11-27T12:00"}, [2]market.Minute{"2026-11-25T11:00", "2026-11-25T13:00"}, true},
		{[2]market.Minute{"2026-11-23T07:30", "2026-11-27T12:00"}, [2]market.Minute{"2026-11-25T13:00", "2026-11-25T18:00"}, false},
		{[2]market.Minute{"2026-11-23T07:30", "2026-11-24T12:00"}, [2]market.Minute{"2026-11-25T07:30", "2026-11-25T18:00"}, false},
		{[2]market.Minute{"2026-11-23T20:00", "2026-11-24T06:00"}, [2]market.Minute{"2026-11-24T05:00", "2026-11-24T11:00"}, true},
		{[2]market.Minute{"2026-11-23T20:00", "2026-11-24T06:00"}, [2]market.Minute{"2026-11-24T06:00", "2026-11-24T11:00"}, false},
		{[2]market.Minute{"2026-11-23T20:00", "2026-11-26T06:00"}, [2]market.Minute{"2026-11-26T05:00", "2026-11-26T11:00"}, true},
		{[2]market.Minute{"2026-11-23T20:00", "2026-11-26T06:00"}, [2]market.Minute{"2026-11-23T05:00", "2026-11-23T11:00"}, false},
		{[2]market.Minute{"2026-11-23T07:30", ""}, [2]market.Minute{"2026-11-23T15:00", "2026-11-23T18:00"}, true},
		{[2]market.Minute{"2026-12-31T22:00", "2027-01-01T02:00"}, [2]market.Minute{"2027-01-01T01:00", "2027-01-01T03:00"}, true},
	} {
		a, b := market.Posting{Start: c.a[0], End: c.a[1]}, market.Posting{Start: c.b[0], End: c.b[1]}
		if a.Shift().Clashes(b.Shift()) != c.want || b.Shift().Clashes(a.Shift()) != c.want {
			t.Errorf("%v and %v: want %v both ways round", c.a, c.b, c.want)
		}
	}
}
