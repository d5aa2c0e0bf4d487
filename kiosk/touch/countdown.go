package touch

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// CountdownOptions are the words and deeds of the last seconds before the screen
// goes back to the start.
type CountdownOptions struct {
	Title   string // 还在吗？
	Seconds int    // how many there are in all
	Unit    string // 秒
	Text    string // what will happen
	End, Go Deed   // 结束, and the one big 继续
}

// Countdown is a sheet with a large number that the caller counts down.
type Countdown struct {
	Sheet
	seconds int
	number  *Line
	bar     *Bar
}

// NewCountdown makes the sheet with all its seconds left.
func NewCountdown(s *Style, o CountdownOptions) *Countdown {
	c := &Countdown{seconds: max(1, o.Seconds), bar: NewBar(s, 20)}
	size := float32(240)
	if s.Form() == Compact {
		size = 160
	}
	c.number = NewLine(s, 16,
		Run{Size: size, Weight: Black, Colour: GreenInk}, Run{Text: o.Unit, Size: CardTitle, Weight: Bold})
	c.number.Align, c.number.fixed = fyne.TextAlignCenter, true
	title := NewQuestion(s, o.Title)
	title.Align = fyne.TextAlignCenter
	text := NewPara(s, 2, Run{Text: o.Text, Size: ButtonText, Colour: Ink2})
	text.Align = fyne.TextAlignCenter
	goOn := NewButton(s, HugeButton, "check-bold", o.Go.Word, o.Go.OnTap)
	end := NewButton(s, PlainButton, "exit-to-app", o.End.Word, o.End.OnTap)
	height := s.Target(targetContinue)
	buttons := RowFill(32, Fixed(300, height, end), Grow(1, Fixed(0, height, goOn)))
	bar := Row(0, Space(), Grow(4, c.bar), Space())
	content := Column(24, title, c.number, text, bar, buttons)
	c.lay(s, c, content)
	c.SetSeconds(o.Seconds)
	return c
}

// SetSeconds shows how many are left.
func (c *Countdown) SetSeconds(left int) {
	runs := append([]Run(nil), c.number.runs...)
	runs[0].Text = fmt.Sprint(left)
	c.number.SetRuns(runs...)
	c.bar.SetPart(float32(left) / float32(c.seconds))
}

// Bar shows a part of a whole.
type Bar struct {
	part
	whole, now *canvas.Rectangle
	full       float32
}

// NewBar makes an empty bar, height DIP high.
func NewBar(s *Style, height float32) *Bar {
	b := &Bar{whole: canvas.NewRectangle(s.Paint(Hair)), now: canvas.NewRectangle(s.Paint(GreenInk))}
	b.whole.CornerRadius, b.now.CornerRadius = height/2, height/2
	b.children = []fyne.CanvasObject{b.whole, b.now}
	b.become(b, func() fyne.Size { return fyne.NewSize(height, height) }, func(size fyne.Size) {
		top := (size.Height - height) / 2
		place(b.whole, 0, top, size.Width, height)
		place(b.now, 0, top, max(height, size.Width*b.full), height)
		b.now.Hidden = b.full <= 0
	})
	return b
}

// SetPart shows a part between 0 and 1.
func (b *Bar) SetPart(part float32) {
	b.full = min(max(0, part), 1)
	b.Refresh()
}
