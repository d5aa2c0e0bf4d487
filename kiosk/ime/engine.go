package ime

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"yizhan/assets"
	"yizhan/kiosk/ime/lexicon"
)

// Engine turns pinyin into Chinese. It does not change, so any number of goroutines may use it.
type Engine struct {
	lex   *lexicon.Lexicon
	fuzzy map[string][]variant
}

// Open gives the engine over the embedded image, unpacked at the first call (some hundred
// milliseconds; not on the thread of the screen).
func Open() *Engine { return opened() }

var opened = sync.OnceValue(func() *Engine {
	lex, err := lexicon.Read(assets.PinyinImage())
	if err != nil {
		panic("ime: embedded image: " + err.Error()) // a fault of the build, which the tests find
	}
	return NewEngine(lex)
})

// NewEngine makes an engine over other words.
func NewEngine(lex *lexicon.Lexicon) *Engine {
	return &Engine{lex: lex, fuzzy: fuzzyTable(lex)}
}

// Options of one question.
type Options struct {
	Hint  Hint
	Fuzzy bool
	Own   *Learned // nil: the station's own words are left out
}

// Candidate is a text that a line of pinyin, or its beginning, may mean.
type Candidate struct {
	Text string
	// Taken is how many bytes of the line it stands for.
	Taken int
}

// Result is what a line may mean.
type Result struct {
	// Candidates are the texts for the whole line, best first, then words for its beginning, the
	// longer ones first. Each stands there once.
	Candidates []Candidate
	// Whole is how many of them stand for the whole line.
	Whole int
	// Reading is the line divided into the syllables of the best text, with ' between them.
	Reading string
}

// Decode says what a line of pinyin may mean. It takes any bytes, and time in proportion to the
// line, of which it reads MaxLetters.
func (e *Engine) Decode(line string, o Options) Result {
	in := readLetters(line)
	if len(in.text) == 0 {
		return Result{}
	}
	s := &search{engine: e, lat: e.newLattice(in, o.Fuzzy), bias: &biases[o.Hint], own: o.Own}
	s.run()
	c := &collector{seen: map[string]bool{}}
	found := s.found()
	for _, h := range found {
		c.add(s.text(h), in.source[len(in.text)])
	}
	if len(s.lat.spanOfAll()) > 0 {
		c.addChars(e.lex, s.lat)
	}
	r := Result{Whole: len(c.list)}
	c.addBeginnings(s)
	r.Candidates = c.list
	if len(found) > 0 {
		r.Reading = s.reading(found[0])
	}
	return r
}

// collector keeps each text once.
type collector struct {
	list []Candidate
	seen map[string]bool
}

func (c *collector) add(text string, taken int) {
	if text != "" && !c.seen[text] {
		c.seen[text] = true
		c.list = append(c.list, Candidate{text, taken})
	}
}

// spanOfAll are the edges that read the whole line as one syllable.
func (l *lattice) spanOfAll() []edge {
	var all []edge
	for _, e := range l.edges[0] {
		if e.to == len(l.text) && e.end == e.first+1 {
			all = append(all, e)
		}
	}
	return all
}

// addChars adds all characters of a line that is one syllable.
func (c *collector) addChars(lex *lexicon.Lexicon, l *lattice) {
	for _, e := range l.spanOfAll() {
		for _, r := range lex.Chars(e.first) {
			c.add(string(r), l.source[len(l.text)])
		}
	}
}

// addBeginnings adds the words that the line may begin with, the longer ones first.
func (c *collector) addBeginnings(s *search) {
	lex := s.engine.lex
	type beginning struct {
		text     string
		to, cost int
	}
	var list []beginning
	for _, sp := range s.engine.spansAt(s.lat, 0) {
		if sp.to == len(s.lat.text) {
			continue
		}
		first, end := lex.Words(sp.node)
		for w := first; w < end; w++ {
			class := lex.Class(w)
			follow := lex.CostClass(lexicon.Start, class)
			if follow >= lexicon.Never {
				follow = 90
			}
			list = append(list, beginning{lex.Text(w), sp.to, sp.cost + lex.Cost(w) + follow + s.bias[class]})
		}
	}
	slices.SortStableFunc(list, func(a, b beginning) int {
		return cmp.Or(cmp.Compare(b.to, a.to), cmp.Compare(a.cost, b.cost))
	})
	for _, b := range list {
		c.add(b.text, s.lat.source[b.to])
	}
}

// reading divides the line as a text does.
func (s *search) reading(h hypothesis) string {
	var ends []int
	at := len(s.lat.text)
	for h.class != lexicon.Start {
		ends = append(ends, s.syllableEnds(h, at)...)
		at = h.from
		h = s.beams[h.from].kept[h.back]
	}
	slices.Sort(ends)
	var parts []string
	from := 0
	for _, to := range ends {
		if s.lat.text[from] == 0 {
			parts = append(parts, s.lat.literal[from])
		} else {
			parts = append(parts, string(s.lat.text[from:to]))
		}
		from = to
	}
	return strings.Join(parts, "'")
}

// syllableEnds lists where the syllables of a word end that stands up to a position.
func (s *search) syllableEnds(h hypothesis, to int) []int {
	n := 1
	if h.word != lexicon.None {
		n = len(s.engine.lex.Runes(h.word))
	} else if s.lat.text[h.from] != 0 {
		n = len([]rune(h.extra))
	}
	if n == 1 {
		return []int{to}
	}
	var walk func(at, left int) []int
	walk = func(at, left int) []int {
		if left == 0 {
			if at == to {
				return []int{}
			}
			return nil
		}
		if at >= to {
			return nil
		}
		for _, e := range s.lat.edges[at] {
			if rest := walk(e.to, left-1); rest != nil {
				return append(rest, e.to)
			}
		}
		return nil
	}
	return walk(h.from, n)
}
