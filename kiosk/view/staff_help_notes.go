package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// helpSide is the right side of the help: hardships, notes or courses, below the chips that choose.
func (v *View) helpSide(p *flow.StaffHelp) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, t := range flow.HelpTabs {
		chips = append(chips, touch.Grow(1, touch.NewChip(v.style, "", v.t("aid.tab_"+figure(t)), t == p.Tab, func() { p.ShowTab(t) })))
	}
	var body fyne.CanvasObject
	switch p.Tab {
	case flow.HelpNotes:
		body = v.helpNotes(p)
	case flow.HelpCourses:
		body = v.helpCourses(p)
	default:
		body = v.helpTicks(p)
	}
	if v.upright() {
		body = touch.Fixed(0, v.helpSideHigh(p), body)
	} else {
		body = touch.Grow(1, body)
	}
	return touch.Column(12, touch.RowFill(10, chips...), body)
}

// helpSideHigh is how high it is upright: the ticks as high as they are.
func (v *View) helpSideHigh(p *flow.StaffHelp) float32 {
	switch {
	case p.Tab == flow.HelpTicks:
		return 0
	case v.large:
		return 420
	}
	return 460
}

// helpNotes are the notes on somebody, the newest first, as many as have room.
func (v *View) helpNotes(p *flow.StaffHelp) fyne.CanvasObject {
	write := v.button(touch.PlainButton, "plus", "aid.note", p.WriteNote)
	list := newFitting(func(size fyne.Size) fyne.CanvasObject {
		var rows []fyne.CanvasObject
		high := v.style.Text(touch.Body)*2.9 + v.style.Text(22)*1.5
		for i, n := range p.Notes() {
			if float32(i+1)*(high+10) > size.Height {
				break
			}
			head := touch.NewLine(v.style, 12, touch.Run{Text: n.When, Size: 22, Weight: touch.Bold, Colour: touch.Ink2}, touch.Run{Text: n.Who, Size: 22, Colour: touch.Ink2})
			rows = append(rows, touch.Fixed(0, high, touch.Column(0, head, touch.NewPara(v.style, 2, touch.Run{Text: n.Words, Size: touch.Body}))), touch.NewRule(v.style))
		}
		if len(rows) == 0 {
			rows = append(rows, touch.NewPara(v.style, 3, touch.Run{Text: v.t("aid.note_none"), Size: touch.Body, Colour: touch.Ink2}))
		}
		return touch.Column(8, append(rows, touch.Space())...)
	})
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(16, 20, 16, 20, touch.Column(12, touch.Grow(1, list), write)))
}

// helpCourses are the courses, those of the person's trades first.
func (v *View) helpCourses(p *flow.StaffHelp) fyne.CanvasObject {
	list := newFitting(func(size fyne.Size) fyne.CanvasObject {
		var rows []fyne.CanvasObject
		high := max(v.style.Text(touch.Body)*1.5+v.style.Text(22)*1.5+20, v.style.Target(72)+16)
		for i, c := range p.Courses() {
			if float32(i+1)*(high+10) > size.Height {
				break
			}
			title := touch.NewText(v.style, c.Title, touch.Body, touch.Bold, touch.Ink)
			title.Shrink = 0.8
			second := touch.NewText(v.style, c.When, 22, touch.Plain, touch.Ink2)
			second.Shrink = 0.8
			row := []fyne.CanvasObject{touch.Grow(1, touch.Column(0, title, second))}
			if c.Fits && !v.large && !v.compact() {
				row = append(row, touch.NewTag(v.style, touch.GoodTag, v.t("aid.course_fits")))
			}
			row = append(row, v.button(touch.SmallButton, "", "aid.enrol", func() { p.Enrol(c) }))
			rows = append(rows, touch.Fixed(0, high, touch.Row(12, row...)), touch.NewRule(v.style))
		}
		if len(rows) == 0 {
			rows = append(rows, touch.NewPara(v.style, 3, touch.Run{Text: v.t("aid.course_none"), Size: touch.Body, Colour: touch.Ink2}))
		}
		return touch.Column(6, append(rows, touch.Space())...)
	})
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(16, 20, 16, 20, list))
}
