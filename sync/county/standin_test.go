package county_test

import (
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// fork makes the county see two pasts of a station, which freezes the epoch of both copies; the
// second has moved on.
func (s *station) fork() {
	s.t.Helper()
	twin := s.copied()
	s.write(record.CheckInMade, s.new(), record.CheckIn{Day: "2026-11-22", Number: 1})
	twin.write(record.CheckInMade, twin.new(), record.CheckIn{Day: "2026-11-22", Number: 2})
	s.sync()
	twin.sync()
}

// scene is a posting for three at a, of which one place is taken there; b has heard of it.
func (c *town) scene() (a, b *station, posting, match market.Ref) {
	a, b = c.enrol(lushan), c.enrol(lushan)
	posting = a.posting(3, "county")
	match = a.write(record.MatchTaken, a.new(), record.Taken{Posting: refOf(posting), Worker: refOf(a.new()), Place: 1})
	a.sync()
	b.sync()
	return a, b, posting, match
}

// shows says whether the dump has a line with these parts.
func (c *town) shows(parts ...string) bool {
	for line := range strings.Lines(c.picture()) {
		all := true
		for _, p := range parts {
			all = all && strings.Contains(line, p)
		}
		if all {
			return true
		}
	}
	return false
}

// Who made a match executes its cancel; for a frozen epoch the county does, whether the wish
// comes before or after.
func TestCountyCancelsForAFrozenEpoch(t *testing.T) {
	for name, first := range map[string]bool{"asked, then frozen": true, "frozen, then asked": false} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			a, b, posting, match := c.scene()
			ask := func() {
				b.write(record.CancelAsked, match, record.Cancelled{Reason: "no_show"})
				b.sync()
			}
			if first {
				ask()
				if c.shows("matches", match.String(), "cancelled") {
					t.Fatal("cancelled while its maker was alive")
				}
			}
			a.fork()
			if !first {
				ask()
			}
			if !c.shows("matches", match.String(), "cancelled") || !c.shows("postings", posting.String(), `"taken":0`) {
				t.Errorf("the county shows\n%s", c.picture())
			}
			b.sync()
			if !b.has(record.MatchCancelled, match) {
				t.Error("b was not told")
			}
		})
	}
}

// So with the headcount: more heads are numbered by the county in a range of its own and held by
// it; fewer withdraw what is free.
func TestCountyNumbersForAFrozenEpoch(t *testing.T) {
	c := newTown(t)
	a, b, posting, _ := c.scene()
	ask := func(heads int) {
		b.write(record.HeadsAsked, b.new(), record.AskedHeads{Posting: refOf(posting), Heads: heads})
		b.sync()
	}
	ask(5)
	if c.shows("postings", `"headcount":5`) {
		t.Fatal("numbered while the opener was alive")
	}
	a.fork()
	last := func() record.Posting {
		t.Helper()
		b.sync()
		var p record.Posting
		for _, it := range b.pulled {
			if f, err := record.Decode(it.Fact); err == nil && f.Kind == record.PostingRevised && it.Station == 0 {
				p = record.Posting{}
				if err := record.Unmarshal(f.Body, &p); err != nil {
					t.Fatal(err)
				}
			}
		}
		return p
	}
	if p := last(); p.Headcount != 5 || p.Added != 2 || len(p.Answers) != 1 || !c.shows("postings", `"headcount":5`) {
		t.Errorf("after more heads: %+v", p)
	}
	b.write(record.PlaceRequested, b.new(), record.Requested{Posting: refOf(posting), Worker: refOf(b.new())})
	for range 4 {
		b.write(record.PlaceRequested, b.new(), record.Requested{Posting: refOf(posting), Worker: refOf(b.new())})
	}
	b.sync()
	b.sync()
	granted := map[int]bool{}
	for _, it := range b.pulled {
		var m record.Moved
		if f, err := record.Decode(it.Fact); err == nil && f.Kind == record.PlaceGranted && record.Unmarshal(f.Body, &m) == nil {
			for _, p := range m.Moves {
				if granted[p.Place] {
					t.Errorf("place %d granted twice", p.Place)
				}
				granted[p.Place] = true
			}
		}
	}
	// 1 is taken, 2 was granted ahead to the epoch that is frozen now, and 3 to the copy.
	if len(granted) != 2 || granted[3] || granted[4] || granted[5] {
		t.Errorf("granted %v", granted)
	}
	ask(1)
	if p := last(); p.Headcount != 1 || len(p.Withdrawn) != 4 || p.Added != 0 {
		t.Errorf("after fewer heads: %+v", p)
	}
	if n := strings.Count(c.picture(), "posting.revised"); n != 2 {
		t.Errorf("%d revisions for two wishes", n)
	}
}
