package ime

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// phrase is a line of testdata/phrases.tsv.
type phrase struct {
	kind, text, pinyin string
	apart              bool // nothing is tuned on it
}

func readPhrases(t testing.TB) []phrase {
	t.Helper()
	data, err := os.ReadFile("testdata/phrases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []phrase
	count := map[string]int{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		count[f[0]]++
		all = append(all, phrase{f[0], f[1], f[2], count[f[0]]%2 == 0})
	}
	return all
}

// score counts at which place the right text stood.
type score struct{ first, fifth, ninth, all int }

func (s *score) add(candidates []string, want string) {
	s.all++
	at := slices.Index(candidates, want)
	if at == 0 {
		s.first++
	}
	if at >= 0 && at < 5 {
		s.fifth++
	}
	if at >= 0 && at < 9 {
		s.ninth++
	}
}

func (s score) String() string {
	p := func(n int) float64 { return 100 * float64(n) / float64(max(1, s.all)) }
	return fmt.Sprintf("%5.1f %5.1f %5.1f of %d", p(s.first), p(s.fifth), p(s.ninth), s.all)
}

// hintOf is what a field of this kind asks for.
func hintOf(kind string) Hint {
	hint, _ := ParseHint(kind)
	return hint
}

func texts(r Result) []string {
	var all []string
	for _, c := range r.Candidates {
		all = append(all, c.Text)
	}
	return all
}

// mumble types as the ear of Henan may hear: of the syllables that have a neighbour, two out of
// three are written as the neighbour.
func mumble(e *Engine, pinyin string) string {
	var out strings.Builder
	for i, s := range strings.Split(e.Decode(pinyin, Options{}).Reading, "'") {
		var near []string
		for typed, cost := range mishearings(s) {
			if typed != s && cost == fuzzyUsual {
				near = append(near, typed)
			}
		}
		slices.Sort(near)
		if n := len(near); n > 0 && (i+len(pinyin))%3 > 0 {
			s = near[i%n]
		}
		out.WriteString(s)
	}
	return out.String()
}

func TestAccuracy(t *testing.T) {
	e := Open()
	show := os.Getenv("IME_MISSES") != ""
	for _, apart := range []bool{false, true} {
		total, hinted, fuzzy := map[string]*score{}, map[string]*score{}, &score{}
		for _, p := range readPhrases(t) {
			if p.apart != apart {
				continue
			}
			for _, kind := range []string{p.kind, "all"} {
				if total[kind] == nil {
					total[kind], hinted[kind] = &score{}, &score{}
				}
				plain := texts(e.Decode(p.pinyin, Options{}))
				with := texts(e.Decode(p.pinyin, Options{Hint: hintOf(p.kind)}))
				total[kind].add(plain, p.text)
				hinted[kind].add(with, p.text)
				if show && !apart && kind != "all" {
					for _, c := range [][]string{plain, with} {
						if at := slices.Index(c, p.text); at != 0 {
							t.Logf("%s %s %s: %d %v", p.kind, p.text, p.pinyin, at, c[:min(6, len(c))])
						}
					}
				}
			}
			heard := texts(e.Decode(mumble(e, p.pinyin), Options{Hint: hintOf(p.kind), Fuzzy: true}))
			fuzzy.add(heard, p.text)
			if show && !apart {
				if at := slices.Index(heard, p.text); at != 0 {
					t.Logf("fuzzy %s %s %s: %d %v", p.kind, p.text, mumble(e, p.pinyin), at, heard[:min(6, len(heard))])
				}
			}
		}
		for _, kind := range []string{"place", "name", "trade", "employer", "sentence", "word", "all"} {
			t.Logf("apart %-5v %-9s plain %s · hint %s", apart, kind, total[kind], hinted[kind])
		}
		t.Logf("apart %-5v fuzzy %s", apart, fuzzy)
	}
}
