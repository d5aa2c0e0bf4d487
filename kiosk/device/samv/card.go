package samv

import (
	"encoding/binary"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"yizhan/sync/market"
)

// textSize is the part of a card that is text: UTF-16, little end first, fields of fixed length
// filled up with blanks (GA 490).
const textSize = 256

// Fields of a resident's card, offset and length in bytes. The other two kinds are told apart by
// the character at kindAt.
const (
	nameAt, nameLen       = 0, 30
	sexAt, sexLen         = 30, 2
	birthAt, birthLen     = 36, 16
	addressAt, addressLen = 52, 70
	numberAt, numberLen   = 122, 36
	kindAt, kindLen       = 248, 2
	// A foreigner's permanent residence card has its own order; name and number alone are read.
	foreignNameAt, foreignNameLen     = 0, 120
	foreignNumberAt, foreignNumberLen = 122, 30
	foreignHanAt, foreignHanLen       = 158, 30
)

// kind is whom a card was given to.
type kind string

// The kinds of cards. Residents have no letter; J are residents of Hong Kong, Macau and Taiwan, I foreigners. Those who
// stay for good have had a card like a resident's since December 2023, Y: a number of 18 digits that begins with 9, and
// the name in Latin letters in the place of the address.
const (
	resident  kind = ""
	permit    kind = "J"
	foreigner kind = "I"
	settled   kind = "Y"
)

// parseText reads the text of a card. ok is false when it contradicts itself anywhere: the number's
// check character, its birth and sex beside the fields that say the same, or a name that is none.
// The line's own check is one byte, too little to trust a name to.
func parseText(b []byte) (c market.IDCard, ok bool) {
	if len(b) != textSize {
		return c, false
	}
	k := kind(field(b, kindAt, kindLen))
	switch k {
	case foreigner:
		c.Name, c.Number = field(b, foreignHanAt, foreignHanLen), field(b, foreignNumberAt, foreignNumberLen)
		if c.Name == "" {
			c.Name = field(b, foreignNameAt, foreignNameLen)
		}
		return c, nameFits(c.Name) && len(c.Number) == 15 && plain(c.Number)
	case resident, permit, settled:
	default:
		return c, false
	}
	c.Name, c.Number, c.Address = field(b, nameAt, nameLen), field(b, numberAt, numberLen), field(b, addressAt, addressLen)
	if k == settled {
		if c.Name == "" {
			c.Name = c.Address
		}
		c.Address = ""
	}
	id, err := market.ParseResidentID(c.Number, time.Time{})
	if err != nil || id.Number != c.Number || (k == settled) != (c.Number[0] == '9') || !nameFits(c.Name) || !printable(c.Address) {
		return c, false
	}
	sex := field(b, sexAt, sexLen)
	return c, field(b, birthAt, birthLen) == id.Birth.Format("20060102") && (sex == "1") == id.Male && (sex == "1" || sex == "2")
}

// field reads one field without the blanks that fill it up.
func field(b []byte, at, length int) string {
	u := make([]uint16, 0, length/2)
	for i := at; i < at+length; i += 2 {
		u = append(u, binary.LittleEndian.Uint16(b[i:]))
	}
	return strings.Trim(string(utf16.Decode(u)), " \x00\u3000")
}

// nameFits is a name of letters, with the dots and blanks that names may hold.
func nameFits(s string) bool {
	if s == "" {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '·' && r != '•' && r != ' ' && r != '.' && r != ',' && r != '-' && r != '\'' || r == unicode.ReplacementChar {
			return false
		}
	}
	return true
}

func printable(s string) bool {
	for _, r := range s {
		if !unicode.IsPrint(r) && r != '\u3000' || r == unicode.ReplacementChar {
			return false
		}
	}
	return true
}

func plain(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return true
}
