package board

import "testing"

func TestSpeaksOfAge(t *testing.T) {
	for text, want := range map[string]bool{
		"摘葡萄": false, "": false, "不限年龄": false, "年龄不限，能干就行": false, "满18周岁以上": false, "16岁以上": false,
		"照顾80多岁老人": false, "带3岁孩子": false,
		"限45岁以下": true, "五十岁以下": true, "18-50岁": true, "18岁以上50岁以下": true, "年轻人优先": true, "要小伙子": true, "年龄别太大": true,
		"60岁以内": true, "照顾80岁老人，要50岁以下的": true,
	} {
		if got := speaksOfAge(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
