package wording

import "slices"

// kin are characters and words that mean alike for what is looked for: 掏, 垫 and 撂 all put money down.
// A fraud told in words that no case has still puts money before work, or a paper into somebody's hands.
type kin struct {
	mark  rune // names it in a trait
	words pattern
}

func alike(mark rune, expr string) kin { return kin{mark, compile(expr)} }

// kinOf are looked for in each clause; a character may be of several.
var kinOf = []kin{
	// a sum
	alike('M', sum+`|\d{2,}`),
	// a wage
	alike('w', `\d+(?:\.\d+)?(?:块|元)?(?:钱)?(?:\d)?(?:一|每|/|到)?(?:天|小时|时|h|月|亩|个工|件|方|米|斤|班)|(?:日|周|现|月)结|\d+日结`),
	// papers
	alike('P', `身份证|证件|户口本|银行卡|工资卡|社保卡|存折|驾驶?证?照?本?|毕业证|[^保凭见考认验论公办查听求印旁]证|证原?件|原件|护照|本本|卡`),
	// accounts
	alike('A', account),
	// who brings the work
	alike('T', bringer),
	// keeping
	alike('K', `[押扣压留存放搁收锁管攥拿抵保换]|保管|代管`),
	// handing over
	alike('G', `[交缴掏付转垫兑撂买订充出汇发递塞凑摊花扫打]`),
	// giving back
	alike('R', `[退返还]`),
	// denial
	alike('N', `[不没无免别甭零勿未禁]`),
	// what comes before
	alike('B', `先|得|须|必须|要|才|前|再`),
	// the word of a wage
	alike('W', `工[资钱薪]|薪|日结`),
	// the worker
	alike('S', `自己|自费|自[个付掏理备]|个人|各人|工人|每人|一人|你`),
	// the employer
	alike('E', `老板|厂里|公司|我们|俺们|东家|店里|站里`),
	// money
	alike('F', `[费钱金款]`),
	// children
	alike('C', `岁|小学|初[中一二三]|娃|孩|学生|放假|暑假|半大`),
	// years of a child
	alike('y', `(?:^|[^\d.])(?:[7-9]|1[0-5])(?:周?岁|的|到|至|往上|以上|就|也|起)|(?:^|[^二三四五六七八九])十[一二三四五](?:周?岁|到|至|往上|以上|的|就|也)|(?:不|没|未)(?:够|到|满|足)(?:16|十六)`),
	// agencies
	alike('D', `中介|劳务|人力|派遣|招工|介绍|职介|外包|用工|代招|人才`),
	// loans
	alike('L', `[贷借]|分期|花呗|白条|网贷`),
	// gambling
	alike('Q', `[赌牌彩]|麻将|骰|押宝|下注|庄|筹码`),
	// company for money
	alike('X', `陪|会所|夜场|ktv|夜总会|酒吧|包厢|技师|公主|小费|按摩|公关`),
	// orders for show
	alike('O', `刷|单|好评|点赞|佣|任务|下单|拍|关注|粉|信誉|销量`),
	// abroad
	alike('H', abroad),
	// other people's money
	alike('Y', `流水|转账|过账|取现|收款|转走|走账|代收|汇|流|现金|资金|到账`),
	// what is worn or worked with
	alike('J', gear),
	// a paper that is only seen
	alike('V', `看|登记|复印|核对|拍照|验|查`),
	// until when
	alike('U', `干满|走时|走的时候|完工|年底|到期|干够|期满|离职|不干|干完|下班|收工`),
	// who is to be won
	alike('I', `拉人|下线|发展|会员|拉群|进群|群|人头|推广|引流`),
	// a number of a licence
	alike('Z', `许可|号|\d{8,}`),
	// occasions of a fee
	alike('f', `学费|培训|体检|报名|押金|保证|登记|入职|上岗|进厂|名额|会费`),
	// taking on
	alike('n', `招|找|缺|收人|要人|送人|带人|供人`),
	// a share
	alike('t', `成|提|抽|刨|点|%|归`),
}

// kinHit is one of kin in a clause, by the bytes of the text.
type kinHit struct {
	mark    rune
	at, end int
}

// kinMost of the same kin are looked at in a clause.
const kinMost = 2

// kinIn gives what of kin stands in the clause that begins at byte from of a text, in its order.
func kinIn(clause string, from int) []kinHit {
	var hits []kinHit
	for _, k := range kinOf {
		n := 0
		k.words.each(clause, func(at, end int) bool {
			hits = append(hits, kinHit{k.mark, from + at, from + end})
			n++
			return n < kinMost
		})
	}
	slices.SortStableFunc(hits, func(x, y kinHit) int { return x.at - y.at })
	return hits
}
