package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// syllable is a part of the letters being written; a tap chooses it for mending. It looks like
// text with a line below, and is as large as every other thing to press.
type syllable struct{ Press }

func newSyllable(s *Style, letters string, onTap func()) *syllable {
	y := &syllable{}
	word := NewText(s, letters, writingSize, Plain, GreenInk)
	rule := canvas.NewRectangle(s.Paint(GreenInk))
	plain := face{fill: Clear, edge: Clear, ink: GreenInk, icon: GreenInk}
	down := face{fill: GreenTint, edge: GreenTint, ink: GreenInk, icon: GreenInk}
	y.press(s, y, pressing{
		kind: "syllable", label: letters, radius: radiusTag, onTap: onTap,
		faces:   faces{normal: plain, pressed: down, selected: down, disabled: plain},
		content: Centre(Column(0, word, Fixed(0, strokeField, rule))),
		size: func() fyne.Size {
			least := s.Target(targetMinimum)
			return fyne.NewSize(max(least, word.MinSize().Width+12), least)
		},
	})
	return y
}

// shownSyllables are the last ones that fit into a width, and how wide they are.
func (f *TextField) shownSyllables(width float32) (shown []*syllable, wide float32) {
	from := len(f.syllables)
	for from > 0 {
		y := newSyllable(f.style, f.syllables[from-1], f.tapOn(from-1))
		w := y.MinSize().Width + 4
		if wide+w > width && len(shown) > 0 {
			break
		}
		wide += w
		shown = append([]*syllable{y}, shown...)
		from--
	}
	return shown, wide
}

func (f *TextField) tapOn(index int) func() {
	tell := f.onSyllable
	return func() { tell(index) }
}
