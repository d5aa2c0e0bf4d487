package ledger_test

import (
	"testing"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// The narrowest area's newest wording stands, in whatever order the words came; one that was taken back
// gives way to the wider area's.
func TestAgreementOfAnArea(t *testing.T) {
	const county, township, village, other = market.AreaCode("410423000000"), market.AreaCode("410423106000"), market.AreaCode("410423106204"), market.AreaCode("410422000000")
	p := newPen()
	say := func(n uint32, b record.Agreement) {
		p.write(ledger.County, record.AgreementPublished, at(ledger.County, n), 0, b)
	}
	say(1, record.Agreement{Version: 1, Lead: "全市", Area: ""})
	say(2, record.Agreement{Version: 1, Lead: "县里", Area: county})
	say(3, record.Agreement{Version: 2, Lead: "县里改的", Area: county})
	say(4, record.Agreement{Version: 1, Lead: "乡里", Area: township})
	say(5, record.Agreement{Version: 2, Area: township, Off: true})
	d := open(t)
	for _, order := range [][]int{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 4, 0, 3, 1}} {
		scratch(t, d, func(b *book) {
			for _, i := range order {
				b.feed(p.entries[i])
			}
			for area, want := range map[market.AreaCode]market.Agreement{
				village: {Version: 2, Area: county, Lead: "县里改的"}, county: {Version: 2, Area: county, Lead: "县里改的"}, other: {Version: 1, Lead: "全市"},
			} {
				got, ok, err := ledger.Agreement(b.ctx, b.tx, area)
				if err != nil || !ok || got.Version != want.Version || got.Area != want.Area || got.Lead != want.Lead {
					t.Errorf("%v: %s prints %+v, %v, %v, want %+v", order, area, got, ok, err, want)
				}
			}
		})
	}
	scratch(t, d, func(b *book) {
		if _, ok, err := ledger.Agreement(b.ctx, b.tx, county); ok || err != nil {
			t.Errorf("a wording stands where none was published: %v", err)
		}
	})
}
