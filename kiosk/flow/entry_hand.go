package flow

import "yizhan/kiosk/ime"

// maxStrokes is more than any character has.
const maxStrokes = 64

// HandShown is how many characters are offered for strokes.
const HandShown = 8

// Draw adds a stroke that the finger has drawn.
func (e *Entry) Draw(s ime.Stroke) {
	if e.Mode == EntryHand && len(s) > 0 && len(e.Strokes) < maxStrokes {
		e.Strokes = append(e.Strokes, s)
		e.typed()
	}
}

// UndoStroke takes the last stroke away.
func (e *Entry) UndoStroke() {
	if n := len(e.Strokes); n > 0 {
		e.Strokes = e.Strokes[:n-1]
		e.typed()
	}
}

// ClearStrokes begins the character anew.
func (e *Entry) ClearStrokes() {
	e.Strokes = nil
	e.typed()
}
