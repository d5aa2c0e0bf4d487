package wording

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// trait is something that a text has or has not: up to three characters in a row, two with others
// between, two or three of kin in the order in which they stand.
type trait struct {
	id    uint64  // names it: see mixed
	spans []reach // the bytes of the text that show it
}

// reach are the bytes of a text from at to end.
type reach struct{ at, end int }

const (
	longestRun = 3 // characters of a run
	widestGap  = 5 // characters from the first to the second of two with others between
)

// Where a trait is from goes into its name, so that none of one sort is taken for another's.
const (
	ofRun uint64 = iota + 1
	ofGap
	ofKin
	ofKinAcross
)

// mixed names what was seen: 64 bits of FNV-1a.
func mixed(sort uint64, of ...rune) uint64 {
	h := uint64(14695981039346656037)
	h = (h ^ sort) * 1099511628211
	for _, r := range of {
		for range 3 {
			h = (h ^ uint64(r&0xFF)) * 1099511628211
			r >>= 8
		}
	}
	return h
}

// letter is a character of a clause; a whole figure is one, by its height.
type letter struct {
	r rune
	reach
}

// The ends of a clause are letters too.
const clauseBegins, clauseEnds = '^', '$'

// traitsOf gives what a text in its tight spelling has, each once, in the order in which they first stand.
func traitsOf(tight string) []trait {
	var out []trait
	seen := make(map[uint64]bool, 512)
	add := func(id uint64, spans ...reach) {
		if !seen[id] {
			seen[id] = true
			out = append(out, trait{id, spans})
		}
	}
	var before []kinHit
	for from := 0; from < len(tight); {
		clause, _, _ := strings.Cut(tight[from:], "，")
		if clause != "" {
			runs(letters(clause, from), add)
			hits := kinIn(clause, from)
			company(before, hits, add)
			before = hits
		}
		from += len(clause) + len("，")
	}
	return out
}

func letters(clause string, from int) []letter {
	out := []letter{{clauseBegins, reach{from, from}}}
	for i := 0; i < len(clause); {
		r, size := utf8.DecodeRuneInString(clause[i:])
		if n := len(figureAtStart(clause[i:])); n > 0 {
			r, size = height(clause[i:i+n]), n
		}
		out = append(out, letter{r, reach{from + i, from + i + size}})
		i += size
	}
	return append(out, letter{clauseEnds, reach{from + len(clause), from + len(clause)}})
}

// figureAtStart is the figure that a text begins with, "" when it begins with none.
func figureAtStart(s string) string {
	if s[0] < '0' || s[0] > '9' {
		return ""
	}
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}

// height is a figure as far as it matters: 13 may be the years of a child, 45 those of a grown-up, and
// more is money.
func height(figure string) rune {
	switch n, err := strconv.Atoi(figure); {
	case err != nil, n >= 70:
		return '0'
	case n < 7:
		return '1'
	case n < 16:
		return '2'
	case n < 18:
		return '3'
	default:
		return '4'
	}
}

func runs(of []letter, add func(id uint64, spans ...reach)) {
	for i, first := range of {
		run := make([]rune, 0, longestRun)
		for _, l := range of[i:min(i+longestRun, len(of))] {
			run = append(run, l.r)
			add(mixed(ofRun, run...), reach{first.at, l.end})
		}
		for j := i + 2; j <= i+widestGap && j < len(of); j++ {
			add(mixed(ofGap, first.r, of[j].r), first.reach, of[j].reach)
		}
	}
}

// company gives what of kin stands together in a clause, and with the clause before.
func company(before, hits []kinHit, add func(id uint64, spans ...reach)) {
	span := func(h kinHit) reach { return reach{h.at, h.end} }
	for i, a := range hits {
		add(mixed(ofKin, a.mark), span(a))
		for j, b := range hits[i+1:] {
			add(mixed(ofKin, a.mark, b.mark), span(a), span(b))
			for _, c := range hits[i+j+2:] {
				add(mixed(ofKin, a.mark, b.mark, c.mark), span(a), span(b), span(c))
			}
		}
	}
	for _, a := range before {
		for _, b := range hits {
			add(mixed(ofKinAcross, a.mark, b.mark), span(a), span(b))
		}
	}
}
