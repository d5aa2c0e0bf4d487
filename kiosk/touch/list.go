package touch

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// ListOptions describe a list of equal rows.
type ListOptions struct {
	RowHeight float32 // DIP
	Gap       float32 // DIP between rows
	Count     int
	// Make makes an empty row, Fill shows the thing of this index in it. Rows are
	// used again for other things while the list moves.
	Make func() fyne.CanvasObject
	Fill func(index int, row fyne.CanvasObject)
	// OnMove is told the first and last index in sight and how many there are; may be nil.
	OnMove func(first, last, count int)
	// Stops are the offsets in DIP where pages begin, from 0 on; nil: by whole rows.
	Stops []float32
	// Now tells the time of a movement; nil is the clock. Tests give their own.
	Now func() time.Time
}

// List is a column of rows that follows a finger, glides on, and turns by pages.
// Touches on a row reach the list through the row: every Press in it gets the list
// as its Dragger.
type List struct {
	part
	style *Style
	o     ListOptions
	slide slide
	speed speedometer
	rows  []listRow // in sight
	spare []listRow // out of sight, to be used again
	glide *fyne.Animation
	thumb *canvas.Rectangle
	drag  gesture
}

type listRow struct {
	object fyne.CanvasObject
	index  int
}

var (
	_ Dragger           = (*List)(nil)
	_ fyne.Draggable    = (*List)(nil)
	_ desktop.Mouseable = (*List)(nil)
	_ fyne.Scrollable   = (*List)(nil)
)

// NewList makes a list that stands at its beginning.
func NewList(s *Style, o ListOptions) *List {
	if o.Now == nil {
		o.Now = time.Now
	}
	l := &List{style: s, o: o, thumb: canvas.NewRectangle(s.Paint(Edge))}
	l.thumb.CornerRadius = thumbWidth / 2
	l.clip = true
	least := func() fyne.Size {
		width := float32(1)
		if len(l.rows) > 0 {
			width = l.rows[0].object.MinSize().Width
		}
		return fyne.NewSize(width, o.RowHeight)
	}
	l.become(l, least, l.layout)
	return l
}

// thumbWidth is the width of the mark that shows where the list stands, in DIP.
const thumbWidth = 8

func (l *List) pitch() float32 { return l.o.RowHeight + l.o.Gap }

func (l *List) layout(size fyne.Size) {
	l.slide.room = size.Height
	l.slide.content = max(0, float32(l.o.Count)*l.pitch()-l.o.Gap)
	if n := len(l.o.Stops); n > 0 { // the last page begins at its stop as well
		l.slide.content = max(l.slide.content, l.o.Stops[n-1]+size.Height)
	}
	l.slide.to(l.slide.offset)
	l.fill(false)
}

// fill puts the rows in sight in their places; rows out of sight serve the new ones.
func (l *List) fill(again bool) {
	size := l.Size()
	if size.Height <= 0 {
		return
	}
	first := int(l.slide.offset / l.pitch())
	last := min(l.o.Count-1, int((l.slide.offset+size.Height-1)/l.pitch()))
	shown := map[int]listRow{}
	for _, r := range l.rows {
		if r.index >= first && r.index <= last && !again {
			shown[r.index] = r
		} else {
			l.spare = append(l.spare, r)
		}
	}
	l.rows, l.children = l.rows[:0:0], nil
	width := size.Width
	if l.slide.most() > 0 {
		width -= thumbWidth + 8
	}
	for i := first; i <= last; i++ {
		row, ok := shown[i]
		if !ok {
			if n := len(l.spare) - 1; n >= 0 {
				row, l.spare = l.spare[n], l.spare[:n]
			} else {
				row.object = l.o.Make()
			}
			row.index = i
			l.o.Fill(i, row.object)
			giveDragger(row.object, l)
		}
		place(row.object, 0, float32(i)*l.pitch()-l.slide.offset, width, l.o.RowHeight)
		l.rows = append(l.rows, row)
		l.children = append(l.children, row.object)
	}
	l.placeThumb(size)
	if l.o.OnMove != nil {
		l.o.OnMove(first, last, l.o.Count)
	}
}

func (l *List) placeThumb(size fyne.Size) {
	if l.slide.most() <= 0 {
		return
	}
	height := max(40, size.Height*size.Height/l.slide.content)
	top := (size.Height - height) * l.slide.offset / l.slide.most()
	place(l.thumb, size.Width-thumbWidth, top, thumbWidth, height)
	l.children = append(l.children, l.thumb)
}

// giveDragger hands the list to every pressable thing within a row.
func giveDragger(o fyne.CanvasObject, d Dragger) {
	if p, ok := o.(interface{ SetDragger(Dragger) }); ok {
		p.SetDragger(d)
		return
	}
	children, _ := childrenOf(o)
	for _, child := range children {
		giveDragger(child, d)
	}
}

// SetCount shows another number of things from the beginning.
func (l *List) SetCount(count int) {
	l.stop()
	l.o.Count = count
	l.slide.offset = 0
	l.Reload()
}

// Reload fills all rows in sight again, because what they show has changed.
func (l *List) Reload() {
	l.layout(l.Size())
	l.fill(true)
	canvas.Refresh(l)
}

// ScrollPage goes a page forward (1) or back (-1).
func (l *List) ScrollPage(by int) {
	l.stop()
	from, to := l.slide.offset, l.slide.page(by, l.pitch())
	if len(l.o.Stops) > 0 {
		to = l.slide.stop(by, l.o.Stops)
	}
	if l.style.options.Still {
		l.moveTo(to)
		return
	}
	l.animate(pageTurn, func(done float32) { l.moveTo(from + (to-from)*done) }, fyne.AnimationEaseInOut)
}

// CanScroll tells whether there is more before or after what is in sight.
func (l *List) CanScroll() (back, forward bool) {
	return l.slide.offset > 0, l.slide.offset < l.slide.most()
}

func (l *List) moveTo(offset float32) {
	if l.slide.to(offset) {
		l.fill(false)
		canvas.Refresh(l)
	}
}
