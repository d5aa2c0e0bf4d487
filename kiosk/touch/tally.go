package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tallyMost is how many places strokes can show; above, the figure says it alone.
const tallyMost = 20

// tallyStrokes are the five strokes of 正 on a grid of 24: x1, y1, x2, y2 of each
// middle line, in the order of writing.
var tallyStrokes = [5][4]float32{
	{4, 4.7, 20, 4.7},
	{12, 3.4, 12, 20.6},
	{12, 11.9, 19.4, 11.9},
	{6.9, 10.6, 6.9, 20.6},
	{2.4, 19.5, 21.6, 19.5},
}

// stroke is how one kind of place is drawn: width on the grid of 24, and colour.
type stroke struct {
	width  float32
	colour Colour
}

var (
	takenStroke = stroke{1.5, Edge}
	freeStroke  = stroke{3.2, GreenInk}
	mineStroke  = stroke{4.2, Amber}
	markStroke  = stroke{2.6, OnGreen}
	laterStroke = stroke{1.1, OnGreen2}
)

// Tally counts places in strokes of 正, five to a character.
type Tally struct {
	part
	size    float32
	strokes []tallyLine
}

// tallyLine is one drawn stroke: which of the places it is and how it is drawn.
type tallyLine struct {
	rect   *canvas.Rectangle
	place  int
	stroke stroke
}

// NewTally shows total places of which the first taken are thin and grey and the
// rest thick and green, in characters of size DIP. With no place or more than
// twenty it shows nothing and takes no room.
func NewTally(s *Style, total, taken int, size float32) *Tally {
	return newTally(s, total, size, func(place int) stroke {
		if place < taken {
			return takenStroke
		}
		return freeStroke
	})
}

// NewTallyMine shows on a green ground that place mine (from 1) of total is the
// reader's own, in amber; the places before it are thick, those after it thin.
func NewTallyMine(s *Style, total, mine int, size float32) *Tally {
	return newTally(s, total, size, func(place int) stroke {
		switch {
		case place+1 == mine:
			return mineStroke
		case place+1 < mine:
			return markStroke
		}
		return laterStroke
	})
}

// newMark is the whole 正 of the header.
func newMark(s *Style, size float32) *Tally {
	return newTally(s, len(tallyStrokes), size, func(int) stroke { return markStroke })
}

func newTally(s *Style, total int, size float32, look func(place int) stroke) *Tally {
	t := &Tally{size: size}
	if total < 0 || total > tallyMost {
		total = 0
	}
	for place := range total {
		st := look(place)
		rect := canvas.NewRectangle(s.Paint(st.colour))
		t.strokes = append(t.strokes, tallyLine{rect, place, st})
		t.children = append(t.children, rect)
	}
	t.become(t, t.natural, t.layout)
	return t
}

// tallyGap is the room between two characters in DIP.
const tallyGap = 8

func (t *Tally) natural() fyne.Size {
	n := float32((len(t.strokes) + 4) / 5)
	if n == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(n*t.size+(n-1)*tallyGap, t.size)
}

func (t *Tally) layout(size fyne.Size) {
	top := (size.Height - t.size) / 2
	for _, l := range t.strokes {
		line := tallyStrokes[l.place%5]
		left := float32(l.place/5) * (t.size + tallyGap)
		scale := t.size / 24
		thick := max(1, round(l.stroke.width*scale))
		x1, y1 := round(left+line[0]*scale), round(top+line[1]*scale)
		x2, y2 := round(left+line[2]*scale), round(top+line[3]*scale)
		if x1 == x2 {
			l.rect.Move(fyne.NewPos(x1-round(thick/2), y1))
			l.rect.Resize(fyne.NewSize(thick, y2-y1))
		} else {
			l.rect.Move(fyne.NewPos(x1, y1-round(thick/2)))
			l.rect.Resize(fyne.NewSize(x2-x1, thick))
		}
	}
}
