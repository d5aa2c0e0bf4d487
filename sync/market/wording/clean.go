package wording

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean brings text to one spelling, one space at most between words, lower case, with the
// punctuation of clauses as "，". What it gives is for reading by machine only.
func clean(text string) string {
	var b strings.Builder
	space := false
	for _, r := range text {
		s := plain(r)
		if s == " " {
			space = true
			continue
		}
		if s == "" {
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(s)
	}
	out := shortFigures(b.String())
	for _, f := range allSpellings {
		if f.from.possible(out) {
			out = f.from.compiled().re.ReplaceAllString(out, f.to)
		}
	}
	return out
}

// How many digits in a row are read, and how many with nothing but blanks and marks between them. No sum, phone number,
// licence or code of a firm has more (18), no list of numbers and hours; what looks for sums tries again from each of them.
const (
	longestFigure  = 20
	longestFigures = 60
)

// shortFigures leaves out of each row of digits what goes beyond that.
func shortFigures(s string) string {
	figure, figures := 0, 0
	return strings.Map(func(r rune) rune {
		switch {
		case isDigit(r):
			figure++
			figures++
			if figure > longestFigure || figures > longestFigures {
				return -1
			}
		case unicode.IsLetter(r) || r == '，':
			figure, figures = 0, 0
		default:
			figure = 0
		}
		return r
	}, s)
}

// isDigit is true of the figures of both ways of writing numbers.
func isDigit(r rune) bool {
	return r >= '0' && r <= '9' || strings.ContainsRune("零一二两三四五六七八九十百千万", r)
}

// plain is what one character stands for: "" when it is only decoration.
func plain(r rune) string {
	switch {
	case r == '\n' || r == '\r':
		return "，"
	case unicode.IsSpace(r):
		return " "
	case r >= 'A' && r <= 'Z':
		return string(unicode.ToLower(r))
	case r < 0x80:
		return ascii(r)
	case r >= 0x2B0 && r <= 0x2FF:
		return " " // spacing modifiers: 押ˉ金
	case r >= 0xFF01 && r <= 0xFF5E && r != '，' && r != '；' && r != '！' && r != '？' && r != '：':
		return plain(r - 0xFEE0)
	case r >= '❶' && r <= '❾':
		return string('1' + r - '❶')
	case unicode.Is(fancy, r) && norm.NFKC.String(string(r)) != string(r):
		return all(norm.NFKC.String(string(r)))
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), r == 0x20E3:
		return ""
	}
	if s, ok := signs[r]; ok {
		return s
	}
	if simple, ok := simplified[r]; ok {
		return string(simple)
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("，、：％℃", r) {
		return string(r)
	}
	if strings.ContainsRune("。；！？", r) {
		return "，"
	}
	if unicode.IsPunct(r) || unicode.IsSymbol(r) {
		return " "
	}
	return ""
}

// ascii keeps what can belong to a number or an address, and turns the rest into pauses.
func ascii(r rune) string {
	switch r {
	case ',', ';', '!', '?':
		return "，"
	case '.', '/', '-', '~', ':', '+', '%', '@', '&':
		return string(r)
	}
	if r < 0x20 {
		return " "
	}
	if unicode.IsPunct(r) || unicode.IsSymbol(r) {
		return " "
	}
	return string(r)
}

// fancy are the blocks of letters, digits and characters in circles, brackets and fancy fonts:
// 𝟏𝟖𝟎, 𝐯𝐱, ㊣, ①. What they stand for is in the Unicode tables (NFKC).
var fancy = &unicode.RangeTable{
	R16: []unicode.Range16{{0x2460, 0x24FF, 1}, {0x3200, 0x32FF, 1}},
	R32: []unicode.Range32{{0x1D400, 0x1D7FF, 1}, {0x1F100, 0x1F1FF, 1}},
}

func all(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(plain(r))
	}
	return b.String()
}

// signs are pictures and marks that stand for words.
var signs = map[rune]string{
	'💰': "钱", '💴': "钱", '💵': "钱", '💸': "钱", '🧧': "红包", '¥': "¥", '￥': "¥", '圆': "元", '塊': "块",
	'🆔': "身份证", '💳': "卡", '🪪': "身份证", '🐧': "qq", '➕': "加", '🈲': "禁", '🚫': "不", '❌': "不", '🈚': "无", '🙅': "不",
	'🚺': "女", '👩': "女", '♀': "女", '🚹': "男", '👨': "男", '♂': "男", '🛰': "微信", '💬': "微信", '⓪': "0",
	'佰': "百", '仟': "千", '壹': "一", '贰': "二", '叁': "三", '肆': "四", '柒': "七", '捌': "八", '玖': "九", '〇': "零", '○': "零", '◯': "零", '—': "-", '–': "-", '－': "-", '～': "~", '〜': "~", '·': " ", '・': " ",
}

// simplified are the traditional characters that fraud and borrowed texts bring along.
var simplified = pairs(`証证 證证 錢钱 費费 報报 銀银 單单 賭赌 體体 檢检 會会 員员 貸贷 帶带 給给 個个 們们 來来 時时 當当 這这 還还 週周 結结 領领 點点
	間间 國国 買买 賣卖 號号 碼码 機机 訓训 練练 紹绍 約约 嚴严 無无 後后 從从 裡里 裏里 學学 歲岁 齡龄 歷历 優优 現现 應应 車车 門门 場场 廠厂
	動动 擔担 壓压 說说 話话 電电 訊讯 匯汇 隻只 歸归 擇择 廢废 氣气 燈灯 掃扫 貼贴 釘钉 鋪铺 窯窑 磚砖 紙纸 線线 縫缝 織织 繡绣 綁绑 續续 絕绝 經经 級级 組组 結结 純纯 細细 終终 賬账 購购 賠赔 賺赚 賽赛 贊赞 贈赠 貴贵 負负 責责 財财 貸贷 賣卖 軍军 輕轻 較较 輪轮 轉转 輸输 轟轰 農农 遲迟 適适 鄰邻 醫医 釋释 鉛铅 銅铜 鎖锁 鏟铲 陽阳 陰阴 隊队 階阶 際际 雜杂 離离 難难 雞鸡 頂顶 項项 順顺 須须 預预 頭头 額额 顧顾 類类 風风 飛飞 餐餐 養养 馬马 騎骑 騙骗 驚惊 髒脏 體体 魚鱼 鳥鸟 黃黄 齊齐 齒齿 歐欧 歡欢 殘残 滅灭 濟济 無无 煙烟 熱热 爐炉 牆墙 獎奖 產产 畫画 療疗 癥症 盤盘 確确 禮礼 稱称 穩稳 竅窍 筆笔 節节 範范 糧粮 緊紧 總总 縮缩 聲声 職职 肅肃 腦脑 臟脏 興兴 舊旧 艱艰 節节 處处 虛虚 蘭兰 補补 襪袜 視视 親亲 觀观 計计 討讨 設设 許许 訴诉 評评 試试 詢询 該该 誠诚 認认 課课 調调 談谈 論论 謝谢 識识 議议 讀读 變变 豬猪 貓猫 趕赶 踐践 輛辆 辭辞 遺遗 郵邮 鋸锯 錯错 鍋锅 鏈链 鑰钥 閉闭 閒闲 隨随 險险 雙双 雲云 靈灵 韌韧 頓顿 飾饰 飼饲 駕驾 駛驶 鬧闹 鹽盐 寶宝 實实 審审 寫写 導导 尋寻 屬属 歲岁 島岛 幫帮 幹干 廳厅 張张 彈弹 態态 慶庆 懷怀 懶懒 戰战 擴扩 據据 損损 搶抢 擺摆 攤摊 數数 斷断 於于 舊旧 暫暂 書书 條条 東东 極极 樣样 機机 權权 樂乐 橋桥 檔档 歷历 沒没 況况 淨净 準准 溝沟 災灾 煉炼 燒烧 爭争 爺爷 狀状 獨独 獲获 環环 瓊琼 異异 當当 疊叠 監监 眾众 礦矿 種种 積积 窮穷 競竞 簽签 籃篮 糾纠 約约 紅红 納纳 紡纺 給给 絡络 統统 絲丝 維维 綠绿 綱纲 網网 緩缓 練练 縣县 繞绕 聽听 聯联 腫肿 膠胶 臉脸 蓋盖 薦荐 藍蓝 蟲虫 術术 衛卫 裝装 複复 規规 覺觉 觸触 訂订 記记 託托 註注 詐诈 誤误 說说 諾诺 證证 護护 豐丰 賓宾 質质 贏赢 車车 軟软 載载 輔辅 辦办 運运 遠远 還还 郷乡 釣钓 鈔钞 銀银 銷销 錄录 鐘钟 鑒鉴 門门 閱阅 隱隐 雖虽 電电 靜静 響响 頁页 領领 頻频 願愿 飯饭 館馆 駐驻 驗验 髮发 鬆松 麗丽 點点 業业 務务 專专 區区 縣县 鄉乡 鎮镇 莊庄 與与 戶户 發发 薪薪 價价 對对 稅税 婦妇 嬰婴 養养 護护 漢汉 藥药
	裝装 貨货 倉仓 樓楼 築筑 鋼钢 鐵铁 焊焊 種种 麥麦 蔥葱 薑姜 採采 樹树 澆浇 遠远 邊边 過过 進进 達达 運运 選选 飯饭 館馆 廚厨 滿满 請请
	讓让 誰谁 別别 問问 開开 關关 驗验 償偿 辦办 據据 繳缴 墊垫 質质 傳传 銷销 遊游 戲戏 網网 絡络 線线 連连 繫系 聯联 記记 錄录 臨临 長长`)

// pairs reads "證证 錢钱" as 證→证, 錢→钱.
func pairs(s string) map[rune]rune {
	m := map[rune]rune{}
	for _, two := range strings.Fields(s) {
		r := []rune(two)
		m[r[0]] = r[1]
	}
	return m
}

// spelling is one way of writing that hides or garbles a word, and the word.
type spelling struct {
	from pattern
	to   string
}

func spell(from, to string) spelling { return spelling{compile(from), to} }

// gap is what people put between the characters of a word to hide it.
const gap = `[ ./\-~_+&、]*`

// spellings are applied in this order. They name words that nobody in honest work writes so;
// where a spelling has an honest reading too, the pattern asks for its company.
var spellings = []spelling{
	// A picture for a character that it does not stand for.
	spell(`保钱*证钱*金`, "保证金"), spell(`押钱+金`, "押金"), spell(`身钱*份钱*证`, "身份证"),
	// Characters pulled apart.
	spell(`扌`+gap+`甲`, "押"), spell(`[讠言]`+gap+`正`, "证"), spell(`[钅金]`+gap+`艮`, "银"), spell(`彳`+gap+`亍`, "行"), spell(`弗`+gap+`贝`, "费"),
	spell(`贝`+gap+`者`, "赌"), spell(`亻`+gap+`言`, "信"), spell(`亻`+gap+`呆`, "保"), spell(`口`+gap+`卜`+gap+`日`, "日"), spell(`中`+gap+`亻介`, "中介"),
	// The letter for the figure.
	spell(`([0-9])oo\b`, "${1}00"), spell(`([0-9])o\b`, "${1}0"),
	spell(`\bb`+gap+`z`+gap+`j\b`, "保证金"), spell(`\byj(\d)`, "押金$1"), spell(`\bbzj(\d)`, "保证金$1"),
	spell(`刷`+gap+`[a-z]{1,4}`+gap+`单`, "刷单"), spell(`[卜捕朴]`+gap+`[单丹]`, "补单"), spell(`\bv(我|俺|一下)`, "加微信$1"), spell(`缅`+gap+`b`, "缅北"),
	// Letters for words, and what chat programs are called.
	spell(`\by`+gap+`j\b|押`+gap+`j\b|y`+gap+`金`, "押金"), spell(`\bbzj\b`, "保证金"), spell(`\bs`+gap+`f`+gap+`z\b|\bid`+gap+`(?:卡|card|证)`, "身份证"), spell(`\byhk\b`, "银行卡"),
	spell(`\bs单`, "刷单"), spell(`zj公司|中`+gap+`j\b`, "中介"), spell(`(\p{Han})fei\b`, "${1}费"),
	spell(`\b(?:vx|wx|wei ?xin|wechat|v信|v❤|w信)|[vw]`+gap+`[信芯心]|加v\b|\bv:|\b[vw][ :]+`, "微信"), spell(`\bq{2}\b|扣扣|企鹅[号群]|球球号?|\bq群`, "qq"),
	spell(`企鹅( ?\d)`, "qq$1"), spell(`[威微薇徽维嶶]`+gap+`[信芯心❤]`, "微信"), spell(`加`+gap+`卫星`, "加微信"), spell(`加`+gap+`[薇威微维]([:： a-z0-9])`, "加微信$1"), spell(`绿泡泡|绿色软件`, "微信"),
	spell(`[唰涮](信誉|好评|流水|销量|量|粉|票|榜)`, "刷$1"), spell(`六[和河核]彩`, "六合彩"),
	// Honest words that stand for another in one company only.
	spell(`(资料|会员|信息|建档|工装|工服|入职|登记|体检|培训|报名)[非废沸肺菲]`, "${1}费"), spell(`菠菜(盘口?|网站|公司|台|app|平台|代理|推广|网|客服)`, "博彩$1"), spell(`[裸]`+gap+`[聊料]`, "裸聊"),
	// How people here say 你.
	spell(`恁`, "你"),
	// What a phone's dictation makes of 管饭 and of 几个人.
	spell(`([0-9一二两三四五六七八九十几俩仨]个?|壮|女|男|找|要)仁([ ，起去来干]|$)`, "${1}人$2"), spell(`([一二两三四五六七八九])白([一二三四五六七八九]?(?:块|元|一天|[ ，]|$))`, "${1}百$2"),
	spell(`([0-9]|[一二两三四五六七八九十])明([\p{Han}]{0,3}[工员人])`, "${1}名$2"), spell(`公(资|钱)([0-9一二两三四五六七八九])`, "工$1$2"), spell(`([管包]吃)主`, "${1}住"),
	spell(`([佰百])伍`, "${1}五"), spell(`([佰百])陆`, "${1}六"), spell(`伍([拾佰百仟千])`, "五$1"), spell(`陆([拾佰百仟千])`, "六$1"), spell(`([壹贰叁肆一二三四五六七八九柒捌玖])拾`, "${1}十"),
	spell(`[官关馆]([吃住])`, "管$1"), spell(`([\p{Han}\d ，])日(?:节|接|洁|杰|结结)([ ，]|$)`, "${1}日结$2"), spell(`([电气二])[旱汗悍](工|接)`, "${1}焊$2"), spell(`[包宝报][洁结](员|工|阿姨|大姐)`, "保洁$1"), spell(`([瓦木电油钳钢焊架])公([0-9一二两三四五六七八九十 ，]|$)`, "${1}工$2"),
	spell(`[官关馆]饭`, "管饭"), spell(`([0-9一二两三四五六七八九十几俩仨]个?)银`+`([^行子色杏]|$)`, "${1}人$2"),
}

var allSpellings = slices.Concat(spellings, soundSpellings(), homophones())

// fewestApart are the characters that stand before and behind a blank that parts two clauses; within hidden
// words they are fewer: 身 份 证.
const fewestApart = 4

// paused makes pauses of the blanks that stand for them: 工资发你卡里 不过卡先放我店里.
func paused(cleaned string) string {
	words := strings.Split(cleaned, " ")
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			if apart(words[i-1], w) {
				b.WriteString("，")
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w)
	}
	return b.String()
}

func apart(before, behind string) bool {
	last, next := before, behind
	if i := strings.LastIndex(last, "，"); i >= 0 {
		last = last[i+len("，"):]
	}
	if i := strings.Index(next, "，"); i >= 0 {
		next = next[:i]
	}
	return hanOf(last) >= fewestApart && hanOf(next) >= fewestApart
}

// hanOf counts the Chinese characters of a text.
func hanOf(s string) (n int) {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// tight is cleaned text without anything between its characters but the pauses of clauses, so
// that 刷 信 誉 and 押.金 read as the words that they are.
func tight(cleaned string) string {
	return shortFigures(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ./-~_+&、:：%@", r) {
			return -1
		}
		return r
	}, cleaned))
}

// answered is a name of money, or a question, that is denied at once, which is one clause: 报名费？没有的事儿.
var answered = regexp.MustCompile(`(^|，)((?:` + feeWord + `)|[\p{Han}]{2,5}(?:吗|么|呢))，(没有?(?:的事|这回事|这事|这一说|这规矩|那回事)|不存在|一分(?:钱)?不(?:收|要|用))`)

// clauses are the parts between pauses, none empty.
func clauses(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '，' })
}
