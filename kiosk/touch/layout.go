package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Row puts objects side by side, gap DIP apart, each as wide as it needs and
// centred in the height. Objects wrapped in Grow share what is left.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

// RowFill is Row with every object as high as the row.
func RowFill(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, fill: true}, objects...)
}

// RowEnd is Row with the lower edges of all objects in one line, for text beside
// a large figure.
func RowEnd(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, end: true}, objects...)
}

// Column puts objects under each other, gap DIP apart, each as wide as the
// column and as high as it needs. Objects wrapped in Grow share what is left.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, down: true, fill: true}, objects...)
}

// Grow makes an object take a share of the room left in a Row or Column. Along
// that direction it asks for nothing, so that text in it can be shortened.
func Grow(share float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&grow{share: share}, object)
}

// Space is empty room that grows.
func Space() *fyne.Container { return Grow(1, newBlank()) }

// newBlank is an object of no size that draws nothing.
func newBlank() fyne.CanvasObject { return Layers() }

// Fixed gives an object a size of its own in DIP; 0 leaves a side as it is.
func Fixed(width, height float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&fixed{fyne.NewSize(width, height)}, object)
}

// Pad keeps room around an object, in DIP.
func Pad(top, right, bottom, left float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&pad{top, right, bottom, left}, object)
}

// Centre keeps an object in its least size in the middle.
func Centre(object fyne.CanvasObject) *fyne.Container {
	return container.New(centre{}, object)
}

// Layers puts objects over each other, all of the full size.
func Layers(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layers{}, objects...)
}

// Grid puts objects into cells of equal size, row by row, gap DIP apart.
// Missing objects leave their cells empty.
func Grid(columns, rows int, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&cells{columns: columns, rows: rows, gap: gap}, objects...)
}

type grow struct{ share float32 }

func (*grow) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

func (*grow) Layout(objects []fyne.CanvasObject, size fyne.Size) { fillAll(objects, size) }

type fixed struct{ size fyne.Size }

func (f *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := largest(objects)
	if f.size.Width > 0 {
		size.Width = f.size.Width
	}
	if f.size.Height > 0 {
		size.Height = f.size.Height
	}
	return size
}

func (f *fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) { fillAll(objects, size) }

type pad struct{ top, right, bottom, left float32 }

func (p *pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).AddWidthHeight(p.left+p.right, p.top+p.bottom)
}

func (p *pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, p.left, p.top, size.Width-p.left-p.right, size.Height-p.top-p.bottom)
	}
}

type centre struct{}

func (centre) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

func (centre) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize().Min(size)
		place(o, (size.Width-least.Width)/2, (size.Height-least.Height)/2, least.Width, least.Height)
	}
}

type layers struct{}

func (layers) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

func (layers) Layout(objects []fyne.CanvasObject, size fyne.Size) { fillAll(objects, size) }

type cells struct {
	columns, rows int
	gap           float32
}

func (c *cells) MinSize(objects []fyne.CanvasObject) fyne.Size {
	one := largest(objects)
	w, h := float32(c.columns), float32(c.rows)
	return fyne.NewSize(one.Width*w+c.gap*(w-1), one.Height*h+c.gap*(h-1))
}

func (c *cells) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := (size.Width - c.gap*float32(c.columns-1)) / float32(c.columns)
	h := (size.Height - c.gap*float32(c.rows-1)) / float32(c.rows)
	for i, o := range objects {
		column, row := float32(i%c.columns), float32(i/c.columns)
		place(o, column*(w+c.gap), row*(h+c.gap), w, h)
	}
}

func largest(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range visible(objects) {
		size = size.Max(o.MinSize())
	}
	return size
}

func fillAll(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}
