package wording

import (
	"regexp"
	"strings"
)

// How rules and voice agree. A rule says why in so many words. What it stops stays stopped, whatever else the text says
// (stands), but where the voice knows just these words in their place as honest (麻将桌修理工), or where it hears nothing
// wrong in any of three: the whole text, the clauses around, and the clause alone, in which no other words can talk it
// away (司机会开票收款). What must be called by its name to be said at all stands in any company: plainly. For a warning a
// rule counts for as much as addsRule, and what only a rule says, of a text that is quite unlike every case, is let go.
// What no rule names is found when the voice alone is sure enough. The figures are those at which files of other hands
// come out best, each left out of what the voice was taught, and TestARuleStands holds: DESIGN.md.
type agreement struct {
	stands   bool    // a rule's word is let go only where it is known as honest, or nothing wrong is heard around it
	addsRule float64 // what a rule's word adds to the voice's score
	from     float64 // found from this sum on
}

var (
	onBlocks   = agreement{stands: true, from: -0.5}
	onNames    = agreement{addsRule: 2, from: -0.7}
	onWarnings = agreement{addsRule: 2.3, from: -0.7}
)

const (
	// knownHonest is how much must speak against a rule's words where they stand.
	knownHonest = -1.5
	// nothingWrong is the score below which nothing wrong is heard.
	nothingWrong = -1.2
)

// plainly are the names of what is forbidden, which no honest posting uses but to deny it.
var plainly = regexp.MustCompile(`童工|[运贩带]毒|毒品|代孕|卖(?:卵|肾|淫)|嫖|刷单|跑分|洗钱|赌(?:场|博|钱)|裸聊|陪(?:酒|睡|侍)|打手|讨债|电诈|偷渡|银行卡|流水|裸贷|校园贷|缅[北甸]|[替帮代](?:人|别人)?(?:收款|转账|取现)|收购.{0,6}卡|押金|保证金|(?:介绍|中介|报名|服装|工装|体检|培训|手续|会员|入职)费|(?:押|扣)(?:下|着|走|留|你的?)*(?:身份证|证件|户口本|驾照)|(?:身份证|证件|户口本|驾照)(?:先|都|得|要)*(?:押|扣|抵)|(?:歌厅|ktv|夜总会|夜场|酒吧|会所|男|女)公关`)

// Words in whose company the name of what is forbidden may be only spoken of: spokenOf in the same clause or the one
// before (反诈宣传员，教老人别替人收款), amongOthers in the same clause only (超市收押金退卡的柜台), for every shop has customers.
var (
	spokenOf    = regexp.MustCompile(`反诈|反赌|[防禁骗剧][^水]|打击|举报|宣传|讲座|海报|横幅|群演|拍戏|道具|单词|民警`)
	amongOthers = regexp.MustCompile(`派出所|收银|柜台|退还|旧址|改造|拆[除迁了]|客人|顾客`)
)

// onlySpokenOf says whether a name may be only spoken of in the place where it stands.
func onlySpokenOf(tight, name string) bool {
	before, behind, ok := strings.Cut(tight, name)
	if !ok {
		return false
	}
	near := strings.Split(before, "，")
	behind, _, _ = strings.Cut(behind, "，")
	own := near[len(near)-1] + "，" + behind
	return amongOthers.MatchString(own) || spokenOf.MatchString(strings.Join(near[max(0, len(near)-2):], "，")+"，"+behind)
}

// settle decides over one code: the words that say it, "" when it is not found. byRule are the words that
// a rule found.
func (a agreement) settle(h heard, code, byRule string) string {
	score, part := h.most(code)
	if byRule != "" && a.stands {
		switch {
		case plainly.MatchString(h.called(byRule)) && !onlySpokenOf(h.tight, byRule):
			return byRule
		case h.speaks(code, byRule) < knownHonest:
			return ""
		case code == "under16": // a child's years are figures, of which the voice knows little
			return byRule
		case max(score, h.around(code, byRule), h.alone(code, byRule)) < nothingWrong:
			return ""
		}
		return byRule
	}
	switch {
	case byRule != "" && max(score, h.around(code, byRule))+a.addsRule >= a.from:
		return byRule
	case byRule == "" && score >= a.from:
		return h.words(code, part)
	}
	return ""
}
