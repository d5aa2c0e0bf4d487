package touch

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

func galleryHeader(s *Style) *Header {
	return NewHeader(s, HeaderOptions{
		Market: "平顶山市鲁山县\n董周乡零工市场", Sync: Synced, SyncTo: "已同步", OnSync: nothing,
		Clock: "06:42", Day: "7月14日", Weekday: "星期二",
	})
}

func galleryNav(s *Style) []fyne.CanvasObject {
	return NewNav(s, Deed{"返回", nothing}, Deed{"重来", nothing}, Deed{"结束", nothing})
}

func galleryWho(_ *testing.T, s *Style) fyne.CanvasObject {
	field := NewDigitField(s, DigitOptions{Length: 11, Groups: []int{3, 4, 4}, Hidden: func(i int) bool { return i >= 3 && i < 7 }})
	field.SetDigits("13800008")
	choices := []fyne.CanvasObject{
		NewChoice(s, ChoiceOptions{Icon: "card-account-details", Word: "放身份证", Second: "贴在下面的读卡处", OnTap: nothing}),
		NewChoice(s, ChoiceOptions{Icon: "dialpad", Word: "按手机号", Second: "没有身份证也行", Selected: true, OnTap: nothing}),
		NewChoice(s, ChoiceOptions{Icon: "qrcode-scan", Word: "扫工卡", Second: "上次给您的卡", OnTap: nothing}),
	}
	keypad := NewKeypad(s, KeypadOptions{Clear: "清空", Delete: "退格", OnDigit: func(rune) {}, OnClear: nothing, OnDelete: nothing})
	title := Row(24, NewQuestion(s, "您是谁？挑一样"), Space(), galleryStepper(s, 1))
	var main fyne.CanvasObject
	if s.Form() == Upright {
		main = Column(20, title, Fixed(0, 440, Grid(1, 3, 20, choices...)), field, Grow(1, keypad))
	} else {
		width := float32(640)
		if s.Form() == Compact {
			width = 450
		}
		body := RowFill(48, Fixed(width, 0, Grid(1, 3, 20, choices...)), Grow(1, Column(20, field, Grow(1, keypad))))
		main = Column(24, title, Grow(1, body))
	}
	next := NewButton(s, PrimaryButton, "", "还差 3 位", nothing)
	next.SetEnabled(false)
	note := Row(12, NewIcon(s, "lock", 34, Ink2), NewText(s, "号码只给市场和雇主，不给别人", Body, Plain, Ink2))
	parts := ScreenParts{Header: galleryHeader(s), Main: main, Nav: galleryNav(s), Note: note, Actions: []fyne.CanvasObject{next}}
	if s.Form() == Compact {
		parts.Note = nil
	}
	return NewScreen(s, parts)
}

func galleryResults(_ *testing.T, s *Style) fyne.CanvasObject {
	columns, rows := 2, 3
	if s.Large() {
		columns = 1
	}
	switch s.Form() {
	case Compact:
		columns = 1
	case Upright:
		columns, rows = 1, 5
	}
	grid := NewChoiceGrid(s, GridOptions{Columns: columns, Rows: rows, Count: columns * rows, Make: func(i int) fyne.CanvasObject {
		p := galleryPosting(i % 6)
		if i == 5 {
			p.Full = "人够了，可候补"
		}
		return NewPostingCard(s, p, nothing)
	}})
	pages := NewPages(s, PageWords{"上一页", "下一页", func(p, n int) string { return fmt.Sprintf("第 %d 页/共 %d 页", p, n) }}, false, func(int) {})
	pages.SetPage(1, 4)
	chips := []fyne.CanvasObject{Space()}
	for i, word := range []string{"今天就能干", "日结", "管饭", "离我近", "不限年龄"} {
		chips = append(chips, NewChip(s, "", word, i == 4, nothing))
	}
	if s.Large() { // fewer things: the filters behind one button
		chips = []fyne.CanvasObject{Space(), NewButton(s, PlainButton, "filter", "挑一挑", nothing)}
	}
	found := NewHero(s, Count{"有活", 23, "条"}, 62)
	main := Column(s.Gutter(), Row(12, append([]fyne.CanvasObject{found}, chips...)...), Grow(1, grid))
	if s.Form() == Upright {
		main = Column(s.Gutter(), Row(0, found, Space()), Row(12, chips[1:]...), Grow(1, grid))
	}
	return NewScreen(s, ScreenParts{Header: galleryHeader(s), Main: main, Nav: galleryNav(s), Actions: []fyne.CanvasObject{pages}})
}

func galleryTrades(_ *testing.T, s *Style) fyne.CanvasObject {
	tab := func(icon, word, note string, on bool) fyne.CanvasObject {
		return NewTab(s, TabOptions{Icon: icon, Word: word, Note: note, Selected: on, OnTap: nothing})
	}
	tabs := Column(14, Grow(1, tab("white-balance-sunny", "今天有活", "63 人", true)), Grow(4.2, Grid(2, 4, 14,
		tab("wall", "建筑装修", "14 人", false), tab("tools", "维修安装", "3 人", false),
		tab("truck", "搬运物流", "9 人", false), tab("home-heart", "家政照护", "4 人", false),
		tab("chef-hat", "餐饮商超", "6 人", false), tab("tree", "安保绿化", "今天没有", false),
		tab("barley", "农林", "22 人", false), tab("factory", "工厂", "5 人", false))))
	tiles := NewChoiceGrid(s, GridOptions{Columns: 3, Rows: 2, Count: 6, Make: func(i int) fyne.CanvasObject {
		o := []TradeOptions{
			{Icon: "fruit-grapes", Word: "采摘农活", Other: "摘葡萄、摘花椒、拔草", Count: Count{"要", 22, "人"}},
			{Icon: "human-dolly", Word: "装卸搬运", Other: "卸车、搬家、扛包", Count: Count{"要", 8, "人"}},
			{Icon: "silverware-clean", Word: "厨工洗碗", Other: "帮厨、择菜、洗碗", Count: Count{"要", 6, "人"}, Selected: true, Mark: "会干"},
			{Icon: "concrete-mixer", Word: "混凝土工", Other: "打灰", None: "今天没有", Empty: true},
			{Icon: "rebar-grid", Word: "钢筋工", Other: "绑钢筋", None: "今天没有", Empty: true},
			{Icon: "scaffold", Word: "架子工", Other: "搭架子", None: "今天没有", Empty: true},
		}[i]
		o.OnTap = nothing
		return NewTradeTile(s, o)
	}})
	main := RowFill(40, Fixed(452, 0, Column(24, NewQuestion(s, "想干啥活？"), Grow(1, tabs))), Grow(1, tiles))
	return NewScreen(s, ScreenParts{
		Header: galleryHeader(s), Main: main, Nav: galleryNav(s),
		Actions: []fyne.CanvasObject{NewButton(s, PrimaryButton, "chevron-right", "看全部 23 条", nothing)},
	})
}

func galleryQR(t *testing.T, room float32) fyne.CanvasObject {
	t.Helper()
	code, err := NewQR("HTTPS://COUNTY.EXAMPLE/J/123456789012345678901234567890123456789012345678901234567890", room)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func galleryDetail(t *testing.T, s *Style) fyne.CanvasObject {
	tags := Row(12, NewTag(s, GoodTag, "日结"), NewTag(s, GoodTag, "管早饭"), NewTag(s, PlainTag, "不限年龄"), NewTag(s, PlainTag, "有意外险"), Space())
	head := Row(28, NewGlyph(s, "fruit-grapes", 136, GreenTint, GreenInk), Grow(1, Column(8, NewText(s, "摘葡萄", 60, Bold, Ink), tags)))
	pay := Column(8, NewText(s, "工钱，干完当天给", Body, Plain, Ink2), NewFigure(s, "130", FigureDetail, "元/天", 32, Ink))
	places := Column(8, NewText(s, "一共要 8 人，还要", Body, Plain, Ink2),
		Row(24, NewCount(s, Count{"", 3, "人"}, FigureDetail, 32), NewTally(s, 8, 5, 60), Space()))
	facts := NewFacts(s, Fact{"clock", "时间", "7月15日（明天）5:30–11:30", "避开正午"}, Fact{"map-marker", "地点", "辛集乡史庄，村口葡萄园", "邻乡"},
		Fact{"bus", "怎么去", "5:00 市场门口有车接", ""}, Fact{"account-group", "雇主", "史庄葡萄合作社", "已核实"}, Fact{"phone", "电话", "138****8000", "接了活，小票上有全号"})
	phone := Centre(Row(12, NewIcon(s, "cellphone", 36, Ink), NewText(s, "用手机扫，带回家看", 28, Bold, Ink)))
	free := NewPanel(s, NewPara(s, 3, Run{Text: "这里找活不收钱。谁收押金、介绍费，打 "}, Run{Text: "12333", Weight: Bold}, Run{Text: "。"}))
	side := Column(20, NewCardPanel(s, Column(14, galleryQR(t, 380), phone)), Space(), free)
	main := RowFill(48, Grow(1, Column(24, head, NewTornCard(s, pay, places), facts)), Fixed(472, 0, side))
	return NewScreen(s, ScreenParts{
		Header: galleryHeader(s), Main: main, Nav: galleryNav(s),
		Actions: []fyne.CanvasObject{
			NewButton(s, PlainButton, "printer", "打印小票", nothing), NewButton(s, PrimaryButton, "check-bold", "接这个活", nothing),
		},
	})
}

func galleryDone(t *testing.T, s *Style) fyne.CanvasObject {
	panel := NewNumberPanel(s, NumberOptions{
		Done: "接好了，已存好", Before: "第", Number: "6", After: "号", Icon: "fruit-grapes", Title: "摘葡萄", Of: "共 8 个名额",
		Total: 8, Mine: 6, MineWord: "黄色这一笔是您",
	})
	facts := NewLargeFacts(s, Fact{"clock", "啥时到", "明天 5:00 在市场门口上车", "5:30 开工"}, Fact{"map-marker", "去哪里", "辛集乡史庄，村口葡萄园", ""},
		Fact{"phone", "找谁", "史师傅 138****8000", "小票上有全号"}, Fact{"cash", "工钱", "130 元/天，干完当天给", ""})
	bar := NewBar(s, 14)
	bar.SetPart(0.64)
	slip := NewPanel(s, Row(28, NewIcon(s, "printer", 64, GreenInk), Grow(1, Column(14,
		NewText(s, "小票正在出来，请拿好", 36, Bold, Ink), bar, NewText(s, "没拿到？扫右边的码也一样", 28, Plain, Ink2)))))
	below := RowFill(24, Grow(1, slip), NewSurface(s, Card, Hair, radiusCard, Pad(8, 8, 8, 8, galleryQR(t, 250))))
	right := Column(24, NewQuestion(s, "李师傅，明天见"), NewCardPanel(s, facts), Space(), below)
	main := RowFill(40, Fixed(620, 0, panel), Grow(1, right))
	return NewScreen(s, ScreenParts{
		Header: galleryHeader(s), Main: main, Nav: galleryNav(s),
		Actions: []fyne.CanvasObject{NewButton(s, PrimaryButton, "check-bold", "知道了", nothing)},
	})
}

func galleryPinyin(_ *testing.T, s *Style) fyne.CanvasObject {
	field := NewTextField(s, "还能写 12 个字")
	field.Set("辛集乡史庄村口", "pu", "还能写 12 个字")
	words := NewCandidates(s, "更多", func(int) {})
	words.SetWords([]string{"扑", "普", "铺", "葡", "谱", "仆", "蒲", "朴", "菩", "瀑", "曝", "埔", "圃", "浦", "璞"})
	pad := NewLetterPad(s, LetterOptions{
		Delete: "退格", OnLetter: func(rune) {}, OnDelete: nothing, Left: &KeyOptions{Word: "分词", OnTap: nothing},
		Below: []SharedKey{
			{KeyOptions{Word: "，", Size: 46, OnTap: nothing}, 1.2},
			{KeyOptions{Word: "空格", Function: true, OnTap: nothing}, 4.2},
			{KeyOptions{Word: "村", Size: 46, OnTap: nothing}, 1.2},
			{KeyOptions{Word: "写好了", Primary: true, Size: 34, OnTap: nothing}, 2.2},
		},
	})
	main := Column(18, NewQuestion(s, "在哪儿干？"), field, words, Grow(1, pad))
	return NewScreen(s, ScreenParts{Header: galleryHeader(s), Main: main, Nav: galleryNav(s)})
}

func galleryIdle(t *testing.T, s *Style) fyne.CanvasObject {
	sheet := NewCountdown(s, CountdownOptions{
		Title: "还在吗？", Seconds: 20, Unit: "秒", Text: "到点就回首页，刚才填的全部清掉，不留给别人看",
		End: Deed{"结束", nothing}, Go: Deed{"继续", nothing},
	})
	sheet.SetSeconds(14)
	return Layers(galleryResults(t, s), sheet)
}

func galleryStaff(_ *testing.T, s *Style) fyne.CanvasObject {
	header := NewHeader(s, HeaderOptions{
		Market: "董周乡零工市场", Room: "工作台", Sync: Waiting, SyncTo: "3条待上传", OnSync: nothing, Clock: "06:42",
		Extra: []fyne.CanvasObject{
			Row(12, NewIcon(s, "account-key", 34, Ink), NewText(s, "值班站长", Body, Bold, Ink)),
			NewButton(s, SmallButton, "lock", "锁屏", nothing),
		},
	})
	var tabs []fyne.CanvasObject
	for _, o := range []TabOptions{
		{Icon: "account-group", Word: "大厅"},
		{Icon: "pencil", Word: "登记招工", Selected: true},
		{Icon: "shield-check", Word: "审核", Badge: "3"},
		{Icon: "check-circle", Word: "结果", Badge: "11"},
		{Icon: "printer", Word: "打印", Badge: "1"},
		{Icon: "store-marker", Word: "站点"},
	} {
		o.Flat, o.OnTap = true, nothing
		tabs = append(tabs, NewTab(s, o))
	}
	pin := NewDigitField(s, DigitOptions{Length: 6, Label: "值班站长", Hidden: func(int) bool { return true }})
	pin.SetDigits("1234")
	surnames := NewChoiceGrid(s, GridOptions{
		Columns: 4, Rows: 3, Count: 30, Gap: 16,
		Words: PageWords{"上一页", "下一页", func(p, n int) string { return fmt.Sprintf("第 %d 页/共 %d 页", p, n) }},
		Make: func(i int) fyne.CanvasObject {
			word := []string{"王", "李", "张", "刘", "䶮", "欧阳", "𠮷", "赵", "周", "吴", "徐", "孙"}[i%12]
			return NewChoice(s, ChoiceOptions{Word: word, Middle: true, Selected: i == 1, OnTap: nothing})
		},
	})
	notice := NewNotice(s, WarnNotice, "地点只写到县城，写细些，写到哪条街、哪个村，免得工人白跑一趟，也省得雇主等", "", NewButton(s, SmallButton, "", "补上", nothing))
	main := RowFill(40, Grow(1, Column(20, NewQuestion(s, "姓啥？"), Grow(1, surnames))), Grow(1, Column(20, pin, notice, Space())))
	return NewScreen(s, ScreenParts{Header: header, Tabs: RowFill(12, grown(tabs)...), Main: main, Nav: galleryNav(s)})
}

func grown(objects []fyne.CanvasObject) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(objects))
	for i, o := range objects {
		out[i] = Grow(1, o)
	}
	return out
}

// galleryIcons shows the own drawings large, for their holes.
func galleryIcons(_ *testing.T, s *Style) fyne.CanvasObject {
	var glyphs []fyne.CanvasObject
	for _, name := range []string{
		"concrete-mixer", "kiln-vase", "plunger", "rebar-grid", "scaffold", "sewing-machine", "truck-helper", "welding-mask",
	} {
		glyphs = append(glyphs, Centre(NewGlyph(s, name, 240, GreenTint, GreenInk)))
	}
	return Grid(4, 2, 20, glyphs...)
}
