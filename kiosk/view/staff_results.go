package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildHallRooms draws the hall, the results and the help; nil for any other page.
func (v *View) buildHallRooms(p flow.Page) fyne.CanvasObject {
	switch p := p.(type) {
	case *flow.StaffHall:
		return v.buildHall(p)
	case *flow.StaffResults:
		return v.buildResultsRoom(p)
	case *flow.PaidSum:
		return v.buildPaidSum(p)
	case *flow.StaffField:
		return v.buildField(p)
	case *flow.StaffNumbers:
		return v.buildNumbers(p)
	case *flow.ResultGroup:
		return v.buildResultGroup(p)
	case *flow.StaffHelp:
		return v.buildHelp(p)
	}
	return nil
}

// buildResultsRoom draws of whom something is to be noted, and beside it what may be noted of the one
// that is chosen. The next stage is the only green one.
func (v *View) buildResultsRoom(p *flow.StaffResults) fyne.CanvasObject {
	list, panel := v.resultList(p), v.resultPanel(p)
	if told := v.told(p.Done, p.Fault); told != nil { // beside the panel, which needs its height
		list = touch.Column(12, touch.Grow(1, list), told)
	}
	var body fyne.CanvasObject
	switch {
	case v.upright():
		body = touch.Column(20, touch.Grow(1, list), touch.Fixed(0, 760, panel))
		if v.large {
			body = touch.Column(16, touch.Grow(1, list), touch.Fixed(0, 900, panel))
		}
	case v.smallest() && p.Chosen != nil: // the list is one tap away (返回)
		body = panel
	case v.compact():
		body = touch.RowFill(20, touch.Grow(1, list), touch.Grow(1.05, panel))
	default:
		body = touch.RowFill(32, touch.Grow(1.33, list), touch.Grow(1, panel))
	}
	parts := touch.ScreenParts{Tabs: v.staffTabs(p.Clerk, flow.ResultsRoom), Main: body}
	if n, stage := p.MayGroup(); n > 0 {
		parts.Actions = []fyne.CanvasObject{touch.NewButton(v.style, touch.PlainButton, "account-group",
			v.t("group.button", "n", n, "stage", v.t("group.stage_"+string(stage))), p.Group)}
	}
	return v.staffScreen(p.Clerk, p.Restart, parts)
}

// resultFilters are the chips above the list.
var resultFilters = []struct {
	filter flow.ResultFilter
	key    string
}{{flow.BegunToday, "outcome.today"}, {flow.Unpaid, "outcome.unpaid"}, {flow.NotCalled, "outcome.uncalled"}}

func (v *View) resultList(p *flow.StaffResults) fyne.CanvasObject {
	head := func() fyne.CanvasObject {
		var chips []fyne.CanvasObject
		for _, f := range resultFilters {
			if v.tight() {
				continue
			}
			on := p.Filter == f.filter
			to := f.filter
			if on {
				to = flow.EveryResult
			}
			chips = append(chips, touch.NewChip(v.style, "", v.t(f.key, "n", p.Counts[f.filter]), on, func() { p.Show(to) }))
		}
		title := v.floorTitle(v.t("outcome.title"), p.Pager.Count)
		switch {
		case len(chips) == 0:
			return title
		case v.upright():
			return touch.Column(12, title, touch.Row(12, append(chips, touch.Space())...))
		}
		return v.floorTitle(v.t("outcome.title"), p.Pager.Count, chips...)
	}
	empty := v.quiet("check-circle", v.t("outcome.none"), v.t("outcome.none_second"))
	return v.floorList(&p.Pager, p.Turn, v.stripHigh(), head, empty, func() []fyne.CanvasObject {
		var rows []fyne.CanvasObject
		for _, l := range p.Shown() {
			rows = append(rows, v.resultStrip(p, l))
		}
		return rows
	})
}

// stages are the words of the track, in their order.
var stages = []string{"outcome.stage_contacted", "outcome.stage_arrived", "outcome.stage_finished", "outcome.stage_paid"}

func (v *View) resultStrip(p *flow.StaffResults, l flow.ResultLine) fyne.CanvasObject {
	o := touch.StripOptions{
		Label: l.Who, Selected: p.Chosen != nil && p.Chosen.ID == l.ID, OnTap: func() { p.Choose(l) },
		Title: []touch.Run{{Text: l.Who, Size: 32, Weight: touch.Bold}, {Text: l.Card.Title, Colour: touch.Ink}},
	}
	glyph := float32(64)
	if v.compact() {
		glyph = 52
	} else {
		o.Second = l.Card.When + " " + l.Card.Place
	}
	o.Lead = []fyne.CanvasObject{touch.NewGlyph(v.style, l.Card.Icon, glyph, touch.GreenTint, touch.GreenInk)}
	if v.wide() && !v.large {
		words := make([]string, len(stages))
		for i, key := range stages {
			words[i] = v.t(key)
		}
		o.Tail = touch.Fixed(330, 0, touch.NewProgress(v.style, l.Reached(), words))
	} else if l.Reached() > 0 {
		o.Tail = touch.NewText(v.style, v.t(stages[l.Reached()-1]), 24, touch.Bold, touch.GreenInk)
	}
	return touch.NewStrip(v.style, o)
}

// resultPanel is what may be noted of the chosen match.
func (v *View) resultPanel(p *flow.StaffResults) fyne.CanvasObject {
	l := p.Chosen
	if l == nil {
		return touch.NewPanel(v.style, v.quiet("gesture-tap", v.t("outcome.pick"), v.t("outcome.pick_second")))
	}
	var rows []fyne.CanvasObject
	place := v.t("outcome.place", "title", l.Card.Title, "n", l.Place)
	if v.large {
		place = l.Card.Title
	}
	head := []fyne.CanvasObject{touch.Grow(1, touch.NewLine(v.style, 14, touch.Run{Text: l.Who, Size: 36, Weight: touch.Bold},
		touch.Run{Text: place, Size: 28, Colour: touch.Ink2}))}
	if l.Phone != "" && !v.compact() {
		head = append(head, touch.NewIcon(v.style, "phone", 30, touch.Ink2), touch.NewText(v.style, l.Phone, touch.Body, touch.Bold, touch.Ink))
	}
	rows = append(rows, touch.Row(10, head...))
	switch {
	case l.State == market.Cancelled:
		rows = append(rows, v.told("", v.t("staff.failed_because", "why", v.t("cancel."+l.Reason))+v.t("staff.stop")))
	case l.State == market.Finished:
		rows = append(rows, v.payDeeds(p, l)...)
	default:
		high := max(v.style.Target(72), 92*v.style.Text(touch.Body)/touch.Body)
		if v.compact() {
			high = v.style.Target(72)
		}
		rows = append(rows, touch.Fixed(0, 2*high+12, touch.Grid(2, 2, 12, v.stageButton(p, l, 0, "phone-check", p.Contact),
			v.stageButton(p, l, 1, "map-marker-check", p.Arrive), v.stageButton(p, l, 2, "hammer", p.Finish), v.stageButton(p, l, 3, "cash-check", nil))))
	}
	if l.Running() && p.MaySettle() {
		var why []fyne.CanvasObject
		for _, r := range market.CancelReasons {
			why = append(why, touch.Grow(1, touch.NewChip(v.style, "", v.t("outcome.fail_"+r), false, func() { p.Fail(r) })))
		}
		if !v.tight() {
			rows = append(rows, touch.Row(10, touch.NewIcon(v.style, "close-thick", 28, touch.Ink), touch.NewText(v.style, v.t("staff.why"), 28, touch.Bold, touch.Ink), touch.Space()))
		}
		if v.wide() && !v.large {
			rows = append(rows, touch.RowFill(12, why...))
		} else {
			rows = append(rows, touch.Grid(2, 2, 12, why...))
		}
	}
	if p.MayRate() && (!v.tight() || !l.Running() && (l.State == market.Cancelled || l.Reached() == 4)) {
		rows = append(rows, touch.NewTearAcross(v.style), v.rating(p, l, market.OfWorker), v.rating(p, l, market.OfEmployer))
	}
	rows = append(rows, touch.Space())
	return touch.NewSurface(v.style, touch.Panel, touch.Clear, 20, touch.Pad(14, 20, 16, 20, touch.Column(12, rows...)))
}

// stageButton is one of the four stages: done, next, or what is missing.
func (v *View) stageButton(p *flow.StaffResults, l *flow.ResultLine, no int, icon string, deed func()) fyne.CanvasObject {
	reached := l.Reached()
	key := stages[no]
	next := no == reached || no == 1 && reached == 0 || no == 2 && reached > 0 && reached < 3
	switch {
	case reached > no && (no > 0 || l.Contacted):
		if v.tight() || v.large {
			return touch.NewChip(v.style, "", v.t(key), true, nil)
		}
		return touch.NewChoice(v.style, touch.ChoiceOptions{Icon: icon, Word: v.t(key), Selected: true})
	case deed == nil || no == 2 && !p.MaySettle() || !next:
		b := touch.NewButton(v.style, touch.PlainButton, icon, v.t(key), nil)
		b.SetEnabled(false)
		return b
	case no == max(reached, 0) && no != 0 || no == 0 && reached == 0, no == 2 && reached == 2:
		return v.button(touch.PrimaryButton, icon, key, deed)
	}
	return v.button(touch.PlainButton, icon, key, deed)
}

// payDeeds note what was paid for work that is done.
func (v *View) payDeeds(p *flow.StaffResults, l *flow.ResultLine) []fyne.CanvasObject {
	paid := l.Paid != nil && *l.Paid
	switch {
	case paid && l.Amount > 0:
		return []fyne.CanvasObject{v.told(v.t("outcome.paid_sum", "sum", l.Amount.Yuan()), "")}
	case paid:
		return []fyne.CanvasObject{v.told(v.t("outcome.paid"), "")}
	case !p.MaySettle():
		return []fyne.CanvasObject{v.told("", v.t("outcome.unpaid_yet"))}
	}
	yes := v.t("outcome.pay")
	if l.Promised > 0 {
		yes = v.t("outcome.pay_sum", "sum", l.Promised.Yuan())
	}
	full := touch.NewButton(v.style, touch.PrimaryButton, "cash-check", yes, func() { p.Pay(l.Promised) })
	other := v.button(touch.PlainButton, "dialpad", "outcome.pay_other", p.PayOther)
	none := v.button(touch.PlainButton, "cash-remove", "outcome.pay_none", p.NotPaid)
	rows := []fyne.CanvasObject{touch.NewText(v.style, v.t("outcome.asked"), 30, touch.Bold, touch.Ink)}
	if l.Paid != nil {
		rows = append(rows, v.told("", v.t("outcome.said_unpaid")))
	}
	return append(rows, full, touch.RowFill(12, touch.Grow(1, other), touch.Grow(1, none)))
}

// rating is what one side says of the other, as three chips.
func (v *View) rating(p *flow.StaffResults, l *flow.ResultLine, of market.Side) fyne.CanvasObject {
	had := l.OfWorker
	if of == market.OfEmployer {
		had = l.OfEmployer
	}
	who := touch.NewText(v.style, v.t("outcome.of_"+string(of)), 26, touch.Bold, touch.Ink)
	row := []fyne.CanvasObject{touch.Grow(1, who)}
	for _, m := range market.Marks {
		row = append(row, touch.NewChip(v.style, "", v.t("outcome.mark_"+string(m)), had == m, func() { p.Rate(of, m) }))
	}
	if v.tight() || v.upright() && v.large {
		return touch.Column(2, who, touch.Row(12, row[1:]...))
	}
	return touch.Row(12, row...)
}

// buildPaidSum asks how much was handed over.
func (v *View) buildPaidSum(p *flow.PaidSum) fyne.CanvasObject {
	field := touch.NewDigitField(v.style, touch.DigitOptions{Length: p.Most()})
	field.SetDigits(p.Digits)
	keypad := touch.NewKeypad(v.style, touch.KeypadOptions{
		Clear: v.t("key.clear"), Delete: v.t("key.delete"), OnDigit: p.Digit, OnClear: p.Clear, OnDelete: p.Delete,
	})
	say := about{icon: "cash", word: v.t("paid.of", "who", p.Who, "title", p.What), private: v.t("paid.private")}
	if p.Promised != "" {
		say.lines = []flow.Line{{Icon: "file-document", Text: v.t("paid.promised", "sum", p.Promised)}}
	}
	next := v.button(touch.PrimaryButton, "check-bold", "paid.next", p.Next)
	next.SetEnabled(p.Digits != "")
	return v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{
		Main: v.staffKeypad(v.question(v.t("paid.title")), 360, say, "", field, keypad), Actions: []fyne.CanvasObject{next},
	})
}
