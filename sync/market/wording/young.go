package wording

import "regexp"

// Work for children (禁止使用童工规定, 2002, article 2; screening_rules.json: under16): an age below
// sixteen, or a pupil of the nine years of school, in company with a word of taking on. 16 and 18 as the
// least say nothing of the kind, and children are cared for, taught and dressed by honest work.

const (
	// childYears are the ages below sixteen from which anybody could carry anything.
	childYears = `(?:(?:^|[^\d.])(?:[7-9]|1[0-5])|(?:^|[^十])[七八九]|(?:^|[^二三四五六七八九])十[一二三四五来]?)`
	// pupil is somebody who is still bound to school.
	pupil = `(?:小学生|初中生|(?:小学|初中|初[一二三])(?:的)?(?:学生|娃|孩子?|小孩|妮|小子)|(?:念|上|读)(?:着)?(?:小学|初中|初[一二三])的?|初[一二三](?:的|学生|生)|小学[一二三四五六]?年级|半大(?:孩子|小子|小孩|娃|妮|的)|童工|没办身份证的)`
	// taken is how somebody is told that they may come.
	takenOn = `(?:也|都|就|照样|一样|可以?|全)*(?:收|要|用|中|行|可|能(?:来|干|做|去|上|进|报|挣)|(?:送|叫|领)来|来(?:干|做|也|就|中|，|$)|招|算|成|没事|不要紧|没关系|欢迎|即可|起|以上|往上|开始)`
)

var youngClaims = []claim{
	says(`(?:^|[^二三四五六七八九])十[一二三四][一二三四五](?:岁|的)[^，]{0,8}，?来|(?:满|够|过)(?:十[一二三四五]|1[0-5])(?:周岁|岁)?(?:就|即|便|也)(?:让|收|要|进|上岗|能干|可以干)`).ifNotDenied(),
	says(`(?:娃|孩子?|小孩|学生)们?(?:放学|放假|周末)[^，]{0,3}来|(?:小孩|孩子|娃)(?:们|、|和|跟)*大人(?:们)?(?:都|也|均)|大人(?:们|、|和|跟)*(?:小孩|孩子|娃)(?:们)?(?:都|也|均)`).ifNotDenied(),
	says(childYears + `(?:周)?岁(?:半|多|左右|上下|的|大|小)*[^，]{0,5}?，?[^，]{0,4}?` + takenOn).ifNotDenied(),
	says(`(?:^|[^二三四五六七八九])十[一二三四][一二三四五](?:周)?(?:岁)?(?:的)?[^，]{0,4}?` + takenOn + `|(?:孩子?|娃|小子|妮|学生)[^，]{0,2}十[一二三四][一二三四五](?:岁|的)[^，]{0,3}(?:来|干|中|行|要|收)`).ifNotDenied(),
	says(`(?:要|招|找|收|来|用|雇|限)[^，]{0,5}(?:(?:^|[^\d])1[0-5]|十[一二三四五]?)(?:岁|周岁)?(?:到|至|-|~)(?:1\d|十[二三四五六七八])(?:$|岁|周|的|，)`).ifNotDenied(),
	says(`(?:年龄|岁数|年纪)[^，\d]{0,3}1[0-5](?:周?岁)?(?:起|以上|往上|就|也|即|$)|(?:最小|最低|最少)[^，]{0,4}(?:收|要|用|招)?(?:到|的)?[^，]{0,2}(?:(?:^|[^\d])(?:[7-9]|1[0-5])|[七八九]|十[一二三四五]?)(?:周)?岁`).ifNotDenied(),
	// A child who is asked about and answered yes, who is still at school, who can sit still.
	says(`(?:孩子?|娃|小子|妮|弟|妹)[^，]{0,3}(?:1[0-5]|十[一二三四五])(?:岁)?(?:了)?[^，]{0,3}能[^，]{0,4}，?[^，]{0,3}[能中行]`),
	says(`(?:小学|初中|初[一二三])(?:在读|没上完|没念完|没毕业|肄业|辍学|退学|还没毕业)(?:的|[^生]|$)|(?:十[一二三四][一二三四五]|1[0-5])岁?[^，]{0,2}能(?:坐|站|干|跑|扛|吃苦|听话|上)`).ifNotDenied(),
	says(`(?:年龄|岁数|年纪)[^，]{0,3}(?:(?:^|[^\d])1[0-5]|十[一二三四五]?)(?:周?岁)?(?:到|至|-|~)`).ifNotDenied(),
	says(`(?:岁数|年龄|年纪|岁|娃|孩)[^，]{0,6}，?[^，]{0,3}(?:^|[^\d.])(?:1[0-5]|十[一二三四五])(?:岁)?(?:的)?(?:也|都|就)照?(?:收|要|行|中|可|能|用)|看着[^，]{0,3}(?:十[一二三四五]|1[0-5])`),
	says(`初[一二三][^，]{0,10}(?:学生|娃|孩)[^，]{0,4}(?:来|也|都|能|可)`).ifNotDenied(),
	says(pupil + `[^，]{0,4}(?:放假|暑假|寒假|周末|礼拜天|礼拜日|星期天|放学)[^，]{0,5}(?:来|可|能|也|都|就)`).ifNotDenied(),
	says(pupil + `[^，]{0,8}?，?[^，]{0,3}?` + takenOn).ifNotDenied(),
	says(`(?:招|要|找|收|用|雇)(?:个|几个|些|点|` + number + `(?:个|名)?)?` + pupil).ifNotDenied(),
	says(`(?:不满|未满|没满|不到|没到|不够|没够|不足|未到|还差[^，]{0,4}(?:够|到|满))(?:16|十六)(?:周)?岁?(?:的)?[^，]{0,6}?，?[^，]{0,3}?(?:不(?:用|必)(?:怕|慌)|` + takenOn + `)`).ifNotDenied(),
	says(`(?:16|十六)(?:周)?岁(?:以下|以内)(?:的)?(?:[^，]{0,3}(?:按|算|给)|` + takenOn + `)|虚岁(?:16|十六)`).ifNotDenied(),
	says(`(?:今年|才|刚|虚岁)(?:满)?(?:十[一二三四五]?|1[0-5])(?:岁|，|$)[^，]{0,6}，?[^，]{0,12}，?[^，]{0,10}(?:跟着|一起|也算|也给|一块)`),
	says(`(?:小孩|小孩子|娃娃?们?|孩子们?|孩儿|小家伙)(?:们)?(?:也|都|照样|一样)(?:收|要|用|能干|算|可以干|招)`).ifNotDenied().unless(`(?:带|领|有|拖|看)[^，]{0,3}(?:孩|娃)`),
}

// notHired are children whom nobody takes on: they are looked after, taught, bought for or sent away.
var notHired = regexp.MustCompile(`(?:照顾|照看|照料|看护|陪|带|[^不]看|哄|接|送|辅导|教|给|喂|抱|伺候|家长|作业|补课|家教|托管|夏令营)[^，]{0,8}(?:岁|学生|生|娃|孩|初[一二三])|(?:学生|初中|小学|孩子|儿童|娃)(?:食堂|宿舍|餐|校服|公寓|门口|桌|椅|作业|接送|床|操场|校园|服|装|鞋)|岁(?:以下|以内)?(?:的)?(?:娃|孩|宝宝|男孩|女孩|双胞胎)[^，]{0,3}(?:要人|的保姆|，?住家)|` +
	`(?:不(?:满|到|够|足)|未满|没满|没到)(?:16|十六)(?:周)?岁?(?:的|者|人)*[^，]{0,4}(?:别|勿|不|免|甭|莫|谢绝|请)|` + childYears + `年|\d(?:小时|个小时|天|点|块|元|个月|月|工龄)`)

// besideParents are children who work along with those who were taken on.
var besideParents = says(`(?:娃|孩子?|小孩|孩儿)(?:们)?(?:也|都|照样)(?:记工|给钱|算工|算人|开工|有工[钱资]|算钱|发钱|能挣|给工)`).ifNotDenied()

func findYoung(s *speech) string {
	if words := first(s.windows(), besideParents); words != "" {
		return words
	}
	for _, w := range s.windows() {
		if notHired.MatchString(w) {
			continue
		}
		if words := first([]string{w}, youngClaims...); words != "" {
			return words
		}
	}
	return ""
}
