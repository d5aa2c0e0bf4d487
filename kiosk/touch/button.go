package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ButtonKind is how much a button asks for attention.
type ButtonKind int

// The kinds. One Primary a screen; Stop ends or removes something; Quiet has no
// edge until it is pressed; Small stands beside titles; Huge is a primary that
// nobody can miss.
const (
	PlainButton ButtonKind = iota
	PrimaryButton
	StopButton
	QuietButton
	SmallButton
	SmallQuietButton
	HugeButton
)

// Button is a word with an icon before it.
type Button struct {
	Press
	icon string
	word *Line
	img  *canvas.Raster
}

// NewButton makes a button; icon may be "".
func NewButton(s *Style, kind ButtonKind, icon, word string, onTap func()) *Button {
	look := buttonLooks[kind]
	b := &Button{icon: icon, word: NewText(s, word, look.text, Bold, Ink)}
	b.word.Align, b.word.Shrink = fyne.TextAlignCenter, shrinkWord
	objects := []fyne.CanvasObject{b.word}
	if icon != "" {
		b.img = NewIcon(s, icon, look.icon, Ink)
		objects = []fyne.CanvasObject{b.img, b.word}
	}
	side := look.pad
	if s.Form() == Compact {
		side = min(side, 28)
	}
	content := Pad(0, side, 0, side, Centre(Row(14, objects...)))
	f := facesOf(look.face)
	if look.face == greenFace {
		f = greenFaces()
	}
	if kind == PrimaryButton && s.Form() == Compact {
		look.height = targetButton - 4 // the footer is low
	}
	b.press(s, b, pressing{
		kind: "button", label: word, faces: f, radius: look.radius, content: content, repaint: b.tint, onTap: onTap,
		size: func() fyne.Size {
			height := s.Target(look.height)
			least := content.MinSize().AddWidthHeight(2*strokeEdge, 2*strokeEdge+strokeLower)
			return fyne.NewSize(max(height, least.Width), max(height, least.Height))
		},
	})
	return b
}

type buttonLook struct {
	face                    face
	text, icon, height, pad float32
	radius                  float32
}

var buttonLooks = map[ButtonKind]buttonLook{
	PlainButton:      {plainButton, ButtonText, 38, targetButton, 30, radiusButton},
	PrimaryButton:    {greenFace, ButtonText, 40, targetPrimary, 44, radiusButton},
	StopButton:       {stopButton, ButtonText, 34, targetButton, 28, radiusButton},
	QuietButton:      {quietButton, ButtonText, 34, targetButton, 28, radiusButton},
	SmallButton:      {plainButton, Body, 34, targetMinimum, 22, radiusSmall},
	SmallQuietButton: {quietButton, Body, 30, targetMinimum, 20, radiusSmall},
	HugeButton:       {greenFace, Question, 56, targetContinue, 60, radiusButton},
}

func (b *Button) tint(f face) {
	b.word.setColour(f.ink)
	if b.img != nil {
		paintIcon(b.style, b.img, b.icon, f.icon)
	}
}

// SetWord shows another word, such as what is still missing on a disabled button.
func (b *Button) SetWord(word string) {
	b.label = word
	b.word.SetText(word)
	b.Refresh()
}
