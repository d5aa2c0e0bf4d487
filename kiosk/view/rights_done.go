package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// groupsOf cuts a number of eight digits into what stands below each other.
func groupsOf(number string) []string {
	if len(number) != 8 {
		return []string{number}
	}
	return []string{number[:4], number[4:]}
}

// buildComplaintDone shows the number of a complaint and what happens next.
func (v *View) buildComplaintDone(d *flow.ComplaintDone) fyne.CanvasObject {
	keep := "complaint.keep_called"
	if d.Anonymous {
		keep = "complaint.keep_anonymous"
	}
	panel := touch.NewFollowPanel(v.style, touch.FollowOptions{
		Done: v.t("complaint.saved"), Word: v.t("complaint.number"), Number: groupsOf(d.Number),
		Notes: []string{v.t(keep), v.t("complaint.keep_again")},
	})
	again := v.button(touch.PlainButton, "printer", "complaint.again", d.Copy)
	again.SetEnabled(d.MayCopy())
	return v.screen(touch.ScreenParts{
		Main: v.doneSides(panel, v.question(d.Title), v.stages(d.Steps), v.sheetPaper(&d.Paper, "complaint.paper_")), Nav: v.nav(false),
		Actions: []fyne.CanvasObject{again, v.button(touch.PrimaryButton, "check-bold", "way.understood", d.Understood)},
	})
}

// doneSides puts a green panel beside a title, what comes next, and the paper.
func (v *View) doneSides(panel, title, next, paper fyne.CanvasObject) fyne.CanvasObject {
	right := touch.Column(v.style.Gutter(), title, touch.Grow(1, next), paper)
	switch {
	case v.upright():
		height := float32(640)
		if v.large { // the steps need the room more than the number
			height = 540
		}
		return touch.Column(24, touch.Fixed(0, height, panel), touch.Grow(1, right))
	case v.compact():
		return touch.RowFill(24, touch.Fixed(430, 0, panel), touch.Grow(1, right))
	}
	return touch.RowFill(40, touch.Fixed(760, 0, panel), touch.Grow(1, right))
}

// stages is the card of what happens next.
func (v *View) stages(steps []flow.Stage) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, s := range steps {
		second := s.Second
		if v.tight() && v.large {
			second = ""
		}
		rows = append(rows, touch.Grow(1, touch.NewStage(v.style, i+1, s.Done, s.Word, second)))
	}
	pad := float32(22)
	if v.compact() {
		pad = 10
	}
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(pad, 40, pad, 40, touch.Column(4, rows...)))
}

// sheetPaper says how far a paper has come; key begins its phrases.
func (v *View) sheetPaper(p *flow.Paper, key string) fyne.CanvasObject {
	icon, word := "printer", key+"coming"
	switch {
	case p.Failed():
		icon, word = "printer-alert", key+"failed"
	case p.State == flow.PaperOut:
		word = key + "out"
	}
	bar := touch.NewBar(v.style, 14)
	bar.SetPart(p.Part())
	size := float32(36)
	if v.compact() {
		size = 26
	}
	return touch.NewPanel(v.style, touch.Row(24, touch.NewIcon(v.style, icon, 56, touch.GreenInk),
		touch.Grow(1, touch.Column(10, touch.NewText(v.style, v.t(word), size, touch.Bold, touch.Ink), bar))))
}

// buildComplaintStory shows how far a complaint is.
func (v *View) buildComplaintStory(s *flow.ComplaintStory) fyne.CanvasObject {
	var words []string
	reached := s.State.Rank()
	for _, state := range market.ComplaintStates {
		if state == market.ComplaintHanded && s.State == market.ComplaintClosed { // it may never have been
			reached--
			continue
		}
		words = append(words, v.t("complaint.state_"+string(state)))
	}
	kind := v.t("complaint.kind_" + string(s.What))
	return v.story(story{
		icon: complaintIcons[s.What], title: kind, number: s.Number, date: v.t("complaint.state_date", "date", s.Date),
		track: touch.NewTrack(v.style, reached, words), said: s.Words, call: v.t("complaint.state_call", "phone", s.Phone),
	})
}

// story is what became of something that was handed in.
type story struct {
	icon, title, number, date string
	track                     fyne.CanvasObject
	said                      string // "" for nothing yet
	call                      string
}

// story draws it: what and which number, how far, what was said.
func (v *View) story(s story) fyne.CanvasObject {
	glyph := float32(132)
	if v.compact() {
		glyph = 88
	}
	if v.smallest() {
		s.date = ""
	}
	groups := groupsOf(s.number)
	number := touch.NewLine(v.style, 20, touch.Run{Text: groups[0], Size: touch.FigureS, Weight: touch.Black},
		touch.Run{Text: groups[len(groups)-1], Size: touch.FigureS, Weight: touch.Black},
		touch.Run{Text: s.date, Size: touch.Label, Colour: touch.Ink2})
	head := touch.Row(28, touch.NewGlyph(v.style, s.icon, glyph, touch.GreenTint, touch.GreenInk),
		touch.Grow(1, touch.Column(4, touch.NewQuestion(v.style, s.title), number)))
	said := s.said
	ink := touch.Ink
	if said == "" {
		said, ink = v.t("complaint.state_none"), touch.Ink2
	}
	words := touch.NewCardPanel(v.style, touch.Column(10, touch.NewText(v.style, v.t("complaint.state_words"), touch.Body, touch.Plain, touch.Ink2),
		touch.NewPara(v.style, 6, touch.Run{Text: said, Size: 36, Weight: touch.Bold, Colour: ink}), touch.Space()))
	call := touch.NewPanel(v.style, touch.Row(20, touch.NewIcon(v.style, "phone", 44, touch.GreenInk),
		touch.Grow(1, touch.NewPara(v.style, 2, touch.Run{Text: s.call, Size: touch.Label}))))
	rows := []fyne.CanvasObject{head, touch.NewCardPanel(v.style, s.track), touch.Grow(1, words)}
	if !v.smallest() {
		rows = append(rows, call)
	}
	return v.screen(touch.ScreenParts{
		Main: touch.Column(v.style.Gutter(), rows...), Nav: v.nav(false),
		Actions: []fyne.CanvasObject{v.button(touch.PrimaryButton, "check-bold", "way.understood", v.app.End)},
	})
}
