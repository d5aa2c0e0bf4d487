package ime

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"yizhan/assets"
)

// Picker offers the characters of one pinyin syllable. Syllables are written in small letters
// without tones; ü is written v, as on a keyboard ("lv", "nv", but "lue"). A Picker does not
// change, so any number of goroutines may use it.
type Picker struct {
	syllables []string // sorted
	chars     map[string][]string
}

// Load gives the picker over the embedded table, read at the first call.
func Load() *Picker { return loaded() }

var loaded = sync.OnceValue(func() *Picker { return newPicker(assets.PinyinTable()) })

// newPicker reads lines of syllable, tab, characters, in the order of the syllables.
func newPicker(table string) *Picker {
	p := &Picker{chars: map[string][]string{}}
	for line := range strings.Lines(table) {
		syllable, chars, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		p.syllables = append(p.syllables, syllable)
		p.chars[syllable] = strings.Split(chars, "")
	}
	return p
}

// Syllables lists the syllables that begin with prefix, in alphabetical order: the prefix
// itself first where it is one. An empty prefix lists all.
func (p *Picker) Syllables(prefix string) []string {
	from, to := p.span(prefix)
	return slices.Clone(p.syllables[from:to])
}

// Next lists the letters that may follow prefix on the way to a syllable, in alphabetical
// order, so that a keyboard can grey the other keys out. No letter means that prefix is whole
// or leads nowhere.
func (p *Picker) Next(prefix string) []string {
	from, to := p.span(prefix)
	var letters []string
	for _, s := range p.syllables[from:to] {
		if len(s) == len(prefix) {
			continue
		}
		if l := s[len(prefix) : len(prefix)+1]; !slices.Contains(letters, l) {
			letters = append(letters, l)
		}
	}
	return letters
}

// span gives the part of syllables that begins with prefix.
func (p *Picker) span(prefix string) (from, to int) {
	from = sort.SearchStrings(p.syllables, prefix)
	for to = from; to < len(p.syllables) && strings.HasPrefix(p.syllables[to], prefix); to++ {
	}
	return from, to
}

// Chars lists the characters of a whole syllable, the most frequent first; nothing for
// anything else.
func (p *Picker) Chars(syllable string) []string { return slices.Clone(p.chars[syllable]) }
