package ime

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"yizhan/kiosk/ime/lexicon"
)

// hypothesis is one way to have written the letters up to a position: a word and what went before.
type hypothesis struct {
	cost  int
	hash  uint64 // of the text, to know the same text again
	word  lexicon.Word
	class lexicon.Class
	after lexicon.Row // what is known to follow the word
	extra string      // what stands here if word is lexicon.None: a literal or a learned word
	from  int         // position where the word begins
	back  int         // index of the hypothesis there
}

// Widths of the search: how many ways are kept at a position, and how far behind the best one.
const (
	width     = 18
	behind    = 110
	wordsBest = 70 // words of one reading that are tried, the cheapest
)

// beam is what is kept at one position, best first.
type beam struct{ kept []hypothesis }

// limit is the cost from which on nothing more is taken in.
func (b *beam) limit() int {
	switch n := len(b.kept); n {
	case 0:
		return math.MaxInt
	case width:
		return min(b.kept[n-1].cost, b.kept[0].cost+behind+1)
	default:
		return b.kept[0].cost + behind + 1
	}
}

// offer takes a hypothesis in unless it is too dear or its text stands there cheaper.
func (b *beam) offer(h hypothesis) {
	if h.cost >= b.limit() {
		return
	}
	for i := range b.kept {
		if k := &b.kept[i]; k.hash == h.hash && k.class == h.class {
			if k.cost <= h.cost {
				return
			}
			b.kept = slices.Delete(b.kept, i, i+1)
			break
		}
	}
	at, _ := slices.BinarySearchFunc(b.kept, h.cost, func(k hypothesis, c int) int { return cmp.Compare(k.cost, c+1) })
	if len(b.kept) == width {
		b.kept = b.kept[:width-1]
	}
	b.kept = slices.Insert(b.kept, at, h)
}

// search finds the best ways to write the whole line.
type search struct {
	engine *Engine
	lat    *lattice
	bias   *[lexicon.Classes]int
	own    *Learned
	beams  []beam
}

func (s *search) run() {
	s.beams = make([]beam, len(s.lat.text)+1)
	room := make([]hypothesis, len(s.beams)*width)
	for i := range s.beams {
		s.beams[i].kept = room[i*width : i*width : (i+1)*width]
	}
	s.beams[0].offer(hypothesis{
		word: lexicon.None, class: lexicon.Start, after: s.engine.lex.After(lexicon.None), hash: 14695981039346656037,
	})
	for i := range s.lat.text {
		if len(s.beams[i].kept) == 0 {
			continue
		}
		s.pass(i)
		for _, sp := range s.engine.spansAt(s.lat, i) {
			s.extend(i, sp)
		}
		s.own.match(s.lat, i, func(to int, w *learnedWord, cost int) { s.extendOwn(i, to, w, cost) })
	}
}

// pass writes what stands at i as it is: a literal, or at a high price a letter.
func (s *search) pass(i int) {
	text, literal := s.lat.literal[i]
	cost := 0
	if !literal {
		text, cost = string(s.lat.text[i]), costLetter
	}
	for k, h := range s.beams[i].kept {
		s.beams[i+1].offer(hypothesis{
			cost: h.cost + cost, hash: hashText(h.hash, []rune(text)), word: lexicon.None, class: lexicon.Character,
			after: s.engine.lex.After(lexicon.Word(s.engine.lex.Len())), extra: text, from: i, back: k,
		})
	}
}

// extend writes the words of a span after all that is kept where it begins.
func (s *search) extend(i int, sp span) {
	lex := s.engine.lex
	first, end := lex.Words(sp.node)
	target := &s.beams[sp.to]
	kept := s.beams[i].kept
	for w := first; w < end; w++ {
		class := lex.Class(w)
		base := sp.cost + s.bias[class]
		own := lex.Cost(w)
		if w > first+wordsBest && class < lexicon.Province {
			break
		}
		var after lexicon.Row
		limit := target.limit()
		for k := range kept {
			h := &kept[k]
			if h.cost+base >= limit {
				break // what follows is dearer, and no step costs less than nothing
			}
			follow := lex.CostClass(h.class, class)
			known, seen := 0, false
			if !h.after.Empty() {
				known, seen = h.after.Cost(w)
			}
			if !seen {
				if follow >= lexicon.Never {
					continue
				}
				known = own + follow
			}
			cost := h.cost + base + known
			if cost >= limit {
				continue
			}
			if after == (lexicon.Row{}) {
				after = lex.After(w)
			}
			target.offer(hypothesis{
				cost: cost, hash: hashText(h.hash, lex.Runes(w)), word: w, class: class, after: after, from: i, back: k,
			})
			limit = target.limit()
		}
	}
}

func (s *search) extendOwn(i, to int, w *learnedWord, cost int) {
	for k, h := range s.beams[i].kept {
		s.beams[to].offer(hypothesis{
			cost: h.cost + cost + w.cost(), hash: hashText(h.hash, []rune(w.text)), word: lexicon.None, class: lexicon.Noun,
			after: s.engine.lex.After(lexicon.Word(s.engine.lex.Len())), extra: w.text, from: i, back: k,
		})
	}
}

// found are the whole texts, best first, and where the syllables of the best one divide.
func (s *search) found() []hypothesis {
	last := slices.Clone(s.beams[len(s.beams)-1].kept)
	for i := range last {
		last[i].cost += s.engine.lex.CostEnd(last[i].class)
	}
	slices.SortStableFunc(last, func(a, b hypothesis) int { return cmp.Compare(a.cost, b.cost) })
	return last
}

// text writes a hypothesis out.
func (s *search) text(h hypothesis) string {
	var parts []string
	for h.class != lexicon.Start {
		if h.word == lexicon.None {
			parts = append(parts, h.extra)
		} else {
			parts = append(parts, s.engine.lex.Text(h.word))
		}
		h = s.beams[h.from].kept[h.back]
	}
	slices.Reverse(parts)
	return strings.Join(parts, "")
}

// hashText goes on with FNV-1a.
func hashText(h uint64, text []rune) uint64 {
	for _, r := range text {
		h = (h ^ uint64(r)) * 1099511628211
	}
	return h
}
