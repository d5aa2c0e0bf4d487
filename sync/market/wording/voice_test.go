package wording

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var (
	rewrite = flag.Bool("rewrite", false, "teach the voice anew and write voice.bin")
	measure = flag.String("measure", "", "file of cases that BenchmarkScreenFile says how right the screening of is")
	leftOut = flag.String("left-out", "w1,w2,w3,w4,w5,w6,w7,w8,w9,w10,w11,w12,w15,w16,w18,w19,c1,c2,c3,c4,c5,c6", "the files that BenchmarkLeftOut leaves out, one by one")
)

// The weights are those of the cases that lie in testdata.
func TestVoiceWasTaughtTheseLessons(t *testing.T) {
	if *rewrite {
		if err := os.WriteFile("voice.bin", taughtBy(lessons(t), lessonsSum(t)), 0o644); err != nil {
			t.Fatal(err)
		}
		writeVersion(t)
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

// What no rule names is found with the words that are meant.
func TestVoiceNamesTheWords(t *testing.T) {
	for text, want := range map[string]string{
		"人走可以，证件原封搁东家屋里头，扒蒜160一天8小时，日结": "证件",
		"擀皮子的，头一回来得给灶上师傅提两瓶酒，一天170，日结":  "酒",
	} {
		s := newSpeech(text)
		found := findBlocks(s, hear(s))
		if len(found) != 1 || !strings.Contains(s.tight, found[0].Words) || !strings.Contains(found[0].Words, want) {
			t.Errorf("%s: %+v", text, found)
		}
	}
}

// One clause of fraud is not lost among many honest ones.
func TestVoiceHearsALongText(t *testing.T) {
	const honest = "早上七点到，下午五点半走，中午歇一个钟头，手套厂里发，离县城三里地，有公交车，找门口保安带路，雨天停工"
	const fee = "，头一回来得给灶上师傅提两瓶酒，" // named by no rule: see above
	for _, text := range []string{fee + honest + "，" + honest, honest + fee + honest, honest + "，" + honest + fee} {
		if len(Screen(text, 0).Blocks) == 0 {
			t.Errorf("%s passes", text)
		}
	}
	if f := Screen(honest+"，"+honest, 0); len(f.Blocks) > 0 {
		t.Errorf("honest, and %+v", f.Blocks)
	}
}

// Whoever reads a finding is shown the words of the text that say it, and not half of the text.
func TestWordsAreShortAndOfTheText(t *testing.T) {
	for _, file := range caseFiles(t) {
		for _, l := range casesOf(t, file) {
			s, found := newSpeech(l.Text), Screen(l.Text, 1760)
			for _, f := range found.Blocks {
				if f.Words == "" {
					t.Errorf("%s: %s is found by no words", l.Text, f.Code)
				}
			}
			for _, f := range slices.Concat(found.Blocks, found.Warnings) {
				if !strings.Contains(s.tight, f.Words) && !strings.Contains(s.loose, f.Words) {
					t.Errorf("%s: %s by %q, which does not stand there", l.Text, f.Code, f.Words)
				}
				if utf8.RuneCountInString(f.Words) > mostShown || f.Words != trimmed(f.Words) {
					t.Errorf("%s: %s by %q", l.Text, f.Code, f.Words)
				}
			}
		}
	}
}

// The voice shows the words that weigh, not the clause in which they stand.
func TestVoiceShowsWhatWeighs(t *testing.T) {
	for text, want := range map[string]string{
		"各位工友，本周架管租赁站搬运，每日250当日发，需自行购买我站劳保一套60元": "劳保",
		"园区保安12小时班，3300一月，每月15号发，岗前培训费260学员自理":   "培训费",
		"带货车跟车，一趟120，回来就结，报名得扫码支付9元锁定":           "扫码",
	} {
		h := hear(newSpeech(text))
		_, part := h.most("worker_fee")
		words := h.words("worker_fee", part)
		if utf8.RuneCountInString(words) > 16 || !strings.Contains(words, want) {
			t.Errorf("%s: by %q, want %s and little more", text, words, want)
		}
	}
	share := []float64{1, 1, 1, 5, 6, 1, 1, -2, 1}
	if at, end := heaviest(share, 0); at != 0 || end != 7 {
		t.Errorf("above nothing: %d to %d", at, end)
	}
	if at, end := heaviest(share, 2); at != 3 || end != 5 {
		t.Errorf("above the usual: %d to %d", at, end)
	}
}

// A rule's word and the voice's score decide together.
func TestAgreement(t *testing.T) {
	a := agreement{addsRule: 2, from: -0.5}
	v := &voice{voiceHead: voiceHead{Codes: []string{"x"}, Units: []float64{1}, Bias: []float64{0}}}
	for _, c := range []struct {
		score        float64
		byRule, want string
	}{
		{0, "", "stretch"},
		{-1, "", ""},
		{-1, "rule", "rule"},
		{-3, "rule", ""},
		{0, "rule", "rule"},
	} {
		v.weights = string([]byte{1})
		h := heard{v, "", []heardPart{{text: "stretch", rows: []int{0}, traits: []trait{{1, []reach{{0, 7}}}}, scores: []float64{c.score}}}}
		if got := a.settle(h, "x", c.byRule); got != c.want {
			t.Errorf("score %v with %q is %q, want %q", c.score, c.byRule, got, c.want)
		}
	}
}

// What a rule warns of is weighed with the clauses around it, in the place where they say most: neither the rest of
// the text nor the same words in another place talk it away.
func TestWordsAreWeighedInTheirPlace(t *testing.T) {
	v := &voice{
		voiceHead: voiceHead{Codes: []string{"x"}, Units: []float64{1}, Bias: []float64{-9}},
		ids:       []uint64{mixed(ofRun, '坏')}, weights: string([]byte{40}),
	}
	a := agreement{addsRule: 2, from: -0.5}
	for text, want := range map[string]string{
		"言，甲，乙，丙，丁，坏，言":     "言",
		"坏，甲，言，乙，丙，丁，戊，己，坏": "",
		"言，，甲，乙，丙，丁，，坏，，言":  "言",
	} {
		s := newSpeech(text)
		h := heard{voice: v, tight: s.tight, parts: []heardPart{{scores: []float64{-9}}}}
		if got := a.settle(h, "x", "言"); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if s := newSpeech("，，甲，，乙，"); s.tight != strings.Join(s.clauses, "，") {
		t.Errorf("clauses %q of %q", s.clauses, s.tight)
	}
}
