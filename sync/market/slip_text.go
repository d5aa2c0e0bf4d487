package market

import (
	"errors"
	"strings"
	"unicode/utf8"

	// GB18030 is two bytes for the characters of everyday Chinese where UTF-8 is three, which
	// is a third more title on a slip. It covers all of Unicode, and the standard library
	// does not have it. x/text is pure tables, so this package stays free of side effects.
	"golang.org/x/text/encoding/simplifiedchinese"
)

var errNotText = errors.New("not printable text")

// encodeGB writes s as GB18030. Control and format characters are refused: a right-to-left
// override in a title would turn the pay around.
func encodeGB(s string) ([]byte, error) {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unprintable) {
		return nil, errNotText
	}
	return simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
}

// decodeGB reads GB18030. What is none becomes U+FFFD, which encodeGB refuses.
func decodeGB(b []byte) string {
	s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		return string(utf8.RuneError)
	}
	return string(s)
}

// cutWords shortens title and place until the body has at most room bytes. Each may fill half
// of what is there for words, and what one leaves over is the other's.
func (s *Slip) cutWords(room int) error {
	title, err := encodeGB(s.Title)
	if err != nil {
		return badSlip("title")
	}
	where, err := encodeGB(s.Where)
	if err != nil {
		return badSlip("place")
	}
	bare := *s
	bare.Title, bare.Where = "-", ""
	b, err := bare.body()
	if err != nil {
		return err
	}
	words := room - (len(b) - len(bare.Title))
	if len(title)+len(where) <= words {
		return nil
	}
	forTitle := max(words/2, words-len(where))
	s.Title = cutGB(s.Title, forTitle)
	title, _ = encodeGB(s.Title)
	s.Where = cutGB(s.Where, words-len(title))
	return nil
}

// cutGB is the longest beginning of s that takes at most size bytes in GB18030, without a
// dangling comma or bracket where the cut fell.
func cutGB(s string, size int) string {
	for i, r := range s {
		b, _ := encodeGB(string(r))
		if size -= len(b); size < 0 {
			return strings.TrimRight(s[:i], " ，、；（(")
		}
	}
	return s
}

// digitsOf drops what people write between the digits of a phone number.
func digitsOf(phone string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
}
