package ime

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Any bytes give an answer: valid text, each once, none longer than what was read.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		"", "lushanxian", "xian", "lsx", "zhuang'", "''''", "mingtian8dian", "Lüshān", "王", "\xff\xfe\x00", "vvvvvvvv",
		strings.Repeat("a", 600), strings.Repeat("zh", 90), strings.Repeat("gou", 80), "ng", "nve lue",
	} {
		f.Add(seed, true, byte(0))
		f.Add(seed, false, byte(1))
	}
	e := Open()
	f.Fuzz(func(t *testing.T, line string, fuzzy bool, hint byte) {
		r := e.Decode(line, Options{Hint: hints[int(hint)%len(hints)], Fuzzy: fuzzy})
		seen := map[string]bool{}
		for i, c := range r.Candidates {
			if c.Text == "" || !utf8.ValidString(c.Text) || seen[c.Text] || strings.ContainsAny(c.Text, "\t\r\n") {
				t.Errorf("%q: candidate %q", line, c.Text)
			}
			seen[c.Text] = true
			if c.Taken <= 0 || c.Taken > len(line) {
				t.Errorf("%q: %s takes %d bytes", line, c.Text, c.Taken)
			}
			if i < r.Whole && len(line) <= MaxLetters && c.Taken != len(line) {
				t.Errorf("%q: %s stands for the whole line, but takes %d bytes", line, c.Text, c.Taken)
			}
		}
	})
}
