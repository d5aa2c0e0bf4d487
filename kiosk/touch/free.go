package touch

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// FreeOptions are the words of the panel that says that nothing costs anything.
type FreeOptions struct {
	Word  string   // 找活、招人都不收钱
	Unit  string   // 元
	Lines []string // what is free
	Paid  string   // 谁在这儿收您一分钱
	Call  string   // 打
	Phone string
}

// NewFreePanel is the green panel with the large 0. Upright the figure stands beside the words.
func NewFreePanel(s *Style, o FreeOptions) fyne.CanvasObject {
	figure, title, text := float32(300), float32(40), float32(30)
	switch s.Form() {
	case Compact:
		figure, title, text = 170, 30, 24
	case Upright:
		figure = 220
	}
	if s.Large() {
		figure, title, text = figure*0.7, title*0.8, text*0.85
	}
	word := NewText(s, o.Word, title, Bold, OnGreen)
	word.Shrink = shrinkWord
	zero := NewLine(s, 18, Run{Text: "0", Size: figure, Weight: Black, Colour: OnGreen}, Run{Text: o.Unit, Size: 56, Weight: Bold, Colour: OnGreen})
	var lines []fyne.CanvasObject
	for _, l := range o.Lines {
		lines = append(lines, Row(16, NewIcon(s, "check-bold", text+6, OnGreen), Grow(1, NewText(s, l, text, Plain, OnGreen))))
	}
	phone := Run{Text: o.Phone, Size: text + 12, Weight: Black, Colour: OnGreen}
	if strings.Contains(o.Phone, "-") { // the figures' face has no hyphen
		phone.Weight = Bold
	}
	call := Column(0, NewText(s, o.Paid, text, Plain, OnGreen), NewLine(s, 8, Run{Text: o.Call, Size: text, Colour: OnGreen}, phone))
	var content fyne.CanvasObject
	if s.Form() == Upright {
		words := append([]fyne.CanvasObject{word}, lines...)
		content = Row(40, zero, Grow(1, Column(10, append(words, call)...)))
	} else {
		content = Column(12, append(append([]fyne.CanvasObject{word, Space(), startOf(zero), Space()}, lines...), Pad(8, 0, 0, 0, call))...)
	}
	face := canvas.NewRectangle(s.Paint(Green))
	face.CornerRadius = 28
	pad := float32(44)
	if s.Form() == Compact {
		pad = 24
	}
	return Layers(s.rounded(face), Pad(pad*0.8, pad, pad*0.8, pad, content))
}
