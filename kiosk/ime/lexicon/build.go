package lexicon

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"unicode/utf8"
)

// Entry is a word to be put into a lexicon.
type Entry struct {
	Text    string
	Reading []string // one syllable for each character
	Class   Class
	Cost    uint8
}

// Builder collects words; Build puts them in order. Pairs are told by the index that Add gave.
type Builder struct {
	entries []Entry
	pairs   []Pair
	follows Follows
	seen    map[string]int
}

// NewBuilder makes a builder for words whose classes follow each other so.
func NewBuilder(f Follows) *Builder { return &Builder{follows: f, seen: map[string]int{}} }

// Add puts a word in and gives its index; a word that stands there already with this reading and
// class keeps the lower of both costs. It is an error if characters and syllables do not agree in
// number.
func (b *Builder) Add(e Entry) (int, error) {
	if n := utf8.RuneCountInString(e.Text); n == 0 || n != len(e.Reading) {
		return 0, fmt.Errorf("word %q: %d characters, %d syllables", e.Text, n, len(e.Reading))
	}
	key := fmt.Sprint(e.Class, e.Text, e.Reading)
	if i, ok := b.seen[key]; ok {
		b.entries[i].Cost = min(b.entries[i].Cost, e.Cost)
		return i, nil
	}
	b.seen[key] = len(b.entries)
	b.entries = append(b.entries, e)
	return len(b.entries) - 1, nil
}

// Pair says what a word costs after another; before is -1 at the beginning of a line.
func (b *Builder) Pair(before, word int, cost uint8) {
	p := Pair{Before: Word(before), Word: Word(word), Cost: cost}
	if before < 0 {
		p.Before = None
	}
	b.pairs = append(b.pairs, p)
}

// Build puts everything in order: nodes breadth first, words of a node by cost.
func (b *Builder) Build() (*Lexicon, error) {
	l := &Lexicon{follow: b.follows}
	l.collectSyllables(b.entries)
	readings := make([][]Syllable, len(b.entries))
	for i, e := range b.entries {
		for _, s := range e.Reading {
			id, ok := l.Find(s)
			if !ok {
				return nil, fmt.Errorf("word %q: no syllable %q", e.Text, s)
			}
			readings[i] = append(readings[i], id)
		}
	}
	order := make([]int, len(b.entries))
	for i := range order {
		order[i] = i
	}
	// Shorter readings first, then by reading: the order in which a walk breadth first meets them.
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(
			cmp.Compare(len(readings[x]), len(readings[y])),
			slices.Compare(readings[x], readings[y]),
			cmp.Compare(b.entries[x].Cost, b.entries[y].Cost),
			cmp.Compare(b.entries[x].Text, b.entries[y].Text),
			cmp.Compare(b.entries[x].Class, b.entries[y].Class),
		)
	})
	place := make([]Word, len(order)) // of each entry
	for at, i := range order {
		place[i] = Word(at)
	}
	l.layNodes(readings, order)
	for _, i := range order {
		l.wordText = append(l.wordText, uint32(len(l.text)))
		l.text = append(l.text, []rune(b.entries[i].Text)...)
		l.wordCost = append(l.wordCost, b.entries[i].Cost)
		l.wordClass = append(l.wordClass, b.entries[i].Class)
	}
	l.wordText = append(l.wordText, uint32(len(l.text)))
	pairs := map[[2]Word]uint8{}
	for _, p := range b.pairs {
		if p.Before != None {
			p.Before = place[p.Before]
		}
		key := [2]Word{p.Before, place[p.Word]}
		if c, ok := pairs[key]; !ok || p.Cost < c {
			pairs[key] = p.Cost
		}
	}
	list := make([]Pair, 0, len(pairs))
	for key, c := range pairs {
		list = append(list, Pair{key[0], key[1], c})
	}
	l.pairs = newPairTable(list)
	return l, nil
}

// collectSyllables lists the syllables and for each its characters, those of the cheapest words
// first.
func (l *Lexicon) collectSyllables(entries []Entry) {
	best := map[string]map[rune]int{}
	for _, e := range entries {
		for i, r := range []rune(e.Text) {
			s := e.Reading[i]
			if best[s] == nil {
				best[s] = map[rune]int{}
			}
			cost := int(e.Cost) + 256*(len(e.Reading)-1) + 1
			if e.Class != Character {
				cost += 128
			}
			if c := best[s][r]; c == 0 || cost < c {
				best[s][r] = cost
			}
		}
	}
	for s := range best {
		l.syllables = append(l.syllables, s)
	}
	sort.Strings(l.syllables)
	for _, s := range l.syllables {
		var chars []rune
		for r := range best[s] {
			chars = append(chars, r)
		}
		slices.SortFunc(chars, func(x, y rune) int {
			return cmp.Or(cmp.Compare(best[s][x], best[s][y]), cmp.Compare(x, y))
		})
		l.chars = append(l.chars, chars)
	}
}

// layNodes makes the trie from readings in the given order, level by level.
func (l *Lexicon) layNodes(readings [][]Syllable, order []int) {
	type span struct {
		from, to int // of a list of entries that share the reading so far
	}
	// sorted holds all entries by reading alone, so that a node is a run in it.
	sorted := slices.Clone(order)
	slices.SortStableFunc(sorted, func(x, y int) int { return slices.Compare(readings[x], readings[y]) })
	level := []span{{0, len(sorted)}}
	l.nodeSyllable = []Syllable{0}
	words := uint32(0)
	for depth := 0; len(level) > 0; depth++ {
		var next []span
		for _, s := range level {
			i := s.from
			for i < s.to && len(readings[sorted[i]]) == depth {
				i++
			}
			l.nodeWord = append(l.nodeWord, words)
			words += uint32(i - s.from)
			l.nodeChild = append(l.nodeChild, uint32(len(l.nodeSyllable)))
			for i < s.to {
				syllable, j := readings[sorted[i]][depth], i
				for j < s.to && readings[sorted[j]][depth] == syllable {
					j++
				}
				l.nodeSyllable = append(l.nodeSyllable, syllable)
				next = append(next, span{i, j})
				i = j
			}
		}
		level = next
	}
	l.nodeWord = append(l.nodeWord, words)
	l.nodeChild = append(l.nodeChild, uint32(len(l.nodeSyllable)))
}

// Lower gives an entry a lower cost than it was added with.
func (b *Builder) Lower(entry int, cost uint8) {
	b.entries[entry].Cost = min(b.entries[entry].Cost, cost)
}
