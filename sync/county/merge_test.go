package county_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

func (c *town) merge(keep market.Ref, others ...market.Ref) string {
	c.t.Helper()
	ids := make([]market.WorkerID, len(others))
	for i, o := range others {
		ids[i] = market.WorkerID(o.String())
	}
	return market.Code(c.archive.Merge(c.t.Context(), market.WorkerID(keep.String()), ids...))
}

func (c *town) apart(a, b market.Ref) string {
	c.t.Helper()
	return market.Code(c.archive.Apart(c.t.Context(), market.WorkerID(a.String()), market.WorkerID(b.String())))
}

func (c *town) wantDoubles(when string, want ...string) {
	c.t.Helper()
	if got := c.dumped("doubles"); got != strings.Join(want, "\n") {
		c.t.Errorf("%s:\n%s\nwant\n%s", when, got, strings.Join(want, "\n"))
	}
}

func doubles(same string, workers ...market.Ref) string {
	return fmt.Sprintf(`{"workers":%s,"same":%q}`, strings.ReplaceAll(fmt.Sprintf("%q", workers), " ", ","), same)
}

// Who may be registered twice is shown until staff have spoken, and nothing merges by itself.
func TestDoubles(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(lushan)
	li, li2 := a.identified("李大山", "18900001111", idOfLi), b.identified("李大山", "18900003333", idOfLi)
	wang, wang2, wang3 := a.person("王小花", "18900002222"), b.person("王小花", "18900002222"), b.person("王小花", "18900002222")
	a.person("王小明", "18900002222")
	both, both2 := a.identified("赵四", "18900004444", idOfWang), b.identified("赵四", "18900004444", idOfWang)
	a.sync()
	b.sync()
	byID, twice, three := doubles("id_number", li, li2), doubles("id_number", both, both2), doubles("phone_name", wang, wang2, wang3)
	c.wantDoubles("all", byID, twice, three)
	if code := c.merge(li2, li); code != "" {
		t.Fatal(code)
	}
	c.wantDoubles("two merged", twice, three)
	if code := c.apart(wang, wang3); code != "" {
		t.Fatal(code)
	}
	c.wantDoubles("one pair of three said apart", twice, three)
	if code := c.merge(wang, wang2); code != "" {
		t.Fatal(code)
	}
	c.wantDoubles("the others merged", twice)
	if code := c.apart(li2, li); code != "" {
		t.Fatal(code)
	}
	c.wantDoubles("said apart again", twice)
	facts := c.dumped("facts")
	for _, again := range []string{c.apart(li, li2), c.apart(li2, li), c.merge(wang, wang2), c.apart(wang2, wang3), c.apart(wang, wang3)} {
		if again != "" {
			t.Errorf("said again: %s", again)
		}
	}
	if got := strings.Count(c.dumped("facts"), "\n") - strings.Count(facts, "\n"); got != 1 {
		t.Errorf("%d facts more, want only that of %s and %s", got, wang2, wang3)
	}
	if _, err := c.archive.Erase(t.Context(), both2.String()); err != nil {
		t.Fatal(err)
	}
	c.wantDoubles("one of them erased")
	for _, bad := range []string{c.merge(li, both2), c.apart(both2, li), c.merge(market.Ref{Origin: a.Origin, N: 99}, li)} {
		if bad != "unknown_person" {
			t.Errorf("%q, want unknown_person", bad)
		}
	}
	if code := c.apart(li, li); code != "bad_id" {
		t.Errorf("apart from oneself: %q", code)
	}
	if err := c.archive.Merge(t.Context(), "x", market.WorkerID(li.String())); market.Code(err) != "bad_id" {
		t.Errorf("%v", err)
	}
}

// What staff said of who is who decides what is a conflict: two phones may be one person, and one
// phone and name two. It is also what erasing reaches.
func TestMergedIsOnePerson(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(lushan)
	posting := a.posting(5, "county")
	a.sync()
	li, li2 := a.person("李大山", "18900001111"), b.person("李大山", "18900003333")
	nobody := b.person("李大山", "")
	m1, m2, m3 := a.take(posting, li, 1), b.take(posting, li2, 2), b.take(posting, nobody, 3)
	a.sync()
	b.sync()
	c.wantConflicts("unknown")
	double := func(matches ...market.Ref) string {
		return fmt.Sprintf(`{"kind":"double_person","posting":%q,"matches":%s}`, posting, strings.ReplaceAll(fmt.Sprintf("%q", matches), " ", ","))
	}
	c.merge(li, li2)
	c.wantConflicts("two phones", double(m1, m2))
	c.merge(nobody, li)
	c.wantConflicts("shown as who has no phone", double(m1, m2, m3))
	if got := strings.Count(c.dumped("workers"), fmt.Sprintf(`"keep":%q`, nobody)); got != 2 {
		t.Errorf("%d workers are shown as another:\n%s", got, c.dumped("workers"))
	}
	c.apart(li, nobody)
	c.wantConflicts("the one in the middle left", double(m1, m2))
	c.apart(li, li2)
	c.merge(nobody, li2)
	c.merge(nobody, li)
	c.wantConflicts("two who were apart, merged with a third", double(m1, m2, m3))
	c.apart(li, nobody)
	c.wantConflicts("who left again", double(m1, m2))
	db, err := sqldb.Open(filepath.Join(c.dir, "county.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(t.Context(), func(tx *sqldb.Tx) error { _, err := tx.Exec(`DELETE FROM meta WHERE name = 'index_made'`); return err }); err != nil {
		t.Fatal(err)
	}
	again, err := archive.Open(t.Context(), c.dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	c.wantConflicts("the index made again", double(m1, m2))
	twin := b.person("李大山", "18900001111")
	m4 := b.take(posting, twin, 4)
	b.sync()
	c.wantConflicts("phone and name are alike", double(m1, m2, m4))
	c.apart(li, twin)
	c.wantConflicts("and yet two persons", double(m1, m2))
	if f, code := b.lookup("18900001111", "李大山", ""); code != "name_needed" {
		t.Errorf("%q %+v", code, f)
	}
	if n, err := c.archive.Erase(t.Context(), li2.String()); n != 2 || err != nil {
		t.Errorf("%d boxes, %v; want both of that person", n, err)
	}
	for _, row := range strings.Split(c.dumped("workers"), "\n") {
		erased := strings.Contains(row, `"name":""`)
		if want := strings.Contains(row, fmt.Sprintf("%q", li)) || strings.Contains(row, fmt.Sprintf(`"worker":%q`, li2)); erased != want {
			t.Errorf("%s", row)
		}
	}
}

// Those who know one of the registrations hear that it is somebody else's too, and nobody else;
// who looks the person up later is told with the answer.
func TestWhoHearsOfAMerge(t *testing.T) {
	c := newTown(t)
	a, b, asked, later, other := c.enrol(lushan), c.enrol(lushan), c.enrol(lushan), c.enrol(lushan), c.enrol(lushan)
	li, li2 := a.person("李大山", "18900001111"), b.person("李大山", "18900003333")
	a.sync()
	b.sync()
	if _, code := asked.lookup("18900003333", "", ""); code != "" {
		t.Fatal(code)
	}
	c.merge(li, li2)
	for _, s := range []*station{a, b, asked, later, other} {
		s.sync()
		if got, want := s.has(record.WorkerMerged, li), s == a || s == b || s == asked; got != want {
			t.Errorf("%s heard of it: %v", s.Origin, got)
		}
		if s != a && s.has(record.WorkerRegistered, li) {
			t.Errorf("%s was told who %s is", s.Origin, li)
		}
	}
	f, code := later.lookup("18900003333", "", "")
	if code != "" || f.Worker.String() != li.String() || !later.has(record.WorkerMerged, li) {
		t.Errorf("%q %+v; want the registration that is shown, and why", code, f)
	}
	c.apart(li, li2)
	for _, s := range []*station{a, b, asked, later, other} {
		s.sync()
		if got := s.has(record.WorkerApart, li); got != (s != other) {
			t.Errorf("%s heard that it was undone: %v", s.Origin, got)
		}
	}
	if f, code := later.lookup("18900003333", "", ""); code != "" || f.Worker.String() != li2.String() {
		t.Errorf("%q %+v; want %s again", code, f, li2)
	}
}
