package view

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildEntry draws the page on which a text is written. A key changes field, candidates and
// button in place.
func (v *View) buildEntry(e *flow.Entry) fyne.CanvasObject {
	field := touch.NewTextField(v.style, "")
	words := touch.NewCandidates(v.style, v.t("entry.more"), e.Pick)
	words.SetOnTurn(v.tell)
	done := v.button(touch.PrimaryButton, "check-bold", "entry.done", e.Done)
	hand := v.newHandPanel(e)
	var shown []string
	said := touch.NewPara(v.style, 2)
	show := func() {
		said.SetRuns(v.entrySaid(e))
		caret := e.Caret()
		field.SetSyllables(e.Text(), e.Syllables(), caret, v.entryNote(e), e.Mend)
		// The candidates stay on their page while only the text changes.
		if c := e.Candidates(); shown == nil || !slices.Equal(c, shown) {
			words.SetLeading(e.Letters != "")
			words.SetWords(c)
			shown = append([]string{}, c...)
		}
		hand.show(e)
		done.SetEnabled(e.Ready())
		done.SetWord(v.doneWord(e))
	}
	show()
	mode, fault := e.Mode, e.Fault
	v.follow = func() bool {
		if e.Mode != mode || e.Fault != fault {
			return false
		}
		show()
		return true
	}
	main := v.entryMain(e, field, words, hand, said)
	return v.helperScreen(e.Restart, touch.ScreenParts{Main: main, Note: v.entryHow(e), Actions: []fyne.CanvasObject{done}})
}

func (v *View) doneWord(e *flow.Entry) string {
	switch {
	case e.Letters != "" || len(e.Strokes) > 0:
		return v.t("entry.choose")
	case e.MayBeEmpty && strings.TrimSpace(e.Text()) == "":
		return v.t("entry.skip")
	}
	return v.t("entry.done")
}

func (v *View) entryNote(e *flow.Entry) string {
	_, bad := e.Say()
	switch {
	case e.Lost():
		return v.t("entry.lost")
	case bad && v.compact() && e.Letters == "":
		return v.t("line.not_so")
	case v.compact() && v.large && e.Text() == "" && e.Letters == "":
		return e.Title // its own line has no room
	case v.compact() && e.Letters != "":
		return "" // the letters need the room
	}
	return v.t("entry.left", "n", e.Left())
}

// entryHow is the line that says how to write; only where there is room for it.
func (v *View) entryHow(e *flow.Entry) fyne.CanvasObject {
	key := "entry.how"
	switch {
	case !v.wide() || v.large:
		return nil
	case e.SignsOnly:
		key = "entry.how_code"
	case e.Mode == flow.EntryHand:
		key = "entry.how_hand"
	case e.Mode == flow.EntrySigns:
		return nil
	}
	return touch.NewText(v.style, v.t(key), touch.Body, touch.Plain, touch.Ink2)
}

// entryMain lays the page out. The compact form has no room for a line of its own for the
// title, so the field stands beside it.
func (v *View) entryMain(e *flow.Entry, field, words fyne.CanvasObject, hand *handPanel, said fyne.CanvasObject) fyne.CanvasObject {
	question := touch.NewQuestion(v.style, e.Title)
	var modes []fyne.CanvasObject
	if !e.SignsOnly {
		mode := func(icon, key string, m flow.EntryMode) fyne.CanvasObject {
			return touch.NewChip(v.style, icon, v.t(key), e.Mode == m, func() { e.SetMode(m) })
		}
		modes = []fyne.CanvasObject{mode("keyboard", "entry.pinyin", flow.EntryPinyin), mode("draw-pen", "entry.hand", flow.EntryHand), mode("dialpad", "entry.signs", flow.EntrySigns)}
	}
	var rows []fyne.CanvasObject
	switch {
	case v.compact():
		line := []fyne.CanvasObject{touch.Grow(1, touch.Fixed(0, v.style.Target(76), field))}
		if !v.large {
			line = append([]fyne.CanvasObject{touch.NewText(v.style, e.Title, touch.Label, touch.Bold, touch.Ink)}, line...)
		}
		rows = append(rows, touch.Row(12, append(line, modes...)...))
	case v.upright():
		rows = append(rows, question, touch.Grow(0.4, touch.Space()), field)
	default:
		rows = append(rows, touch.Row(12, append([]fyne.CanvasObject{touch.Grow(1, question)}, modes...)...), field)
	}
	if bar := v.told("", e.Fault); bar != nil {
		rows = append(rows, bar)
	}
	if e.Watched() && !v.compact() {
		rows = append(rows, touch.Fixed(0, v.saidHigh(), said))
	}
	if e.Mode == flow.EntryPinyin {
		rows = append(rows, touch.Fixed(0, v.candidateHeight(), words))
	}
	if v.upright() && len(modes) > 0 {
		rows = append(rows, touch.Row(12, append(modes, touch.Space())...))
	}
	if e.Mode == flow.EntryHand {
		return touch.Column(v.gap(), append(rows, touch.Grow(1, hand.lay(v, e)))...)
	}
	return touch.Column(v.gap(), append(rows, touch.Grow(1, v.entryKeys(e)))...)
}

func (v *View) candidateHeight() float32 {
	if v.compact() {
		return v.style.Target(80)
	}
	return v.style.Target(104)
}

// entryKeys are the keys of the mode.
func (v *View) entryKeys(e *flow.Entry) fyne.CanvasObject {
	if e.Mode == flow.EntrySigns {
		return v.signKeys(e)
	}
	below := v.writingKeys(e, "entry.signs_below")
	divide := touch.KeyOptions{Word: v.t("entry.divide"), OnTap: func() { e.Letter('\'') }}
	return touch.NewLetterPad(v.style, touch.LetterOptions{
		Delete: v.t("key.delete"), OnLetter: e.Letter, OnDelete: e.Delete, Left: &divide, Below: below,
	})
}

// writingKeys are the signs of a phrase, split at the bars, with a space key in the middle.
func (v *View) writingKeys(e *flow.Entry, phrase string) []touch.SharedKey {
	signs := strings.Split(v.t(phrase), "|")
	var keys []touch.SharedKey
	for i, sign := range signs {
		if i == len(signs)/2 {
			keys = append(keys, touch.SharedKey{Share: 3, KeyOptions: touch.KeyOptions{
				Word: v.t("entry.space"), Function: true, OnTap: e.Blank,
			}})
		}
		keys = append(keys, touch.SharedKey{Share: 1, KeyOptions: touch.KeyOptions{Word: sign, Size: touch.Title, OnTap: func() { e.Write(sign) }}})
	}
	return keys
}

// signKeys are digits, capital letters and a few marks.
func (v *View) signKeys(e *flow.Entry) fyne.CanvasObject {
	row := func(signs string, ends ...fyne.CanvasObject) fyne.CanvasObject {
		var keys []fyne.CanvasObject
		for _, s := range signs {
			keys = append(keys, touch.Grow(1, touch.NewKey(v.style, touch.KeyOptions{
				Word: string(s), Size: touch.CardTitle, Height: touch.Least, OnTap: func() { e.Write(string(s)) },
			})))
		}
		return touch.RowFill(12, append(keys, ends...)...)
	}
	erase := touch.Grow(2, touch.NewKey(v.style, touch.KeyOptions{
		Word: v.t("key.delete"), Icon: "backspace", Size: touch.Body, Height: touch.Least, Function: true, OnTap: e.Delete,
	}))
	rows := []fyne.CanvasObject{row("1234567890"), row("QWERTYUIOP"), row("ASDFGHJKL"), row("ZXCVBNM", erase)}
	if !e.SignsOnly {
		var keys []fyne.CanvasObject
		for _, k := range v.writingKeys(e, "entry.signs_marks") {
			k.Height = touch.Least
			if k.Size == 0 {
				k.Size = touch.Label
			}
			keys = append(keys, touch.Grow(k.Share, touch.NewKey(v.style, k.KeyOptions)))
		}
		rows = append(rows, touch.RowFill(12, keys...))
	}
	return touch.Grid(1, len(rows), 12, rows...)
}

// buildSurname draws the surname tiles.
func (v *View) buildSurname(p *flow.Surname) fyne.CanvasObject {
	columns, rows := 5, 4
	if v.upright() {
		columns, rows = 4, 5
	}
	var tiles []fyne.CanvasObject
	for _, s := range p.Shown() {
		tiles = append(tiles, touch.NewChoice(v.style, touch.ChoiceOptions{Word: s, Middle: true, OnTap: func() { p.Pick(s) }}))
	}
	main := v.headed(touch.NewQuestion(v.style, p.Title), v.turner(&p.Pager, p.Turn), touch.Grow(1, touch.Grid(columns, rows, 16, tiles...)))
	var how fyne.CanvasObject
	if v.wide() && !v.large {
		how = touch.NewText(v.style, v.t("surname.how"), touch.Body, touch.Plain, touch.Ink2)
	}
	return v.helperScreen(p.Restart, touch.ScreenParts{
		Main: main, Note: how,
		Actions: []fyne.CanvasObject{v.button(touch.PlainButton, "pencil", "surname.other", p.Other)},
	})
}
