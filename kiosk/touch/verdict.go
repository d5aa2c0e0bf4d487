package touch

import "fyne.io/fyne/v2"

// VerdictKind is what a slip is worth; each has its own sign and ground.
type VerdictKind int

// The kinds: true and wanted, true and past, not to be checked here.
const (
	GoodVerdict VerdictKind = iota
	PastVerdict
	OpenVerdict
)

var verdictLooks = map[VerdictKind]struct {
	icon              string
	ground, edge, ink Colour
}{
	GoodVerdict: {"shield-check", Green, Green, OnGreen},
	PastVerdict: {"ticket-confirmation", Panel, Edge, Ink},
	OpenVerdict: {"information", AmberTint, AmberEdge, AmberInk},
}

// NewVerdict is the band that says what a slip is worth, in words of 60 DIP, with a line below.
func NewVerdict(s *Style, kind VerdictKind, text, second string) fyne.CanvasObject {
	look := verdictLooks[kind]
	size, icon, pad := float32(60), float32(88), float32(24)
	switch {
	case s.Form() == Compact:
		size, icon, pad = 44, 64, 12
	case s.Form() == Upright:
		size, icon = 50, 80
	}
	words := []fyne.CanvasObject{NewPara(s, 2, Run{Text: text, Size: size, Weight: Bold, Colour: look.ink})}
	if second != "" {
		below := float32(30)
		if s.Form() == Compact {
			below = Body
		}
		words = append(words, NewPara(s, 2, Run{Text: second, Size: below, Colour: look.ink}))
	}
	band := Row(28, NewIcon(s, look.icon, icon, look.ink), Grow(1, Column(0, words...)))
	return surface(s, look.ground, look.edge, strokeNotice, radiusCard, Pad(pad, 40, pad, 40, band))
}
