package ime

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxLetters is how much of a line is decoded; the rest of a longer one is passed over. No name or
// title comes near it.
const MaxLetters = 256

// letters is a line made ready for the search: small letters without tones, ü as v, and where
// nothing may be joined across. What is no letter stands as itself.
type letters struct {
	text []byte // a–z, and 0 where a literal stands
	// cut[i] says that the reader divided before letter i.
	cut []bool
	// literal[i] is what stands in the place of a 0 in text.
	literal map[int]string
	// source[i] is where in the line letter i came from; one more for the end.
	source []int
}

// readLetters takes a line apart. It accepts any bytes: tone marks are dropped, blanks and '
// divide, everything else stays in the text as it is.
func readLetters(line string) letters {
	l := letters{literal: map[int]string{}}
	cut := false
	put := func(b byte, at int) {
		l.text, l.cut, l.source = append(l.text, b), append(l.cut, cut), append(l.source, at)
		cut = false
	}
	literal := func(s string, at int) {
		if n := len(l.text); n > 0 && l.text[n-1] == 0 && !cut {
			l.literal[n-1] += s
			return
		}
		l.literal[len(l.text)] = s
		put(0, at)
	}
	end := len(line)
	for i := 0; i < len(line); {
		if len(l.text) >= MaxLetters {
			end = i
			break
		}
		r, n := utf8.DecodeRuneInString(line[i:])
		switch {
		case r == utf8.RuneError && n == 1, unicode.Is(unicode.M, r):
		case r >= 'a' && r <= 'z':
			put(byte(r), i)
		case r >= 'A' && r <= 'Z':
			put(byte(r-'A'+'a'), i)
		case r == '\'' || r == '’' || unicode.IsSpace(r):
			cut = len(l.text) > 0
		case r == 'ü' || r == 'Ü':
			put('v', i)
		case r < utf8.RuneSelf:
			if unicode.IsPrint(r) {
				literal(string(r), i)
			}
		default:
			base := norm.NFD.String(string(r))
			if b := base[0]; b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' {
				if strings.ContainsRune(base, '\u0308') {
					b = 'v'
				}
				put(b|0x20, i)
			} else if unicode.IsPrint(r) {
				literal(string(r), i)
			}
		}
		i += n
	}
	l.source = append(l.source, end)
	return l
}
