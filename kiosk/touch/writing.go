package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TextField shows a text that is being written with a pad of keys. It is no entry:
// the toolkit's takes the focus, blinks, and loses the focus at the next key.
type TextField struct {
	part
	style               *Style
	face                fyne.CanvasObject
	box                 *fyne.Container
	text, letters, note string
	syllables           []string // of the letters; nil: they stand undivided
	caret               int      // how many syllables stand before the caret
	onSyllable          func(index int)
}

const (
	writingSize = 48 // of what is written, DIP
	writingSide = 32 // room left and right
)

// NewTextField makes an empty field with a note at the right, such as how much may
// still be written.
func NewTextField(s *Style, note string) *TextField {
	f := &TextField{style: s, box: Layers(), note: note}
	f.face = newFieldFace(s, f.box)
	f.children = []fyne.CanvasObject{f.face}
	f.become(f, func() fyne.Size { return fyne.NewSize(1, max(108, s.Text(writingSize)+44)) }, f.layout)
	return f
}

// Set shows what is written, then the letters that are not yet characters, then the
// caret; note stands at the right. Of a text that is too long the end is shown.
func (f *TextField) Set(text, letters, note string) {
	f.text, f.letters, f.note, f.syllables = text, letters, note, nil
	f.Refresh()
}

// SetSyllables is Set for letters that are divided; a tap on a syllable is told to onSyllable by
// its index. caret is how many of them stand before the caret.
func (f *TextField) SetSyllables(text string, syllables []string, caret int, note string, onSyllable func(index int)) {
	f.text, f.letters, f.note = text, "", note
	f.syllables, f.caret, f.onSyllable = syllables, caret, onSyllable
	f.Refresh()
}

func (f *TextField) layout(size fyne.Size) {
	s := f.style
	letters := NewText(s, f.letters, writingSize, Plain, GreenInk)
	note := NewText(s, f.note, Caption, Plain, Ink2)
	written := Run{Text: f.text, Size: writingSize, Weight: Bold}
	room := size.Width - 2*writingSide - letters.MinSize().Width - note.MinSize().Width - 40
	part := float32(1)
	if f.text != "" {
		part = 0.8
	}
	syllables, wide := f.shownSyllables(part * room)
	room -= wide
	written.Text = fitEnd(s, written, room)

	var objects []fyne.CanvasObject
	if f.text != "" {
		objects = append(objects, NewLine(s, 0, written))
	}
	if f.letters != "" {
		rule := canvas.NewRectangle(s.Paint(GreenInk))
		objects = append(objects, Column(0, letters, Fixed(0, strokeField, rule)))
	}
	caret := func() fyne.CanvasObject {
		return Fixed(5, s.Text(writingSize)*1.16, canvas.NewRectangle(s.Paint(GreenInk)))
	}
	for i, syllable := range syllables {
		objects = append(objects, syllable)
		if i == len(syllables)-1-(len(f.syllables)-f.caret) {
			objects = append(objects, caret())
		}
	}
	if len(syllables) == 0 || f.caret == 0 {
		objects = append(objects, caret())
	}
	objects = append(objects, Space(), note)
	f.box.Objects = []fyne.CanvasObject{Pad(0, writingSide, 0, writingSide, Row(4, objects...))}
	place(f.face, 0, 0, size.Width, size.Height)
	f.box.Refresh()
}
