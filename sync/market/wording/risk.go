package wording

import (
	"regexp"
	"strings"

	"yizhan/sync/market"
)

// contactOnly are ways to be reached that leave no trace.
var contactOnly = says(`微信|qq|扫(?:描)?(?:下面|下方|图中|这个|图上|墙上|门口|海报|后面|底下|上面)?(?:的)?(?:二维)?码(?:进|加|入|报|联系|咨询|填|登|，|$)|二维码|(?:进|加|入)(?:q|微信)?群|群里(?:报|接龙|说|联系|问)|私聊|私信|私我|滴滴我|加我|加好友|http|www|\.(?:com|cn|net|top|xyz|vip)|网址|链接|点击|公众号|小程序|(?:抖音|快手|小红书)(?:号|私|搜|找|[^，]{0,2}(?:联系|找我|问))|telegram|飞机(?:号|群)|电报|蝙蝠|陌陌|钉钉(?:号|群)|企业微信|评论区|留言|点开(?:链接|下面|网址|看)|扫一扫|(?:识别|长按|扫描?)[^，]{0,6}(?:码|图)|\btg\b|\bq ?\d{6,}|\b(?:v|wx|vx)[a-z0-9_]{4,}`)

func findContact(s *speech) string {
	if phone, _ := readPhone(s.loose); phone != "" || sameAsPhone.MatchString(s.tight) {
		return ""
	}
	for _, text := range []string{s.loose, s.tight} {
		if words := contactOnly.in(moneyWay.ReplaceAllString(text, " ")); words != "" {
			return words
		}
	}
	return ""
}

var (
	sameAsPhone = regexp.MustCompile(`1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7}`)
	// Pay that comes by phone is no way to be reached; nor is work that has to do with one.
	moneyWay = regexp.MustCompile(`(?:微信|支付宝)[^，]{0,4}(?:发|付|转|结|给)(?:工资|工钱|钱)|(?:微信|支付宝)(?:红包)?(?:转|发|结|付|到账|支付|现结|秒|日结|打款|给|收款|收)[^，]*(?:，|$)|二维码[^，]{0,3}(?:牌|贴|安装|制作|印|膜)|(?:贴|发|推广|地推)(?:二维码|公众号|小程序|传单)|(?:上架|入库|出库|分拣|拣货|打包|贴单|称重|收银|取件)[^，]{0,2}扫码|扫码(?:上架|分拣|拣货|称重|贴单|收银|枪|器|打卡|签到|入库|出库|员|支付)`)
)

// far are places that no workplace of the county lies in.
const far = `山西|陕西|河北|山东|江苏|浙江|安徽|湖北|湖南|广东|广西|福建|江西|四川|重庆|云南|贵州|新疆|内蒙|甘肃|青海|宁夏|北京|天津|上海|东北|辽宁|吉林|黑龙江|海南|西藏|郑州|洛阳|许昌|漯河|南阳|周口|驻马店|信阳|商丘|开封|安阳|濮阳|鹤壁|新乡|焦作|三门峡|济源|苏州|昆山|无锡|常州|杭州|宁波|温州|义乌|深圳|东莞|广州|惠州|佛山|中山|珠海|厦门|武汉|襄阳|合肥|西安|太原|石家庄|济南|青岛|南京|成都`

var vagueClaims = []claim{
	says(`(?:目的地|去处|干活(?:的地方)?|工地|活)(?:就?在|是|到|：)?(?:` + far + `)|(?:接|拉|带|送|领|捎)(?:上)?(?:人|咱|大家|工人|你们?)(?:们)?(?:去|到|往|赴)(?:` + far + `)`).ifNotDenied().unless(`货|旅游|看病|上学`),
	says(`(?:定位|场地|地址|地点|位置)[^，]{0,8}(?:前|微信|私信|群里|qq|短信)[^，]{0,6}(?:发|说|讲|告|通知)`).ifNotDenied(),
	says(`(?:进|入|加)(?:了)?[^，]{0,3}(?:群|微信|好友)[^，]{0,3}(?:看|发|说|问|知|告|讲|通知)[^，]{0,3}(?:地址|地点|位置|地方|定位|去哪|在哪)`).ifNotDenied(),
	says(`(?:哪(?:个|儿|里)?|往哪|啥)(?:场地|厂|工地|地方|庙会|村|开|走)?[^，]{0,3}(?:得|要|就)?(?:看|听|等)[^，]{0,10}(?:通知|发|说|定|缺人|安排|领工的|司机|的(?:$|，))`).ifNotDenied().unless(`哪(?:天|日)|价|钱`),
	says(`(?:拉去哪|拉到哪)(?:儿|里)?[^，]{0,2}(?:看|随|听|由)|(?:去哪|上哪)(?:儿|里)?(?:看|听|由)|(?:地方|地点|位置)[^，]{0,4}，[^，]{0,2}(?:来了|到了)[^，]{0,2}(?:领|带)`).ifNotDenied(),
	says(`(?:去哪|在哪|上哪|到哪|哪儿|哪里|啥地方|什么地方)(?:儿|里)?(?:干活|干|上班|上工)?[^，]{0,3}(?:听|明早|明天|到时|回头|晚上|见面|集合|再)[^，]{0,4}(?:说|讲|的|安排|通知|定|，|$)|(?:地点|地方|地址|位置)(?:先|暂时|暂)?(?:不说|保密|不透露|不公布)`).ifNotDenied(),
	says(`(?:去哪|在哪|上哪|到哪|哪儿|哪里|啥地方|什么地方|地点|地方|地址)[^，]{0,4}(?:等|听|候)[^，]{0,3}(?:电话|通知|信|消息|招呼)`).ifNotDenied(),
	says(`(?:到|去)(?:了)?[^，]{0,4}(?:再|才)(?:给你)?(?:打电话|电话)?(?:说|讲|告诉|通知|联系)[^，]{0,3}(?:在哪|去哪|哪|地|位置|，|$)|(?:地点|地方|地址|位置)(?:在)?(?:微信|电话|短信|群里|私信|私聊|qq)(?:里|上)?(?:发|说|告|讲|聊|通知)`).ifNotDenied(),
	says(`(?:地点|地方|地址|位置|去哪|去哪儿|去哪里|在哪|在哪儿|在哪里|干活的地|工地在哪|哪干|上哪|到哪|哪个工地|哪个厂|活在哪|厂名|厂址|具体)[^，]{0,7}(?:到(?:了|时|场|时候|集合)|上车|见面|路上|车上|群里|再说|再讲|再定|再告|再通知|另行|另告|待定|面谈|电话(?:里)?(?:说|告|讲|聊|通知)|(?:才|再|另外?|单独|今晚|明早|明儿|回头|到点)[^，]{0,4}(?:讲|说|告|通知|定|发|知会)|联系后|加(?:微信|群|了)|报名后|报了名|私(?:聊|发|信)|保密|不定|不固定|没定|还没定|未定|临时(?:通知|定)|随机|听安排|等通知|晚上(?:通知|告|说)|听通知|来了(?:就|再|才)|不方便|暂不|先不|别问|不用问|没说|当天(?:通知|告|说)|不便|走着|发定位|发给你|带你)`).ifNotDenied().
		unless(`(?:地点|地址|位置)(?:就)?(?:在|是)`),
	says(`(?:到(?:了)?(?:地方|场|现场|集合点|那儿|那里|时候)|上(?:了)?车|车上|路上|见(?:了)?面|集合(?:后|了|时|完)?|进群|入群|加(?:了)?(?:微信|群)|报(?:了)?名后?|来了)(?:以后|之后|后|就|了|，)*(?:再|才|就|会)?(?:说|讲|定|告诉?|通知|知道|给|发|公布|揭晓|安排|透露|宣布)(?:了|你|您|大家)?(?:去|干|在|到|具体|地|位|是|，|$|哪)`).unless(`价|多少钱|工[资钱]|再说(?:工资|工钱|价)|(?:定|给|发)(?:工资|工钱|钱|工具|工装|手套)`),
	says(`(?:跟车走|跟着车|车拉到哪|拉到哪|车开到哪|坐上车|上车就)[^，]{0,6}(?:知道|算|走|干|是|哪)|拉去(?:外地|外县|外省|外头|很远)|(?:统一|集合|集中|大巴|班车|面包车|坐车|乘车|包车|专车|上车|接你|接到|接送|拉|车)[^，]{0,12}，?[^，]{0,8}(?:去|到|往|赴|拉到|送到|拉去|开到|发往|前往|奔|出)(?:外地|外省|外县|外市|省外|县外|市外|出县|出省|出市|邻县|邻省|邻市|别的县|别县|隔壁县|别处|异地|外乡|` + far + `)`).
		unless(`(?:不|别)(?:出|去)(?:县|外)|(?:跟|押)车(?:员|的活|送)|拉货|送货|运货|(?:货|菜|瓜|果|蒜|卡车|货车)(?:发|拉|送|运)(?:往|到|去)`),
	says(`(?:活|干活)?(?:在哪|去哪|上哪|远不远)[^，]{0,3}(?:先)?(?:别|不用|甭)(?:问|管|打听)|(?:去向|去处|地方|地点|地址|位置|工地)[^，]{0,4}(?:待定|未定|没定|不定|保密|再说|再定|待通知|(?:齐|到)了?[^，]{0,2}再?(?:公布|说|定|通知)|(?:先)?别(?:问|管|打听)|另行通知|随机|临时定|现定)|(?:等|听|候)[^，]{0,3}(?:通知|安排)[^，]{0,2}(?:地点|地址|位置|地方|去哪|在哪)`).ifNotDenied(),
	says(`(?:出县|出省|外县干|外省干|外地干|去外地|去外县|去外省|到外地|到外县|到外省|跨省|跨县)`).ifNotDenied().unless(`拉货|送货|跑长途|货运|押车|跟车|车辆|货|司机`),
}

func findVague(s *speech) string { return first(s.windows(), vagueClaims...) }

// paidOn is a clause that ends in handing over the pay, with anything before it that may be a moment.
const paidOn = `(?:打烊|收市|关门|收摊|歇业)(?:以?后|就|了)?(?:转|给|结|发|付|清)|(?:就|立马|马上|当即|即|直接|立刻|随手|一把)(?:结|清|付|给|发|算|拿|领)(?:清|钱|账|现|工钱|工资|款|$|，)|地头钱|(?:地头|田头|地边|场上|工地上?|门口|席上|柜上|车边|现场|原地)(?:上|里)?(?:就)?(?:结|清|付|给|拿|领|发)(?:清|钱|账|现|工钱|工资|款|$|，)|(?:散|罢|了|好|毕|走|完|收|回|到|齐|倒|够|满|下|黑|晚|晌|早上|早晨|清早|夜里|晚上|晌午|中午|傍晚|下午|后晌|五更)(?:时|后|来)?(?:结|清|付|发|给|算|领|兑)(?:清|钱|账|现|工钱|工资|款)?(?:$|，)`

var (
	lateClaims = []claim{
		says(`(?:卖|售|销)(?:了|完|掉|出)[^，]{0,4}(?:算|给|结|发|付|清)|(?:货款|工程款|尾款|甲方|回款|进度款|卖(?:了|完|掉)|卖出|上头|上面|大老板|开发商|发包方|拨款|资金|款项?|钱)(?:[^，]{0,6})(?:到(?:位|了|账|手)?|下来|拨|给了|结了|回来|付了|批)(?:后|了|就|再|才|时|以后|之后|，)*[^，]{0,4}(?:发|给|结|付|清|开|算)`).unless(`不等`),
		says(`(?:年底|年终|年根儿?|年关|年下|过年|年前|春节前|腊月|麦罢|秋后|收秋后|季度|按季|每季|半年|一年|年结|季结|俩月|两(?:个)?月|2个月|三(?:个)?月|3个月|压(?:一|1|两|2|三|3|半)?(?:个)?月|月后|四十五天|45天|六十天|(?:^|[^\d])60天|下(?:个)?月|次月|隔月|压(?:着)?(?:工资|工钱|钱)|二十天|(?:^|[^\d])2[05]天|二十五天)[^，]{0,8}(?:结|发|给|付|清|开|算|兑|一次)`).unless(`年底(?:奖|分红)|每月|月(?:给|付)(?:\d|[一二两三四五六七八九十])|发还|归还|退还|身份证|证件`),
		says(`(?:压|押)(?:一|1|两|2|三|3|半|二十|20|三十|30|四十|40|\d+)(?:个)?(?:多)?(?:月|天)?(?:的)?(?:工资|工钱|钱|月|发)|(?:有钱|手头宽|手头松|松快|宽裕|方便|忙完|啥时候?有钱|等有|老板回来|以后|回头|过段时间|过一阵|过些天|到时候|慢慢)(?:了|的时候|再|后|就|，)*(?:再|就|才)?(?:给|结|发|付|算|清|说)(?:钱|工资|工钱|账|你|，|$)`).unless(`多少钱|价|给(?:你|大家|你们)看`),
		says(`(?:[二三四五六七八九]十[一二三四五六七八九]?|十[六七八九]|(?:^|[^\d])(?:[2-9]\d|1[6-9]))天[^，]{0,4}(?:发|结|给|付|清|算)|过(?:完|了|罢)?(?:年|节|麦|秋)[^，]{0,4}(?:发|结|给|付|清|算)`),
		says(`(?:[俩仨两三几二四]|\d)个?(?:多)?月(?:以后|之后|后|再|才|头)*(?:给|结|发|付|清|算)(?:[^\d一二两三四五六七八九十]|$)`),
		says(`(?:回款|货款|工程款|账款)(?:了|后|才|下来|到了)[^，]{0,3}(?:发|给|结|付|清)`),
		says(`(?:房主|业主|甲方|老板|上面|东家)[^，]{0,3}给(?:了)?(?:我|俺|咱)[^，]{0,5}(?:再|才|就)[^，]{0,3}(?:给|发|结|付)|(?:剩下|余下|其余|大头)的?[^，]{0,3}(?:到|等)?(?:春节|过年|年底|腊月|秋后|麦后)|每(?:个)?月[^，]{0,8}(?:分之|生活费)`),
		says(`等[^，]{0,5}验收[^，]{0,4}(?:给|结|发|付|清)`),
		says(`工资(?:月|按月)(?:发|结)|年薪|包年`),
	}
	vaguePay = regexp.MustCompile(`看[^，]{0,5}(?:心意|意思|赏)|随(?:意|心|缘)给|凭良心|面议|面谈|详谈|高薪|好商量|从优|包赚|不低|优厚|可谈|丰厚|电议|看着给|少不了|亏不了|不会少|你说|另议|再说`)
)

// screenPay finds what is wrong with how the pay is said. What is not said at all has no words.
func screenPay(s *speech, minHourly market.Fen) []Finding {
	if s.tight == "" {
		return nil
	}
	var out []Finding
	_, rest := readPhone(s.loose)
	rest = ageOrYear.ReplaceAllString(rest, " ")
	times := readTimes(rest, screenDay)
	pay, paid := best(times.rest, ownWages(times.rest))
	if paid && pay.unit == "" && pay.score < 3 {
		paid = false
	}
	if !paid {
		out = append(out, Finding{"pay_vague", vaguePay.FindString(s.tight)})
	}
	if words, ok := late(s, pay, paid); ok {
		out = append(out, Finding{"settle_late", words})
	}
	if paid && minHourly > 0 {
		hourly := pay.hi * 100
		if pay.unit == "" && pay.hi >= 50 && settlement(s.loose) == "same_day" {
			pay.unit = "day" // 搬运210日结
		}
		if pay.unit == "" && pay.hi >= 50 && times.hours > 0 && (eachDay.MatchString(s.tight) || ofHours.MatchString(s.tight)) {
			pay.unit = "day" // 一天干10小时给125
		}
		if pay.unit == "day" {
			hours := times.hours
			if hours == 0 && times.from >= 0 && times.to >= 0 {
				hours = float64((times.to-times.from+24*60)%(24*60)) / 60
			}
			if hours == 0 {
				hours = 8
			}
			hourly /= hours
		}
		spent := spending.MatchString(tight(clauseAt(times.rest, pay.at))) || costsName.MatchString(strings.TrimRight(times.rest[:pay.at], " "))
		if (pay.unit == "day" || pay.unit == "hour") && market.Fen(hourly+0.5) < minHourly && !spent {
			out = append(out, Finding{"pay_low", times.rest[pay.at:pay.end]})
		}
	}
	return out
}

// late says what makes the pay come a month later or leaves open when it comes. A monthly salary
// that is paid monthly is as it should be.
func late(s *speech, pay wage, paid bool) (words string, ok bool) {
	words = first(s.payClauses(), lateClaims...)
	monthly := paid && (pay.unit == "month" || pay.unit == "" && guess(pay, "") == "month")
	kind, said := settled(s.loose)
	switch {
	case words != "" && !(monthly && (!postponed.MatchString(words) || payDay.MatchString(s.tight))):
		return words, true
	case kind == "monthly" && (paid || byTheDay.MatchString(s.tight)) && !monthly:
		return said, true
	}
	return "", kind == "" && !monthly && !settledOtherwise.MatchString(s.tight)
}

// payClauses are those that may say when the pay comes: not those of a place, and not what comes back
// right after a paper that is kept: 身份证押着，干满仨月给.
func (s *speech) payClauses() []string {
	var out []string
	for i, c := range s.clauses {
		back := i > 0 && anyPaper.MatchString(s.clauses[i-1]) && !anySum.MatchString(c) && !payWord.MatchString(c)
		paper := anyPaper.MatchString(c) && !payWord.MatchString(c) // 身份证押一个月
		if !back && !paper && !placeTold.MatchString(c) {
			out = append(out, c)
		}
	}
	return out
}

var (
	payWord = regexp.MustCompile(`[钱薪账款]|工资|结`)
	// Whatever happens before it, a clause that ends in handing over the pay says when that is: 席散发钱, 下山就结.
	placeTold        = regexp.MustCompile(`(?:地点|地址|位置|定位|地方|场地|场子)`)
	payDay           = regexp.MustCompile(`(?:次|下个?)月\d{1,2}[号日]`) // of a monthly salary
	postponed        = regexp.MustCompile(`年底|年根|年关|年下|年终|年前|过年|季|半年|两(?:个)?月|2个月|三(?:个)?月|3个月|压|押|款|有钱|次月|下(?:个)?月|隔月|俩月`)
	ofHours          = regexp.MustCompile(`\d(?:个)?(?:小时|钟头|钟)(?:一共|共|总共|给|工钱|工资|挣|是)?\d{2,3}(?:[^\d]|$)`) // 12小时120
	eachDay          = regexp.MustCompile(`(?:一|每)[天日]`)
	byTheDay         = regexp.MustCompile(`按天|按日|按小时|按钟点|零工|日工|点工|一天一`)
	settledOtherwise = regexp.MustCompile(`账清|清账|结账|算账|(?:分|两|三)(?:两|三|几)?次(?:付|给|结)|(?:边干边|随)(?:结|给|付)|给现(?:钱|金)|现(?:金|钱)|(?:[一二两三四五六七八九十\d]{1,3}天|十天|旬|十来天)(?:一|给|就)?(?:结|清|发|付|算)|(?:^|[^十百\d一二三四五六七八九])(?:[一二两三四五六七八九]|十[一二三四五]?|1[0-5]|[1-9])天(?:一|就)?(?:给|付|发|结|开|转|提|领|拿)(?:[一1][回次]|$|，)|周薪|逢[一二三四五六七八九十周]{1,4}(?:发|结|给|清|打|开)|(?:天天|班班|次次|晚晚|回回|趟趟|单单)(?:清|结|(?:给|开|转|数)(?:钱|$|，))|(?:完|齐|收工|第[一二三四五六七]天[^，]{0,6})一(?:起|并|道|块儿?)(?:给|结|发|付)|[俾畀]钱|随[磅秤单车](?:给|结|付|算)|(?:^|，)[^，不没月年季款卖]{1,5}(?:散|收|撤|谢|卸|摇|洗|取|验|搬|洗好|出)[\p{Han}]{0,2}(?:就|后|时|一)?(?:给|开|转)(?:一[\p{Han}]|微信|$|，)|(?:^|，)(?:散|收|撤|谢|卸|下|摇|过|取|交|搬)[\p{Han}]{0,2}(?:就|后|时)?(?:给|开|转)(?:钱|微信|$|，)|洗好一[\p{Han}]转一|现结|现钱|现金|当面|先付|预付|随时结|随结|随干随|干一天(?:给|结|算)一天|做一天结一天|日清|一手(?:钱|交)|(?:下|收|交)(?:班|工|活)(?:就)?(?:给|付|拿|领|发)|按次(?:结|付)|次结|单结|按单结|一单一结|满[^，]{0,5}(?:提现|结)|交货(?:就|付|结|给)|秒结|立结|当(?:时|场)|` + paidOn + `|(?:^|，)[^，月年季不没款]{1,6}(?:结|拿钱|点钱|给钱|付钱|领钱|数钱)(?:清)?(?:$|，)|(?:场|岸|船|车|棚|山|摊|席|班|站|仓|库|园)(?:时|后|就)?(?:给|付|发)(?:$|，)`)
	// spending are the words of a clause whose sum somebody spends: 保险一天五块从工钱里出.
	spending  = regexp.MustCompile(`[交扣掏押](?:[^通接警班车运货]|$)|红包|标价|里划|划走|租(?:给|个|一|工具|我)|自己(?:出|付|买)|[你恁](?:出|付|买)|(?:险|费)[^，]*(?:出|买|付)|(?:过了|超过|最大的?|再大)[\p{Han}\d]{1,4}$`)
	costsName = regexp.MustCompile(`[费险]$`)
	ageOrYear = regexp.MustCompile(`\d{2} ?(?:-|~|到|至) ?\d{2} ?周?岁|\d{1,2} ?周?岁|20\d\d年|\d{6,}`)
	screenDay = market.Minute("2026-01-05T08:00").Time()
)
