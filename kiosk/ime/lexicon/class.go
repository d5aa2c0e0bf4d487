package lexicon

// Class is what kind of word a word is. The first ones are parts of speech, whose words carry
// their share of all words as cost; the others are the market's own, whose words carry their
// share of the class, and what the class itself costs stands in Follows.
type Class uint8

// The classes. Start and End are no word's.
const (
	Noun Class = iota
	Verb
	Adjective
	Adverb
	Number
	Measure
	Pronoun
	Preposition
	Conjunction
	Particle
	Time
	Direction
	Saying // idioms and set phrases
	Proper // names of things and places that are not in the gazetteer
	Character

	Province
	City
	County
	Township
	Village
	Surname
	Given       // a whole given name of two characters
	GivenSingle // a given name of one character
	GivenFirst  // the first of two characters
	GivenSecond
	Brand // what a firm calls itself
	BrandFirst
	BrandSecond
	Business // a line of business
	Form     // 有限公司, 合作社
	Trade

	Start
	End
	Classes
)

// Place says whether the class is of the gazetteer.
func (c Class) Place() bool { return c >= Province && c <= Village }

// Person says whether the class is a part of somebody's name.
func (c Class) Person() bool { return c >= Surname && c <= GivenSecond }

// Firm says whether the class is a part of an employer's name.
func (c Class) Firm() bool { return c >= Brand && c <= Form }

// Follows says for each class what a word of another one costs after it, beyond the word's own
// cost: tenths of a nat, below zero where it comes more often than by chance.
type Follows [Classes][Classes]int8

// Never is the cost of what does not come: a given name without a family name.
const Never = 120
