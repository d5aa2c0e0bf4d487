package ime

import "yizhan/kiosk/ime/lexicon"

// Hint says what a field asks for. It moves weights and forbids nothing: whatever can be written
// without a hint can be written with one.
type Hint int

// The hints.
const (
	Text Hint = iota
	Name
	Place
	Trade
	Employer
)

var hintNames = []string{"text", "name", "place", "trade", "employer"}

// String is the hint as it is written on a command line.
func (h Hint) String() string { return hintNames[h] }

// ParseHint reads what String writes.
func ParseHint(s string) (Hint, bool) {
	for i, name := range hintNames {
		if s == name {
			return Hint(i), true
		}
	}
	return Text, false
}

// biases says for each hint what a word of a class costs more or less than in a text where
// nothing is known, in tenths of a nat. Set by hand on the dev phrases.
var biases = func() (b [len(hints)][lexicon.Classes]int) {
	for c := range lexicon.Start {
		switch {
		case c == lexicon.Surname:
			b[Name][c] = -40
		case c.Person():
		default:
			b[Name][c] = 45
		}
		switch {
		case c.Place():
			b[Place][c], b[Employer][c] = -20, -15
		case c == lexicon.Trade:
			b[Trade][c] = -35
		case c == lexicon.Brand:
			b[Employer][c] = -30
		case c == lexicon.BrandFirst:
			b[Employer][c] = -25
		case c == lexicon.Business || c == lexicon.Form:
			b[Employer][c] = -15
		}
	}
	return b
}()

// hints are all of them.
var hints = [...]Hint{Text, Name, Place, Trade, Employer}
