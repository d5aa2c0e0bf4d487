package touch

import "fyne.io/fyne/v2"

// Key is one key of a pad.
type Key struct {
	Press
	icon string
	word *Line
	img  *fyne.Container
}

// KeyOptions describe a key.
type KeyOptions struct {
	Word     string
	Icon     string  // before the word; may be ""
	Size     float32 // of the word, DIP
	Function bool    // a grey key that writes nothing
	Primary  bool    // the green key that ends the writing
	Height   float32 // least height in DIP; 0 is a keypad key's
	OnTap    func()
}

// NewKey makes a key. Under the finger it is green so that it shows around it.
func NewKey(s *Style, o KeyOptions) *Key {
	if o.Height == 0 {
		o.Height = keyHeight(s)
	}
	k := &Key{icon: o.Icon, word: NewText(s, o.Word, o.Size, Bold, Ink)}
	k.word.Align, k.word.Shrink = fyne.TextAlignCenter, shrinkWord
	k.img = Layers()
	objects := []fyne.CanvasObject{k.word}
	if o.Icon != "" {
		objects = []fyne.CanvasObject{k.img, k.word}
	}
	if isDigits(o.Word) {
		objects = []fyne.CanvasObject{newDigits(s, k.word)}
	}
	f := keyFaces(keyFace)
	switch {
	case o.Function:
		f = keyFaces(fnKeyFace)
	case o.Primary:
		f = greenFaces()
	}
	k.press(s, k, pressing{
		kind: "key", label: o.Word, faces: f, radius: radiusButton, onTap: o.OnTap, repaint: k.tint,
		content: Pad(0, 4, 0, 4, Centre(Row(10, objects...))),
		size: func() fyne.Size {
			return fyne.NewSize(s.Target(targetMinimum), s.Target(o.Height))
		},
	})
	return k
}

func keyHeight(s *Style) float32 {
	if s.Form() == Compact {
		return targetButton
	}
	return targetKey
}

func (k *Key) tint(f face) {
	k.word.setColour(f.ink)
	if k.icon != "" {
		k.img.Objects = []fyne.CanvasObject{NewIcon(k.style, k.icon, 44, f.icon)}
		k.img.Refresh()
	}
}

// KeypadOptions are the words and deeds of a keypad.
type KeypadOptions struct {
	Clear, Delete string
	X             bool // a key X in the place of clear, for numbers of identity cards
	OnDigit       func(digit rune)
	OnClear       func()
	OnDelete      func()
}

// NewKeypad is the pad of ten digits with clear or X, and delete, three keys wide.
func NewKeypad(s *Style, o KeypadOptions) fyne.CanvasObject {
	digit := func(d rune) fyne.CanvasObject {
		return NewKey(s, KeyOptions{Word: string(d), Size: 56, OnTap: func() { o.OnDigit(d) }})
	}
	var keys []fyne.CanvasObject
	for d := '1'; d <= '9'; d++ {
		keys = append(keys, digit(d))
	}
	gap := float32(16)
	if s.Form() == Compact {
		gap = targetGap
	}
	clear := fyne.CanvasObject(NewKey(s, KeyOptions{Word: o.Clear, Size: Label, Function: true, OnTap: o.OnClear}))
	if o.X {
		clear = digit('X')
	}
	return Grid(3, 4, gap, append(keys, clear, digit('0'),
		NewKey(s, KeyOptions{Word: o.Delete, Icon: "backspace", Size: Label, Function: true, OnTap: o.OnDelete}))...)
}

func isDigits(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return text != ""
}

// newDigits keeps a line centred by its digits: the room below the baseline,
// which digits do not use, is taken off.
func newDigits(s *Style, l *Line) fyne.CanvasObject {
	spare := round(l.natural().Height - 2*(l.baseline()-s.Text(l.runs[0].Size)*digitHeight/2))
	return Pad(max(0, spare), 0, max(0, -spare), 0, l)
}
