package assets

import (
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// rareNames are surnames and given names beyond GBK that the registry uses.
const rareNames = "䶮㛃𬭎𠮷"

// notInAnyFont is the one sign of GBK that neither source has: it is no character of a name.
const notInAnyFont = '≒'

func TestTextFontsHaveEveryCharacterOfGBK(t *testing.T) {
	want := []rune(rareNames + "…，。：；！？“”‘’《》（）、·–—×÷%¥+-✓●○←→")
	for c := rune(' '); c <= '~'; c++ {
		want = append(want, c)
	}
	decoder := simplifiedchinese.GBK.NewDecoder()
	for lead := byte(0x81); lead < 0xFF; lead++ {
		for trail := 0x40; trail < 0xFF; trail++ {
			text, err := decoder.Bytes([]byte{lead, byte(trail)})
			if r := []rune(string(text)); err == nil && len(r) == 1 && r[0] != '\uFFFD' && !private(r[0]) && r[0] != notInAnyFont {
				want = append(want, r[0])
			}
		}
	}
	if len(want) < 21_000 {
		t.Fatalf("only %d characters were asked for", len(want))
	}
	for name, file := range map[string][]byte{
		"regular": TextRegular(), "bold": TextBold(), "the screen's regular": ScreenRegular(), "the screen's bold": ScreenBold(),
	} {
		for _, r := range missing(t, file, want) {
			t.Errorf("%s lacks %c U+%04X", name, r, r)
		}
	}
}

func TestFiguresHaveTheirMarks(t *testing.T) {
	for _, r := range missing(t, Figures(), []rune("0123456789:–-.,/ ¥+×%")) {
		t.Errorf("the figures lack %c U+%04X", r, r)
	}
	if len(Figures()) > 20_000 {
		t.Errorf("the figures take %d bytes", len(Figures()))
	}
}

// private tells the characters that GBK leaves to its users.
func private(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }

func missing(t *testing.T, file []byte, want []rune) (lacking []rune) {
	t.Helper()
	font, err := sfnt.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	for _, r := range want {
		if glyph, err := font.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
			lacking = append(lacking, r)
		}
	}
	return lacking
}
