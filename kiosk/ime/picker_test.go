package ime

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/encoding/simplifiedchinese"

	"yizhan/assets"
	"yizhan/sync/market"
)

func TestSyllables(t *testing.T) {
	p := Load()
	for _, c := range []struct{ prefix, want string }{
		{"zhu", "zhu zhua zhuai zhuan zhuang zhui zhun zhuo"},
		{"lv", "lv"},
		{"shuang", "shuang"},
		{"xq", ""},
		{"v", ""},
		{"Wang", ""},
		{"王", ""},
	} {
		if got := strings.Join(p.Syllables(c.prefix), " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.prefix, got, c.want)
		}
	}
	if n := len(p.Syllables("")); n != 415 {
		t.Errorf("%d syllables, want 415", n)
	}
}

func TestNext(t *testing.T) {
	p := Load()
	for _, c := range []struct{ prefix, want string }{
		{"", "abcdefghjklmnopqrstwxyz"}, // no syllable begins with i, u or v
		{"zh", "aeiou"},
		{"zhua", "in"},
		{"zhuang", ""},
		{"b", "aeiou"},
		{"l", "aeiouv"},
		{"xq", ""},
	} {
		if got := strings.Join(p.Next(c.prefix), ""); got != c.want {
			t.Errorf("%q: %q, want %q", c.prefix, got, c.want)
		}
	}
}

// Every key that Next leaves open leads to at least one character.
func TestNextLeadsSomewhere(t *testing.T) {
	p := Load()
	var walk func(prefix string)
	walk = func(prefix string) {
		next := p.Next(prefix)
		if len(next) == 0 && len(p.Chars(prefix)) == 0 {
			t.Errorf("%q: dead end", prefix)
		}
		for _, l := range next {
			walk(prefix + l)
		}
	}
	walk("")
}

// What is written every day stands on the first page, what is rare behind it.
func TestCharsByFrequency(t *testing.T) {
	const page = 9
	p := Load()
	for _, c := range []struct{ syllable, early, late string }{
		{"wang", "王网汪", "辋罔"},
		{"li", "李里理", "鲡醴"},
		{"gong", "工共公", "觥廾"},
		{"zhuang", "装庄", "戆"},
		{"nv", "女", ""},
		{"hong", "红洪", "𬭎"},
	} {
		chars := p.Chars(c.syllable)
		for _, r := range c.early {
			if at := slices.Index(chars, string(r)); at < 0 || at >= page {
				t.Errorf("%s: %c stands at %d", c.syllable, r, at)
			}
		}
		for _, r := range c.late {
			if at := slices.Index(chars, string(r)); at < page {
				t.Errorf("%s: %c stands at %d", c.syllable, r, at)
			}
		}
	}
	for _, no := range []string{"", "zh", "lü", "xq"} {
		if got := p.Chars(no); got != nil {
			t.Errorf("%q: %v", no, got)
		}
	}
}

func TestRareNameCharacters(t *testing.T) {
	p := Load()
	for char, syllable := range map[string]string{"䶮": "yan", "㛃": "jie", "𬭎": "hong", "𠮷": "ji", "堃": "kun", "喆": "zhe", "昇": "sheng", "垱": "dang", "滍": "zhi"} {
		if !slices.Contains(p.Chars(syllable), char) {
			t.Errorf("%s is not under %s", char, syllable)
		}
	}
}

// written is every character that the picker can write.
func written(t *testing.T) map[string]bool {
	t.Helper()
	p, all := Load(), map[string]bool{}
	for _, s := range p.Syllables("") {
		chars := p.Chars(s)
		seen := map[string]bool{}
		for _, c := range chars {
			if seen[c] || len([]rune(c)) != 1 {
				t.Errorf("%s: %q stands there twice or is not one character", s, c)
			}
			seen[c], all[c] = true, true
		}
	}
	return all
}

// The Chinese characters of GB 2312 are rows B0 to F7 of GBK.
func TestCoversGB2312(t *testing.T) {
	all, count := written(t), 0
	for row := byte(0xB0); row <= 0xF7; row++ {
		for col := byte(0xA1); col <= 0xFE; col++ {
			if row == 0xD7 && col > 0xF9 {
				continue // five empty cells
			}
			char, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{row, col})
			if err != nil {
				t.Fatal(err)
			}
			count++
			if !all[string(char)] {
				t.Errorf("%s cannot be written", char)
			}
		}
	}
	if count != 6763 {
		t.Errorf("%d characters looked at, want 6763", count)
	}
}

func TestCoversGazetteerTradesAndSurnames(t *testing.T) {
	all := written(t)
	must := func(where, text string) {
		for _, r := range text {
			if r > 0x2E80 && !all[string(r)] {
				t.Errorf("%s: %c cannot be written", where, r)
			}
		}
	}
	areas := assets.Areas()
	for _, county := range areas.Counties() {
		must("county", county.Name)
		for _, township := range areas.Townships(county.Code) {
			must("township", township.Name)
			for _, v := range areas.Villages(township.Code) {
				must(market.MarketName(areas, v.Code, ""), v.Name)
			}
		}
	}
	for _, trade := range assets.Trades().All() {
		must(string(trade.ID), trade.Name+strings.Join(trade.Aliases, ""))
	}
	must("surnames", strings.Join(Surnames(), ""))
}

// Whatever is offered on a key must show on it: the text font has a shape for it.
func TestFontShowsEveryCharacter(t *testing.T) {
	font, err := sfnt.Parse(assets.TextRegular())
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	for char := range written(t) {
		if glyph, err := font.GlyphIndex(&buffer, []rune(char)[0]); err != nil || glyph == 0 {
			t.Errorf("%s U+%04X: no glyph, %v", char, []rune(char)[0], err)
		}
	}
}

// The picker's lists are the caller's own.
func TestListsAreCopies(t *testing.T) {
	p := Load()
	before := p.Chars("wang")[0]
	p.Chars("wang")[0] = "改"
	p.Syllables("wang")[0] = "wan"
	if p.Chars("wang")[0] != before || p.Syllables("wang")[0] != "wang" {
		t.Error("a change to a returned list reached the table")
	}
}

func TestSurnames(t *testing.T) {
	names := Surnames()
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n] || len([]rune(n)) != 1 {
			t.Errorf("%q stands there twice or is not one character", n)
		}
		seen[n] = true
	}
	if len(names) != 100 || names[0] != "王" || names[99] != "汤" {
		t.Errorf("%d names from %s to %s", len(names), names[0], names[len(names)-1])
	}
}
