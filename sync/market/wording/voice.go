package wording

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"sync"
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

// around is how much the clauses that hold some words, and one on either side, are like the cases with a code:
// what a rule found is not to be talked away by whatever else a text says.
func (h heard) around(code, words string) float64 {
	i, at := slices.Index(h.voice.Codes, code), strings.Index(h.tight, words)
	if i < 0 || at < 0 {
		return math.Inf(-1)
	}
	const pause = "，"
	from, end := at, at+len(words)
	for range 2 {
		from = max(0, strings.LastIndex(h.tight[:from], pause))
		if next := strings.Index(h.tight[end:], pause); next >= 0 {
			end += next + len(pause)
		} else {
			end = len(h.tight)
		}
	}
	return h.part(strings.Trim(h.tight[from:end], pause)).scores[i]
}

// nearby is how many characters on either side show what words mean in their place.
const nearby = 12

// speaks is how much some words and what stands right beside them speak for a code, in the place where most does. What
// speaks against it only by being rare is left out: of words that nobody has taught the voice it says 0. Words that do
// not stand in the text as it was heard speak for it.
func (h heard) speaks(code, words string) float64 {
	i := slices.Index(h.voice.Codes, code)
	if i < 0 || !strings.Contains(h.tight, words) {
		return math.Inf(1)
	}
	best := math.Inf(-1)
	for at := strings.Index(h.tight, words); at >= 0; {
		before, behind := []rune(h.tight[:at]), []rune(h.tight[at+len(words):])
		text := string(before[max(0, len(before)-nearby):]) + words + string(behind[:min(nearby, len(behind))])
		best = max(best, h.part(text).scores[i]-h.voice.Bias[i])
		next := strings.Index(h.tight[at+len(words):], words)
		if next < 0 {
			break
		}
		at += len(words) + next
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
// that it shows, and the stretch is the one with the greatest sum.
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
	var best, sum float64
	var from, at, end int
	for b := 0; b < len(p.text); b++ {
		if sum <= 0 {
			sum, from = 0, b
		}
		if sum += share[b]; sum > best {
			best, at, end = sum, from, b+1
		}
	}
	return whole(p.text, at, end)
}

// whole stretches bytes of a text to whole characters and leaves out pauses at the ends.
func whole(text string, at, end int) string {
	for at > 0 && text[at]&0xC0 == 0x80 {
		at--
	}
	for end < len(text) && text[end]&0xC0 == 0x80 {
		end++
	}
	return strings.Trim(text[at:end], "，")
}
