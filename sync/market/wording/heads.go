package wording

import "regexp"

// How many people are asked for, surest first.
var (
	bothSexes = regexp.MustCompile(`(` + number + `)个?男(?:工|的|人)?[ 、和加]?(` + number + `)个?女|(` + number + `)个?女(?:工|的|人)?[ 、和加]?(` + number + `)个?男|男(?:工|的)?(` + number + `)个?(?:人|名)?[， 、]?女(?:工|的)?(` + number + `)`)
	couple    = regexp.MustCompile(`两口子|夫妻(?:工|俩|一对|档)?|一对夫妻`)
	asked     = regexp.MustCompile(`(?:招聘?|要|缺|找|来|用|需要?|请|雇|喊|叫|差|凑|上|安排|派|人数(?:是|为|：|:)?|诚招|急招|急需|招收|再加|加)(?:上|够|个|得|大概|大约|约|至少|最少|起码|：| )*$`)
	// Who is asked for, with their number behind.
	askedWorkers = regexp.MustCompile(`(?:招聘?|要|缺|找|来|请|差|收)(?:男|女)?(?:工人?|人|劳力|师傅|普工|小工|大工) ?$|(?:^|[， ])(?:男|女)工 ?$`)
	people       = regexp.MustCompile(`^ ?(?:多|来)?(?:个|名|位|号|口)?(?:男|女)?(?:人|工人|劳力|师傅|小工|大工|壮劳力|工|帮手|伙计|熟手|老手|新手|生手)(?:手)?`)
	classed      = regexp.MustCompile(`^ ?(?:多|来)?(?:个|名|位|口)`)
	notHeads     = regexp.MustCompile(`^ ?(?:多|来|余)?(?:个?(?:小时|钟|半?月|星期|礼拜|工(?:[^人]|$)|班|坑|大棚|棚|字)|天|年|亩|吨|斤|块|元|毛|点|号|日|岁|楼|层|平|米|公里|里|件|车|袋|箱|筐|趟|桌|单|间|套|台|头|只|方|棵|株|路|线|%|\.|：|:|度|厘米|公斤|位数|次|场|寸|户|畝|垧|张|条|双|桶|份|瓶|页|盘|孔|座|栋|家|口井|把|捆|根|块|扇|台班|分|期|月|星期|周|世|成|倍|休[一二1-3])`)
	eachOne      = regexp.MustCompile(`^ ?(?:个|名|位)?人?(?:给|发|开|工资|工钱)?(?:` + number + `)|^个?\$|^ ?个?人(?:给|发|开|工资|工钱)? ?\$|^ ?(?:个|名|位)?人?(?:一天|每天|一小时|一个月|一亩|一晌)`)
	oneOf        = regexp.MustCompile(`(?:要|找|招|缺|来|请|雇|需要?|差)(?:个|位|名)(?:[^，\d小月多大工]|月嫂|小[^时]|大[^概]|工人|大工|小工)`)
	ofTrade      = regexp.MustCompile(`^(?:员|工|师傅|的|人|者|熟手)? ?$`)
)

// readHeads finds the headcount; a span takes the larger. trade is where the trade's name ends
// in the line, -1 without one.
func readHeads(s string, tradeEnd int) int {
	if m := bothSexes.FindStringSubmatch(s); m != nil {
		sum := 0
		for _, part := range m[1:] {
			if v, ok := numberOf(part); ok {
				sum += int(v.hi)
			}
		}
		if sum > 0 {
			return sum
		}
	}
	best, score, bestEnd := 0, 0, 0
	for _, f := range figures(s) {
		if f.money || f.hi < 1 || f.hi > 999 || f.hi != float64(int(f.hi)) {
			continue
		}
		before, after := s[:f.at], s[f.end:]
		sc := 0
		person := people.MatchString(after)
		single := f.hi == 1 && !asked.MatchString(before) && eachOne.MatchString(after) // 一人110
		switch {
		case single, notHeads.MatchString(after) && !person:
		case person && asked.MatchString(before):
			sc = 9
		case person:
			sc = 8
		case asked.MatchString(before) && classed.MatchString(after):
			sc = 8
		case asked.MatchString(before):
			sc = 7
		case classed.MatchString(after):
			sc = 6
		case askedWorkers.MatchString(before) && pauseRE.MatchString(after) && f.hi < 100: // 要女工30
			sc = 6
		case s[f.at:f.end] == "俩" || s[f.at:f.end] == "仨":
			sc = 6
		case tradeEnd >= 0 && f.at >= tradeEnd && ofTrade.MatchString(s[tradeEnd:f.at]) && f.hi < 50:
			sc = 4
		}
		newer := score > 0 && sc > 3 && f.at >= bestEnd && corrected.MatchString(s[bestEnd:f.at])
		if sc > score || newer {
			best, score, bestEnd = int(f.hi), sc, f.end
		}
	}
	if best == 0 {
		switch {
		case couple.MatchString(s):
			return 2
		case oneOf.MatchString(s):
			return 1
		}
	}
	return best
}
