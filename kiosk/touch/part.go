package touch

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// part is the base of every widget here: its children, the least size it needs
// and how it lays the children out.
type part struct {
	widget.BaseWidget
	self     fyne.Widget
	children []fyne.CanvasObject
	least    func() fyne.Size
	arrange  func(size fyne.Size)
	clip     bool // children are cut at the part's bounds
}

// become makes the part the body of self, the outermost widget: the toolkit knows
// a widget by that pointer only.
func (p *part) become(self fyne.Widget, least func() fyne.Size, arrange func(fyne.Size)) {
	p.self, p.least, p.arrange = self, least, arrange
	p.ExtendBaseWidget(self)
}

// CreateRenderer implements fyne.Widget.
func (p *part) CreateRenderer() fyne.WidgetRenderer {
	if p.clip {
		return &clipRenderer{partRenderer{p}}
	}
	return &partRenderer{p}
}

// parts gives Targets the children without asking the toolkit's renderer cache.
func (p *part) parts() (children []fyne.CanvasObject, clipped bool) { return p.children, p.clip }

type partRenderer struct{ part *part }

func (r *partRenderer) Destroy()                     {}
func (r *partRenderer) Layout(size fyne.Size)        { r.part.arrange(size) }
func (r *partRenderer) MinSize() fyne.Size           { return r.part.least() }
func (r *partRenderer) Objects() []fyne.CanvasObject { return r.part.children }

func (r *partRenderer) Refresh() {
	r.part.arrange(r.part.Size())
	for _, child := range r.part.children {
		child.Refresh()
	}
	canvas.Refresh(r.part.self)
}

// clipRenderer is known to the toolkit by its IsClip method.
type clipRenderer struct{ partRenderer }

// IsClip marks the part as one that cuts its children at its bounds.
func (r *clipRenderer) IsClip() {}

// place moves and sizes an object on whole pixels: text and edges drawn between
// two pixels are blurred.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	left, top := round(x), round(y)
	o.Move(fyne.NewPos(left, top))
	o.Resize(fyne.NewSize(max(0, round(x+w)-left), max(0, round(y+h)-top)))
}

func round(v float32) float32 { return float32(math.Round(float64(v))) }
func ceil(v float32) float32  { return float32(math.Ceil(float64(v))) }
