package ime

import "slices"

// Reading divides letters into syllables, one for each character of a text that they may mean, and
// writes them out whole; ok is false where the text is not read so.
func (e *Engine) Reading(text, typed string) (reading []string, ok bool) {
	in := readLetters(typed)
	runes := []rune(text)
	lat := e.newLattice(in, true)
	type place struct{ at, char int }
	dead := map[place]bool{}
	var walk func(p place) bool
	walk = func(p place) bool {
		if p.char == len(runes) {
			return p.at == len(in.text)
		}
		if p.at == len(in.text) || dead[p] {
			return false
		}
		for _, ed := range lat.edges[p.at] {
			for s := ed.first; s < ed.end; s++ {
				if !slices.Contains(e.lex.Chars(s), runes[p.char]) {
					continue
				}
				reading = append(reading, e.lex.Spelling(s))
				if walk(place{ed.to, p.char + 1}) {
					return true
				}
				reading = reading[:len(reading)-1]
			}
		}
		dead[p] = true
		return false
	}
	return reading, walk(place{})
}
