package view

import (
	"slices"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildMatters draws what waits for staff; nil for any other page.
func (v *View) buildMatters(p flow.Page) fyne.CanvasObject {
	switch p := p.(type) {
	case *flow.StaffMatters:
		return v.buildStaffMatters(p)
	case *flow.StaffMatter:
		return v.buildStaffMatter(p)
	}
	return nil
}

func (v *View) buildStaffMatters(p *flow.StaffMatters) fyne.CanvasObject {
	rows := v.listRows()
	p.Pager.Fit(rows)
	title := touch.NewHero(v.style, touch.Count{Before: v.t("matters.title"), N: p.Waiting(), After: v.t("matters.count")}, 62)
	var list fyne.CanvasObject = v.quiet("check-circle", v.t("matters.empty"), v.t("matters.empty_second"))
	if len(p.Rows) > 0 {
		var lines []fyne.CanvasObject
		for _, m := range p.Shown() {
			second := m.Second
			if m.Wait != "" {
				second = v.t("matters.second", "state", m.Second, "wait", m.Wait)
			}
			icon := m.Icon
			if m.Done {
				icon = "check-bold"
			}
			lines = append(lines, touch.NewNoticeRow(v.style, icon, m.Title, second, "", func() { p.Open(m) }))
		}
		list = touch.Grid(1, rows, v.gap(), lines...)
	}
	return v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{
		Main: v.headed(title, v.pager(&p.Pager, p.Turn), v.told("", p.Fault), touch.Grow(1, list)),
	})
}

// buildStaffMatter draws one of them with what can be done.
func (v *View) buildStaffMatter(m *flow.StaffMatter) fyne.CanvasObject {
	facts := slices.Clone(m.Facts)
	for i := range facts {
		if v.large && (facts[i].Icon == "account-hard-hat" || facts[i].Icon == "shield-check") { // the place of the job is long, and who looked
			facts[i].Note = ""
		}
	}
	card := v.scrolling(v.factCard(facts))
	parts := []fyne.CanvasObject{touch.Grow(1, card)}
	if m.Card != nil && !v.smallest() {
		shown := touch.NewPostingCard(v.style, v.posting(*m.Card), nil)
		parts = append([]fyne.CanvasObject{touch.Fixed(0, v.cardHeight(), shown)}, parts...)
	}
	for i, w := range m.Warnings {
		if i == 0 || !v.tight() {
			parts = append(parts, touch.NewNotice(v.style, touch.WarnNotice, w, "", nil))
		}
	}
	if m.Words != "" && !v.tight() {
		parts = append(parts, touch.NewPanel(v.style, touch.NewPara(v.style, 2, touch.Run{Text: m.Words, Size: touch.Label})))
	}
	var deeds []fyne.CanvasObject
	for i, d := range m.Deeds {
		if v.smallest() && d.Icon == "printer" && m.Deeds[0].Icon == "hand-coin" { // three have no room
			continue
		}
		kind := touch.PlainButton
		if i == len(m.Deeds)-1 && len(m.Deeds) > 1 || len(m.Deeds) == 1 && d.Icon != "printer" {
			kind = touch.PrimaryButton
		}
		icon := d.Icon
		if v.tight() { // the footer has room for the words
			icon = ""
		}
		deeds = append(deeds, touch.NewButton(v.style, kind, icon, d.Word, d.Do))
	}
	title := v.question(m.Title)
	told := v.told(m.Done, m.Fault)
	if told != nil && v.tight() {
		title, told = told, nil
	}
	screen := v.staffScreen(m.Clerk, m.Restart, touch.ScreenParts{
		Main: v.headed(title, nil, told, touch.Grow(1, touch.Column(v.gap(), parts...))), Actions: deeds,
	})
	if m.Ask == nil {
		return screen
	}
	return touch.Layers(screen, v.reasonSheet(m))
}

// reasonSheet asks for one of several reasons.
func (v *View) reasonSheet(m *flow.StaffMatter) fyne.CanvasObject {
	var choices []fyne.CanvasObject
	for _, w := range m.Ask {
		choices = append(choices, touch.NewButton(v.style, touch.PlainButton, "", w.Word, w.Do))
	}
	columns := 3
	if v.upright() {
		columns = 2
	}
	rows := (len(choices) + columns - 1) / columns
	grid := touch.Grid(columns, rows, 16, choices...)
	content := touch.Column(24, touch.NewQuestion(v.style, m.Question), touch.Fixed(0, float32(rows)*v.style.Target(104), grid))
	return touch.NewSheet(v.style, content, v.button(touch.PlainButton, "", "matters.leave", m.Dismiss))
}
