package board

import "regexp"

// speaksOfAge says whether a text may set an upper limit of age or prefer the young. A posting has
// no field for it, so its words are all there is, and whatever might be a limit counts as one:
// 不限年龄 is a promise to somebody who has been sent away before. It is coarser than the check
// of wordings at the desk (sync/market/wording, code "age"), which is too slow to be asked of a
// hundred thousand postings; a test holds that it never says less.
func speaksOfAge(text string) bool {
	return ageWords.MatchString(text) && ageWords.MatchString(noLimit.ReplaceAllString(text, "，"))
}

const decades = `(?:[1-7][0-9]|[一二三四五六七]十[一二三四五六七八九]?)`

var (
	ageWords = regexp.MustCompile(`岁|年龄|年纪|年轻|年青|年长|青年|青壮|壮年|小伙|后生|姑娘|妮儿|大龄|鲜肉|富力强|[0零]后|[小大]哥|小妹|妹子|学生|毕业生|退休|` +
		`老(?:头|汉|太|人|年|弱|的|了|胳膊)|太老|` + decades + `(?:以下|以内|之内|之下|往下|封顶|为限|以里|内的|往上|以上|开外|左右|上下|出头|到` + decades + `)|` +
		`(?:不超|不过|不能超|别超|不大于|小于|低于|少于|未满|不到|没到|最大|不满|别过|没过|不高于|上限|超|过|大于|满|上|高于|够)了?` + decades + `(?:的|了|就|，|。|$)`)

	// noLimit is what speaks of age and sends nobody away who may work: that all are welcome, a
	// least age, who is cared for.
	noLimit = regexp.MustCompile(`不(?:限|论|问)(?:年龄|年纪|岁数)|(?:年龄|年纪|岁数)(?:不限|不论|不问)|` +
		`年?满1[68]周?岁(?:以上)?|1[68]周?岁(?:以上|起)|(?:照顾|照看|伺候|看护|陪护|护理|带|接送?)[^，。]{0,6}(?:老人|老太太?|老汉|孩子?|娃|宝宝|学生)|` +
		`[0-9一二三四五六七八九十]+多?岁的?(?:老人?|孩子?|娃|宝宝|婴儿?)`)
)
