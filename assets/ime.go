package assets

import _ "embed"

// The input tables are texts that the compiler puts in place; kiosk/ime reads them.
var (
	//go:embed ime/pinyin.txt
	pinyinTable string
	//go:embed ime/surnames.txt
	surnames string
	//go:embed ime/pinyin.image
	pinyinImage []byte
	//go:embed ime/hand.image
	handImage []byte
)

// PinyinTable gives one line a syllable: the syllable, a tab, its characters from the most to the
// least frequent, without separators.
func PinyinTable() string { return pinyinTable }

// Surnames gives the hundred most common family names, ten a line, without separators.
func Surnames() string { return surnames }

// PinyinImage gives the words that pinyin can become, as kiosk/ime/lexicon reads them. The bytes are
// not the caller's.
func PinyinImage() []byte { return pinyinImage }

// HandImage gives the strokes of characters, as kiosk/ime/hand reads them. The bytes are not the
// caller's.
func HandImage() []byte { return handImage }
