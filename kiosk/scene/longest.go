package scene

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// longestScenes are the pages that show what people wrote, with the longest names of places,
// employers and postings and the largest figures that there are.
var longestScenes = []Scene{
	{Name: "longest-home", Market: Longest, play: func(*Stage, *flow.App) {}},
	{Name: "longest-home-away", Market: Longest, play: func(g *Stage, app *flow.App) {
		g.State = flow.SyncState{Unsent: 1234, LastGood: Morning.AddDate(0, 0, -12)}
		app.Changed()
	}},
	{Name: "longest-results", Market: Longest, play: findAll},
	{Name: "longest-detail", Market: Longest, play: openDetail},
	{Name: "longest-who", Market: Longest, play: askPhone},
	{Name: "longest-done", Market: Longest, play: takeJob},
	{Name: "longest-cancel", Market: Longest, play: func(g *Stage, app *flow.App) {
		takeJob(g, app)
		on[*flow.Done](g, app).Cancel()
	}},
	{Name: "longest-already", Market: Longest, play: func(g *Stage, app *flow.App) {
		takeJob(g, app)
		app.End()
		takeAs(g, app, 0, "18900008888")
		on[*flow.Message](g, app)
	}},
	{Name: "longest-scan", Market: Longest, play: func(g *Stage, app *flow.App) {
		id := firstJob(g, app)
		code := g.slip(id)
		g.revise(id, func(p *market.Posting) { p.Pay += 20_00 })
		scan(g, app, code)
	}},
	{Name: "longest-scan-unknown", Market: Longest, play: func(g *Stage, app *flow.App) {
		scan(g, app, g.strangeSlip(firstJob(g, app)))
	}},
	{Name: "longest-mine", Market: Longest, play: func(g *Stage, app *flow.App) { openMine(g, app, 0) }},
	{Name: "longest-staff-postings", Market: Longest, play: func(g *Stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Postings()
	}},
	{Name: "longest-staff-posting", Market: Longest, play: openMatched},
	{Name: "longest-staff-prints", Market: Longest, play: openPrints},
}

// longestPlaces are the villages of the gazetteer with the longest names as screens write them,
// the longest first: 平顶山高新技术产业开发区 has no village that 神马尼龙社区 does not outdo.
func longestPlaces() []market.AreaCode {
	areas := assets.Areas()
	var out []market.AreaCode
	for _, c := range areas.Counties() {
		for _, t := range areas.Townships(c.Code) {
			for _, v := range areas.Villages(t.Code) {
				out = append(out, v.Code)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b market.AreaCode) int {
		return cmp.Compare(utf8.RuneCountInString(areas.Place(b)), utf8.RuneCountInString(areas.Place(a)))
	})
	return out
}

// longestStation is the township whose market has the longest official name.
func longestStation() market.AreaCode {
	areas := assets.Areas()
	var longest market.AreaCode
	for _, c := range areas.Counties() {
		for _, t := range areas.Townships(c.Code) {
			name, best := market.MarketName(areas, t.Code, ""), market.MarketName(areas, longest, "")
			if utf8.RuneCountInString(name) > utf8.RuneCountInString(best) {
				longest = t.Code
			}
		}
	}
	return longest
}

// What people wrote of a posting, as long as it may be; title is of characters as wide as a square.
var (
	title = string([]rune(strings.Repeat("收割机师傅带徒弟去地里抢收玉米", market.MaxTitle))[:market.MaxTitle])
	place = strings.Repeat("村东头老供销社斜对过化肥门市部", 4)
	meet  = strings.Repeat("十字街口老槐树底下公交站牌", 4)
	notes = strings.Repeat("自带手套和水，路上要走二十分钟。", 10)
)

// Written is what people wrote of the postings of the market Longest. A screen may show the beginning.
func Written() []string { return []string{title, place, meet, notes} }

// longestPosting is the i-th posting with everything as long and as large as people may write it. None
// is on at the time of another, so that one person can have several.
func longestPosting(i int, employer market.EmployerID, area market.AreaCode) market.Posting {
	units := []market.PayUnit{"day", "month", "hour", "mu", "piece", "job", "jin"}
	trades := assets.Trades().All()
	first, days := Morning.AddDate(0, 0, 1), 10
	if i > 0 {
		first, days = Morning.AddDate(0, 0, 10+3*i), 2
	}
	return market.Posting{
		Employer: employer, Trade: trades[i*5%len(trades)].ID, Title: title, Headcount: []int{8, 120, 1, 20}[i%4],
		Pay: market.Fen([]int{2000_00, 12000_00, 199_50, 2000_00}[i%4]), Unit: units[i%len(units)], Settlement: "same_day",
		Area: area, Place: place,
		Start: market.Minute(first.Format("2006-01-02") + "T18:30"), End: market.Minute(first.AddDate(0, 0, days).Format("2006-01-02") + "T05:30"),
		MeetTime: "05:00", MeetPlace: meet,
		Meals: true, Lodging: true, Transport: true, Insurance: "employer", Agreement: true,
		Notes: notes,
	}
}

// fillLongest opens such postings in the places with the longest names.
func (g *Stage) fillLongest() error {
	id, err := g.Desk.RegisterEmployer(g.ctx, desk.Self, market.Employer{
		Name: "平顶山高新技术产业开发区宏运搬家装卸服务有限责任公司", Kind: "company", Contact: "欧阳师傅", Phone: "18900000201",
	})
	if err != nil {
		return fmt.Errorf("employer: %w", err)
	}
	for i, area := range longestPlaces()[:14] {
		if _, err := g.Desk.OpenPosting(g.ctx, desk.Self, longestPosting(i, id, area)); err != nil {
			return fmt.Errorf("posting %d: %w", i, err)
		}
	}
	return nil
}
