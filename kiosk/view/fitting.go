package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yizhan/kiosk/touch"
)

// fitting is a part that is made when its size is known, because what is shown depends on how
// much fits.
type fitting struct {
	make func(size fyne.Size) fyne.CanvasObject
	size fyne.Size
	box  *fyne.Container
}

func newFitting(make func(size fyne.Size) fyne.CanvasObject) *fyne.Container {
	f := &fitting{make: make}
	f.box = container.New(f)
	return f.box
}

// MinSize implements fyne.Layout: whatever room there is.
func (*fitting) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(1) }

// Layout implements fyne.Layout.
func (f *fitting) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size != f.size || len(f.box.Objects) == 0 {
		f.size = size
		f.box.Objects = []fyne.CanvasObject{f.make(size)}
	}
	f.box.Objects[0].Move(fyne.NewPos(0, 0))
	f.box.Objects[0].Resize(size)
}

// scrolling shows content at the top of its room, a part at a time when it is too high for it.
func (v *View) scrolling(content fyne.CanvasObject) fyne.CanvasObject {
	return newFitting(func(size fyne.Size) fyne.CanvasObject {
		content.Resize(fyne.NewSize(size.Width, content.MinSize().Height))
		if content.MinSize().Height <= size.Height {
			return touch.Column(0, content)
		}
		return touch.NewScroller(v.style, size, content, touch.ScrollWords{Down: v.t("scroll.down"), Up: v.t("scroll.up")})
	})
}
