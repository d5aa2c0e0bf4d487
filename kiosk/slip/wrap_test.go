package slip

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// cells measures as a typewriter does: Chinese takes two.
func cells(p piece) (n int) {
	for _, r := range p.text {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}

func broken(width int, runs ...Run) []string {
	var out []string
	for _, l := range wrap(runs, width, cells) {
		text := ""
		for _, p := range l {
			text += p.text
		}
		out = append(out, text)
	}
	return out
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name  string
		width int
		runs  []Run
		want  []string
	}{
		{"short", 20, []Run{{"村口葡萄园", false}}, []string{"村口葡萄园"}},
		{"between characters", 6, []Run{{"村口葡萄园", false}}, []string{"村口葡", "萄园"}},
		{"no comma begins a line", 6, []Run{{"村口葡，萄园", false}}, []string{"村口", "葡，萄", "园"}},
		{"no bracket ends a line", 6, []Run{{"村口（葡）", false}}, []string{"村口", "（葡）"}},
		{"a full stop in another weight stays with its word", 7, []Run{{"打 ", false}, {"12333", true}, {"。完", false}}, []string{"打", "12333。", "完"}},
		{"the word before it goes along", 8, []Run{{"打打 ", false}, {"123", true}, {"。完", false}}, []string{"打打", "123。完"}},
		{"numbers stay whole", 14, []Run{{"史师傅 13800138000", false}}, []string{"史师傅", "13800138000"}},
		{"a word wider than the line is broken", 4, []Run{{"Wegbeschreibung", false}}, []string{"Wegb", "esch", "reib", "ung"}},
		{"blanks at the break go", 4, []Run{{"村口  葡萄", false}}, []string{"村口", "葡萄"}},
		{"nothing", 4, []Run{{"  ", false}}, nil},
		{"narrower than a character", 1, []Run{{"村口", false}}, []string{"村", "口"}},
	}
	for _, tt := range tests {
		if got := broken(tt.width, tt.runs...); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Whatever the words, every character is on some line and no line is too wide.
func TestWrapLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 30).Draw(t, "width")
		runs := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Run {
			return Run{rapid.StringMatching(`[村口，。（）a-z0-9 –]{0,20}`).Draw(t, "text"), rapid.Bool().Draw(t, "bold")}
		})).Draw(t, "runs")
		all := ""
		for _, r := range runs {
			all += r.Text
		}
		lines := broken(width, runs...)
		if got, want := noBlanks(strings.Join(lines, "")), noBlanks(all); got != want {
			t.Fatalf("lost something:\n%q\n%q", want, got)
		}
		for _, l := range lines {
			if cells(piece{text: l}) > width && utf8.RuneCountInString(l) > 1 {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
	})
}

func noBlanks(s string) string { return strings.ReplaceAll(s, " ", "") }
