package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TagKind is what a tag says; each has its own ground, and the last two a sign.
type TagKind int

// The kinds: a good thing about the job, a plain fact, something to confirm, something forbidden.
const (
	GoodTag TagKind = iota
	PlainTag
	WarnTag
	StopTag
	cardTag // a plain tag on a Panel ground
)

var tagLooks = map[TagKind]struct {
	ground, ink Colour
	weight      Weight
	icon        string
}{
	GoodTag:  {GreenTint, GreenInk, Bold, ""},
	PlainTag: {Panel, Ink, Plain, ""},
	WarnTag:  {AmberTint, AmberInk, Bold, "alert"},
	StopTag:  {RedTint, RedInk, Bold, "alert-octagon"},
	cardTag:  {Card, Ink, Plain, ""},
}

// NewTag is a small fact on a ground of its own. Tags are never pressable.
func NewTag(s *Style, kind TagKind, word string) fyne.CanvasObject {
	look := tagLooks[kind]
	ground := canvas.NewRectangle(s.Paint(look.ground))
	ground.CornerRadius = radiusTag
	objects := []fyne.CanvasObject{NewText(s, word, Caption, look.weight, look.ink)}
	if look.icon != "" {
		objects = append([]fyne.CanvasObject{NewIcon(s, look.icon, 26, look.ink)}, objects...)
	}
	return Fixed(0, round(s.Text(Caption)*40/22), Layers(s.rounded(ground), Pad(0, 14, 0, 14, Row(6, objects...))))
}

// NewBadge is a count on amber.
func NewBadge(s *Style, count string) fyne.CanvasObject {
	ground := canvas.NewRectangle(s.Paint(Amber))
	height := round(s.Text(24) * 38 / 24)
	ground.CornerRadius = height / 2
	// Amber is light in both themes, so its ink is dark in both.
	word := NewText(s, count, 24, Bold, Ink)
	if s.Dark() {
		word = NewText(s, count, 24, Bold, OnGreen)
	}
	word.Align = fyne.TextAlignCenter
	return Fixed(0, height, Layers(s.rounded(ground), Pad(0, 11, 0, 11, word)))
}
