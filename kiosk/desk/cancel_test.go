package desk_test

import (
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

func TestMatchSteps(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p := open(t, d, 3)
	m := take(t, d, p, worker(t, d, 1)).Match
	yes := true
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	ok(d.Contact(t.Context(), desk.Self, m))
	ok(d.Arrive(t.Context(), desk.Self, m))
	refused(t, d, "wrong_state", func() error { return d.Arrive(t.Context(), desk.Self, m) })
	refused(t, d, "bad_pay", func() error { return d.Finish(t.Context(), desk.Self, m, &yes, -1) })
	refused(t, d, "bad_pay", func() error { return d.Finish(t.Context(), desk.Self, m, &yes, market.MaxPay+1) })
	ok(d.Finish(t.Context(), desk.Self, m, &yes, 150_00))
	refused(t, d, "wrong_state", func() error { return d.Finish(t.Context(), desk.Self, m, nil, 0) })
	refused(t, d, "wrong_state", func() error { _, err := d.Cancel(t.Context(), desk.Self, m, "other"); return err })
	second := take(t, d, p, worker(t, d, 2)).Match
	refused(t, d, "unknown_choice", func() error { _, err := d.Cancel(t.Context(), desk.Self, second, "bored"); return err })
	if _, err := d.Cancel(t.Context(), desk.Self, second, ""); err != nil {
		t.Error(err)
	}
	refused(t, d, "wrong_state", func() error { return d.Contact(t.Context(), desk.Self, second) })
	refused(t, d, "wrong_state", func() error { _, err := d.Cancel(t.Context(), desk.Self, second, ""); return err })
	for _, id := range []market.MatchID{"", "12-1-999", "nonsense", "1-1"} {
		refused(t, d, "unknown_match", func() error { return d.Arrive(t.Context(), desk.Self, id) })
	}
}

// Only the station that made a match frees its place. Elsewhere a cancel is a wish, said once,
// and carried out when the maker next syncs.
func TestCancelElsewhere(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 1)
	m := take(t, a, p, worker(t, a, 1)).Match
	round(t, a)
	round(t, b)
	for range 3 {
		if asked, err := b.Cancel(t.Context(), desk.Self, m, "no_show"); err != nil || !asked {
			t.Fatalf("asked %v, %v", asked, err)
		}
	}
	if n := facts(t, b); n != 1 {
		t.Errorf("%d facts of three presses, want 1", n)
	}
	if r := row(t, b, p); r.Taken != 1 {
		t.Errorf("the place was freed where it was not made")
	}
	round(t, b)
	if r := row(t, a, p); r.Taken != 1 {
		t.Errorf("the maker freed the place before it could know")
	}
	round(t, a)
	match, err := a.Store().Match(t.Context(), m)
	if err != nil || match.State != market.Cancelled || match.Reason != "no_show" {
		t.Errorf("at its maker it is %+v (%v) after a sync", match, err)
	}
	if r := row(t, a, p); r.Taken != 0 || r.PlacesHere != 1 {
		t.Errorf("%d taken, %d places here", r.Taken, r.PlacesHere)
	}
	round(t, b)
	if r := row(t, b, p); r.Taken != 0 {
		t.Error("the other station was not told")
	}
}

// Other steps may be noted anywhere.
func TestArriveElsewhere(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 1)
	m := take(t, a, p, worker(t, a, 1)).Match
	round(t, a)
	round(t, b)
	if err := b.Arrive(t.Context(), desk.Self, m); err != nil {
		t.Fatal(err)
	}
	round(t, b)
	round(t, a)
	if match, err := a.Store().Match(t.Context(), m); err != nil || match.State != market.Arrived {
		t.Errorf("%+v, %v", match, err)
	}
}
