package wording

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"yizhan/sync/market"
)

// Finding is something that the words of a posting say and must not, or should not.
type Finding struct {
	Code string // worker_fee, sex …: domain/screening-meaning.md
	// Words are the part of the text that says it, in the spelling of clean and at most mostShown characters;
	// "" where it is said by a field, or by nothing being said. A block always has some.
	Words string
}

// Findings are all that was found in a text.
type Findings struct {
	Blocks   []Finding // the posting cannot be published
	Warnings []Finding // somebody must give a reason first
}

// Codes lists the codes of findings in their order, each once.
func Codes(list []Finding) []string {
	out := []string{}
	for _, f := range list {
		if !slices.Contains(out, f.Code) {
			out = append(out, f.Code)
		}
	}
	return out
}

// handing is any word of handing over the pay. Where a sum stands and none of them, nobody says when it comes.
var handing = regexp.MustCompile(`[结给付发拿领清兑现]|开支|到账|点钱|打款|转账|算账|算钱|预支`)

// Screen finds what a text tells by itself when it is all that is known of the work. minHourly is
// the least pay of an hour in fen where the work is; 0 leaves pay_low out.
func Screen(text string, minHourly market.Fen) Findings {
	t := newSpeech(short(text))
	h := hear(t)
	f := screen(t, h, warnings)
	if slices.ContainsFunc(f.Blocks, func(f Finding) bool { return f.Code == "illegal" }) {
		minHourly = 0 // nobody works for what a lent account brings
	}
	pay := screenPay(t, minHourly)
	if minHourly == 0 && anySum.MatchString(t.tight) {
		pay = slices.DeleteFunc(pay, func(f Finding) bool { return f.Code == "pay_vague" }) // 一张租金300
	}
	for _, p := range pay {
		// The voice may know a way of saying it that the rules do not; what was said in plain figures it leaves alone.
		sure := p.Words != "" || p.Code == "settle_late" && anySum.MatchString(t.tight) && !handing.MatchString(t.tight)
		if sure || onWarnings.settle(h, p.Code, t.tight) != "" {
			f.Warnings = append(f.Warnings, Finding{p.Code, h.shown(p.Code, p.Words)})
		}
	}
	return f
}

// ScreenPosting finds what is wrong with a posting: with the words of its title, place, meeting place
// and notes, and with the pay that its fields name.
func ScreenPosting(p *market.Posting, minHourly market.Fen) Findings {
	// Whoever is registered has left a phone number, so contact_risky is not asked.
	t := newSpeech(wordsOf(p))
	f := screen(t, hear(t),
		slices.DeleteFunc(slices.Clone(warnings), func(r rule) bool { return r.code == "contact_risky" }))
	if p.Unit != "month" && (p.Settlement == "" || p.Settlement == "monthly") {
		f.Warnings = append(f.Warnings, Finding{Code: "settle_late"})
	}
	hourly := p.Pay
	if p.Unit == "day" {
		hourly = p.Pay * 60 / market.Fen(max(60, p.Shift().To-p.Shift().From))
	}
	if (p.Unit == "day" || p.Unit == "hour") && hourly < minHourly {
		f.Warnings = append(f.Warnings, Finding{Code: "pay_low"})
	}
	return f
}

// BlocksOf finds what keeps a posting from being published, and leaves out what is only asked about.
func BlocksOf(p *market.Posting) []Finding {
	t := newSpeech(wordsOf(p))
	return findBlocks(t, hear(t))
}

// wordsOf are all the words of a posting that people read.
func wordsOf(p *market.Posting) string {
	return short(strings.Join([]string{p.Title, p.Place, p.MeetPlace, p.Notes}, "，"))
}

func findBlocks(t *speech, h heard) []Finding {
	var ruled []Finding
	for _, r := range blocks {
		if words := r.find(t); words != "" {
			ruled = append(ruled, Finding{r.code, words})
		}
	}
	ruled = swallowed(ruled)
	var out []Finding
	for _, r := range blocks {
		words, by := wordsFor(ruled, r.code), onBlocks
		if onlyNamed(t, r.code, words) {
			by = onNames
		}
		ruled := words != ""
		if words = by.settle(h, r.code, words); words != "" && !ruled {
			words = heardBeyond(t, h, r.code, words)
		}
		if words != "" {
			out = append(out, Finding{r.code, h.shown(r.code, words)})
		}
	}
	return out
}

// wordsFor are the words of the finding with a code, "" without one.
func wordsFor(list []Finding, code string) string {
	if i := slices.IndexFunc(list, func(f Finding) bool { return f.Code == code }); i >= 0 {
		return list[i].Words
	}
	return ""
}

func screen(t *speech, h heard, warnings []rule) Findings {
	f := Findings{Blocks: findBlocks(t, h)}
	fraud := slices.ContainsFunc(f.Blocks, func(f Finding) bool { return f.Code == "illegal" })
	young := slices.ContainsFunc(f.Blocks, func(f Finding) bool { return f.Code == "under16" })
	wishes := &speech{loose: t.loose, tight: t.tight, clauses: slices.DeleteFunc(slices.Clone(t.clauses), indifferent.MatchString)}
	for _, r := range warnings {
		words := r.find(wishes)
		if fraud && r.code == "contact_risky" && !asksToCall.MatchString(t.tight) || young && r.code == "age" && !upperLimit.MatchString(t.tight) {
			continue // 租微信号: the account is what is bought
		}
		if words = onWarnings.settle(h, r.code, words); words != "" {
			f.Warnings = append(f.Warnings, Finding{r.code, h.shown(r.code, words)})
		}
	}
	return f
}

// swallowed leaves out a fee that is only part of a fraud: the money that a fake order asks for is
// how it works. A fee by its name stays.
func swallowed(blocks []Finding) []Finding {
	if slices.ContainsFunc(blocks, func(f Finding) bool { return f.Code == "id_hold" }) { // 干满月退: the paper
		blocks = slices.DeleteFunc(blocks, func(f Finding) bool { return f.Code == "worker_fee" && !ofMoney.MatchString(f.Words) })
	}
	if !slices.ContainsFunc(blocks, func(f Finding) bool { return f.Code == "illegal" }) {
		return blocks
	}
	return slices.DeleteFunc(blocks, func(f Finding) bool {
		return f.Code == "worker_fee" && !namedFee.MatchString(f.Words) || f.Code == "id_hold" && !strings.Contains(f.Words, "证") && !strings.Contains(f.Words, "银行卡")
	})
}

// anySum is an amount, whatever it is for.
var anySum = regexp.MustCompile(`\d{2,}|个点|\d%|[一二两三四五六七八九几][百千万]`)

// upperLimit tells 十四到十七, which no grown-up may meet, from the mere age of a child.
var upperLimit = regexp.MustCompile(`到|至|以下|以内|最大|不超|封顶|不要|不收|别`)

var asksToCall = regexp.MustCompile(`\btg|(?:只|请|快|先)加|加(?:飞机|纸飞机|电报|蝙蝠|钉钉|陌陌)|找tg|加(?:我|v|微信|qq?|群|好友)|联系|扫(?:码|一扫|描)|进群|入群|私(?:聊|信|我)|链接|报名`)

var ofMoney = regexp.MustCompile(`\d|[费钱金元块款]|[一二两三四五六七八九][十百千]|成`)

var namedFee = regexp.MustCompile(`押金|保证金|学(?:费|手艺|技术)|报名费|服装费|体检费|介绍费|中介费|入职费`)

// speech is a text in the forms that rules look at.
type speech struct {
	loose   string   // cleaned, with its blanks
	tight   string   // without anything between characters
	clauses []string // parts of tight
}

func newSpeech(text string) *speech {
	s := &speech{loose: paused(clean(text))}
	s.clauses = clauses(answered.ReplaceAllString(tight(s.loose), "$1$2$3"))
	s.tight = strings.Join(s.clauses, "，")
	return s
}

// windows are the clauses one by one, and each with the next: what is paid stands in one
// clause and for what in another.
func (s *speech) windows() []string {
	var out []string
	for i, c := range s.clauses {
		out = append(out, c)
		if i+1 < len(s.clauses) {
			out = append(out, c+"，"+s.clauses[i+1])
		}
	}
	return out
}

// rule finds one code.
type rule struct {
	code string
	find func(*speech) string // the words that say it, or ""
}

var blocks = []rule{{"worker_fee", findFee}, {"id_hold", findHeld}, {"illegal", findCrime}, {"agency_no_licence", findAgency}, {"under16", findYoung}}

var warnings = []rule{
	{"sex", findSex},
	{"age", findAge},
	{"region", findRegion},
	{"ethnic_religion", findFaith},
	{"health", findHealth},
	{"marriage", findMarriage},
	{"contact_risky", findContact},
	{"vague_place", findVague},
}

// claim is a pattern with what takes it back: except is looked for in the words around it.
type claim struct {
	said   pattern
	except func() *regexp.Regexp // nil: nothing takes it back
	denied bool                  // a denial right before takes it back too: 不收押金
}

func says(expr string) claim { return claim{said: compile(expr)} }

func (c claim) unless(expr string) claim {
	c.except = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
	return c
}

func (c claim) ifNotDenied() claim { c.denied = true; return c }

// in gives the words that make the claim within a part of the text, "" when none does.
func (c claim) in(part string) string {
	words := ""
	c.said.each(part, func(at, end int) bool {
		if c.except != nil && c.except().MatchString(part) || c.denied && denies(part[:at], part[end:]) {
			return true
		}
		words = part[at:end]
		return false
	})
	return words
}

// first gives the words of the first claim that any part makes.
func first(parts []string, claims ...claim) string {
	for _, p := range parts {
		for _, c := range claims {
			if words := c.in(p); words != "" {
				return words
			}
		}
	}
	return ""
}

var (
	denialBefore = regexp.MustCompile(`(?:(?:^|[^是])不是|不|没|没有|无|无需|无须|免|零|\b0|从不|绝不|非|拒绝|杜绝|严禁|禁止|禁|谢绝|别|甭|勿|反对|打击|举报|投诉|不用|不要|不需要?|不收取?|不会|不存在|没人|不让|不许|不准)(?:你|您|他|谁|任何|各种|一切|什么|啥|再|先|自己|个人|工人|大家|收取?|交纳?|缴纳?|付|掏|出|要|扣|押|抵押|任|何|的|也|都|花|垫|拿|预|另|额外|一分|一毛|分|半|一|点|钱|块|有|用|需|经过|通过|找|走|、|和|或|及|压|办|留|看|管|问|人|[\p{Han}]{2,3}[费金])*$`)
	denialAfter  = regexp.MustCompile(`^(?:费|钱|金|等|啥的|什么的|之类|的?事|一概|一律|统统|全部?|都|也|、|[\p{Han}]{0,4}费|押金|保证金)*(?:不收|不用|不要(?:[^求]|$)|不需|不必|不交|免|没有|没|零|不存在|不扣|不押|不留|0元|0$|由?(?:厂|公司|老板|东家|我们|单位|雇主|店里|工地|合作社|俺|我)(?:里|方|家)?(?:来)?(?:出|付|掏|承担|包|报|垫|负责|管)|老板(?:出|付|掏|承担|包)|报销|全报|免费)`)
	liarAfter    = regexp.MustCompile(`(?:都是|就是|是)(?:骗子|骗人|假的)|(?:打|拨|找)?(?:12333|12345|12315|110|96110|举报|投诉)|别信|不要信|勿信|当心|小心|谨防|警惕|绕道|免谈|勿扰|别来找|请勿联系`)
	// Who has no money to pay it with is asked for something else: 没钱交押金就押身份证.
	noMeans     = regexp.MustCompile(`(?:没|没有|缺|凑不[够齐起]|拿不出|掏不起|交不起)(?:现)?钱(?:交|缴|付|掏|出|买|办|垫)?$|(?:拿不出|掏不起|交不起|付不起)$`)
	unwanted    = regexp.MustCompile(`^的(?:人)?(?:都|一律|统统|全|也)?(?:别|勿|请勿|莫|甭|不许|不要)(?:在|来|往|发|加|进|私|打扰)`) // 收银行卡的都别在这群里发
	thatKind    = regexp.MustCompile(`^[^，]{0,6}那(?:种|类|号|样)`)                                           // 不是陪酒陪聊那种
	twiceDenied = regexp.MustCompile(`^[^，]{0,5}，?(?:就|的|都|一律|可|你|人)*(?:不(?:让|叫|排|给|能|准|许|安排|录|收人|派|用|发|上|行|算|要人|得|开工|干活)|别(?:来|想|干|进|上)|没(?:活|法|门|工)|免谈|走人|上不了|进不了|干不了|甭来|甭想|勿来)`)
)

// denies says whether what stands around a word takes it back: 不收…, …由厂里出, 收…的都是骗子.
// 不交…不让干 is a demand, not a denial.
func denies(before, after string) bool {
	if i := strings.LastIndexAny(before, "，"); i >= 0 {
		before = before[i+len("，"):]
	}
	clause, _, _ := strings.Cut(after, "，")
	if noMeans.MatchString(before) {
		return false
	}
	if unwanted.MatchString(clause) {
		return true
	}
	if strings.Contains(before, "不是") && thatKind.MatchString(clause) {
		return true
	}
	if denialBefore.MatchString(before) {
		return !twiceDenied.MatchString(after)
	}
	return denialAfter.MatchString(clause) || liarAfter.MatchString(clause)
}
