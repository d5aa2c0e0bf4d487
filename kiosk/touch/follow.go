package touch

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// FollowOptions are the words of a number to come back by.
type FollowOptions struct {
	Done   string   // 记下了，已存好
	Word   string   // 您的投诉号
	Number []string // in groups of four digits, one below the other
	Notes  []string // what it is good for, a line each
}

// NewFollowPanel is the green panel with a number that somebody writes down. On a small screen
// the groups stand side by side.
func NewFollowPanel(s *Style, o FollowOptions) fyne.CanvasObject {
	top, figure, note := float32(44), float32(156), float32(32)
	if s.Form() == Compact {
		top, figure, note = 32, 96, 26
	}
	if s.Large() {
		top, figure, note = top*0.75, figure*0.72, note*0.8
	}
	head := NewLine(s, 0, Run{Text: o.Done, Size: top, Weight: Bold, Colour: OnGreen})
	done := Row(16, NewIcon(s, "check-circle", top+12, OnGreen), head)
	rows := []fyne.CanvasObject{Centre(done), Space(), centred(s, Run{Text: o.Word, Size: note + 4, Colour: OnGreen})}
	for _, group := range o.Number {
		line := centred(s, Run{Text: group, Size: figure, Weight: Black, Colour: OnGreen})
		rows = append(rows, Pad(figure*0.12, 0, 0, 0, line))
	}
	rows = append(rows, Space())
	for _, n := range o.Notes {
		rows = append(rows, centred(s, Run{Text: n, Size: note, Colour: OnGreen}))
	}
	face := canvas.NewRectangle(s.Paint(Green))
	face.CornerRadius = 28
	gap := float32(18)
	if s.Form() == Compact {
		gap = 8
	}
	return Layers(s.rounded(face), Pad(36, 20, 36, 20, Column(gap, rows...)))
}

func centred(s *Style, r Run) *Line {
	l := NewLine(s, 0, r)
	l.Align = fyne.TextAlignCenter
	return l
}

// NewStage is one step of what happens: a green disc with a tick when it is true already, else a
// ring with its number; a word, and a plain line below.
func NewStage(s *Style, no int, done bool, word, second string) fyne.CanvasObject {
	size, title, below := float32(64), float32(36), float32(28)
	if s.Form() == Compact {
		size, title, below = 48, 28, 22
	}
	mark := Layers(newRing(s, Edge, 3), Centre(newDigits(s, NewText(s, strconv.Itoa(no), size*0.53, Black, Ink))))
	if done {
		mark = Layers(newDisc(s, Green), Centre(NewIcon(s, "check-bold", size*0.6, OnGreen)))
	}
	words := []fyne.CanvasObject{NewText(s, word, title, Bold, Ink)}
	if second != "" {
		words = append(words, NewText(s, second, below, Plain, Ink2))
	}
	return Row(26, Fixed(size, size, mark), Grow(1, Column(0, words...)))
}

// NewTrack shows how far something is on its way: a bar with its word for each state, those that
// were reached filled.
func NewTrack(s *Style, reached int, words []string) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for i, word := range words {
		bar, ink, weight := Hair, Ink2, Plain
		if i <= reached {
			bar, ink = GreenInk, Ink
		}
		if i == reached {
			weight = Bold
		}
		strip := canvas.NewRectangle(s.Paint(bar))
		strip.CornerRadius = 8
		parts = append(parts, Grow(1, Column(10, Fixed(0, 16, strip), NewText(s, word, Label, weight, ink))))
	}
	return RowFill(16, parts...)
}
