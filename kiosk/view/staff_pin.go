package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildPin asks for the PIN of staff. The sixth digit signs in, so there is no button for it.
func (v *View) buildPin(p *flow.Pin) fyne.CanvasObject {
	field := touch.NewDigitField(v.style, touch.DigitOptions{
		Length: flow.PinLength, Label: v.t("pin.label"), Hidden: func(int) bool { return true },
	})
	keypad := touch.NewKeypad(v.style, touch.KeypadOptions{
		Clear: v.t("key.clear"), Delete: v.t("key.delete"), OnDigit: p.Digit, OnClear: p.Restart, OnDelete: p.Delete,
	})
	field.SetDigits(p.Digits)
	shown, checking, nobody := p.Fault, p.Checking, p.Nobody
	v.follow = func() bool {
		if p.Fault != shown || p.Checking != checking || p.Nobody != nobody {
			return false
		}
		field.SetDigits(p.Digits)
		return true
	}
	fault := shown
	if fault == "" && nobody {
		fault = v.t("pin.nobody")
	}
	parts := touch.ScreenParts{
		Main: v.staffKeypad(touch.NewQuestion(v.style, v.t("pin.title")), fault, field, keypad,
			v.reason("account-key", v.t("pin.who"), v.t("pin.why"), v.t("pin.private"))),
		Nav: v.helperNav(p.Restart),
	}
	if nobody {
		sync := v.button(touch.PrimaryButton, "sync", "pin.sync", p.SyncNow)
		sync.SetEnabled(!checking)
		parts.Actions = []fyne.CanvasObject{sync}
	} else if checking {
		parts.Note = touch.NewText(v.style, v.t("pin.enter"), touch.Label, touch.Plain, touch.Ink2)
	}
	return v.screen(parts)
}

// staffKeypad lays a number, its keypad and what it is for out. What is wrong stands where it
// takes no room from the keys: above what it is for, or instead of it.
func (v *View) staffKeypad(title fyne.CanvasObject, fault string, field, keypad, reason fyne.CanvasObject) fyne.CanvasObject {
	gap := v.gap()
	bar := v.told("", fault)
	if v.upright() {
		rows := []fyne.CanvasObject{title, reason, field}
		if bar != nil {
			rows = append(rows, bar)
		}
		return touch.Column(gap, append(rows, touch.Grow(1, keypad))...)
	}
	width := float32(640)
	if v.compact() {
		width = 450
		field = touch.Fixed(0, v.style.Target(80), field)
	}
	beside := reason
	switch {
	case bar != nil && (v.compact() || v.large):
		beside = touch.Column(gap, bar, touch.Space())
	case bar != nil:
		beside = touch.Column(gap, bar, touch.Grow(1, reason))
	}
	return touch.Column(gap, title, touch.Grow(1, touch.RowFill(2*gap, touch.Fixed(width, 0, beside),
		touch.Grow(1, touch.Column(gap, field, touch.Grow(1, keypad))))))
}
