package market

import (
	"strings"
	"unicode/utf8"
)

// honorifics are the endings by which a name says that it is already how somebody is called
// (李师傅) and not a full name.
var honorifics = []string{"师傅", "大姐", "大哥", "大叔", "大妈", "阿姨", "女士", "先生", "老师", "老板"}

// compoundSurnames are the family names of two characters that are still met.
var compoundSurnames = []string{"欧阳", "司马", "诸葛", "上官", "司徒", "夏侯", "皇甫", "尉迟", "令狐", "东方", "公孙", "慕容", "端木", "宇文", "长孙"}

// MaskPhone hides the middle: 138****8000, 0375-***8818. Anything that is not a phone number
// is hidden whole.
func MaskPhone(s string) string {
	p, err := ParsePhone(s)
	if err != nil {
		return stars(s)
	}
	if area, number, fixed := strings.Cut(p, "-"); fixed {
		return area + "-" + strings.Repeat("*", len(number)-4) + number[len(number)-4:]
	}
	return p[:3] + "****" + p[7:]
}

// MaskID shows the first three and last four characters of an identity number, for staff
// lists: 410***********0030. On public screens it is not shown at all.
func MaskID(s string) string {
	if len(s) != 18 || strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return stars(s)
	}
	return s[:3] + strings.Repeat("*", 11) + s[14:]
}

// MaskName leaves the family name: 李建国 becomes 李**. How somebody is called stays, without the
// given name: 李师傅 and 李建国师傅 both become 李师傅.
func MaskName(s string) string {
	s = cleanLine(s)
	if s == "" {
		return ""
	}
	ending := "**"
	for _, h := range honorifics {
		if before, ok := strings.CutSuffix(s, h); ok && before != "" {
			s, ending = before, h
			break
		}
	}
	return familyName(s) + ending
}

func familyName(s string) string {
	for _, f := range compoundSurnames {
		if strings.HasPrefix(s, f) {
			return f
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

func stars(s string) string { return strings.Repeat("*", utf8.RuneCountInString(s)) }
