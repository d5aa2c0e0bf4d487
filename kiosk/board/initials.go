package board

import (
	"sync"
	"unicode/utf8"

	"yizhan/kiosk/ime"
)

// The characters that pinyin writes lie here in Unicode; others have no initials.
const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// letters knows with which letters the pinyin of each character begins; a character that is read
// in several ways has several. Bit 0 is a.
type letters [lastHan - firstHan + 1]uint32

// initials is made at the first search by letters.
var initials = sync.OnceValue(func() *letters {
	l := &letters{}
	p := ime.Load()
	for _, syllable := range p.Syllables("") {
		for _, char := range p.Chars(syllable) {
			for _, r := range char {
				if r >= firstHan && r <= lastHan {
					l[r-firstHan] |= 1 << (syllable[0] - 'a')
				}
			}
		}
	}
	return l
})

// contain says whether somewhere in s the characters begin with the letters of word, one each.
func (l *letters) contain(s, word string) bool {
	for s != "" {
		if l.begin(s, word) {
			return true
		}
		_, rest, ok := cutRune(s)
		if !ok {
			return false
		}
		s = rest
	}
	return false
}

func (l *letters) begin(s, word string) bool {
	for i := range len(word) {
		r, rest, ok := cutRune(s)
		if !ok {
			return false
		}
		if r < firstHan || r > lastHan {
			if r != rune(word[i]) {
				return false
			}
		} else if l[r-firstHan]&(1<<(word[i]-'a')) == 0 {
			return false
		}
		s = rest
	}
	return true
}

// cutRune takes the first character off; ok is false when there is none.
func cutRune(s string) (r rune, rest string, ok bool) {
	r, n := utf8.DecodeRuneInString(s)
	return r, s[n:], n > 0
}
