package wording

import (
	"regexp"
	"strings"
)

// A rule may find no more than a name: 辛苦费, 中介. Whether it is asked for, given or spoken of then stands in no word of
// its own, so the rule's word counts along with the voice and does not stand alone (agreed.go).

var (
	feeName    = regexp.MustCompile(`^(?:` + feeWord + `)$`)
	agencyName = regexp.MustCompile(`^(?:中介|职介(?:所|中心)?|职业介绍所?|介绍所|劳务(?:公司|所|市场)|人力(?:资源)?公司)$`)
	// demand is any word of handing over, of a sum or of a condition beside a name of money.
	demand = regexp.MustCompile(`[交缴收扣付掏转垫押出要先得须必需有退返留]|才|每人|自费|自理|自己|\d|[一二两三四五六七八九十][十百千]|[十百千][一二三四五六七八九]`)
	// recruits is any word of bringing people to work beside an agency's name.
	recruits = regexp.MustCompile(`[招聘找送代帮替缺派]|给|往|需要|输出|推荐|安排|介绍|登记|进厂|许可`)
)

// onlyNamed says whether a rule's words are a name with nothing beside it that is done with it.
func onlyNamed(s *speech, code, words string) bool {
	switch {
	case code == "worker_fee" && feeName.MatchString(words):
		for i, c := range s.clauses {
			if before, after, ok := strings.Cut(c, words); ok && (demand.MatchString(before+"，"+after) || i+1 < len(s.clauses) && demandBegins.MatchString(s.clauses[i+1])) {
				return false
			}
		}
		return true
	case code == "agency_no_licence" && agencyName.MatchString(words):
		return !recruits.MatchString(strings.ReplaceAll(s.tight, words, "，"))
	}
	return false
}

// demandBegins is a clause that goes on with what a name of money is about: 押金，两百.
var demandBegins = regexp.MustCompile(`^(?:先|得|要|须|每人|一人|自|不交|没交|才|交|\d|[一二两三四五六七八九][十百千])`)
