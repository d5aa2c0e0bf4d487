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
	show := func() {
		field.SetDigits(p.Digits)
		field.SetDigits(p.Digits) // no digit is new the second time, so none is shown
	}
	show()
	shown, checking, nobody := p.Fault, p.Checking, p.Nobody
	v.follow = func() bool {
		if p.Fault != shown || p.Checking != checking || p.Nobody != nobody {
			return false
		}
		show()
		return true
	}
	fault := shown
	if fault == "" && nobody {
		fault = v.t("pin.nobody")
	}
	say := about{
		icon: "account-key", word: v.t("pin.who"), private: v.t("pin.private"),
		lines: []flow.Line{{Icon: "account-multiple-plus", Text: v.t("pin.why_1")}, {Icon: "check-circle", Text: v.t("pin.why_2")}, {Icon: "lock", Text: v.t("pin.why_3")}},
	}
	title := v.question(v.t("pin.title"))
	parts := touch.ScreenParts{Main: v.staffKeypad(title, 460, say, fault, field, keypad)}
	if nobody {
		sync := v.button(touch.PrimaryButton, "sync", "pin.sync", p.SyncNow)
		sync.SetEnabled(!checking)
		parts.Actions = []fyne.CanvasObject{sync}
	} else if checking {
		parts.Note = touch.NewText(v.style, v.t("pin.enter"), touch.Label, touch.Plain, touch.Ink2)
	}
	return v.helperScreen(p.Restart, parts)
}

// staffKeypad puts a number, its keypad, and what it is for or what is wrong with it together.
// smallest is the width of the latter where room is shortest, in DIP.
func (v *View) staffKeypad(title fyne.CanvasObject, smallest float32, say about, fault string, field, keypad fyne.CanvasObject) fyne.CanvasObject {
	keys := touch.Column(16, field, touch.Grow(1, keypad))
	wrong := v.faultBeside(fault)
	switch {
	case v.upright() && wrong != nil:
		return touch.Column(20, title, wrong, touch.Grow(1, keys))
	case v.upright():
		return touch.Column(20, title, v.beside(say, ""), touch.Grow(1, keys))
	}
	if v.smallest() {
		say.lines = nil
	}
	beside := v.beside(say, "")
	if wrong != nil {
		beside = touch.Column(20, wrong, touch.Space())
	}
	if v.compact() {
		width := float32(500)
		if v.large {
			width = smallest
		}
		return touch.RowFill(28, touch.Fixed(width, 0, touch.Column(10, title, touch.Grow(1, beside))), touch.Grow(1, keys))
	}
	return touch.Column(v.gap(), title, touch.Grow(1, touch.RowFill(48, touch.Fixed(640, 0, beside), touch.Grow(1, keys))))
}

// faultBeside says what is wrong with a number in the place of what it is for; nil for nothing.
func (v *View) faultBeside(fault string) fyne.CanvasObject {
	if fault == "" {
		return nil
	}
	icon := touch.NewIcon(v.style, "alert", 56, touch.AmberInk)
	text := touch.NewPara(v.style, 0, touch.Run{Text: fault, Size: touch.Body, Weight: touch.Bold, Colour: touch.AmberInk})
	content := touch.Row(20, icon, touch.Grow(1, text))
	if v.smallest() {
		content = touch.Column(10, touch.Row(0, icon, touch.Space()), text)
	}
	return touch.NewSurface(v.style, touch.AmberTint, touch.AmberEdge, 20, touch.Pad(20, 24, 20, 24, content))
}
