package touch

import (
	"fmt"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// The ridge lines of the county's hills on a picture of 1920×240, far and near.
const (
	farHills  = "M0 170L110 118L180 140L300 60L372 108L430 84L560 168L690 112L780 150L930 52L1010 104L1080 76L1230 160L1380 96L1480 140L1620 70L1730 132L1800 110L1920 160V240H0Z"
	nearHills = "M0 206L160 168L320 212L520 160L700 214L880 176L1060 220L1290 172L1500 216L1700 178L1920 214V240H0Z"
)

// Hills are two ridge lines, drawn behind the home screen and after check-in only.
type Hills struct {
	part
	style   *Style
	height  float32
	bottom  bool
	picture *canvas.Raster
}

// NewHills draws hills over the full width, height DIP high, at the top of their
// room or at its bottom.
func NewHills(s *Style, height float32, bottom bool) *Hills {
	h := &Hills{style: s, height: height, bottom: bottom, picture: canvas.NewRaster(nil)}
	h.picture.Generator = h.draw
	h.children = []fyne.CanvasObject{h.picture}
	h.become(h, func() fyne.Size { return fyne.NewSize(1, 1) }, h.layout)
	return h
}

// layout gives the picture the full width at the upper or the lower edge.
func (h *Hills) layout(size fyne.Size) {
	if size.Width < 1 || size.Height < 1 {
		return
	}
	height := min(h.height, size.Height)
	y := float32(0)
	if h.bottom {
		y = size.Height - height
	}
	place(h.picture, 0, y, size.Width, height)
}

// draw paints w×h pixels.
func (h *Hills) draw(w, high int) image.Image {
	key := drawing{"hills", w, high}
	if w == 0 || high == 0 {
		return image.NewRGBA(image.Rectangle{})
	}
	if img := h.style.drawings.picture(key, func() []byte { return h.svg(float32(w), float32(high)) }); img != nil {
		return img
	}
	return image.NewRGBA(image.Rect(0, 0, w, high))
}

// svg is the part of the ridge lines that a room of this shape shows.
func (h *Hills) svg(width, height float32) []byte {
	scale := max(width/1920, height/240)
	w, t := width/scale, height/scale
	far, near := h.style.Paint(Panel), h.style.Paint(Dis)
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="%.1f %.1f %.1f %.1f">`+
		`<path fill="#%02X%02X%02X" d="%s"/><path fill="#%02X%02X%02X" d="%s"/></svg>`,
		(1920-w)/2, 240-t, w, t, far.R, far.G, far.B, farHills, near.R, near.G, near.B, nearHills)
}
