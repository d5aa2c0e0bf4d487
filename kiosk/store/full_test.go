package store_test

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"yizhan/sync/market"
)

// smallDisk mounts a file system of four megabytes, which only root can do.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("no small disk can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill takes what room is left, and gives it back.
func fill(t *testing.T, dir string) (empty func()) {
	t.Helper()
	f, err := os.CreateTemp(dir, "ballast")
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	f.Close()
	return func() {
		if err := os.Remove(f.Name()); err != nil {
			t.Error(err)
		}
	}
}

// I9: on a full disk every write is refused with disk_full and has saved nothing; reading
// works; and once there is room so does writing, without a restart.
func TestFullDisk(t *testing.T) {
	dir := smallDisk(t)
	s, _ := enrolled(t, dir, noon)
	mustCheckIn(s, t)
	empty := fill(t, dir)
	saved := uint64(1)
	for i := range 200 { // the log has some room in it yet
		err := checkIn(s, t, strings.Repeat("x", 9000))
		if err == nil {
			saved++
			continue
		}
		if code := market.Code(err); code != "disk_full" && code != "disk_error" {
			t.Fatalf("write %d: %v", i, err)
		}
		if n := counts(t, s).Facts; n != saved {
			t.Fatalf("refused, but %d facts are there instead of %d", n, saved)
		}
	}
	if saved > 150 {
		t.Fatal("the disk never got full")
	}
	if l, err := s.CheckIns(t.Context(), ""); err != nil || uint64(len(l)) != saved {
		t.Errorf("%d check-ins can be listed (%v), want %d", len(l), err, saved)
	}
	inGroup := 0
	err := s.Group(t.Context(), func() error {
		for range 50 {
			if err := checkIn(s, t, strings.Repeat("x", 9000)); err == nil {
				inGroup++
			}
		}
		return nil
	})
	if code := market.Code(err); code != "disk_full" && code != "disk_error" || counts(t, s).Facts != saved {
		t.Errorf("a group of %d: %v, %d facts; want none of it saved", inGroup, err, counts(t, s).Facts-saved)
	}
	empty()
	mustCheckIn(s, t)
	if facts, broken, err := s.Verify(t.Context()); err != nil || facts != saved+1 || broken != 0 {
		t.Errorf("%d facts, broken at %d, %v; want %d", facts, broken, err, saved+1)
	}
}
