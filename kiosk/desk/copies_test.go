package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// machine is a station in a folder that can be copied.
type machine struct {
	*desk.Desk
	dir string
}

func (c *realCounty) machine(t testing.TB, name string) *machine {
	t.Helper()
	dir := filepath.Join(quickDir(t), name)
	m := &machine{dir: dir}
	m.start(t)
	code, err := c.archive.NewCode(context.Background(), name, "410423106204")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := desk.Enrol(context.Background(), m.Store(), c.server.URL, code); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *machine) start(t testing.TB) {
	t.Helper()
	s, err := store.Open(context.Background(), m.dir, fixedNow)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	m.Desk = desk.New(s, assets.Areas(), assets.Trades())
}

// copied is the same disk in another machine.
func (m *machine) copied(t testing.TB) *machine {
	t.Helper()
	if err := m.Store().Close(); err != nil {
		t.Fatal(err)
	}
	c := &machine{dir: m.dir + "-copy"}
	if err := os.CopyFS(c.dir, os.DirFS(m.dir)); err != nil {
		t.Fatal(err)
	}
	m.start(t)
	c.start(t)
	return c
}

func (m *machine) take(t testing.TB, p market.PostingID, w market.WorkerID) market.MatchID {
	t.Helper()
	taken, err := m.Take(context.Background(), desk.Self, p, w)
	if err != nil {
		t.Fatalf("%s takes %s: %v", w, p, err)
	}
	return taken.Match
}

func (m *machine) origin(t testing.TB) market.Origin {
	t.Helper()
	id, err := m.Store().Identity(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return id.Origin
}

// rows is what the county shows of a kind as JSON, one row a line.
func (c *realCounty) rows(t *testing.T, kind string) (out []map[string]any) {
	t.Helper()
	for _, r := range c.dump(t, kind) {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// standing gives the matches that stand as "posting place match", sorted.
func standing(t testing.TB, d *desk.Desk, postings ...market.PostingID) (out []string) {
	t.Helper()
	for _, p := range postings {
		l, err := d.Store().Matches(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range l {
			if m.State != market.Cancelled {
				out = append(out, fmt.Sprintln(p, m.Place, m.ID))
			}
		}
	}
	slices.Sort(out)
	return out
}

// Two copies of a disk go on without a link: they give the same places, and the same names to
// other people. Both come back, nothing is dropped, every name means one person, the place
// given twice is shown to people, and from then on no place is given twice any more.
func TestCopiesOfADisk(t *testing.T) {
	ctx := t.Context()
	c := newCounty(t)
	a, b := c.machine(t, "a"), c.station("b")
	p := open(t, a.Desk, 6)
	round(t, a.Desk)
	round(t, b)
	round(t, a.Desk)
	twin := a.copied(t)
	old := a.origin(t)

	wa := worker(t, a.Desk, 1)
	ma := a.take(t, p, wa)
	wt := worker(t, twin.Desk, 2)
	mt := twin.take(t, p, wt)
	if wa != wt || ma != mt {
		t.Fatalf("the copies named %s %s and %s %s: this is not the case under test", wa, ma, wt, mt)
	}
	pt := open(t, twin.Desk, 2) // a posting that only the copy knows, with somebody on it
	mine := twin.take(t, pt, wt)
	if err := twin.ClosePosting(ctx, desk.Self, p, "filled"); err != nil {
		t.Fatal(err)
	}

	slips := map[*machine]*market.Slip{}
	for _, m := range []*machine{a, twin} {
		job, ok, err := m.Store().NewestPrint(ctx, ma)
		if err != nil || !ok {
			t.Fatalf("no slip for %s: %v", ma, err)
		}
		if slips[m], err = m.CheckSlip(ctx, job.Code); err != nil {
			t.Fatal(err)
		}
	}

	round(t, a.Desk)
	round(t, twin.Desk)
	if o := twin.origin(t); o.Station != old.Station || o.Epoch == old.Epoch {
		t.Errorf("the copy writes as %s", o)
	}
	names, err := twin.Store().Renamed(ctx, old)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{string(wt), string(mt), string(pt), string(mine)} {
		if names[id] == "" || names[id] == id {
			t.Errorf("%s is called %q now", id, names[id])
		}
	}
	if n, err := a.Store().Renamed(ctx, old); len(n) != 0 || err != nil {
		t.Errorf("the first copy renamed %v, %v", n, err)
	}
	job, err := twin.Store().PrintJobs(ctx, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range job {
		if string(j.Match) == string(mt) {
			t.Errorf("a slip to print is for %s still, which is somebody else's", j.Match)
		}
	}
	round(t, a.Desk)
	round(t, twin.Desk)
	round(t, a.Desk)
	if o := a.origin(t); o == old || o == twin.origin(t) {
		t.Errorf("the first copy writes as %s", o)
	}
	for range 2 {
		round(t, b)
		round(t, twin.Desk)
	}

	pt2 := market.PostingID(names[string(pt)])
	want := standing(t, a.Desk, p, pt2)
	if len(want) != 3 {
		t.Errorf("three people took a place, there are\n%s", want)
	}
	for _, d := range []*desk.Desk{twin.Desk, b} {
		if got := standing(t, d, p, pt2); !slices.Equal(got, want) {
			t.Errorf("one shows\n%s another\n%s", got, want)
		}
	}
	// Both slips name the same match. Ending that of the copy ends what its own slip shows.
	if _, err := twin.Cancel(ctx, desk.Self, market.MatchID(names[string(mt)]), "other"); err != nil {
		t.Fatal(err)
	}
	doubled := c.rows(t, "conflicts")
	round(t, twin.Desk)
	for m, state := range map[*machine]market.MatchState{a: market.Taken, twin: market.Cancelled} {
		if _, now, err := c.archive.Standing(ctx, slips[m]); err != nil || now.Match != state {
			t.Errorf("the slip shows %+v, %v; want %s", now, err, state)
		}
	}
	var forks, doubles int
	for _, r := range doubled {
		switch r["kind"] {
		case "fork":
			forks++
		case "double_place":
			doubles++
			if m, _ := r["matches"].([]any); len(m) != 2 || r["posting"] != string(p) {
				t.Errorf("%v", r)
			}
		}
	}
	if forks != 1 || doubles != 1 {
		t.Errorf("%d forks and %d double places are shown", forks, doubles)
	}
	if n := len(c.rows(t, "workers")); n != 2 {
		t.Errorf("%d workers at the county", n)
	}
	if row, err := b.Store().Posting(ctx, p); err != nil || !row.Closed {
		t.Errorf("the copy's close was lost: %v", err)
	}
	for _, m := range []*machine{a, twin} {
		if _, broken, err := m.Store().Verify(ctx); broken != 0 || err != nil {
			t.Errorf("chain broken at %d, %v", broken, err)
		}
		if n, err := m.Store().Counts(ctx); n.Unsent != 0 || n.Bad != 0 || n.Parked != 0 || err != nil {
			t.Errorf("%+v, %v", n, err)
		}
	}

	// Life goes on at both, and no place is given twice.
	p = open(t, a.Desk, 4)
	for range 3 {
		for _, d := range []*desk.Desk{a.Desk, b, twin.Desk} {
			round(t, d)
		}
	}
	for i, d := range []*desk.Desk{a.Desk, twin.Desk, b, a.Desk, twin.Desk, b} {
		_, _ = d.Take(ctx, desk.Self, p, worker(t, d, 20+i)) // refused where there is none
	}
	for range 2 {
		for _, d := range []*desk.Desk{a.Desk, b, twin.Desk} {
			round(t, d)
		}
	}
	seen := map[string]bool{}
	for _, m := range c.rows(t, "matches") {
		if m["posting"] != string(p) {
			continue
		}
		if place := fmt.Sprint(m["place"]); seen[place] {
			t.Errorf("place %s was given twice", place)
		} else {
			seen[place] = true
		}
	}
	if len(seen) == 0 {
		t.Error("nobody got a place")
	}
}

// A copy that did nothing while the other went on learns what it lacks.
func TestCopyThatFellBehind(t *testing.T) {
	c := newCounty(t)
	a := c.machine(t, "a")
	p := open(t, a.Desk, 3)
	round(t, a.Desk)
	twin := a.copied(t)
	m := a.take(t, p, worker(t, a.Desk, 1))
	round(t, a.Desk)
	round(t, twin.Desk)
	round(t, twin.Desk)
	got, err := twin.Store().Match(t.Context(), m)
	if err != nil || got.State != market.Taken {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := twin.Store().Worker(t.Context(), got.Worker); err != nil {
		t.Errorf("a person of its own station is not known: %v", err)
	}
	if _, broken, err := twin.Store().Verify(t.Context()); broken != 0 || err != nil {
		t.Errorf("chain broken at %d, %v", broken, err)
	}
}
