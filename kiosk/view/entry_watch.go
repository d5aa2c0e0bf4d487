package view

import (
	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// entrySaid is what is said of the text while it is being written.
func (v *View) entrySaid(e *flow.Entry) touch.Run {
	say, bad := e.Say()
	r := touch.Run{Text: say, Size: touch.Body, Weight: touch.Bold, Colour: touch.GreenInk}
	if bad {
		r.Colour = touch.RedInk
	}
	if say == "" {
		r.Text, r.Weight, r.Colour = v.t("entry.watched"), touch.Plain, touch.Ink2
	}
	return r
}

// saidHigh is the room for what is said: one line, upright two.
func (v *View) saidHigh() float32 {
	if v.upright() {
		return v.style.Text(touch.Body) * 2.9
	}
	return v.style.Text(touch.Body) * 1.45
}
