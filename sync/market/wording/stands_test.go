package wording

import (
	"slices"
	"strings"
	"testing"
)

// What a rule stops stays stopped, alone and between honest words: nobody talks it away.
func TestARuleStands(t *testing.T) {
	const usual = "零工，免费吃住，无需经验，没有学历要求，老师带，不要带孩子，超市收银台旁集合，顾客多"
	const honest = "活在村东头，管午饭，自带手套，早上七点到，下午六点收工，工钱当天结清，男女都行，有经验的优先，路口有人接，干完就走"
	for _, said := range []string{
		"干满一月退押金", "押金走时退", "保证金二百", "介绍费一人三十", "扣身份证", "证件抵押",
		"招童工", "本厂招童工，包吃住", "急招童工三名，一天一百", "装修工招童工", "运毒", "陪酒女", "陪睡", "女公关", "帮人洗钱", "毒品送货", "代孕", "招打手讨债", "收购银行卡", "跑分", "童工也要",
		"押身份证", "身份证扣下", "先交两百押金", "每人收五十介绍费", "替人收款转账", "夜场陪酒", "去缅北打字", "先办贷款再上岗", "带毒过关", "倒卖银行卡",
		"收初中生", "刷单", "交押金", "出租银行卡", "15岁也要", "赌场", "裸聊", "银行卡借我走流水",
	} {
		for _, text := range []string{said, honest + "，" + said + "，" + honest, usual + "，" + said + "，" + usual, "东头路口往南走到第二个红绿灯再往西拐看见蓝色铁皮房子就是咱家仓库门口有人接应大家来了先登记" + said + "东头路口往南走到第二个红绿灯再往西拐看见蓝色铁皮房子就是咱家仓库门口有人接应大家来了先登记"} {
			s := newSpeech(text)
			var ruled []string
			for _, r := range blocks {
				if r.find(s) != "" {
					ruled = append(ruled, r.code)
				}
			}
			if got := Codes(findBlocks(s, hear(s))); len(ruled) == 0 || len(got) == 0 {
				t.Errorf("%s in %.30s…: rules find %v, with the voice %v", said, text, ruled, got)
			}
		}
	}
}

// What honest postings say in the words of fraud passes, each for a reason of its own; and no such reason hides a fraud.
func TestHonestInTheWordsOfFraud(t *testing.T) {
	for text, want := range map[string]string{
		// a bare name: onlyNamed
		"家政服务员每月4500月结，公司收首月工资的20%作为中介服务费": "worker_fee",
		// a licence's number that holds what looks like a telephone's: withoutPhones
		"人力资源证编号410411202400088，代招分拣23一小时，周结": "",
		"人力资源代招，04112024000，分拣23一小时，周结":       "agency_no_licence",
		// the years of grown-ups, of trees: findYoung
		"护理，一个月四千八，八号发，年龄三十到五十二": "",
		"八岁以上的老树不砍，砍树枝200一天，日结":  "",
		// a shop and customers that stand in another clause: amongOthers
		"超市柜台旁集合，帮人洗钱，一天200，日结": "illegal",
		"招工，顾客多，毒品送货，一天300日结":   "illegal",
		// who is called a swindler: liars
		"刚才那个打字员日赚800先交激活费的是骗子，已踢，打扫新楼23一小时，两天一结": "",
	} {
		s := newSpeech(text)
		if got := strings.Join(Codes(findBlocks(s, hear(s))), " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// What a clause denies is not heard; what stands beside the denial is.
func TestDeniedIsNotHeard(t *testing.T) {
	for text, heard := range map[string]bool{
		"绣娘一件四十，丝线免费发，不用交押金，绣坏了重绣":          false,
		"绣娘一件四十，头一回来得给灶上师傅提两瓶酒，不用交押金，绣坏了重绣": true,
	} {
		s := newSpeech(text)
		h := hear(s)
		if got := heardBeyond(s, h, "worker_fee", "押金") != ""; got != heard {
			t.Errorf("%s: heard %v", text, got)
		}
	}
}

// Who is called a swindler asks for what he asks for; and what the voice is sure of no denial hides.
func TestDenialHasItsLimits(t *testing.T) {
	for clause, want := range map[string]bool{
		"那个日赚800先交激活费的是骗子": true, "说先交激活费800的是骗人的": false, "先交300的都是骗子但得先交200": false, "先交300的都是骗子": true, "说先交激活费800": false, "我不是骗子先交200": false,
	} {
		if got := denying["worker_fee"](clause); got != want {
			t.Errorf("%s: %v", clause, got)
		}
	}
	v := &voice{voiceHead: voiceHead{Codes: []string{"id_hold"}, Units: []float64{1}, Bias: []float64{-9}}}
	s := newSpeech("身份证不扣留，放我抽屉里")
	for score, want := range map[float64]string{surelyHeard: "抽屉", surelyHeard - 0.1: ""} {
		h := heard{voice: v, tight: s.tight, parts: []heardPart{{scores: []float64{score}}}}
		if got := heardBeyond(s, h, "id_hold", "抽屉"); got != want {
			t.Errorf("a score of %v: %q, want %q", score, got, want)
		}
	}
}

// Once in so many days is soon enough, once in forty is not.
func TestSettledOnceInSoManyDays(t *testing.T) {
	for text, want := range map[string]bool{
		"守鱼塘，五天给一回": false, "看车棚，一天一给": false, "剥花生，周薪": false, "烧窑，十天开一次": false,
		"守鱼塘，四十天给一回": true, "守鱼塘": true,
	} {
		if _, got := late(newSpeech(text), wage{}, false); got != want {
			t.Errorf("%s: late %v", text, got)
		}
	}
}

// A sum that is spent is not the pay, though nothing else is said of what an hour brings; pay that is low is told of all the same.
func TestSpentIsNoPay(t *testing.T) {
	for text, want := range map[string]bool{
		"意外险一天五块，从工钱里划，搬石膏板日结": false, "入会费68，进了会天天有活，下工结": false, "找我租工具，一天租给你三十，日结": false, "一天扣五块，日结": false,
		"保洁一天50，日结": true, "保险公司保洁一天50，日结": true, "租房打扫一天40，日结": true, "交通协管一天50，日结": true, "划船工一天50，日结": true,
	} {
		if got := slices.Contains(Codes(screenPay(newSpeech(text), 1760)), "pay_low"); got != want {
			t.Errorf("%s: low pay %v", text, got)
		}
	}
}

// What somebody has no money for is asked for, those who are sent away are not, and neither are words that only meet.
func TestRulesKnowWhoIsMeant(t *testing.T) {
	for text, want := range map[string]bool{
		"没钱交押金就押身份证": true, "没有押金": false, "交不起押金的拿证来": true, "掏不起押金的别来": true,
		"报名费？没有的事儿": false, "报名费？三十": true, "老板的保证金都存进人社局了": false, "保证金存进老板卡里": true,
		"先交押金，没这钱的别来": true, "来了先交保证金，没这个心的别报名": true, "上岗交押金，不用，身份证": true, "交保证金吗？一分不收": false,
		"保证金交到劳动服务部才派活": true, "介绍费交给劳动中介老李": true, "不接受交保证金的不要": true, "不能接受交押金的不要": true, "不愿意提前交保证金的不招": true,
	} {
		if got := findFee(newSpeech(text)) != ""; got != want {
			t.Errorf("%s: fee %v", text, got)
		}
	}
	for text, want := range map[string]bool{
		"收银行卡的都别在这群里发": false, "收银行卡，一张两百": true, "走账目清楚的仓管": false, "帮公司走账": true, "不是陪酒陪聊那种": false, "陪酒的那种": true,
		"陪酒的不要，传菜的要": false, "不肯陪酒的不要": true, "怕陪酒的都走开": true, "不太愿意陪酒的不要": true,
	} {
		if got := findCrime(newSpeech(text)) != ""; got != want {
			t.Errorf("%s: crime %v", text, got)
		}
	}
}

// A rule's block is let go where nothing wrong is heard in the text, around its words or in their clause alone; in the
// clause alone no other words talk it away, and what has a plain name stands, but where it may be only spoken of.
func TestNothingWrongIsHeard(t *testing.T) {
	v := &voice{
		voiceHead: voiceHead{Codes: []string{"x"}, Units: []float64{1}, Bias: []float64{-9}},
		ids:       []uint64{mixed(ofRun, '坏'), mixed(ofRun, '善')}, weights: string([]byte{40, 0xD8}), // 40 and -40
	}
	if v.ids[0] > v.ids[1] {
		slices.Reverse(v.ids)
		v.weights = string([]byte{0xD8, 40})
	}
	far := "，甲甲，乙乙，丙丙，丁丁，"
	for text, want := range map[string]string{
		"言" + far + "戊戊": "", "言坏" + far + "戊戊": "言", "言，坏" + far: "言", "善，言坏，善" + far: "言", "刷单" + far: "刷单",
		"反诈，刷单" + far: "", "反诈，刷单坏" + far: "刷单", "刷单" + far + "反诈": "刷单",
	} {
		s := newSpeech(text)
		h := heard{voice: v, tight: s.tight, parts: []heardPart{{scores: []float64{-9}}}}
		words := "言"
		if strings.Contains(text, "刷单") {
			words = "刷单"
		}
		if got := onBlocks.settle(h, "x", words); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
