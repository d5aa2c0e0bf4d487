package wording

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"yizhan/sync/market"
)

// wage is a pay that somebody named.
type wage struct {
	figure
	unit  market.PayUnit // "" when none was said
	each  bool           // 一人110: said for each person
	score int            // how sure it is that this is the pay
}

func (w wage) fen() (lo, hi market.Fen) {
	return market.Fen(math.Round(w.lo * 100)), market.Fen(math.Round(w.hi * 100))
}

// How units are said. What is counted by 一坑, 一车 is piece work.
const (
	dayWords   = `天|日|整?工(?:[^资钱地人头具作装期友厂牌服本卡衣棚友]|$)|班|晌`
	hourWords  = `小时|钟头|钟(?:[^点]|$)|时(?:[^间候薪]|$)|h\b`
	monthWords = `月(?:[^底末初]|$)`
	muWords    = `亩地?`
	jinWords   = `公?斤`
	pieceWords = `件|单|坑|棵|袋|筐|箱|桌|趟|车|吨|平米?|平方米?|方|米|双|套|张|份|桶|株|台|只|头|串|把|捆|条|盘|板|包|墩|垛|朵|根|扇|户|间|座|瓶|盒|块砖|个件|次|垄(?:地)?|页|架|匹|卷|片|窝|捧|篮|篓`
)

var (
	unitWord   = `(` + hourWords + `)|(` + dayWords + `)|(` + monthWords + `)|(` + muWords + `)|(` + jinWords + `)|(` + pieceWords + `)`
	unitAfter  = regexp.MustCompile(`^ ?(?:工资|工钱)?(?:每人|一人|一个人)? ?(?:(/|每|一|1|按) ?个?(?:整)?)?(?:` + unitWord + `)`)
	unitBefore = regexp.MustCompile(`(?:^|[^\d十百])(?:每|一|按|论|/|1) ?个?(?:` + unitWord + `)(?:(?:的?(?:工资|工钱|价|钱|活)|一个?人|每人|每个人|个人|也?给|发|开|是|按|算|能?挣|能?拿|大概|大约|约|左右|到手|保底|净|车|栽活|成活|[\p{Han}]完|：| )*)$`)
	unitNamed  = regexp.MustCompile(`(?:(时薪|小时工资|钟点费)|(日薪|日工资|日工价|天工资|日给)|(月薪|月工资|月租|底薪|月给|月入|月钱|月收入)|(亩价)|(斤价)|(件价|单价|计件))(?:是|为|每人|给|大概|约|到手|：| )*$`)
	perPerson  = regexp.MustCompile(`(?:一个?人|每个?人|人均|一位|每位|每名|人)(?:给|发|开|挣|是|工资|工钱| )*$`)
	afterEach  = regexp.MustCompile(`^ ?(?:/|每|一) ?个?(?:人|位|名)|^ ?一个(?:[^小月钟]|$)|^ ?每人|^ ?一人`)
	// Paid by what is brought or moved: 拉一个人60, 一万给80.
	rateBefore = regexp.MustCompile(`(?:拉|介绍|推荐|推广|发展|邀请|带)(?:来|到|满)?(?:每|一)个?(?:新?人|头|客户|会员|粉丝?|好友|用户)(?:给|返|奖|是)?$|(?:每|一|走|取)[一二两三四五十\d]?(?:万|千)(?:块|元)?(?:给|提|返|抽|得|挣)$`)
	oneBefore  = regexp.MustCompile(`(?:一|每) ?个$`)
	oneThing   = regexp.MustCompile(`^ ?(?:每|一|/) ?个(?:[^人小月钟]|$)`)
	jobBefore  = regexp.MustCompile(`(?:包清工|清工|包工|包干|承包|一口价|总价|总共|一共|整活|全部|包给|工程款|全包|打包价|包圆)[^，\d]{0,8}，?$`)
	jobAfter   = regexp.MustCompile(`^ ?(?:包工|包干|包清工|一口价|全包|总价|包圆|包活|干完)`)
	wageWord   = regexp.MustCompile(`(?:工资|工钱|薪资|薪水|薪|价钱|价格|价|报酬|待遇|给|开|发|付|钱|挣|底薪|出)(?:是|每人|一个人|到|个|了|你|您|大概|约|保底|：| )*$`)
	notWage    = regexp.MustCompile(`(?:押金|保证金|饭补|餐补|补贴|补助|全勤|红包|提成|抽成|先转|先交|先付|缴)(?:[^，]{0,2})$|(?:押|扣|交|罚|奖|(?:^|[^鞋床坐椅护棉])垫|加|费)(?:多|给|上|下|你|个|每|人|了|饭|钱|住|款|金){0,2}$|(?:份子|茶水|介绍|人头|占位|本|赔|饭|车|路|水电|报名|信息|资料|管理|培训|手续|登记|好处|辛苦|服务|会员|入场|中介|学|年|月)[钱费]$|(?:介绍|中间|带队|联系|负责|领|带路)人$|(?:抽|扣|刨|减|罚|租金|[^快传邮投速]递|塞|孝敬|表示|意思)(?:组长|领班|工头|老板|师傅|他|她)?$|(?:另外?|再|多|额外)(?:给|发|加|奖|补)(?:你|您|师傅)?$|(?:[^快传邮投速]递|塞|孝敬)(?:组长|领班|工头|班长|师傅|他)?$|(?:抽|扣|刨|减|罚|租金)(?:走|掉|你|个|每人|一天|每天|每单|一单|一月|每月|一件)*$|(?:自费|自理|包过|押|给(?:门卫|保安|领班|工头|带班))$|(?:超过?|不过|能过|别过|岁数|年龄|年纪|最大|最老|分之)$`)
	notWageEnd = regexp.MustCompile(`^ ?(?:多(?:个|件|单|斤|袋|箱|棵|户|家|亩|头|只)|押金|保证金|饭补|餐补|车补|补贴|补助|奖|全勤|提成|费|餐费|红包|平|公斤|厘米|千克|吨|亩|袋|棵|公里|里|岁|度|米|层|楼|斤|号|线|路|%|年|间|台|箱|件|车|头|只|方|套|户|月)`)
	eachThing  = regexp.MustCompile(`(?:一|每)[朵根张片件只条][\p{Han}]{1,2}$|(?:^|[^\d十百第万千统唯])(?:一|每)[^\P{Han}共起定样律般天日月年人位名个些直边半时下晚周回再旦切会概点套样总手宿夜]$`)
	dayOfMonth = regexp.MustCompile(`^ ?(?:号(?:发|结|给|付|清|前|左右)|日发)`)
	returned   = regexp.MustCompile(`返(?:还|现|利|佣)?(?:你|给你|给)?$`)
	feeBehind  = regexp.MustCompile(`^ ?(?:块|元)?(?:从|在|跟)(?:我|俺|咱|公司|店里?|站里?)(?:这|那)?(?:里|儿)?(?:租|买)|^ ?(?:的)?(?:茶水|辛苦|好处|介绍|跑腿|报名|手续|登记|信息|占位|名额|押|保证|诚意|定|订|工本|学|师傅|份子|人情)(?:钱|金|费)`)
	ageAfter   = regexp.MustCompile(`^ ?(?:多的|多?岁?的?(?:也|都)|周?岁|后(?:[^，]|$)|以[上下内里]|之[内下]|往[上下]|开外|出头|封顶|为限|来岁)`)
	paidAt     = regexp.MustCompile(`^ ?(?:块|元)? ?(?:日|天|周|现|半月|月|完工|当天|当场)(?:结|付|清|给)`)
	settledAt  = regexp.MustCompile(`^(?:结|清)`)
	leftOver   = regexp.MustCompile(`^ ?(?:多[件单斤袋箱棵户家亩头只]|个|名|位|口|人|来个|多个|小时|钟头|天|年)`)
)

var units = []market.PayUnit{"hour", "day", "month", "mu", "jin", "piece"}

// unitOf gives the unit of a match whose groups from the first on are unitWord's.
func unitOf(m []int, first int) market.PayUnit {
	for i, u := range units {
		if g := 2 * (first + i); g < len(m) && m[g] >= 0 {
			return u
		}
	}
	return ""
}

// beforeMost is how many bytes before a figure may say what it is. Each figure looks at them; a text of a thousand
// figures would be read a thousand times from its beginning.
const beforeMost = 180

// rightBefore is the end of what stands before a byte of a text, in whole characters.
func rightBefore(s string, at int) string {
	from := max(0, at-beforeMost)
	for from < at && !utf8.RuneStart(s[from]) {
		from++
	}
	return s[from:at]
}

// inName stands before a figure that is part of a name: xiaoma_666.
var inName = regexp.MustCompile(`[a-z]{5,}[ -]?$`)

// lessOrMore behind a unit says that what stands before it is who gets less: years, and no pay.
var lessOrMore = regexp.MustCompile(`^(?:少|多|减|加|扣|降)(?:给|发|开|拿|算|付)`)

// wages lists what may be the pay, with how sure that is.
func wages(s string) []wage {
	var out []wage
	for _, f := range figures(s) {
		w := wage{figure: f}
		before, after := rightBefore(s, f.at), s[f.end:]
		if !w.money && inName.MatchString(before) {
			continue
		}
		w.weigh(before, after)
		if w.score > 0 {
			out = append(out, w)
		}
	}
	return out
}

func (w *wage) weigh(before, after string) {
	if !w.money && w.lo < 5 && (settledAt.MatchString(after) || strings.HasPrefix(after, "发") || strings.HasPrefix(after, "付")) {
		return // 一天一结
	}
	if feeBehind.MatchString(after) {
		return
	}
	if w.lo <= 0 || w.lo < 100 && !w.money && ageAfter.MatchString(after) || strings.HasPrefix(after, "分之") || notWage.MatchString(before) {
		return
	}
	if !w.money && (dayOfMonth.MatchString(after) || w.hi == 1 && unitAfter.MatchString(after)) {
		return // 每月15号发; 一朵4分
	}
	if jobAfter.MatchString(after) && w.lo >= 50 { // 两千块包干
		w.unit, w.score = "job", 9
		return
	}
	if returned.MatchString(before) { // 垫100返112
		w.unit, w.score = "piece", 7
		return
	}
	if m := unitNamed.FindStringSubmatchIndex(before); m != nil && (w.money || !unitAfter.MatchString(after)) {
		w.unit, w.score = []market.PayUnit{"hour", "day", "month", "mu", "jin", "piece"}[group(m)-1], 9
		return
	}
	m := unitAfter.FindStringSubmatchIndex(after)
	if m != nil && lessOrMore.MatchString(after[m[1]:]) {
		return // 过了五十五一天少给20
	}
	if m != nil && strings.HasSuffix(after[:m[1]], "日") && settledAt.MatchString(after[m[1]:]) {
		m = nil // 一单6元日结: by the piece, settled by the day
	}
	switch {
	case m != nil && m[2] >= 0: // 160/天, 20块一小时
		w.unit, w.score = unitOf(m, 2), 9
	case unitBefore.MatchString(before): // 每月2600月底发: below
	case m != nil && w.money: // 45块亩
		w.unit, w.score = unitOf(m, 2), 7
	case m != nil && w.plausible(unitOf(m, 2)): // 180天, 22小时
		w.unit, w.score = unitOf(m, 2), 4
	}
	if w.score > 0 {
		w.end += m[1]
		return
	}
	if b := unitBefore.FindStringSubmatchIndex(before); b != nil && (w.yuan || w.money || !leftOver.MatchString(after)) {
		w.unit, w.score = unitOf(b, 1), 8
		return
	}
	if rate := rateBefore.MatchString(before) || (w.money && w.lo < 10 || pauseRE.MatchString(after)) && oneBefore.MatchString(before); rate || w.money && w.lo < 10 && oneThing.MatchString(after) {
		w.unit, w.score = "piece", 8 // 拉一个人60, 八分钱一个
		if !rate {
			w.end += len(oneThing.FindString(after))
		}
		return
	}
	if eachThing.MatchString(before) && (w.money || pauseRE.MatchString(after)) && w.lo < 500 { // 绣一幅35
		w.unit, w.score = "piece", 6
		return
	}
	counted := leftOver.MatchString(after) || notWageEnd.MatchString(after)
	switch {
	case counted && !w.money:
	case jobBefore.MatchString(before), jobAfter.MatchString(after):
		if w.lo >= 10 {
			w.unit, w.score = "job", 7
		}
	case perPerson.MatchString(before) && w.lo >= 10, afterEach.MatchString(after) && w.lo >= 10:
		w.each, w.score = true, 6
	case wageWord.MatchString(before) && w.lo >= 5:
		w.score = 5
	case paidAt.MatchString(after) && w.lo >= 5: // 搬运210日结
		w.score = 5
	case w.yuan:
		w.score = 4
	case w.money:
		w.score = 2
	case w.lo >= 50:
		w.score = 3
	case w.lo >= 12 && math.Mod(w.lo, 1) != 0:
		w.score = 2
	}
	if w.score > 0 && !w.money && w.hi > 30000 {
		w.score = 0
	}
}

// plausible tells 180天, a pay without a stroke, from 3天, a time.
func (w *wage) plausible(u market.PayUnit) bool {
	switch u {
	case "hour":
		return w.lo >= 14 && w.lo < 100
	case "day":
		return w.lo >= 50
	case "month":
		return w.lo >= 1000
	}
	return false
}

func group(m []int) int {
	for i := 1; 2*i < len(m); i++ {
		if m[2*i] >= 0 {
			return i
		}
	}
	return 0
}

// corrected are words that take back what was said before them.
var corrected = regexp.MustCompile(`，(?:不|不不|不是|噢|哦|错|错啦)，|不对|错了|说错|更正|改成|改为|改到|不是不是|哦不|噢不|啊不|应该是|写错|纠正|还是`)

// best is the pay of a line: the surest, and after a correction what was said last.
func best(s string, list []wage) (wage, bool) {
	var b wage
	for _, w := range list {
		newer := b.score > 0 && w.at >= b.end && corrected.MatchString(s[b.end:w.at]) && w.score >= 3
		if newer && w.unit == "" {
			w.unit, w.each = b.unit, b.each
		}
		if newer || w.score > b.score {
			b = w
		}
	}
	return b, b.score > 0
}
