package flow

import "testing"

// What hears of the end of a visit hears of every one: 结束, nobody's touching, a panic.
func TestEveryEndOfAVisitIsHeard(t *testing.T) {
	h := newHall(t)
	visits := 0
	h.app.Wiped = func() { visits++ }
	on[*Home](h).Find()
	h.app.End()
	check(t, "visits that ended with 结束", visits, 1)
	on[*Home](h).Find()
	pulse := NewPulse(h.app)
	for range int((Guest.Idle() + Countdown).Seconds()) {
		pulse.Beat()
	}
	check(t, "and by nobody's touching", visits, 2)
	on[*Home](h).Find()
	h.app.Guard(func() { panic("a broken page") })
	check(t, "and by a panic", visits, 3)
}
