package wording

import (
	"regexp"
	"slices"
	"strings"
)

// A posting names two kinds of money: the pay, and what the employer adds to it. Whatever sum is
// left over, beside a word of handing over, of taking away or of a price, is the worker's to lose.
// So nobody has to list what such money is called (fee.go names the usual ones): 工牌工本50,
// 中间人辛苦钱每人三十, 门票20才让进.

// losing are words by which money leaves the worker. Honest words that hold one of their characters
// are taken out of the clause first: see harmless.
var losing = regexp.MustCompile(`(?:办|考)(?:个|张)?[^，]{0,6}[卡证牌](?:\d|[一二两三四五六七八九]?[十百])|先花|得花|要花|花钱|塞|凑|消费|储值|(?:每人|一人|大家|人均)(?:得|要)?(?:出|凑|拿)|钱给(?:喽|了|上|我|俺)|报(?:个|上)?名|会费|手续|[交缴押扣抽掏垫付订罚刨]|收|买|购|转|汇|充|租|留|孝敬|意思|表示|打点|提(?:走|成|头|\d|[一二两三四五六七八九十])|费|定金|[^现资奖]金(?:$|[^属黄矿额银桂子花])|钱(?:拿|先|占)|自(?:费|理|掏|付|出|担|备款)|(?:兑|撂|搁|递|摆|存|填|搭)(?:下|上|给|我|俺|这|个|出)*(?:\d|[一二两三四五六七八九]?[十百千])|(?:自己|个人|工人|自个|自个儿|各人|你们?|恁)(?:出|承担|负担|认|先|另|拿)|(?:^|先|每人|各|带|得|要|我|俺|他|头儿?|中间人?)(?:得|要)?拿|得拿|先(?:微|支|扫|打|发|出|拿)|摊|分摊|才(?:让|给|派|能|安排)|工本|门票|占(?:位|坑|个)|名额|锁|学费|信息钱|辛苦钱|茶水|烟|红包|份子|进门|包过|包会|报考`)

// harmless are words that hold such a character and move no money.
var harmless = regexp.MustCompile(`卖?烟酒|(?:箱|件|提|瓶|包)(?:好|白|红)?[烟酒]|[鞋床坐椅护棉]垫|垫子|返费|收(?:工|银|割|获|麦|秋|蒜|菜|花|果|粮|玉?米|棉|茶|烟叶|红?薯|豆|割机|拾|货|件|快递|拢|尾|藕|芝麻|苹果|桃|梨|葡萄|土豆|萝卜|白菜|辣椒|姜|稻|谷|高粱|费[站员处]|发室|纳|款员|完|破烂|废|购站|垃圾|桌|碗|拣|钱包|入|到)|交(?:通|接|警|班|货|活|叉|给客|清洁|清单|代|流|朋友|工)|付(?:工资|工钱|清|薪|款快)|(?:日|周|月|现|当天|当场|一次|按时|到期|分[两二三]次|准时|干完就?|收工就?)付|押(?:车|运|送|货|韵)|扣(?:子|件|模|板|肉|碗|篷)|抽(?:水|纱|检|油烟|丝|烟机|屉|血|空|沙)|转(?:正|运|弯|盘|场|椅|角|让)|买(?:卖|家|菜|主)|购物|采购|租(?:赁|房|户)|出租|充(?:电|场|气|值员)|留(?:守|言|意)|打(?:扫|包|药|杂|桩|井|磨|印|捆|电话|荷|枣|麦|螺丝|工|混凝土|灰|地坪|孔|板|胶|底|样|单|枝|围)|(?:资|黄|现|奖|五|合|冶|钣|五险一)金|缴费(?:大?厅|处)|订(?:单|书|货)|费力|费工|定(?:做|制|期|点|位)|烟(?:叶|酒店|苗|草|囱|花|管)|垫(?:板|子|土|层|圈|地)|提(?:货|前|供|灰|浆|水|升)|才艺|摊(?:位|铺|煎|开)`)

// gaining are words by which money comes to the worker or another pays.
var gaining = regexp.MustCompile(`补(?:贴|助|\d|[一二三四五六七八九十])|[饭餐车话房油]补|奖|全勤|提成|加班|加(?:\d|[一二两三四五六七八九十])|报销|白给|倒贴|免费|全免|白送|赠|返现给|给(?:你|大家|每人|工人|师傅|介绍人)|发(?:给|你|\d|[一二两三四五六七八九十]|工资|工钱|红包|钱)|预(?:付|支)给?(?:你|大家|工资|生活费)?|先(?:付|给|发|支)(?:你|工资|工钱|大家|师傅|一半|一百|\d+块?生活)|到手|(?:干完|完工|收工|下班|完事|搬完|卸完|做完|活完|当天|当场)(?:就)?(?:给|付|结|清|拿)|底薪|保底|计件|工价|管(?:吃|饭|住)|(?:老板|公司|厂里|厂方|厂|东家|雇主|单位|我方|我们|咱|俺们?|店里|工地|合作社|主家|我)(?:来|全|都|给|统一|负责|另外|自己|们)*(?:出|付|掏|承担|包|报|垫|管|买|贴)|顾客|客人|客户|业主|买家|社保|五险|个税|公积金|营业额|门票员|票价|售价|卖(?:给|\d)`)

// whoPays makes a sum the worker's even when a word of gaining stands in the clause: 从工资里扣.
var workersOwn = regexp.MustCompile(`(?:从|在|打)[^，]{0,4}(?:工资|工钱|薪|日结|日薪|头天|当天|第一天)[^，]{0,4}(?:扣|抽|出|提|刨|减|走|划|抵|除)|(?:工资|工钱)(?:里|中)?(?:先)?(?:扣|抽|刨|提走)|自(?:付|掏|出|担)|(?:自己|个人|工人|自个|自费|你|恁)[^，]{0,3}(?:出|掏|承担|交|付|买|认|拿(?:$|，))`)

// spared clauses say that nobody takes money, or speak of other money.
var (
	noTaking = regexp.MustCompile(`(?:跟|和|与)(?:你|工人|大家)[^，]{0,2}(?:没关系|无关|不相干)|不关(?:你|工人)|不是[^，]{0,3}先?(?:交|收|扣|押)|(?:我|俺|咱)(?:自己|个人)(?:来)?(?:出|付|交|掏|垫)|(?:不|没|没有|无|无需|甭|别|免|零|拒绝?|绝不|概不|未)(?:用|需|要|让|会|再|向|跟|问|你|您|恁|工人|大家|任何|各种|一切|先|另|额外|外|多|乱|的|必|须|什么|啥|人|谁|有|自己|个人|一分钱?|一毛钱?|从|工资|里)*(?:收|交|缴|押|扣|抽|掏|垫|付|费|花|出钱|要钱|买|提成|刨|压)|谁[^，]{0,5}(?:收|要|扣)|(?:收|要|扣)[^，]{0,4}钱的?(?:都|是)|举报|骗子|小心|当心|免押|0押|(?:押金|费|抽成|提成)[^，的]{0,3}(?:没有|没|全?免|不收|不要|不用|为零|零)|一分(?:钱)?(?:也)?不`)
	ownNeeds = regexp.MustCompile(`(?:吃|饭|餐|伙食|住|房租|水电|路费|车票|差旅)[^，]{0,9}(?:扣|自理|自己|交|费)|(?:扣|交|自理)[^，]{0,4}(?:饭|伙食|餐|房租|水电)|五险|社保|个税|公积金|个人(?:那份|部分|缴)|迟到|旷工|早退|打(?:碎|烂|破)|损坏|弄坏|(?:丢|坏)了(?:赔|扣)|日租|月租金?收入`)
	demanded = regexp.MustCompile(`不[^，]{0,5}(?:不|别|甭|没|免)(?:让|叫|给|能|准|许|安排|派|排|来|用|发|上|行|要|进|想)`)
)

// moneyLeft finds a sum that is neither the pay nor the employer's, and gives its clause.
func moneyLeft(s *speech) string {
	_, text := readPhone(s.loose)
	text = harvest.Replace(ageOrYear.ReplaceAllString(text, " "))
	list := ownWages(text)
	pay, paid := best(text, list)
	paid = paid && !losingRight.MatchString(strings.TrimRight(text[:pay.at], " "))
	for _, f := range figures(text) {
		if paid && f.at < pay.end && pay.at < f.end || !f.money && !roundAmount(text, f) {
			continue
		}
		if isPay(text, f, list) {
			continue
		}
		clause := clauseAt(text, f.at)
		bare := harmless.ReplaceAllString(tight(clause), " ")
		switch {
		case !losing.MatchString(bare), ownNeeds.MatchString(bare):
		case noTaking.MatchString(bare) && !demanded.MatchString(bare):
		case gaining.MatchString(bare) && !workersOwn.MatchString(bare):
		default:
			return tight(clause)
		}
	}
	return ""
}

// harvest is no taking of money: 秋收190一天.
var harvest = strings.NewReplacer("秋收", "秋割", "麦收", "麦割", "夏收", "夏割", "抢收", "抢割")

// feeBeside stands in the clause of a fee that is told by the piece or the year: 会费一年六十.
var feeBeside = regexp.MustCompile(`报名表|表格费?|(?:师傅|学|拜师|进门|茶水?|卫生|钥匙|手续|门槛|排号|份子)钱|保证$|名额|会费|会员费|报名费|手续|学费|押金|门票|自费|自负|占位|信息费|材料费|资料|介绍费|卡费|[交缴][^，通]{0,3}费`)

// isPay says whether a figure has a unit of work of its own: 割麦一亩70, 夜班加20.
func isPay(text string, f figure, list []wage) bool {
	if feeBeside.MatchString(clauseAt(text, f.at)) {
		return false
	}
	for _, w := range list {
		if w.at == f.at && (w.score >= 7 || w.score == 6 && !losing.MatchString(harmless.ReplaceAllString(tight(clauseAt(text, f.at)), " "))) {
			return !losingRight.MatchString(strings.TrimRight(text[:f.at], " ")) && !workersOwn.MatchString(tight(clauseAt(text, f.at)))
		}
	}
	return false
}

// losingRight stands right before a sum that is taken by the day or the piece: 每天抽10块.
var losingRight = regexp.MustCompile(`(?:抽|扣|刨|交|缴|收|提|押|掏|租金|费|拿走|我拿|俺拿)(?:你|您|我|俺|走|掉|个|上|每人|一天|每天)*$`)

// roundAmount is a figure without 块 that is money by what stands before it: 押200, 报名50.
func roundAmount(text string, f figure) bool {
	if f.lo < 5 || f.lo > 20000 || f.at > 0 && text[f.at-1] >= 'a' && text[f.at-1] <= 'z' {
		return false
	}
	before := strings.TrimRight(harmless.ReplaceAllString(rightBefore(text, f.at), " "), " ")
	clause := tight(clauseAt(text, f.at))
	beside := amountBefore.MatchString(before) || feeBeside.MatchString(clause) || workersOwn.MatchString(clause)
	return beside && !leftOver.MatchString(text[f.end:]) && !notMoney.MatchString(text[f.end:])
}

var (
	amountBefore = regexp.MustCompile(`(?:先花|得花|要花|(?:办|考)(?:个|张)?[\p{Han}]{0,6}[卡证牌])$|(?:押|缴|缴纳|预扣|上交)[\p{Han}]{0,8}$|(?:保证|损耗|消费满|出|凑|给[\p{Han}]{1,3}|包过|包会|考证|培训|押|交|缴|扣|抽|掏|垫|转|付|收|费|金|款|钱|自理|自费|每人|一人|买|提|拿|给|价|先)(?:师傅|老板|师父|领导|队长|带班|工头|我们|公司|平台|前台|中间人|介绍人|你|您|我|俺|上|个|每人|一人|下|走|掉|各|是|要|共|一共|也就|就|才|用)*$`)
	notMoney     = regexp.MustCompile(`^ ?(?:斤|亩|袋|车|吨|方|米|棵|箱|筐|件|公里|里|岁|度|层|楼|号|线|路|%|年|台|平|户|家|单|次|桶|头|只|套|份|分钟|点|期|批|排|组|班|级|克|升|寸|村|队|站)`)
)

// ofItsOwn is a clause with a sum of its own, which says nothing of the next one's: 每天二十从工钱里出，装烟叶240.
var ofItsOwn = regexp.MustCompile(`[二三四五六七八九]十[^，]*(?:工资|工钱|薪)`)

// clauseAt is the part between pauses around a byte of text; a clause of a few characters is read
// with the one before it: 岗前培训，自费三百.
func clauseAt(text string, at int) string {
	from := strings.LastIndex(text[:at], "，")
	to := strings.Index(text[at:], "，")
	if to < 0 {
		to = len(text)
	} else {
		to += at
	}
	start := 0
	if from >= 0 {
		start = from + len("，")
	}
	if next := nextClause(text, to); workersOwn.MatchString(tight(next)) {
		to += len("，") + len(next) // 一套一百四，从工资里扣
	}
	if from > 0 && len([]rune(text[start:to])) <= 6 {
		before := strings.LastIndex(text[:from], "，") + 1
		if before > 0 {
			before += len("，") - 1
		}
		if !ofItsOwn.MatchString(text[before:from]) {
			start = before
		}
	}
	return text[start:to]
}

// nextClause is what stands behind the pause at a byte of text.
func nextClause(text string, pause int) string {
	if pause >= len(text) {
		return ""
	}
	next, _, _ := strings.Cut(text[pause+len("，"):], "，")
	return next
}

// ownWages are the wages of a text without the sums that its clauses take from the worker, unless
// that leaves none.
func ownWages(text string) []wage {
	all := wages(text)
	own := slices.DeleteFunc(slices.Clone(all), func(w wage) bool { return workersOwn.MatchString(tight(clauseAt(text, w.at))) })
	if len(own) == 0 {
		return all
	}
	return own
}
