package desk_test

import (
	"encoding/json"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
)

// Closing ends giving, but who had not heard of it gives what it holds: the match stands and is
// marked late, everywhere. What was taken before is not.
func TestLateTakeStands(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	p := open(t, a, 4)
	round(t, a)
	round(t, b)
	before := take(t, a, p, worker(t, a, 1)).Match
	if err := a.ClosePosting(t.Context(), desk.Self, p, "done"); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	late := take(t, b, p, worker(t, b, 2)).Match
	for range 2 {
		round(t, b)
		round(t, a)
	}
	for name, d := range map[string]*desk.Desk{"a": a, "b": b} {
		l, err := d.Store().Matches(t.Context(), p)
		if err != nil || len(l) != 2 {
			t.Fatalf("at %s %d matches (%v)", name, len(l), err)
		}
		for _, m := range l {
			if m.Late != (m.ID == late) || m.State != "taken" {
				t.Errorf("at %s: %+v", name, m)
			}
		}
	}
	for _, r := range c.dump(t, "matches") {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(line), `"late":true`) == strings.Contains(string(line), string(before)) {
			t.Errorf("dumped as %s", line)
		}
	}
}
