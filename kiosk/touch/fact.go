package touch

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// Fact is one row of a job's details: 时间 · 7月15日（明天）5:30–11:30 · 避开正午.
type Fact struct {
	Icon  string
	Label string
	Text  string // strong
	Note  string // after the text, may be ""
}

// longFact is from how many characters on a text stands in smaller type.
const longFact = 24

// NewFactRow shows a fact: icon, label in a column of its own, strong text, note.
// A text that is too long goes on in a line below.
func NewFactRow(s *Style, f Fact) fyne.CanvasObject {
	return newFactRow(s, f, 32, 76)
}

func newFactRow(s *Style, f Fact, size, height float32) fyne.CanvasObject {
	icon := float32(44)
	if s.Form() == Compact {
		icon, height = 36, height-18
	}
	height = max(height, s.Text(size)*1.3)
	if utf8.RuneCountInString(f.Text) > longFact {
		size = min(size, 28)
	}
	runs := []Run{{Text: f.Text, Size: size, Weight: Bold}}
	if f.Note != "" {
		runs = append(runs, Run{Text: "  " + f.Note, Size: Body, Colour: Ink2})
	}
	text := NewPara(s, 0, runs...)
	label := Fixed(round(s.Text(Body)*86/26), 0, NewText(s, f.Label, Body, Plain, Ink2))
	return Layers(Fixed(0, height, newBlank()), Pad(2, 0, 2, 0, Row(20, NewIcon(s, f.Icon, icon, GreenInk), label, Grow(1, text))))
}

// NewFacts puts facts under each other.
func NewFacts(s *Style, facts ...Fact) fyne.CanvasObject { return newFacts(s, 32, 76, facts) }

// NewLargeFacts is NewFacts in the larger type of the last screen: when and where to be.
func NewLargeFacts(s *Style, facts ...Fact) fyne.CanvasObject { return newFacts(s, Title, 92, facts) }

func newFacts(s *Style, size, height float32, facts []Fact) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(facts))
	for i, f := range facts {
		rows[i] = newFactRow(s, f, size, height)
	}
	return Column(0, rows...)
}
