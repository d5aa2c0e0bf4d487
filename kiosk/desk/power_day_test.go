package desk_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/sqldb/powercut"
)

// door is where the county answers, whichever program of it runs now.
type door struct {
	*httptest.Server
	county atomic.Pointer[http.Handler]
}

func newDoor(t *testing.T) *door {
	d := &door{}
	d.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*d.county.Load()).ServeHTTP(w, r) }))
	t.Cleanup(d.Close)
	return d
}

// carryKey takes the stations' key files along to a disk after a cut. They are no database, so
// the simulated disk does not have them; the program has synced them before it relies on them.
func carryKey(t testing.TB, from, to *powercut.Disk, stations ...string) {
	t.Helper()
	for _, name := range stations {
		b, err := os.ReadFile(filepath.Join(from.Folder(name), "station.key"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to.Folder(name), "station.key"), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// site is the programs of a county and its stations a and b, on one disk. One disk makes a cut
// of everything at the same moment possible.
type site struct {
	t       testing.TB
	disk    *powercut.Disk
	door    *door
	archive *archive.Archive
	desks   map[string]*desk.Desk
}

// start starts all programs.
func start(t testing.TB, disk *powercut.Disk, door *door) *site {
	t.Helper()
	a, err := archive.Open(t.Context(), disk.Folder("county"), fixedNow)
	if err != nil {
		t.Fatal(err)
	}
	h := county.New(a, slog.New(slog.DiscardHandler)).Handler()
	door.county.Store(&h)
	s := &site{t, disk, door, a, map[string]*desk.Desk{}}
	for _, name := range []string{"a", "b"} {
		s.open(name)
	}
	return s
}

func (s *site) open(name string) {
	s.t.Helper()
	kept, err := store.Open(s.t.Context(), s.disk.Folder(name), fixedNow)
	if err != nil {
		s.t.Fatal(err)
	}
	s.desks[name] = desk.New(kept, assets.Areas(), assets.Trades())
}

func (s *site) stop() {
	s.t.Helper()
	err := s.archive.Close()
	for _, d := range s.desks {
		err = errors.Join(err, d.Store().Close())
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// told is something that was said at a moment of the day, by a reply, and stays true.
type told struct {
	moment int
	words  string
	holds  func(*site) error
}

// day is a day at two stations and their county, as it was played, with all that was said.
type day struct {
	*site
	codes map[string]string // of enrolment
	all   []told
}

func (d *day) say(words string, holds func(*site) error) {
	d.all = append(d.all, told{d.disk.Moment(), words, holds})
}

// do ends the test when a step of the day does not go as it should.
func (d *day) do(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *day) enrol(name string) {
	d.t.Helper()
	code, err := d.archive.NewCode(d.t.Context(), name, "410423106204")
	d.do(err)
	d.codes[name] = code
	d.say("code of "+name, func(s *site) error {
		if _, err := s.desks[name].Store().Identity(s.t.Context()); err == nil {
			return nil
		}
		_, _, err := desk.Enrol(s.t.Context(), s.desks[name].Store(), s.door.URL, code)
		return err
	})
	o, _, err := desk.Enrol(d.t.Context(), d.desks[name].Store(), d.door.URL, code)
	d.do(err)
	d.say(name+" is enrolled", func(s *site) error {
		id, err := s.desks[name].Store().Identity(s.t.Context())
		if err == nil && id.Origin != o {
			err = fmt.Errorf("it is %s, was %s", id.Origin, o)
		}
		return err
	})
}

func (d *day) checkIn(name string, n int) market.WorkerID {
	d.t.Helper()
	a, err := d.desks[name].CheckIn(d.t.Context(), desk.Self, market.Worker{Name: "李师傅", Phone: fmt.Sprintf("1890000%04d", n)}, "work")
	d.do(err)
	d.say("check-in "+string(a.CheckIn), func(s *site) error {
		again, err := s.desks[name].CheckInKnown(s.t.Context(), desk.Self, a.Worker, "work")
		if err == nil && (!again.Again || again.Number != a.Number) {
			err = fmt.Errorf("%+v, was %+v", again, a)
		}
		return err
	})
	return a.Worker
}

func (d *day) posting(name string, share market.Share, heads int) market.PostingID {
	d.t.Helper()
	at := d.desks[name]
	e, err := at.RegisterEmployer(d.t.Context(), desk.Self, market.Employer{Name: "张三", Kind: "individual", Phone: "13800138000"})
	d.do(err)
	p, err := at.OpenPosting(d.t.Context(), desk.Self, market.Posting{
		Employer: e, Trade: "loader", Title: "卸化肥", Headcount: heads, Pay: 15000, Unit: "day", Share: share,
		Area: "410423106204", Start: "2026-11-23T07:30", End: "2026-11-23T17:30",
	})
	d.do(err)
	d.say("posting "+string(p), func(s *site) error {
		row, err := s.desks[name].Store().Posting(s.t.Context(), p)
		if err == nil && (row.Employer != e || row.Headcount < heads) {
			err = fmt.Errorf("%+v", row)
		}
		return err
	})
	return p
}

// take takes a place and says what the slip says; "" when no place is here.
func (d *day) take(name string, p market.PostingID, w market.WorkerID) market.MatchID {
	d.t.Helper()
	got, err := d.desks[name].Take(d.t.Context(), desk.Self, p, w)
	if market.Code(err) == "no_place_here" {
		return ""
	}
	d.do(err)
	d.slip(name, got)
	return got.Match
}

// slip says that a match stands, or stood, on its place, and that its paper is in the database.
func (d *day) slip(name string, got desk.Taken) {
	d.say("match "+string(got.Match), func(s *site) error {
		m, err := s.desks[name].Store().Match(s.t.Context(), got.Match)
		if err != nil || m.Place != got.Place {
			return fmt.Errorf("place %d: %v", m.Place, err)
		}
		job, err := s.desks[name].Store().PrintJob(s.t.Context(), got.PrintJob)
		if err != nil || job.Code != got.Slip || job.Match != got.Match {
			return fmt.Errorf("print job %+v: %v", job, err)
		}
		return nil
	})
}

func (d *day) cancel(name string, m market.MatchID) {
	d.t.Helper()
	if _, err := d.desks[name].Cancel(d.t.Context(), desk.Self, m, "worker_declined"); err != nil {
		d.t.Fatal(err)
	}
	d.say("cancel of "+string(m), func(s *site) error {
		row, err := s.desks[name].Store().Match(s.t.Context(), m)
		if err == nil && row.State != market.Cancelled && row.Asked == "" {
			err = fmt.Errorf("it is %s", row.State)
		}
		return err
	})
}

// sync says, besides, that the county has all that the station knows to be acknowledged.
func (d *day) sync(name string) {
	d.t.Helper()
	d.do(d.site.sync(name))
}

func (s *site) sync(name string) error {
	c, err := s.desks[name].Client(s.t.Context())
	if err != nil {
		return err
	}
	r, err := s.desks[name].Sync(s.t.Context(), c)
	if err == nil && r.Code != "" {
		err = market.Refuse(r.Code)
	}
	return err
}

// print prints the oldest slip that waits.
func (d *day) print(name string) {
	d.t.Helper()
	at := d.desks[name].Store()
	job, ok, err := at.NextPrint(d.t.Context(), store.AllPapers)
	d.do(err)
	if !ok {
		d.t.Fatal("nothing waits to be printed")
	}
	notQueued := func(want ...store.PrintState) func(*site) error {
		return func(s *site) error {
			j, err := s.desks[name].Store().PrintJob(s.t.Context(), job.ID)
			for _, state := range want {
				if j.State == state {
					return err
				}
			}
			return fmt.Errorf("it is %q, which prints it again: %v", j.State, err)
		}
	}
	d.say(fmt.Sprint("print job sent ", job.ID), notQueued(store.Sending, store.Printed))
	d.do(at.SetPrint(d.t.Context(), job.ID, store.Printed, ""))
	d.say(fmt.Sprint("print job done ", job.ID), notQueued(store.Printed))
}

// play plays the day.
func play(t *testing.T, door *door, sector int) *day {
	t.Helper()
	d := &day{site: start(t, powercut.New(t, sector), door), codes: map[string]string{}}
	defer func() { d.stop() }()
	d.do(d.archive.SetPublic(t.Context(), "https://ls.example.cn"))
	d.enrol("a")
	d.enrol("b")
	shared, own := d.posting("a", "county", 4), d.posting("a", "station", 2)
	first, second := d.checkIn("a", 1), d.checkIn("a", 2)
	m := d.take("a", own, first)
	d.print("a")
	d.sync("a")
	d.sync("b")
	far := d.checkIn("b", 3)
	for range 3 { // until a place has come over
		if d.take("b", shared, far) != "" {
			break
		}
		d.sync("b")
		d.sync("a")
		d.sync("b")
	}
	d.cancel("a", m)
	d.slip("a", d.reprint("a", d.take("a", own, second)))
	d.print("a")
	_, err := d.desks["a"].RevisePosting(t.Context(), desk.Self, shared, func(p *market.Posting) { p.Headcount = 5 })
	d.do(err)
	d.do(d.desks["a"].Store().Close()) // the PC is switched off over noon, as it should be
	d.open("a")
	d.bulk("a", 100, 8)
	d.sync("b")
	_, _, err = d.desks["a"].PrintPosting(t.Context(), desk.Self, shared)
	d.do(err)
	d.take("a", shared, first)
	d.sync("a")
	d.sync("b")
	d.do(d.desks["a"].ClosePosting(t.Context(), desk.Self, own, "done"))
	d.sync("a")
	return d
}

func (d *day) reprint(name string, m market.MatchID) desk.Taken {
	d.t.Helper()
	got, err := d.desks[name].Reprint(d.t.Context(), desk.Self, m)
	d.do(err)
	return got
}

// bulk checks n people in, in one transaction: nothing of it is said before its end.
func (d *day) bulk(name string, from, n int) {
	d.t.Helper()
	before := len(d.all)
	d.do(d.desks[name].Store().Group(d.t.Context(), func() error {
		for i := range n {
			d.checkIn(name, from+i)
		}
		return nil
	}))
	for i := range d.all[before:] {
		d.all[before+i].moment = d.disk.Moment()
	}
}
