package kiosk

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
)

// typist is a page into which a keyboard writes.
type typist interface {
	Type(r rune)
	TypeEnter()
	TypeDelete()
}

// typing feeds the keys of a keyboard to the page on screen, if it is one to write on.
func typing(c fyne.Canvas, pages *flow.App) {
	c.SetOnTypedRune(func(r rune) {
		if p, ok := pages.Current().(typist); ok {
			p.Type(r)
		}
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		p, ok := pages.Current().(typist)
		if !ok {
			return
		}
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			p.TypeEnter()
		case fyne.KeyBackspace:
			p.TypeDelete()
		}
	})
}
