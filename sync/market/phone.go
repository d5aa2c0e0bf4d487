package market

import (
	"strings"
	"unicode"
)

// ParsePhone brings a phone number to its one written form: a mobile to 11 digits
// ("13800138000"), a fixed line to area code, hyphen, number ("0375-2978818"). It checks the
// form only; that a number has it says nothing about who owns it. The error is bad_phone.
func ParsePhone(s string) (string, error) {
	if m, err := ParseMobile(s); err == nil {
		return m, nil
	}
	d := strings.TrimPrefix(phoneDigits(s), "0086")
	// 010 and 02x are the only area codes of three digits.
	area := 4
	if strings.HasPrefix(d, "01") || strings.HasPrefix(d, "02") {
		area = 3
	}
	if !digits(d) || d[0] != '0' || len(d) < area+7 || len(d) > area+8 || d[1] == '0' || d[area] < '2' {
		return "", Refuse("bad_phone")
	}
	return d[:area] + "-" + d[area:], nil
}

// ParseMobile accepts mobile numbers alone, with or without +86, spaces and hyphens, and
// gives the 11 digits. The error is bad_phone.
func ParseMobile(s string) (string, error) {
	d := strings.TrimPrefix(phoneDigits(s), "0086")
	if len(d) != 11 || !digits(d) || d[0] != '1' || d[1] < '3' {
		return "", Refuse("bad_phone")
	}
	return d, nil
}

// phoneDigits drops what people write between digits and turns a leading +86 into 0086.
// Anything else stays, for the caller to refuse.
func phoneDigits(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	if rest, ok := strings.CutPrefix(s, "+86"); ok {
		return "0086" + rest
	}
	return s
}
