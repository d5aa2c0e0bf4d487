package assets

import _ "embed"

var (
	//go:embed fonts/text-regular.ttf
	textRegular []byte
	//go:embed fonts/text-bold.ttf
	textBold []byte
	//go:embed fonts/figures.ttf
	figures []byte
)

// TextRegular is the TrueType file of all running text: GBK, Latin, punctuation
// and the rare characters of names. Callers must not change the bytes; the file
// is shared, not copied (7 MB).
func TextRegular() []byte { return textRegular }

// TextBold is TextRegular's bold companion with the same characters.
func TextBold() []byte { return textBold }

// Figures is the TrueType file of the large figures: digits and : – - . , / ¥ + × %
// in the heaviest weight. It has no letters and no Chinese.
func Figures() []byte { return figures }
