package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// ideasTitle says what is suggested.
func (v *View) ideasTitle(p *flow.StaffHall) string {
	switch {
	case p.Person != "":
		return v.t("hall.ideas_person")
	case p.Job == "":
		return v.t("hall.ideas")
	}
	if _, drawn := p.Hall.DrawOf(p.Job); drawn {
		return v.t("hall.ideas_drawn")
	}
	return v.t("hall.ideas_job")
}

// hallIdeas are the suggestions as cards with a button each.
func (v *View) hallIdeas(p *flow.StaffHall) fyne.CanvasObject {
	head := func() fyne.CanvasObject {
		return v.floorTitle(v.ideasTitle(p), p.Ideas.Count)
	}
	empty := v.quiet("swap-horizontal", v.t("hall.no_ideas"), v.t("hall.no_ideas_second"))
	if i, bar, ok := p.Pair(); ok {
		return touch.Column(12, touch.Fixed(0, v.style.Target(72), touch.NewText(v.style, v.t("hall.chosen"), 36, touch.Bold, touch.Ink)),
			touch.Grow(1, v.chosenCard(i, bar)))
	}
	return v.floorList(&p.Ideas, func(by int) { p.Turn(&p.Ideas, by) }, 160, head, empty, func() []fyne.CanvasObject {
		var rows []fyne.CanvasObject
		for _, i := range p.ShownIdeas() {
			rows = append(rows, v.ideaCard(p, i))
		}
		return rows
	})
}

// ideaTitle is 57号 李师傅 › 摘葡萄.
func (v *View) ideaTitle(i flow.Idea, size float32) fyne.CanvasObject {
	who := touch.NewText(v.style, i.Who, size, touch.Bold, touch.Ink)
	what := touch.NewText(v.style, i.What, size, touch.Bold, touch.Ink)
	who.Shrink, what.Shrink = 0.75, 0.75
	return touch.Row(10, who, touch.NewIcon(v.style, "chevron-right", 28, touch.GreenInk), touch.Grow(1, what))
}

// ideaCard is one suggestion; its button is the second of the two taps.
func (v *View) ideaCard(p *flow.StaffHall, i flow.Idea) fyne.CanvasObject {
	words := []fyne.CanvasObject{v.ideaTitle(i, 30)}
	words = append(words, touch.NewPara(v.style, 2, touch.Run{Text: i.Why, Size: 24, Colour: touch.Ink}))
	if i.Kept != "" {
		words = append(words, touch.Row(0, touch.NewTag(v.style, touch.WarnTag, i.Kept), touch.Space()))
	}
	send := v.button(touch.SmallButton, "", "hall.send", func() { p.Send(i.Pair.Person, i.Pair.Job) })
	edge := touch.Hair
	if i.Kept != "" {
		edge = touch.AmberEdge
	}
	body := touch.Row(14, touch.Grow(1, touch.Column(0, words...)), send)
	return touch.NewSurface(v.style, touch.Card, edge, 20, touch.Pad(4, 16, 4, 20, body))
}

// chosenCard is who and what staff have chosen themselves, with why, or with what is in the way.
func (v *View) chosenCard(i flow.Idea, bar string) fyne.CanvasObject {
	words := []fyne.CanvasObject{
		touch.NewPara(v.style, 2, touch.Run{Text: i.Who, Size: touch.Title, Weight: touch.Bold}),
		touch.Row(0, touch.NewIcon(v.style, "chevron-down", 40, touch.GreenInk), touch.Space()),
		touch.NewPara(v.style, 2, touch.Run{Text: i.What, Size: touch.Title, Weight: touch.Bold}),
		touch.NewRule(v.style),
	}
	if bar != "" {
		words = append(words, touch.NewNotice(v.style, touch.WarnNotice, bar, "", nil))
	} else {
		words = append(words, touch.NewPara(v.style, 3, touch.Run{Text: i.Why, Size: touch.Label}))
	}
	if i.Kept != "" {
		words = append(words, touch.Row(0, touch.NewTag(v.style, touch.WarnTag, i.Kept), touch.Space()))
	}
	card := touch.NewSurface(v.style, touch.Card, touch.GreenInk, 20, touch.Pad(24, 28, 24, 28, touch.Column(12, words...)))
	return touch.Column(0, card, touch.Space())
}

// chosenPair is who and what are chosen, in one line of the footer; nil for nobody.
func (v *View) chosenPair(p *flow.StaffHall) fyne.CanvasObject {
	i, _, ok := p.Pair()
	if !ok || v.large {
		return nil
	}
	return touch.Row(12, touch.NewText(v.style, i.Who, 32, touch.Bold, touch.Ink), touch.NewIcon(v.style, "chevron-right", 28, touch.GreenInk),
		touch.NewText(v.style, i.What, 32, touch.Bold, touch.Ink))
}

// oneIdea is a single suggestion in a bar, where there is room for no more.
func (v *View) oneIdea(p *flow.StaffHall) fyne.CanvasObject {
	line := func(i flow.Idea, why string, end fyne.CanvasObject) fyne.CanvasObject {
		lines := 1
		if v.upright() {
			lines = 2
		}
		because := touch.NewPara(v.style, lines, touch.Run{Text: why, Size: 24, Colour: touch.Ink2})
		objects := []fyne.CanvasObject{touch.Grow(1, touch.Column(0, v.ideaTitle(i, 28), because))}
		if v.smallest() {
			objects = []fyne.CanvasObject{touch.Grow(1, v.ideaTitle(i, 28))}
		}
		if i.Kept != "" && !v.large {
			objects = append(objects, touch.NewTag(v.style, touch.WarnTag, i.Kept))
		}
		if end != nil {
			objects = append(objects, end)
		}
		return touch.NewSurface(v.style, touch.Panel, touch.Clear, 20, touch.Pad(2, 14, 2, 20, touch.Row(14, objects...)))
	}
	if i, bar, ok := p.Pair(); ok {
		why := i.Why
		if bar != "" {
			why = bar
		}
		return line(i, why, nil)
	}
	p.Ideas.Fit(1)
	for _, i := range p.ShownIdeas() {
		return line(i, i.Why, v.button(touch.SmallButton, "", "hall.send", func() { p.Send(i.Pair.Person, i.Pair.Job) }))
	}
	return touch.NewPanel(v.style, touch.NewText(v.style, v.t("hall.no_ideas"), touch.Body, touch.Bold, touch.Ink2))
}

// drawnSheet shows a lottery: the order, the seed, and how anyone checks it.
func (v *View) drawnSheet(p *flow.StaffHall) fyne.CanvasObject {
	d := p.Drawn
	para := func(lines int, text string, size float32, c touch.Colour) fyne.CanvasObject {
		return touch.NewPara(v.style, lines, touch.Run{Text: text, Size: size, Colour: c})
	}
	words := touch.Column(10, touch.NewPara(v.style, 2, touch.Run{Text: d.Title, Size: touch.Title, Weight: touch.Bold}),
		touch.NewPara(v.style, 3, touch.Run{Text: v.t("hall.drawn_order", "order", d.Order), Size: 34, Weight: touch.Bold, Colour: touch.GreenInk}),
		para(2, v.t("hall.drawn_seed", "seed", d.Seed), touch.Body, touch.Ink), para(3, v.t("hall.drawn_check"), touch.Body, touch.Ink2))
	head := touch.Row(28, touch.NewGlyph(v.style, "dice-5", 112, touch.GreenTint, touch.GreenInk), touch.Grow(1, words))
	if v.upright() || v.large {
		return touch.NewSheet(v.style, words, v.button(touch.PrimaryButton, "check-bold", "hall.drawn_ok", p.Dismiss))
	}
	return touch.NewSheet(v.style, head, v.button(touch.PrimaryButton, "check-bold", "hall.drawn_ok", p.Dismiss))
}
