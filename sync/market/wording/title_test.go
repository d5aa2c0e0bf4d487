package wording_test

import (
	"testing"
	"time"

	"yizhan/sync/market"
)

// What belongs to the name of a place is no part of the work.
func TestTitleWithoutThePlace(t *testing.T) {
	r, now := reader(t), time.Date(2026, 11, 22, 16, 20, 0, 0, market.Zone)
	for _, c := range [][2]string{
		{"明天鲁山县城搬运工5个150一天管饭", "搬运工"},
		{"宝丰县城里保洁员2个，170一天", "保洁员"},
		{"叶县城区刷墙3人260一天", "刷墙"},
		{"瓦屋镇街上搬运工4个180一天", "搬运工"},
		{"赵村镇附近摘葡萄8个人，190一天", "摘葡萄"},
		{"鲁山县城建公司要瓦工6个，320一天", "瓦工"},
	} {
		d := r.Parse(c[0], now)
		if d.Title != c[1] {
			t.Errorf("%s is %q, want %q", c[0], d.Title, c[1])
		}
	}
}
