package desk_test

import (
	"testing"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// Wrong PINs lock the desk for longer and longer; a right one opens it and forgets them.
func TestSignIn(t *testing.T) {
	c := newCounty(t)
	at := &clock{fixedNow()}
	d := c.stationAt("a", at.now)
	if err := c.archive.SetStaff(t.Context(), 1, "s1-1", "值班员", "clerk", "482915"); err != nil {
		t.Fatal(err)
	}
	round(t, d)
	try := func(pin, want string) {
		t.Helper()
		a, err := d.SignIn(t.Context(), pin)
		if market.Code(err) != want || want == "" && (err != nil || a.Account != "s1-1" || a.Role != "clerk") {
			t.Errorf("PIN %s: %+v, %v; want %q", pin, a, err, want)
		}
	}
	try("482915", "")
	for range 4 {
		try("000000", "bad_pin")
	}
	try("482915", "") // four are forgiven
	for range 5 {
		try("000000", "bad_pin")
	}
	for _, lock := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 15 * time.Minute, 15 * time.Minute} {
		try("482915", "pin_locked") // also the right one
		at.t = at.t.Add(lock - time.Second)
		try("482915", "pin_locked")
		at.t = at.t.Add(time.Second)
		try("000000", "bad_pin")
	}
	at.t = at.t.Add(15 * time.Minute)
	try("482915", "")
	try("000000", "bad_pin")
	try("482915", "")
}

// Pulling the plug does not forget: the count is in the database before the PIN is looked at.
func TestPinTriesAreDurable(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	if _, err := d.SignIn(t.Context(), "000000"); market.Code(err) != "bad_pin" {
		t.Fatal(err)
	}
	if n, since, err := d.Store().PinTries(t.Context()); err != nil || n != 1 || since != fixedNow().UnixMilli() {
		t.Errorf("%d tries since %d, %v", n, since, err)
	}
}

// An account of another station does not open this one.
func TestAccountsAreOfOneStation(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	if err := c.archive.SetStaff(t.Context(), 1, "s1-1", "值班员", "clerk", "482915"); err != nil {
		t.Fatal(err)
	}
	if err := c.archive.SetStaff(t.Context(), 9, "s9-1", "值班员", "clerk", "482915"); market.Code(err) != "unknown_station" {
		t.Errorf("%v", err)
	}
	for _, d := range []*desk.Desk{a, b} {
		round(t, d)
	}
	if _, err := b.SignIn(t.Context(), "482915"); market.Code(err) != "bad_pin" {
		t.Errorf("opens the other station: %v", err)
	}
	if _, err := a.SignIn(t.Context(), "482915"); err != nil {
		t.Error(err)
	}
}
