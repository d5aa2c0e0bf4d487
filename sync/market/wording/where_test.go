package wording_test

import (
	"testing"
	"time"

	"yizhan/sync/market"
)

// 城关 behind a county is the town's name there and no part of the county's; nothing that follows is lost with it.
func TestTownBehindItsCounty(t *testing.T) {
	r := reader(t)
	now := time.Date(2026, 11, 22, 16, 20, 0, 0, market.Zone)
	for _, text := range []string{"装卸3个，160一天，宝丰县城关镇", "宝丰县城关镇3个装卸160一天", "宝丰县城关镇 装卸3个160一天"} {
		d := r.Parse(text, now)
		if d.AreaCode.Trimmed() != "410421100" || d.Headcount != 3 || d.Pay != 16000 {
			t.Errorf("%s: %s %s, %d people, %d", text, d.Area, d.AreaCode, d.Headcount, d.Pay)
		}
	}
	if d := r.Parse("宝丰县城关3个装卸160一天", now); d.Headcount != 3 || d.Pay != 16000 {
		t.Errorf("%+v", d)
	}
}
