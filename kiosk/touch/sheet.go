package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Sheet comes from below over the screen: a scrim, which swallows every touch, and
// a paper with content. It is laid out over the whole screen.
type Sheet struct {
	part
	style *Style
	scrim *canvas.Rectangle
	paper fyne.CanvasObject
	lift  float32 // how far below its place the paper still is, in DIP
}

// The scrim takes what is tapped beside the paper, and does nothing with it.
var (
	_ fyne.Tappable     = (*Sheet)(nil)
	_ fyne.Draggable    = (*Sheet)(nil)
	_ desktop.Mouseable = (*Sheet)(nil)
)

// sheetWidth is the paper's width on a lying screen, in DIP.
const sheetWidth = 1360

// NewSheet makes a sheet with content above its buttons, the primary last (right).
func NewSheet(s *Style, content fyne.CanvasObject, buttons ...fyne.CanvasObject) *Sheet {
	sheet := &Sheet{}
	rows := []fyne.CanvasObject{content}
	if len(buttons) > 0 {
		rows = append(rows, Row(24, append([]fyne.CanvasObject{Space()}, buttons...)...))
	}
	sheet.lay(s, sheet, Column(28, rows...))
	return sheet
}

// lay makes the sheet the body of self.
func (sh *Sheet) lay(s *Style, self fyne.Widget, content fyne.CanvasObject) {
	sh.style, sh.scrim = s, canvas.NewRectangle(s.Paint(Scrim))
	ground := canvas.NewRectangle(s.Paint(Paper))
	ground.TopLeftCornerRadius, ground.TopRightCornerRadius = radiusSheet, radiusSheet
	side := float32(64)
	if s.Form() != Wide {
		side = s.Margin()
	}
	sh.paper = Layers(ground, Pad(44, side, 40, side, content))
	sh.children = []fyne.CanvasObject{sh.scrim, sh.paper}
	sh.become(self, sh.paper.MinSize, sh.layout)
}

func (sh *Sheet) layout(size fyne.Size) {
	place(sh.scrim, 0, 0, size.Width, size.Height)
	width := min(sheetWidth, size.Width)
	if sh.style.Form() != Upright {
		width = min(width, size.Width-2*sh.style.Margin())
	}
	height := min(heightFor(sh.paper, width), size.Height)
	place(sh.paper, (size.Width-width)/2, size.Height-height+sh.lift, width, height)
}

// Open slides the paper in; with Options.Still, or when it is not called, the
// paper is simply there.
func (sh *Sheet) Open() {
	if sh.style.options.Still {
		return
	}
	far := sh.paper.MinSize().Height
	slide := fyne.NewAnimation(sheetIn, func(done float32) {
		sh.lift = far * (1 - done)
		sh.layout(sh.Size())
	})
	slide.Curve = fyne.AnimationEaseOut
	slide.Start()
}

// covers tells Targets that nothing below can be reached.
func (sh *Sheet) covers() bool { return true }

// Tapped implements fyne.Tappable.
func (sh *Sheet) Tapped(*fyne.PointEvent) {}

// Dragged implements fyne.Draggable.
func (sh *Sheet) Dragged(*fyne.DragEvent) {}

// DragEnd implements fyne.Draggable.
func (sh *Sheet) DragEnd() {}

// MouseDown implements desktop.Mouseable.
func (sh *Sheet) MouseDown(*desktop.MouseEvent) {}

// MouseUp implements desktop.Mouseable.
func (sh *Sheet) MouseUp(*desktop.MouseEvent) {}
