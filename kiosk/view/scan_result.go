package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// verdicts are how the flow's verdicts are drawn.
var verdicts = map[flow.Verdict]touch.VerdictKind{
	flow.SlipGood: touch.GoodVerdict, flow.SlipPast: touch.PastVerdict, flow.SlipUnchecked: touch.OpenVerdict,
}

// buildScanResult draws what a scanned slip is worth.
func (v *View) buildScanResult(r *flow.ScanResult) fyne.CanvasObject {
	if r.Fault != "" {
		return v.screen(touch.ScreenParts{Main: v.quiet("alert", r.Fault, "")})
	}
	band := touch.NewVerdict(v.style, verdicts[r.Verdict], r.Title, r.Second)
	gap := v.style.Gutter()
	var parts touch.ScreenParts
	switch r.Verdict {
	case flow.SlipUnchecked:
		parts.Main = touch.Column(gap, band, touch.Grow(1, v.scanUnchecked(r)))
		parts.Actions = []fyne.CanvasObject{
			v.button(touch.PlainButton, "account-group", "scan.staff", r.Staff),
			v.button(touch.PrimaryButton, "check-bold", "way.understood", r.End),
		}
	case flow.SlipPast:
		parts.Main = touch.Column(gap, band, touch.Grow(1, v.scanPast(r)))
		parts.Actions = []fyne.CanvasObject{
			touch.NewButton(v.style, touch.PrimaryButton, "magnify", v.t("scan.all", "n", r.Open), r.All),
		}
	default:
		parts.Main = touch.Column(gap, band, touch.Grow(1, v.scanGood(r)))
		parts.Actions = v.scanActions(r)
	}
	return v.screen(parts)
}

func (v *View) scanActions(r *flow.ScanResult) []fyne.CanvasObject {
	if !r.MayTake() {
		return []fyne.CanvasObject{v.button(touch.PrimaryButton, "check-bold", "way.understood", r.End)}
	}
	word := "scan.print"
	switch {
	case r.Paper.Busy():
		word = "detail.printing"
	case r.Paper.Failed():
		word = "detail.print_failed"
	case r.Paper.State == flow.PaperOut:
		word = "detail.printed"
	}
	paper := v.button(touch.PlainButton, "printer", word, r.Print)
	paper.SetEnabled(!r.Paper.Busy())
	return []fyne.CanvasObject{paper, v.button(touch.PrimaryButton, "check-bold", "detail.take", r.Take)}
}

// scanGood is the job as it stands beside pay and places.
func (v *View) scanGood(r *flow.ScanResult) fyne.CanvasObject {
	glyph, title := float32(112), float32(56)
	if v.compact() {
		glyph, title = 52, 34
	}
	head := touch.Row(24, touch.NewGlyph(v.style, r.Card.Icon, glyph, touch.GreenTint, touch.GreenInk),
		touch.Grow(1, v.wholeTitle(r.Card.Title, title)))
	rows := []fyne.CanvasObject{}
	for i, f := range r.Facts {
		if v.smallest() && i > 1 && f.Old == "" { // when, where and what has changed: the rest stands on the next page
			continue
		}
		fact := touch.Fact{Icon: f.Icon, Label: f.Label, Text: f.Text, Note: f.Note}
		if f.Old != "" {
			fact.Note = ""
			rows = append(rows, touch.NewChangedFact(v.style, touch.ChangedFact{Fact: fact, Old: f.Old, Changed: v.t("scan.changed")}))
			continue
		}
		rows = append(rows, touch.NewFactRow(v.style, fact))
	}
	job := v.roomyCard(touch.Column(14, head, touch.NewTearAcross(v.style), touch.Grow(1, v.scrolling(touch.Column(6, rows...)))))
	size, words := touch.FigureDetail, float32(32)
	if v.compact() || v.large {
		size, words = touch.FigureM, 28
	}
	if v.smallest() {
		size, words = 48, 24
	}
	when := touch.NewText(v.style, r.PayWhen, touch.Body, touch.Plain, touch.Ink2)
	when.Shrink = touch.Least / touch.Body
	pay := v.labelled(when,
		touch.NewFigure(v.style, r.Card.Pay, size, r.Card.Unit, words, touch.Ink))
	places := v.scanPlaces(r, size, words)
	if v.upright() {
		stub := touch.NewTornCard(v.style, pay, places)
		return touch.Column(24, touch.Grow(1, job), stub)
	}
	stub := touch.NewCardPanel(v.style, touch.Column(20, touch.Space(), pay, touch.Space(), touch.NewTearAcross(v.style), touch.Space(), places, touch.Space()))
	width := float32(560)
	if v.compact() {
		width = 330
	}
	return touch.RowFill(40, touch.Grow(1, job), touch.Fixed(width, 0, stub))
}

// scanPlaces says how many are still wanted, or the number of the slip's own place.
func (v *View) scanPlaces(r *flow.ScanResult, size, words float32) fyne.CanvasObject {
	if r.Place > 0 {
		number := touch.Row(0, touch.NewCount(v.style, touch.Count{Before: v.t("done.before"), N: r.Place, After: v.t("done.after")}, size, words), touch.Space())
		if v.smallest() {
			return number
		}
		return v.labelled(touch.NewText(v.style, v.t("scan.ticket", "no", r.Ticket), touch.Body, touch.Plain, touch.Ink2), number)
	}
	left := touch.NewCount(v.style, touch.Count{N: r.Card.Left, After: v.t("card.left_after")}, size, words)
	row := touch.Row(24, left, v.strokes(r.Card), touch.Space())
	if v.compact() {
		row = touch.Row(24, left, touch.Space())
	}
	if v.smallest() {
		return row
	}
	return v.labelled(touch.NewText(v.style, v.t("detail.heads", "n", r.Card.Heads), touch.Body, touch.Plain, touch.Ink2), row)
}

// scanPast is what else there is, above what the slip says.
func (v *View) scanPast(r *flow.ScanResult) fyne.CanvasObject {
	columns, rows := 2, 2
	switch {
	case v.smallest():
		columns, rows = 1, 1
	case v.compact():
		columns = 1
	case v.upright():
		columns, rows = 1, 4
		if v.large {
			rows = 3
		}
	case v.large:
		columns = 1
	}
	icon := touch.NewIcon(v.style, "ticket-confirmation", 40, touch.Ink2)
	on := touch.NewPanel(v.style, touch.Row(18, icon, touch.Grow(1, touch.NewPara(v.style, 2,
		touch.Run{Text: v.t("scan.on_it") + " ", Colour: touch.Ink2}, touch.Run{Text: r.About(), Weight: touch.Bold}))))
	if len(r.Similar) == 0 {
		return touch.Column(20, touch.Grow(1, v.quiet("white-balance-sunny", v.t("scan.no_similar"), v.t("results.none_second"))), on)
	}
	var cards []fyne.CanvasObject
	for _, c := range r.Similar[:min(len(r.Similar), columns*rows)] {
		cards = append(cards, touch.NewPostingCard(v.style, v.posting(c), func() { r.Detail(c.ID) }))
	}
	title := touch.NewText(v.style, v.t("scan.similar"), touch.Title, touch.Bold, touch.Ink)
	return touch.Column(16, title, touch.Grow(1, touch.Grid(columns, rows, 20, cards...)), on)
}

// scanUnchecked is what to do, beside what the slip says by itself.
func (v *View) scanUnchecked(r *flow.ScanResult) fyne.CanvasObject {
	rows := []fyne.CanvasObject{touch.NewText(v.style, v.t("scan.you_can"), touch.Title, touch.Bold, touch.Ink)}
	for _, a := range r.Advice {
		words := []fyne.CanvasObject{touch.NewText(v.style, a.Word, 34, touch.Bold, touch.Ink)}
		if !v.compact() {
			words = append(words, touch.NewPara(v.style, 2, touch.Run{Text: a.Second, Colour: touch.Ink2}))
		}
		rows = append(rows, touch.Row(28, touch.NewIcon(v.style, a.Icon, 48, touch.GreenInk), touch.Grow(1, touch.Column(0, words...))))
	}
	gap, title, size, room := float32(20), float32(48), float32(30), float32(28)
	switch {
	case v.smallest():
		gap, title, size, room = 4, 30, 24, 14
	case v.compact():
		gap = 8
	case v.tight():
		gap = 2
	}
	advice := v.roomyCard(v.scrolling(touch.Column(gap, rows...)))
	says := []fyne.CanvasObject{
		touch.NewPara(v.style, 3, touch.Run{Text: r.Card.Title, Size: title, Weight: touch.Bold}), touch.NewTearAcross(v.style),
	}
	line := func(icon, text string) {
		says = append(says, touch.Row(18, touch.NewIcon(v.style, icon, 36, touch.Ink2), touch.Grow(1, touch.NewPara(v.style, 2, touch.Run{Text: text, Size: size}))))
	}
	line("clock", r.Card.When)
	line("map-marker", r.Card.Place)
	line("cash", v.t("fact.pay_text", "pay", r.Card.Pay, "unit", r.Card.Unit))
	if r.Ticket != "" {
		line("ticket-confirmation", v.t("scan.ticket", "no", r.Ticket))
	}
	slip := touch.Column(14, touch.NewText(v.style, v.t("scan.on_slip"), touch.Body, touch.Plain, touch.Ink2),
		touch.Grow(1, touch.NewDashed(v.style, room, v.scrolling(touch.Column(gap, says...)))))
	if v.upright() {
		return touch.Column(24, touch.Grow(1.2, advice), touch.Grow(1, slip))
	}
	width := float32(660)
	switch {
	case v.smallest():
		width = 560
	case v.compact():
		width = 460
	}
	return touch.RowFill(v.gap()*2, touch.Grow(1, advice), touch.Fixed(width, 0, slip))
}
