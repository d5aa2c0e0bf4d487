package ime

import "yizhan/kiosk/ime/lexicon"

// edge reads letters from one position to another as a syllable out of first ≤ s < end.
type edge struct {
	to         int
	first, end lexicon.Syllable
	cost       int
}

// Costs of reading letters otherwise than as whole syllables, in tenths of a nat.
const (
	costUnfinished = 14 // the last syllable is being written
	costLonger     = 60 // the last syllable is whole, but perhaps it goes on: zhan, zhang
	costInitial    = 28 // a letter alone in the middle of a line
	costLetter     = 150
)

// longestSyllable is the length of "zhuang".
const longestSyllable = 6

// lattice holds for every position the syllables that may begin there.
type lattice struct {
	letters
	edges [][]edge
}

// newLattice reads the letters in all ways. Letters alone stand for syllables only where the line
// cannot be read without.
func (e *Engine) newLattice(in letters, fuzzy bool) *lattice {
	l := &lattice{letters: in, edges: make([][]edge, len(in.text))}
	for i := range in.text {
		l.edges[i] = e.syllablesAt(in, i, fuzzy)
	}
	if !l.readable() {
		for i := range in.text {
			l.edges[i] = append(l.edges[i], e.initialsAt(in, i)...)
		}
	}
	return l
}

// syllablesAt lists the whole syllables at i, and at the end of a part the begun ones.
func (e *Engine) syllablesAt(in letters, i int, fuzzy bool) []edge {
	var edges []edge
	for j := i + 1; j <= len(in.text) && j-i <= longestSyllable && in.text[j-1] != 0; j++ {
		if j-1 > i && in.cut[j-1] {
			break
		}
		typed := spelled(in.text[i:j])
		id, whole := e.lex.Find(typed)
		if whole {
			edges = append(edges, edge{j, id, id + 1, 0})
		}
		if fuzzy {
			for _, v := range e.fuzzy[typed] {
				edges = append(edges, edge{j, v.syllable, v.syllable + 1, v.cost})
			}
		}
		if last := j == len(in.text) || in.cut[j]; last {
			cost := costUnfinished
			if whole {
				cost = costLonger
			}
			first, end := e.lex.Span(typed)
			if whole {
				first++
			}
			if first < end {
				edges = append(edges, edge{j, first, end, cost})
			}
		}
	}
	return edges
}

// spelled writes letters as the syllables are written: keyboards differ on lüe and nüe.
func spelled(letters []byte) string {
	switch s := string(letters); s {
	case "lve":
		return "lue"
	case "nve":
		return "nue"
	case "lyu":
		return "lv"
	case "nyu":
		return "nv"
	default:
		return s
	}
}

// initialsAt lists the syllables that begin with the letter at i, or with zh, ch, sh.
func (e *Engine) initialsAt(in letters, i int) []edge {
	if in.text[i] == 0 {
		return nil
	}
	var edges []edge
	for _, n := range []int{1, 2} {
		if i+n > len(in.text) || n == 2 && (in.text[i+1] != 'h' || in.cut[i+1]) {
			break
		}
		if first, end := e.lex.Span(string(in.text[i : i+n])); first < end {
			edges = append(edges, edge{i + n, first, end, costInitial})
		}
	}
	return edges
}

// readable says whether syllables and literals lead from the beginning to the end.
func (l *lattice) readable() bool {
	reached := make([]bool, len(l.text)+1)
	reached[0] = true
	for i := range l.text {
		if !reached[i] {
			continue
		}
		if l.text[i] == 0 {
			reached[i+1] = true
		}
		for _, e := range l.edges[i] {
			reached[e.to] = true
		}
	}
	return reached[len(l.text)]
}
