package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildNumbers draws the station's figures above, and below them bars of the days beside what is wanted
// and offered by trade.
func (v *View) buildNumbers(p *flow.StaffNumbers) fyne.CanvasObject {
	parts := touch.ScreenParts{Tabs: v.staffTabs(p.Clerk, flow.NumbersRoom)}
	head := v.numbersHead(p)
	told := v.told(p.Done, p.Fault)
	switch {
	case p.N == nil && p.Fault == "":
		parts.Main = touch.Column(v.gap(), head, touch.Grow(1, v.quiet("timer-sand", v.t("numbers.reading"), "")))
		return v.staffScreen(p.Clerk, p.Restart, parts)
	case p.N == nil:
		parts.Main = touch.Column(v.gap(), head, told, touch.Space())
		return v.staffScreen(p.Clerk, p.Restart, parts)
	}
	days, trades := v.dayChart(p), v.tradeChart(p)
	rows := []fyne.CanvasObject{head, v.tiles(p)}
	switch {
	case v.upright():
		rows = append(rows, touch.Grow(1, days), touch.Grow(1, trades))
	case v.smallest():
		rows = rows[:2]
		if p.Hours {
			rows = rows[:1]
			rows = append(rows, touch.Grow(1, days))
		}
	case v.large && !p.Hours:
		rows = append(rows, touch.Grow(1, trades))
	case v.large:
		rows = append(rows, touch.Grow(1, days))
	default:
		rows = append(rows, touch.Grow(1, touch.RowFill(v.gap(), touch.Grow(1.16, days), touch.Grow(1, trades))))
	}
	switch {
	case told != nil && v.wide() && !v.large:
		parts.Note = touch.Fixed(520, 0, told)
	case told != nil && v.smallest():
		rows[0] = told
	case told != nil:
		rows = append(rows, told)
	}
	if v.smallest() && !p.Hours {
		rows = append(rows, touch.Space())
	}
	parts.Main = touch.Column(v.gap(), rows...)
	word, icon := "numbers.by_hours", "clock"
	if p.Hours {
		word = "numbers.by_days"
	}
	if v.smallest() || v.upright() {
		icon = ""
	}
	parts.Actions = []fyne.CanvasObject{v.button(touch.PrimaryButton, "printer", "numbers.print", p.Print)}
	if p.Span != flow.OfDay || v.large {
		parts.Actions = append([]fyne.CanvasObject{v.button(touch.PlainButton, icon, word, p.ToggleHours)}, parts.Actions...)
	}
	return v.staffScreen(p.Clerk, p.Restart, parts)
}

// numbersHead chooses the span: this one, and the ones before.
func (v *View) numbersHead(p *flow.StaffNumbers) fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, s := range flow.Spans {
		row = append(row, touch.NewChip(v.style, "", v.t("numbers.span_"+string(s)), s == p.Span && p.Back == 0, func() { p.Pick(s) }))
	}
	row = append(row, touch.NewChip(v.style, "", v.t("numbers.back"), p.Back > 0, func() { p.Step(1) }))
	if p.Back > 0 {
		row = append(row, touch.NewChip(v.style, "", v.t("numbers.on"), false, func() { p.Step(-1) }))
	}
	say := touch.NewText(v.style, p.SpanWords(), touch.Caption, touch.Plain, touch.Ink2)
	if v.smallest() {
		return touch.Row(10, append(row, touch.Space())...)
	}
	if v.upright() && v.large {
		return touch.Column(8, touch.Row(10, append(row, touch.Space())...), say)
	}
	return touch.Row(10, append(row, touch.Space(), say)...)
}

// tiles are the figures beside each other; where room is short, three.
func (v *View) tiles(p *flow.StaffNumbers) fyne.CanvasObject {
	size, high, columns := touch.FigureM, float32(188), 5
	switch {
	case v.smallest():
		size, high, columns = touch.FigureS, 190, 3
	case v.compact():
		size, high = 44, 116
	case v.large && v.wide():
		size, high, columns = touch.FigureS, 200, 5
	case v.upright():
		columns = 3
		if v.large {
			size, high, columns = touch.FigureS, 200, 2
		}
	}
	var tiles []fyne.CanvasObject
	for i, t := range p.Tiles() {
		fill, edge, ink, ink2 := touch.Card, touch.Hair, touch.Ink, touch.Ink2
		if i == 0 {
			fill, edge, ink, ink2 = touch.Green, touch.Green, touch.OnGreen, touch.OnGreen2
		}
		label := touch.NewText(v.style, t.Label, touch.Caption, touch.Plain, ink2)
		label.Shrink = 0.8
		rows := []fyne.CanvasObject{label, touch.NewLine(v.style, 10,
			touch.Run{Text: figure(t.N), Size: size, Weight: touch.Black, Colour: ink}, touch.Run{Text: t.Unit, Size: touch.Caption, Colour: ink2})}
		if !v.compact() && !(v.large && v.wide()) {
			second := touch.NewText(v.style, t.Second, touch.Caption, touch.Plain, ink2)
			second.Shrink = 0.75
			rows = append(rows, second)
		}
		tiles = append(tiles, touch.NewSurface(v.style, fill, edge, 20, touch.Pad(10, 20, 10, 20, touch.Column(4, append([]fyne.CanvasObject{touch.Space()}, append(rows, touch.Space())...)...))))
	}
	lines := (len(tiles) + columns - 1) / columns
	return touch.Fixed(0, float32(lines)*high+float32(lines-1)*14, touch.Grid(columns, lines, 14, tiles...))
}

// legend is a small box with its word.
func (v *View) legend(fill touch.Colour, key string) fyne.CanvasObject {
	box := touch.NewSurface(v.style, fill, touch.GreenInk, 4, touch.Fixed(18, 18, touch.Layers()))
	return touch.Row(8, touch.Centre(touch.Fixed(22, 22, box)), touch.NewText(v.style, v.t(key), touch.Caption, touch.Plain, touch.Ink))
}

// chartPanel is a card with a title and what the colours mean.
func (v *View) chartPanel(title string, legends []fyne.CanvasObject, chart fyne.CanvasObject) fyne.CanvasObject {
	size := float32(34)
	if v.compact() {
		size = 26
	}
	word := touch.NewText(v.style, v.t(title), size, touch.Bold, touch.Ink)
	word.Shrink = 0.75
	head := append([]fyne.CanvasObject{touch.Grow(1, word)}, legends...)
	return touch.NewSurface(v.style, touch.Card, touch.Hair, 20, touch.Pad(14, 24, 14, 24, touch.Column(10, touch.Row(18, head...), touch.Grow(1, chart))))
}

// dayChart are columns: who came as an outline, of those who went to work filled.
func (v *View) dayChart(p *flow.StaffNumbers) fyne.CanvasObject {
	title, legends := "numbers.chart_days", []fyne.CanvasObject{v.legend(touch.Green, "numbers.legend_placed"), v.legend(touch.Card, "numbers.legend_came")}
	if p.Hours || p.Span == flow.OfDay {
		title, legends = "numbers.chart_hours", legends[1:]
	}
	if v.smallest() {
		legends = nil
	}
	bars := p.Bars()
	chart := newFitting(func(size fyne.Size) fyne.CanvasObject {
		most, label := 1, v.style.Text(touch.Least)*1.5
		for _, b := range bars {
			most = max(most, b.Whole, b.Part)
		}
		room := max(10, size.Height-2*label)
		width := size.Width / float32(max(1, len(bars)))
		gap := min(14, width*0.2)
		thin := width < v.style.Text(touch.Least)*2
		var columns []fyne.CanvasObject
		for i, b := range bars {
			columns = append(columns, touch.Grow(1, v.dayColumn(b, room/float32(most), label, thin, !thin || i%5 == 0 || b.Now)))
		}
		return touch.RowFill(gap, columns...)
	})
	return v.chartPanel(title, legends, chart)
}

// dayColumn is one bar with its figures; each is how high one person is. A thin one has no figures, and a
// label only where labelled.
func (v *View) dayColumn(b flow.Bar, each, label float32, thin, labelled bool) fyne.CanvasObject {
	whole, part := float32(max(b.Whole, b.Part))*each, float32(b.Part)*each
	middle := func(text string, w touch.Weight, c touch.Colour) fyne.CanvasObject {
		t := touch.NewText(v.style, text, touch.Least, w, c)
		t.Align = fyne.TextAlignCenter
		return touch.Fixed(0, label, t)
	}
	var rows []fyne.CanvasObject
	if b.Whole > 0 && !thin {
		rows = append(rows, middle(figure(b.Whole), touch.Plain, touch.Ink2))
	}
	if whole > 0 {
		var inside fyne.CanvasObject = touch.Layers()
		if part > 4 {
			var figures fyne.CanvasObject = touch.Layers()
			if part > label+8 && !thin {
				figures = touch.Column(0, middle(figure(b.Part), touch.Bold, touch.OnGreen), touch.Space())
			}
			inside = touch.Column(0, touch.Space(), touch.Fixed(0, part-4, touch.NewSurface(v.style, touch.Green, touch.Green, 3, figures)))
		}
		rows = append(rows, touch.Fixed(0, max(6, whole), touch.NewSurface(v.style, touch.Card, touch.GreenInk, 5, inside)))
	}
	foot := touch.Fixed(0, label, touch.Layers())
	if labelled {
		weight, ink := touch.Plain, touch.Ink2
		if b.Now {
			weight, ink = touch.Bold, touch.GreenInk
		}
		foot = touch.Fixed(0, label, middle(b.Label, weight, ink))
	}
	return touch.Column(0, append([]fyne.CanvasObject{touch.Space()}, append(rows, foot)...)...)
}

// tradeChart sets what is wanted against who can, by trade.
func (v *View) tradeChart(p *flow.StaffNumbers) fyne.CanvasObject {
	legends := []fyne.CanvasObject{v.legend(touch.Green, "numbers.legend_wanted"), v.legend(touch.Card, "numbers.legend_can")}
	chart := newFitting(func(size fyne.Size) fyne.CanvasObject {
		high := v.style.Text(touch.Body) * 2
		bars := p.TradeBars(max(1, int(size.Height/high)))
		if len(bars) == 0 {
			return touch.NewPara(v.style, 2, touch.Run{Text: v.t("numbers.trades_none"), Size: touch.Body, Colour: touch.Ink2})
		}
		most := 1
		for _, b := range bars {
			most = max(most, b.Wanted, b.Can)
		}
		names, words := v.style.Text(touch.Caption)*4.6, v.style.Text(touch.Caption)*4.8
		room := max(40, size.Width-names-words-60)
		var rows []fyne.CanvasObject
		for _, b := range bars {
			line := func(n int, fill touch.Colour) fyne.CanvasObject {
				if n == 0 {
					return touch.Fixed(0, 12, touch.Layers())
				}
				return touch.Row(0, touch.Fixed(max(8, room*float32(n)/float32(most)), 14, touch.NewSurface(v.style, fill, touch.GreenInk, 4, touch.Layers())), touch.Space())
			}
			name := touch.NewText(v.style, b.Trade, touch.Caption, touch.Plain, touch.Ink)
			name.Shrink = 0.8
			weight, ink := touch.Plain, touch.Ink
			if b.Short {
				weight, ink = touch.Bold, touch.GreenInk
			}
			word := touch.NewText(v.style, b.Word, touch.Caption, weight, ink)
			word.Align, word.Shrink = fyne.TextAlignTrailing, 0.8
			rows = append(rows, touch.Fixed(0, high, touch.Row(12, touch.NewIcon(v.style, b.Icon, 32, touch.GreenInk), touch.Fixed(names, 0, name),
				touch.Grow(1, touch.Column(3, touch.Space(), line(b.Wanted, touch.Green), line(b.Can, touch.Card), touch.Space())), touch.Fixed(words, 0, word))))
		}
		return touch.Column(0, append(rows, touch.Space())...)
	})
	return v.chartPanel("numbers.trades", legends, chart)
}
