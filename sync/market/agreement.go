package market

import (
	"regexp"
	"slices"
	"strings"
)

// Agreement is the text that worker and employer sign, as the county wants it: a lead and clauses, each
// a line. What stands in braces is filled in from the posting when it is printed.
type Agreement struct {
	Version int // 0 for the usual text
	Area    AreaCode
	Lead    string
	Clauses []string
}

// Bounds of an agreement's text. A sheet of A4 has room for so many clauses.
const (
	MaxClauses = 12
	MaxClause  = 160 // characters
)

// AgreementPlaces is what a clause can have filled in. A clause with {extras} is left out where nothing
// else was agreed.
var AgreementPlaces = []string{"title", "date", "hours", "where", "pay", "settlement", "extras", "insurance", "line"}

// agreementNeeds are those without which nobody knows what was agreed: the work, when, where and for how
// much (超龄劳动者基本权益保障暂行规定, draft of 2025: work, place, time, pay).
var agreementNeeds = []string{"title", "date", "where", "pay"}

var place = regexp.MustCompile(`\{[^{}]*\}`)

// Validate gives every fault as Errors: agreement_lacks where a place is missing that it must have,
// agreement_place for one that nothing fills in.
func (a *Agreement) Validate() error {
	var l Errors
	l.line("lead", a.Lead, MaxClause, true)
	if len(a.Clauses) > MaxClauses {
		l.add("too_long", "clauses")
	}
	for _, c := range a.Clauses {
		l.line("clauses", c, MaxClause, true)
	}
	all := strings.Join(append([]string{a.Lead}, a.Clauses...), "\n")
	for _, p := range place.FindAllString(all, -1) {
		if !slices.Contains(AgreementPlaces, strings.Trim(p, "{}")) {
			l.add("agreement_place", "clauses")
			break
		}
	}
	for _, p := range agreementNeeds {
		if !strings.Contains(all, "{"+p+"}") {
			l.add("agreement_lacks", "clauses")
			break
		}
	}
	l.area(a.Area)
	return l.orNil()
}
