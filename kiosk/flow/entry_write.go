package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yizhan/kiosk/ime"
)

// maxLetters bounds what is being written at once; a whole firm's name fits in.
const maxLetters = 80

// Letter presses a letter key, or ' to divide syllables.
func (e *Entry) Letter(r rune) {
	if e.Mode == EntrySigns {
		e.Write(strings.ToUpper(string(r)))
		return
	}
	if len(e.Letters) < maxLetters && (r != '\'' || e.Letters != "") {
		e.Letters = e.Letters[:e.At] + string(r) + e.Letters[e.At:]
		e.At += utf8.RuneLen(r)
		e.typed()
	}
}

// Candidates are what a tap may choose now: texts and words for the letters, characters for the
// strokes, or the quick words while nothing is being written. While new ones are worked out the
// last ones stay, but cannot be picked.
func (e *Entry) Candidates() []string {
	if !e.writing() {
		return e.Quick
	}
	return e.compose.shown
}

// Lost says that letters or strokes lead to nothing, so that only taking some away helps.
func (e *Entry) Lost() bool {
	return e.writing() && !e.Waiting() && len(e.compose.shown) == 0
}

// Syllables are the letters divided as the first candidate reads them; a tap on one mends it.
func (e *Entry) Syllables() []string {
	if e.Letters == "" {
		return nil
	}
	return e.compose.syllables(e.Letters)
}

// Mend puts the place of the next letter behind the i-th syllable.
func (e *Entry) Mend(i int) {
	at := 0
	for k, s := range e.Syllables() {
		at += len(s)
		for at < len(e.Letters) && e.Letters[at] == '\'' {
			at++
		}
		if k == i {
			e.At = min(at, len(e.Letters))
			e.app.Changed()
			return
		}
	}
}

// Pick chooses a candidate. One that stands for the beginning of the letters leaves the rest to
// be chosen.
func (e *Entry) Pick(i int) {
	c := e.Candidates()
	if i < 0 || i >= len(c) || e.writing() && e.Waiting() {
		return
	}
	if !e.add(c[i]) {
		e.typed()
		return
	}
	if e.Letters != "" {
		taken := e.compose.taken[i]
		e.learn(c[i], e.Letters[:taken])
		e.Letters = strings.TrimLeft(e.Letters[taken:], "'")
		e.At = len(e.Letters)
	}
	e.Strokes = nil
	e.typed()
}

// learn remembers a word that staff wrote on their own pages. What may be somebody's name is nobody
// else's business.
func (e *Entry) learn(text, letters string) {
	if e.app.Own != nil && e.kind == Staff && e.hint != ime.Name && e.hint != ime.Employer {
		if reading, ok := ime.Open().Reading(text, letters); ok {
			e.app.Own.Learn(text, reading)
		}
	}
}

// Write writes a sign or a whole word as it is; what is half written goes.
func (e *Entry) Write(sign string) {
	e.drop()
	e.add(sign)
	e.typed()
}

// add writes what still fits as a whole.
func (e *Entry) add(s string) bool {
	if utf8.RuneCountInString(s) > e.Left() {
		return false
	}
	e.text += s
	return true
}

// Delete takes the letter before the place of the next one away, without letters the last
// stroke, and without strokes the last character.
func (e *Entry) Delete() {
	switch {
	case e.Letters != "":
		if e.At == 0 {
			e.At = len(e.Letters)
		}
		_, n := utf8.DecodeLastRuneInString(e.Letters[:e.At])
		e.Letters = e.Letters[:e.At-n] + e.Letters[e.At:]
		e.At -= n
	case len(e.Strokes) > 0:
		e.Strokes = e.Strokes[:len(e.Strokes)-1]
	default:
		e.eraseLast()
	}
	e.typed()
}

// DeleteChar takes the last character of the text away; strokes go first.
func (e *Entry) DeleteChar() {
	if e.writing() {
		e.drop()
	} else {
		e.eraseLast()
	}
	e.typed()
}

func (e *Entry) eraseLast() {
	_, n := utf8.DecodeLastRuneInString(e.text)
	e.text = e.text[:len(e.text)-n]
}

// Type takes a key of a keyboard: letters are written as pinyin, the digits 1 to 9 choose while
// something is being written, a blank chooses the first.
func (e *Entry) Type(r rune) {
	switch {
	case e.Mode != EntrySigns && (unicode.IsLetter(r) && r < utf8.RuneSelf || r == '\'' && e.Letters != ""):
		if e.Mode == EntryHand {
			e.SetMode(EntryPinyin)
		}
		e.Letter(unicode.ToLower(r))
	case e.writing() && r >= '1' && r <= '9':
		e.Pick(int(r - '1'))
	case e.writing() && r == ' ':
		e.Pick(0)
	case e.Mode == EntrySigns:
		e.Write(strings.ToUpper(string(r)))
	case unicode.IsPrint(r):
		e.Write(string(r))
	}
}

// TypeEnter is the Enter key: the letters' first meaning, or the end of the page.
func (e *Entry) TypeEnter() {
	if e.writing() {
		e.Pick(0)
		return
	}
	e.Done()
}

// TypeDelete is the Backspace key.
func (e *Entry) TypeDelete() { e.Delete() }

// Restart empties the page.
func (e *Entry) Restart() {
	e.text = ""
	e.drop()
	e.typed()
}

// writing says that letters or strokes wait to be chosen.
func (e *Entry) writing() bool { return e.Letters != "" || len(e.Strokes) > 0 }

// drop takes away what is half written.
func (e *Entry) drop() { e.Letters, e.At, e.Strokes = "", 0, nil }

func (e *Entry) typed() {
	e.Fault = ""
	e.ask()
	e.look()
	e.app.Changed()
}

// Blank is the blank key: it chooses the first candidate, and writes a blank only where nothing is
// being written.
func (e *Entry) Blank() {
	if e.writing() {
		e.Pick(0)
		return
	}
	e.Write(" ")
}

// Caret is how many syllables stand before the place of the next letter.
func (e *Entry) Caret() int {
	at := 0
	for i, s := range e.Syllables() {
		if at >= e.At {
			return i
		}
		at += len(s)
		for at < len(e.Letters) && e.Letters[at] == '\'' {
			at++
		}
	}
	return len(e.Syllables())
}
