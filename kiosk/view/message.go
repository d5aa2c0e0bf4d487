package view

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// moods are how the picture of a message is painted.
var moods = [...]struct{ ground, ink touch.Colour }{
	flow.Calm: {touch.GreenTint, touch.GreenInk},
	flow.Warn: {touch.AmberTint, touch.AmberInk},
	flow.Stop: {touch.RedTint, touch.RedInk},
}

// buildMessage draws a message as a page of its own, or as a sheet over the page below.
func (v *View) buildMessage(m *flow.Message) fyne.CanvasObject {
	content := []fyne.CanvasObject{v.messageHead(m)}
	if body := v.messageBody(m); body != nil {
		content = append(content, body)
	}
	var buttons []fyne.CanvasObject
	for i, w := range m.Ways {
		kind := touch.PlainButton
		if i == len(m.Ways)-1 {
			kind = touch.PrimaryButton
		}
		buttons = append(buttons, touch.NewButton(v.style, kind, w.Icon, w.Word, w.Do))
	}
	if m.Under() != nil {
		return v.over(m.Under(), touch.NewSheet(v.style, touch.Column(24, content...), buttons...))
	}
	inner := touch.Column(32, append(append([]fyne.CanvasObject{touch.Space()}, content...), touch.Space())...)
	middle := touch.RowFill(0, touch.Space(), touch.Grow(4, inner), touch.Space())
	if !v.wide() {
		middle = inner
	}
	return v.screen(touch.ScreenParts{Main: middle, Nav: v.nav(false), Actions: buttons})
}

// share gives parts that stand side by side equal room; upright they stand one below the other.
func (v *View) share(o fyne.CanvasObject) fyne.CanvasObject {
	if v.upright() {
		return o
	}
	return touch.Grow(1, o)
}

func (v *View) messageHead(m *flow.Message) fyne.CanvasObject {
	mood := moods[m.Mood]
	words := []fyne.CanvasObject{touch.NewPara(v.style, 2, touch.Run{Text: m.Title, Size: 50, Weight: touch.Bold})}
	if utf8.RuneCountInString(m.Title) > 30 { // it names a posting
		words[0] = touch.NewPara(v.style, 0, touch.Run{Text: m.Title, Size: touch.Label, Weight: touch.Bold})
	}
	if m.Text != "" {
		words = append(words, touch.NewPara(v.style, 5, touch.Run{Text: m.Text, Size: 28, Colour: touch.Ink2}))
	}
	return touch.Row(28, touch.NewGlyph(v.style, m.Icon, 112, mood.ground, mood.ink), touch.Grow(1, touch.Column(4, words...)))
}

// messageBody is what stands below the head: lists, a large figure, a code. nil for nothing.
func (v *View) messageBody(m *flow.Message) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, c := range m.Columns {
		parts = append(parts, v.share(v.column(c, m.Mood)))
	}
	if m.Aside != nil {
		parts = append(parts, v.aside(m))
	}
	if m.QR != "" {
		parts = append(parts, touch.NewCardPanel(v.style, touch.Fixed(320, 320, v.code(m.QR, 320))))
	}
	switch {
	case len(parts) == 0:
		return nil
	case v.upright():
		return touch.Column(20, parts...)
	}
	return touch.RowFill(24, parts...)
}

func (v *View) column(c flow.Column, mood flow.Mood) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if c.Title != "" {
		rows = append(rows, touch.NewText(v.style, c.Title, touch.Title, touch.Bold, touch.Ink))
	}
	for _, l := range c.Lines {
		ink := touch.GreenInk
		if l.Icon == "alert" || l.Icon == "account-clock" && mood == flow.Warn {
			ink = touch.AmberInk
		}
		rows = append(rows, touch.Row(18, touch.NewIcon(v.style, l.Icon, 40, ink),
			touch.Grow(1, touch.NewPara(v.style, 2, touch.Run{Text: l.Text, Size: touch.Label}))))
	}
	return touch.NewCardPanel(v.style, touch.Column(14, rows...))
}

// aside is the large figure beside the lists. A number of a slip is wide and takes what is left.
func (v *View) aside(m *flow.Message) fyne.CanvasObject {
	a := m.Aside
	size := touch.FigureDetail
	if v.compact() || v.large {
		size = touch.FigureM
	}
	figure := v.labelled(touch.NewText(v.style, a.Before, touch.Body, touch.Plain, touch.Ink2),
		touch.NewFigure(v.style, a.Figure, size, a.After, touch.Label, touch.Ink))
	note := touch.NewPara(v.style, 4, touch.Run{Text: a.Note, Size: 28, Colour: touch.Ink2})
	rows := []fyne.CanvasObject{figure, note}
	if m.QR != "" && v.wide() { // as high as the code beside it
		rows = []fyne.CanvasObject{figure, touch.Space(), note}
	}
	panel := touch.NewPanel(v.style, touch.Column(14, rows...))
	switch {
	case m.QR != "":
		return v.share(panel)
	case v.upright():
		return panel
	}
	return touch.Fixed(320, 0, panel)
}
