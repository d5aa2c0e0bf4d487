package assets

import _ "embed"

var (
	//go:embed fonts/text-regular.ttf
	textRegular []byte
	//go:embed fonts/text-bold.ttf
	textBold []byte
	//go:embed fonts/screen-regular.otf
	screenRegular []byte
	//go:embed fonts/screen-bold.otf
	screenBold []byte
	//go:embed fonts/figures.ttf
	figures []byte
)

// TextRegular is the TrueType file of all running text on paper: GBK, Latin, punctuation
// and the rare characters of names. Callers must not change the bytes; the file
// is shared, not copied (7 MB).
func TextRegular() []byte { return textRegular }

// TextBold is TextRegular's bold companion with the same characters.
func TextBold() []byte { return textBold }

// ScreenRegular is what TextRegular is for paper: the same characters of the same design, with PostScript outlines
// (5 MB). A window's toolkit takes every TrueType outline apart when it reads a font, 15 MB for each file, and
// leaves these as they are until one is drawn; PDF and the charts take none but TrueType.
func ScreenRegular() []byte { return screenRegular }

// ScreenBold is ScreenRegular's bold companion.
func ScreenBold() []byte { return screenBold }

// Figures is the TrueType file of the large figures: digits and : – - . , / ¥ + × %
// in the heaviest weight. It has no letters and no Chinese.
func Figures() []byte { return figures }
