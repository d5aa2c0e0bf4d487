package scene

import "yizhan/kiosk/flow"

// lineScenes lead staff through the entry of a posting in one line.
var lineScenes = []Scene{
	{Name: "line", play: writeLine},
	{Name: "line-said", play: func(g *Stage, app *flow.App) {
		say(g, app, "明天瓦屋 搬运工5个190一天日结管饭 "+knownPhone(g))
		p := on[*flow.WalkinPage](g, app)
		p.PickSource("phone")
	}},
	{Name: "line-blocked", play: func(g *Stage, app *flow.App) {
		say(g, app, "明天 鲁山县城 搬运工 5个 150一天 管饭 50岁以下 18900007777 先交50服装费 自带手套护膝")
	}},
	{Name: "line-fields", play: func(g *Stage, app *flow.App) {
		say(g, app, "后天找几个人 60一天 管吃住")
	}},
	{Name: "line-templates", play: func(g *Stage, app *flow.App) {
		say(g, app, knownPhone(g))
	}},
	{Name: "line-writing", play: func(g *Stage, app *flow.App) {
		writeLine(g, app)
		on[*flow.WalkinPage](g, app).WriteLine()
		g.settle()
		e := on[*flow.Entry](g, app)
		e.Write("明天瓦屋搬运工5个150一天管饭 先交押金")
		g.settle()
	}},
	{Name: "line-reason", play: func(g *Stage, app *flow.App) {
		say(g, app, "明天瓦屋搬运工5个150一天日结 50岁以下 18900007777")
		on[*flow.WalkinPage](g, app).Confirm("age")
		g.settle()
	}},
	{Name: "line-chat", play: func(g *Stage, app *flow.App) {
		answer(g, app, flow.CheckAll)
		on[*flow.WalkinPage](g, app).Publish()
		g.settle()
		on[*flow.WalkinDone](g, app).ShowChat()
	}},
}

func writeLine(g *Stage, app *flow.App) {
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Walkin()
}

// say pastes a line.
func say(g *Stage, app *flow.App, line string) {
	writeLine(g, app)
	p := on[*flow.WalkinPage](g, app)
	p.Paste(line)
	g.settle()
}

// knownPhone is the number of an employer of the sample market.
func knownPhone(g *Stage) string {
	list, err := g.Desk.Store().Employers(g.ctx)
	if err != nil {
		g.fail(err)
	}
	return list[0].Phone
}
