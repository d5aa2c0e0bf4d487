package wording

import "strings"

// hidden are words that fraud has to use and a check looks for. People write them in characters
// that sound alike, in pinyin, or in a mixture of both, with marks between: 雅金, ya金, 押/jin.
var hidden = strings.Fields(`押金 押款 押钱 保证金 抵押 报名费 服装费 工装费 介绍费 体检费 培训费 办卡费 手续费 中介费 资料费 会员费 入职费
	学费 定金 工服 身份证 银行卡 工资卡 驾驶证 户口本 刷单 跑分 洗钱 走账 代收款 收款码 赌博 赌场 博彩 公关 陪酒 贷款 网贷 缅北 缅甸
	柬埔寨 中介 劳务派遣 职介`)

// sounds gives the pinyin of a character and those that are written in its place because they
// sound or look like it. A character with another honest reading in these words is left out:
// 刷蛋 is a baker's work, 工夫 is time.
var sounds = map[rune]struct{ pinyin, alike string }{
	'押': {"ya", "雅压鸭呀丫哑亚"}, '金': {"jin", "今巾津斤"}, '款': {"kuan", ""}, '保': {"bao", "宝葆堡"}, '证': {"zheng", "正政症征"},
	'公': {"gong", ""}, '抵': {"di", "扺"}, '报': {"bao", "抱"}, '名': {"ming", "明"}, '费': {"fei", "非废沸肺菲"}, '服': {"fu", "福"}, '装': {"zhuang", "妆"},
	'工': {"gong", "公"}, '介': {"jie", "界戒届"}, '绍': {"shao", "召邵"}, '体': {"ti", "休"}, '检': {"jian", "捡俭"},
	'培': {"pei", "陪"}, '训': {"xun", "讯迅"}, '办': {"ban", ""}, '卡': {"ka", "咔佧"}, '手': {"shou", "首"}, '续': {"xu", "序绪"},
	'中': {"zhong", "仲忠钟"}, '资': {"zi", ""}, '料': {"liao", ""}, '会': {"hui", ""}, '员': {"yuan", ""}, '入': {"ru", ""}, '职': {"zhi", ""},
	'学': {"xue", ""}, '定': {"ding", "订"}, '身': {"shen", "申深伸绅"}, '份': {"fen", "分忿"}, '银': {"yin", "淫"}, '行': {"hang", "航杭"},
	'驾': {"jia", ""}, '驶': {"shi", ""}, '户': {"hu", ""}, '口': {"kou", ""}, '本': {"ben", ""}, '刷': {"s(?:h|)ua", "唰涮"}, '单': {"dan", "丹弹旦"},
	'跑': {"pao", ""}, '分': {"fen", "份芬"}, '洗': {"xi", ""}, '钱': {"qian", ""}, '走': {"zou", ""}, '账': {"zhang", "帐"},
	'代': {"dai", ""}, '收': {"shou", ""}, '码': {"ma", "马"}, '赌': {"du", "堵睹"}, '博': {"bo", "搏勃"}, '场': {"chang", ""}, '彩': {"cai", "采"},
	'关': {"guan", ""}, '陪': {"pei", "赔"}, '酒': {"jiu", "九"}, '贷': {"dai", "代"}, '网': {"wang", ""}, '缅': {"mian", "面"}, '北': {"bei", "被"},
	'甸': {"dian", ""}, '柬': {"jian", "东"}, '埔': {"pu", "浦甫普铺"}, '寨': {"zhai", "债"}, '劳': {"lao", ""}, '务': {"wu", ""}, '派': {"pai", ""}, '遣': {"qian", "谴"},
}

// soundSpellings are the ways of writing every hidden word.
func soundSpellings() []spelling {
	var out []spelling
	for _, word := range hidden {
		var expr strings.Builder
		for i, r := range []rune(word) {
			if i > 0 {
				expr.WriteString(gap)
			}
			s := sounds[r]
			expr.WriteString(`(?:[` + string(r) + s.alike + `]|` + s.pinyin + `)`)
		}
		out = append(out, spell(expr.String(), word))
	}
	return out
}
