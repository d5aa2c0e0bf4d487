package view

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// pressed is a page on which a number is pressed.
type pressed interface {
	Digit(d rune)
	Delete()
	Clear()
	Missing() int
	Next()
}

// keypadPage is what one such page shows.
type keypadPage struct {
	title string
	steps flow.Steps
	about about // at the left or above
	field digitsShown
	state func() (digits, fault string)
	next  string // the word when nothing is missing
	// beside is a button before it; may be nil.
	beside fyne.CanvasObject
	skip   string // the word when nothing was pressed and nothing need be; "" for next
	x      bool   // the pad has a key X
}

// digitsShown is a field that shows what is pressed.
type digitsShown interface {
	fyne.CanvasObject
	SetDigits(digits string)
}

// about is what a keypad is for: a picture, a word, plain lines, and what happens with the number.
type about struct {
	icon, word string
	lines      []flow.Line
	private    string
}

// buildBirth asks for the year of birth.
func (v *View) buildBirth(b *flow.Birth) fyne.CanvasObject {
	return v.buildKeypad(b, keypadPage{
		title: v.t("birth.title"), steps: b.Steps(),
		about: about{
			icon: "card-account-details", word: b.Who(), private: v.t("birth.private"),
			lines: []flow.Line{{Icon: "dialpad", Text: v.t("birth.example")}},
		},
		field: touch.NewDigitField(v.style, touch.DigitOptions{Length: flow.YearLength, Groups: []int{4}}),
		state: func() (string, string) { return b.Digits, b.Fault }, next: v.t("way.next"),
	})
}

// beside draws it. A fault takes the place of the promise.
func (v *View) beside(a about, fault string) fyne.CanvasObject {
	icon := func(name string) fyne.CanvasObject { return touch.NewIcon(v.style, name, 34, touch.Ink2) }
	foot := fyne.CanvasObject(touch.Row(12, icon("lock"), touch.Grow(1, touch.NewPara(v.style, 2, touch.Run{Text: a.private, Colour: touch.Ink2}))))
	if fault != "" {
		foot = touch.NewNotice(v.style, touch.WarnNotice, fault, "", nil)
	}
	rows := []fyne.CanvasObject{touch.NewPara(v.style, 2, touch.Run{Text: a.word, Size: touch.Title, Weight: touch.Bold})}
	if v.upright() {
		words := touch.Column(6, append(rows, foot)...)
		return touch.NewCardPanel(v.style, touch.Row(28, touch.NewGlyph(v.style, a.icon, 132, touch.GreenTint, touch.GreenInk), touch.Grow(1, words)))
	}
	if !v.smallest() {
		glyph := float32(160)
		if v.compact() {
			glyph = 96
		}
		rows = append([]fyne.CanvasObject{touch.Row(0, touch.NewGlyph(v.style, a.icon, glyph, touch.GreenTint, touch.GreenInk), touch.Space())}, rows...)
	}
	if fault != "" && v.compact() {
		a.lines = nil
	}
	for _, l := range a.lines {
		rows = append(rows, touch.Row(14, icon(l.Icon), touch.Grow(1, touch.NewText(v.style, l.Text, touch.Label, touch.Plain, touch.Ink))))
	}
	gap := float32(18)
	if v.compact() {
		gap = 10
	}
	return touch.NewCardPanel(v.style, touch.Column(gap, append(rows, touch.Space(), foot)...))
}

// buildKeypad draws such a page; a digit changes the field and the button in place.
func (v *View) buildKeypad(p pressed, k keypadPage) fyne.CanvasObject {
	keypad := touch.NewKeypad(v.style, touch.KeypadOptions{
		Clear: v.t("key.clear"), Delete: v.t("key.delete"), X: k.x, OnDigit: p.Digit, OnClear: p.Clear, OnDelete: p.Delete,
	})
	next := touch.NewButton(v.style, touch.PrimaryButton, "", k.next, p.Next)
	digits, fault := k.state()
	k.field.SetDigits(digits)
	follow := func() {
		next.SetEnabled(p.Missing() == 0)
		next.SetWord(k.next)
		digits, _ := k.state()
		if digits == "" && k.skip != "" {
			next.SetWord(k.skip)
		}
		if n := p.Missing(); n > 0 {
			next.SetWord(v.t("key.missing", "n", n))
		}
	}
	follow()
	v.follow = func() bool {
		digits, now := k.state()
		if now != fault {
			return false
		}
		k.field.SetDigits(digits)
		follow()
		return true
	}
	return v.screen(touch.ScreenParts{
		Main:    v.keypadMain(k, v.beside(k.about, fault), keypad),
		Actions: append(withSome(nil, k.beside), touch.Fixed(300, 0, next)),
	})
}

// keypadMain puts question, what it is about and keypad together. On a small screen the
// question stands beside the keypad, so that the keys are large enough.
func (v *View) keypadMain(k keypadPage, beside, keypad fyne.CanvasObject) fyne.CanvasObject {
	switch {
	case v.upright():
		return touch.Column(20, v.titled(k.title, k.steps), beside, k.field, touch.Grow(1, keypad))
	case v.compact():
		left := touch.Column(10, touch.NewQuestion(v.style, k.title), v.stepper(k.steps), touch.Grow(1, beside))
		return touch.RowFill(28, touch.Fixed(500, 0, left), touch.Grow(1, touch.Column(16, k.field, touch.Grow(1, keypad))))
	}
	return touch.Column(v.style.Gutter(), v.titled(k.title, k.steps), touch.Grow(1, touch.RowFill(48,
		touch.Fixed(640, 0, beside), touch.Grow(1, touch.Column(16, k.field, touch.Grow(1, keypad))))))
}

// titled is a question with how far one is beside it.
func (v *View) titled(title string, s flow.Steps) fyne.CanvasObject {
	if v.upright() && v.large {
		return touch.Column(10, touch.NewQuestion(v.style, title), v.stepper(s))
	}
	return touch.Row(24, touch.Grow(1, touch.NewQuestion(v.style, title)), v.stepper(s))
}

func (v *View) stepper(s flow.Steps) fyne.CanvasObject {
	if s.Of == 0 { // a page that is no part of a row of questions
		return touch.Layers()
	}
	const size = 24
	before, after, _ := strings.Cut(v.t("steps.of", "all", s.Of), "{n}")
	steps := touch.NewStepper(v.style, s.Step, s.Of, touch.Run{Text: before, Size: size},
		touch.Run{Text: strconv.Itoa(s.Step), Size: size, Weight: touch.Bold}, touch.Run{Text: after, Size: size})
	return steps
}
