package wording

import (
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
	out := b.String()
	for _, f := range allSpellings {
		if f.from.possible(out) {
			out = f.from.re.ReplaceAllString(out, f.to)
		}
	}
	return out
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
	'〇': "零", '○': "零", '◯': "零", '—': "-", '–': "-", '－': "-", '～': "~", '〜': "~", '·': " ", '・': " ",
}

// simplified are the traditional characters that fraud and borrowed texts bring along.
var simplified = pairs(`證证 錢钱 費费 報报 銀银 單单 賭赌 體体 檢检 會会 員员 貸贷 帶带 給给 個个 們们 來来 時时 當当 這这 還还 週周 結结 領领 點点
	間间 國国 買买 賣卖 號号 碼码 機机 訓训 練练 紹绍 約约 嚴严 無无 後后 從从 裡里 裏里 學学 歲岁 齡龄 歷历 優优 現现 應应 車车 門门 場场 廠厂
	動动 擔担 壓压 說说 話话 電电 訊讯 業业 務务 專专 區区 縣县 鄉乡 鎮镇 莊庄 與与 戶户 發发 薪薪 價价 對对 稅税 婦妇 嬰婴 養养 護护 漢汉 藥药
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
	// Characters pulled apart.
	spell(`扌`+gap+`甲`, "押"), spell(`[讠言]`+gap+`正`, "证"), spell(`[钅金]`+gap+`艮`, "银"), spell(`弗`+gap+`贝`, "费"),
	spell(`贝`+gap+`者`, "赌"), spell(`亻`+gap+`言`, "信"), spell(`亻`+gap+`呆`, "保"), spell(`口`+gap+`卜`+gap+`日`, "日"), spell(`中`+gap+`亻介`, "中介"),
	// The letter for the figure.
	spell(`([0-9])oo\b`, "${1}00"), spell(`([0-9])o\b`, "${1}0"),
	// Letters for words, and what chat programs are called.
	spell(`\by`+gap+`j\b|押`+gap+`j\b|y`+gap+`金`, "押金"), spell(`\bbzj\b`, "保证金"), spell(`\bsfz\b|\bid`+gap+`(?:卡|card|证)`, "身份证"), spell(`\byhk\b`, "银行卡"),
	spell(`\bs单`, "刷单"), spell(`zj公司|中`+gap+`j\b`, "中介"), spell(`(\p{Han})fei\b`, "${1}费"),
	spell(`\b(?:vx|wx|weixin|wechat|v信|v❤|w信)|[vw]`+gap+`[信芯心]|加v\b|\bv:|\b[vw][ :]+`, "微信"), spell(`\bq{2}\b|扣扣|企鹅号|球球号?|\bq群`, "qq"),
	spell(`[威微薇徽维嶶]`+gap+`[信芯❤]`, "微信"), spell(`加`+gap+`卫星`, "加微信"), spell(`加`+gap+`[薇威微维]([:： a-z0-9])`, "加微信$1"), spell(`绿泡泡|绿色软件`, "微信"),
	// Honest words that stand for another in one company only.
	spell(`(资料|会员|信息|建档|工装|工服|入职|登记|体检|培训|报名)[非废沸肺菲]`, "${1}费"), spell(`菠菜(平台|代理|推广|网|客服)`, "博彩$1"), spell(`[裸]`+gap+`[聊料]`, "裸聊"),
	// What a phone's dictation makes of 管饭 and of 几个人.
	spell(`[官关馆]饭`, "管饭"), spell(`([0-9一二两三四五六七八九十几俩仨]个?)银`+`([^行子色杏]|$)`, "${1}人$2"),
}

var allSpellings = slices.Concat(spellings, soundSpellings())

// tight is cleaned text without anything between its characters but the pauses of clauses, so
// that 刷 信 誉 and 押.金 read as the words that they are.
func tight(cleaned string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ./-~_+&、:：%@", r) {
			return -1
		}
		return r
	}, cleaned)
}

// clauses are the parts between pauses, none empty.
func clauses(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '，' })
}
