package flow

import (
	"context"
	"slices"
	"strings"

	"yizhan/kiosk/ime"
)

// composing is what the letters or strokes of an Entry may mean. One question at a time is worked
// out beside the screen; an answer to letters that have changed since is dropped and the newest
// question asked.
type composing struct {
	asked   int // counts questions
	running bool
	gone    bool // the page has been forgotten

	shown   []string // candidates of the last answer
	taken   []int    // how many letters each stands for; nil for strokes
	reading string   // the letters of the last answer, divided
	letters string   // that were asked
}

func (c *composing) forget() { *c = composing{asked: c.asked + 1, gone: true} }

// Waiting says that the answer to what is being written has not come yet.
func (e *Entry) Waiting() bool { return e.compose.running }

// ask works out the candidates anew.
func (e *Entry) ask() {
	c := &e.compose
	if c.gone {
		return
	}
	c.asked++
	if !e.writing() {
		c.shown, c.taken, c.reading, c.letters = nil, nil, "", ""
		return
	}
	if !c.running {
		c.running = true
		e.answer()
	}
}

// answer asks the newest question and takes the answer if it is still the newest.
func (e *Entry) answer() {
	asked, letters, strokes := e.compose.asked, e.Letters, slices.Clone(e.Strokes)
	var shown []string
	var taken []int
	var reading string
	e.app.Slow(func(context.Context) error {
		if letters == "" {
			for _, r := range ime.OpenHand().Candidates(strokes, HandShown) {
				shown = append(shown, string(r))
			}
			return nil
		}
		result := ime.Open().Decode(letters, e.options())
		reading = result.Reading
		for _, candidate := range result.Candidates {
			shown, taken = append(shown, candidate.Text), append(taken, candidate.Taken)
		}
		return nil
	}, func(error) {
		c := &e.compose
		switch {
		case c.gone:
		case c.asked != asked && e.writing():
			e.answer()
		case c.asked != asked:
			c.running = false
		default:
			*c = composing{asked: asked, shown: shown, taken: taken, reading: reading, letters: letters}
		}
	})
}

// options are what the decoder should know: staff pages know the station's own words. Everybody is
// forgiven what the ear of the county joins together.
func (e *Entry) options() ime.Options {
	o := ime.Options{Hint: e.hint, Fuzzy: true}
	if e.kind == Staff {
		o.Own = e.app.Own
	}
	return o
}

// syllables divides letters as the answer did; what came after it stands at the end.
func (c *composing) syllables(letters string) []string {
	rest, fresh := strings.CutPrefix(letters, c.letters)
	if !fresh || c.letters == "" {
		return []string{letters}
	}
	parts := strings.Split(c.reading, "'")
	if rest != "" {
		parts = append(parts, rest)
	}
	return parts
}
