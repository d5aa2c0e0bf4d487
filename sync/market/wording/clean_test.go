package wording

import (
	"strings"
	"testing"
)

// Rows of digits longer than anything that is written so are cut; what stands beside them is read as ever, and no
// number that somebody writes loses a digit.
func TestLongRowsOfDigitsAreCut(t *testing.T) {
	for _, digits := range []string{"7", "七", "7 ", "7.", "７", "七、"} {
		text := "电话13800138000，" + strings.Repeat(digits, 500) + "，交押金"
		s := newSpeech(text)
		if phone, _ := readPhone(s.loose); phone != "13800138000" {
			t.Errorf("%q: phone %q", digits, phone)
		}
		for _, left := range []string{s.loose, s.tight} {
			if n := len(hanOrDigits(left)); n > 250 || !strings.HasSuffix(left, "交押金") {
				t.Errorf("%q: %d bytes left, %s", digits, n, left)
			}
		}
	}
	for _, whole := range []string{
		"91410423MA3X4Y5Z6K", "410423199001011234", "13800138000 13900139000 03752900001", "2026-11-23 7:30-17:30 150", "一百二十三",
	} {
		if got := newSpeech(whole).loose; hanOrDigits(got) != hanOrDigits(strings.ToLower(whole)) {
			t.Errorf("%s became %s", whole, got)
		}
	}
}

// hanOrDigits is a text without blanks and marks.
func hanOrDigits(s string) string {
	return strings.NewReplacer(" ", "", "-", "", ":", "", "，", "", ".", "", "、", "").Replace(s)
}
