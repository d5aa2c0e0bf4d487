package ime

import (
	"strings"

	"yizhan/kiosk/ime/lexicon"
)

// What the ear of Henan joins together: initials and finals that are typed for one another.
var (
	fuzzyInitials = [][2]string{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"n", "l"}, {"f", "h"}, {"r", "l"}}
	fuzzyFinals   = [][2]string{{"in", "ing"}, {"en", "eng"}, {"an", "ang"}}
)

// What a fuzzy part costs beside the exact one, in tenths of a nat. Set on the dev phrases.
const (
	fuzzyUsual = 11 // zh/z, n/l, in/ing: half of the county speaks so
	fuzzyRare  = 22 // f/h, r/l
)

// variant is a syllable that was perhaps meant by other letters.
type variant struct {
	syllable lexicon.Syllable
	cost     int
}

// fuzzyTable lists for letters typed the syllables that may have been meant, the exact one left
// out.
func fuzzyTable(l *lexicon.Lexicon) map[string][]variant {
	table := map[string][]variant{}
	for id, s := range l.Syllables() {
		for typed, cost := range mishearings(s) {
			if typed != s {
				table[typed] = append(table[typed], variant{lexicon.Syllable(id), cost})
			}
		}
	}
	return table
}

// mishearings are the letters by which a syllable may be typed, with their costs.
func mishearings(s string) map[string]int {
	initial := s[:strings.IndexAny(s+"a", "aeiouv")]
	final := s[len(initial):]
	initials, finals := map[string]int{initial: 0}, map[string]int{final: 0}
	for i, pair := range fuzzyInitials {
		cost := fuzzyUsual
		if i >= 4 {
			cost = fuzzyRare
		}
		for k := range pair {
			if initial == pair[k] {
				initials[pair[1-k]] = cost
			}
		}
	}
	for _, pair := range fuzzyFinals {
		if head, ok := strings.CutSuffix(final, pair[1]); ok {
			finals[head+pair[0]] = fuzzyUsual
		} else if head, ok := strings.CutSuffix(final, pair[0]); ok {
			finals[head+pair[1]] = fuzzyUsual
		}
	}
	all := map[string]int{}
	for i, a := range initials {
		for f, b := range finals {
			all[i+f] = a + b
		}
	}
	return all
}
