package touch

import (
	"fyne.io/fyne/v2"
)

// ScreenParts are what a screen is put together from; all but Main may be nil.
type ScreenParts struct {
	Header *Header
	// Tabs is a band of full width below the header: the staff's rooms.
	Tabs fyne.CanvasObject
	// Main is laid out within the margins of the form.
	Main fyne.CanvasObject
	// Behind is drawn behind everything, from below the header to the footer's top.
	Behind fyne.CanvasObject
	// Nav is the group at the left of the footer, always 返回 · 重来 · 结束 in this order.
	Nav []fyne.CanvasObject
	// Note stands before the actions.
	Note fyne.CanvasObject
	// Actions are the buttons at the right, the primary last. Upright they have a
	// line of their own above the footer.
	Actions []fyne.CanvasObject
	// Foot replaces Nav, Note and Actions by one object of full width.
	Foot fyne.CanvasObject
}

// NewScreen lays a screen out: header, main, footer. It has no ground of its own: the window is cleared to Paper
// (Theme) for every picture, and to paint that once more takes a quarter of it without a graphics processor.
func NewScreen(s *Style, p ScreenParts) fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	if p.Header != nil {
		rows = append(rows, p.Header)
	}
	if p.Tabs != nil {
		if p.Header != nil {
			p.Header.rule.Hide()
		}
		band := Column(0, Pad(0, s.Margin(), 14, s.Margin(), p.Tabs), NewRule(s))
		rows = append(rows, band)
	}
	main := Pad(s.Gutter(), s.Margin(), s.Gutter(), s.Margin(), p.Main)
	if p.Behind != nil {
		main = Layers(p.Behind, main)
	}
	rows = append(rows, Grow(1, main))
	if s.Form() == Upright && p.Foot == nil && (len(p.Actions) > 0 || p.Note != nil) {
		rows = append(rows, Pad(0, s.Margin(), s.Gutter(), s.Margin(), actionsAbove(p)))
	}
	if foot := newFooter(s, p); foot != nil {
		rows = append(rows, foot)
	}
	return Column(0, rows...)
}

// actionsAbove is the line above the upright footer: each action as wide as the other.
func actionsAbove(p ScreenParts) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if p.Note != nil {
		rows = append(rows, p.Note)
	}
	if len(p.Actions) > 0 {
		var wide []fyne.CanvasObject
		for _, action := range p.Actions {
			wide = append(wide, Grow(1, action))
		}
		rows = append(rows, RowFill(16, wide...))
	}
	return Column(16, rows...)
}

func newFooter(s *Style, p ScreenParts) fyne.CanvasObject {
	row := p.Foot
	if row == nil {
		objects := append([]fyne.CanvasObject(nil), p.Nav...)
		objects = append(objects, Space())
		if s.Form() != Upright {
			if p.Note != nil {
				objects = append(objects, p.Note)
			}
			objects = append(objects, p.Actions...)
		}
		if len(objects) == 1 {
			return nil
		}
		row = Row(16, objects...)
	}
	body := Pad(0, s.Margin(), 0, s.Margin(), row)
	return Fixed(0, s.FooterHeight(), Column(0, NewRule(s), Grow(1, body)))
}

// Deed is a word and what its button does.
type Deed struct {
	Word  string
	OnTap func()
}

// NewNav makes the footer's left group. A deed without a word leaves its button out.
func NewNav(s *Style, back, again, end Deed) []fyne.CanvasObject {
	var nav []fyne.CanvasObject
	for _, b := range []struct {
		icon string
		deed Deed
	}{{"arrow-left", back}, {"restart", again}, {"exit-to-app", end}} {
		if b.deed.Word != "" {
			nav = append(nav, NewButton(s, PlainButton, b.icon, b.deed.Word, b.deed.OnTap))
		}
	}
	return nav
}
