package lexicon

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// The image is one zstd frame of columns: what resembles each other stands together and
// compresses well. Characters of words are written as indexes into the list of their syllable.
//
//	magic, version
//	syllables: count, each length and letters; for each its characters: count, runes as differences
//	nodes: count; column of syllables (difference to the sibling before); column of child counts;
//	column of word counts
//	words: count; column of character indexes (of all words in order); column of costs; column of classes
//	follows: Classes × Classes bytes
//	pairs: count; column of first words (differences); column of second words; column of costs
//
// Numbers are unsigned varints unless said otherwise; runes are zigzag differences.
const (
	magic   = "YZLX"
	version = 1

	// No image of the product comes near these; a damaged one is refused before it takes memory.
	maxUnpacked = 64 << 20
	maxCount    = 4 << 20
)

// ErrImage is the refusal of bytes that are no image of this version.
var ErrImage = errors.New("not a lexicon image")

// Write writes the lexicon as Read reads it.
func (l *Lexicon) Write(w io.Writer) error {
	b := []byte(magic)
	b = append(b, version)
	b = binary.AppendUvarint(b, uint64(len(l.syllables)))
	for i, s := range l.syllables {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
		b = binary.AppendUvarint(b, uint64(len(l.chars[i])))
		before := rune(0)
		for _, r := range l.chars[i] {
			b = binary.AppendVarint(b, int64(r-before))
			before = r
		}
	}
	b = l.appendNodes(b)
	b, err := l.appendWords(b)
	if err != nil {
		return err
	}
	for _, row := range l.follow {
		for _, c := range row {
			b = append(b, byte(c))
		}
	}
	b = l.pairs.append(b)
	enc, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithWindowSize(8<<20))
	if err != nil {
		return fmt.Errorf("write lexicon: %w", err)
	}
	if _, err := enc.Write(b); err != nil {
		return errors.Join(fmt.Errorf("write lexicon: %w", err), enc.Close())
	}
	return enc.Close()
}

func (l *Lexicon) appendNodes(b []byte) []byte {
	nodes := len(l.nodeSyllable)
	b = binary.AppendUvarint(b, uint64(nodes))
	for n := range nodes {
		before := Syllable(0)
		for c := l.nodeChild[n]; c < l.nodeChild[n+1]; c++ {
			b = binary.AppendUvarint(b, uint64(l.nodeSyllable[c]-before))
			before = l.nodeSyllable[c]
		}
	}
	for n := range nodes {
		b = binary.AppendUvarint(b, uint64(l.nodeChild[n+1]-l.nodeChild[n]))
	}
	for n := range nodes {
		b = binary.AppendUvarint(b, uint64(l.nodeWord[n+1]-l.nodeWord[n]))
	}
	return b
}

func (l *Lexicon) appendWords(b []byte) ([]byte, error) {
	index := make([]map[rune]int, len(l.chars))
	for i, chars := range l.chars {
		index[i] = map[rune]int{}
		for k, r := range chars {
			index[i][r] = k
		}
	}
	b = binary.AppendUvarint(b, uint64(l.Len()))
	err := l.eachReading(func(w Word, reading []Syllable) error {
		for i, r := range l.Runes(w) {
			k, ok := index[reading[i]][r]
			if !ok {
				return fmt.Errorf("write lexicon: %s: %c is not read %s", l.Text(w), r, l.syllables[reading[i]])
			}
			b = binary.AppendUvarint(b, uint64(k))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	b = append(b, l.wordCost...)
	for _, c := range l.wordClass {
		b = append(b, byte(c))
	}
	return b, nil
}

// eachReading tells all words with their readings, in their order.
func (l *Lexicon) eachReading(tell func(Word, []Syllable) error) error {
	nodes := len(l.nodeSyllable)
	parent := make([]uint32, nodes)
	for n := range nodes {
		for c := l.nodeChild[n]; c < l.nodeChild[n+1]; c++ {
			parent[c] = uint32(n)
		}
	}
	var reading []Syllable
	for n := range nodes {
		reading = reading[:0]
		for at := uint32(n); at != 0; at = parent[at] {
			reading = append(reading, l.nodeSyllable[at])
		}
		slices.Reverse(reading)
		for w := l.nodeWord[n]; w < l.nodeWord[n+1]; w++ {
			if err := tell(Word(w), reading); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *pairTable) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(t.before)))
	last := Word(0)
	for i, w := range t.before {
		b = binary.AppendUvarint(b, uint64(w-last))
		last = w
		b = binary.AppendUvarint(b, uint64(t.first[i+1]-t.first[i]))
		second := Word(0)
		for p := t.first[i]; p < t.first[i+1]; p++ {
			b = binary.AppendUvarint(b, uint64(t.word[p]-second))
			second = t.word[p]
		}
	}
	return append(b, t.costs...)
}
