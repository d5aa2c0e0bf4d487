package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// paperSheet asks which paper of a posting is to be printed.
func (v *View) paperSheet(p *flow.StaffPosting) fyne.CanvasObject {
	answers := []fyne.CanvasObject{
		v.button(touch.PlainButton, "", "staff.print.leave", p.NoPaper),
		v.button(touch.PlainButton, "printer", "papers.posting", p.Print),
	}
	text := "papers.ask_text"
	if p.MayAgree() {
		answers = append(answers, v.button(touch.PlainButton, "printer", "papers.agreement", p.PrintAgreement))
		text = "papers.ask_text_chosen"
	}
	answers = append(answers, v.button(touch.PrimaryButton, "printer", "papers.names", p.PrintNames))
	return v.askSheet("printer", v.t("papers.ask"), v.t(text), answers...)
}

// wallSheet asks which paper for walls and hands is to be printed.
func (v *View) wallSheet(p *flow.StaffPrints) fyne.CanvasObject {
	answers := []fyne.CanvasObject{v.button(touch.PlainButton, "", "staff.print.leave", p.Dismiss)}
	for i, paper := range p.WallPapers() {
		kind := touch.PlainButton
		if i == len(p.WallPapers())-1 {
			kind = touch.PrimaryButton
		}
		answers = append(answers, v.button(kind, "printer", "paper."+string(paper), func() { p.PrintWall(paper) }))
	}
	return v.askSheet("printer", v.t("papers.ask"), v.t("papers.wall_text"), answers...)
}
