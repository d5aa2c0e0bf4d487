package wording

// How rules and voice agree. A rule says why in so many words. What it stops stays stopped, whatever else the text says:
// nobody talks it away (stands), but where the voice knows just these words in their place and knows them as honest
// (麻将桌修理工). For a warning a rule counts for as much as addsRule, and what only a rule says, of a text that is quite unlike every case, is
// let go. What no rule names is found when the voice alone is sure enough. The figures are those at which files of other hands
// come out best, and TestARuleStands holds: DESIGN.md.
type agreement struct {
	stands   bool    // a rule's word is let go only where it is known as honest
	addsRule float64 // what a rule's word adds to the voice's score
	from     float64 // found from this sum on
}

var (
	onBlocks   = agreement{stands: true, from: -0.4}
	onWarnings = agreement{addsRule: 3.1, from: -0.7}
)

// knownHonest is how much must speak against a rule's words where they stand.
const knownHonest = -1.5

// settle decides over one code: the words that say it, "" when it is not found. byRule are the words that
// a rule found.
func (a agreement) settle(h heard, code, byRule string) string {
	if byRule != "" && a.stands {
		if h.speaks(code, byRule) < knownHonest {
			return ""
		}
		return byRule
	}
	score, part := h.most(code)
	switch {
	case byRule != "" && (score+a.addsRule >= a.from || h.around(code, byRule)+a.addsRule >= a.from):
		return byRule
	case byRule == "" && score >= a.from:
		return h.words(code, part)
	}
	return ""
}
