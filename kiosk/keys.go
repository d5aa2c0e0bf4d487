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

// write feeds what a person types on a keyboard to the page on screen, if it is one to write on.
func write(pages *flow.App, text string) {
	for _, r := range text {
		if p, ok := pages.Current().(typist); ok {
			p.Type(r)
		}
	}
}

// pressKey is a key that writes nothing.
func pressKey(pages *flow.App, name fyne.KeyName) {
	p, ok := pages.Current().(typist)
	if !ok {
		return
	}
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.TypeEnter()
	case fyne.KeyBackspace:
		p.TypeDelete()
	}
}
