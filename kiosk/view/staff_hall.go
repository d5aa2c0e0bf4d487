package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildHall draws who waits at the left, the work in the middle and the suggestions at the right;
// on a small screen one suggestion below, upright all three under each other.
func (v *View) buildHall(p *flow.StaffHall) fyne.CanvasObject {
	parts := touch.ScreenParts{Tabs: v.staffTabs(p.Clerk, flow.HallRoom), Actions: v.hallActions(p)}
	people, jobs := v.hallPeople(p), v.hallJobs(p)
	told := v.told(p.Done, p.Fault)
	switch {
	case p.Loading():
		parts.Main, parts.Actions = v.quiet("timer-sand", v.t("hall.loading"), ""), nil
	case v.upright():
		rows := []fyne.CanvasObject{touch.Grow(1.2, people), touch.Grow(1, jobs)}
		if told != nil {
			rows = append(rows, told)
		}
		parts.Main = touch.Column(20, append(rows, v.oneIdea(p))...)
	case v.compact():
		rows := withSome([]fyne.CanvasObject{touch.Grow(1, touch.RowFill(24, touch.Grow(1, people), touch.Grow(1.12, jobs)))}, told)
		parts.Main = touch.Column(10, append(rows, v.oneIdea(p))...)
	default:
		ideas := touch.NewSurface(v.style, touch.Panel, touch.Clear, 20, touch.Pad(4, 16, 16, 16, v.hallIdeas(p)))
		body := touch.RowFill(32, touch.Grow(1, people), touch.Grow(1.03, jobs), touch.Grow(0.98, ideas))
		parts.Main = body
		parts.Note = v.chosenPair(p)
		switch {
		case told != nil && v.large: // the footer has no room for it
			parts.Main = touch.Column(14, touch.Grow(1, body), told)
		case told != nil:
			parts.Note = touch.Fixed(620, 0, told)
		}
	}
	screen := v.staffScreen(p.Clerk, p.Restart, parts)
	switch {
	case p.Clearing:
		no := v.button(touch.PrimaryButton, "", "hall.clear_no", p.Dismiss)
		yes := v.button(touch.StopButton, "exit-to-app", "hall.clear_yes", p.Clear)
		return touch.Layers(screen, v.askSheet("account-group", v.t("hall.clear_ask"), v.t("hall.clear_text", "n", len(p.Hall.Rows)), yes, no))
	case p.Drawn != nil:
		return touch.Layers(screen, v.drawnSheet(p))
	}
	return screen
}

// hallActions are the deeds of the footer, the primary last.
func (v *View) hallActions(p *flow.StaffHall) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	add := func(kind touch.ButtonKind, icon, key string, deed func()) {
		if v.tight() || v.upright() {
			icon = ""
		}
		out = append(out, v.button(kind, icon, key, deed))
	}
	switch {
	case p.MayUndo():
		add(touch.PlainButton, "undo-variant", "hall.undo", p.Undo)
	case p.Person != "" && p.MayKeep():
		add(touch.PlainButton, "clock", "hall.keep", p.Keep)
	case p.Person != "":
		if p.MayHelp() && p.Job == "" && !v.smallest() {
			add(touch.PlainButton, "hand-heart", "hall.help", p.Help)
		}
		add(touch.PlainButton, "exit-to-app", "hall.left", p.Gone)
	case p.MayDraw():
		add(touch.PlainButton, "dice-5", "hall.draw", p.Draw)
	case p.MayClear() && p.Job == "":
		add(touch.PlainButton, "exit-to-app", "hall.clear", p.AskClear)
	}
	if !v.wide() && !v.smallest() && p.Person == "" && p.Job == "" && p.Ideas.Count > 1 {
		add(touch.PlainButton, "swap-horizontal", "hall.next_idea", p.NextIdea)
	}
	send := v.button(touch.PrimaryButton, "check-bold", "hall.send_chosen", p.SendChosen)
	if missing := p.Missing(); missing != "" {
		send.SetWord(missing)
	}
	send.SetEnabled(p.MaySend())
	return append(out, send)
}

// floorList is a list under its head, as many rows as have room; make draws the rows of the page.
func (v *View) floorList(pager *flow.Pager, turn func(by int), high float32, head func() fyne.CanvasObject, empty fyne.CanvasObject, make func() []fyne.CanvasObject) fyne.CanvasObject {
	gap := float32(12)
	return newFitting(func(size fyne.Size) fyne.CanvasObject {
		high := max(v.style.Target(72), high*v.style.Text(touch.Body)/touch.Body)
		beside := v.compact() || v.upright() // page buttons stand in the head
		top := head()
		room := size.Height - top.MinSize().Height - gap
		fit := func(room float32) int { return max(1, int((room+gap)/(high+gap))) }
		rows := fit(room)
		if !beside && pager.Count > rows {
			room -= v.style.Target(72) + gap
			rows = fit(room)
		}
		pager.Fit(rows)
		items := make()
		if len(items) == 0 {
			return touch.Column(gap, top, touch.Grow(1, empty))
		}
		var turner fyne.CanvasObject
		if beside {
			if t := v.headTurner(pager, turn); t != nil {
				top = touch.Row(gap, touch.Grow(1, top), t)
			}
		} else {
			turner = v.shortPager(pager, turn)
		}
		list := touch.Column(0, touch.Fixed(0, float32(rows)*high+float32(rows-1)*gap, touch.Grid(1, rows, gap, items...)), touch.Space())
		if turner == nil {
			return touch.Column(gap, top, touch.Grow(1, list))
		}
		return touch.Column(gap, top, touch.Grow(1, list), turner)
	})
}

// headTurner are the page buttons beside a title; where there is least room, one that begins again
// after the last page.
func (v *View) headTurner(p *flow.Pager, turn func(by int)) fyne.CanvasObject {
	page, pages := p.Page()
	if !v.smallest() || pages == 1 {
		return v.turner(p, turn)
	}
	by := 1
	if page == pages {
		by = 1 - pages
	}
	return v.button(touch.SmallButton, "chevron-right", "pages.next", func() { turn(by) })
}

// shortPager is the pair of page buttons with 1/3 between them; nil for one page.
func (v *View) shortPager(p *flow.Pager, turn func(by int)) fyne.CanvasObject {
	page, pages := p.Page()
	if pages == 1 {
		return nil
	}
	words := v.pageWords()
	if words.Of = nil; !v.large {
		words.Of = func(page, pages int) string { return v.t("hall.page", "n", page, "all", pages) }
	}
	b := touch.NewPages(v.style, words, true, turn)
	b.SetPage(page, pages)
	return b
}

// floorTitle is the title of a list with its count, and chips beside it as far as there is room.
func (v *View) floorTitle(word string, n int, chips ...fyne.CanvasObject) fyne.CanvasObject {
	size, words := float32(48), float32(36)
	if v.compact() {
		size, words = 38, 30
	}
	count := touch.NewLine(v.style, 14, touch.Run{Text: word, Size: words, Weight: touch.Bold},
		touch.Run{Text: figure(n), Size: size, Weight: touch.Black, Colour: touch.GreenInk})
	row := append([]fyne.CanvasObject{count, touch.Space()}, chips...)
	return touch.Fixed(0, v.style.Target(72), touch.Row(12, row...))
}

func (v *View) hallPeople(p *flow.StaffHall) fyne.CanvasObject {
	head := func() fyne.CanvasObject {
		most := 2
		switch {
		case v.large && !v.upright(), v.compact():
			most = 0
		case v.large:
			most = 1
		}
		var chips []fyne.CanvasObject
		for _, t := range p.Trades(most) {
			to := t.ID
			if t.On { // tapped again, all are shown
				to = ""
			}
			chips = append(chips, touch.NewChip(v.style, "", t.Word, t.On, func() { p.OfTrade(to) }))
		}
		return v.floorTitle(v.t("hall.waiting"), p.People.Count, chips...)
	}
	empty := v.quiet("account-group", v.t("hall.nobody"), v.t("hall.nobody_second"))
	return v.floorList(&p.People, func(by int) { p.Turn(&p.People, by) }, v.stripHigh(), head, empty, func() []fyne.CanvasObject {
		var rows []fyne.CanvasObject
		for _, h := range p.ShownPeople() {
			rows = append(rows, v.personStrip(h, func() { p.Choose(h.ID) }))
		}
		return rows
	})
}

// stripHigh is how high a row of the hall is before 大字.
func (v *View) stripHigh() float32 {
	if v.compact() {
		return 72
	}
	return 94
}

// gradeLooks are the tiles of the grades.
var gradeLooks = map[market.Grade]struct{ ground, ink touch.Colour }{
	market.GradeA: {touch.Amber, touch.Ink}, market.GradeB: {touch.GreenTint, touch.GreenInk}, market.GradeC: {touch.Panel, touch.Ink},
}

func (v *View) gradeTile(g market.Grade, size float32) fyne.CanvasObject {
	look := gradeLooks[g]
	if g == market.GradeA && v.style.Dark() { // amber is light in both themes
		look.ink = touch.OnGreen
	}
	return touch.NewLetter(v.style, g.String(), size, look.ground, look.ink)
}

// personStrip is somebody who waits: grade, number, name, what they do, and how long they wait.
func (v *View) personStrip(h flow.HallPerson, onTap func()) fyne.CanvasObject {
	o := touch.StripOptions{Label: h.Name, Selected: h.Chosen, OnTap: onTap}
	tile, number := float32(52), float32(44)
	if v.compact() {
		tile, number = 44, 36
	}
	o.Lead = []fyne.CanvasObject{
		v.gradeTile(h.Grade, tile), touch.NewText(v.style, figure(h.Number), number, touch.Black, touch.Ink),
	}
	second := h.Trades
	if h.Idle != "" {
		second += v.t("rank.and") + h.Idle
	}
	o.Title = []touch.Run{{Text: h.Name, Size: 32, Weight: touch.Bold}}
	switch {
	case v.smallest():
	case v.compact():
		o.Title = append(o.Title, touch.Run{Text: h.Trades, Size: 24, Colour: touch.Ink2})
	case h.Age != "" && !v.large:
		o.Title = append(o.Title, touch.Run{Text: h.Age, Colour: touch.Ink2})
		fallthrough
	default:
		o.Second = second
	}
	if h.Chosen && v.large && v.wide() { // the tick takes the room
		o.Second = ""
	}
	wait := touch.NewText(v.style, h.Waited, 28, touch.Bold, touch.Ink)
	wait.Align = fyne.TextAlignTrailing
	o.Tail = wait
	if !v.compact() {
		label := touch.NewText(v.style, v.t("hall.waited"), 24, touch.Plain, touch.Ink2)
		label.Align = fyne.TextAlignTrailing
		o.Tail = touch.Column(0, label, wait)
	}
	return touch.NewStrip(v.style, o)
}

func (v *View) hallJobs(p *flow.StaffHall) fyne.CanvasObject {
	head := func() fyne.CanvasObject {
		var chips []fyne.CanvasObject
		if !v.tight() {
			chips = []fyne.CanvasObject{touch.NewChip(v.style, "", v.t("hall.later"), p.Later, func() { p.ShowLater(!p.Later) })}
		}
		return v.floorTitle(v.t("hall.wanted"), p.Wanted(), chips...)
	}
	empty := v.quiet("bullhorn", v.t("hall.no_jobs"), v.t("hall.no_jobs_second"))
	return v.floorList(&p.Jobs, func(by int) { p.Turn(&p.Jobs, by) }, v.stripHigh(), head, empty, func() []fyne.CanvasObject {
		var rows []fyne.CanvasObject
		for _, j := range p.ShownJobs() {
			rows = append(rows, v.jobStrip(j, func() { p.ChooseJob(j.Card.ID) }))
		}
		return rows
	})
}

// jobStrip is work that wants people: picture, title and pay, where and when, how many.
func (v *View) jobStrip(j flow.HallJob, onTap func()) fyne.CanvasObject {
	c := j.Card
	glyph := float32(64)
	if v.compact() {
		glyph = 52
	}
	o := touch.StripOptions{Label: c.Title, Selected: j.Chosen, OnTap: onTap}
	o.Lead = []fyne.CanvasObject{touch.NewGlyph(v.style, c.Icon, glyph, touch.GreenTint, touch.GreenInk)}
	o.Title = []touch.Run{{Text: c.Title, Size: 32, Weight: touch.Bold}}
	if !v.large {
		o.Title = append(o.Title, touch.Run{Text: c.Pay + c.Unit, Colour: touch.Ink})
	}
	if !v.compact() {
		o.Second = c.Place + " " + j.Begins
		if v.large && v.wide() {
			o.Second = j.Begins
		}
		if j.Kept != "" {
			o.Second = j.Kept + v.t("rank.and") + o.Second
		}
	}
	count := touch.NewCount(v.style, touch.Count{Before: v.t("hall.want"), N: j.Here, After: v.t("hall.people")}, 40, 24)
	o.Tail = count
	if !v.compact() && c.Heads <= 15 && !v.large {
		o.Tail = touch.Column(0, touch.Row(0, touch.Space(), count), touch.Row(0, touch.Space(), touch.NewTally(v.style, c.Heads, c.Heads-c.Left, 24)))
	}
	return touch.NewStrip(v.style, o)
}
