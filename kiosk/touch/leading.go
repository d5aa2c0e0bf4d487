package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// leadingRow gives the first object what it needs, shortened to the width if it
// must be, and shows of the others as many as still fit after it.
type leadingRow struct {
	after float32 // DIP after the first
	gap   float32 // DIP between the others
}

// MinSize implements fyne.Layout.
func (l *leadingRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, largest(objects).Height)
}

// Layout implements fyne.Layout.
func (l *leadingRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	at := float32(0)
	for i, o := range objects {
		least := o.MinSize()
		width := least.Width
		switch i {
		case 0:
			width = min(width, size.Width)
		case 1:
			at += l.after
		default:
			at += l.gap
		}
		if i > 0 && at+width > size.Width {
			for _, rest := range objects[i:] {
				rest.Hide()
			}
			return
		}
		o.Show()
		place(o, at, (size.Height-least.Height)/2, width, least.Height)
		at += width
	}
}

// Trailing puts objects beside each other at the right end of the room that a row has left, gap DIP apart. The last
// that do not fit are left out: half a number is another number.
func Trailing(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return Grow(1, container.New(&trailing{gap: gap}, objects...))
}

type trailing struct{ gap float32 }

// MinSize implements fyne.Layout.
func (*trailing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, largest(objects).Height)
}

// Layout implements fyne.Layout.
func (l *trailing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown, taken := 0, -l.gap
	for shown < len(objects) && taken+l.gap+objects[shown].MinSize().Width <= size.Width {
		taken += l.gap + objects[shown].MinSize().Width
		shown++
	}
	at := size.Width - taken
	for i, o := range objects {
		if i >= shown {
			o.Hide()
			continue
		}
		o.Show()
		least := o.MinSize()
		place(o, at, (size.Height-least.Height)/2, least.Width, least.Height)
		at += least.Width + l.gap
	}
}

// linesOf puts lines under each other, the most important first. All in the middle
// of the height; where it is too low, the last ones are left out.
func linesOf(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&lines{gap: gap}, objects...)
}

type lines struct{ gap float32 }

// MinSize implements fyne.Layout.
func (l *lines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := largest(objects)
	size.Height = l.height(objects)
	return size
}

func (l *lines) height(objects []fyne.CanvasObject) float32 {
	height := l.gap * float32(max(0, len(objects)-1))
	for _, o := range objects {
		height += o.MinSize().Height
	}
	return height
}

// Layout implements fyne.Layout.
func (l *lines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := len(objects)
	for shown > 1 && l.height(objects[:shown]) > size.Height+1 {
		shown--
	}
	at := (size.Height - l.height(objects[:shown])) / 2
	for i, o := range objects {
		if i >= shown {
			o.Hide()
			continue
		}
		o.Show()
		height := o.MinSize().Height
		place(o, 0, at, size.Width, height)
		at += height + l.gap
	}
}
