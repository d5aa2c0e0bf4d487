package wording

import (
	"regexp"
	"strings"

	"yizhan/sync/market"
)

const spokenDigit = `[0-9零一二三四五六七八九幺洞拐]`

var (
	mobileRE   = regexp.MustCompile(`(?:^|[^0-9])((?:\+?86[- ]?)?1[3-9][0-9](?:[ \-]?[0-9]){8})(?:$|[^0-9])`)
	spokenRE   = regexp.MustCompile(`(?:[一幺1](?:[ ，]?` + spokenDigit + `){10})`)
	landlineRE = regexp.MustCompile(`(?:^|[^0-9])(0[1-9][0-9]{1,2}[- ]?[2-9][0-9]{6,7})(?:$|[^0-9])`)
	spoken     = strings.NewReplacer("零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9",
		"幺", "1", "洞", "0", "拐", "7", " ", "", "，", "")
)

// readPhone finds the number to call, and takes all numbers out of the line. Of several the first
// is meant, unless a word takes it back.
func readPhone(s string) (phone, rest string) {
	end := 0
	keep := func(written string, at, to int) {
		n, err := market.ParsePhone(written)
		if err != nil {
			return
		}
		if phone == "" || end <= at && corrected.MatchString(s[end:at]) {
			phone, end = n, to
		}
		rest = strings.Replace(rest, s[at:to], strings.Repeat(" ", to-at), 1)
	}
	rest = s
	for _, re := range []*regexp.Regexp{mobileRE, landlineRE} {
		for from := 0; from < len(rest); {
			m := re.FindStringSubmatchIndex(rest[from:])
			if m == nil {
				break
			}
			keep(rest[from+m[2]:from+m[3]], from+m[2], from+m[3])
			from += m[3]
		}
	}
	for _, m := range spokenRE.FindAllStringIndex(rest, -1) {
		keep(spoken.Replace(rest[m[0]:m[1]]), m[0], m[1])
	}
	return phone, strings.Join(strings.Fields(rest), " ")
}
