// Package ime turns what fingers do into Chinese characters. It knows no screen and no toolkit.
//
// Begin at Load and Picker (picker.go): one syllable of pinyin in, its characters out, most
// frequent first, which is enough to write any name or title by finger. The full decoder
// (sentences of pinyin, handwriting) comes into this room beside it; a screen that shows
// candidates then asks that one and keeps the surname tiles (surnames.go).
//
// The table is assets/ime/pinyin.txt, written by generate_table.go.
package ime

//go:generate go run generate_table.go
//go:generate go run ./imagegen
