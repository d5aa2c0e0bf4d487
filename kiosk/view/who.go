package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// proofWords are the picture and the phrase of a way to say who one is.
var proofWords = map[flow.Proof]struct{ icon, key string }{
	flow.ByID: {"card-account-details", "who.id"}, flow.ByPhone: {"dialpad", "who.phone"},
	flow.ByTicket: {"ticket-confirmation", "who.ticket"}, flow.ByCard: {"qrcode-scan", "who.card"},
}

// buildWho asks who somebody is: the ways at the left or above, what the chosen one needs beside.
func (v *View) buildWho(w *flow.Who) fyne.CanvasObject {
	p := &whoPage{v: v, w: w, fault: w.Fault, chosen: w.Chosen, none: w.NoReader, unread: w.Unread}
	parts := touch.ScreenParts{Main: p.main()}
	if !w.Scans() {
		word := "who.neither"
		if w.AtDesk() {
			word = "who.no_phone"
		}
		parts.Actions = append(parts.Actions, v.button(touch.PlainButton, "account-tie", word, w.Neither))
	}
	if p.next != nil {
		parts.Actions = append(parts.Actions, touch.Fixed(300, 0, p.next))
		p.follow()
		v.follow = p.changed
	}
	return v.screen(parts)
}

// whoPage is that page while it is shown, so that a digit changes the field in place.
type whoPage struct {
	v      *View
	w      *flow.Who
	fault  string
	chosen flow.Proof
	none   bool
	unread bool
	field  *touch.DigitField
	next   *touch.Button
}

func (p *whoPage) follow() {
	p.field.SetDigits(p.w.Digits)
	p.next.SetEnabled(p.w.Missing() == 0)
	p.next.SetWord(p.v.t("way.next"))
	if n := p.w.Missing(); n > 0 {
		p.next.SetWord(p.v.t("key.missing", "n", n))
	}
}

// changed shows another digit; anything else has to be built anew.
func (p *whoPage) changed() bool {
	if p.w.Fault != p.fault || p.w.Chosen != p.chosen || p.w.NoReader != p.none || p.w.Unread != p.unread {
		return false
	}
	p.follow()
	return true
}

func (p *whoPage) main() fyne.CanvasObject {
	v, w := p.v, p.w
	title := v.t("who.title")
	if w.Scans() {
		title = v.t("scan.title")
		if v.compact() || v.large {
			title = v.t("scan.title_short")
		}
	}
	var head fyne.CanvasObject = touch.NewQuestion(v.style, title)
	if s := w.Steps(); s.Of > 0 {
		head = v.titled(title, s)
	}
	ways, needs := touch.Grid(1, 3, v.wayGap(), p.ways()...), p.needs()
	switch {
	case v.upright():
		height := 3*v.style.Target(132) + 2*v.wayGap()
		return touch.Column(20, head, touch.Fixed(0, height, ways), p.foot(), touch.Grow(1, needs))
	case v.compact():
		left := touch.Column(10, touch.NewQuestion(v.style, title))
		if s := w.Steps(); s.Of > 0 && !v.large {
			left.Add(v.stepper(s))
		}
		left.Add(touch.Grow(1, ways))
		left.Add(p.foot())
		return touch.RowFill(28, touch.Fixed(500, 0, left), touch.Grow(1, needs))
	}
	left := touch.Column(20, touch.Grow(1, ways), p.foot())
	return touch.Column(v.style.Gutter(), head, touch.Grow(1, touch.RowFill(48, touch.Fixed(640, 0, left), touch.Grow(1, needs))))
}

func (v *View) wayGap() float32 {
	if v.compact() {
		return touchGap
	}
	return 24
}

// touchGap is the least room between two things that are pressed, in DIP.
const touchGap = 12

// ways are the choices, the chosen one ticked.
func (p *whoPage) ways() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, proof := range p.w.Proofs() {
		words := proofWords[proof]
		key := words.key
		if proof == flow.ByCard && p.w.Scans() {
			key = "who.slip"
		}
		o := touch.ChoiceOptions{
			Icon: words.icon, Word: p.v.t(key), Second: p.v.t(key + "_second"), Selected: proof == p.chosen,
			OnTap: func() { p.w.Choose(proof) },
		}
		if p.v.compact() {
			o.Second = ""
		}
		out = append(out, touch.NewChoice(p.v.style, o))
	}
	return out
}

// foot is the promise below the ways; a fault takes its place.
func (p *whoPage) foot() fyne.CanvasObject {
	if p.fault != "" {
		return touch.NewNotice(p.v.style, touch.WarnNotice, p.fault, "", nil)
	}
	key := "who.private"
	if p.w.Scans() {
		key = "scan.private"
	}
	return touch.Row(12, touch.NewIcon(p.v.style, "lock", 34, touch.Ink2),
		touch.Grow(1, touch.NewPara(p.v.style, 2, touch.Run{Text: p.v.t(key), Colour: touch.Ink2})))
}

// needs is what the chosen way needs: keys, or a card in the right place.
func (p *whoPage) needs() fyne.CanvasObject {
	v, w := p.v, p.w
	if !w.Keypad() {
		return p.lay()
	}
	o := touch.DigitOptions{Length: w.Length(), Groups: []int{3, 4, 4}, Hidden: func(i int) bool { return i >= 3 && i < 7 }}
	if w.Scans() {
		o.Groups, o.Hidden = []int{4, 4}, nil
	}
	p.field = touch.NewDigitField(v.style, o)
	p.next = touch.NewButton(v.style, touch.PrimaryButton, "", v.t("way.next"), w.Next)
	keypad := touch.NewKeypad(v.style, touch.KeypadOptions{
		Clear: v.t("key.clear"), Delete: v.t("key.delete"), OnDigit: w.Digit, OnClear: w.Clear, OnDelete: w.Delete,
	})
	return touch.Column(16, p.field, touch.Grow(1, keypad))
}

// lay tells where to put the card. A reader that is not there leads back to the keypad.
func (p *whoPage) lay() fyne.CanvasObject {
	v, w := p.v, p.w
	icon, key := "qrcode-scan", "who.card_hold"
	ground, ink := touch.GreenTint, touch.GreenInk
	switch {
	case w.Chosen == flow.ByID && w.NoReader:
		icon, key, ground, ink = "card-account-details", "who.id_none", touch.AmberTint, touch.AmberInk
	case w.Chosen == flow.ByID:
		icon, key = "card-account-details", "who.id_lay"
	case w.Scans():
		key = "who.slip_hold"
	}
	second := v.t(key + "_second")
	if key == "who.id_none" && w.Scans() {
		second = v.t("who.id_none_ticket")
	}
	size := float32(200)
	if v.compact() {
		size = 110
	}
	middle, sign, hold := fyne.TextAlignCenter, fyne.CanvasObject(touch.NewGlyph(v.style, icon, size, ground, ink)), v.t(key)
	if see := v.app.Config.Preview; w.Chosen != flow.ByID && see != nil && see() != nil {
		v.finder, sign = touch.NewFinder(size*1.6, see)
		hold = v.t("who.hold_camera")
	}
	word := touch.NewPara(v.style, 2, touch.Run{Text: hold, Size: 44, Weight: touch.Bold})
	below := touch.NewPara(v.style, 3, touch.Run{Text: second, Size: 28, Colour: touch.Ink2})
	word.Align, below.Align = middle, middle
	rows := []fyne.CanvasObject{touch.Space(), touch.Centre(sign), word, below}
	if w.Chosen == flow.ByID && w.Unread {
		rows = append(rows, touch.NewNotice(v.style, touch.WarnNotice, v.t("who.id_unread"), "", nil))
	}
	if w.MayTypeID() {
		rows = append(rows, touch.Centre(v.button(touch.PrimaryButton, "dialpad", "who.id_type", w.TypeID)))
		return touch.NewCardPanel(v.style, touch.Column(24, append(rows, touch.Space())...))
	}
	if key == "who.id_none" {
		keys := proofWords[w.Proofs()[1]]
		rows = append(rows, touch.Centre(v.button(touch.PrimaryButton, keys.icon, keys.key, func() { w.Choose(w.Proofs()[1]) })))
	}
	return touch.NewCardPanel(v.style, touch.Column(24, append(rows, touch.Space())...))
}

// buildHello shows for a moment whose card was read.
func (v *View) buildHello(h *flow.Hello) fyne.CanvasObject {
	glyph := float32(200)
	if v.compact() {
		glyph = 120
	}
	name := touch.NewText(v.style, h.Who, 96, touch.Bold, touch.Ink)
	hello := touch.NewText(v.style, v.t("who.hello"), 50, touch.Plain, touch.Ink)
	note := touch.NewText(v.style, v.t("who.hello_second"), 28, touch.Plain, touch.Ink2)
	for _, l := range []*touch.Line{name, hello, note} {
		l.Align = fyne.TextAlignCenter
	}
	return v.screen(touch.ScreenParts{Nav: v.nav(false), Main: touch.Column(20, touch.Space(),
		touch.Centre(touch.NewGlyph(v.style, "card-account-details", glyph, touch.GreenTint, touch.GreenInk)), hello, name, note, touch.Space())})
}

// buildContact asks who showed an identity card for a phone number.
func (v *View) buildContact(c *flow.Contact) fyne.CanvasObject {
	return v.buildKeypad(c, keypadPage{
		title: v.t("contact.title"), steps: c.Steps(),
		about: about{
			icon: "card-account-details", word: c.Who(), private: v.t("contact.private"),
			lines: []flow.Line{{Icon: "dialpad", Text: v.t("contact.digits")}},
		},
		field: touch.NewDigitField(v.style, touch.DigitOptions{
			Length: flow.PhoneLength, Groups: []int{3, 4, 4}, Hidden: func(i int) bool { return i >= 3 && i < 7 },
		}),
		state: func() (string, string) { return c.Digits, c.Fault }, next: v.t("way.next"),
		beside: v.button(touch.PlainButton, "chevron-right", "contact.none", c.None),
	})
}

// buildTypedID asks staff for the number of an identity card.
func (v *View) buildTypedID(i *flow.TypedID) fyne.CanvasObject {
	return v.buildKeypad(i, keypadPage{
		title: v.t("typed_id.title"), steps: i.Steps(), x: true,
		about: about{
			icon: "card-account-details", word: v.t("typed_id.word"), private: v.t("typed_id.private"),
			lines: []flow.Line{{Icon: "dialpad", Text: v.t("typed_id.digits")}},
		},
		field: touch.NewDigitField(v.style, touch.DigitOptions{Length: flow.IDLength, Groups: []int{6, 8, 4}, Small: true}),
		state: func() (string, string) { return i.Digits, i.Fault }, next: v.t("way.next"),
	})
}

// buildPick draws a question with a few answers.
func (v *View) buildPick(p *flow.Pick) fyne.CanvasObject {
	var answers []fyne.CanvasObject
	for _, a := range p.Answers {
		answers = append(answers, touch.NewChoice(v.style, touch.ChoiceOptions{Icon: a.Icon, Word: a.Word, Second: a.Second, OnTap: a.Do}))
	}
	columns := 2
	if v.upright() {
		columns = 1
	}
	rows := (len(answers) + columns - 1) / columns
	high := float32(240)
	switch {
	case v.compact():
		high = 170
	case v.upright():
		high = 200
	}
	grid := touch.Fixed(0, float32(rows)*v.style.Target(high), touch.Grid(columns, rows, 24, answers...))
	note := touch.NewPara(v.style, 2, touch.Run{Text: p.Note, Size: 30, Colour: touch.Ink2})
	main := touch.Column(24, v.titled(p.Title, p.Steps()), note, touch.Space(), grid, touch.Space())
	if v.upright() {
		main = touch.Column(24, v.titled(p.Title, p.Steps()), note, touch.Space(), grid)
	}
	return v.screen(touch.ScreenParts{Main: main, Actions: []fyne.CanvasObject{v.button(touch.PlainButton, "chevron-right", "pick.skip", p.Skip)}})
}
