package scene

import (
	"yizhan/kiosk/flow"
	"yizhan/sync/market"
)

// walkinScenes lead staff through registering an employer and a posting.
var walkinScenes = []Scene{
	{Name: "walkin-phone", play: func(g *Stage, app *flow.App) {
		walkIn(g, app)
		p := on[*flow.WalkinPage](g, app)
		for _, d := range "12345678901" {
			p.PhoneDigit(d)
		}
		p.Next()
	}},
	{Name: "walkin-phone-fixed", play: func(g *Stage, app *flow.App) {
		walkIn(g, app)
		for _, d := range "037529788188" {
			on[*flow.WalkinPage](g, app).PhoneDigit(d)
		}
	}},
	{Name: "walkin-found", play: func(g *Stage, app *flow.App) {
		walkIn(g, app)
		list, err := g.Desk.Store().Employers(g.ctx)
		if err != nil {
			g.fail(err)
		}
		dialEmployer(g, app, list[0].Phone)
	}},
	{Name: "walkin-kind", play: func(g *Stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
	}},
	{Name: "walkin-surname", play: func(g *Stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
		on[*flow.WalkinPage](g, app).PickKind("farm")
		on[*flow.Surname](g, app)
	}},
	{Name: "walkin-firm", play: func(g *Stage, app *flow.App) {
		walkIn(g, app)
		dialEmployer(g, app, "18900007777")
		on[*flow.WalkinPage](g, app).PickKind("agency")
		p := on[*flow.WalkinPage](g, app)
		p.Employer.Name = "平顶山市宏运搬家服务有限公司"
		p.Next()
	}},
	{Name: "walkin-trade", play: func(g *Stage, app *flow.App) {
		askTrade(g, app)
		p := on[*flow.WalkinPage](g, app)
		p.PickGroup("搬运物流")
		p.PickTrade("loader")
	}},
	{Name: "walkin-trade-none", play: func(g *Stage, app *flow.App) {
		askTrade(g, app)
		on[*flow.WalkinPage](g, app).Next()
	}},
	{Name: "walkin-pay", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskPay)
		p := on[*flow.WalkinPage](g, app)
		p.Target(true)
		p.Digit('5')
		p.Target(false)
		press(p, "150")
	}},
	{Name: "walkin-pay-wrong", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskPay)
		p := on[*flow.WalkinPage](g, app)
		p.Target(true)
		p.Digit('0')
		p.Next()
	}},
	{Name: "walkin-day", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskDay)
		on[*flow.WalkinPage](g, app).StepDays(2)
	}},
	{Name: "walkin-hours", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskHours)
		p := on[*flow.WalkinPage](g, app)
		p.PickHour(20)
		p.PickHour(4)
		p.Half()
	}},
	{Name: "walkin-hours-wrong", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskDay)
		on[*flow.WalkinPage](g, app).PickDay("2026-07-14")
		on[*flow.WalkinPage](g, app).Next()
		p := on[*flow.WalkinPage](g, app)
		p.PickHour(3)
		p.PickHour(5)
		p.Next()
	}},
	{Name: "walkin-where", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		p := on[*flow.WalkinPage](g, app)
		p.Where.Pick(p.Where.Shown()[5])
		p.Posting.Place = "村东 化肥店门口"
	}},
	{Name: "walkin-where-none", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskWhere)
		p := on[*flow.WalkinPage](g, app)
		p.Where.Up(market.LevelTownship)
		p.Next()
	}},
	{Name: "walkin-extras", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.AskExtras)
		on[*flow.WalkinPage](g, app).Toggle("meals")
	}},
	{Name: "walkin-check", play: func(g *Stage, app *flow.App) { answer(g, app, flow.CheckAll) }},
	{Name: "walkin-check-wrong", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.CheckAll)
		p := on[*flow.WalkinPage](g, app)
		p.Heads = "0"
		p.Publish()
		g.settle()
	}},
	{Name: "walkin-done", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.CheckAll)
		on[*flow.WalkinPage](g, app).Publish()
		g.settle()
		on[*flow.WalkinDone](g, app).Print()
		g.settle()
	}},
}

func walkIn(g *Stage, app *flow.App) {
	writeLine(g, app)
	on[*flow.WalkinPage](g, app).StepByStep()
}

func dialEmployer(g *Stage, app *flow.App, number string) {
	p := on[*flow.WalkinPage](g, app)
	p.PhoneClear()
	for _, d := range number {
		if d != '-' {
			p.PhoneDigit(d)
		}
	}
	p.Next()
	g.settle()
}

func askTrade(g *Stage, app *flow.App) {
	walkIn(g, app)
	dialEmployer(g, app, "18900007777")
	on[*flow.WalkinPage](g, app).PickKind("individual")
	on[*flow.Surname](g, app).Pick("汪")
}

// answer leads to a question with good answers before it.
func answer(g *Stage, app *flow.App, until flow.WalkinStep) {
	askTrade(g, app)
	for {
		p := on[*flow.WalkinPage](g, app)
		if p.Step == until {
			return
		}
		switch p.Step {
		case flow.AskTrade:
			p.PickTrade("loader")
		case flow.AskPay:
			p.Target(true)
			p.Digit('5')
			p.Target(false)
			press(p, "190")
			p.PickUnit("day")
		case flow.AskWhere:
			p.Where.Pick(p.Where.Shown()[1])
		}
		p.Next()
		if app.Current() == flow.Page(p) {
			g.failf("%s does not go on: %s", p.Name(), p.Fault())
		}
	}
}
