package wording

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var (
	rewrite = flag.Bool("rewrite", false, "teach the voice anew and write voice.bin")
	measure = flag.String("measure", "", "file of cases that BenchmarkScreenFile says how right the screening of is")
	leftOut = flag.String("left-out", "w1,w2,w3,w4,w5,w6,w7,w8,w9,w10", "the files that BenchmarkLeftOut leaves out, one by one")
)

// The weights are those of the cases that lie in testdata.
func TestVoiceWasTaughtTheseLessons(t *testing.T) {
	if *rewrite {
		if err := os.WriteFile("voice.bin", taughtBy(lessons(t), lessonsSum(t)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	v := theVoice()
	if v.Lessons != lessonsSum(t) {
		t.Errorf("the cases have changed since the voice was taught: go test -run %s -rewrite", t.Name())
	}
	if !slices.Equal(v.Codes, taught) || len(v.ids) != v.Traits || len(v.weights) != v.Traits*len(taught) || !slices.IsSorted(v.ids) {
		t.Errorf("voice.bin: %d traits, %d names, %d weights of %q", v.Traits, len(v.ids), len(v.weights), v.Codes)
	}
}

// score counts for a group of codes what was found, missed and said too much.
type score struct{ hit, miss, extra int }

func (s *score) add(l *lesson, codes, got []string) {
	for _, code := range codes {
		right, said := l.has(code)
		found := slices.Contains(got, code)
		switch {
		case right && found:
			s.hit++
		case right:
			s.miss++
		case found && said:
			s.extra++
		}
	}
}

func (s score) String() string {
	return fmt.Sprintf("%.1f / %.1f", 100*float64(s.hit)/float64(s.hit+s.miss), 100*float64(s.hit)/float64(s.hit+s.extra))
}

// allWarnings are the codes that are warned of.
var allWarnings = append(slices.Clone(taught[blockCodes:]), "pay_low")

// BenchmarkScreenFile says how right the screening of a file is that lies anywhere: -measure FILE.
func BenchmarkScreenFile(b *testing.B) {
	if *measure == "" {
		b.Skip("no -measure FILE")
	}
	var blocks, warns score
	each := map[string]*score{}
	for b.Loop() {
		blocks, warns = score{}, score{}
		for _, l := range casesOf(b, *measure) {
			found := Screen(l.Text, 1760)
			blocks.add(l, taught[:blockCodes], Codes(found.Blocks))
			warns.add(l, allWarnings, Codes(found.Warnings))
			for _, code := range slices.Concat(taught[:blockCodes], allWarnings) {
				if each[code] == nil {
					each[code] = &score{}
				}
				each[code].add(l, []string{code}, append(Codes(found.Blocks), Codes(found.Warnings)...))
			}
		}
	}
	b.Logf("recall / precision: blocks %v %+v, warnings %v", blocks, struct{ hit, miss, extra int }(blocks), warns)
	for _, code := range slices.Concat(taught[:blockCodes], allWarnings) {
		b.Logf("%s %v", code, each[code])
	}
}

// BenchmarkLeftOut says for each file of another hand how right the screening is when the voice was not taught it.
// The rules have been read against most of these files: only what the voice adds is unread.
func BenchmarkLeftOut(b *testing.B) {
	all := lessons(b)
	for b.Loop() {
		for _, name := range strings.Split(*leftOut, ",") {
			var others, left []*lesson
			for _, l := range all {
				if l.file == name {
					left = append(left, l)
				} else {
					others = append(others, l)
				}
			}
			v := parseVoice(string(taughtBy(others, "")))
			var alone, both score
			for _, l := range left {
				s := newSpeech(l.Text)
				h := heardBy(v, s)
				var said []string
				for _, code := range taught[:blockCodes] {
					if z, _ := h.most(code); z > onBlocks.from {
						said = append(said, code)
					}
				}
				alone.add(l, taught[:blockCodes], said)
				both.add(l, taught[:blockCodes], Codes(findBlocks(s, h)))
			}
			b.Logf("%s: voice alone %v, with the rules %v", name, alone, both)
		}
	}
}

// What is found says which words of the text are meant.
func TestVoiceNamesTheWords(t *testing.T) {
	for _, text := range []string{"人走可以，证件原封搁东家屋里头，扒蒜160一天8小时，日结"} {
		s := newSpeech(text)
		for _, f := range findBlocks(s, hear(s)) {
			if f.Words == "" || !strings.Contains(s.tight, f.Words) {
				t.Errorf("%s: %+v", text, f)
			}
		}
	}
}
