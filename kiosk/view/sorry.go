package view

import (
	"fyne.io/fyne/v2"

	"yizhan/assets"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// Sorry is what a station shows that cannot begin: why, that nothing is lost, and whom to call. There is no
// app behind it, so there is nothing to press.
func Sorry(words assets.Phrases, err error, o Options) (fyne.CanvasObject, fyne.Theme) {
	s := touch.NewStyle(touch.Options{Dark: o.Dark, MMPerPixel: o.MMPerPixel, Still: o.Still})
	line := func(icon, text string) fyne.CanvasObject {
		return touch.Row(20, touch.NewIcon(s, icon, 48, touch.GreenInk),
			touch.Grow(1, touch.NewPara(s, 2, touch.Run{Text: text, Size: 32})))
	}
	why := words.T("sorry.why")
	if market.Code(err) != "" {
		why = words.Refusal(err)
	}
	card := touch.NewCardPanel(s, touch.Column(18,
		line("account-tie", words.T("sorry.staff")),
		line("phone", words.T("unsaved.inquiry", "phone", market.LineLabour)),
		line("phone", words.T("unsaved.complaints", "phone", market.LineCity)),
		line("sync", words.T("sorry.again"))))
	rows := touch.Column(32, touch.Space(),
		touch.Row(28, touch.NewGlyph(s, "alert", 132, touch.AmberTint, touch.AmberInk), touch.Grow(1, touch.Column(6,
			touch.NewPara(s, 2, touch.Run{Text: words.T("sorry.title"), Size: 56, Weight: touch.Bold}),
			touch.NewPara(s, 4, touch.Run{Text: why, Size: 32, Colour: touch.Ink2})))),
		card, touch.Space())
	return touch.NewSurface(s, touch.Paper, touch.Paper, 0, touch.Pad(40, 60, 40, 60, rows)), touch.NewTheme(s)
}
