package touch

import "fyne.io/fyne/v2"

// NoticeRow is a text to be read: picture, title, a plain line, whether it is new.
type NoticeRow struct{ Press }

// NewNoticeRow makes the row; mark may be "".
func NewNoticeRow(s *Style, icon, title, second, mark string, onTap func()) *NoticeRow {
	n := &NoticeRow{}
	size := float32(44)
	if s.Form() == Compact {
		size = 36
	}
	words := []fyne.CanvasObject{NewText(s, title, ButtonText, Bold, Ink)}
	if second != "" {
		words = append(words, NewText(s, second, Body, Plain, Ink2))
	}
	objects := []fyne.CanvasObject{NewIcon(s, icon, size, GreenInk), Grow(1, linesOf(2, words...))}
	if mark != "" {
		objects = append(objects, newMarkTag(s, mark))
	}
	objects = append(objects, NewIcon(s, "chevron-right", 32, Ink))
	n.press(s, n, pressing{
		kind: "card", label: title, faces: facesOf(cardFace), radius: radiusCard, onTap: onTap,
		content: Pad(4, 20, 4, 24, Row(20, objects...)),
	})
	return n
}

// newMarkTag is a word on amber without the sign of a warning: 新.
func newMarkTag(s *Style, word string) fyne.CanvasObject {
	return NewSurface(s, AmberTint, Clear, radiusTag, Pad(4, 12, 4, 12, NewText(s, word, Caption, Bold, AmberInk)))
}

// CourseOptions describe something that one can learn.
type CourseOptions struct {
	Icon, Title string
	Tag         string // 不收钱; may be ""
	When, Place string
	Left        Count // 还收 N 人
	Total       int   // seats in all, for the strokes
	Full        string
	Button      fyne.CanvasObject
}

// NewCourse is a course as a ticket: what, when and where, the tear line, seats and the button.
func NewCourse(s *Style, o CourseOptions) fyne.CanvasObject {
	glyph, title, stub := float32(104), float32(Title), float32(470)
	switch s.Form() {
	case Compact:
		glyph, title, stub = 72, 32, 440
	case Upright:
		glyph, stub = 96, 440
	}
	if s.Large() && s.Form() != Compact {
		stub *= 1.15
	}
	head := []fyne.CanvasObject{NewText(s, o.Title, title, Bold, Ink)}
	if o.Tag != "" {
		head = append(head, NewTag(s, GoodTag, o.Tag))
	}
	lines := []fyne.CanvasObject{Row(16, append(head, Space())...), metaLine(s, "calendar-clock", o.When)}
	if !(s.Large() && s.Form() != Upright) {
		lines = append(lines, metaLine(s, "map-marker", o.Place))
	}
	left := Pad(0, 16, 0, 24, Row(24, NewGlyph(s, o.Icon, glyph, GreenTint, GreenInk), Grow(1, linesOf(2, lines...))))
	if s.Large() && s.Form() != Wide {
		left = Pad(0, 16, 0, 24, linesOf(2, lines...))
	}
	var seats fyne.CanvasObject = NewText(s, o.Full, Body, Bold, AmberInk)
	if o.Full == "" {
		rows := []fyne.CanvasObject{NewCount(s, o.Left, FigureS, Body)}
		if s.Form() != Compact && !s.Large() {
			rows = append(rows, startOf(NewTally(s, o.Total, o.Total-o.Left.N, 36)))
		}
		seats = linesOf(8, rows...)
	}
	right := Fixed(stub, 0, Pad(0, 24, 0, 24, Row(12, Grow(1, seats), o.Button)))
	content := RowFill(0, Grow(1, left), Pad(12, 0, 12, 0, newTearLine(s)), right)
	return NewSurface(s, Card, Hair, radiusCard, content)
}
