package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildStaffStation draws the story of this station.
func (v *View) buildStaffStation(p *flow.StaffStation) fyne.CanvasObject {
	title := touch.NewQuestion(v.style, v.t("staff.station.title"))
	body := v.sides(760, 560, 480, v.linkPanel(p), touch.NewCardPanel(v.style, v.stationFacts(p)))
	verify := v.button(touch.PlainButton, "shield-check", "staff.station.verify", p.Verify)
	sync := v.button(touch.PrimaryButton, "sync", "staff.station.sync", p.SyncNow)
	if p.Busy {
		sync.SetWord(v.t("staff.station.syncing"))
	}
	verify.SetEnabled(!p.Busy)
	sync.SetEnabled(!p.Busy)
	return v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{
		Main: v.headed(title, v.screenChoice(p), v.told(p.Done, p.Fault), touch.Grow(1, body)), Actions: []fyne.CanvasObject{verify, sync},
	})
}

// screenChoice tries the printer, and changes the theme of this screen and its sounds.
func (v *View) screenChoice(p *flow.StaffStation) fyne.CanvasObject {
	theme, sound := "staff.station.dark", "staff.station.quiet"
	if v.app.Screen().Dark {
		theme = "staff.station.light"
	}
	if v.app.Screen().Quiet {
		sound = "staff.station.loud"
	}
	test := v.button(touch.SmallButton, "printer", "staff.station.test", p.PrintTest)
	test.SetEnabled(!p.Busy)
	return touch.Row(16, test, v.button(touch.SmallButton, "white-balance-sunny", theme, p.ToggleDark),
		v.button(touch.SmallButton, "volume-high", sound, p.ToggleSound))
}

// linkPanel says in one figure and one sentence how the link to the county is.
func (v *View) linkPanel(p *flow.StaffStation) fyne.CanvasObject {
	ground, edge, ink, say := touch.GreenTint, touch.GreenInk, touch.GreenInk, "staff.station.all_sent"
	icon := "cloud-check"
	switch {
	case !p.Sync.Online:
		ground, edge, ink, say, icon = touch.AmberTint, touch.AmberEdge, touch.AmberInk, "staff.station.away", "cloud-off-outline"
	case p.Counts.Unsent > 0:
		say, icon = "staff.station.waiting", "cloud-upload"
	}
	size := touch.FigureHero
	if v.compact() || v.large {
		size = touch.FigureDetail
	}
	rows := []fyne.CanvasObject{
		touch.NewIcon(v.style, icon, 72, ink),
		touch.NewPara(v.style, 2, touch.Run{Text: v.t(say), Size: touch.Title, Weight: touch.Bold, Colour: ink}),
		touch.Space(),
		touch.NewFigure(v.style, figure(p.Counts.Unsent), size, v.t("staff.station.unsent"), touch.Label, ink),
		touch.Space(),
		touch.NewLine(v.style, 12, touch.Run{Text: v.t("staff.station.last"), Colour: ink}, touch.Run{Text: p.LastGood(), Weight: touch.Bold, Colour: ink}),
	}
	if why := p.Refusal(); why != "" && p.Fault == "" && p.Sync.Online {
		rows = append(rows, touch.NewPara(v.style, 2, touch.Run{Text: why, Colour: ink}))
	}
	rows[0] = touch.Row(0, rows[0], touch.Space())
	return touch.NewSurface(v.style, ground, edge, 20, touch.Pad(24, 32, 24, 32, touch.Column(10, rows...)))
}

// stationFacts are who this station is and what it holds.
func (v *View) stationFacts(p *flow.StaffStation) fyne.CanvasObject {
	facts := []touch.Fact{
		{Icon: "store-marker", Label: v.t("staff.station.no"), Text: v.t("staff.station.no_text", "n", p.Origin.Station, "epoch", p.Origin.Epoch)},
		{Icon: "clipboard-list", Label: v.t("staff.station.facts"), Text: v.t("staff.station.facts_text", "n", p.Counts.Facts)},
		{Icon: "account-key", Label: v.t("staff.station.accounts"), Text: v.t("staff.station.accounts_text", "n", p.Accounts)},
		{Icon: "account-group", Label: v.t("station.duty"), Text: v.app.DutyWords()},
		{Icon: "home-city", Label: v.t("staff.station.county"), Text: p.County},
	}
	if p.Counts.Parked > 0 {
		facts = append(facts, touch.Fact{Icon: "account-clock", Label: v.t("staff.station.parked"), Text: v.t("staff.station.facts_text", "n", p.Counts.Parked)})
	}
	if p.Counts.Bad > 0 {
		facts = append(facts, touch.Fact{Icon: "alert", Label: v.t("staff.station.bad"), Text: v.t("staff.station.bad_text", "n", p.Counts.Bad)})
	}
	return touch.Column(16, touch.NewText(v.style, v.t("staff.station.machine"), touch.Title, touch.Bold, touch.Ink), touch.NewFacts(v.style, facts...))
}
