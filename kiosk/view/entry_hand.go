package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// handPanel is the box to write in, the characters that it may be, and what can be taken back.
type handPanel struct {
	pad   *touch.InkPad
	chars *fyne.Container
	key   func(word string, i int) fyne.CanvasObject
	shown string
}

func (v *View) newHandPanel(e *flow.Entry) *handPanel {
	columns, size := 4, touch.FigureM
	if v.compact() || v.upright() {
		size = touch.Question
	}
	return &handPanel{
		pad:   touch.NewInkPad(v.style, v.t("entry.hand_here"), e.Draw),
		chars: touch.Grid(columns, flow.HandShown/columns, 12),
		key: func(word string, i int) fyne.CanvasObject {
			return touch.NewKey(v.style, touch.KeyOptions{Word: word, Size: size, Primary: i == 0, OnTap: func() { e.Pick(i) }})
		},
	}
}

// show brings box and characters up to date.
func (h *handPanel) show(e *flow.Entry) {
	if e.Mode != flow.EntryHand {
		return
	}
	h.pad.SetStrokes(e.Strokes)
	var words []string
	if len(e.Strokes) > 0 {
		words = e.Candidates()
	}
	all := ""
	for _, w := range words {
		all += w
	}
	if all == h.shown && len(h.chars.Objects) == len(words) {
		return
	}
	h.shown, h.chars.Objects = all, nil
	for i, w := range words {
		h.chars.Objects = append(h.chars.Objects, h.key(w, i))
	}
	h.chars.Refresh()
}

// lay puts the box at the left, characters beside it and deeds at the right; upright the
// characters stand above.
func (h *handPanel) lay(v *View, e *flow.Entry) fyne.CanvasObject {
	deed := func(icon, key string, do func()) fyne.CanvasObject {
		return touch.NewKey(v.style, touch.KeyOptions{Word: v.t(key), Icon: icon, Size: touch.Label, OnTap: do})
	}
	deeds := touch.Grid(1, 3, 12,
		deed("undo-variant", "entry.undo_stroke", e.UndoStroke),
		deed("eraser", "entry.rewrite", e.ClearStrokes),
		deed("backspace", "entry.delete_char", e.DeleteChar),
	)
	ask := touch.NewText(v.style, v.t("entry.hand_which"), touch.Body, touch.Plain, touch.Ink2)
	side := v.style.InkBox()
	if v.upright() {
		line := touch.RowFill(16, touch.Fixed(side, 0, h.pad), touch.Grow(1, deeds))
		return touch.Column(v.gap(), ask, touch.Fixed(0, v.style.Target(260), h.chars), touch.Grow(1, line))
	}
	chars := touch.Grow(1, h.chars)
	right := []fyne.CanvasObject{ask, chars}
	if v.compact() {
		right = right[1:]
	}
	return touch.RowFill(16, touch.Fixed(side, 0, h.pad), touch.Grow(1, touch.Column(12, right...)), touch.Fixed(v.style.Target(240), 0, deeds))
}
