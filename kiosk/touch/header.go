package touch

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// HeaderOptions are the words of a header.
type HeaderOptions struct {
	Market  string // the official name; a line end in it is used in the upright form
	Room    string // second line: the staff's room; may be ""
	Sync    SyncState
	SyncTo  string // the sync chip's word; "" leaves the chip out
	OnSync  func()
	Clock   string // 06:42
	Day     string // 7月14日
	Weekday string // 星期二
	// Extra stands between chip and clock: who is signed in, lock.
	Extra []fyne.CanvasObject
	// Toast stands in the place of the market's name for a while; "" usually. It is there because no
	// other room of a screen is free of things to press.
	Toast string
}

// Header is the band at the top of every screen: the market's mark and name, the
// sync chip, the clock.
type Header struct {
	part
	style *Style
	o     HeaderOptions
	chip  *fyne.Container
	clock *Line
	day   *Line
	week  *Line
	rule  *canvas.Rectangle // below; a band of tabs has its own
	title *fyne.Container   // the name, or the toast
}

// NewHeader makes a header; Style.HeaderHeight says how high it is.
func NewHeader(s *Style, o HeaderOptions) *Header {
	h := &Header{style: s, o: o, chip: Layers()}
	size := float32(52)
	if s.Form() == Compact || o.Room != "" {
		size = 42
	}
	h.clock = NewText(s, o.Clock, size, Black, Ink)
	h.clock.fixed = true
	h.day = NewText(s, o.Day, Caption, Plain, Ink2)
	h.week = NewText(s, o.Weekday, Caption, Plain, Ink2)
	h.SetSync(o.Sync, o.SyncTo)
	row := h.lying
	if s.Form() == Upright {
		row = h.standing
	}
	h.rule = canvas.NewRectangle(s.Paint(Hair))
	body := Pad(0, s.Margin(), 0, s.Margin(), row())
	h.children = []fyne.CanvasObject{body, h.rule}
	least := func() fyne.Size { return fyne.NewSize(1, s.HeaderHeight()) }
	h.become(h, least, func(size fyne.Size) {
		place(body, 0, 0, size.Width, size.Height-strokeHair)
		place(h.rule, 0, size.Height-strokeHair, size.Width, strokeHair)
	})
	return h
}

func (h *Header) lying() fyne.CanvasObject {
	mark := float32(68)
	if h.style.Form() == Compact {
		mark = 56
	}
	objects := []fyne.CanvasObject{newMarkTile(h.style, mark), Grow(1, h.titled()), h.chip}
	objects = append(objects, h.o.Extra...)
	return Row(24, append(objects, h.time())...)
}

func (h *Header) standing() fyne.CanvasObject {
	chips := append([]fyne.CanvasObject{Space()}, h.o.Extra...)
	gap := float32(8)
	if h.style.Large() && h.o.Day != "" { // the day beside the clock is as high as the chip
		gap = 0
	}
	right := Column(gap, Space(), Row(0, Space(), h.time()), Row(16, append(chips, h.chip)...), Space())
	return Row(24, newMarkTile(h.style, 96), Grow(1, h.titled()), right)
}

// time is the clock with the day beside it.
func (h *Header) time() fyne.CanvasObject {
	if h.o.Day == "" {
		return h.clock
	}
	return Row(16, h.clock, Column(0, h.day, h.week))
}

// SetToast shows a word in the place of the name; "" brings the name back.
func (h *Header) SetToast(word string) {
	h.o.Toast = word
	h.title.Objects = []fyne.CanvasObject{h.saying()}
	h.title.Refresh()
}

// titled is the room of the name.
func (h *Header) titled() fyne.CanvasObject {
	h.title = Layers(h.saying())
	return h.title
}

func (h *Header) saying() fyne.CanvasObject {
	if h.o.Toast == "" {
		return h.name()
	}
	word := NewPara(h.style, 2, Run{Text: h.o.Toast, Size: Caption, Weight: Bold, Colour: AmberInk})
	return surface(h.style, AmberTint, AmberEdge, strokeNotice, radiusSmall,
		Pad(6, 16, 6, 16, Row(12, NewIcon(h.style, "information", 34, AmberInk), Grow(1, word))))
}

// longMarket is from how many characters on a market's name may take two lines on a small screen.
const longMarket = 16

func (h *Header) name() fyne.CanvasObject {
	size := float32(38)
	switch {
	case h.style.Form() == Compact && h.style.Large() && h.o.Room != "": // two lines in a low header
		size = 26
	case h.style.Form() == Compact:
		size = 30
	case h.o.Room != "":
		size = 32
	}
	parts := []string{strings.ReplaceAll(h.o.Market, "\n", "")}
	if h.style.Form() == Upright {
		parts = strings.Split(h.o.Market, "\n")
	}
	var lines []fyne.CanvasObject
	for _, part := range parts {
		line := NewText(h.style, part, size, Bold, Ink)
		line.Shrink = shrinkDoor
		lines = append(lines, line)
	}
	if market := parts[0]; h.style.Form() == Compact && h.o.Room == "" && utf8.RuneCountInString(market) > longMarket {
		size = 26
		if h.style.Large() {
			size = Caption
		}
		return NewPara(h.style, 2, Run{Text: market, Size: size, Weight: Bold})
	}
	if h.o.Room != "" {
		lines = append(lines, NewText(h.style, h.o.Room, Caption, Plain, Ink2))
	}
	return Column(0, lines...)
}

// SetSync shows another state of the link.
func (h *Header) SetSync(state SyncState, word string) {
	h.chip.Objects = nil
	if word != "" {
		h.chip.Objects = []fyne.CanvasObject{NewSyncChip(h.style, state, word, h.o.OnSync)}
	}
	h.chip.Refresh()
	if len(h.children) > 0 {
		h.children[0].Refresh()
	}
}

// SetClock shows another time; day and weekday as in HeaderOptions.
func (h *Header) SetClock(clock, day, weekday string) {
	for line, text := range map[*Line]string{h.clock: clock, h.day: day, h.week: weekday} {
		if line.Text() != text { // asked every second; what is the same is not painted again
			line.SetText(text)
		}
	}
}

// newMarkTile is the market's mark: 正 on green.
func newMarkTile(s *Style, size float32) fyne.CanvasObject {
	tile := canvas.NewRectangle(s.Paint(Green))
	tile.CornerRadius = round(size * 0.235)
	return Fixed(size, size, Layers(s.rounded(tile), Centre(newMark(s, round(size*0.66)))))
}
