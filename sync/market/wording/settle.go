package wording

import (
	"regexp"

	"yizhan/sync/market"
)

// Settlement is told by the words themselves, the rarer ones first: 半月结 holds 月结.
var settlements = []struct {
	said *regexp.Regexp
	kind market.SettlementKind
}{
	{regexp.MustCompile(`半个?月[^，]{0,3}(?:结|清|发|付|给)|(?:十五|15)天[^，]{0,3}(?:结|清|发|付)|半月(?:一)?(?:结|清|发|付|算)|每半个?月`), "half_month"},
	{regexp.MustCompile(`周结|一周[^，]{0,2}(?:结|清|发|付|算)|每周[^，]{0,3}(?:结|清|发|付)|按周|(?:七|7)天[^，]{0,2}(?:结|清|发|付)|(?:星期|礼拜)(?:[一二三四五六日天末])?[^，]{0,3}(?:结账|结算|结一|一结|清账|发钱|发工资)|周[一二三四五六日末](?:结|发)`), "weekly"},
	{regexp.MustCompile(`日结|天天[^，]{0,2}(?:结|清|发|给|现)|当(?:天|日|场|晚|面)[^，]{0,6}(?:结|清|发|给|付|拿|钱|兑)|一天一(?:结|清|发|付|算)|每天[^，]{0,4}(?:结|清|现钱|现金)|下(?:班|工)[^，]{0,3}(?:结|给|发|付|拿|清|现)|收工[^，]{0,3}(?:结|给|发|付|拿|清|现)|现结|现钱|现金结|现场结|晚上[^，]{0,3}(?:结|发钱|给钱|清账)|日清|天结|按天结`), "same_day"},
	{regexp.MustCompile(`(?:完|干罢|干了|干毕)(?:工|活|事|了|成)?[^，]{0,5}(?:结|清|给|付|拿钱|发|现)|完工结|做完[^，]{0,4}(?:结|清|给|付)|(?:活|事)(?:一)?完[^，]{0,3}(?:结|清|给|付)|活罢[^，]{0,3}(?:结|清|给)|一(?:次性|把)(?:结|付)清?|验收[^，]{0,4}(?:结|付|给)|收完[^，]{0,4}(?:结|给|付)`), "on_finish"},
	{regexp.MustCompile(`月结|按月|每(?:个)?月[^，]{0,8}(?:结|发|付|号给)|一(?:个)?月一(?:结|发|付|清|算)|月底[^，]{0,4}(?:结|发|付|给|清|算)|次月|下(?:个)?月[^，]{0,6}(?:结|发|付|给)|月清|月末[^，]{0,3}(?:结|发|付)|(?:三十|30)天[^，]{0,2}(?:结|发|付)|满月[^，]{0,3}(?:结|发|付|给)`), "monthly"},
}

var notSettled = regexp.MustCompile(`(?:不|没有|非|没)(?:是|能|可以|搞|弄)?$`)

// settlement is when the pay is handed over, "" when nothing is said.
func settlement(s string) market.SettlementKind {
	for _, k := range settlements {
		for _, m := range k.said.FindAllStringIndex(s, -1) {
			if !notSettled.MatchString(s[:m[0]]) {
				return k.kind
			}
		}
	}
	return ""
}
