package wording

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// voiceFile holds the weights that the cases of testdata teach (TestVoice -rewrite): one line of JSON, then the
// names of the traits in rising order, eight bytes each, then for each trait one signed byte a code.
//
//go:embed voice.bin
var voiceFile string

// voice is the second voice beside the rules: for each code it adds up what the traits of a text weigh.
// It only reads, so any number of goroutines may use it.
type voice struct {
	voiceHead
	ids     []uint64
	weights string
}

// voiceHead is the first line of the file.
type voiceHead struct {
	Lessons string    `json:"lessons"` // what it was taught: see lessonsSum
	Codes   []string  `json:"codes"`
	Units   []float64 `json:"units"` // of a code's weights
	Bias    []float64 `json:"bias"`  // of a code: what a text without traits weighs
	Traits  int       `json:"traits"`
}

const idSize = 8

// theVoice is read once, when the first text is screened.
var theVoice = sync.OnceValue(func() *voice { return parseVoice(voiceFile) })

// parseVoice reads a file as TestVoiceWasTaughtTheseLessons writes it.
func parseVoice(file string) *voice {
	head, rest, _ := strings.Cut(file, "\n")
	v := &voice{}
	if err := json.Unmarshal([]byte(head), &v.voiceHead); err != nil {
		panic("voice.bin: " + err.Error()) // part of the program: a test reads it
	}
	names := []byte(rest[:v.Traits*idSize])
	for at := 0; at < len(names); at += idSize {
		v.ids = append(v.ids, binary.BigEndian.Uint64(names[at:]))
	}
	v.weights = rest[v.Traits*idSize:]
	return v
}

// known leaves the traits that have a weight, with where it stands.
func (v *voice) known(traits []trait) (rows []int, shown []trait) {
	for _, t := range traits {
		if row, ok := slices.BinarySearch(v.ids, t.id); ok {
			rows, shown = append(rows, row), append(shown, t)
		}
	}
	return rows, shown
}

// scores says for each code how much a text with these rows is like the cases that have it: above 0
// more than not. Sums of whole numbers come first, so that it is the same on every machine.
func (v *voice) scores(rows []int) []float64 {
	sums := make([]int, len(v.Codes))
	for _, row := range rows {
		for i := range sums {
			sums[i] += int(int8(v.weights[row*len(sums)+i]))
		}
	}
	out := make([]float64, len(sums))
	for i, s := range sums {
		out[i] = float64(float64(s)*v.Units[i])/math.Sqrt(float64(len(rows)+1)) + v.Bias[i]
	}
	return out
}

// heard is what the voice says of a text: its part that is most like the cases with a code.
type heard struct {
	voice *voice
	tight string // the whole text
	parts []heardPart
}

type heardPart struct {
	text   string
	rows   []int
	traits []trait
	scores []float64
}

// partMost is how many clauses are heard at once. A case has fewer; in a long text one clause of fraud
// would be lost among many honest ones.
const partMost = 6

func hear(s *speech) heard { return heardBy(theVoice(), s) }

func heardBy(v *voice, s *speech) heard {
	h := heard{voice: v, tight: s.tight}
	for from := 0; from == 0 || from+partMost <= len(s.clauses); from++ {
		h.parts = append(h.parts, h.part(strings.Join(s.clauses[from:min(from+partMost, len(s.clauses))], "，")))
	}
	return h
}

func (h heard) part(text string) heardPart {
	p := heardPart{text: text}
	p.rows, p.traits = h.voice.known(traitsOf(text))
	p.scores = h.voice.scores(p.rows)
	return p
}

// around is how much the clauses that hold some words, and one on either side, are like the cases with a code, in the
// place where they most are: what a rule found is not to be talked away by whatever else a text says.
func (h heard) around(code, words string) float64 {
	i, best := slices.Index(h.voice.Codes, code), math.Inf(-1)
	if i < 0 {
		return best
	}
	const pause = "，"
	for at := range occurrences(h.tight, words) {
		from, end := at, at+len(words)
		for range 2 {
			from = max(0, strings.LastIndex(h.tight[:from], pause))
			if next := strings.Index(h.tight[end:], pause); next >= 0 {
				end += next + len(pause)
			} else {
				end = len(h.tight)
			}
		}
		best = max(best, h.part(strings.Trim(h.tight[from:end], pause)).scores[i])
	}
	return best
}

// alone is how much some words within their clause, as far as it stands right beside them, are like the cases with a
// code, in the place where they most are.
func (h heard) alone(code, words string) float64 {
	i, best := slices.Index(h.voice.Codes, code), math.Inf(-1)
	if i < 0 {
		return best
	}
	for at := range occurrences(h.tight, words) {
		before, behind := beside(h.tight, at, at+len(words), closeBy)
		if pause := strings.LastIndex(before, "，"); pause >= 0 {
			before = before[pause+len("，"):]
		}
		behind, _, _ = strings.Cut(behind, "，")
		best = max(best, h.part(before + words + behind).scores[i])
	}
	return best
}

// called are some words with the two characters before them, which may be part of a name: 歌厅公关.
func (h heard) called(words string) string {
	at := strings.Index(h.tight, words)
	if at < 0 {
		return words
	}
	before, _ := beside(h.tight, at, at, 2)
	return before + words
}

// beside are so many characters on either side of a stretch of a text.
func beside(text string, at, end, most int) (before, behind string) {
	b, f := []rune(text[:at]), []rune(text[end:])
	return string(b[max(0, len(b)-most):]), string(f[:min(most, len(f))])
}

// occurrences are the bytes of a text where some words begin, those that overlap left out.
func occurrences(text, words string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; words != ""; {
			next := strings.Index(text[from:], words)
			if next < 0 || !yield(from+next) {
				return
			}
			from += next + len(words)
		}
	}
}

// nearby is how many characters on either side show what words mean in their place, closeBy how many bear on them
// where no pause parts them from the rest.
const (
	nearby  = 12
	closeBy = 5
)

// speaks is how much some words and what stands right beside them speak for a code, in the place where most does. What
// speaks against it only by being rare is left out: of words that nobody has taught the voice it says 0. Words that do
// not stand in the text as it was heard speak for it.
func (h heard) speaks(code, words string) float64 {
	i := slices.Index(h.voice.Codes, code)
	if i < 0 || !strings.Contains(h.tight, words) {
		return math.Inf(1)
	}
	best := math.Inf(-1)
	for at := range occurrences(h.tight, words) {
		before, behind := beside(h.tight, at, at+len(words), nearby)
		best = max(best, h.part(before + words + behind).scores[i]-h.voice.Bias[i])
	}
	return best
}

// most gives how much the text is like the cases with a code, and the part that is.
func (h heard) most(code string) (float64, heardPart) {
	i := slices.Index(h.voice.Codes, code)
	if i < 0 {
		return math.Inf(-1), heardPart{}
	}
	best := slices.MaxFunc(h.parts, func(x, y heardPart) int {
		switch {
		case x.scores[i] < y.scores[i]:
			return -1
		case x.scores[i] > y.scores[i]:
			return 1
		}
		return 0
	})
	return best.scores[i], best
}

// words are the stretch of a part that weighs most for a code: each character bears its share of the traits
// that it shows, and the stretch is the one whose characters bear most above what all of them bear on average. Without
// that a whole clause of fraud would be shown, because each of its characters speaks a little for it.
func (h heard) words(code string, p heardPart) string {
	i := slices.Index(h.voice.Codes, code)
	share := make([]float64, len(p.text))
	for n, row := range p.rows {
		w := float64(int8(h.voice.weights[row*len(h.voice.Codes)+i]))
		bytes := 0
		for _, s := range p.traits[n].spans {
			bytes += s.end - s.at
		}
		for _, s := range p.traits[n].spans {
			for b := s.at; b < s.end; b++ {
				share[b] += w / float64(bytes)
			}
		}
	}
	all := 0.0
	for _, s := range share {
		all += s
	}
	at, end := heaviest(share, max(0, all/float64(max(1, len(share)))))
	if at == end { // all alike
		at, end = heaviest(share, 0)
	}
	return whole(p.text, at, end)
}

// heaviest is the stretch with the greatest sum of what its bytes bear above usual; empty when none does.
func heaviest(share []float64, usual float64) (at, end int) {
	var best, sum float64
	from := 0
	for b, s := range share {
		if sum <= 0 {
			sum, from = 0, b
		}
		if sum += s - usual; sum > best {
			best, at, end = sum, from, b+1
		}
	}
	return at, end
}

// whole stretches bytes of a text to whole characters and leaves out what is no letter and no figure at the ends.
func whole(text string, at, end int) string {
	for at > 0 && text[at]&0xC0 == 0x80 {
		at--
	}
	for end < len(text) && text[end]&0xC0 == 0x80 {
		end++
	}
	return trimmed(text[at:end])
}

func trimmed(words string) string {
	return strings.TrimFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// mostShown is how many characters of a text a finding shows at most.
const mostShown = 24

// shown are the words by which a code was found as somebody reads them: a rule may give two whole clauses, of which
// what the voice hears most in says enough.
func (h heard) shown(code, words string) string {
	words = trimmed(words)
	if utf8.RuneCountInString(words) > mostShown && slices.Contains(h.voice.Codes, code) {
		if heart := h.words(code, h.part(words)); heart != "" {
			words = heart
		}
	}
	if runes := []rune(words); len(runes) > mostShown {
		words = trimmed(string(runes[:mostShown]))
	}
	return words
}
