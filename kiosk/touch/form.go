package touch

import "fyne.io/fyne/v2"

// Form is the shape of the screen; one layout serves all three.
type Form int

// The forms: 1920×1080 and larger, 1366×768, and a panel that stands upright (1080×1920).
const (
	Wide Form = iota
	Compact
	Upright
)

// wideFrom is the width in DIP from which a lying screen counts as Wide.
const wideFrom = 1600

// FormOf tells the form of a canvas of this size in DIP.
func FormOf(size fyne.Size) Form {
	switch {
	case size.Height > size.Width:
		return Upright
	case size.Width < wideFrom:
		return Compact
	}
	return Wide
}

// measures are the outer numbers of a form in DIP.
type measures struct {
	margin, gutter, header, footer float32
}

func (f Form) measures() measures {
	switch f {
	case Compact:
		return measures{margin: 32, gutter: 16, header: 80, footer: 88}
	case Upright:
		return measures{margin: 48, gutter: 24, header: 176, footer: 136}
	default:
		return measures{margin: 56, gutter: 24, header: 104, footer: 120}
	}
}
