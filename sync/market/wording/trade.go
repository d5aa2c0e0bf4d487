package wording

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"yizhan/sync/market"
)

// hit is a trade that a line names.
type hit struct {
	trade market.TradeID
	at    int // byte of the line
	word  string
	score int
}

// workplace is where work is done and not what is done, or anybody who does it: 养殖场电工 is an
// electrician, and 卸水泥要4个劳力 asks for loaders.
var workplace = regexp.MustCompile(`^(?:劳力|苦力|帮工|零工|普工|杂工|壮工|力工)$|(?:厂|场|院|棚|房|库|站|田|地|间|线|店|超市|工地|会场|展会)$`)

// notWork are words that hold the name of a trade and mean something else.
var notWork = regexp.MustCompile(`收拾|包吃包住|包食宿|包工|包清工|包接送|管饭|收工|发传真|电工证|焊工证|健康证|司机证|接送|自带电车|做饭的地方|零工市场|包车|养活`)

// wantedRE stands right before the work that is asked for: 装修要个水电工.
var wantedRE = regexp.MustCompile(`(?:招聘?|要|找|缺|请|雇|急需)(?:个|名|位|几个|` + number + `个?)?$`)

// readTrade finds the first or main trade of a line.
func readTrade(s string, trades *market.Trades) (hit, bool) {
	clear := notWork.ReplaceAllStringFunc(s, func(w string) string {
		if strings.HasSuffix(w, "工证") {
			return strings.TrimSuffix(w, "证") // who has the paper is of the trade: 电工证齐全来仨
		}
		return strings.Repeat(" ", len(w))
	})
	var hits []hit
	for _, t := range trades.All() {
		for _, w := range slices.Concat([]string{t.Short}, t.Aliases, t.Said) {
			for from := 0; ; {
				i := strings.Index(clear[from:], w)
				if i < 0 {
					break
				}
				at := from + i
				from = at + len(w)
				score := 30 + 4*utf8.RuneCountInString(w)
				if workplace.MatchString(w) {
					score -= 24
				} else if wantedRE.MatchString(clear[:at]) {
					score += 12
				}
				hits = append(hits, hit{t.ID, at, w, score})
			}
		}
	}
	for _, d := range deeds {
		if m := d.said.FindStringIndex(clear); m != nil {
			_, verb := utf8.DecodeRuneInString(clear[m[0]:])
			hits = append(hits, hit{d.trade, m[0], clear[m[0] : m[0]+verb], verbScore})
		}
	}
	for _, o := range occasions {
		if m := o.said.FindStringIndex(clear); m != nil {
			hits = append(hits, hit{o.trade, m[0], clear[m[0]:m[1]], occasionScore})
		}
	}
	// A longer word outdoes those within it: 铺地砖 over 地砖.
	hits = slices.DeleteFunc(hits, func(h hit) bool {
		return slices.ContainsFunc(hits, func(o hit) bool {
			return o.at <= h.at && o.at+len(o.word) >= h.at+len(h.word) && len(o.word) > len(h.word) && o.score >= h.score-20
		})
	})
	if len(hits) == 0 {
		return hit{}, false
	}
	slices.SortStableFunc(hits, func(x, y hit) int { return x.at - y.at })
	first := hits[0]
	for _, h := range hits[1:] {
		// What comes later wins only when the first is a mere place or a guess, or starts at the same spot.
		if h.score > first.score && (first.score < 30 || h.at == first.at || h.score >= first.score+10) {
			first = h
		}
	}
	return first, true
}
