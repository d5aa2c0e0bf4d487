package wording

import "strings"

// What sounds alike, whatever it is written with: 大三羊, 陶宝, 申芬正. Every character of a syllable stands
// for every other one, so the words are long enough that no honest ones sound like them: 棉被 sounds like
// 缅北, 功夫 like 工服, and such stay with the narrower table of sounds.go. The characters are the most
// frequent ones of assets/ime/pinyin.txt.

// longWords are the words with their syllables.
var longWords = map[string]string{
	"保证金":  "bao zheng jin",
	"报名费":  "bao ming fei",
	"服装费":  "fu zhuang fei",
	"工装费":  "gong zhuang fei",
	"介绍费":  "jie shao fei",
	"体检费":  "ti jian fei",
	"培训费":  "pei xun fei",
	"办卡费":  "ban ka fei",
	"手续费":  "shou xu fei",
	"中介费":  "zhong jie fei",
	"资料费":  "zi liao fei",
	"会员费":  "hui yuan fei",
	"入职费":  "ru zhi fei",
	"身份证":  "shen fen zheng",
	"银行卡":  "yin hang ka",
	"工资卡":  "gong zi ka",
	"驾驶证":  "jia shi zheng",
	"户口本":  "hu kou ben",
	"代收款":  "dai shou kuan",
	"收款码":  "shou kuan ma",
	"柬埔寨":  "jian pu zhai",
	"劳务派遣": "lao wu pai qian",
	"大三阳":  "da san yang",
	"小三阳":  "xiao san yang",
	"淘宝":   "tao bao",
}

// syllables are the characters of each.
const syllables = `
ban 办版半班板般搬伴斑扮拌瓣绊
bao 包报宝抱保爆暴饱薄堡鲍煲豹
ben 本笨奔苯锛贲渀犇畚坌夯泍錛
da 打大达答搭哒嗒妲怛達沓鞑耷
dai 带待代呆戴袋贷黛逮岱大甙歹
fei 非飞费肥菲废肺妃匪斐绯沸翡
fen 分份粉芬粪坟奋酚愤纷焚汾忿
fu 副付服福富负夫复赴府父附符
gong 共工公供宫功攻弓龚拱恭贡巩
hang 行航杭夯吭巷绗沆垳斻颃笐苀
hu 胡户湖虎呼沪乎互护忽糊壶狐
hui 会回灰辉汇惠慧毁挥會晖绘徽
jia 家加假价架甲佳夹嘉嫁贾驾钾
jian 见间建件剑键兼减贱健捡剪简
jie 接借解节姐街界结杰皆届戒洁
jin 进金近仅尽紧今劲斤锦禁晋津
ka 卡喀咖咔佧咯垰胩鉲擖裃
kou 口扣抠寇叩蔻眍筘芤冦彄釦摳
kuan 款宽髋寛寬窾梡髖
lao 老捞劳牢佬烙涝唠姥痨酪铑落
liao 了聊料廖辽疗撩寮撂僚燎暸寥
ma 妈骂码麻玛抹馬么媽麽罵杩
ming 名明命鸣铭冥茗溟螟暝瞑洺酩
pai 拍派排牌哌湃徘俳蒎迫棑簰犤
pei 陪配赔培佩裴呸沛胚珮辔霈醅
pu 普铺扑谱浦蒲朴噗瀑仆葡璞圃
qian 钱前千签欠浅牵迁潜倩铅谦乾
ru 如入乳汝儒茹辱濡孺褥蠕嚅襦
san 三散伞叁彡氵傘糁繖毵馓帴鏒
shao 少烧稍邵绍勺哨梢韶捎芍劭苕
shen 神深沈身甚申肾伸审什慎渗谂
shi 是时事使市式试石十室师诗食
shou 收手受首瘦守售兽寿授熟収扌
tao 套逃陶涛讨桃淘掏韬滔夲绦焘
ti 提体题踢替梯剃蹄啼剔缇涕锑
wu 无五唔吴物吾舞武屋误乌雾勿
xiao 小笑晓肖校萧消孝销效啸筱削
xu 需须徐许虚续旭序恤嘘叙蓄绪
xun 寻讯训熏薰勋巡逊循迅旬询荀
yang 样杨养阳羊洋扬痒氧央仰漾秧
yin 因引银音印阴饮尹隐淫殷吟瘾
yuan 元远原源员园院愿圆袁缘苑怨
zhai 摘宅窄债斋寨翟砦齋哜債择侧
zheng 正整证郑挣争症征政蒸睁铮筝
zhi 之只至值指知直制纸治志支致
zhong 中种重钟仲众忠终肿冢衷盅锺
zhuang 装状庄撞壮妆桩幢裝狀莊妝僮
zi 子字自紫资仔兹姿梓籽滋渍孜
`

// homophones are the ways of writing longWords.
func homophones() []spelling {
	of := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(syllables)) {
		name, characters, _ := strings.Cut(strings.TrimSpace(line), " ")
		of[name] = characters
	}
	var out []spelling
	for word, said := range longWords {
		own := []rune(word)
		var expr strings.Builder
		for i, name := range strings.Fields(said) {
			if i > 0 {
				expr.WriteString(gap)
			}
			expr.WriteString(`(?:[` + string(own[i]) + of[name] + `]|` + name + `)`)
		}
		out = append(out, spell(expr.String(), word))
	}
	return out
}
