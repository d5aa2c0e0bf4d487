package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildHelp draws who needs help at the left, and whoever is open beside: the grade with its reasons
// and whose word each is, the hardships to confirm, and work that goes with them.
func (v *View) buildHelp(p *flow.StaffHelp) fyne.CanvasObject {
	parts := touch.ScreenParts{Tabs: v.staffTabs(p.Clerk, flow.HelpRoom)}
	told := v.told(p.Done, p.Fault)
	h, _, open := p.Chosen()
	switch {
	case p.Loading():
		parts.Main = v.quiet("timer-sand", v.t("hall.loading"), "")
		return v.staffScreen(p.Clerk, p.Restart, parts)
	case !open:
		side := touch.NewPanel(v.style, v.quiet("hand-heart", v.t("aid.pick"), v.t("aid.pick_second")))
		if v.smallest() || v.upright() && v.large {
			parts.Main = v.helpList(p)
		} else {
			parts.Main = v.sides(640, 520, 900, v.helpList(p), side)
		}
	case v.upright():
		rows := []fyne.CanvasObject{v.helpGrade(p, h), v.helpSide(p), touch.Grow(1, v.helpJobs(p))} // 重来 leads to the list
		parts.Main = touch.Column(18, withSome(rows, told)...)
		told = nil
	case v.smallest():
		parts.Main = touch.RowFill(16, touch.Grow(1, v.helpSide(p)), touch.Grow(1, v.helpJobs(p)))
	case v.compact() || v.large:
		left := touch.Column(12, v.helpGrade(p, h), touch.Grow(1, v.helpJobs(p)))
		parts.Main = touch.RowFill(20, touch.Grow(1.1, left), touch.Grow(1, v.helpSide(p)))
	default:
		middle := touch.Column(20, v.helpGrade(p, h), touch.Grow(1, v.helpJobs(p)))
		parts.Main = touch.RowFill(28, touch.Grow(1, v.helpList(p)), touch.Grow(1.1, middle), touch.Grow(0.85, v.helpSide(p)))
	}
	switch {
	case told != nil && !v.large:
		parts.Note = touch.Fixed(620, 0, told)
	case told != nil:
		parts.Main = touch.Column(14, touch.Grow(1, parts.Main), told)
	}
	if open && (told == nil || p.Changed() || !v.compact()) { // where both have no room, what was done is said
		yes := v.button(touch.PrimaryButton, "check-bold", "aid.confirm", p.Write)
		yes.SetEnabled(p.Changed())
		parts.Actions = []fyne.CanvasObject{yes}
	}
	return v.staffScreen(p.Clerk, p.Restart, parts)
}

func (v *View) helpList(p *flow.StaffHelp) fyne.CanvasObject {
	head := func() fyne.CanvasObject { return v.floorTitle(v.t("aid.title"), p.Pager.Count) }
	empty := v.quiet("hand-heart", v.t("aid.none"), v.t("aid.none_second"))
	return v.floorList(&p.Pager, p.Turn, v.stripHigh(), head, empty, func() []fyne.CanvasObject {
		var rows []fyne.CanvasObject
		for _, h := range p.Shown() {
			rows = append(rows, v.personStrip(h, func() { p.Choose(h.ID) }))
		}
		return rows
	})
}

// helpGrade is the grade with its reasons.
func (v *View) helpGrade(p *flow.StaffHelp, h flow.HallPerson) fyne.CanvasObject {
	tile := float32(96)
	if v.compact() {
		tile = 60
	}
	name := []touch.Run{{Text: h.Name, Size: touch.Title, Weight: touch.Bold}}
	if h.Age != "" && !v.compact() {
		name = append(name, touch.Run{Text: h.Age, Size: touch.Label, Colour: touch.Ink2})
	}
	words := []fyne.CanvasObject{touch.NewLine(v.style, 14, name...)}
	if !v.compact() {
		words = append(words, touch.NewPara(v.style, 1, touch.Run{Text: v.t("aid.who", "n", h.Number, "trades", h.Trades, "wait", h.Waited), Colour: touch.Ink2}))
	}
	rows := []fyne.CanvasObject{touch.Row(20, v.gradeTile(h.Grade, tile), touch.Grow(1, touch.Column(0, words...)))}
	reasons := p.Reasons()
	if len(reasons) == 0 {
		rows = append(rows, touch.NewText(v.style, v.t("aid.no_reason"), touch.Body, touch.Plain, touch.Ink2))
	}
	for i, r := range reasons {
		if v.compact() && i == 2 || i == 3 {
			break
		}
		rows = append(rows, touch.NewRule(v.style), touch.Row(14, touch.NewIcon(v.style, "check-bold", 28, touch.GreenInk),
			touch.Grow(1, touch.NewText(v.style, r.Text, 28, touch.Bold, touch.Ink)), touch.NewTag(v.style, touch.PlainTag, r.Source)))
	}
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(16, 22, 16, 22, touch.Column(10, rows...)))
}

// helpTicks are the hardships, as chips that are ticked.
func (v *View) helpTicks(p *flow.StaffHelp) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, h := range market.Hardships {
		chips = append(chips, touch.NewChip(v.style, "", v.t("hardship."+string(h)), p.Has(h), func() { p.Toggle(h) }))
	}
	columns := 2
	if v.upright() && !v.large {
		columns = 4
	}
	rows := (len(chips) + columns - 1) / columns
	list := []fyne.CanvasObject{}
	if !v.compact() {
		list = append(list, touch.NewText(v.style, v.t("aid.ticks"), 32, touch.Bold, touch.Ink))
	}
	list = append(list, touch.Grid(columns, rows, 12, chips...))
	if p.Words != "" && !v.tight() {
		list = append(list, touch.NewPara(v.style, 2, touch.Run{Text: v.t("aid.seen", "words", p.Words, "who", p.By), Colour: touch.Ink2}))
	}
	if !v.upright() {
		list = append(list, touch.Space())
	}
	if !v.compact() && !v.large {
		list = append(list, touch.Row(10, touch.NewIcon(v.style, "lock", 28, touch.Ink2),
			touch.Grow(1, touch.NewPara(v.style, 2, touch.Run{Text: v.t("aid.private"), Size: 24, Colour: touch.Ink2}))))
	}
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(16, 20, 16, 20, touch.Column(14, list...)))
}

// helpJobs is what is kept for the person, and work that goes with them.
func (v *View) helpJobs(p *flow.StaffHelp) fyne.CanvasObject {
	return newFitting(func(size fyne.Size) fyne.CanvasObject {
		gap := float32(12)
		var rows []fyne.CanvasObject
		room := size.Height - 32
		add := func(o fyne.CanvasObject, high float32) bool {
			if room < high {
				return false
			}
			room -= high + gap
			rows = append(rows, touch.Fixed(0, high, o))
			return true
		}
		text := v.style.Text(touch.Body) / touch.Body
		add(touch.NewText(v.style, v.t("aid.jobs"), 32, touch.Bold, touch.Ink), 44*text)
		for _, o := range p.Offers() {
			add(v.keptCard(p, o), max(112*text, v.style.Target(72)+24))
		}
		jobs := p.Jobs(6)
		for _, i := range jobs {
			if !add(v.helpJob(p, i), max(120*text, v.style.Target(72)+24)) {
				break
			}
		}
		if len(jobs) == 0 {
			add(touch.NewText(v.style, v.t("aid.no_jobs"), touch.Body, touch.Plain, touch.Ink2), 44*text)
		}
		return touch.NewSurface(v.style, touch.Panel, touch.Clear, 20, touch.Pad(16, 18, 16, 18, touch.Column(gap, append(rows, touch.Space())...)))
	})
}

// keptCard is a place that is kept, with how long still.
func (v *View) keptCard(p *flow.StaffHelp, o flow.HelpOffer) fyne.CanvasObject {
	left := "aid.kept_left"
	if v.tight() {
		left = "aid.kept_short"
	}
	words := touch.Column(0, touch.NewText(v.style, o.Title, 28, touch.Bold, touch.AmberInk),
		touch.NewText(v.style, v.t(left, "n", o.Minutes), touch.Body, touch.Plain, touch.AmberInk))
	no := v.button(touch.SmallButton, "", "aid.release", func() { p.Release(o.ID) })
	return touch.NewSurface(v.style, touch.AmberTint, touch.AmberEdge, 20, touch.Pad(8, 14, 8, 20, touch.Row(14,
		touch.NewIcon(v.style, "clock", 44, touch.AmberInk), touch.Grow(1, words), no)))
}

func (v *View) helpJob(p *flow.StaffHelp, i flow.Idea) fyne.CanvasObject {
	title := touch.NewText(v.style, i.What, 30, touch.Bold, touch.Ink)
	title.Shrink = 0.75
	words := touch.Column(0, title, touch.NewPara(v.style, 2, touch.Run{Text: i.Why, Size: 24, Colour: touch.Ink2}))
	if tags := p.JobTags(i); len(tags) > 0 && !v.large { // they say more than how far it is
		var row []fyne.CanvasObject
		for _, tag := range tags {
			row = append(row, touch.NewTag(v.style, touch.GoodTag, tag))
		}
		words = touch.Column(2, title, touch.Row(10, append(row, touch.Space())...))
	}
	objects := []fyne.CanvasObject{touch.Grow(1, words)}
	if p.MayKeep() && i.Kept == "" && !v.large {
		objects = append(objects, v.button(touch.SmallButton, "", "aid.keep", func() { p.Keep(i) }))
	}
	objects = append(objects, v.button(touch.SmallButton, "", "hall.send", func() { p.Send(i) }))
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(6, 12, 6, 18, touch.Row(12, objects...)))
}
