package touch

import (
	"sort"
	"strings"
	"unicode"
)

// ellipsis ends a text that had to be shortened.
const ellipsis = "…"

// Fit shortens the text of a run with … until it is at most width DIP wide as
// drawn. A text that fits is returned as it is; where not even one character
// fits, the … alone is returned.
func Fit(s *Style, r Run, width float32) string {
	if r.width(s, r.Text) <= width {
		return r.Text
	}
	return shorten(s, r, width)
}

// shorten is Fit for a text of which more follows: it always ends with ….
func shorten(s *Style, r Run, width float32) string {
	runes := []rune(r.Text)
	keep := sort.Search(len(runes), func(n int) bool {
		return r.width(s, string(runes[:n+1])+ellipsis) > width
	})
	return strings.TrimRightFunc(string(runes[:keep]), unicode.IsSpace) + ellipsis
}

// fitEnd is Fit for what is being written: the end stays, the front goes.
func fitEnd(s *Style, r Run, width float32) string {
	if r.width(s, r.Text) <= width {
		return r.Text
	}
	runes := []rune(r.Text)
	drop := sort.Search(len(runes), func(n int) bool {
		return r.width(s, ellipsis+string(runes[n:])) <= width
	})
	return ellipsis + string(runes[drop:])
}

// Wrap breaks runs into lines of at most width DIP, at most lines of them; the
// last is shortened with … when there is more. Chinese breaks between any two
// characters but never before closing punctuation; Latin words and numbers stay whole.
func Wrap(s *Style, runs []Run, width float32, lines int) [][]Run {
	w := wrapper{style: s, width: width}
	for _, r := range runs {
		for _, piece := range pieces(r.Text) {
			r.Text = piece
			w.add(r)
		}
	}
	w.endLine()
	if lines > 0 && len(w.lines) > lines {
		rest := w.lines[lines-1]
		room := width
		for _, r := range rest[:len(rest)-1] {
			room -= r.width(s, r.Text)
		}
		last := &rest[len(rest)-1]
		last.Text = shorten(s, *last, room)
		w.lines = w.lines[:lines]
	}
	return w.lines
}

// wrapper collects pieces into lines.
type wrapper struct {
	style *Style
	width float32
	lines [][]Run
	line  []Run
	used  float32
}

func (w *wrapper) add(r Run) {
	if r.Text == "\n" {
		w.endLine()
		return
	}
	wide := r.width(w.style, r.Text)
	if w.used+wide > w.width && len(w.line) > 0 {
		w.endLine()
	}
	if len(w.line) == 0 && strings.TrimSpace(r.Text) == "" {
		return
	}
	if n := len(w.line) - 1; n >= 0 && sameLook(w.line[n], r) {
		w.line[n].Text += r.Text
	} else {
		w.line = append(w.line, r)
	}
	w.used += wide
}

func (w *wrapper) endLine() {
	if len(w.line) > 0 {
		w.lines = append(w.lines, w.line)
	}
	w.line, w.used = nil, 0
}

func sameLook(a, b Run) bool {
	return a.Size == b.Size && a.Weight == b.Weight && a.Colour == b.Colour
}

// pieces cuts a text where a line may break: a Chinese character with the
// closing punctuation after it, a word, a run of blanks, a line end.
func pieces(text string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, string(word))
			word = nil
		}
	}
	for _, r := range text {
		switch {
		case r == '\n':
			flush()
			out = append(out, "\n")
		case unicode.IsSpace(r):
			flush()
			out = append(out, string(r))
		case strings.ContainsRune("，。、；：？！）》”’…·%", r):
			if len(word) == 0 && len(out) > 0 && out[len(out)-1] != "\n" {
				out[len(out)-1] += string(r)
			} else {
				word = append(word, r)
				flush()
			}
		case unicode.Is(unicode.Han, r):
			if len(word) > 0 && strings.ContainsRune("（《“‘", word[len(word)-1]) {
				word = append(word, r)
				flush()
				continue
			}
			flush()
			out = append(out, string(r))
		default:
			word = append(word, r)
		}
	}
	flush()
	return out
}
