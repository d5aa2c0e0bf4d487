// Package lexicon holds the words that pinyin can become, with what they cost, in flat tables that
// are small on disk and ready in a moment.
//
// Begin at Lexicon: a trie over syllables whose nodes hold words, cheapest first; After and
// CostClass say what a word costs after another. Builder (build.go) makes one from words and their weights,
// Write and Read (file.go) carry it. kiosk/ime searches in it; kiosk/ime/imagegen makes the image
// that the product ships.
//
// Costs are negative logarithms of probabilities in tenths of a nat: 23 is one in ten.
package lexicon

import "sort"

// Node is a place in the trie: the syllables read so far. Root is the empty reading.
type Node uint32

// Root is where every reading begins.
const Root Node = 0

// Word is one word with one reading and one class; the same text may stand under several.
type Word uint32

// None stands for "no word": the beginning of a line.
const None Word = 1<<32 - 1

// Syllable is an index into the sorted list of syllables, so that all syllables that begin with
// the same letters lie side by side.
type Syllable uint16

// Lexicon does not change once it is built; any number of goroutines may use it.
type Lexicon struct {
	syllables []string
	chars     [][]rune // of each syllable, most frequent first

	nodeSyllable []Syllable
	nodeChild    []uint32 // children of n are nodeChild[n] ≤ c < nodeChild[n+1]
	nodeWord     []uint32 // words of n are nodeWord[n] ≤ w < nodeWord[n+1]

	wordText  []uint32 // where the word's characters begin
	wordCost  []uint8
	wordClass []Class
	text      []rune

	follow Follows
	pairs  pairTable
}

// Syllables lists all syllables in alphabetical order.
func (l *Lexicon) Syllables() []string { return l.syllables }

// Spelling is the syllable's letters.
func (l *Lexicon) Spelling(s Syllable) string { return l.syllables[s] }

// Find gives the syllable that is written so.
func (l *Lexicon) Find(letters string) (Syllable, bool) {
	i := sort.SearchStrings(l.syllables, letters)
	return Syllable(i), i < len(l.syllables) && l.syllables[i] == letters
}

// Span gives the syllables from ≤ s < to that begin with the letters.
func (l *Lexicon) Span(letters string) (from, to Syllable) {
	i := sort.SearchStrings(l.syllables, letters)
	j := i
	for j < len(l.syllables) && len(l.syllables[j]) >= len(letters) && l.syllables[j][:len(letters)] == letters {
		j++
	}
	return Syllable(i), Syllable(j)
}

// Chars lists the characters of a syllable, the most frequent first. The list is not the caller's.
func (l *Lexicon) Chars(s Syllable) []rune { return l.chars[s] }

// Children are the nodes from ≤ c < to that read one more syllable out of first ≤ s < end.
func (l *Lexicon) Children(n Node, first, end Syllable) (from, to Node) {
	lo, hi := l.nodeChild[n], l.nodeChild[n+1]
	at := func(s Syllable) uint32 {
		i, j := lo, hi
		for i < j {
			if m := (i + j) / 2; l.nodeSyllable[m] < s {
				i = m + 1
			} else {
				j = m
			}
		}
		return i
	}
	i := at(first)
	if end == first+1 {
		if i < hi && l.nodeSyllable[i] == first {
			return Node(i), Node(i + 1)
		}
		return 0, 0
	}
	return Node(i), Node(at(end))
}

// Words are the words from ≤ w < to that are read exactly so, cheapest first.
func (l *Lexicon) Words(n Node) (from, to Word) {
	return Word(l.nodeWord[n]), Word(l.nodeWord[n+1])
}

// Text is the word as it is written.
func (l *Lexicon) Text(w Word) string { return string(l.Runes(w)) }

// Runes are the word's characters. The list is not the caller's.
func (l *Lexicon) Runes(w Word) []rune { return l.text[l.wordText[w]:l.wordText[w+1]] }

// Class is what kind of word it is.
func (l *Lexicon) Class(w Word) Class { return l.wordClass[w] }

// Cost is what the word costs by itself, within its class for the classes of our own.
func (l *Lexicon) Cost(w Word) int { return int(l.wordCost[w]) }

// CostEnd is what it costs that a line ends after a word of this class.
func (l *Lexicon) CostEnd(c Class) int { return int(l.follow[c][End]) }

// CostClass is what a word of class c costs after one of class before, beyond its own cost.
func (l *Lexicon) CostClass(before, c Class) int { return int(l.follow[before][c]) }

// Len is how many words there are.
func (l *Lexicon) Len() int { return len(l.wordCost) }
