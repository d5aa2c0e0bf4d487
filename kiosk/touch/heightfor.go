package touch

import "fyne.io/fyne/v2"

// Wrapped text needs a height that depends on its width, which the toolkit's
// MinSize cannot say. Columns and rows ask here instead; the question is handed
// down to the Para through the containers of this package.

// wraps is a widget whose height depends on its width.
type wraps interface{ heightFor(width float32) float32 }

// wrapping is a layout that hands the question on.
type wrapping interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// heightFor is the height in DIP that an object needs when it is width DIP wide.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	switch o := o.(type) {
	case wraps:
		return o.heightFor(width)
	case *fyne.Container:
		if l, ok := o.Layout.(wrapping); ok {
			return l.heightFor(o.Objects, width)
		}
	}
	return o.MinSize().Height
}

func highest(objects []fyne.CanvasObject, width float32) float32 {
	var height float32
	for _, o := range visible(objects) {
		height = max(height, heightFor(o, width))
	}
	return height
}

func (*grow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return highest(objects, width)
}

func (layers) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return highest(objects, width)
}

func (p *pad) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return highest(objects, width-p.left-p.right) + p.top + p.bottom
}

func (f *fixed) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if f.size.Height > 0 {
		return f.size.Height
	}
	return highest(objects, width)
}

func (f *flow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	shown := visible(objects)
	gaps := f.gap * float32(max(0, len(shown)-1))
	if f.down {
		height := gaps
		for _, o := range shown {
			if share(o) == 0 {
				height += heightFor(o, width)
			}
		}
		return height
	}
	var shares, least, height float32
	for _, o := range shown {
		if s := share(o); s > 0 {
			shares += s
		} else {
			least += o.MinSize().Width
		}
	}
	for _, o := range shown {
		wide := o.MinSize().Width
		if s := share(o); s > 0 {
			wide = max(0, width-gaps-least) * s / shares
		}
		height = max(height, heightFor(o, wide))
	}
	return height
}
