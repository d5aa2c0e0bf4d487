package touch

import "fyne.io/fyne/v2"

// AnswerKind is how good an answer is; the sign at its right and its ground say so.
type AnswerKind int

// The kinds: given, taken as usual because nobody said, needed, and one that cannot stay.
const (
	GivenAnswer AnswerKind = iota
	UsualAnswer
	NeededAnswer
	WrongAnswer
)

var answerLooks = map[AnswerKind]struct {
	face face
	icon string
}{
	GivenAnswer:  {cardFace, "check-bold"},
	UsualAnswer:  {cardFace, ""},
	NeededAnswer: {face{fill: AmberTint, edge: AmberEdge, ink: AmberInk, ink2: AmberInk, icon: AmberInk, stroke: strokeEdge, lower: strokeLower}, "alert"},
	WrongAnswer:  {face{fill: RedTint, edge: Red, ink: RedInk, ink2: RedInk, icon: RedInk, stroke: strokeEdge, lower: strokeLower}, "alert-octagon"},
}

// Answer is one answer of a form on a small card: what it is about, and what was said. A tap leads to
// where it is mended.
type Answer struct{ Press }

// NewAnswer makes one.
func NewAnswer(s *Style, kind AnswerKind, label, text string, onTap func()) *Answer {
	look := answerLooks[kind]
	name := NewText(s, label, Caption, Plain, look.face.ink2)
	said := NewText(s, text, 28, Bold, look.face.ink)
	name.Shrink, said.Shrink = shrinkWord, shrinkWord
	row := []fyne.CanvasObject{Grow(1, linesOf(0, name, said))}
	if s.Form() == Compact && s.Large() { // room for one line
		both := NewLine(s, 12, Run{Text: label, Size: Least, Colour: look.face.ink2}, Run{Text: text, Size: Body, Weight: Bold, Colour: look.face.ink})
		both.Shrink = shrinkWord
		row = []fyne.CanvasObject{Grow(1, both)}
	} else if look.icon != "" {
		row = append(row, NewIcon(s, look.icon, 30, look.face.icon))
	}
	a := &Answer{}
	a.press(s, a, pressing{
		kind: "answer", label: label, faces: facesOf(look.face), radius: radiusCard, onTap: onTap,
		content: Pad(2, 14, 2, 18, Row(10, row...)),
	})
	return a
}

// Words is a box of running words that is tapped to change them.
type Words struct{ Press }

// NewWords makes a box of at most lines lines; asked stands there while there are no words.
func NewWords(s *Style, lines int, asked string, runs []Run, onTap func()) *Words {
	if len(runs) == 0 {
		runs = []Run{{Text: asked, Colour: Ink2, Size: Label}}
	}
	w := &Words{}
	w.press(s, w, pressing{
		kind: "words", label: asked, faces: facesOf(face{
			fill: Card, edge: GreenInk, ink: Ink, ink2: Ink2, icon: GreenInk, stroke: strokeField, lower: strokeLower,
		}), radius: radiusCard, onTap: onTap,
		content: Pad(8, 24, 8, 26, Column(0, Space(), NewPara(s, lines, runs...), Space())),
	})
	return w
}
