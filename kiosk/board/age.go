package board

import (
	"regexp"
	"strings"
)

// speaksOfAge says whether a text may set an upper limit of age or prefer the young (warn "age"
// of data/screening_rules.json). A posting has no field for it, so its words are all there is,
// and whatever might be a limit counts as one: 不限年龄 is a promise to somebody who has been sent
// away before.
func speaksOfAge(text string) bool {
	if !strings.ContainsAny(text, "岁龄纪轻青伙") {
		return false
	}
	return ageWords.MatchString(noLimit.ReplaceAllString(text, ""))
}

var (
	ageWords = regexp.MustCompile(`岁|年龄|年纪|年轻|青年|小伙`)

	// noLimit is what speaks of age and limits nobody who may work: that all are welcome, a least
	// age, the age of who is cared for.
	noLimit = regexp.MustCompile(`不(限|论|问)(年龄|年纪|岁数)|(年龄|年纪|岁数)(不限|不论|不问)|` +
		`年?满1[68]周?岁(以上)?|1[68]周?岁(以上|起)|[0-9一二三四五六七八九十]+多?岁的?(老|孩|娃|宝宝|婴)`)
)
