package desk_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// olderRules leaves a posting in the county's tables as a program does whose rules found otherwise in these words,
// and names those rules; "" leaves the name as it is.
func (c *realCounty) olderRules(id market.PostingID, notes, rules string) {
	c.t.Helper()
	db, err := sqldb.Open(filepath.Join(c.dir, "county.db"))
	if err != nil {
		c.t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(context.Background(), func(tx *sqldb.Tx) error {
		var raw []byte
		if err := tx.QueryRowContext(context.Background(), `SELECT body FROM posting WHERE id = ?`, string(id)).Scan(&raw); err != nil {
			return err
		}
		var b record.Posting
		if err := record.Unmarshal(raw, &b); err != nil {
			return err
		}
		b.Notes = notes
		if raw, err = record.Marshal(b); err != nil {
			return err
		}
		if _, err := tx.ExecContext(context.Background(), `UPDATE posting SET body = ? WHERE id = ?`, raw, string(id)); err != nil || rules == "" {
			return err
		}
		_, err = tx.ExecContext(context.Background(), `INSERT INTO meta (name, value) VALUES ('screened', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, []byte(rules))
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// rescreen lets the county's new program read its open work again.
func (c *realCounty) rescreen(want int) {
	c.t.Helper()
	if n, err := c.archive.Rescreen(context.Background()); err != nil || n != want {
		c.t.Fatalf("read again: %d found otherwise, %v; want %d", n, err, want)
	}
}

// A county whose program knows more than the one before withholds what that one let stand, and lets go what it finds
// nothing in; whoever has a place keeps it. That is done once for each program.
func TestNewRulesReadOpenWorkAgain(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("甲"), c.station("乙")
	stood, held := letThrough(t, a, loading("")), letThrough(t, a, loading(asksMoney))
	had := worker(t, a, 1)
	if _, err := a.Take(t.Context(), desk.Self, stood, had); err != nil {
		t.Fatal(err)
	}
	for _, d := range []*desk.Desk{a, b} {
		round(t, d)
	}
	c.rescreen(0)
	c.olderRules(stood, asksMoney, "older")
	c.olderRules(held, "", "older")
	c.rescreen(2)
	if got := c.state(stood) + " " + c.state(held); got != "withheld open" {
		t.Errorf("at the county they are %s", got)
	}
	for range 2 {
		for _, d := range []*desk.Desk{a, b} {
			round(t, d)
		}
	}
	if got := seen(t, b, stood); got != "offered=false here=0 withheld=worker_fee" {
		t.Errorf("what stood: the other station has %s", got)
	}
	if m, err := b.Store().Matches(t.Context(), stood); err != nil || len(m) != 1 || m[0].State != "taken" {
		t.Errorf("who had a place: %+v, %v", m, err)
	}
	late := worker(t, b, 2)
	refused(t, b, "withheld", func() error { _, err := b.Take(t.Context(), desk.Self, stood, late); return err })
	if got := seen(t, b, held); !strings.HasPrefix(got, "offered=true") || !strings.HasSuffix(got, "withheld=") {
		t.Errorf("what was held: the other station has %s", got)
	}
	c.olderRules(held, asksMoney, "") // what no station said is not read again by the same program
	c.rescreen(0)
	c.olderRules(held, "", "")

	// The station's own word counts as ever.
	reviseThrough(t, a, stood, "带上手套")
	for _, d := range []*desk.Desk{a, b} {
		round(t, d)
	}
	if got := seen(t, b, stood); !strings.HasPrefix(got, "offered=true") || !strings.HasSuffix(got, "withheld=") {
		t.Errorf("mended, the other station has %s", got)
	}
}

// What is over stays as it was: nobody is told of it.
func TestWhatIsOverIsNotReadAgain(t *testing.T) {
	c := newCounty(t)
	a := c.station("甲")
	closed, past := letThrough(t, a, loading("")), loading("")
	past.Start, past.End = "2026-11-20T07:30", "2026-11-20T17:30"
	over := letThrough(t, a, past)
	if err := a.ClosePosting(t.Context(), desk.Self, closed, "withdrawn"); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	c.olderRules(closed, asksMoney, "older")
	c.olderRules(over, asksMoney, "older")
	c.rescreen(0)
	if got := c.state(closed) + " " + c.state(over); got != "closed open" {
		t.Errorf("at the county they are %s", got)
	}
}

// Who waits for a place of work that new rules let go has it as soon as the station hears of that.
func TestLetGoByNewRulesGivesPlaces(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("甲"), c.station("乙")
	id := letThrough(t, a, loading(""))
	for _, d := range []*desk.Desk{a, b} {
		round(t, d)
	}
	waits := []market.WorkerID{worker(t, b, 1), worker(t, b, 2), worker(t, b, 3)}
	taken := 0
	for _, w := range waits {
		if _, err := b.Take(t.Context(), desk.Self, id, w); err == nil {
			taken++
		}
	}
	reviseThrough(t, a, id, asksMoney)
	round(t, a)
	round(t, b) // what it asks for is not given now
	c.olderRules(id, "", "older")
	c.rescreen(1)
	round(t, b)
	for _, w := range waits[taken:] {
		if _, err := b.Take(t.Context(), desk.Self, id, w); err == nil {
			return
		}
	}
	t.Errorf("%d of three had a place before, and nobody after", taken)
}
