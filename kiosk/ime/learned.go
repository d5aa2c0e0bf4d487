package ime

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"yizhan/kiosk/ime/lexicon"
)

// Learned are the words of a station: what its staff have written. They are kept apart from the
// image, can be forgotten one by one or all at once, and are never learned from a public screen;
// that is for the caller to see to, who knows which screen is which.
//
// A nil *Learned knows nothing. Its methods may be called from any goroutine.
type Learned struct {
	lex  *lexicon.Lexicon
	mu   sync.RWMutex
	root learnedNode
	all  map[string]*learnedWord // by text and reading
	file string                  // where they are kept; "" for nowhere
	old  bool                    // the file says otherwise
}

type learnedNode struct {
	next  map[lexicon.Syllable]*learnedNode
	words []*learnedWord
}

type learnedWord struct {
	text    string
	reading []string
	times   int
}

// maxLearned is how many words a station keeps; past it nothing new is learned until some are
// forgotten.
const maxLearned = 5000

// cost falls as a word is written again.
func (w *learnedWord) cost() int {
	return max(25, 75-int(14*math.Log(float64(w.times))))
}

// NewLearned makes an empty list for this engine.
func (e *Engine) NewLearned() *Learned {
	return &Learned{lex: e.lex, all: map[string]*learnedWord{}}
}

// Learn counts a word that was written, read by these syllables, one for each character. What is
// not read by whole syllables, or longer than a line of a form, is not learned.
func (l *Learned) Learn(text string, reading []string) {
	if n := len([]rune(text)); n < 2 || n > 20 || n != len(reading) {
		return
	}
	key := text + "\t" + strings.Join(reading, " ")
	l.mu.Lock()
	defer l.mu.Unlock()
	if w := l.all[key]; w != nil {
		w.times++
		l.old = true
		return
	}
	for _, s := range reading {
		if _, ok := l.lex.Find(s); !ok {
			return
		}
	}
	if len(l.all) < maxLearned {
		l.put(key, &learnedWord{text: text, reading: reading, times: 1})
		l.old = true
	}
}

// Forget takes a text away in all its readings.
func (l *Learned) Forget(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := l.all
	l.all, l.root, l.old = map[string]*learnedWord{}, learnedNode{}, true
	for key, w := range kept {
		if w.text != text {
			l.put(key, w)
		}
	}
}

// Words lists what is known, in alphabetical order of the readings.
func (l *Learned) Words() []string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var words []string
	for _, key := range slices.SortedFunc(maps.Keys(l.all), func(a, b string) int {
		return cmp.Or(slices.Compare(l.all[a].reading, l.all[b].reading), cmp.Compare(a, b))
	}) {
		words = append(words, l.all[key].text)
	}
	return words
}

// ForgetAll empties the list.
func (l *Learned) ForgetAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all, l.root, l.old = map[string]*learnedWord{}, learnedNode{}, true
}

// put places a word that is known to be readable.
func (l *Learned) put(key string, w *learnedWord) {
	node := &l.root
	for _, s := range w.reading {
		id, _ := l.lex.Find(s)
		if node.next == nil {
			node.next = map[lexicon.Syllable]*learnedNode{}
		}
		if node.next[id] == nil {
			node.next[id] = &learnedNode{}
		}
		node = node.next[id]
	}
	node.words = append(node.words, w)
	l.all[key] = w
}

// match tells the words that can be read from position i on.
func (l *Learned) match(lat *lattice, i int, tell func(to int, w *learnedWord, cost int)) {
	if l == nil {
		return
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	var walk func(n *learnedNode, at, cost int)
	walk = func(n *learnedNode, at, cost int) {
		for _, w := range n.words {
			tell(at, w, cost)
		}
		if at == len(lat.text) || len(n.next) == 0 {
			return
		}
		for _, e := range lat.edges[at] {
			for s := e.first; s < e.end; s++ {
				if next := n.next[s]; next != nil {
					walk(next, e.to, cost+e.cost)
				}
			}
		}
	}
	walk(&l.root, i, 0)
}
