package flow

import (
	"testing"
	"time"

	"yizhan/sync/market"
)

func TestHomeShowsTheMarket(t *testing.T) {
	h := newHall(t)
	h.posting(nil)
	h.posting(func(p *market.Posting) { p.Title, p.Headcount = "卸化肥", 5 })
	h.worker("李师傅", "18900000301")
	home := on[*Home](h)
	if !home.Reload() {
		t.Error("new postings are no change")
	}
	if home.Reload() {
		t.Error("nothing new is a change")
	}
	check(t, "wanted", home.Wanted, 8)
	check(t, "postings", home.Postings, 2)
	check(t, "checked in", home.CheckIns, 1)
	c := home.Shown()[0]
	check(t, "pay", c.Pay+" "+c.Unit, "130 元/天")
	check(t, "place", c.Place, h.desk.Areas().Place("410423212201"))
	check(t, "when", c.When, "明天 5:30–11:30")
	check(t, "distance", c.Distance, "本乡")
}

func TestBoardTurnsByItself(t *testing.T) {
	h := newHall(t)
	for range 4 {
		h.posting(nil)
	}
	home := on[*Home](h)
	home.Reload()
	check(t, "pages", home.Pages(), 2)
	pulse := NewPulse(h.app)
	for range boardTurn - 1 {
		pulse.Beat()
	}
	check(t, "page before its time", home.PageNo(), 0)
	pulse.Beat()
	check(t, "page after its time", home.PageNo(), 1)
	check(t, "cards of the last page", len(home.Shown()), 1)
	home.Turn(1)
	check(t, "page after the last", home.PageNo(), 0)
	home.Turn(-1)
	check(t, "page before the first", home.PageNo(), 1)
}

// The clock hides what is past; nothing else does.
func TestBoardHidesWhatIsPast(t *testing.T) {
	h := newHall(t)
	h.posting(func(p *market.Posting) { p.Start, p.End = "2026-07-14T05:00", "2026-07-14T09:00" })
	h.posting(func(p *market.Posting) { p.Closes = "2026-07-14T07:00" })
	h.posting(func(p *market.Posting) { p.Start, p.End = "2026-07-14T22:00", "2026-07-14T06:00" }) // through the night
	home := on[*Home](h)
	for _, step := range []struct {
		at   time.Time
		want int
	}{
		{h.now, 3},
		{time.Date(2026, 7, 14, 7, 1, 0, 0, market.Zone), 2},
		{time.Date(2026, 7, 14, 9, 1, 0, 0, market.Zone), 1},
		{time.Date(2026, 7, 14, 23, 59, 0, 0, market.Zone), 1},
	} {
		h.now = step.at
		home.Reload()
		check(t, step.at.Format("15:04"), home.Postings, step.want)
	}
}

func TestWhenInWords(t *testing.T) {
	h := newHall(t)
	for _, c := range []struct{ start, end, card, exact string }{
		{"2026-07-14T08:00", "2026-07-14T18:00", "今天 8:00–18:00", "7月14日（今天） 8:00–18:00"},
		{"2026-07-15T05:30", "2026-07-15T11:30", "明天 5:30–11:30", "7月15日（明天） 5:30–11:30"},
		{"2026-07-16T05:30", "", "后天 5:30 开始", "7月16日（后天） 5:30 开始"},
		{"2026-07-20T22:00", "2026-07-21T06:00", "7月20日 22:00–第二天 6:00", "7月20日 22:00–第二天 6:00"},
		{"2026-07-15T07:00", "2026-07-19T17:00", "明天起干 5 天", "7月15日（明天）到7月19日，每天 7:00–17:00"},
		{"2026-07-10T07:00", "2026-07-19T17:00", "每天 7:00–17:00", "7月10日到7月19日，每天 7:00–17:00"},
	} {
		p := market.Posting{Start: market.Minute(c.start), End: market.Minute(c.end)}
		check(t, c.start, h.app.when(&p), c.card)
		check(t, c.start+" exact", h.app.whenExact(&p), c.exact)
	}
}

func TestMarketNameBreaksAfterTheCounty(t *testing.T) {
	h := newHall(t)
	check(t, "township", h.app.MarketLines(), "平顶山市鲁山县\n"+h.desk.Areas().Place(staffArea)+"零工市场")
	h.app.Market = "平顶山市鲁山县零工市场"
	check(t, "county", h.app.MarketLines(), "平顶山市鲁山县零工市场")
	h.app.Market = "董周葡萄零工驿站"
	check(t, "own name", h.app.MarketLines(), "董周葡萄零工驿站")
}
