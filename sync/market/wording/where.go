package wording

import (
	"regexp"
	"slices"
	"strings"

	"yizhan/sync/market"
)

// place is where the work is.
type place struct {
	name string          // 汇源街道; as it was said when several places share the name
	code market.AreaCode // 12 digits, "" when several places share the name
	rest string          // what stands behind it, up to the next pause: 村西头
}

// gazetteer finds the names of areas in a line.
type gazetteer struct {
	areas *market.Areas
	names map[string][]market.Area
	long  int // bytes of the longest name
}

// newGazetteer leaves out the short names that are also a trade: 保安 is a guard, 保安镇 a township.
func newGazetteer(areas *market.Areas, trades *market.Trades) *gazetteer {
	g := &gazetteer{areas: areas, names: map[string][]market.Area{}}
	work := map[string]bool{}
	for _, t := range trades.All() {
		for _, w := range slices.Concat([]string{t.Short}, t.Aliases, t.Said) {
			work[w] = true
		}
	}
	add := func(a market.Area, names ...string) {
		slices.Sort(names)
		for _, n := range slices.Compact(names) {
			if len(n) >= len("两字") && !work[n] {
				g.names[n] = append(g.names[n], a)
				g.long = max(g.long, len(n))
			}
		}
	}
	for _, c := range areas.Counties() {
		add(c, c.Name, c.Short, stem(c.Name))
		for _, t := range areas.Townships(c.Code) {
			add(t, t.Name, t.Short, stem(t.Name))
			for _, v := range areas.Villages(t.Code) {
				add(v, v.Name, v.Short, stem(v.Short), stem(v.Short)+"村")
			}
		}
	}
	return g
}

var kinds = regexp.MustCompile(`(?:街道筹备组|街道|回族乡|库区乡|镇|乡|县|区|社区|村|居民委员会|村民委员会)$`)

// stem is what people say of a name: 瓦屋 of 瓦屋镇. A single character stays whole.
func stem(name string) string {
	s := kinds.ReplaceAllString(name, "")
	if len(s) < len("两字") {
		return name
	}
	return s
}

// found is a name of the line and the areas that have it.
type found struct {
	at, end int
	areas   []market.Area
	full    bool // said with 镇, 乡, 街道, 县
}

var (
	atWork    = regexp.MustCompile(`(?:活在|干活在|地点在?|地址在?|工地在|去|到|在|上|往|拉到|送到|地方在?|位置在?|：| )$`)
	notAtWork = regexp.MustCompile(`(?:老板是?|老家|户口|从|家是|家在|俺是|我是|籍贯|自|离)$`)
	ofPeople  = regexp.MustCompile(`^(?:的老板|老板|的东家|人[，，招要 ]|人$|本地人|籍|户口|的人|出发|走|老乡|口音|的[，]|集合|上车)`)
	ofGoods   = regexp.MustCompile(`^(?:大米|苹果|烩面|特产|牌|产)`)
)

// find lists the names of a line, longest first where they overlap.
func (g *gazetteer) find(s string) []found {
	var out []found
	for at := 0; at < len(s); at++ {
		if s[at]&0xC0 == 0x80 {
			continue
		}
		for end := min(len(s), at+g.long); end > at+len("字"); end-- {
			list, ok := g.names[s[at:end]]
			if !ok {
				continue
			}
			out = append(out, found{at, end, list, kinds.MatchString(s[at:end])})
			at = end - 1
			break
		}
	}
	return out
}

// readPlace finds where the work is and takes the name out of the line.
func (g *gazetteer) readPlace(s string) (p place, rest string) {
	list := g.find(s)
	// Names that people come from go, unless nothing else is named.
	work := slices.DeleteFunc(slices.Clone(list), func(f found) bool {
		return notAtWork.MatchString(s[:f.at]) || ofPeople.MatchString(s[f.end:]) || ofGoods.MatchString(s[f.end:]) || !f.likely(s)
	})
	rest = s
	next := len(s) // what belongs to a name ends where the next one begins: 叶县城关乡 are two
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].likely(s) {
			rest = blank(rest, list[i].at, min(list[i].end+list[i].more(s), next))
			next = list[i].at
		}
	}
	if len(work) == 0 {
		return p, rest
	}
	chain := longestChain(work)
	if i := slices.IndexFunc(work, func(f found) bool { return strings.HasSuffix(strings.TrimRight(s[:f.at], " "), "活在") }); i >= 0 {
		chain = longestChain(work[i:])
	}
	return g.settle(s, chain), rest
}

// more is how much of what stands behind a name belongs to it: 鲁山县城, 瓦屋街上.
func (f found) more(s string) int {
	after := s[f.end:]
	if f.areas[0].Level == market.LevelCounty && strings.HasPrefix(after, "城") && !townWork.MatchString(after) {
		return len(inTown.FindString(after))
	}
	return len(around.FindString(after))
}

var (
	inTown   = regexp.MustCompile(`^城(?:里|区|内|关|东|西|南|北|中心)?`)
	townWork = regexp.MustCompile(`^城(?:建|管|墙|市|乡|隍|投)`)
	around   = regexp.MustCompile(`^(?:境内|地界|街上|那边|这边|附近|周边|地段)`)
)

// likely says whether a name is meant as a place: villages of two characters are also words.
func (f found) likely(s string) bool {
	if f.full || f.areas[0].Level < market.LevelVillage || f.end-f.at > len("两字") {
		return true
	}
	before, after := s[:f.at], s[f.end:]
	if !surnamed.MatchString(s[f.at:f.end]) {
		return atWork.MatchString(before) || before == "" && (after == "" || strings.HasPrefix(after, "，") || strings.HasPrefix(after, " "))
	}
	return true
}

// surnamed are villages that sound like one: 马庄, 史庄, 李楼, 王岗.
var surnamed = regexp.MustCompile(`(?:庄|楼|岗|营|寨|沟|湾|坡|洼|堂|屯|堡|铺|集|店|桥|寺|庙|河|岭|坪|坑|窑|头|村|园|郭|郎|崔|孟|堤|坟|场|口|山)$`)

// longestChain is the first run of names that stand side by side: 鲁山县 辛集乡 史庄.
func longestChain(list []found) []found {
	best := list[:1]
	for i := range list {
		n := 1
		for i+n < len(list) && list[i+n].at <= list[i+n-1].end+1 {
			n++
		}
		if n > len(best) {
			best = list[i : i+n]
		}
	}
	return best
}

// settle gives the area that all names of the chain agree on.
func (g *gazetteer) settle(s string, chain []found) place {
	var last place
	var above []market.Area
	for _, f := range chain {
		fit := f.areas
		if len(above) > 0 {
			fit = slices.DeleteFunc(slices.Clone(f.areas), func(a market.Area) bool { return !g.within(a, above) })
			if len(fit) == 0 {
				break // 鲁山县 and then a name that is not in it
			}
		}
		said := s[f.at:f.end]
		if top, ok := g.only(fit); ok {
			last = place{name: top.Name, code: top.Code}
			if top.Level == market.LevelVillage {
				last.name = top.Short
			}
			above = []market.Area{top}
		} else {
			last = place{name: said}
			above = fit
		}
		last.rest = s[f.end:]
	}
	if cut := strings.IndexAny(last.rest, "， "); cut >= 0 {
		last.rest = last.rest[:cut]
	}
	return last
}

// only is the one area of a list that all others lie in: 瓦屋 is the township, since the village of
// that name is part of it.
func (g *gazetteer) only(list []market.Area) (market.Area, bool) {
	for _, a := range list {
		if !slices.ContainsFunc(list, func(b market.Area) bool { return a.Code != b.Code && !g.within(b, []market.Area{a}) }) {
			return a, true
		}
	}
	return market.Area{}, false
}

// within says whether a lies in one of the others.
func (g *gazetteer) within(a market.Area, others []market.Area) bool {
	for up, ok := g.areas.Get(a.Parent); ok; up, ok = g.areas.Get(up.Parent) {
		if slices.ContainsFunc(others, func(o market.Area) bool { return o.Code == up.Code }) {
			return true
		}
	}
	return false
}

// placeEnd is a spot within an area: 村西头, 汽车站对面, 3号楼.
var placeEnd = regexp.MustCompile(`^[^，\d ]{0,8}(?:村[东西南北]头|[东西南北]头|门口|路口|十字路口|对面|旁边|附近|工地|小区|广场|车站|学校|集上|街上|桥头|地头|大棚|果园|合作社|厂|园区|市场|超市|饭店|医院)`)
