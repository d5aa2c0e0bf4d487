package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// DoorKind is the weight of an entrance on the home screen.
type DoorKind int

// The kinds: the one main door, the second, and the others.
const (
	PrimaryDoor DoorKind = iota
	SecondaryDoor
	PlainDoor
)

// DoorOptions describe a door.
type DoorOptions struct {
	Kind    DoorKind
	Icon    string
	Word    string
	Second  string // a plain line below; may be ""
	Stacked bool   // icon above the words instead of beside
	Arrow   bool   // an arrow at the right end
	Badge   string // how many things wait behind it; may be ""
	OnTap   func()
}

// Door is a large entrance: picture, word, a plain line.
type Door struct {
	Press
	name   string
	icon   *canvas.Raster
	arrow  *canvas.Raster
	word   *Line
	second *Line
}

type doorLook struct {
	faces      faces
	icon       float32
	word       float32
	padX, padY float32
}

func lookOfDoor(kind DoorKind, stacked bool) doorLook {
	switch kind {
	case PrimaryDoor:
		if stacked {
			return doorLook{greenFaces(), 96, 72, 30, 24}
		}
		return doorLook{greenFaces(), 124, 72, 46, 28}
	case SecondaryDoor:
		return doorLook{facesOf(tintFace), 84, 56, 30, 24}
	}
	if stacked {
		return doorLook{facesOf(cardFace), 58, 36, 24, 14}
	}
	return doorLook{facesOf(cardFace), 62, 36, 24, 14}
}

// NewDoor makes a door. In the compact form it is smaller and drops the second
// line of a plain door.
func NewDoor(s *Style, o DoorOptions) *Door {
	look := lookOfDoor(o.Kind, o.Stacked)
	if s.Form() == Compact {
		look.icon, look.word = round(look.icon*0.72), round(look.word*0.8)
		look.padX, look.padY = min(look.padX, 20), 6
		if o.Kind == PlainDoor {
			o.Second = ""
			look.word = 34
		}
	}
	d := &Door{name: o.Icon, icon: NewIcon(s, o.Icon, look.icon, GreenInk)}
	d.word = NewText(s, o.Word, look.word, Bold, Ink)
	d.word.Shrink = shrinkDoor
	words := []fyne.CanvasObject{d.word}
	if o.Second != "" {
		d.second = NewText(s, o.Second, Body, Plain, Ink2)
		d.second.Shrink = shrinkWord
		words = append(words, d.second)
	}
	var content fyne.CanvasObject
	if o.Stacked {
		icon := Row(0, d.icon, Space())
		content = Column(0, icon, Space(), linesOf(0, words...))
	} else {
		objects := []fyne.CanvasObject{d.icon, Grow(1, linesOf(0, words...))}
		if o.Arrow {
			d.arrow = NewIcon(s, "chevron-right", 72, GreenInk)
			objects = append(objects, d.arrow)
		}
		if o.Badge != "" {
			objects = append(objects, NewBadge(s, o.Badge))
		}
		content = Row(28, objects...)
	}
	d.press(s, d, pressing{
		kind: "door", label: o.Word, faces: look.faces, radius: radiusCard, onTap: o.OnTap, repaint: d.tint,
		content: Pad(look.padY, look.padX, look.padY, look.padX, content),
	})
	return d
}

func (d *Door) tint(f face) {
	paintIcon(d.style, d.icon, d.name, f.icon)
	if d.arrow != nil {
		paintIcon(d.style, d.arrow, "chevron-right", f.icon)
	}
	d.word.setColour(f.ink)
	if d.second != nil {
		d.second.setColour(f.ink2)
	}
}
