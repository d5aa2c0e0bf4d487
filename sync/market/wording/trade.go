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

// deeds are verbs that name a trade with whatever they are done to, for what no list holds.
var deeds = []struct {
	said  *regexp.Regexp
	trade market.TradeID
}{
	{regexp.MustCompile(`[摘采掰刨拔拾捡割薅](?:[^，\d ]{1,4})`), "harvest"},
	{regexp.MustCompile(`[卸扛搬抬](?:[^，\d ]{1,4})`), "loader"},
	{regexp.MustCompile(`[栽种浇撒播](?:[^，\d ]{1,4})`), "farm"},
	{regexp.MustCompile(`[砌垒](?:[^，\d ]{1,4})`), "mason"},
	{regexp.MustCompile(`焊(?:[^，\d ]{1,3})`), "welder"},
	{regexp.MustCompile(`[喂养](?:[^，\d ]{1,3})`), "livestock"},
	{regexp.MustCompile(`送(?:[^，\d ]{1,3})`), "rider"},
	{regexp.MustCompile(`缝(?:[^，\d ]{1,3})`), "sewing"},
	{regexp.MustCompile(`洗(?:[^，\d ]{1,3})`), "cleaner"},
	{regexp.MustCompile(`炒(?:[^，\d ]{1,3})`), "cook"},
	{regexp.MustCompile(`修(?:[^，\d ]{1,3})`), "appliance"},
	{regexp.MustCompile(`收(?:[^，\d 工]{1,3})`), "harvest"},
	{regexp.MustCompile(`挖(?:[^，\d ]{1,3})`), "general"},
	{regexp.MustCompile(`包(?:[^，\d 工吃住食活]{1,2})`), "packer"},
	{regexp.MustCompile(`看(?:[^，\d ]{1,2})`), "guard"},
	{regexp.MustCompile(`卖(?:[^，\d ]{1,3})`), "sales"},
	{regexp.MustCompile(`装(?:[^，\d 修饰配订作潢]{1,4})`), "loader"},
	{regexp.MustCompile(`[选拣挑](?:[^，\d ]{1,3})`), "packer"},
	{regexp.MustCompile(`刷[^，\d ]{0,6}漆`), "decor"},
	{regexp.MustCompile(`剪(?:果|树|枝|草|花)`), "green"},
	{regexp.MustCompile(`花圃|花坛|绿篱|草坪|绿化带`), "green"},
	{regexp.MustCompile(`(?:老人|老太|老头|老娘|老爹|爹|娘|奶奶|爷爷|病人|公公|婆婆)[^，]{0,8}(?:陪|伺候|照顾|照看|看护)|(?:伺候|照顾|照看|陪)[^，]{0,4}(?:老人|老娘|老太|爹|奶奶|爷爷|的人)`), "eldercare"},
	{regexp.MustCompile(`(?:妞|娃|宝宝|孩子|小孩|小妮|孙子|孙女|月大|岁半?)[^\d]{0,8}(?:看|带|照看|照顾)`), "baby"},
	{regexp.MustCompile(`会务|引导员?|签到|礼仪|活动(?:执行|帮忙|布置)`), "event"},
}

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
			hits = append(hits, hit{d.trade, m[0], clear[m[0] : m[0]+verb], 24})
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
