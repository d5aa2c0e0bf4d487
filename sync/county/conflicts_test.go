package county_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// conflicts is what the dump shows of them, one a line.
func (c *town) conflicts() []string {
	c.t.Helper()
	var out []string
	err := c.archive.Dump(c.t.Context(), "conflicts", func(row any) error {
		line, err := json.Marshal(row)
		out = append(out, string(line))
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

// kept is the same of what pages show, who remember what they found the last time.
func (c *town) kept() []string {
	c.t.Helper()
	all, err := c.archive.Conflicts(c.t.Context(), archive.Reach{Area: "410400000000"})
	if err != nil {
		c.t.Fatal(err)
	}
	var out []string
	for _, d := range all {
		line, err := json.Marshal(d.Conflict)
		if err != nil {
			c.t.Fatal(err)
		}
		out = append(out, string(line))
	}
	return out
}

func (c *town) wantConflicts(when string, want ...string) {
	c.t.Helper()
	pages := slices.DeleteFunc(slices.Clone(want), func(line string) bool { return strings.Contains(line, `"kind":"fork"`) })
	if got := c.kept(); !slices.Equal(got, pages) {
		c.t.Errorf("%s: pages show\n%s\nwant\n%s", when, strings.Join(got, "\n"), strings.Join(pages, "\n"))
	}
	if got := c.conflicts(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		c.t.Errorf("%s:\n%s\nwant\n%s", when, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// person registers a worker.
func (s *station) person(name, phone string) market.Ref {
	return s.write(record.WorkerRegistered, s.new(), record.Worker{}, s.box(record.Person{Name: name, Phone: phone}, false))
}

func (s *station) take(posting, worker market.Ref, place int) market.Ref {
	return s.write(record.MatchTaken, s.new(), record.Taken{Posting: refOf(posting), Worker: refOf(worker), Place: place})
}

func (s *station) cancel(match market.Ref) {
	s.write(record.MatchCancelled, match, record.Cancelled{Reason: "other"})
}

// at opens a posting for a time of its own.
func (s *station) at(start, end market.Minute) market.Ref {
	return s.write(record.PostingOpened, s.new(), record.Posting{
		Trade: "loader", Title: "卸车", Headcount: 3, Pay: 150_00, Unit: "day", Area: lushan, Start: start, End: end, Share: "county",
	})
}

// Two matches on one place: the county names the first to arrive, once, in a fact that every
// station that sees the posting gets; another only when that one is cancelled and two still stand.
func TestWinnerIsNamedOnce(t *testing.T) {
	c := newTown(t)
	a, b, other := c.enrol(lushan), c.enrol(lushan), c.enrol(lushan)
	posting := a.posting(1, "county")
	a.sync()
	third := other.take(posting, other.new(), 1)
	second := b.take(posting, b.new(), 1)
	first := a.take(posting, a.new(), 1)
	conflict := func(winner market.Ref, matches ...market.Ref) string {
		ids := fmt.Sprintf("%q", matches)
		ids = strings.ReplaceAll(ids, " ", ",")
		return fmt.Sprintf(`{"kind":"double_place","posting":%q,"place":1,"matches":%s,"winner":%q}`, posting, ids, winner)
	}
	b.sync()
	c.wantConflicts("one match")
	other.sync()
	a.sync()
	c.wantConflicts("three", conflict(second, first, second, third))
	other.sync()
	if !other.has(record.ConflictWinner, posting) {
		t.Error("a station that sees the posting was not told")
	}
	before := strings.Count(c.picture(), "conflict.winner")
	other.cancel(third)
	other.sync()
	c.wantConflicts("the last cancelled", conflict(second, first, second))
	if after := strings.Count(c.picture(), "conflict.winner"); before != 1 || after != 1 {
		t.Errorf("named %d times, then %d", before, after)
	}
	b.cancel(second)
	b.sync()
	c.wantConflicts("the winner cancelled")
	third = other.take(posting, other.new(), 1)
	other.sync()
	c.wantConflicts("two again", conflict(first, first, third))
}

// One person who registered at two stations without a link, found by name and phone: on one
// posting, and at the same time on two. Families share phones; that is no conflict.
func TestOnePersonAtTwoStations(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(lushan)
	early, all, late := a.at("2026-11-23T06:00", "2026-11-23T12:00"), a.at("2026-11-23T07:30", "2026-11-24T17:30"), a.at("2026-11-23T12:00", "2026-11-23T18:00")
	a.sync()
	here, there := a.person("李大山", "18900001111"), b.person("李大山", "18900001111")
	wife, nobody := b.person("王小花", "18900001111"), b.person("李大山", "")
	m1 := a.take(all, here, 1)
	m2 := b.take(all, there, 2)
	b.take(all, wife, 3)
	b.take(early, nobody, 2)
	a.sync()
	b.sync()
	double := fmt.Sprintf(`{"kind":"double_person","posting":%q,"matches":[%q,%q]}`, all, m1, m2)
	c.wantConflicts("twice on one posting", double)
	a.cancel(m1)
	a.sync()
	c.wantConflicts("one of them cancelled")
	m3, m4 := a.take(early, here, 1), b.take(late, there, 1)
	a.sync()
	b.sync()
	clashes := []string{
		fmt.Sprintf(`{"kind":"time_clash","matches":[%q,%q]}`, m3, m2),
		fmt.Sprintf(`{"kind":"time_clash","matches":[%q,%q]}`, m2, m4),
	}
	c.wantConflicts("at the same time", clashes...)
	b.cancel(m2)
	b.sync()
	c.wantConflicts("the long job cancelled")
}

// Work that is put off, or on, makes a clash or ends one; so do staff who say who is who, and an erasure.
func TestClashesComeAndGo(t *testing.T) {
	c := newTown(t)
	a := c.enrol(lushan)
	early, late := a.at("2026-11-23T06:00", "2026-11-23T12:00"), a.at("2026-11-23T12:00", "2026-11-23T18:00")
	here, there := a.person("李大山", ""), a.person("李大山", "")
	one, two := a.take(early, here, 1), a.take(late, here, 1)
	other := a.take(early, there, 2)
	a.sync()
	c.wantConflicts("one after the other")
	move := func(start, end market.Minute) {
		a.write(record.PostingRevised, late, record.Posting{
			Trade: "loader", Title: "卸车", Headcount: 3, Pay: 150_00, Unit: "day", Area: lushan, Start: start, End: end, Share: "county",
		})
		a.sync()
	}
	clash := fmt.Sprintf(`{"kind":"time_clash","matches":[%q,%q]}`, one, two)
	move("2026-11-23T10:00", "2026-11-23T18:00")
	c.wantConflicts("the later one is put on", clash)
	if code := c.merge(here, there); code != "" {
		t.Fatal(code)
	}
	double := fmt.Sprintf(`{"kind":"double_person","posting":%q,"matches":[%q,%q]}`, early, one, other)
	c.wantConflicts("two registrations are one person", double, clash, fmt.Sprintf(`{"kind":"time_clash","matches":[%q,%q]}`, two, other))
	if code := c.apart(here, there); code != "" {
		t.Fatal(code)
	}
	c.wantConflicts("and are two after all", clash)
	a.cancel(one)
	a.sync()
	c.wantConflicts("one is cancelled")
}

// Staff settle a conflict by a fact, and it leaves the queue; another match makes another conflict.
func TestSettled(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(lushan)
	posting := a.posting(3, "county")
	a.sync()
	m1, m2 := a.take(posting, a.person("李大山", "18900001111"), 1), b.take(posting, b.person("李大山", "18900001111"), 2)
	a.sync()
	b.sync()
	settle := func(kind string, matches ...market.Ref) string {
		ids := make([]market.MatchID, len(matches))
		for i, m := range matches {
			ids[i] = market.MatchID(m.String())
		}
		return market.Code(c.archive.Settle(t.Context(), kind, ids, "说好了"))
	}
	for _, bad := range []string{settle(record.DoublePerson), settle(record.DoublePerson, m1), settle(record.TimeClash, m1, m2), settle("", m1, m2)} {
		if bad != "unknown_conflict" {
			t.Errorf("%q, want unknown_conflict", bad)
		}
	}
	if err := c.archive.Settle(t.Context(), record.DoublePerson, []market.MatchID{"x"}, ""); market.Code(err) != "bad_id" {
		t.Errorf("%v, want bad_id", err)
	}
	if code := settle(record.DoublePerson, m2, m1); code != "" {
		t.Fatal(code)
	}
	c.wantConflicts("settled")
	if code := settle(record.DoublePerson, m1, m2); code != "unknown_conflict" {
		t.Errorf("settled again: %q", code)
	}
	m3 := b.take(posting, b.person("李大山", "18900001111"), 3)
	b.sync()
	c.wantConflicts("a third match", fmt.Sprintf(`{"kind":"double_person","posting":%q,"matches":[%q,%q,%q]}`, posting, m1, m2, m3))
}

// The index is made again from what is known where it is missing, and an erased person drops out
// of it. It is in no fact.
func TestWhoIsErasedDropsOut(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(lushan)
	posting := a.posting(3, "county")
	a.sync()
	a.take(posting, a.person("李大山", "18900001111"), 1)
	b.take(posting, b.person("李大山", "18900001111"), 2)
	a.sync()
	b.sync()
	db, err := sqldb.Open(filepath.Join(c.dir, "county.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	erase := func(what string) {
		t.Helper()
		if err := db.Update(t.Context(), func(tx *sqldb.Tx) error { _, err := tx.Exec(what); return err }); err != nil {
			t.Fatal(err)
		}
	}
	wants := func(when string, n int) {
		t.Helper()
		if got := c.conflicts(); len(got) != n {
			t.Errorf("%s: %v, want %d", when, got, n)
		}
	}
	wants("with an index", 1)
	erase(`DELETE FROM identity; DELETE FROM meta WHERE name = 'identity_key'`)
	wants("without", 0)
	for range 2 { // the second time it is there already
		again, err := archive.Open(t.Context(), c.dir, noon)
		if err != nil {
			t.Fatal(err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
		wants("opened again", 1)
	}
	erase(`DELETE FROM person_key WHERE tag = (SELECT tag FROM worker LIMIT 1)`)
	wants("one of them erased", 0)
}
