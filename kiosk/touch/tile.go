package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TradeOptions describe a trade's tile.
type TradeOptions struct {
	Icon  string
	Word  string
	Other string // what belongs to it, in small: 卸车、搬家、扛包
	Count Count  // 要 N 人
	None  string // instead of the count when there is none: 今天没有
	Empty bool   // drawn on Panel: nothing there today
	// Mark is the word beside the tick when selected: 会干.
	Mark     string
	Selected bool
	OnTap    func()
}

// TradeTile is a trade as a picture with its word.
type TradeTile struct {
	Press
	icon  string
	glyph *canvas.Rectangle // the ground of the icon
	shown fyne.CanvasObject // what paints it
	count fyne.CanvasObject
	tick  fyne.CanvasObject
}

// NewTradeTile makes a tile. Selected, it has a thick edge, a tick and Mark.
func NewTradeTile(s *Style, o TradeOptions) *TradeTile {
	t := &TradeTile{icon: o.Icon, glyph: canvas.NewRectangle(s.Paint(GreenTint))}
	size := tileGlyph(s)
	t.glyph.CornerRadius = 26
	t.shown = s.rounded(t.glyph)
	glyph := Fixed(size, size, Layers(t.shown, Centre(NewIcon(s, o.Icon, round(size*0.714), GreenInk))))
	switch {
	case o.None != "":
		t.count = NewText(s, o.None, Body, Plain, Ink2)
	case o.Count != Count{}:
		t.count = NewCount(s, o.Count, tileFigure(o.Count.N), Body)
	default:
		t.count = newBlank()
	}
	mark := NewText(s, o.Mark, 30, Bold, GreenInk)
	t.tick = Row(10, NewIcon(s, "check-circle", 44, GreenInk), mark)
	word := NewText(s, o.Word, Title, Bold, Ink)
	word.Shrink = shrinkWord
	words := []fyne.CanvasObject{word}
	if o.Other != "" && s.Form() != Compact {
		words = append(words, NewText(s, o.Other, 24, Plain, Ink2))
	}
	top := RowFill(0, glyph, Space(), Column(0, Layers(t.count, t.tick), Space()))
	f := facesOf(cardFace)
	if o.Empty {
		f = facesOf(panelFace)
	}
	t.selected = o.Selected
	padY, padX := float32(22), float32(26)
	if s.Form() == Compact {
		padY, padX = 12, 18
	}
	t.press(s, t, pressing{
		kind: "tile", label: o.Word, faces: f, radius: radiusCard, onTap: o.OnTap, repaint: t.tint,
		content: Pad(padY, padX, padY-4, padX, Column(0, top, Space(), linesOf(0, words...))),
	})
	return t
}

// tileFigure is the size of a count beside the picture: five digits of the usual size do not fit there.
func tileFigure(n int) float32 {
	if n > 9999 {
		return 40
	}
	return 60
}

func tileGlyph(s *Style) float32 {
	switch s.Form() {
	case Compact:
		if s.Large() {
			return 76
		}
		return 96
	case Upright:
		return 132
	}
	return 160
}

func (t *TradeTile) tint(f face) {
	t.glyph.FillColor = t.style.Paint(GreenTint)
	if f.fill == GreenTint {
		t.glyph.FillColor = t.style.Paint(Card)
	}
	repaint(t.shown, t.glyph)
	if t.selected {
		t.count.Hide()
		t.tick.Show()
	} else {
		t.tick.Hide()
		t.count.Show()
	}
}

// TabOptions describe a group's tab or a staff room's.
type TabOptions struct {
	Icon     string
	Word     string
	Note     string // how many, at the right of the icon: 14 人
	Badge    string // a count on amber; "" for none
	Flat     bool   // icon, word and badge in one line without an edge: the staff's rooms
	Selected bool
	OnTap    func()
}

// Tab is one of several groups, of which one is chosen.
type Tab struct {
	Press
	name       string
	icon       *canvas.Raster
	word, note *Line
}

// NewTab makes a tab; the chosen one is filled.
func NewTab(s *Style, o TabOptions) *Tab {
	size := float32(48)
	if o.Flat {
		size = 34
	} else if s.Form() == Compact {
		size = 36
	}
	t := &Tab{name: o.Icon, icon: NewIcon(s, o.Icon, size, GreenInk)}
	t.word = NewText(s, o.Word, Label, Plain, Ink)
	t.note = NewText(s, o.Note, Body, Plain, Ink2)
	f := face{fill: Card, edge: Edge, ink: Ink, ink2: Ink2, icon: GreenInk, stroke: strokeEdge, lower: strokeEdge}
	content := Pad(8, 20, 8, 22, Column(4, Space(), Row(8, t.icon, Space(), t.note), t.word, Space()))
	if o.Flat {
		f = face{fill: Panel, edge: Panel, ink: Ink, ink2: Ink2, icon: Ink, stroke: strokeEdge, lower: strokeEdge}
		objects := []fyne.CanvasObject{t.icon, t.word}
		if o.Icon == "" {
			objects = objects[1:]
		}
		if o.Badge != "" {
			objects = append(objects, NewBadge(s, o.Badge))
		}
		content = Pad(0, 8, 0, 8, Centre(Row(12, objects...)))
	}
	filled := face{fill: Green, edge: Green, ink: OnGreen, ink2: OnGreen, icon: OnGreen, stroke: strokeEdge, lower: strokeEdge}
	t.selected = o.Selected
	t.press(s, t, pressing{
		kind: "tab", label: o.Word, radius: radiusButton, onTap: o.OnTap, repaint: t.tint, content: content,
		faces: faces{normal: f, pressed: lowered(f), selected: filled, disabled: disabledFace},
	})
	return t
}

func (t *Tab) tint(f face) {
	paintIcon(t.style, t.icon, t.name, f.icon)
	t.word.runs[0].Weight = Plain
	if t.selected {
		t.word.runs[0].Weight = Bold
	}
	t.word.setColour(f.ink)
	t.note.setColour(f.ink2)
}
