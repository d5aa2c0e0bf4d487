package touch

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// longTitle is from how many characters on the title of a job takes several lines.
const longTitle = 10

// NumberOptions are the words of a place's number.
type NumberOptions struct {
	Done          string // 接好了，已存好
	Before, After string // 第, 号
	Number        string // digits
	Icon, Title   string // the job
	Of            string // 共 8 个名额
	Total, Mine   int    // for the strokes
	MineWord      string // 黄色这一笔是您
}

// NewNumberPanel is the green panel that says which place one has.
func NewNumberPanel(s *Style, o NumberOptions) fyne.CanvasObject {
	top, figure := float32(40), FigurePlace
	switch s.Form() {
	case Compact:
		top, figure = 32, 200
	case Upright:
		figure = 300
	}
	if len(o.Number) > 2 || s.Large() {
		figure *= 0.7
	}
	done := Row(16, NewIcon(s, "check-circle", 52, OnGreen), NewText(s, o.Done, top, Bold, OnGreen))
	number := NewLine(s, 24,
		Run{Text: o.Before, Size: 56, Weight: Bold, Colour: OnGreen},
		Run{Text: o.Number, Size: figure, Weight: Black, Colour: OnGreen},
		Run{Text: o.After, Size: 56, Weight: Bold, Colour: OnGreen})
	number.Align = fyne.TextAlignCenter
	job := NewLine(s, 16,
		Run{Text: o.Title, Size: 36, Weight: Bold, Colour: OnGreen}, Run{Text: o.Of, Size: 36, Colour: OnGreen})
	var what fyne.CanvasObject = Centre(Row(20, NewIcon(s, o.Icon, 56, OnGreen), job))
	if utf8.RuneCountInString(o.Title) > longTitle && s.Form() != Compact {
		what = Row(20, NewIcon(s, o.Icon, 56, OnGreen), Grow(1, NewPara(s, 0, Run{Text: o.Title, Weight: Bold, Colour: OnGreen})))
	}
	rows := []fyne.CanvasObject{Centre(done), Space(), number, Space(), what}
	if o.Mine > 0 && o.Total <= tallyMost {
		strokes := Row(20, NewTallyMine(s, o.Total, o.Mine, 64), NewText(s, o.MineWord, Body, Plain, OnGreen))
		rows = append(rows, Pad(20, 0, 0, 0, Centre(strokes)))
	}
	face := canvas.NewRectangle(s.Paint(Green))
	face.CornerRadius = 28
	return Layers(s.rounded(face), Pad(36, 32, 36, 32, Column(0, rows...)))
}

// NewDayNumber is the number of the day after check-in: 今天 57 号.
func NewDayNumber(s *Style, before, number, after string) *Line {
	figure := FigurePlace
	if s.Form() != Wide || s.Large() {
		figure = 240
	}
	l := NewLine(s, 28,
		Run{Text: before, Size: 60, Weight: Bold},
		Run{Text: number, Size: figure, Weight: Black, Colour: GreenInk},
		Run{Text: after, Size: 60, Weight: Bold})
	l.Align = fyne.TextAlignCenter
	return l
}
