package wording

// How rules and voice agree. A rule says why in so many words, so it counts for as much as addsRule; what no
// rule names is found when the voice alone is sure enough; and what only a rule says, of a text that is quite
// unlike every case, is let go. The figures are those at which files of other hands, left out of the lessons
// one by one, come out best: DESIGN.md.
type agreement struct {
	addsRule float64 // what a rule's word adds to the voice's score
	from     float64 // found from this sum on
}

var (
	onBlocks   = agreement{addsRule: 2.2, from: -0.4}
	onWarnings = agreement{addsRule: 3.1, from: -0.7}
)

// settle decides over one code: the words that say it, "" when it is not found. byRule are the words that
// a rule found.
func (a agreement) settle(h heard, code, byRule string) string {
	score, part := h.most(code)
	switch {
	case byRule != "" && (score+a.addsRule >= a.from || h.around(code, byRule)+a.addsRule >= a.from):
		return byRule
	case byRule == "" && score >= a.from:
		return h.words(code, part)
	}
	return ""
}
