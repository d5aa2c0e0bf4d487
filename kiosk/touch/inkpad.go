package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"yizhan/kiosk/ime"
)

// InkPad is the box in which a finger writes one character. It keeps no strokes: each one is told
// when the finger leaves, and SetStrokes shows what there is.
type InkPad struct {
	part
	style    *Style
	face     fyne.CanvasObject
	guides   [4]*canvas.Line
	hint     *Line
	strokes  []ime.Stroke
	ink      []fyne.CanvasObject // of the strokes
	live     ime.Stroke          // under the finger
	onStroke func(ime.Stroke)
}

// The toolkit sees an InkPad as these.
var (
	_ fyne.Draggable    = (*InkPad)(nil)
	_ desktop.Mouseable = (*InkPad)(nil)
)

const (
	inkWidth = 15  // of a drawn line, DIP
	inkStep  = 3   // nearer points are passed over
	inkBox   = 120 // millimetres: the least side of the box
	inkLeast = 300 // height that a very low screen leaves, DIP
)

// NewInkPad makes an empty box; hint stands in its lower corner until something is written.
func NewInkPad(s *Style, hint string, onStroke func(ime.Stroke)) *InkPad {
	p := &InkPad{style: s, onStroke: onStroke, hint: NewText(s, hint, Caption, Plain, Ink2)}
	p.face = newFieldFace(s, Layers())
	for i := range p.guides {
		p.guides[i] = canvas.NewLine(s.Paint(Hair))
		p.guides[i].StrokeWidth = strokeHair
	}
	p.become(p, func() fyne.Size { return fyne.NewSize(s.InkBox(), inkLeast) }, p.layout)
	p.compose()
	return p
}

// InkBox is the side of the box in which a finger writes, in DIP: 120 mm on this panel, more where
// the screen has room, and at most what leaves room for the characters.
func (s *Style) InkBox() float32 {
	least, most := float32(560), float32(620)
	if s.Form() == Compact {
		least, most = 440, 500
	}
	return min(most, max(least, float32(inkBox/s.options.MMPerPixel)))
}

// SetStrokes shows these strokes, the last one in green.
func (p *InkPad) SetStrokes(strokes []ime.Stroke) {
	p.strokes = strokes
	p.compose()
	p.Refresh()
}

// compose draws everything anew.
func (p *InkPad) compose() {
	p.ink = nil
	for i, s := range p.strokes {
		colour := Ink
		if i == len(p.strokes)-1 {
			colour = GreenInk
		}
		for k := range s {
			p.ink = append(p.ink, p.draw(s, k, colour)...)
		}
	}
	for k := range p.live {
		p.ink = append(p.ink, p.draw(p.live, k, GreenInk)...)
	}
	p.gather()
}

func (p *InkPad) gather() {
	p.hint.Hidden = len(p.ink) > 0
	p.children = []fyne.CanvasObject{p.face}
	for _, g := range p.guides {
		p.children = append(p.children, g)
	}
	p.children = append(append(p.children, p.hint), p.ink...)
}

// draw makes the line to the k-th point of a stroke, with a round end.
func (p *InkPad) draw(s ime.Stroke, k int, c Colour) []fyne.CanvasObject {
	at := fyne.NewPos(float32(s[k].X), float32(s[k].Y))
	end := canvas.NewCircle(p.style.Paint(c))
	end.Move(at.SubtractXY(inkWidth/2, inkWidth/2))
	end.Resize(fyne.NewSquareSize(inkWidth))
	if k == 0 {
		return []fyne.CanvasObject{end}
	}
	line := canvas.NewLine(p.style.Paint(c))
	line.StrokeWidth = inkWidth
	line.Position1, line.Position2 = fyne.NewPos(float32(s[k-1].X), float32(s[k-1].Y)), at
	return []fyne.CanvasObject{line, end}
}

// layout draws the frame and the guide lines of a copybook: a cross and two diagonals.
func (p *InkPad) layout(size fyne.Size) {
	place(p.face, 0, 0, size.Width, size.Height)
	w, h := size.Width, size.Height
	const side = 24
	for i, ends := range [4][2]fyne.Position{
		{fyne.NewPos(w/2, side), fyne.NewPos(w/2, h-side)},
		{fyne.NewPos(side, h/2), fyne.NewPos(w-side, h/2)},
		{fyne.NewPos(side, side), fyne.NewPos(w-side, h-side)},
		{fyne.NewPos(w-side, side), fyne.NewPos(side, h-side)},
	} {
		p.guides[i].Position1, p.guides[i].Position2 = ends[0], ends[1]
	}
	hint := p.hint.MinSize()
	place(p.hint, 24, h-hint.Height-14, w-48, hint.Height)
}

// MouseDown implements desktop.Mouseable: the finger is on the glass.
func (p *InkPad) MouseDown(e *desktop.MouseEvent) {
	p.live = nil
	p.to(e.Position)
}

// Dragged implements fyne.Draggable.
func (p *InkPad) Dragged(e *fyne.DragEvent) { p.to(e.Position) }

// to goes on to a point of the box.
func (p *InkPad) to(at fyne.Position) {
	size := p.Size()
	next := ime.Point{
		X: float64(max(inkWidth/2, min(size.Width-inkWidth/2, at.X))),
		Y: float64(max(inkWidth/2, min(size.Height-inkWidth/2, at.Y))),
	}
	if n := len(p.live); n > 0 {
		if last := p.live[n-1]; abs(float32(next.X-last.X))+abs(float32(next.Y-last.Y)) < inkStep {
			return
		}
	}
	p.live = append(p.live, next)
	p.ink = append(p.ink, p.draw(p.live, len(p.live)-1, GreenInk)...)
	p.gather()
	canvas.Refresh(p)
}

// MouseUp implements desktop.Mouseable: the finger has left.
func (p *InkPad) MouseUp(*desktop.MouseEvent) { p.end() }

// DragEnd implements fyne.Draggable.
func (p *InkPad) DragEnd() { p.end() }

// end tells the stroke; the driver may report the end twice.
func (p *InkPad) end() {
	s := p.live
	p.live = nil
	if len(s) > 0 {
		p.onStroke(s)
	}
}

// target lets window tests find the box; a tap draws a dot in the middle.
func (p *InkPad) target() Target {
	return Target{Kind: "ink", Label: p.hint.Text(), Size: p.Size(), Enabled: true, Tap: func() {
		p.live = nil
		p.to(fyne.NewPos(p.Size().Width/2, p.Size().Height/2))
		p.end()
	}}
}
