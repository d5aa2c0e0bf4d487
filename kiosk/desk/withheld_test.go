package desk_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// letThrough publishes a posting as a program does that screens nothing.
func letThrough(t *testing.T, d *desk.Desk, p market.Posting) market.PostingID {
	t.Helper()
	ctx := context.Background()
	e, err := d.RegisterEmployer(ctx, desk.Self, market.Employer{Name: "张三", Kind: "individual", Phone: "13800138000"})
	if err != nil {
		t.Fatal(err)
	}
	p.Employer = e
	err = d.Store().Write(ctx, desk.Self, func(w *store.Writer) error {
		ref := w.NewRef()
		p.ID = market.PostingID(ref.String())
		return w.Put(record.PostingOpened, ref, 0, ledger.PostingBody(&p))
	})
	if err != nil {
		t.Fatal(err)
	}
	return p.ID
}

// reviseThrough is the same for a revision.
func reviseThrough(t *testing.T, d *desk.Desk, id market.PostingID, notes string) {
	t.Helper()
	err := d.Store().Write(context.Background(), desk.Self, func(w *store.Writer) error {
		old, err := w.Posting(id)
		if err != nil {
			return err
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		old.Notes = notes
		return w.Put(record.PostingRevised, ref, uint64(old.Revision), ledger.PostingBody(&old.Posting))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func loading(notes string) market.Posting {
	return market.Posting{
		Trade: "loader", Title: "卸化肥", Headcount: 4, Pay: 15000, Unit: "day", Settlement: "same_day", Notes: notes,
		Area: "410423106204", Start: "2026-11-23T07:30", End: "2026-11-23T17:30", Share: "county",
	}
}

// seen is how a posting stands at a station: "unknown", its state, and the codes of why it is withheld.
func seen(t *testing.T, d *desk.Desk, id market.PostingID) string {
	t.Helper()
	row, err := d.Store().Posting(context.Background(), id)
	if market.Code(err) == "unknown_posting" {
		return "unknown"
	}
	if err != nil {
		t.Fatal(err)
	}
	offered := false
	err = d.Store().Offers(context.Background(), store.OfferFilter{Day: "2026-11-22"}, func(o *store.Offer) error {
		offered = offered || o.ID == id
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("offered=%t here=%d withheld=%s", offered, row.PlacesHere, row.Withheld)
}

// countyState is the state of a posting at the county.
func (c *realCounty) state(id market.PostingID) string {
	c.t.Helper()
	state := ""
	err := c.archive.Dump(context.Background(), "postings", func(row any) error {
		if s := fmt.Sprintf("%+v", row); strings.Contains(s, string(id)+" ") {
			for _, word := range strings.Fields(s) {
				if v, ok := strings.CutPrefix(word, "State:"); ok {
					state = v
				}
			}
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return state
}

const asksMoney = "先交五十块押金"

// What a program let through that does not screen is kept by the county and shown to nobody but the
// station that opened it, which sees why; no place is given; a revision without fault lets it go.
func TestLetThroughIsWithheld(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("甲"), c.station("乙")
	id := letThrough(t, a, loading(asksMoney))
	round(t, a)
	round(t, b)
	if got := c.state(id); got != "withheld" {
		t.Errorf("at the county it is %q", got)
	}
	if got := seen(t, b, id); got != "unknown" {
		t.Errorf("the other station has %s", got)
	}
	if got := seen(t, a, id); got != "offered=false here=0 withheld=worker_fee" {
		t.Errorf("its own station has %s", got)
	}
	w := worker(t, a, 1)
	refused(t, a, "withheld", func() error { _, err := a.Take(t.Context(), desk.Self, id, w); return err })
	refused(t, a, "withheld", func() error { _, err := a.JoinWaitlist(t.Context(), desk.Self, id, w); return err })
	refused(t, a, "withheld", func() error { _, _, err := a.PrintPosting(t.Context(), desk.Self, id); return err })

	refused(t, a, "blocked", func() error {
		_, err := a.RevisePosting(t.Context(), desk.Self, id, func(p *market.Posting) { p.Title = "卸两车化肥" })
		return err
	})
	if _, err := a.RevisePosting(t.Context(), desk.Self, id, func(p *market.Posting) { p.Notes = "不收押金" }); err != nil {
		t.Fatal(err)
	}
	for _, d := range []*desk.Desk{a, b, a} {
		round(t, d)
	}
	if got := c.state(id); got != "open" {
		t.Errorf("mended, it is %q at the county", got)
	}
	if got := seen(t, b, id); !strings.HasPrefix(got, "offered=true") || !strings.HasSuffix(got, "withheld=") {
		t.Errorf("mended, the other station has %s", got)
	}
	if _, err := a.Take(t.Context(), desk.Self, id, w); err != nil {
		t.Errorf("mended, a place at its own station: %v", err)
	}
	there := worker(t, b, 2)
	for range 7 {
		if _, err := b.Take(t.Context(), desk.Self, id, there); err == nil {
			return
		}
		round(t, b)
		round(t, a)
	}
	t.Error("mended, nobody at the other station gets a place")
}

// A posting that all knew goes from their lists when a revision breaks it, and what the revision
// says goes no further. Whoever has a place keeps it.
func TestRevisedIntoFault(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("甲"), c.station("乙")
	id := letThrough(t, a, loading(""))
	had := worker(t, a, 1)
	if _, err := a.Take(t.Context(), desk.Self, id, had); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	round(t, b)
	if got := seen(t, b, id); !strings.HasPrefix(got, "offered=true") {
		t.Fatalf("whole, the other station has %s", got)
	}
	reviseThrough(t, a, id, asksMoney)
	round(t, a)
	round(t, b)
	if got := seen(t, b, id); got != "offered=false here=0 withheld=worker_fee" {
		t.Errorf("the other station has %s", got)
	}
	if row, err := b.Store().Posting(t.Context(), id); err != nil || row.Notes != "" {
		t.Errorf("the other station reads %q, %v", row.Notes, err)
	}
	if m, err := b.Store().Matches(t.Context(), id); err != nil || len(m) != 1 || m[0].State != "taken" {
		t.Errorf("who had a place: %+v, %v", m, err)
	}
	late := worker(t, b, 2)
	refused(t, b, "withheld", func() error { _, err := b.Take(t.Context(), desk.Self, id, late); return err })

	reviseThrough(t, a, id, "带上手套")
	for _, d := range []*desk.Desk{a, b} {
		round(t, d)
	}
	if row, err := b.Store().Posting(t.Context(), id); err != nil || row.Notes != "带上手套" || row.Withheld != "" {
		t.Errorf("mended, the other station reads %q, withheld %q, %v", row.Notes, row.Withheld, err)
	}
}

// Closing stands over the county's word, whichever comes first.
func TestClosedStaysClosed(t *testing.T) {
	c := newCounty(t)
	a := c.station("甲")
	id := letThrough(t, a, loading(asksMoney))
	if err := a.ClosePosting(t.Context(), desk.Self, id, "withdrawn"); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	round(t, a)
	if got := c.state(id); got != "closed" {
		t.Errorf("at the county it is %q", got)
	}
	if row, err := a.Store().Posting(t.Context(), id); err != nil || !row.Closed {
		t.Errorf("at its station: %+v, %v", row, err)
	}
}

// The same comes of what is brought on a stick.
func TestBundledIsWithheld(t *testing.T) {
	c := newCounty(t)
	a := c.station("甲")
	id := letThrough(t, a, loading("身份证押在柜台"))
	stick := filepath.Join(t.TempDir(), "stick")
	if _, err := a.BundleOut(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	if _, err := c.archive.TakeBundle(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	if got := c.state(id); got != "withheld" {
		t.Errorf("at the county it is %q", got)
	}
	round(t, a)
	if got := seen(t, a, id); !strings.HasSuffix(got, "withheld=id_hold") {
		t.Errorf("its own station has %s", got)
	}
	open, err := a.Store().Postings(t.Context(), store.Filter{OpenOn: "2026-11-22"})
	if err != nil || slices.ContainsFunc(open, func(p store.PostingRow) bool { return p.ID == id }) {
		t.Errorf("it stands among the open ones: %v", err)
	}
}
