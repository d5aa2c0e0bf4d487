package view

import (
	"slices"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildStaffPrints draws the queue of papers.
func (v *View) buildStaffPrints(p *flow.StaffPrints) fyne.CanvasObject {
	rows := v.listRows()
	p.Pager.Fit(rows)
	after := v.t("staff.print.count")
	if n := p.Look(); n > 0 && !(v.compact() && v.large) {
		after += v.t("staff.print.look", "n", n)
	}
	title := touch.NewHero(v.style, touch.Count{Before: v.t("staff.print.title"), N: len(p.Lines), After: after}, 62)
	var list fyne.CanvasObject
	if len(p.Lines) == 0 {
		list = v.quiet("printer", v.t("staff.print.empty"), v.t("staff.print.empty_second"))
	} else {
		var lines []fyne.CanvasObject
		for _, l := range p.Shown() {
			lines = append(lines, v.printLine(p, l))
		}
		list = touch.Grid(1, rows, v.gap(), lines...)
	}
	screen := v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{
		Main:    v.headed(title, v.pager(&p.Pager, p.Turn), v.printBand(p), touch.Grow(1, list)),
		Actions: []fyne.CanvasObject{v.button(touch.PlainButton, "printer", "papers.wall", p.ChoosePaper)},
	})
	switch {
	case p.Asking != nil:
		return touch.Layers(screen, v.printSheet(p))
	case p.Choosing:
		return touch.Layers(screen, v.wallSheet(p))
	}
	return screen
}

// printBand tells what was done last; without that what keeps papers from coming out and what to do, and
// when it is mended, that those which did not come out can be printed together.
func (v *View) printBand(p *flow.StaffPrints) fyne.CanvasObject {
	if o := v.told(p.Done, p.Fault); o != nil {
		return o
	}
	switch {
	case p.Stuck.Trouble != "":
		do := p.Stuck.Do
		if p.Stuck.Failed > 0 {
			do = v.t("staff.print.kept", "do", do, "n", p.Stuck.Failed)
		}
		return touch.NewNotice(v.style, touch.WarnNotice, p.Stuck.Trouble, do, nil)
	case p.MayRetryAll():
		return touch.NewNotice(v.style, touch.WarnNotice, v.t("staff.print.mended", "n", p.Stuck.Failed), v.t("staff.print.mended_second"),
			v.button(touch.PrimaryButton, "printer", "staff.print.retry_all", p.RetryAll))
	}
	return nil
}

// printTags are how the states look; the words are staff.print.<state>.
var printTags = map[flow.PaperState]touch.TagKind{
	flow.PaperQueued: touch.PlainTag, flow.PaperInWork: touch.GoodTag, flow.PaperOut: touch.GoodTag,
	flow.PaperFailed: touch.WarnTag, flow.PaperUnsure: touch.WarnTag,
}

// printLine is one paper: its state, what it shows, when, and what can be done with it.
func (v *View) printLine(p *flow.StaffPrints, l flow.PrintLine) fyne.CanvasObject {
	tag := touch.NewTag(v.style, printTags[l.Paper()], v.t("staff.print."+string(l.Paper())))
	if l.Cancelled() {
		tag = touch.NewTag(v.style, touch.PlainTag, v.t("staff.print.away"))
	}
	width := v.style.Text(touch.Caption) * 7.2
	size := touch.Body
	if v.upright() && v.large {
		size = touch.Caption
	}
	words := touch.Column(2, touch.NewPara(v.style, 2, touch.Run{Text: v.printTitle(l), Size: touch.Label, Weight: touch.Bold}),
		touch.NewText(v.style, v.printSecond(l), size, touch.Plain, touch.Ink2))
	objects := []fyne.CanvasObject{touch.Fixed(width, 0, touch.Row(0, tag, touch.Space())), touch.Grow(1, words)}
	if b := v.printButton(p, l); b != nil {
		objects = append(objects, b)
	}
	edge := touch.Hair
	if l.WantsLook() {
		edge = touch.AmberEdge
	}
	return touch.NewSurface(v.style, touch.Card, edge, 20, touch.Pad(8, 24, 8, 24, touch.Row(24, objects...)))
}

func (v *View) printTitle(l flow.PrintLine) string {
	title := v.t("staff.print.of_posting", "title", l.Title)
	switch {
	case l.Other() != "":
		title = v.t("paper." + string(l.Other()))
	case l.Match != "" && l.Who != "":
		title = v.t("staff.print.of_match", "who", l.Who, "title", l.Title, "n", l.Place)
	case l.Match != "":
		title = v.t("staff.print.of_nobody", "title", l.Title, "n", l.Place)
	}
	if l.Copy {
		title += " " + v.t("staff.print.copy")
	}
	return title
}

func (v *View) printSecond(l flow.PrintLine) string {
	switch {
	case l.Trouble != "":
		return l.Trouble
	case l.WantsLook():
		return v.t("staff.print.why_unconfirmed")
	case !l.Newest:
		return v.t("staff.print.why_older")
	}
	return v.t("staff.print.at", "clock", l.At().Format("15:04"))
}

// printButton is what can be done with a paper; nil while it is on its way or was replaced.
func (v *View) printButton(p *flow.StaffPrints, l flow.PrintLine) fyne.CanvasObject {
	ask := func() { p.Ask(l) }
	switch {
	case !l.Newest:
		return nil
	case l.Paper() == flow.PaperQueued:
		return v.button(touch.SmallButton, "", "staff.print.cancel", ask)
	case l.Paper() == flow.PaperFailed:
		return v.button(touch.PlainButton, "printer", "staff.print.again", ask)
	case l.Paper() == flow.PaperUnsure:
		return v.button(touch.PlainButton, "eye", "staff.print.look_button", ask)
	case l.Paper() == flow.PaperOut:
		return v.button(touch.SmallButton, "printer", "staff.print.more", ask)
	}
	return nil
}

// printSheet asks before anything is printed again.
func (v *View) printSheet(p *flow.StaffPrints) fyne.CanvasObject {
	l := *p.Asking
	leave := v.button(touch.PlainButton, "", "staff.print.leave", p.Dismiss)
	key, answers := "staff.print.ask_copy", []fyne.CanvasObject{leave, v.button(touch.PrimaryButton, "printer", "staff.print.yes", p.Again)}
	switch paper := l.Paper(); {
	case paper == flow.PaperFailed:
		key = "staff.print.ask_failed"
		if l.MayCancel() {
			answers = slices.Insert(answers, 1, fyne.CanvasObject(v.button(touch.PlainButton, "", "staff.print.cancel", p.Cancel)))
		}
	case paper == flow.PaperQueued:
		key = "staff.print.ask_cancel"
		answers[1] = v.button(touch.PrimaryButton, "", "staff.print.cancel", p.Cancel)
	case paper == flow.PaperOut && l.Match == "" && l.Other() == "":
		key = "staff.print.ask_more"
	case paper == flow.PaperUnsure:
		key = "staff.print.ask_unconfirmed"
		answers = []fyne.CanvasObject{
			leave, v.button(touch.PlainButton, "printer", "staff.print.not", p.Again),
			v.button(touch.PrimaryButton, "check-bold", "staff.print.came", p.CameOut),
		}
	}
	return v.askSheet("printer-alert", v.t(key), v.printTitle(l)+v.t("staff.print.dot")+v.t(key+"_text"), answers...)
}
