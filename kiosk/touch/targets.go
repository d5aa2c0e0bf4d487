package touch

import "fyne.io/fyne/v2"

// Target is a pressable thing on screen.
type Target struct {
	Kind    string // button, door, chip, card, tile, tab, choice, key
	Label   string // its word
	Pos     fyne.Position
	Size    fyne.Size
	Enabled bool
	// Tap does what a finger does; nil when disabled.
	Tap func()
}

// Centre is where to put a finger, in DIP from the root's corner.
func (t Target) Centre() fyne.Position {
	return t.Pos.AddXY(t.Size.Width/2, t.Size.Height/2)
}

// Targets lists what can be pressed under root, in drawing order, with positions
// relative to root: only what is visible, within its list, and not below a sheet.
// Window tests find a button by its word with it.
func Targets(root fyne.CanvasObject) []Target {
	var w walk
	w.visit(root, fyne.Position{}, bounds{max: fyne.NewPos(unlimited, unlimited), min: fyne.NewPos(-unlimited, -unlimited)})
	return w.found
}

const unlimited = 1e6

// bounds is a rectangle from min to max.
type bounds struct{ min, max fyne.Position }

func (b bounds) cut(pos fyne.Position, size fyne.Size) bounds {
	return bounds{
		min: fyne.NewPos(max(b.min.X, pos.X), max(b.min.Y, pos.Y)),
		max: fyne.NewPos(min(b.max.X, pos.X+size.Width), min(b.max.Y, pos.Y+size.Height)),
	}
}

func (b bounds) holds(p fyne.Position) bool {
	return p.X >= b.min.X && p.Y >= b.min.Y && p.X < b.max.X && p.Y < b.max.Y
}

type walk struct{ found []Target }

// pressable is what Targets knows of a Press in any widget.
type pressable interface {
	target() Target
}

func (p *Press) target() Target {
	t := Target{Kind: p.kind, Label: p.label, Size: p.Size(), Enabled: p.Enabled()}
	if t.Enabled {
		t.Tap = p.tap
	}
	return t
}

func (w *walk) visit(o fyne.CanvasObject, at fyne.Position, within bounds) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	if c, ok := o.(interface{ covers() bool }); ok && c.covers() {
		w.cover(bounds{at, at.Add(o.Size())})
	}
	if p, ok := o.(pressable); ok {
		t := p.target()
		t.Pos = at
		if within.holds(t.Centre()) {
			w.found = append(w.found, t)
		}
		return
	}
	children, clipped := childrenOf(o)
	if clipped {
		within = within.cut(at, o.Size())
	}
	for _, child := range children {
		w.visit(child, at, within)
	}
}

// cover takes away what lies below.
func (w *walk) cover(area bounds) {
	kept := w.found[:0]
	for _, t := range w.found {
		if !area.holds(t.Centre()) {
			kept = append(kept, t)
		}
	}
	w.found = kept
}

// childrenOf are the children of a container or of a widget of this package.
func childrenOf(o fyne.CanvasObject) (children []fyne.CanvasObject, clipped bool) {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects, false
	case interface {
		parts() ([]fyne.CanvasObject, bool)
	}:
		return o.parts()
	}
	return nil, false
}
