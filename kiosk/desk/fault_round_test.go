package desk_test

import (
	"fmt"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/sqldb/powercut"
)

// I3: the disk of one side breaks at any step of the rounds in which facts, requests and
// grants go over. No round says more than it should, and once the disk is whole the next
// rounds bring everything where it belongs, power cut or not.
func TestFaultsInARound(t *testing.T) {
	door := newDoor(t)
	base := powercut.New(t, 512)
	s := start(t, base, door)
	before := &day{site: s, codes: map[string]string{}}
	before.do(s.archive.SetPublic(t.Context(), "https://ls.example.cn"))
	before.enrol("a")
	before.enrol("b")
	shared := before.posting("a", "county", 4)
	before.sync("a")
	before.sync("b")
	before.take("a", shared, before.checkIn("a", 1))
	far := before.checkIn("b", 2)
	s.stop()
	for _, where := range []string{"county", "a", "b"} {
		t.Run(where, func(t *testing.T) {
			everyFault(t, func(t *testing.T, fault diskFault, from int) (met, changes int) {
				disk := base.Copy()
				defer disk.Close()
				carryKey(t, base, disk, "a", "b")
				s := start(t, disk, door)
				first := disk.Moment()
				disk.BreakFolder(where, fault.what, from, fault.times)
				s.rounds(where, shared, far)
				changes, met = disk.Moment()-first, disk.Mend()
				if err := s.mended(uint64(from)); err != nil {
					t.Fatalf("fault from change %d on: %v", from, err)
				}
				return met, changes
			})
		})
	}
}

// rounds works and syncs with a disk that may break on one side, where a refusal is allowed.
func (s *site) rounds(broken string, p market.PostingID, w market.WorkerID) {
	s.t.Helper()
	for _, name := range []string{"a", "b", "a", "b"} {
		c, err := s.desks[name].Client(s.t.Context())
		if err != nil {
			s.t.Fatalf("read who %s is: %v", name, err)
		}
		r, err := s.desks[name].Sync(s.t.Context(), c)
		if err != nil && broken != name {
			s.t.Fatalf("sync of %s: %v", name, err)
		}
		if r.Code != "" && broken == "b" && name == "a" {
			s.t.Fatalf("sync of %s: %s", name, r.Code)
		}
		_, err = s.desks["b"].Take(s.t.Context(), desk.Self, p, w)
		switch code := market.Code(err); code {
		case "", "already_taken", "no_place_here", "disk_full", "disk_error":
		default:
			s.t.Fatalf("take: %v", err)
		}
	}
}

// mended looks at both sides after the disk is whole again: where the programs run on, and
// where the power went.
func (s *site) mended(seed uint64) error {
	cut := s.disk.Cut(s.disk.Moment(), seed)
	carryKey(s.t, s.disk, cut, "a", "b")
	defer cut.Close()
	err := s.goesOn()
	s.stop()
	if err != nil {
		return fmt.Errorf("without a restart: %w", err)
	}
	again := start(s.t, cut, s.door)
	defer again.stop()
	if err := again.countyHasWhatItAcknowledged(); err != nil {
		return fmt.Errorf("after a cut: %w", err)
	}
	if err := again.goesOn(); err != nil {
		return fmt.Errorf("after a cut: %w", err)
	}
	return nil
}
