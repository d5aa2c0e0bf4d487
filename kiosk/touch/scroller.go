package touch

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ScrollWords are the words of the key beside content that is too high: for the next part, and back
// to the beginning.
type ScrollWords struct{ Down, Up string }

// NewScroller shows content that is too high for size a part at a time: it follows a finger like a
// list, and a key beside it leads on, because nobody has to know that a finger can pull. A part ends
// between two lines, never within one.
func NewScroller(s *Style, size fyne.Size, content fyne.CanvasObject, words ScrollWords) *fyne.Container {
	var list *List
	turn := NewButton(s, SmallButton, "chevron-down", words.Down, func() {
		if _, more := list.CanScroll(); more {
			list.ScrollPage(1)
		} else {
			list.moveTo(0)
		}
	})
	key := turn.MinSize().Width
	size.Width -= key + targetGap
	content.Resize(fyne.NewSize(size.Width-thumbWidth-8, 0))
	height := heightFor(content, size.Width-thumbWidth-8)
	content.Resize(fyne.NewSize(size.Width-thumbWidth-8, height))
	stops := breaks(textsIn(content, 0), height, size.Height)
	list = NewList(s, ListOptions{
		RowHeight: height, Count: 1, Stops: stops,
		Make: func() fyne.CanvasObject { return content },
		Fill: func(int, fyne.CanvasObject) {},
		OnMove: func(int, int, int) {
			turn.icon = "chevron-down"
			word := words.Down
			if _, more := list.CanScroll(); !more {
				turn.icon, word = "chevron-up", words.Up
			}
			turn.SetWord(word)
		},
	})
	room := size.Height
	if len(stops) > 1 {
		room = stops[1]
	}
	return RowFill(targetGap, Grow(1, Column(0, Fixed(0, room, list), Space())), Fixed(key, 0, Column(0, Space(), turn)))
}

// inkAbove and inkBelow are how far characters reach from the baseline, as parts of the text size. The
// box of a text is higher, and those of two lines overlap.
const (
	inkAbove = 0.9
	inkBelow = 0.14
)

// span is the height that the ink of a line takes, from the top of what it stands in.
type span struct{ top, bottom float32 }

// textsIn are the spans of all texts in an object that is laid out, whose own top is at y.
func textsIn(o fyne.CanvasObject, y float32) []span {
	y += o.Position().Y
	if text, ok := o.(*canvas.Text); ok {
		_, base := fyne.CurrentApp().Driver().RenderedTextSize(text.Text, text.TextSize, text.TextStyle, text.FontSource)
		return []span{{y + base - inkAbove*text.TextSize, y + base + inkBelow*text.TextSize}}
	}
	children, _ := childrenOf(o)
	var out []span
	for _, child := range children {
		if child.Visible() {
			out = append(out, textsIn(child, y)...)
		}
	}
	return out
}

// breaks are where the parts of something height DIP high begin in a window of room DIP: each at the
// top of a line that the part before does not show whole.
func breaks(lines []span, height, room float32) []float32 {
	slices.SortFunc(lines, func(a, b span) int { return cmp.Compare(a.top, b.top) })
	stops := []float32{0}
	if room < 1 { // not laid out yet
		return stops
	}
	for at := float32(0); height-at > room; {
		next := at + room
		for { // up to where no line is cut
			i := slices.IndexFunc(lines, func(l span) bool { return l.top < next && next < l.bottom })
			if i < 0 || lines[i].top <= at {
				break
			}
			next = lines[i].top
		}
		if at == 0 { // the window is as high as its first part
			room = next
		}
		stops = append(stops, next)
		at = next
	}
	return stops
}
