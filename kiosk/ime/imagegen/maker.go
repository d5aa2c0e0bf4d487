package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"yizhan/kiosk/ime/lexicon"
)

// maker puts words into the lexicon and remembers what the corpus needs: where each text stands.
type maker struct {
	dict  *dictionary
	build *lexicon.Builder
	at    map[string][]placed // text → its entries
}

type placed struct {
	index int
	class lexicon.Class
	cost  uint8
}

func newMaker(f lexicon.Follows, d *dictionary) *maker {
	return &maker{dict: d, build: lexicon.NewBuilder(f), at: map[string][]placed{}}
}

// costOf is a share as a cost in tenths of a nat.
func costOf(share float64) uint8 {
	if share <= 0 {
		return 210
	}
	return uint8(max(0, min(210, math.Round(-10*math.Log(share)))))
}

func (m *maker) add(text string, reading []string, class lexicon.Class, cost uint8) (int, error) {
	i, err := m.build.Add(lexicon.Entry{Text: text, Reading: reading, Class: class, Cost: cost})
	if err != nil {
		return 0, err
	}
	m.at[text] = append(m.at[text], placed{i, class, cost})
	return i, nil
}

// addRead adds a text with all the ways it may be read; the first is what addRead gives.
func (m *maker) addRead(text string, class lexicon.Class, cost uint8) (int, error) {
	first := -1
	for _, r := range m.dict.readings(text) {
		i, err := m.add(text, r.syllables, class, uint8(min(210, int(cost)+r.cost)))
		if err != nil {
			return 0, err
		}
		if first < 0 {
			first = i
		}
	}
	if first < 0 {
		return 0, fmt.Errorf("%s cannot be read", text)
	}
	return first, nil
}

// fullReading is one way to read a text and what it costs beside the best one.
type fullReading struct {
	syllables []string
	cost      int
}

// What another reading of one character costs: place names and family names keep old readings
// that no rule tells.
const otherReading = 18

// readings gives the ways in which a text may be read: as its words are read, then with other
// readings of single characters, one at a time.
func (d *dictionary) readings(text string) []fullReading {
	runes := []rune(text)
	best := d.bestReading(runes)
	if best == nil {
		return nil
	}
	all := []fullReading{{best, 0}}
	for i, r := range runes {
		list := d.chars[r]
		for _, alt := range list {
			if alt.syllable != best[i] && alt.weight >= 0.02*list[0].weight && alt.weight >= 20 {
				other := slices.Clone(best)
				other[i] = alt.syllable
				all = append(all, fullReading{other, otherReading})
			}
		}
	}
	return all
}

// bestReading reads a text by the fewest words of the dictionary, the more common ones first.
func (d *dictionary) bestReading(runes []rune) []string {
	n := len(runes)
	cost := make([]float64, n+1)
	from := make([]int, n+1)
	piece := make([][]string, n+1)
	for i := 1; i <= n; i++ {
		cost[i] = math.Inf(1)
		for j := max(0, i-6); j < i; j++ {
			word := string(runes[j:i])
			reading := d.reading[word]
			if i-j == 1 {
				if list := d.chars[runes[j]]; len(list) > 0 {
					reading = strings.Fields(list[0].syllable)
				}
			}
			if reading == nil {
				continue
			}
			c := cost[j] + 12 - math.Log(1+d.count[word])
			if c < cost[i] {
				cost[i], from[i], piece[i] = c, j, reading
			}
		}
	}
	if math.IsInf(cost[n], 1) {
		return nil
	}
	out := make([]string, n)
	for i := n; i > 0; i = from[i] {
		copy(out[from[i]:i], piece[i])
	}
	return out
}

// addDictionary adds all words and single characters of the dictionaries.
func addDictionary(m *maker, _ sources) error {
	for _, word := range m.dict.words() {
		class := classOf(m.dict.tag[word])
		if m.dict.tag[word] == "" && utf8.RuneCountInString(word) > 1 {
			class = lexicon.Noun
		}
		for _, reading := range sortedKeys(m.dict.share[word]) {
			syllables := strings.Fields(reading)
			if slices.ContainsFunc(syllables, func(s string) bool { return !strings.ContainsAny(s, "aeiouv") }) {
				continue // hm, ng
			}
			if _, err := m.add(word, syllables, class, costOf(m.dict.share[word][reading])); err != nil {
				return err
			}
		}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
