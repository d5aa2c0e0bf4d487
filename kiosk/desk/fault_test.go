package desk_test

import (
	"errors"
	"fmt"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/sqldb/powercut"
)

// shift is a morning at one station whose disk breaks.
type shift struct {
	t       testing.TB
	disk    *powercut.Disk
	desk    *desk.Desk
	worker  market.WorkerID
	posting market.PostingID
	taken   desk.Taken
	job     store.PrintJob
	unknown bool // a step of which nobody can say whether it was saved
}

// steps is the morning. No step but the cancel needs what another one makes.
var steps = []struct {
	name string
	do   func(*shift) error
}{
	{"check in", func(s *shift) error {
		_, err := s.desk.CheckIn(s.t.Context(), desk.Self, market.Worker{Name: "孙师傅", Phone: "18900000002"}, "work")
		return err
	}},
	{"employer", func(s *shift) error {
		_, err := s.desk.RegisterEmployer(s.t.Context(), desk.Self, market.Employer{Name: "张三", Kind: "individual", Phone: "13800138000"})
		return err
	}},
	{"posting", func(s *shift) error {
		p, err := s.desk.Store().Posting(s.t.Context(), s.posting)
		if err != nil {
			return err
		}
		again := p.Posting
		again.ID = ""
		_, err = s.desk.OpenPosting(s.t.Context(), desk.Self, again)
		return err
	}},
	{"take", func(s *shift) (err error) {
		s.taken, err = s.desk.Take(s.t.Context(), desk.Self, s.posting, s.worker)
		return err
	}},
	{"next print", func(s *shift) (err error) {
		s.job, _, err = s.desk.Store().NextPrint(s.t.Context(), store.AllPapers)
		return err
	}},
	{"printed", func(s *shift) error {
		return s.desk.Store().SetPrint(s.t.Context(), s.job.ID, store.Printed, "")
	}},
	{"many", func(s *shift) error {
		return s.desk.Store().Group(s.t.Context(), func() error {
			for i := range 5 {
				wk := market.Worker{Name: "王师傅", Phone: fmt.Sprint(18900000010 + i)}
				if _, err := s.desk.CheckIn(s.t.Context(), desk.Self, wk, "work"); err != nil {
					return err
				}
			}
			return nil
		})
	}},
	{"slip of the posting", func(s *shift) error {
		_, _, err := s.desk.PrintPosting(s.t.Context(), desk.Self, s.posting)
		return err
	}},
	{"cancel", func(s *shift) error {
		_, err := s.desk.Cancel(s.t.Context(), desk.Self, s.taken.Match, "other")
		return err
	}},
	{"round", func(s *shift) error { return s.desk.Store().SetRound(s.t.Context(), "offline") }},
}

// picture is what screens can show; reading must always work.
func (s *shift) picture() string {
	s.t.Helper()
	at, ctx := s.desk.Store(), s.t.Context()
	counts, err := at.Counts(ctx)
	postings, e1 := at.Postings(ctx, store.Filter{})
	checkIns, e2 := at.CheckIns(ctx, "")
	jobs, e3 := at.PrintJobs(ctx, 100)
	round, e4 := at.LastRound(ctx)
	matches, e5 := at.Matches(ctx, s.posting)
	if err := errors.Join(err, e1, e2, e3, e4, e5); err != nil {
		s.t.Fatalf("reading: %v", err)
	}
	return fmt.Sprintln(counts, postings, checkIns, jobs, round, matches)
}

// run plays the morning as far as the disk lets it, and gives the picture after it.
func (s *shift) run() string {
	s.t.Helper()
	is := s.picture()
	for _, step := range steps {
		err := step.do(s)
		switch code := market.Code(err); {
		case err == nil:
			is = s.picture()
		case errors.Is(err, store.ErrUnknown):
			s.unknown = true
			is = s.picture()
		case code == "disk_full", code == "disk_error":
			if now := s.picture(); now != is {
				s.t.Fatalf("%s was refused with %s, but\n%sbecame\n%s", step.name, code, is, now)
			}
		case code == "unknown_match" && s.taken.Match == "": // the take was refused
		default:
			s.t.Fatalf("%s: %v", step.name, err)
		}
	}
	return is
}

// diskFault is a way in which a disk refuses; times 0: until it is made whole.
type diskFault struct {
	name  string
	what  powercut.Fault
	times int
}

var faults = []diskFault{
	{"full", powercut.Full, 0},
	{"full once", powercut.Full, 1},
	{"bad write", powercut.BadWrite, 1},
	{"bad writes", powercut.BadWrite, 0},
	{"bad sync", powercut.BadSync, 1},
	{"two bad syncs", powercut.BadSync, 2},
	{"bad syncs", powercut.BadSync, 0},
}

// everyFault plays with each fault from every change on, or from as many as -cuts allows. play
// gives how often the disk refused and how many changes were tried.
func everyFault(t *testing.T, play func(t *testing.T, f diskFault, from int) (met, changes int)) {
	t.Helper()
	_, whole := play(t, faults[0], 1<<30) // undisturbed
	stride := max(1, 2400 / *cuts)
	all := 0
	for i, fault := range faults {
		t.Run(fault.name, func(t *testing.T) {
			plays, refused := 0, 0
			for from := 29 * i % stride; from < whole; from += stride {
				met, _ := play(t, fault, from)
				plays++
				refused += met
			}
			all += refused
			t.Logf("played %d times over %d changes, refused %d times", plays, whole, refused)
		})
	}
	if all == 0 {
		t.Error("no fault was met")
	}
}

// I1, I9: at every step of a morning the disk is full, fails to write, or fails to sync. What
// is refused has saved nothing, what is said is there after a power cut, lists can be read,
// and writing works again without a restart.
func TestFaultsOfTheDisk(t *testing.T) {
	base := powercut.New(t, 512)
	s, err := store.Open(t.Context(), base.Folder("a"), fixedNow)
	if err != nil {
		t.Fatal(err)
	}
	enrolAlone(t, s)
	began := desk.New(s, assets.Areas(), assets.Trades())
	who, posting := worker(t, began, 1), open(t, began, 3)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	everyFault(t, func(t *testing.T, fault diskFault, from int) (met, changes int) {
		disk := base.Copy()
		defer disk.Close()
		carryKey(t, base, disk, "a")
		kept, err := store.Open(t.Context(), disk.Folder("a"), fixedNow)
		if err != nil {
			t.Fatal(err)
		}
		w := &shift{t: t, disk: disk, desk: desk.New(kept, assets.Areas(), assets.Trades()), worker: who, posting: posting}
		first := disk.Moment()
		disk.Break(fault.what, from, fault.times)
		is := w.run()
		changes, met = disk.Moment()-first, disk.Mend()
		w.mended(is, uint64(from))
		if err := kept.Close(); err != nil {
			t.Fatal(err)
		}
		return met, changes
	})
}

// mended looks after the disk is whole again: what was said is there after a cut, and the
// station works on.
func (s *shift) mended(was string, seed uint64) {
	s.t.Helper()
	after := s.disk.Cut(s.disk.Moment(), seed)
	defer after.Close()
	carryKey(s.t, s.disk, after, "a")
	kept, err := store.Open(s.t.Context(), after.Folder("a"), fixedNow)
	if err != nil {
		s.t.Fatal(err)
	}
	defer kept.Close()
	again := &shift{t: s.t, disk: after, desk: desk.New(kept, assets.Areas(), assets.Trades()), posting: s.posting}
	if is := again.picture(); is != was && !s.unknown {
		s.t.Fatalf("said:\n%safter a cut:\n%s", was, is)
	}
	for _, d := range []*desk.Desk{s.desk, again.desk} {
		if _, err := d.CheckIn(s.t.Context(), desk.Self, market.Worker{Name: "赵师傅", Phone: "18900000099"}, "work"); err != nil {
			s.t.Fatalf("the disk is whole again: %v", err)
		}
		if err := stands(s.t.Context(), d.Store()); err != nil {
			s.t.Fatal(err)
		}
	}
}
