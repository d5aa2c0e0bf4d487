package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildHire draws the pages of an employer alone that staff do not have; nil for any other.
func (v *View) buildHire(p flow.Page) fyne.CanvasObject {
	switch p := p.(type) {
	case *flow.HireDone:
		return v.buildHireDone(p)
	case *flow.HireStory:
		return v.buildHireStory(p)
	}
	return nil
}

// walkinFrame is the frame of a question: the desk's for staff, that of everybody for an employer
// alone.
func (v *View) walkinFrame(p *flow.WalkinPage, parts touch.ScreenParts) fyne.CanvasObject {
	if !p.Alone {
		return v.staffScreen(p.Clerk, p.Restart, parts)
	}
	return v.helperScreen(p.Restart, parts)
}

// aloneNote says what becomes of what an employer hands in.
func (v *View) aloneNote() fyne.CanvasObject {
	return touch.NewPanel(v.style, touch.Column(10,
		touch.Row(16, touch.NewIcon(v.style, "shield-check", 48, touch.Ink), touch.Grow(1,
			touch.NewPara(v.style, 2, touch.Run{Text: v.t("hire.checked"), Size: 36, Weight: touch.Bold}))),
		touch.NewPara(v.style, 3, touch.Run{Text: v.t("hire.checked_when"), Size: touch.Label}),
		touch.NewPara(v.style, 3, touch.Run{Text: v.t("hire.consent"), Size: touch.Label})))
}

// buildHireDone shows the number of what was handed in and what happens next.
func (v *View) buildHireDone(d *flow.HireDone) fyne.CanvasObject {
	title := "hire.waits"
	if d.Open {
		title = "hire.open"
	}
	panel := touch.NewFollowPanel(v.style, touch.FollowOptions{
		Done: v.t("complaint.saved"), Word: v.t("hire.number"), Number: groupsOf(d.Number),
		Notes: []string{v.t("hire.keep"), v.t("hire.keep_again")},
	})
	card := touch.Fixed(0, v.cardHeight(), touch.NewPostingCard(v.style, v.posting(d.Card), nil))
	if v.compact() { // what comes next has the room
		card = touch.Layers()
	}
	return v.screen(touch.ScreenParts{
		Main: v.doneSides(panel, v.question(v.t(title)), v.stages(d.Steps), card), Nav: v.nav(false),
		Actions: []fyne.CanvasObject{v.button(touch.PrimaryButton, "check-bold", "way.understood", d.Understood)},
	})
}

// buildHireStory shows what became of it.
func (v *View) buildHireStory(s *flow.HireStory) fyne.CanvasObject {
	last, reached := "hire.track_open", 1
	switch s.State {
	case market.ProposalPassed:
		reached = 2
	case market.ProposalReturned:
		last, reached = "hire.track_returned", 2
	}
	said := s.Said
	if said == "" {
		said = v.t("hire.said_" + string(s.State))
	}
	return v.story(story{
		icon: s.Icon, title: s.Title, number: s.Number, date: v.t("complaint.state_date", "date", s.Date),
		track: touch.NewTrack(v.style, reached, []string{v.t("hire.track_in"), v.t("hire.track_check"), v.t(last)}),
		said:  said, call: v.t("complaint.state_call", "phone", s.Phone),
	})
}

// alonePhone says to an employer alone what the number is for.
func (v *View) alonePhone() about {
	return about{
		icon: "account-multiple-plus", word: v.t("hire.phone_word"), private: v.t("hire.phone_private"),
		lines: []flow.Line{{Icon: "account-hard-hat", Text: v.t("walkin.phone.why_1")}, {Icon: "history", Text: v.t("walkin.phone.why_2")}},
	}
}

// aloneExtras asks an employer alone what is offered, and who insures the day.
func (v *View) aloneExtras(p *flow.WalkinPage, offers []fyne.CanvasObject) fyne.CanvasObject {
	var insurances []fyne.CanvasObject
	for _, i := range market.Insurances {
		insurances = append(insurances, touch.NewChoice(v.style, touch.ChoiceOptions{
			Word: v.t("insurance." + i), Middle: true, Selected: i == p.Posting.Insurance, OnTap: func() { p.PickInsurance(i) },
		}))
	}
	label := func(key string) fyne.CanvasObject {
		return touch.NewText(v.style, v.t(key), touch.Label, touch.Bold, touch.Ink)
	}
	first, second := touch.Grid(3, 1, v.gap(), offers...), touch.Grid(3, 1, v.gap(), insurances...)
	a, b := float32(220), float32(130)
	switch {
	case v.upright():
		first, second = touch.Grid(1, 3, v.gap(), offers...), touch.Grid(1, 3, v.gap(), insurances...)
		a, b = 480, 360
	case v.compact():
		a, b = 140, 110
	}
	body := touch.Column(v.gap(), label("walkin.extras.offers"), touch.Fixed(0, a, first), label("hire.insurance"), touch.Fixed(0, b, second), touch.Space())
	return v.walkinScreen(p, v.t("hire.extras_title"), body, v.walkinNext(p))
}
