package office_test

import (
	"path/filepath"
	"testing"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// A county that was put back knows its accounts and nobody's session; while it reconciles its pages show
// nobody, because whom the backup has may have been erased since.
func TestRestoredCounty(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	d.open("xian", lushan)
	token, err := d.archive.SignIn(t.Context(), "xian", "a long pass phrase", "test")
	if err != nil {
		t.Fatal(err)
	}
	file, dir := filepath.Join(t.TempDir(), "backup"), t.TempDir()
	if _, err := d.archive.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return d.now }
	if _, err := archive.Restore(t.Context(), dir, file, now); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(t.Context(), dir, now)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := d.archive.Session(t.Context(), token); err != nil {
		t.Errorf("the county itself: %v", err)
	}
	if _, err := a.Session(t.Context(), token); market.Code(err) != "signed_out" {
		t.Errorf("a session of the lost generation: %v", err)
	}
	if _, err := a.SignIn(t.Context(), "xian", "a long pass phrase", "test"); err != nil {
		t.Errorf("the account: %v", err)
	}
	all := archive.Reach{Area: lushan}
	shows := func() (called string, helped int) {
		t.Helper()
		l, err := a.Complaints(t.Context(), all, false, "", 50, 0)
		if err != nil || len(l) != 2 {
			t.Fatal(l, err)
		}
		h, err := a.Helped(t.Context(), all)
		if err != nil {
			t.Fatal(err)
		}
		return l[0].Who.Called, len(h)
	}
	ctx := archive.By(t.Context(), archive.Deed{Account: "xian", What: "complaints.show"})
	if called, helped := shows(); called != "" || helped != 0 {
		t.Errorf("while it reconciles it shows %q and %d to help", called, helped)
	}
	if _, err := a.Reveal(ctx, "complaint", s.complaint.String(), "问"); market.Code(err) != "reconciling" {
		t.Errorf("while it reconciles: %v", err)
	}
	if err := a.EndReconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	if called, helped := shows(); called != "马师傅" || helped != 1 {
		t.Errorf("after it: %q and %d", called, helped)
	}
	if got, err := a.Reveal(ctx, "complaint", s.complaint.String(), "问"); err != nil || got.Phone != "18900007721" {
		t.Errorf("after it: %+v, %v", got, err)
	}
}
