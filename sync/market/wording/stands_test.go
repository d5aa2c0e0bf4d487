package wording

import "testing"

// What a rule stops stays stopped, alone and between honest words: nobody talks it away.
func TestARuleStands(t *testing.T) {
	const honest = "活在村东头，管午饭，自带手套，早上七点到，下午六点收工，工钱当天结清，男女都行，有经验的优先，路口有人接，干完就走"
	for _, said := range []string{
		"招童工", "本厂招童工，包吃住", "急招童工三名，一天一百", "装修工招童工", "运毒", "陪酒女", "代孕", "招打手讨债", "收购银行卡", "跑分", "童工也要",
		"押身份证", "身份证扣下", "先交两百押金", "每人收五十介绍费", "替人收款转账", "夜场陪酒", "去缅北打字", "先办贷款再上岗", "带毒过关", "倒卖银行卡",
		"收初中生", "刷单", "交押金", "出租银行卡", "15岁也要", "赌场", "裸聊", "银行卡借我走流水",
	} {
		for _, text := range []string{said, honest + "，" + said + "，" + honest, "东头路口往南走到第二个红绿灯再往西拐看见蓝色铁皮房子就是咱家仓库门口有人接应大家来了先登记" + said + "东头路口往南走到第二个红绿灯再往西拐看见蓝色铁皮房子就是咱家仓库门口有人接应大家来了先登记"} {
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
