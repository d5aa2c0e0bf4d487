// Package ime turns what fingers do into Chinese characters. It knows no screen and no toolkit.
//
// Begin at Open and Engine.Decode (engine.go): a line of pinyin in, texts out, likeliest first. The
// letters become a lattice of syllables (spelling.go, lattice.go), the lattice words of the
// lexicon (match.go), the words texts (search.go); hint.go and fuzzy.go move the weights, learned.go
// keeps the station's own words. OpenHand (handwriting.go) is the same for strokes. DESIGN.md
// says why it is so, and how good it is.
//
// Picker (picker.go) lists the characters of one syllable, and surnames.go the family names for
// tiles.
//
// The data are assets/ime/*.image, written by imagegen, and assets/ime/pinyin.txt, written by
// generate_table.go.
package ime

//go:generate go run generate_table.go
//go:generate go run ./imagegen
