package wording

import (
	"regexp"
	"strings"
)

// A paper of the worker's in a clause with a word of keeping is a kept paper, whatever stands
// between and in whatever order (screening_rules.json: id_hold).

var (
	anyPaper = regexp.MustCompile(`身份证?件|身份证|证件|户口本|户口簿|户口页|银行卡|工资卡|社保卡|医保卡|存折|存单|驾驶证|驾驶本|驾照|行驶证|毕业证|学历证|资格证|结婚证|居住证|护照|学生证|退伍证|残疾证|健康证|上岗证|电工证|焊工证|叉车证|特种[\p{Han}]{0,4}证|[abc]\d?(?:本|照)|操作证|[电焊叉]工?本|(?:叉车|电工|焊工|驾驶|操作|行驶|学位)本|从业证|房产证|房本|原件|(?:你|您|恁|大家|工人|工友|人|本人)的?(?:证|卡|本本)|(?:^|把|将|拿|的|你|连)证(?:就|都|得|要|先|一律|统一|押|压|留|放|搁|交|扣)|(?:押|压|扣|收|留|交|拿)(?:着|下|个|一个|你|你的|上)?证(?:$|，|上|不|才|换|，|干|当|做|领|再)`)
	keeping  = regexp.MustCompile(`(?:放|搁|存|留|压|交)[^，]{0,8}(?:手里|手上|那里|这里|那儿|这儿|处)|交#，?(?:管|存|放|留|压)[^，]{0,3}(?:天|月|周|礼拜)|收#(?:一|两|三|半|几|\d|，[^，]{0,4}(?:才|再)(?:还|给|退))|押|扣|锁|质|抵|代管|保管|收缴|上缴|上交|暂存|寄存|代领|放[^，]{0,6}(?:办公室|房东|门卫|抽屉|柜子|保险)|(?:压|存|搁|留|放|撂|寄|丢|攥|捏)(?:在|到|给|下|着|于|我|俺|咱|你?们?这|这|那|前台|吧台|柜|店|厂|公司|队|工地|工头|老板|领班|班长|会计|财务|人事|宿管|组长|主管|一|两|三|几|半|上|当|做|作|住|进|过|个|起|统一|铁|保险)|(?:压|押|放|搁|存|留|锁)(?:仓库|库房|办公|门卫|柜|屋|家里|车上|队部|宿舍|账房|保安|项目部|传达室)|压(?:$|，)|啥时候?走啥时候?|(?:收|交|拿)(?:走|起|上来|上去|过来|齐|到|给|由|在|我|俺|老板|工头|领班|带班|班长|组长|公司|厂里|会计|财务|人事|宿管|前台|办公室|主管|队长)|统一(?:在|收|存|放|交|管|拿)|换(?:工|牌|钥|门|饭|车|胸|出入|手环|衣|安全|工具|装|卡)|由[^，]{1,5}(?:管|拿|收|存|放)|归[^，]{1,4}(?:管|拿)|(?:先|都得?|全|全都|一律|进厂|入职|来了|上工)(?:收|交|给)(?:$|，|上|了|我|俺|吧)|拿着|(?:干完|完工|活完|走(?:的)?时候?|不干|离职|辞工|期满|撤场|退宿|退房|下班|下工|收工|月底|年底)(?:了|后|再|才|就|时|给)*(?:退|还|给|领|取|拿|发还|返)`)
	notKept  = regexp.MustCompile(`不(?:扣[^钱工]|扣$|押(?:[^钱金工]|$)|收|留|压(?:[^钱工]|$)|抵|用交|用押|代|替|要押|许扣|得扣|准扣|会扣|交)|(?:扣|押|收|压)[^，]{0,3}(?:违法|举报|犯法)|(?:绝不|从不|严禁|禁止|不许|杜绝|别|甭|拒绝|谁)[^，]{0,4}(?:扣|押|收|压|交|留)|(?:看|瞧|瞅|瞄|过目|查|验|核)(?:一|个|上|下)*(?:眼|遍|下|看|对|验)(?:完|罢|了|过|都)?(?:就|$|，|即|能|便)|自己(?:拿|保管|收|留|带|管|放|揣)|(?:自|本人)(?:保管|持有)|本人[^，]{0,3}(?:拿|带|管|揣|收好)|各人?(?:拿|管|保管|收|的)|(?:看|瞧|登记|核对|拍照|拍|验|扫|复印|录入?|录)(?:一|完|过|下|罢|好|了|个|照)*[^，]{0,5}，?(?:就|马上|立马|当场|当面|立刻|随手|即)*(?:还|退|给你|拿走|拿回|带走)|(?:当场|当面|马上|立马|立刻|随即|即刻|即时)(?:就)?(?:还|退|归还|发还|给)|复印件?(?:$|，|一|就|留|交|收|存|即)|拍照|只(?:看|登记|核对|复印|要号|记)|随身|(?:打|发|转|汇)(?:到|进|在|入)[^，]{0,8}卡|(?:卡|折)(?:号|里|上)|饭卡|门禁卡|考勤卡|刷卡|打卡|手机卡|电话卡|座卡|贺卡|丢失?|别忘|记得带|补办|代办|帮办|办理?(?:证|身份|健康|驾|居住|护照)|(?:办|考)[^，]{0,4}证|证(?:由|要|得)?[^，]{0,3}办|挂失`)
	original = regexp.MustCompile(`原件|不行|不中|光复印`)
)

func keptPaper(s *speech) string {
	for _, w := range s.windows() {
		paper := anyPaper.FindStringIndex(w)
		if paper == nil {
			continue
		}
		if m := notKept.FindString(w); m != "" && !original.MatchString(w) {
			continue
		}
		// The word of keeping stands in the paper's own clause, or begins the next one.
		rest := w[:paper[0]] + "#" + w[paper[1]:]
		if held := keeping.FindString(w[paper[0]:]); held != "" && near(w[paper[0]:], held) {
			return w
		}
		if held := keeping.FindString(rest); held != "" && near(rest, held) {
			return w
		}
	}
	return ""
}

// sums of money are handed over too, and are no paper.
var sumAhead = regexp.MustCompile(`^[^，]{0,3}(?:\d|[一二两三四五六七八九十百千]+(?:块|元|百|十))`)

// near leaves out what is done to money: 证由我办，每人交120.
func near(text, held string) bool {
	for at := 0; ; {
		i := indexFrom(text, held, at)
		if i < 0 {
			return false
		}
		if !sumAhead.MatchString(text[i+len(held):]) || keptFor.MatchString(text[i:]) {
			return true
		}
		at = i + len(held)
	}
}

var keptFor = regexp.MustCompile(`^(?:押|压|扣|留|存|放)[^，]{0,4}(?:天|月|周|礼拜|星期|晚|夜|阵)`)

func indexFrom(text, word string, from int) int {
	if i := strings.Index(text[from:], word); i >= 0 {
		return from + i
	}
	return -1
}
