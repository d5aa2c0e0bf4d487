package wording

import (
	"regexp"
	"strings"
)

// What no rule names and the voice hears may be just what a clause denies: 丝线免费发不用交押金. Such clauses are not heard.

// denying says of the codes that are blocked whether a clause denies them in so many words.
var denying = map[string]func(clause string) bool{
	"worker_fee": func(c string) bool {
		return liars.MatchString(c) && !butStill.MatchString(c) || noTaking.MatchString(c) && !demanded.MatchString(c) && !anySum.MatchString(c) && !butStill.MatchString(c)
	},
	"id_hold":           func(c string) bool { return notKept.MatchString(c) && !original.MatchString(c) },
	"agency_no_licence": func(c string) bool { return noAgency.MatchString(c) },
	"illegal":           func(c string) bool { return noFraud.MatchString(c) },
	"under16":           func(c string) bool { return noChild.MatchString(c) },
}

var (
	liars    = regexp.MustCompile(`^[^说讲骂当谁]*的(?:那个|人)?(?:都|就|全|准|肯定)?是(?:个)?骗[子人局]`)
	butStill = regexp.MustCompile(`只[收交要]|就[收交要]|但|不过|除了|另[收交]|还[得要]`)
	noAgency = regexp.MustCompile(`(?:不|没|无|非|别|拒绝|谢绝|勿|绕)[^，]{0,5}(?:中介|劳务|职介|派遣|外包)|(?:中介|职介|劳务|介绍所)[^，]{0,6}(?:别|勿|免|绕|不要|滚|莫|旁边|隔壁|对面)|(?:房产|房屋|二手房|婚姻|车)中介`)
	noFraud  = regexp.MustCompile(`(?:^|[^是])不是|绝非|拒绝|谢绝|骗|举报|打110|当心|小心`)
	noChild  = regexp.MustCompile(`(?:不(?:到|满|够|足)|没(?:到|满)|未满)(?:16|十六|18|十八)[^，]{0,6}(?:别|勿|不|免|请|谢绝)|(?:1[68]|十[六八])(?:周?岁)?(?:以上|往上|起|才)|不(?:要|收|用|招)(?:童工|小孩|学生|娃)`)
)

// surelyHeard is the score from which on no denial hides what the voice hears.
const surelyHeard = 1

// heardBeyond are the words by which the voice finds a code, "" when it finds it only in what is denied.
func heardBeyond(s *speech, h heard, code, words string) string {
	if score, _ := h.most(code); score >= surelyHeard {
		return words
	}
	rest := &speech{}
	for _, c := range s.clauses {
		if !denying[code](c) {
			rest.clauses = append(rest.clauses, c)
		}
	}
	if len(rest.clauses) == len(s.clauses) {
		return words
	}
	rest.tight = strings.Join(rest.clauses, "，")
	return onBlocks.settle(heardBy(h.voice, rest), code, "")
}
