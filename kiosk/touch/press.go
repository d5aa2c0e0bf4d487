package touch

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Dragger is what a pressable thing hands a real drag to: the list it lies in.
type Dragger interface {
	// Drag moves by dy DIP, downward positive.
	Drag(dy float32)
	// Release ends the drag; the dragger may glide on.
	Release()
}

// Press is the base of every pressable thing: a face with a thick lower edge
// that goes down under the finger at once. It owns both tap and drag, because
// the driver turns two pixels of movement into a drag and then gives no tap.
//
//   - Up to Slop DIP the finger rests: lifting it is a tap.
//   - Further, in a list, the list follows the finger and there is no tap.
//   - Further, elsewhere, it is a tap if the finger is lifted on the face.
//
// There is no hover, no double tap, no long press, no focus.
type Press struct {
	part
	pressing
	style *Style

	selected, disabled bool

	down    bool // the face is shown pressed
	touches int  // counts presses, so that an old timer does not end a new press
	since   time.Time
	drag    gesture
	dragger Dragger

	front, under *canvas.Rectangle // the face with its even edge, and what shows below it of a thicker one
	plate        *canvas.Shader    // paints both in a window; nil before
}

// The toolkit sees a Press as these.
var (
	_ fyne.Tappable     = (*Press)(nil)
	_ fyne.Draggable    = (*Press)(nil)
	_ desktop.Mouseable = (*Press)(nil)
)

// pressing is what a pressable widget is made of.
type pressing struct {
	kind, label string // name it for Targets
	faces       faces
	radius      float32
	content     fyne.CanvasObject
	repaint     func(face)       // paints the content for a face; nil when it looks the same on all
	size        func() fyne.Size // nil: what the content needs, and at least a small button
	onTap       func()
}

// press makes the Press the body of self.
func (p *Press) press(s *Style, self fyne.Widget, of pressing) {
	p.style, p.pressing = s, of
	p.front, p.under = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	p.children = []fyne.CanvasObject{p.under, p.front, of.content}
	if of.size == nil {
		of.size = func() fyne.Size {
			size := of.content.MinSize().AddWidthHeight(2*strokeEdge, strokeEdge+strokeLower)
			return size.Max(fyne.NewSquareSize(s.Target(targetMinimum)))
		}
	}
	p.become(self, of.size, p.layout)
	p.paint()
}

// Label is the word on the face; window tests find the thing by it.
func (p *Press) Label() string { return p.label }

// Enabled tells whether a tap does anything.
func (p *Press) Enabled() bool { return !p.disabled && p.onTap != nil }

// SetEnabled shows the disabled face, or the usual one. What is missing stands
// in the word, which the caller sets.
func (p *Press) SetEnabled(enabled bool) {
	p.disabled = !enabled
	p.down = false
	p.paint()
}

// SetSelected shows the selected face; the word or tick is the caller's.
func (p *Press) SetSelected(selected bool) {
	p.selected = selected
	p.paint()
}

// Selected tells whether the selected face is shown.
func (p *Press) Selected() bool { return p.selected }

// SetOnTap gives another deed.
func (p *Press) SetOnTap(onTap func()) { p.onTap = onTap }

// SetDragger names what follows the finger when it really drags.
func (p *Press) SetDragger(d Dragger) { p.dragger = d }

// current is the face for the state.
func (p *Press) current() face {
	switch {
	case p.disabled:
		return p.faces.disabled
	case p.down:
		return p.faces.pressed
	case p.selected:
		return p.faces.selected
	}
	return p.faces.normal
}

func (p *Press) paint() {
	f := p.current()
	edge := p.style.Paint(f.edge)
	p.front.FillColor, p.front.StrokeColor, p.under.FillColor = p.style.Paint(f.fill), edge, edge
	if p.repaint != nil {
		p.repaint(f)
	}
	p.layout(p.Size())
	for _, o := range p.children[:len(p.children)-1] { // all but the content
		o.Refresh()
	}
}

// layout draws the face once, with an edge of one width all around. Of the thicker edge below only a strip
// lies under it, high enough for the corners: where no graphics processor is, every pixel that is painted
// twice is time under somebody's finger.
func (p *Press) layout(size fyne.Size) {
	f := p.current()
	sink := strokeLower - strokeEdge
	if !p.down || p.disabled {
		sink = 0
	}
	height, below := size.Height-sink, max(0, f.lower-f.stroke)
	place(p.front, 0, sink, size.Width, height-below)
	p.front.StrokeWidth = f.stroke
	p.front.CornerRadius = min(p.radius, (height-below)/2)
	p.front.Hidden = f.fill == Clear && f.edge == Clear
	strip, corner := min(height, 2*p.radius+below), min(p.radius, height/2)
	p.under.CornerRadius = corner
	place(p.under, 0, size.Height-strip, size.Width, strip)
	p.under.Hidden = below == 0 || f.edge == Clear
	p.children = []fyne.CanvasObject{p.under, p.front, p.content}
	look := plateLook{fill: p.front.FillColor, edge: p.front.StrokeColor, radius: corner, stroke: f.stroke, lower: f.stroke + below}
	if p.style.options.Window && look.can() {
		if p.plate == nil {
			p.plate = newPlate()
		}
		place(p.plate, 0, sink, size.Width, height)
		look.paint(p.plate)
		p.children = []fyne.CanvasObject{p.plate, p.content}
	}
	// The content keeps its place on the face whatever the strokes are.
	place(p.content, strokeEdge, strokeEdge+sink, size.Width-2*strokeEdge, size.Height-strokeEdge-strokeLower)
}

// MouseDown implements desktop.Mouseable: the finger is on the glass.
func (p *Press) MouseDown(*desktop.MouseEvent) {
	p.drag = gesture{}
	p.touches++
	if p.Enabled() {
		p.down, p.since = true, p.style.options.Now()
		p.paint()
		p.style.options.Pressed()
	}
}

// MouseUp implements desktop.Mouseable. A face that was seen comes up now, with what the tap changes, so that
// the screen is painted once for both. Another stays down for a moment, as some panels report touching
// and lifting together.
func (p *Press) MouseUp(*desktop.MouseEvent) {
	if !p.down {
		return
	}
	left := pressShown - p.style.options.Now().Sub(p.since)
	if left <= 0 {
		p.lift()
		return
	}
	touch := p.touches
	p.style.options.After(left, func() {
		if touch == p.touches {
			p.lift()
		}
	})
}

func (p *Press) lift() {
	if p.down {
		p.down = false
		p.paint()
	}
}

// Tapped implements fyne.Tappable: the finger did not move at all.
func (p *Press) Tapped(*fyne.PointEvent) { p.tap() }

func (p *Press) tap() {
	if p.Enabled() {
		p.style.options.Guard(p.onTap)
		p.style.options.Tapped()
	}
}

// Dragged implements fyne.Draggable.
func (p *Press) Dragged(e *fyne.DragEvent) {
	moved := p.drag.move(e)
	if !p.drag.beyond {
		return
	}
	if p.dragger != nil {
		p.lift()
		p.style.options.Guard(func() { p.dragger.Drag(moved) })
		return
	}
	if p.inside(e.Position) != p.down && p.Enabled() {
		p.down = !p.down
		p.paint()
	}
}

// DragEnd implements fyne.Draggable.
func (p *Press) DragEnd() {
	switch {
	case !p.drag.beyond:
		p.tap()
	case p.dragger != nil:
		p.style.options.Guard(p.dragger.Release)
	case p.inside(p.drag.at):
		p.tap()
	}
}

func (p *Press) inside(at fyne.Position) bool {
	return at.X >= 0 && at.Y >= 0 && at.X < p.Size().Width && at.Y < p.Size().Height
}

// gesture sums up what the driver reports of one drag.
type gesture struct {
	dx, dy float32
	at     fyne.Position
	beyond bool // the finger has left the slop, and a drag stays one
}

// move takes one report and returns how far a list has to follow: nothing within
// the slop, all of the way so far when the finger leaves it, then step by step.
func (g *gesture) move(e *fyne.DragEvent) float32 {
	g.dx += e.Dragged.DX
	g.dy += e.Dragged.DY
	g.at = e.Position
	if g.beyond {
		return e.Dragged.DY
	}
	if max(abs(g.dx), abs(g.dy)) > Slop {
		g.beyond = true
		return g.dy
	}
	return 0
}

func abs(v float32) float32 { return max(v, -v) }
