package county_test

import (
	"strings"
	"testing"

	"yizhan/sync/record"
)

// A fact that waits for one further on in the same batch is found when that comes, whatever was put
// off until the end of the batch; a match that was there before a close is not late.
func TestWaitsWithinABatch(t *testing.T) {
	c := newTown(t)
	s, other := c.enrol(lushan), c.enrol(yexian)
	seen := func(n int) {
		s.write(record.CheckInMade, s.new(), record.CheckIn{Worker: record.Ref{Station: 1, Epoch: 1, N: 1}, Purpose: "work", Day: "2026-11-22", Number: n})
	}
	posting, worker := s.new(), s.new()
	seen(1)
	early := s.write(record.MatchTaken, s.new(), record.Taken{Posting: refOf(posting), Worker: refOf(worker), Place: 1})
	seen(2)
	s.write(record.PostingOpened, posting, record.Posting{
		Trade: "loader", Title: "卸车", Headcount: 3, Pay: 150_00, Unit: "day", Area: lushan, Start: "2026-11-23T07:30", Share: "county",
	})
	seen(3)
	s.write(record.MatchTaken, s.new(), record.Taken{Posting: refOf(posting), Worker: refOf(worker), Place: 2})
	s.write(record.PostingClosed, posting, record.Closed{})
	late := s.write(record.MatchTaken, s.new(), record.Taken{Posting: refOf(posting), Worker: refOf(worker), Place: 3})
	s.sync()
	other.sync()
	for kind, row := range map[string]string{"matches": `"match":`, "check_ins": `"check_in":`} {
		if n := strings.Count(c.dumped(kind), row); n != 3 {
			t.Errorf("the county has %d %s, want 3", n, kind)
		}
	}
	if !other.has(record.MatchTaken, early) {
		t.Error("the match that waited was not handed on")
	}
	var marked int
	for _, f := range other.pulled {
		if fact, err := record.Decode(f.Fact); err == nil && fact.Kind == record.MatchLate {
			if marked++; fact.ID != late {
				t.Errorf("%s is late", fact.ID)
			}
		}
	}
	if marked != 1 {
		t.Errorf("%d matches are late, want the one after the close", marked)
	}
}
