package main

import (
	"slices"
	"strings"
	"testing"

	"yizhan/kiosk/ime/hand"
	"yizhan/kiosk/ime/lexicon"
)

func TestSpell(t *testing.T) {
	for in, want := range map[string]string{
		"lǔ shān xiàn": "lu shan xian", "lǜ": "lv", "nǚ ér": "nv er", "lüè": "lue", "Ēn": "en", "de": "de",
	} {
		if got := spell(in); got != want {
			t.Errorf("%s is spelled %q, want %q", in, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	for in, want := range map[string]string{
		"鲁山县": "鲁山县 鲁山", "叶县": "叶县", "瀍河回族区": "瀍河回族区 瀍河回族", "曙光街街道": "曙光街街道 曙光街",
		"广西壮族自治区": "广西壮族自治区 广西", "张良镇": "张良镇 张良",
	} {
		if got := strings.Join(forms(in), " "); got != want {
			t.Errorf("%s gives %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"史庄村民委员会": "史庄", "曙北社区居民委员会": "曙北", "李家沟村委会": "李家沟"} {
		if got := bareVillage(in); got != want {
			t.Errorf("%s gives %q, want %q", in, got, want)
		}
	}
}

func TestAbove(t *testing.T) {
	if got := above("410423100201"); !slices.Equal(got, []string{"410423100", "410423"}) || above("41") != nil {
		t.Errorf("above a village stand %v", got)
	}
}

// A text is read by its words first, then with other readings of single characters.
func TestReadings(t *testing.T) {
	d := &dictionary{
		reading: map[string][]string{"长桥": {"chang", "qiao"}},
		count:   map[string]float64{"长桥": 10},
		chars: map[rune][]charReading{
			'长': {{"zhang", 900}, {"chang", 800}}, '桥': {{"qiao", 100}}, '镇': {{"zhen", 100}},
		},
	}
	var got []string
	for _, r := range d.readings("长桥镇") {
		got = append(got, strings.Join(r.syllables, " "))
	}
	if want := []string{"chang qiao zhen", "zhang qiao zhen"}; !slices.Equal(got, want) {
		t.Errorf("readings %v, want %v", got, want)
	}
	if d.readings("䶮") != nil {
		t.Error("a character that nothing reads is read")
	}
}

// The grammar of names holds whatever is tuned in it.
func TestGrammar(t *testing.T) {
	var f lexicon.Follows
	own(&f)
	for _, c := range []struct {
		before, after lexicon.Class
		never         bool
	}{
		{lexicon.Surname, lexicon.Given, false},
		{lexicon.Surname, lexicon.End, true},
		{lexicon.Surname, lexicon.Noun, true},
		{lexicon.Noun, lexicon.Given, true},
		{lexicon.GivenFirst, lexicon.GivenSecond, false},
		{lexicon.GivenFirst, lexicon.End, true},
		{lexicon.BrandFirst, lexicon.Business, true},
		{lexicon.BrandFirst, lexicon.BrandSecond, false},
		{lexicon.Start, lexicon.Surname, false},
		{lexicon.Verb, lexicon.BrandSecond, true},
	} {
		if got := f[c.before][c.after] >= lexicon.Never; got != c.never {
			t.Errorf("class %d after %d: never %v, want %v", c.after, c.before, got, c.never)
		}
	}
}

func TestSimplify(t *testing.T) {
	bent := hand.Stroke{{X: 0, Y: 0}, {X: 10, Y: 0.5}, {X: 20, Y: 0}, {X: 20, Y: 30}}
	if got := simplify(bent, 1.2); len(got) != 3 || got[1] != bent[2] {
		t.Errorf("a bent line becomes %v", got)
	}
}

func TestCosts(t *testing.T) {
	for share, want := range map[float64]uint8{1: 0, 0.1: 23, 0: 210, 1e-30: 210} {
		if got := costOf(share); got != want {
			t.Errorf("a share of %v costs %d, want %d", share, got, want)
		}
	}
}
