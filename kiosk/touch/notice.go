package touch

import "fyne.io/fyne/v2"

// NoticeKind is what a notice bar says; each kind has its own sign and colour.
type NoticeKind int

// The kinds: done, mind this, cannot be.
const (
	OKNotice NoticeKind = iota
	WarnNotice
	StopNotice
)

var noticeLooks = map[NoticeKind]struct {
	icon              string
	ground, edge, ink Colour
}{
	OKNotice:   {"check-circle", GreenTint, GreenInk, GreenInk},
	WarnNotice: {"alert", AmberTint, AmberEdge, AmberInk},
	StopNotice: {"alert-octagon", RedTint, Red, RedInk},
}

// NewNotice is a bar that says what is, in at most two lines; second is a plain
// line below and button an answer at its right, both may be left out.
func NewNotice(s *Style, kind NoticeKind, text, second string, button fyne.CanvasObject) fyne.CanvasObject {
	look := noticeLooks[kind]
	words := []fyne.CanvasObject{NewPara(s, 2, Run{Text: text, Size: 28, Weight: Bold, Colour: look.ink})}
	if second != "" {
		words = append(words, NewPara(s, 2, Run{Text: second, Size: Body, Colour: look.ink}))
	}
	objects := []fyne.CanvasObject{NewIcon(s, look.icon, 40, look.ink), Grow(1, Column(2, words...))}
	if button != nil {
		objects = append(objects, button)
	}
	return surface(s, look.ground, look.edge, strokeNotice, radiusSmall, Pad(14, 22, 14, 22, Row(18, objects...)))
}
