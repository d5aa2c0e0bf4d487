package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildTables draws the way of a table into the station: which one, how far, its report, and the question
// before anything is written. Export stands beside the files.
func (v *View) buildTables(p *flow.StaffTables) fyne.CanvasObject {
	switch p.Stage {
	case flow.ReadTable, flow.WriteTable:
		return v.tableWork(p)
	case flow.TableReport:
		return v.tableReport(p)
	}
	return v.tableFiles(p)
}

// tableFiles are the tables that lie on sticks and in the station's own folder.
func (v *View) tableFiles(p *flow.StaffTables) fyne.CanvasObject {
	rows := v.listRows()
	p.Pager.Fit(rows)
	var list fyne.CanvasObject
	if len(p.Files) == 0 {
		list = v.quiet("file-excel", v.t("tables.none"), v.t("tables.none_second"))
	} else {
		var lines []fyne.CanvasObject
		for _, f := range p.ShownFiles() {
			lines = append(lines, v.fileLine(p, &f))
		}
		list = touch.Grid(1, rows, v.gap(), lines...)
	}
	word := "tables.export"
	if v.upright() || v.large {
		word = "tables.export_short"
	}
	export := v.button(touch.PlainButton, "file-document", word, p.AskWhere)
	again := v.button(touch.PlainButton, "sync", "tables.again", p.Again)
	if p.Busy() {
		export.SetWord(v.t("tables.exporting"))
	}
	export.SetEnabled(!p.Busy())
	again.SetEnabled(!p.Busy())
	screen := v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{
		Main:    v.headed(v.question(v.t("tables.title")), v.pager(&p.Pager, p.Turn), v.told(p.Done, p.Fault), touch.Grow(1, list)),
		Actions: []fyne.CanvasObject{export, again},
	})
	if !p.Where {
		return screen
	}
	answers := []fyne.CanvasObject{v.button(touch.PlainButton, "", "tables.where_no", p.Dismiss)}
	for _, t := range p.Targets() {
		answers = append(answers, touch.NewButton(v.style, touch.PrimaryButton, "", t.Word, func() { p.Export(t.Place) }))
	}
	return touch.Layers(screen, v.askSheet("file-excel", v.t("tables.where"), v.t("tables.where_text"), answers...))
}

// fileLine is one table: its name, where it lies, when it was changed.
func (v *View) fileLine(p *flow.StaffTables, f *flow.FileRow) fyne.CanvasObject {
	icon := "home"
	if f.Stick {
		icon = "file-excel"
	}
	name := touch.NewPara(v.style, 2, touch.Run{Text: f.Name, Size: touch.Label, Weight: touch.Bold})
	second := f.Where + v.t("walkin.check.and") + f.When
	if v.wide() {
		second += v.t("walkin.check.and") + f.Size
	}
	words := touch.Column(2, name, touch.NewPara(v.style, 2, touch.Run{Text: second, Size: touch.Body, Colour: touch.Ink2}))
	open := v.button(touch.PlainButton, "eye", "tables.choose", func() { p.Choose(f.File) })
	open.SetEnabled(!p.Busy())
	row := touch.Row(24, touch.NewIcon(v.style, icon, 48, touch.GreenInk), touch.Grow(1, words), open)
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(8, 24, 8, 24, row))
}

// tableWork shows how far reading or writing is, and the one way to break it off.
func (v *View) tableWork(p *flow.StaffTables) fyne.CanvasObject {
	say := "tables.reading"
	if p.Stage == flow.WriteTable {
		say = "tables.writing"
	}
	title := touch.NewPara(v.style, 2, touch.Run{Text: v.t(say, "name", p.File.Name), Size: touch.Question, Weight: touch.Bold})
	second := touch.NewPara(v.style, 2, touch.Run{Text: v.t(say + "_second"), Size: touch.Label, Colour: touch.Ink2})
	bar, far := touch.NewBar(v.style, 24), ""
	if p.All > 0 {
		bar.SetPart(float32(p.Part) / float32(p.All))
		far = v.t("tables.so_far", "part", figure(p.Part), "all", figure(p.All))
	}
	title.Align, second.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	figure := touch.NewPara(v.style, 1, touch.Run{Text: far, Size: touch.Title, Weight: touch.Bold, Colour: touch.GreenInk})
	figure.Align = fyne.TextAlignCenter
	return v.staffScreen(p.Clerk, p.Restart, touch.ScreenParts{
		Main: touch.Column(24, touch.Space(), title, second, touch.Fixed(0, 48, bar),
			touch.Fixed(0, v.style.Text(touch.Title)*1.5, figure), touch.Space()),
		Actions: []fyne.CanvasObject{v.button(touch.PlainButton, "close-thick", "tables.stop", p.Cancel)},
	})
}
