package touch

import (
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
)

// Options are what a station or a person at the screen can choose.
type Options struct {
	Dark  bool // the dark theme
	Large bool // 大字: all text a third larger
	Form  Form
	// MMPerPixel is the panel's pitch; 0 means DefaultMMPerPixel. It raises the
	// least size of pressable things so that they are 20 mm on the panel.
	MMPerPixel float64
	// Still is for pictures: it leaves out movement (sheets that slide in, lists that glide on)
	// and, unless After is given, what would change by itself later.
	Still bool
	// Window is for a real window in which one DIP is one pixel: rounded faces are painted by a
	// program of our own, which is quicker. The toolkit's painter of pictures knows no programs.
	Window bool
	// After runs f on the main goroutine after d; nil means a timer and fyne.Do.
	// Tests give their own: without a window fyne.Do runs f beside the test.
	After func(d time.Duration, f func())
	// Now is the clock that tells how long a face was down; nil is the machine's.
	Now func() time.Time
	// Guard runs what a finger sets off; nil runs it as it is.
	Guard func(f func())
	// Pressed is told at once when a finger comes down on something that can be pressed; it may be nil.
	Pressed func()
	// Tapped is told after what a tap set off; it may be nil.
	Tapped func()
}

// Style carries colours, sizes and fonts to every constructor of this package.
// It never changes, but for the pictures that it has drawn; another theme, text size or form is another Style, and the
// screens are built anew.
type Style struct {
	options Options
	paint   *[colours]color.NRGBA
	minimum float32

	drawings *drawings
}

// NewStyle works out the paint and the least target for the options.
func NewStyle(o Options) *Style {
	if o.MMPerPixel <= 0 {
		o.MMPerPixel = DefaultMMPerPixel
	}
	switch {
	case o.After != nil:
	case o.Still:
		o.After = func(time.Duration, func()) {}
	default:
		o.After = func(d time.Duration, f func()) { time.AfterFunc(d, func() { fyne.Do(f) }) }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Guard == nil {
		o.Guard = func(f func()) { f() }
	}
	if o.Pressed == nil {
		o.Pressed = func() {}
	}
	if o.Tapped == nil {
		o.Tapped = func() {}
	}
	s := &Style{options: o, paint: &lightPaint, drawings: &drawings{}}
	if o.Dark {
		s.paint = &darkPaint
	}
	s.minimum = max(targetMinimum, float32(math.Ceil(millimetres/o.MMPerPixel)))
	return s
}

// Dark tells whether the dark theme is on.
func (s *Style) Dark() bool { return s.options.Dark }

// Large tells whether 大字 is on.
func (s *Style) Large() bool { return s.options.Large }

// Form is the shape of the screen.
func (s *Style) Form() Form { return s.options.Form }

// Paint is the colour of a role.
func (s *Style) Paint(c Colour) color.NRGBA { return s.paint[c] }

// Text is a text size as drawn, in DIP: raised in 大字, never below Least.
func (s *Style) Text(size float32) float32 {
	return max(size, Least) * s.raised()
}

// raised is how much larger 大字 makes all text.
func (s *Style) raised() float32 {
	if s.options.Large {
		return largeFactor
	}
	return 1
}

// Target is the least size of a pressable thing in DIP: the size asked for, or
// 20 mm on this panel where that is more.
func (s *Style) Target(size float32) float32 { return max(size, s.minimum) }

// Margin is the free border left and right of a screen's content, in DIP.
func (s *Style) Margin() float32 { return s.options.Form.measures().margin }

// Gutter is the free border above and below a screen's content, in DIP.
func (s *Style) Gutter() float32 { return s.options.Form.measures().gutter }

// HeaderHeight is the height of the header in DIP; a chip always fits in.
func (s *Style) HeaderHeight() float32 {
	return max(s.options.Form.measures().header, s.minimum+6)
}

// FooterHeight is the height of the footer in DIP; a small button always fits in.
func (s *Style) FooterHeight() float32 {
	return max(s.options.Form.measures().footer, s.minimum+12)
}
