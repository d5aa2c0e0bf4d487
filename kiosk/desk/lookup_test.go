package desk_test

import (
	"path/filepath"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

const idOfLi = "11010519491231002X" // of GB 11643's own examples

// find looks for a worker as the desk of a station does, and gives the refusal's code.
func find(t *testing.T, d *desk.Desk, wk market.Worker) (market.Worker, bool, string) {
	t.Helper()
	client, err := d.Client(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w, here, err := d.FindWorker(t.Context(), client, wk)
	if err != nil && market.Code(err) == "" {
		t.Fatal(err)
	}
	return w, here, market.Code(err)
}

// somebody checks in.
func somebody(t *testing.T, d *desk.Desk, wk market.Worker) market.WorkerID {
	t.Helper()
	a, err := d.CheckIn(t.Context(), desk.Self, wk, "work")
	if err != nil {
		t.Fatal(err)
	}
	return a.Worker
}

// Who registered in one place takes work in another: asked for once, known from then on, also
// without a line.
func TestFindWorkerOfAnotherStation(t *testing.T) {
	c := newCounty(t)
	a, b, other := c.station("a"), c.station("b"), c.station("c")
	p := open(t, a, 3)
	li := somebody(t, a, market.Worker{Name: "李大山", Phone: "18900001111", IDNumber: idOfLi, BirthYear: 1969, Trades: []market.TradeID{"loader"}})
	for _, d := range []*desk.Desk{a, b, other} {
		round(t, d)
	}
	keys := len(keysIn(t, filepath.Join(c.dirs[other], "station.db")))
	w, here, code := find(t, b, market.Worker{Phone: "189 0000 1111"})
	if code != "" || here || w.ID != li || w.Name != "李大山" || w.BirthYear != 1969 || len(w.Trades) != 1 {
		t.Fatalf("%q %v %+v", code, here, w)
	}
	for _, by := range []market.Worker{{Phone: "18900001111"}, {Phone: "18900001111", Name: "李大山"}, {IDNumber: idOfLi}} {
		if w, here, code := find(t, b, by); code != "" || !here || w.ID != li {
			t.Errorf("%+v: %q %v %+v", by, code, here, w)
		}
	}
	if got := len(c.rows(t, "lookups")); got != 1 {
		t.Errorf("%d lookups, want the first alone", got)
	}
	if again := somebody(t, b, market.Worker{Name: "李大山", Phone: "18900001111"}); again != li {
		t.Errorf("checked in as %s", again)
	}
	round(t, b)
	if m := take(t, b, p, li); m.Match == "" {
		t.Error("no place")
	}
	round(t, b)
	round(t, a)
	refused(t, a, "already_taken", func() error { _, err := a.Take(t.Context(), desk.Self, p, li); return err })
	if _, broken, err := b.Store().Verify(t.Context()); broken != 0 || err != nil {
		t.Errorf("chain broken at %d, %v", broken, err)
	}
	round(t, other)
	if _, err := other.Store().Worker(t.Context(), li); market.Code(err) != "unknown_worker" {
		t.Errorf("a station that never asked knows the worker: %v", err)
	}
	if got := len(keysIn(t, filepath.Join(c.dirs[other], "station.db"))); got != keys {
		t.Errorf("a station that never asked has %d keys, had %d", got, keys)
	}
	if n, err := c.archive.Erase(t.Context(), string(li)); n != 1 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	round(t, b)
	if _, here, code := find(t, b, market.Worker{Phone: "18900001111"}); here || code != "unknown_person" {
		t.Errorf("erased: %v %q", here, code)
	}
	if got, err := b.Store().Worker(t.Context(), li); err != nil || got.Name != "" || got.Phone != "" || got.IDNumber != "" {
		t.Errorf("the station that asked still knows %+v, %v", got, err)
	}
}

// Without a line nobody is asked and nothing waits: the worker registers anew.
func TestFindWorkerOffline(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	li := somebody(t, d, market.Worker{Name: "李大山", Phone: "18900001111"})
	wang := somebody(t, d, market.Worker{Name: "王小花", Phone: "18900001111"})
	for _, q := range []struct {
		wk   market.Worker
		id   market.WorkerID
		code string
	}{
		{market.Worker{Phone: "18900001111", Name: "李大山"}, li, ""},
		{market.Worker{Phone: "18900001111", Name: "王小花"}, wang, ""},
		{market.Worker{Phone: "18900001111"}, "", "name_needed"},
		{market.Worker{Phone: "18900001111", Name: "赵四"}, "", "offline"},
		{market.Worker{Phone: "18900002222"}, "", "offline"},
		{market.Worker{IDNumber: idOfLi}, "", "offline"},
		{market.Worker{IDNumber: "1"}, "", "bad_id_number"},
		{market.Worker{Phone: "1"}, "", "bad_phone"},
		{market.Worker{Name: "李大山"}, "", "required"},
	} {
		before := facts(t, d)
		if w, here, code := find(t, d, q.wk); code != q.code || w.ID != q.id || here != (q.id != "") || facts(t, d) != before {
			t.Errorf("%+v: %q %v %+v", q.wk, code, here, w)
		}
	}
}

// The ID number says who somebody is, whatever phone and name they give; two numbers are two
// persons. The law forbids to keep it of a child.
func TestCheckInByIDNumber(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	li := somebody(t, d, market.Worker{Name: "李大山", Phone: "18900001111", IDNumber: "11010519491231002x"})
	if again := somebody(t, d, market.Worker{Name: "老李", Phone: "18900002222", IDNumber: idOfLi}); again != li {
		t.Errorf("%s with another phone, was %s", again, li)
	}
	if again := somebody(t, d, market.Worker{Name: "李大山", Phone: "18900001111"}); again != li {
		t.Errorf("%s without the number, was %s", again, li)
	}
	if twin := somebody(t, d, market.Worker{Name: "李大山", Phone: "18900001111", IDNumber: "440524188001010014"}); twin == li {
		t.Error("another ID number is taken for the same person")
	}
	before := facts(t, d)
	for number, code := range map[string]string{"110105201512310020": "bad_id_number", "1": "bad_id_number", "110105201512310023": "under16"} {
		_, err := d.CheckIn(t.Context(), desk.Self, market.Worker{Name: "小明", IDNumber: number}, "work")
		if got := market.Code(err); got != code {
			t.Errorf("%s: %q, want %q", number, got, code)
		}
	}
	if facts(t, d) != before {
		t.Error("something was kept")
	}
}

// Registered twice without a line and merged by staff, somebody has one place of a posting, one
// number of the day, and one line in a list; said apart again, two.
func TestMergedAtTheDesk(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 6)
	li, li2 := somebody(t, a, market.Worker{Name: "李大山", Phone: "18900001111"}), somebody(t, b, market.Worker{Name: "李大山", Phone: "18900001111"})
	here := somebody(t, b, market.Worker{Name: "李大山", Phone: "18900002222"})
	nick := somebody(t, b, market.Worker{Name: "老李", Phone: "18900001111"})
	for range 3 {
		round(t, a)
		round(t, b)
	}
	take(t, a, p, li)
	if _, err := b.JoinWaitlist(t.Context(), desk.Self, p, here); err != nil {
		t.Fatal(err)
	}
	if err := c.archive.Merge(t.Context(), li, li2, here, nick); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		round(t, a)
		round(t, b)
	}
	for _, w := range []market.WorkerID{li2, here} {
		refused(t, b, "already_taken", func() error { _, err := b.Take(t.Context(), desk.Self, p, w); return err })
	}
	if l, err := b.Store().MatchesOf(t.Context(), here); len(l) != 1 || l[0].Worker != li || err != nil {
		t.Errorf("matches of the person, who waits under one name and has a place under another: %+v, %v", l, err)
	}
	if l, err := b.Store().Waitlist(t.Context(), p); err != nil || len(l) != 1 || l[0].Called {
		t.Errorf("the county keeps a place for who has one: %+v, %v", l, err)
	}
	if _, err := b.CheckInKnown(t.Context(), desk.Self, li2, "advice"); err != nil {
		t.Fatal(err)
	}
	before := facts(t, b)
	if again, err := b.CheckInKnown(t.Context(), desk.Self, here, "advice"); err != nil || !again.Again || facts(t, b) != before {
		t.Errorf("checked in twice: %+v, %v", again, err)
	}
	if w, isHere, code := find(t, b, market.Worker{Phone: "18900001111"}); code != "" || !isHere || w.ID != li2 {
		t.Errorf("%q %v %+v; what is shown is not here, so %s", code, isHere, w, li2)
	}
	if err := c.archive.Apart(t.Context(), li, here); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		round(t, a)
		round(t, b)
	}
	if l, err := b.Store().MatchesOf(t.Context(), here); len(l) != 1 || l[0].Worker != here || err != nil {
		t.Errorf("matches of whoever waited: %+v, %v", l, err)
	}
	refused(t, b, "already_taken", func() error { _, err := b.Take(t.Context(), desk.Self, p, li2); return err })
}

// Two copies of a disk give the same numbers to different people. What the other copy registered
// under this folder's own numbers is not taken for anybody here; after the next round it is found.
func TestFindWorkerOfACopy(t *testing.T) {
	c := newCounty(t)
	a := c.machine(t, "a")
	b := a.copied(t)
	li := somebody(t, a.Desk, market.Worker{Name: "李大山", Phone: "18900001111"})
	round(t, a.Desk)
	if _, _, code := find(t, b.Desk, market.Worker{Phone: "18900001111"}); code != "fork" {
		t.Errorf("before the copy wrote anything: %q, want fork", code)
	}
	if wang := somebody(t, b.Desk, market.Worker{Name: "王小花", Phone: "18900002222"}); wang != li {
		t.Fatalf("%s and %s: the copies do not share a number", wang, li)
	}
	if _, _, code := find(t, b.Desk, market.Worker{Phone: "18900001111"}); code != "fork" {
		t.Errorf("while the number is somebody else's here: %q, want fork", code)
	}
	for range 2 {
		if r := trySync(t, b.Desk); r.Code != "" {
			t.Fatal(r.Code)
		}
	}
	if w, _, code := find(t, b.Desk, market.Worker{Phone: "18900001111"}); code != "" || w.ID != li || w.Name != "李大山" {
		t.Errorf("after a round: %q %+v", code, w)
	}
	if w, here, code := find(t, b.Desk, market.Worker{Phone: "18900002222"}); code != "" || !here || w.ID == li || w.Name != "王小花" {
		t.Errorf("the one of this copy: %q %v %+v", code, here, w)
	}
}

// A folder that is another station now still hears of the people whom it registered before.
func TestMergeReachesWhoEnrolledAgain(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, b, 5)
	round(t, b)
	li, li2 := somebody(t, a, market.Worker{Name: "李大山", Phone: "18900001111"}), somebody(t, b, market.Worker{Name: "李大山", Phone: "18900002222"})
	if _, _, err := desk.Enrol(t.Context(), a.Store(), c.server.URL, c.code(t)); err != nil {
		t.Fatal(err)
	}
	take(t, b, p, li2)
	for range 2 {
		round(t, b)
		round(t, a)
	}
	if err := c.archive.Merge(t.Context(), li, li2); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	refused(t, a, "already_taken", func() error { _, err := a.Take(t.Context(), desk.Self, p, li); return err })
}
