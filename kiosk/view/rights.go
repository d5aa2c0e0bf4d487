package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildRights draws the pages of 投诉维权; nil for any other.
func (v *View) buildRights(p flow.Page) fyne.CanvasObject {
	switch p := p.(type) {
	case *flow.ComplaintWhat:
		return v.buildComplaintWhat(p)
	case *flow.ComplaintJob:
		return v.buildComplaintJob(p)
	case *flow.ComplaintSum:
		return v.buildComplaintSum(p)
	case *flow.ComplaintWho:
		return v.buildComplaintWho(p)
	case *flow.ComplaintDone:
		return v.buildComplaintDone(p)
	case *flow.ComplaintStory:
		return v.buildComplaintStory(p)
	case *flow.FollowAsk:
		return v.buildFollowAsk(p)
	case *flow.CallNumber:
		return v.buildCallNumber(p)
	}
	return nil
}

// complaintIcons are the pictures of the kinds of complaints.
var complaintIcons = map[market.ComplaintKind]string{
	market.WagesOwed: "cash-remove", market.FeeAsked: "hand-coin", market.FalseJob: "bullhorn", market.OtherWrong: "chat-alert",
}

// buildComplaintWhat asks what happened, with what is promised beside the pictures.
func (v *View) buildComplaintWhat(w *flow.ComplaintWhat) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, k := range market.ComplaintKinds {
		key := "complaint.kind_" + string(k)
		tiles = append(tiles, touch.NewTradeTile(v.style, touch.TradeOptions{
			Icon: complaintIcons[k], Word: v.t(key), Other: v.t(key + "_second"), Mark: v.t("complaint.chosen"),
			Selected: w.Chosen(k), OnTap: func() { w.Pick(k) },
		}))
	}
	next := v.button(touch.PrimaryButton, "chevron-right", "complaint.next", w.Next)
	if !w.Ready() {
		next = v.button(touch.PrimaryButton, "chevron-right", "complaint.pick_first", w.Next)
		next.SetEnabled(false)
	}
	return v.screen(touch.ScreenParts{
		Main: touch.Column(v.style.Gutter(), v.titled(v.t("complaint.title"), w.Steps()), touch.Grow(1,
			v.complaintSides(touch.Grid(2, 2, 20, tiles...), v.complaintPromise(w)))),
		Actions: []fyne.CanvasObject{v.button(touch.PlainButton, "magnify", "complaint.follow", w.Follow), next},
	})
}

// complaintSides puts what is asked and what is said beside it together.
func (v *View) complaintSides(asked, said fyne.CanvasObject) fyne.CanvasObject {
	switch {
	case v.upright():
		return touch.Column(24, said, touch.Grow(1, asked))
	case v.compact():
		return touch.RowFill(24, touch.Grow(1, asked), touch.Fixed(380, 0, said))
	}
	return touch.RowFill(40, touch.Grow(1, asked), touch.Fixed(480, 0, said))
}

// complaintPromise says what becomes of what one says here, and whom to call instead.
func (v *View) complaintPromise(w *flow.ComplaintWhat) fyne.CanvasObject {
	icons := []string{"shield-check", "ticket-confirmation", "file-document-edit", "lock"}
	keys := []string{"complaint.promise_1", "complaint.promise_2", "complaint.promise_3", "complaint.promise_4"}
	if v.tight() { // what matters most has room
		icons, keys = icons[:2], keys[:2]
	}
	size, icon := float32(32), float32(48)
	if !v.wide() {
		size, icon = 28, 40
	}
	var rows []fyne.CanvasObject
	for i, key := range keys {
		line := touch.NewPara(v.style, 3, v.strong(v.t(key), size)...)
		rows = append(rows, touch.Row(20, touch.NewIcon(v.style, icons[i], icon, touch.GreenInk), touch.Grow(1, line)))
	}
	if w.Fault != "" {
		rows = []fyne.CanvasObject{touch.NewNotice(v.style, touch.WarnNotice, w.Fault, "", nil)}
	}
	card := touch.NewCardPanel(v.style, v.spread(rows))
	figure := float32(64)
	if v.compact() || v.large {
		figure = 44
	}
	say := touch.Body
	if v.compact() {
		say = touch.Caption
	}
	number := touch.NewLine(v.style, 0, touch.Run{Text: w.Phone, Size: figure, Weight: touch.Black})
	if strings.Contains(w.Phone, "-") { // the figures' face has no hyphen
		number = touch.NewLine(v.style, 0, touch.Run{Text: w.Phone, Size: touch.Title, Weight: touch.Bold})
	}
	call := touch.NewPanel(v.style, touch.Row(22, touch.NewIcon(v.style, "phone", 48, touch.GreenInk), touch.Grow(1, touch.Column(0,
		touch.NewPara(v.style, 2, touch.Run{Text: v.t("complaint.call"), Size: say, Colour: touch.Ink2}), number))))
	if v.upright() {
		return touch.Column(20, card, call)
	}
	return touch.Column(20, touch.Grow(1, card), call)
}

// spread puts rows into the whole height, with room between them.
func (v *View) spread(rows []fyne.CanvasObject) fyne.CanvasObject {
	if v.upright() {
		return touch.Column(14, rows...)
	}
	out := []fyne.CanvasObject{touch.Space()}
	for _, r := range rows {
		out = append(out, r, touch.Space())
	}
	return touch.Column(0, out...)
}

// strong reads a phrase in which **…** is bold.
func (v *View) strong(phrase string, size float32) []touch.Run {
	var out []touch.Run
	for _, r := range slip.Bolded(phrase) {
		weight := touch.Plain
		if r.Bold {
			weight = touch.Bold
		}
		out = append(out, touch.Run{Text: r.Text, Size: size, Weight: weight})
	}
	return out
}

// buildComplaintJob asks which job it is about.
func (v *View) buildComplaintJob(p *flow.ComplaintJob) fyne.CanvasObject {
	columns, rows := v.cardGrid()
	p.Fit(columns * rows)
	var list fyne.CanvasObject = v.quiet("clipboard-list", v.t("complaint.about_nothing"), v.t("complaint.about_nothing_second"))
	if p.Fault != "" {
		list = v.quiet("alert", p.Fault, v.t("complaint.about_nothing_second"))
	}
	if len(p.Cards) > 0 {
		var cards []fyne.CanvasObject
		for _, c := range p.Shown() {
			cards = append(cards, touch.NewPostingCard(v.style, v.posting(c), func() { p.Pick(c) }))
		}
		list = touch.Grid(columns, rows, v.gap(), cards...)
	}
	title, turn := v.titled(v.t("complaint.about_title"), p.Steps()), v.turner(&p.Pager, p.Turn)
	if v.compact() && turn != nil { // the footer has no room for it
		title, turn = touch.Row(24, touch.Grow(1, touch.NewQuestion(v.style, v.t("complaint.about_title"))), turn), nil
	}
	return v.screen(touch.ScreenParts{
		Main: touch.Column(v.gap(), title, touch.Grow(1, list)),
		Note: turn,
		Actions: []fyne.CanvasObject{
			v.button(touch.PlainButton, "chevron-right", "complaint.about_none", p.Skip),
		},
	})
}

// buildComplaintSum asks how much money it is about.
func (v *View) buildComplaintSum(p *flow.ComplaintSum) fyne.CanvasObject {
	a := about{icon: complaintIcons[p.What()], word: v.t("complaint.amount_word"), private: v.t("complaint.amount_private")}
	if job := p.Job(); job != nil {
		a.icon, a.word = job.Icon, job.Title
		a.lines = []flow.Line{{Icon: "map-marker", Text: job.Place}, {Icon: "clock", Text: job.When}}
	} else {
		a.lines = []flow.Line{{Icon: "dialpad", Text: v.t("complaint.amount_line")}}
	}
	return v.buildKeypad(p, keypadPage{
		title: v.t("complaint.amount_" + string(p.What())), steps: p.Steps(), about: a,
		field: touch.NewSumField(v.style, v.t("unit.yuan")),
		state: func() (string, string) { return p.Digits, p.Fault }, next: v.t("way.next"), skip: v.t("complaint.amount_skip"),
	})
}

// buildComplaintWho asks whether to leave a number.
func (v *View) buildComplaintWho(p *flow.ComplaintWho) fyne.CanvasObject {
	choice := func(icon, word, second string, onTap func()) fyne.CanvasObject {
		return touch.NewChoice(v.style, touch.ChoiceOptions{Icon: icon, Word: word, Second: second, OnTap: onTap})
	}
	choices := []fyne.CanvasObject{choice("account-off", v.t("complaint.caller_none"), v.t("complaint.caller_none_second"), p.Anonymous)}
	if own := p.Own(); own != "" {
		choices = append(choices, choice("phone-check", v.t("complaint.caller_own"), own, p.UseOwn))
	}
	choices = append(choices, choice("phone", v.t("complaint.caller_leave"), v.t("complaint.caller_leave_second"), p.Leave))
	height := float32(len(choices)) * v.style.Target(210)
	if v.compact() {
		height = float32(len(choices)) * v.style.Target(150)
	}
	answers := touch.Fixed(0, height, touch.Grid(1, len(choices), 24, choices...))
	rows := []fyne.CanvasObject{v.titled(v.t("complaint.caller_title"), p.Steps()), answers, touch.Space()}
	if v.upright() {
		rows = []fyne.CanvasObject{rows[0], touch.Space(), answers}
	}
	return v.screen(touch.ScreenParts{Main: touch.Column(32, rows...)})
}

// buildFollowAsk asks for the number of an earlier complaint or proposal.
func (v *View) buildFollowAsk(p *flow.FollowAsk) fyne.CanvasObject {
	return v.buildKeypad(p, keypadPage{
		title: v.t("complaint.follow_title"),
		about: about{
			icon: "ticket-confirmation", word: v.t("complaint.follow_word"), private: v.t("complaint.follow_private"),
			lines: []flow.Line{{Icon: "dialpad", Text: v.t("complaint.follow_line")}},
		},
		field: touch.NewDigitField(v.style, touch.DigitOptions{Length: 8, Groups: []int{4, 4}}),
		state: func() (string, string) { return p.Digits, p.Fault }, next: v.t("way.next"),
	})
}

// buildCallNumber asks for a number to be called back under.
func (v *View) buildCallNumber(p *flow.CallNumber) fyne.CanvasObject {
	return v.buildKeypad(p, keypadPage{
		title: p.Title, steps: p.Steps(),
		about: about{icon: p.Icon, word: p.Word, lines: p.Lines, private: p.Private},
		field: touch.NewDigitField(v.style, touch.DigitOptions{
			Length: flow.PhoneLength, Groups: []int{3, 4, 4}, Hidden: func(i int) bool { return i >= 3 && i < 7 },
		}),
		state: func() (string, string) { return p.Digits, p.Fault }, next: v.t("way.next"),
	})
}
