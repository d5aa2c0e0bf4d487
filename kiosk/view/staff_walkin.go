package view

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// figure writes a number.
func figure[N ~int | ~uint64](n N) string { return fmt.Sprint(n) }

// buildWalkin draws one question of the entry of a posting.
func (v *View) buildWalkin(p *flow.WalkinPage) fyne.CanvasObject {
	switch p.Step {
	case flow.AskPhone:
		return v.walkinPhone(p)
	case flow.AskFound:
		return v.walkinFound(p)
	case flow.AskKind:
		return v.walkinKind(p)
	case flow.AskFirm:
		return v.walkinFirm(p)
	case flow.AskTrade:
		return v.walkinTrade(p)
	case flow.AskPay:
		return v.walkinPay(p)
	case flow.AskDay:
		return v.walkinDay(p)
	case flow.AskHours:
		return v.walkinHours(p)
	case flow.AskWhere:
		return v.walkinWhere(p)
	case flow.AskExtras:
		return v.walkinExtras(p)
	case flow.WriteLine:
		return v.walkinLine(p)
	}
	return v.walkinCheck(p)
}

// walkinScreen is the frame of a question: title and step above, 往下走 below.
func (v *View) walkinScreen(p *flow.WalkinPage, title string, body fyne.CanvasObject, actions ...fyne.CanvasObject) fyne.CanvasObject {
	return v.walkinFrame(p, touch.ScreenParts{
		Main:    touch.Column(v.gap(), v.walkinHead(p, title), touch.Grow(1, body)),
		Actions: actions,
	})
}

// walkinHead is the question with the step; where room is short, what is wrong stands instead.
func (v *View) walkinHead(p *flow.WalkinPage, title string) fyne.CanvasObject {
	if fault := p.Fault(); fault != "" && v.tight() && p.Step != flow.AskFirm {
		return v.told("", fault)
	}
	return v.walkinTitle(p, title, v.upright())
}

// walkinTitle is the question with how far one is beside it, or below it. With large text on a
// small screen there is no room for the bars, only for the words.
func (v *View) walkinTitle(p *flow.WalkinPage, title string, below bool) fyne.CanvasObject {
	at := p.Steps()
	question, steps := v.question(title), v.stepper(at)
	if v.smallest() || v.compact() && below {
		steps = touch.NewText(v.style, strings.ReplaceAll(v.t("steps.of", "all", at.Of), "{n}", figure(at.Step)), touch.Body, touch.Plain, touch.Ink2)
	}
	if below {
		return touch.Column(6, question, touch.Row(0, steps, touch.Space()))
	}
	return touch.Row(24, touch.Grow(1, question), steps)
}

// walkinNext is the button to the next question; mending an answer, it says so.
func (v *View) walkinNext(p *flow.WalkinPage) *touch.Button {
	icon, word := "chevron-right", "walkin.next"
	if p.Mending && p.Step > flow.AskFirm && p.Step != flow.AskDay {
		icon, word = "check-bold", "walkin.mend"
	}
	if v.smallest() { // page buttons may stand beside it
		icon = ""
	}
	return v.button(touch.PrimaryButton, icon, word, p.Next)
}

func (v *View) walkinPhone(p *flow.WalkinPage) fyne.CanvasObject {
	length := p.PhoneLength()
	groups := []int{3, 4, 4}
	if length > 11 {
		groups = []int{4, 4, 4}
	}
	o := touch.DigitOptions{Length: length, Groups: groups}
	if p.Alone { // in the hall others look on
		o.Hidden = func(i int) bool { return i >= 3 && i < 7 }
	}
	field := touch.NewDigitField(v.style, o)
	field.SetDigits(p.Phone)
	fault := p.Fault()
	v.follow = func() bool {
		if p.Fault() != fault || p.PhoneLength() != length {
			return false
		}
		field.SetDigits(p.Phone)
		return true
	}
	keypad := touch.NewKeypad(v.style, touch.KeypadOptions{
		Clear: v.t("key.clear"), Delete: v.t("key.delete"), OnDigit: p.PhoneDigit, OnClear: p.PhoneClear, OnDelete: p.PhoneDelete,
	})
	say := about{
		icon: "phone", word: v.t("walkin.phone.who"), private: v.t("walkin.phone.private"),
		lines: []flow.Line{{Icon: "account-hard-hat", Text: v.t("walkin.phone.why_1")}, {Icon: "history", Text: v.t("walkin.phone.why_2")}},
	}
	title, actions := "walkin.phone.title", []fyne.CanvasObject{v.walkinNext(p)}
	if !p.Alone {
		icon := "magnify"
		if v.upright() || v.large {
			icon = ""
		}
		actions = append([]fyne.CanvasObject{v.button(touch.PlainButton, icon, "walkin.phone.code", p.FindByCode)}, actions...)
	}
	if p.Alone {
		title, say = "hire.phone_title", v.alonePhone()
		if !v.smallest() {
			actions = append([]fyne.CanvasObject{v.button(touch.PlainButton, "magnify", "complaint.follow", p.Follow)}, actions...)
		}
	}
	main := v.staffKeypad(v.walkinTitle(p, v.t(title), !v.wide()), 360, say, fault, field, keypad)
	return v.walkinFrame(p, touch.ScreenParts{Main: main, Actions: actions})
}

func (v *View) walkinFound(p *flow.WalkinPage) fyne.CanvasObject {
	var choices []fyne.CanvasObject
	for _, e := range p.ShownFound() {
		choices = append(choices, touch.NewChoice(v.style, touch.ChoiceOptions{
			Icon: "account-tie", Word: e.Name, Second: v.t("walkin.found.second", "kind", v.t("employer_kind."+string(e.Kind)), "contact", e.Contact),
			Selected: e.ID == p.Employer.ID, OnTap: func() { p.PickFound(e) },
		}))
	}
	choices = append(choices, touch.NewChoice(v.style, touch.ChoiceOptions{
		Icon: "account-multiple-plus", Word: v.t("walkin.found.new"), Second: v.t("walkin.found.new_second"), OnTap: p.NewEmployer,
	}))
	return v.walkinScreen(p, v.t("walkin.found.title"), v.choices(1, choices))
}

// choices lays at most six answers out in columns, or upright in one; few answers do not grow
// over the whole page.
func (v *View) choices(columns int, list []fyne.CanvasObject) fyne.CanvasObject {
	if v.upright() {
		columns = 1
	}
	rows := (len(list) + columns - 1) / columns
	grid := touch.Grid(columns, rows, v.gap()+4, list...)
	if rows > 3 || rows > 2 && !v.upright() {
		return grid
	}
	height := float32(220)
	if v.compact() {
		height = 160
	}
	return touch.Column(0, touch.Fixed(0, float32(rows)*height, grid), touch.Space())
}

// kindIcons are the pictures of the kinds of employers.
var kindIcons = map[market.EmployerKind]string{
	"individual": "home-heart", "farm": "barley", "company": "factory", "coop": "account-group", "agency": "account-tie",
}

// kindOrder puts the kinds that come most often first.
var kindOrder = []market.EmployerKind{"individual", "farm", "company", "coop", "agency"}

func (v *View) walkinKind(p *flow.WalkinPage) fyne.CanvasObject {
	var choices []fyne.CanvasObject
	for _, k := range kindOrder {
		choices = append(choices, touch.NewChoice(v.style, touch.ChoiceOptions{
			Icon: kindIcons[k], Word: v.t("employer_kind." + string(k)), Second: v.t("walkin.kind." + string(k)),
			Selected: p.Employer.Kind == k, OnTap: func() { p.PickKind(k) },
		}))
	}
	return v.walkinScreen(p, v.t("walkin.kind.title"), v.choices(2, choices))
}

// walkinFirm draws the lines about a firm, each with a button to its keys.
func (v *View) walkinFirm(p *flow.WalkinPage) fyne.CanvasObject {
	icons := map[string]string{"name": "home-city", "contact": "account-tie", "uscc": "card-account-details", "licence": "file-document"}
	var lines []fyne.CanvasObject
	for _, f := range p.FirmFields() {
		need := "walkin.firm.optional"
		if f.Needed {
			need = "walkin.firm.needed"
		}
		write := v.button(touch.SmallButton, "pencil", "walkin.firm.write", func() { p.WriteFirm(f.Field) })
		lines = append(lines, v.answerLine(icons[f.Field], v.t("walkin.firm."+f.Field), firstOf(f.Value, v.t(need)), p.Faults[f.Field], write))
	}
	rows := touch.Grid(1, len(lines), 4, lines...)
	card := touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(8, 24, 8, 28, rows))
	high := float32(len(lines)) * 110
	if v.upright() && v.large {
		high = float32(len(lines)) * 160
	}
	return v.walkinScreen(p, v.t("walkin.firm.title"), touch.Column(0, touch.Fixed(0, high, card), touch.Space()), v.walkinNext(p))
}
