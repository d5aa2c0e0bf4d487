package ime

import (
	"cmp"
	"slices"

	"yizhan/kiosk/ime/lexicon"
)

// span is a run of letters that one node of the lexicon reads.
type span struct {
	to   int
	node lexicon.Node
	cost int // of reading the letters so
}

// Bounds of one walk: a line of bare initials would otherwise touch half of the lexicon.
const (
	maxSpans      = 400
	maxSteps      = 6000
	maxSpanLength = 40 // letters
)

// spansAt lists what the lexicon reads from position i on, cheapest reading first for each end.
func (e *Engine) spansAt(l *lattice, i int) []span {
	type step struct {
		node lexicon.Node
		at   int
		cost int
	}
	var spans []span
	todo := []step{{lexicon.Root, i, 0}}
	for steps := 0; len(todo) > 0 && steps < maxSteps; {
		s := todo[0]
		todo = todo[1:]
		if s.at == len(l.text) || s.at-i > maxSpanLength {
			continue
		}
		for _, ed := range l.edges[s.at] {
			from, to := e.lex.Children(s.node, ed.first, ed.end)
			for n := from; n < to; n++ {
				steps++
				next := step{n, ed.to, s.cost + ed.cost}
				if a, b := e.lex.Words(n); a < b {
					spans = append(spans, span{ed.to, n, next.cost})
				}
				todo = append(todo, next)
			}
		}
	}
	if len(spans) > maxSpans {
		best := func(s span) int {
			a, _ := e.lex.Words(s.node)
			return s.cost + e.lex.Cost(a)
		}
		slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(best(a), best(b)) })
		spans = spans[:maxSpans]
	}
	return spans
}
