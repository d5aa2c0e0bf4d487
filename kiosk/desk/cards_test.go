package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// read asks what a code means.
func read(t *testing.T, d *desk.Desk, code string) desk.Code {
	t.Helper()
	c, err := d.ReadCode(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func issue(t *testing.T, d *desk.Desk, w market.WorkerID) desk.Issued {
	t.Helper()
	i, err := d.IssueCard(t.Context(), desk.Self, w)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestLostCard(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	w, other := worker(t, d, 1), worker(t, d, 2)
	lost, others := issue(t, d, w), issue(t, d, other)
	if c := read(t, d, lost.Code); c.Kind != desk.WorkerCode || c.Worker.ID != w {
		t.Errorf("a fresh card: %+v", c)
	}
	again := issue(t, d, w)
	if c := read(t, d, lost.Code); c.Kind != desk.VoidCard || c.Worker.ID != "" {
		t.Errorf("the lost card: %+v", c)
	}
	for code, want := range map[string]market.WorkerID{again.Code: w, others.Code: other} {
		if c := read(t, d, code); c.Kind != desk.WorkerCode || c.Worker.ID != want {
			t.Errorf("a card that stands: %+v, want %s", c, want)
		}
	}
	refused(t, d, "unknown_worker", func() error { _, err := d.IssueCard(t.Context(), desk.Self, "12-1-99"); return err })
}

// The code on a card is the card. It is kept only until the paper is out, and no fact holds it.
func TestCardIsForgottenOncePrinted(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	i := issue(t, d, worker(t, d, 1))
	job, err := d.Store().PrintJob(t.Context(), i.PrintJob)
	if err != nil || job.Code != i.Code {
		t.Fatalf("%+v, %v", job, err)
	}
	page, err := d.Page(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	img, err := page.Draw(384)
	if err != nil || img.Bounds().Dx() != 384 {
		t.Fatalf("%v", err)
	}
	for state, want := range map[store.PrintState]string{store.Unconfirmed: i.Code, store.PrintFailed: i.Code} {
		if err := d.Store().SetPrint(t.Context(), job.ID, state, ""); err != nil {
			t.Fatal(err)
		}
		if job, err = d.Store().PrintJob(t.Context(), job.ID); err != nil || job.Code != want {
			t.Errorf("%s: %q, %v", state, job.Code, err)
		}
	}
	if err := d.Store().SetPrint(t.Context(), job.ID, store.Printed, ""); err != nil {
		t.Fatal(err)
	}
	if job, err = d.Store().PrintJob(t.Context(), job.ID); err != nil || job.Code != "" {
		t.Errorf("after it is out: %q, %v", job.Code, err)
	}
}

// A card is known at every station once it was heard of; its worker only where somebody knows them.
func TestCardAtAnotherStation(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	w := worker(t, a, 1)
	card := issue(t, a, w)
	round(t, a)
	round(t, b)
	if got := read(t, b, card.Code); got.Kind != desk.VoidCard {
		t.Errorf("where nobody knows the worker: %+v", got)
	}
	if _, err := b.Store().WorkerByCard(t.Context(), mustCard(t, card.Code)); market.Code(err) != "unknown_worker" {
		t.Errorf("%v, want unknown_worker: the card itself is known", err)
	}
}

func mustCard(t *testing.T, code string) market.Card {
	t.Helper()
	c, err := market.ParseCard(code)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A person whom staff merged has one card, by whichever registration it was made.
func TestCardOfWhoRegisteredTwice(t *testing.T) {
	c := newCounty(t)
	a := c.station("a")
	one, two := worker(t, a, 1), worker(t, a, 2)
	first, second := issue(t, a, one), issue(t, a, two)
	round(t, a)
	if err := c.archive.Merge(t.Context(), one, two); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	for _, i := range []desk.Issued{first, second} {
		if got := read(t, a, i.Code); got.Kind != desk.WorkerCode || got.Worker.ID != one {
			t.Errorf("before: %+v", got)
		}
	}
	third := issue(t, a, one)
	for _, i := range []desk.Issued{first, second} {
		if got := read(t, a, i.Code); got.Kind != desk.VoidCard {
			t.Errorf("a card of before: %+v", got)
		}
	}
	if got := read(t, a, third.Code); got.Worker.ID != one {
		t.Errorf("the new card: %+v", got)
	}
}

// An erased person is nobody's card holder, nor the holder of a slip.
func TestCodesOfWhoWasErased(t *testing.T) {
	c := newCounty(t)
	a := c.station("a")
	w := worker(t, a, 1)
	slip, card := take(t, a, open(t, a, 2), w).Slip, issue(t, a, w).Code
	round(t, a)
	if _, err := c.archive.Erase(t.Context(), string(w)); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	if got := read(t, a, card); got.Kind != desk.VoidCard {
		t.Errorf("card: %+v", got)
	}
	if got := read(t, a, slip); got.Kind != desk.MatchSlip || got.Worker.ID != "" {
		t.Errorf("slip: %+v", got)
	}
	refused(t, a, "unknown_worker", func() error {
		_, err := a.Welcome(t.Context(), desk.Self, desk.Guest{Worker: market.Worker{ID: w}, Wishes: &market.Wishes{}})
		return err
	})
}
