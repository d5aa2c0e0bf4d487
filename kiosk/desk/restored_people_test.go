package desk_test

import (
	"path/filepath"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Whom a station registered after its backup, it finds by phone again once it was with the county: nobody
// is registered a second time, at either counter.
func TestRestoredStationFindsItsPeople(t *testing.T) {
	ctx := t.Context()
	c := newCounty(t)
	a := c.machine(t, "a")
	round(t, a.Desk)
	file := filepath.Join(t.TempDir(), "backup")
	if err := a.Store().Backup(ctx, file); err != nil {
		t.Fatal(err)
	}
	who := worker(t, a.Desk, 1)
	open(t, a.Desk, 1)
	round(t, a.Desk)
	if err := a.Store().Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(ctx, a.dir, file, fixedNow); err != nil {
		t.Fatal(err)
	}
	a.start(t)
	if l, err := a.Store().WorkersByPhone(ctx, "18900000001"); err != nil || len(l) != 0 {
		t.Fatalf("the backup knows %v already, %v", l, err)
	}
	round(t, a.Desk)
	if l, err := a.Store().WorkersByPhone(ctx, "18900000001"); err != nil || len(l) != 1 || l[0].ID != who {
		t.Errorf("by phone it finds %v, want %s, %v", l, who, err)
	}
	if l, err := a.Store().EmployersByPhone(ctx, "13800138000"); err != nil || len(l) != 1 {
		t.Errorf("by phone it finds the employers %v, %v", l, err)
	}
	again, err := a.CheckIn(ctx, desk.Self, market.Worker{Name: "李师傅", Phone: "18900000001"}, "work")
	if err != nil || again.Worker != who {
		t.Errorf("checked in as %s, was %s, %v", again.Worker, who, err)
	}
}
