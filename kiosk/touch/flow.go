package touch

import "fyne.io/fyne/v2"

// flow is Row and Column.
type flow struct {
	gap  float32
	down bool
	fill bool
	end  bool
}

// share of an object along the flow; 0 is as large as it needs.
func share(o fyne.CanvasObject) float32 {
	if c, ok := o.(*fyne.Container); ok {
		if g, ok := c.Layout.(*grow); ok {
			return g.share
		}
	}
	return 0
}

// along and across name the sides of a size by the direction of the flow.
func (f *flow) split(size fyne.Size) (along, across float32) {
	if f.down {
		return size.Height, size.Width
	}
	return size.Width, size.Height
}

// MinSize implements fyne.Layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var length, breadth float32
	for i, o := range visible(objects) {
		along, across := f.split(o.MinSize())
		if i > 0 {
			length += f.gap
		}
		if share(o) == 0 {
			length += along
		}
		breadth = max(breadth, across)
	}
	if f.down {
		return fyne.NewSize(breadth, length)
	}
	return fyne.NewSize(length, breadth)
}

// Layout implements fyne.Layout.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	length, breadth := f.split(size)
	var least, shares float32
	for i, o := range shown {
		if i > 0 {
			least += f.gap
		}
		if s := share(o); s > 0 {
			shares += s
		} else if f.down {
			least += heightFor(o, breadth)
		} else {
			least += o.MinSize().Width
		}
	}
	over := least - length
	at := float32(0)
	for _, o := range shown {
		along, across := f.split(o.MinSize())
		if f.down {
			along = heightFor(o, breadth)
		}
		if over > 0 && givesWay(o) {
			cut := min(over, along)
			along, over = along-cut, over-cut
		}
		if s := share(o); s > 0 {
			along = max(0, length-least) * s / shares
		}
		if !f.down {
			across = heightFor(o, along)
		}
		if f.fill {
			across = breadth
		}
		across = min(across, breadth)
		off := (breadth - across) / 2
		if f.end {
			off = breadth - across
		}
		if f.down {
			place(o, off, at, across, along)
		} else {
			place(o, at, off, along, across)
		}
		at += along + f.gap
	}
}

// givesWay tells whether an object can be shown in less than it asks for: a line is
// shortened, lines are left out.
func givesWay(o fyne.CanvasObject) bool {
	switch o := o.(type) {
	case *Line:
		return !o.fixed
	case *fyne.Container:
		_, ok := o.Layout.(*lines)
		return ok
	}
	return false
}
