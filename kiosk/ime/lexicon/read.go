package lexicon

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// Read unpacks an image that Write wrote. Anything else is ErrImage.
func Read(image []byte) (*Lexicon, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	defer dec.Close()
	b, err := dec.DecodeAll(image, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrImage, err)
	}
	head := append([]byte(magic), version)
	if !bytes.HasPrefix(b, head) {
		return nil, fmt.Errorf("%w: head", ErrImage)
	}
	r := &columns{rest: b[len(head):]}
	l := &Lexicon{}
	l.readSyllables(r)
	l.readNodes(r)
	l.readWords(r)
	l.readFollow(r)
	l.pairs.read(r, l.Len())
	if r.fault != "" {
		return nil, fmt.Errorf("%w: %s", ErrImage, r.fault)
	}
	if len(r.rest) > 0 {
		return nil, fmt.Errorf("%w: %d bytes too many", ErrImage, len(r.rest))
	}
	return l, nil
}

// columns reads numbers off the unpacked image. After the first fault everything is zero.
type columns struct {
	rest  []byte
	fault string
}

func (r *columns) fail(what string) {
	if r.fault == "" {
		r.fault, r.rest = what, nil
	}
}

func (r *columns) number(most uint64) uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > most {
		r.fail("number")
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *columns) signed() int64 {
	v, n := binary.Varint(r.rest)
	if n <= 0 {
		r.fail("number")
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *columns) bytes(n int) []byte {
	if n > len(r.rest) {
		r.fail("end")
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (l *Lexicon) readSyllables(r *columns) {
	count := r.number(1 << 12)
	for range count {
		l.syllables = append(l.syllables, string(r.bytes(int(r.number(16)))))
		chars := make([]rune, r.number(1<<12))
		before := int64(0)
		for k := range chars {
			before += r.signed()
			chars[k] = rune(before)
		}
		l.chars = append(l.chars, chars)
	}
}

func (l *Lexicon) readNodes(r *columns) {
	nodes := int(r.number(maxCount))
	if nodes == 0 {
		r.fail("nodes")
		return
	}
	// The differences of all children stand first; how many belong to each node is known only
	// after them.
	differences := make([]Syllable, nodes-1)
	for i := range differences {
		differences[i] = Syllable(r.number(1 << 12))
	}
	l.nodeSyllable = make([]Syllable, nodes)
	l.nodeChild = make([]uint32, nodes+1)
	at := 1
	for n := range nodes {
		l.nodeChild[n] = uint32(at)
		sum := Syllable(0)
		for range r.number(uint64(nodes - at)) {
			sum += differences[at-1]
			if int(sum) >= len(l.syllables) {
				r.fail("syllable of node")
				return
			}
			l.nodeSyllable[at] = sum
			at++
		}
	}
	if l.nodeChild[nodes] = uint32(at); at != nodes {
		r.fail("children")
		return
	}
	l.nodeWord = make([]uint32, nodes+1)
	for n := range nodes {
		l.nodeWord[n+1] = l.nodeWord[n] + uint32(r.number(maxCount))
	}
}

func (l *Lexicon) readWords(r *columns) {
	words := int(r.number(maxCount))
	if r.fault != "" || int(l.nodeWord[len(l.nodeWord)-1]) != words {
		r.fail("words")
		return
	}
	l.wordText = make([]uint32, 0, words+1)
	err := l.eachReading(func(_ Word, reading []Syllable) error {
		l.wordText = append(l.wordText, uint32(len(l.text)))
		for _, s := range reading {
			k := r.number(1 << 12)
			if k >= uint64(len(l.chars[s])) {
				r.fail("character of word")
				return ErrImage
			}
			l.text = append(l.text, l.chars[s][k])
		}
		return nil
	})
	if err != nil {
		return
	}
	l.wordText = append(l.wordText, uint32(len(l.text)))
	l.wordCost = bytes.Clone(r.bytes(words))
	l.wordClass = make([]Class, words)
	for i, c := range r.bytes(words) {
		if l.wordClass[i] = Class(c); l.wordClass[i] >= Start {
			r.fail("class")
		}
	}
}

func (l *Lexicon) readFollow(r *columns) {
	for i := range l.follow {
		for k, c := range r.bytes(len(l.follow[i])) {
			l.follow[i][k] = int8(c)
		}
	}
}

func (t *pairTable) read(r *columns, words int) {
	firsts := r.number(maxCount)
	last := Word(0)
	for range firsts {
		last += Word(r.number(uint64(None)))
		t.before = append(t.before, last)
		t.first = append(t.first, uint32(len(t.word)))
		second := Word(0)
		for range r.number(maxCount) {
			second += Word(r.number(maxCount))
			if int(second) >= words {
				r.fail("second word")
				return
			}
			t.word = append(t.word, second)
		}
	}
	t.first = append(t.first, uint32(len(t.word)))
	t.costs = bytes.Clone(r.bytes(len(t.word)))
}
