package flow

import "testing"

func TestIdlePagesEnd(t *testing.T) {
	h := newHall(t)
	h.posting(nil)
	pulse := NewPulse(h.app)
	for range 1000 {
		pulse.Beat()
	}
	on[*Home](h).Find()
	for range 50 {
		pulse.Beat()
	}
	pulse.Touched()
	for range 59 {
		pulse.Beat()
	}
	on[*Trades](h)
	pulse.Beat()
	c := on[*LastCall](h)
	check(t, "seconds", c.Left, 20)
	pulse.Beat()
	check(t, "seconds", c.Left, 19)
	c.GoOn()
	on[*Trades](h)
	for range 60 + 19 {
		pulse.Beat()
	}
	check(t, "seconds", on[*LastCall](h).Left, 1)
	pulse.Beat()
	on[*Home](h)
}

func TestFormsArePatient(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	pulse := NewPulse(h.app)
	for range 89 {
		pulse.Beat()
	}
	on[*Who](h)
	pulse.Beat()
	on[*LastCall](h).End()
	on[*Home](h)
}

// Slow work that was begun before a wipe must not write over the next person's screen.
func TestSlowWorkAfterAWipe(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	p := on[*Who](h)
	press(p.Digit, "18900000301")
	p.Next()
	h.app.End()
	h.settle()
	on[*Home](h)
}
