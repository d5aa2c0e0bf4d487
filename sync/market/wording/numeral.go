package wording

import (
	"strconv"
	"strings"
)

// How numbers are said. Spoken ones are mixed freely: 160, 一百五, 1万2, 两三, 十来, 俩, 5千.
const (
	hanDigits = `零一二两三四五六七八九`
	number    = `(?:\d+(?:\.\d+)?(?:[万千百wk]\d?)?|[俩仨半]|[` + hanDigits + `十百千万几]+)`
)

// span is a number or what lies between two of them.
type span struct{ lo, hi float64 }

func (s span) one() bool { return s.lo == s.hi }

var hanValue = map[rune]float64{
	'零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '俩': 2, '仨': 3, '半': 0.5,
}

var hanUnit = map[rune]float64{'十': 10, '百': 100, '千': 1000, '万': 10000}

// numberOf reads what number matched. 一百五六 is 150 to 160, 两三 2 to 3, 一百五 150; what is
// not a number (几, 十几 is 10) gives false.
func numberOf(s string) (span, bool) {
	if s == "" {
		return span{}, false
	}
	if s[0] >= '0' && s[0] <= '9' {
		v, ok := arabic(s)
		return span{v, v}, ok
	}
	s = strings.TrimSuffix(s, "几") // 十几, 二十几: the least
	r := []rune(s)
	for i := 0; i+1 < len(r); i++ {
		x, xOK := hanValue[r[i]]
		y, yOK := hanValue[r[i+1]]
		// 一百五六, 七八百; 三五 is said for 3 to 5, and one digit after another is a row of digits.
		if xOK && yOK && x > 0 && (y == x+1 || x == 3 && y == 5) && !digitRow(r) {
			lo, loOK := han(append(append([]rune{}, r[:i+1]...), r[i+2:]...))
			hi, hiOK := han(append(append([]rune{}, r[:i]...), r[i+1:]...))
			return span{lo, hi}, loOK && hiOK && lo < hi
		}
	}
	v, ok := han(r)
	return span{v, v}, ok
}

// arabic reads 160, 19.5, 1万2, 3千, 1.2w, 5k.
func arabic(s string) (float64, bool) {
	cut := strings.IndexAny(s, "万千百wk")
	if cut < 0 {
		v, err := strconv.ParseFloat(s, 64)
		return v, err == nil
	}
	v, err := strconv.ParseFloat(s[:cut], 64)
	if err != nil {
		return 0, false
	}
	unit, rest := []rune(s[cut:])[0], string([]rune(s[cut:])[1:])
	size := map[rune]float64{'百': 100, '千': 1000, 'k': 1000, '万': 10000, 'w': 10000}[unit]
	v *= size
	if rest != "" {
		d, err := strconv.ParseFloat(rest, 64)
		if err != nil {
			return 0, false
		}
		v += d * size / 10
	}
	return v, true
}

// han reads one number in characters.
func han(r []rune) (float64, bool) {
	if len(r) == 0 {
		return 0, false
	}
	if digitRow(r) && len(r) > 1 {
		v := 0.0
		for _, c := range r {
			v = v*10 + hanValue[c]
		}
		return v, true
	}
	var sum, digit, last float64
	has, zero := false, false
	for _, c := range r {
		if d, ok := hanValue[c]; ok {
			if has {
				return 0, false
			}
			if c == '零' {
				zero = true
				continue
			}
			digit, has = d, true
			continue
		}
		u, ok := hanUnit[c]
		if !ok {
			return 0, false
		}
		if !has {
			digit = 1
		}
		if u == 10000 {
			sum = (sum + digit*boolTo(has || sum == 0)) * u
		} else {
			sum += digit * u
		}
		digit, has, zero, last = 0, false, false, u
	}
	if has && last >= 100 && !zero {
		digit *= last / 10 // 一百五, 一万二
	}
	return sum + digit, len(r) > 0
}

func boolTo(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// digitRow is a row of digits without 十 or 百 between: 一八九.
func digitRow(r []rune) bool {
	if len(r) < 3 {
		return false
	}
	for _, c := range r {
		if _, ok := hanUnit[c]; ok || c == '半' || c == '俩' || c == '仨' || c == '两' {
			return false
		}
	}
	return true
}
