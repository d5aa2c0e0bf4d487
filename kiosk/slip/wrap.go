package slip

import (
	"strings"
	"unicode"
)

// Characters that must not begin or end a line (GB/T 15834-2011, 标点符号用法).
const (
	neverFirst = "，。、；：！？）】》」』”’…—～·,.;:!?)]}%"
	neverLast  = "（【《「『“‘([{"
)

// piece is what a line may not be broken within: a Chinese character with its punctuation, or
// a word, number or phone number.
type piece struct {
	text  string
	bold  bool
	blank bool // disappears at the end of a line
}

// line is pieces that stand side by side.
type line []piece

// pieces takes runs apart.
func pieces(runs []Run) []piece {
	var out []piece
	for _, run := range runs {
		for _, r := range run.Text {
			last := len(out) - 1
			switch {
			case unicode.IsSpace(r):
				out = append(out, piece{" ", run.Bold, true})
			case last >= 0 && !out[last].blank && out[last].bold == run.Bold && sticks(out[last].text, r):
				out[last].text += string(r)
			default:
				out = append(out, piece{string(r), run.Bold, false})
			}
		}
	}
	return out
}

// sticks says whether r may not be parted from the text before it.
func sticks(before string, r rune) bool {
	end := []rune(before)
	last := end[len(end)-1]
	return strings.ContainsRune(neverFirst, r) || strings.ContainsRune(neverLast, last) || inWord(last) && inWord(r)
}

func inWord(r rune) bool {
	return r < 0x2E80 && !unicode.IsSpace(r) && !strings.ContainsRune(neverLast, r)
}

// wrap breaks runs into lines of at most width, as measured. A piece that is wider than a whole
// line is broken wherever it must be: nothing is ever clipped.
func wrap(runs []Run, width int, measure func(piece) int) []line {
	w := wrapper{width: width, measure: measure}
	for _, p := range pieces(runs) {
		w.add(p)
	}
	w.flush()
	return w.lines
}

type wrapper struct {
	width   int
	measure func(piece) int
	lines   []line
	now     line
	used    int
}

func (w *wrapper) add(p piece) {
	size := w.measure(p)
	switch {
	case w.used+size <= w.width:
		if p.blank && len(w.now) == 0 {
			return
		}
		w.now, w.used = append(w.now, p), w.used+size
	case p.blank:
		w.flush()
	case len(w.now) > 0:
		// Punctuation in another weight than the word before it is a piece of its own.
		if last := len(w.now) - 1; last > 0 && strings.IndexAny(p.text, neverFirst) == 0 {
			word := w.now[last]
			w.now = w.now[:last]
			w.flush()
			w.add(word)
		} else {
			w.flush()
		}
		w.add(p)
	default:
		r := []rune(p.text)
		n := max(1, len(r)-1)
		for n > 1 && w.measure(piece{string(r[:n]), p.bold, false}) > w.width {
			n--
		}
		w.now = line{{string(r[:n]), p.bold, false}}
		w.flush()
		if n < len(r) {
			w.add(piece{string(r[n:]), p.bold, false})
		}
	}
}

// flush ends the line, without blanks at its end.
func (w *wrapper) flush() {
	for len(w.now) > 0 && w.now[len(w.now)-1].blank {
		w.now = w.now[:len(w.now)-1]
	}
	if len(w.now) > 0 {
		w.lines = append(w.lines, w.now)
	}
	w.now, w.used = nil, 0
}
