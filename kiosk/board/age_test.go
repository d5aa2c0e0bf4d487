package board

import (
	"slices"
	"testing"

	"yizhan/sync/market/wording"
)

func TestSpeaksOfAge(t *testing.T) {
	for text, want := range map[string]bool{
		"摘葡萄": false, "": false, "不限年龄": false, "年龄不限，能干就行": false, "满18周岁以上": false, "16岁以上": false,
		"照顾80多岁老人": false, "带3岁孩子": false, "一袋80斤": false, "一天能装300多袋": false,
		"限45岁以下": true, "五十岁以下": true, "18-50岁": true, "18岁以上50岁以下": true, "年轻人优先": true, "要小伙子": true, "年龄别太大": true,
		"60岁以内": true, "照顾80岁老人，要50岁以下的": true, "55以上不要": true,
	} {
		if got := speaksOfAge(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Whatever the desk's check of wordings takes for a limit of age is one here.
func TestSpeaksOfAgeAsTheDeskDoes(t *testing.T) {
	limits := 0
	for _, text := range []string{
		"55岁以上不考虑", "20到45岁之间", "50以下，能吃苦", "不超过60岁", "最大55", "别超五十", "过了60就别来", "六十岁以上免谈", "青壮年优先",
		"小伙子来", "90后优先", "招大学生", "岁数大的不要", "年纪太大不行", "老头别来", "上年纪的吃不消", "年龄：18-50", "招40岁左右的", "四十来岁的",
		"没退休的", "退休人员勿扰", "要年轻点的", "不要老的", "手脚快的小姑娘", "三十出头的", "60往上不收", "没过五十五的，来",
	} {
		if slices.Contains(wording.Codes(wording.Screen(text, 0).Warnings), "age") {
			limits++
			if !speaksOfAge(text) {
				t.Errorf("%q limits age", text)
			}
		}
	}
	if limits < 20 {
		t.Errorf("only %d of the texts limit age at the desk", limits)
	}
}
