package scene

import (
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// numbersScenes are what a station did.
var numbersScenes = []Scene{
	{Name: "numbers", play: func(g *Stage, app *flow.App) { countUp(g, app) }},
	{Name: "numbers-hours", play: func(g *Stage, app *flow.App) { countUp(g, app).ToggleHours() }},
	{Name: "numbers-month", play: func(g *Stage, app *flow.App) {
		countUp(g, app).Pick(flow.OfMonth)
		g.settle()
	}},
	{Name: "numbers-day", play: func(g *Stage, app *flow.App) {
		p := countUp(g, app)
		p.Pick(flow.OfDay)
		g.settle()
		p.Print()
		g.settle()
	}},
	{Name: "numbers-none", Market: Empty, play: func(g *Stage, app *flow.App) {
		signIn(g, app)
		on[*flow.StaffMenu](g, app).Numbers()
		g.settle()
	}},
}

// countUp has people come and go to work on two weeks of days, and opens the numbers.
func countUp(g *Stage, app *flow.App) *flow.StaffNumbers {
	now := g.now
	rows, err := g.Desk.Store().Postings(g.ctx, store.Filter{})
	g.fail(err)
	var all []market.WorkerID
	for back := 13; back >= 1; back-- {
		for i := range 3 + back*5%7 {
			g.now = now.AddDate(0, 0, -back).Add(time.Duration(i*37-40) * time.Minute)
			v := visitors[(i+back)%len(visitors)]
			a, err := g.Desk.CheckIn(g.ctx, desk.Self, market.Worker{
				Name: v.name, Phone: phoneNo(back*20 + i), BirthYear: v.born, Trades: v.trades, Area: Area,
			}, "work")
			g.fail(err)
			all = append(all, a.Worker)
			if len(all)%12 == 0 { // a take is written with the present time
				_, err = g.Desk.Take(g.ctx, desk.Self, rows[(i+back)%len(rows)].ID, a.Worker)
				if code := market.Code(err); code != "full" && code != "no_place_here" {
					g.fail(err)
				}
			}
		}
	}
	g.now = now
	signIn(g, app)
	g.gather()
	g.fail(g.Desk.SettleHelp(g.ctx, stageAccount, all[0], []market.Hardship{market.Older}, "看过证"))
	on[*flow.StaffMenu](g, app).Numbers()
	g.settle()
	return on[*flow.StaffNumbers](g, app)
}

// phoneNo is an invented number.
func phoneNo(n int) string {
	digits := []byte("18900010000")
	for i := len(digits) - 1; n > 0; i-- {
		digits[i], n = byte('0'+n%10), n/10
	}
	return string(digits)
}
