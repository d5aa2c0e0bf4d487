package lexicon

import (
	"cmp"
	"slices"
	"sort"
)

// Pair is two words that were seen side by side and what the second then costs.
type Pair struct {
	Before, Word Word // Before may be None
	Cost         uint8
}

// pairTable keeps pairs sorted by the first word, then the second.
type pairTable struct {
	before []Word   // each once, sorted
	first  []uint32 // pairs of before[i] are first[i] ≤ p < first[i+1]
	word   []Word
	costs  []uint8
}

func newPairTable(pairs []Pair) pairTable {
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.Before, b.Before), cmp.Compare(a.Word, b.Word))
	})
	var t pairTable
	for i, p := range pairs {
		if i == 0 || p.Before != pairs[i-1].Before {
			t.before = append(t.before, p.Before)
			t.first = append(t.first, uint32(i))
		}
		t.word = append(t.word, p.Word)
		t.costs = append(t.costs, p.Cost)
	}
	t.first = append(t.first, uint32(len(pairs)))
	return t
}

// Row is what is known to follow one word.
type Row struct {
	table  *pairTable
	lo, hi uint32
}

// After gives the row of a word, or of the beginning of a line (None).
func (l *Lexicon) After(before Word) Row {
	t := &l.pairs
	i := sort.Search(len(t.before), func(i int) bool { return t.before[i] >= before })
	if i == len(t.before) || t.before[i] != before {
		return Row{table: t}
	}
	return Row{t, t.first[i], t.first[i+1]}
}

// Empty says that nothing is known.
func (r Row) Empty() bool { return r.lo == r.hi }

// Cost is what a word costs in this row, if it stands there.
func (r Row) Cost(w Word) (int, bool) {
	lo, hi := r.lo, r.hi
	for lo < hi {
		if m := (lo + hi) / 2; r.table.word[m] < w {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < r.hi && r.table.word[lo] == w {
		return int(r.table.costs[lo]), true
	}
	return 0, false
}
