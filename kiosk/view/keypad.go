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
	title  string
	steps  flow.Steps
	beside fyne.CanvasObject // what it is about, at the left or above
	field  *touch.DigitField
	state  func() (digits, fault string)
	next   string // the word when nothing is missing
}

// buildPhone asks for the mobile number.
func (v *View) buildPhone(p *flow.Phone) fyne.CanvasObject {
	return v.buildKeypad(p, keypadPage{
		title: v.t("phone.title"), steps: p.Steps(), beside: v.phoneReason(p),
		field: touch.NewDigitField(v.style, touch.DigitOptions{
			Length: flow.PhoneLength, Groups: []int{3, 4, 4}, Hidden: func(i int) bool { return i >= 3 && i < 7 },
		}),
		state: func() (string, string) { return p.Digits, p.Fault }, next: v.t("way.next"),
	})
}

// phoneReason says what the number is for: the job to be taken, or a check-in.
func (v *View) phoneReason(p *flow.Phone) fyne.CanvasObject {
	icon, word, second := "account-check", v.t("phone.check_in"), v.t("phone.check_in_second")
	if job := p.Job(); job != nil {
		icon, word, second = job.Icon, job.Title, v.t("phone.job", "pay", job.Pay, "unit", job.Unit, "when", job.When)
	}
	return v.reason(icon, word, second, v.t("phone.private"))
}

// buildBirth asks for the year of birth.
func (v *View) buildBirth(b *flow.Birth) fyne.CanvasObject {
	return v.buildKeypad(b, keypadPage{
		title: v.t("birth.title"), steps: b.Steps(),
		beside: v.reason("card-account-details", v.t("birth.who", "who", b.Who()), v.t("birth.why"), v.t("birth.private")),
		field:  touch.NewDigitField(v.style, touch.DigitOptions{Length: flow.YearLength, Groups: []int{4}}),
		state:  func() (string, string) { return b.Digits, b.Fault }, next: v.t("way.next"),
	})
}

// reason is the panel beside a keypad: a picture, what it is about, and what happens with the
// number.
func (v *View) reason(icon, word, second, private string) fyne.CanvasObject {
	lock := touch.Row(12, touch.NewIcon(v.style, "lock", 34, touch.Ink2),
		touch.Grow(1, touch.NewPara(v.style, 2, touch.Run{Text: private, Size: touch.Body, Colour: touch.Ink2})))
	title := touch.NewPara(v.style, 2, touch.Run{Text: word, Size: touch.Title, Weight: touch.Bold})
	below := touch.NewPara(v.style, 2, touch.Run{Text: second, Size: touch.Body, Colour: touch.Ink2})
	if v.upright() {
		words := touch.Column(6, touch.Space(), title, below, lock, touch.Space())
		return touch.NewCardPanel(v.style, touch.Row(28, touch.NewGlyph(v.style, icon, 132, touch.GreenTint, touch.GreenInk), touch.Grow(1, words)))
	}
	glyph := float32(160)
	if v.compact() {
		glyph = 112
	}
	picture := touch.Row(0, touch.NewGlyph(v.style, icon, glyph, touch.GreenTint, touch.GreenInk), touch.Space())
	return touch.NewCardPanel(v.style, touch.Column(16, picture, title, below, touch.Space(), lock))
}

// buildKeypad draws such a page; a digit changes the field and the button in place.
func (v *View) buildKeypad(p pressed, k keypadPage) fyne.CanvasObject {
	keypad := touch.NewKeypad(v.style, touch.KeypadOptions{
		Clear: v.t("key.clear"), Delete: v.t("key.delete"), OnDigit: p.Digit, OnClear: p.Clear, OnDelete: p.Delete,
	})
	next := touch.NewButton(v.style, touch.PrimaryButton, "", k.next, p.Next)
	digits, fault := k.state()
	k.field.SetDigits(digits)
	follow := func() {
		next.SetEnabled(p.Missing() == 0)
		next.SetWord(k.next)
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
	entry := []fyne.CanvasObject{k.field}
	if fault != "" {
		entry = append(entry, touch.NewNotice(v.style, touch.WarnNotice, fault, "", nil))
	}
	return v.screen(touch.ScreenParts{
		Main:    v.keypadMain(k, append(entry, touch.Grow(1, keypad))),
		Actions: []fyne.CanvasObject{touch.Fixed(300, 0, next)},
	})
}

func (v *View) keypadMain(k keypadPage, entry []fyne.CanvasObject) fyne.CanvasObject {
	title := v.titled(k.title, k.steps)
	if v.upright() {
		return touch.Column(20, append([]fyne.CanvasObject{title, k.beside}, entry...)...)
	}
	width, gap := float32(640), float32(48)
	if v.compact() {
		width, gap = 450, 28
	}
	return touch.Column(v.style.Gutter(), title,
		touch.Grow(1, touch.RowFill(gap, touch.Fixed(width, 0, k.beside), touch.Grow(1, touch.Column(16, entry...)))))
}

// titled is a question with how far one is beside it.
func (v *View) titled(title string, s flow.Steps) fyne.CanvasObject {
	const size = 24
	before, after, _ := strings.Cut(v.t("steps.of", "all", s.Of), "{n}")
	steps := touch.NewStepper(v.style, s.Step, s.Of, touch.Run{Text: before, Size: size},
		touch.Run{Text: strconv.Itoa(s.Step), Size: size, Weight: touch.Bold}, touch.Run{Text: after, Size: size})
	return touch.Row(24, touch.Grow(1, touch.NewQuestion(v.style, title)), steps)
}
