// Package hand tells which characters strokes drawn by a finger may be, whatever order they were
// drawn in, joined or shaking.
//
// Begin at Recognizer.Candidates: the ink is brought to one size (ink.go), compared with every
// character by where it runs in which direction (field.go), and the best are compared again point
// by point (compare.go). Templates (templates.go) are the middle lines of strokes, one character
// each, from an image that kiosk/ime/imagegen makes.
package hand

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sync"
)

// Point is a place in the box; x grows to the right, y downward, in any unit.
type Point struct{ X, Y float64 }

// Stroke is what a finger drew between touching and leaving.
type Stroke []Point

// Recognizer compares ink with templates. It does not change, so any number of goroutines may
// use it.
type Recognizer struct {
	templates []Template
	fields    []field
}

// New makes a recognizer; templates stand in the order in which equals are offered, the common
// characters first. It works on all processors for some hundred milliseconds.
func New(templates []Template) *Recognizer {
	r := &Recognizer{templates: templates, fields: make([]field, len(templates))}
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(templates); i += workers {
				r.fields[i] = fieldOf(normalise(templates[i].Strokes))
			}
		})
	}
	wait.Wait()
	return r
}

// shortlist is how many characters are compared point by point.
const shortlist = 64

// Candidates are the characters that the strokes may be, the likeliest first, at most n. Strokes
// without a usable point give none.
func (r *Recognizer) Candidates(strokes []Stroke, n int) []rune {
	k := normalise(strokes)
	if len(k.points) == 0 {
		return nil
	}
	best := r.nearest(fieldOf(k))
	for i := range best {
		c := &best[i]
		t := &r.templates[c.at]
		c.cost = unlike(normalise(t.Strokes), k, len(t.Strokes), len(strokes)) +
			rarity*float64(c.at)/float64(len(r.templates)) + fieldWeight*c.cost
	}
	slices.SortFunc(best, ranked.compare)
	out := make([]rune, 0, n)
	for _, c := range best[:min(n, len(best))] {
		out = append(out, r.templates[c.at].Char)
	}
	return out
}

// ranked is a template by its place in the list, and how far it is from the ink.
type ranked struct {
	at   int
	cost float64
}

func (a ranked) compare(b ranked) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.at, b.at))
}

// nearest is the short list by fields, the nearest first.
func (r *Recognizer) nearest(f field) []ranked {
	best := make([]ranked, 0, shortlist+1)
	for i := range r.fields {
		limit := math.MaxInt
		if len(best) == shortlist {
			limit = int(best[shortlist-1].cost)
		}
		d := f.distance(&r.fields[i], limit)
		if d >= limit {
			continue
		}
		c := ranked{i, float64(d)}
		at, _ := slices.BinarySearchFunc(best, c, ranked.compare)
		best = slices.Insert(best, at, c)
		best = best[:min(len(best), shortlist)]
	}
	return best
}

// How much the place in the list and the first comparison count in the second.
const (
	rarity      = 0.006
	fieldWeight = 1.0 / 60000
)
