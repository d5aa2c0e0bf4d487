package touch

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func laterNever(time.Duration, func()) {}

func nothing() {}

// pressed shows a pressable thing as under a finger.
func pressed[P interface {
	fyne.CanvasObject
	MouseDown(e *desktop.MouseEvent)
}](p P) P {
	p.MouseDown(nil)
	return p
}

func galleryParts(_ *testing.T, s *Style) fyne.CanvasObject {
	caption := func(text string, o fyne.CanvasObject) fyne.CanvasObject {
		return Column(12, NewText(s, text, Caption, Plain, Ink2), o)
	}
	door := func(kind DoorKind, icon, word, second string) *Door {
		return NewDoor(s, DoorOptions{Kind: kind, Icon: icon, Word: word, Second: second, Stacked: true, OnTap: nothing})
	}
	missing := NewButton(s, PrimaryButton, "", "还差 3 位", nothing)
	missing.SetEnabled(false)
	full := galleryPosting(5)
	full.Full = "人够了，可候补"
	left := Column(22,
		caption("门（首页入口）", Fixed(0, 280, Grid(3, 1, 16,
			door(PrimaryDoor, "account-hard-hat", "找活干", "正常"),
			door(SecondaryDoor, "account-check", "签到", "正常"),
			pressed(door(PlainDoor, "qrcode-scan", "扫码", "按下"))))),
		caption("按钮", Row(16,
			NewButton(s, PrimaryButton, "check-bold", "接这个活", nothing),
			NewButton(s, PlainButton, "printer", "打印小票", nothing),
			pressed(NewButton(s, PlainButton, "printer", "按下", nothing)), Space())),
		Row(16,
			NewButton(s, SmallButton, "volume-high", "朗读", nothing),
			NewButton(s, StopButton, "close-thick", "撤掉", nothing), missing,
			NewButton(s, SmallQuietButton, "account-key", "工作人员", nothing), Space()),
		caption("招工卡", Column(14,
			Fixed(0, 216, NewPostingCard(s, galleryPosting(1), nothing)),
			Fixed(0, 216, NewPostingCard(s, full, nothing)),
			Fixed(0, 216, pressed(NewPostingCard(s, galleryPosting(3), nothing))))),
	)
	tally := func(total, taken int) fyne.CanvasObject {
		return NewSurface(s, Card, Hair, radiusCard, Pad(10, 16, 10, 16, Row(12,
			NewTally(s, total, taken, 38), NewCount(s, Count{"还要", total - taken, "人"}, FigureS, Body))))
	}
	key := func(word string) *Key { return NewKey(s, KeyOptions{Word: word, Size: 56, OnTap: nothing}) }
	right := Column(20,
		caption("状态小签（点开讲原委）", Row(16,
			NewSyncChip(s, Synced, "已同步", nothing), NewSyncChip(s, Waiting, "3条待上传", nothing),
			NewSyncChip(s, Offline, "离线2天·12条待上传", nothing), Space())),
		caption("筛选、标签", Row(16,
			NewChip(s, "", "管饭", false, nothing), NewChip(s, "", "日结", true, nothing),
			NewTag(s, GoodTag, "本乡"), NewTag(s, PlainTag, "管午饭"), NewTag(s, WarnTag, "要确认"),
			NewTag(s, StopTag, "不能登"), NewBadge(s, "11"), Space())),
		caption("名额“正”字：细灰是有人了，粗绿是还空着", Row(16, tally(5, 0), tally(5, 3), tally(8, 5), Space())),
		Row(16, tally(12, 5), tally(22, 3), Space()),
		caption("数字键、步骤", Row(16,
			Fixed(90, 0, key("7")), Fixed(90, 0, pressed(key("8"))),
			Fixed(150, 0, NewKey(s, KeyOptions{Word: "退格", Icon: "backspace", Size: Label, Function: true, OnTap: nothing})),
			Space(), galleryStepper(s, 2))),
		caption("提示条：能做、要确认、不能", Column(12,
			NewNotice(s, OKNotice, "已存好，断电也不丢", "", nil),
			NewNotice(s, WarnNotice, "地点只写到县城，写细些", "写到哪条街、哪个村，免得白跑", NewButton(s, SmallButton, "", "补上", nothing)),
			NewNotice(s, StopNotice, "不能向工人收服装费", "", nil))),
		caption("大数：工钱、还要、号", Row(40,
			NewFigure(s, "130", FigureM, "元/天", Body, Ink), NewCount(s, Count{"还要", 3, "人"}, FigureS, Body),
			NewFigure(s, "6", 112, "号", Body, Ink), Space())),
		Column(12, NewDots(s, 0, 4), NewFactRow(s, Fact{"clock", "时间", "7月15日（明天）5:30–11:30", "避开正午"}),
			NewFactRow(s, Fact{"map-marker", "地点", "辛集乡史庄，村口葡萄园旁边的大路往南走到头再拐弯，第三户门口", "邻乡"})),
	)
	title := Row(16, newMarkTile(s, 68), NewQuestion(s, "部件一览"), NewText(s, "正常、按下、停用", Body, Plain, Ink2), Space())
	return Pad(28, 56, 28, 56, Column(20, title, Grow(1, RowFill(48, Grow(1, left), Grow(1, right)))))
}

func galleryStepper(s *Style, step int) fyne.CanvasObject {
	return NewStepper(s, step, 4, Run{Text: "第 "}, Run{Text: string(rune('0' + step)), Weight: Bold}, Run{Text: " 步/共 4 步"})
}

func galleryPosting(i int) Posting {
	all := []Posting{
		{Icon: "wall", Title: "砌院墙", Tags: []string{"日结", "管午饭"}, Place: "董周乡西马楼", Distance: "本乡", Near: true, When: "今天 8:00–18:00", Pay: "280", Total: 5, Left: Count{N: 2}},
		{Icon: "fruit-grapes", Title: "摘葡萄", Tags: []string{"日结", "管早饭"}, Place: "辛集乡史庄", Distance: "邻乡", When: "明天 5:30–11:30", Pay: "130", Total: 8, Left: Count{N: 3}},
		{Icon: "barley", Title: "玉米地拔草", Tags: []string{"日结", "避热", "管午饭"}, Place: "马楼乡麦庄", Distance: "邻乡", When: "今天 6:00–11:00", Pay: "110", Total: 10, Left: Count{N: 6}},
		{Icon: "human-dolly", Title: "卸化肥", Tags: []string{"日结"}, Place: "张良镇姚吴程", Distance: "县内", When: "今天 9:00–16:00", Pay: "190", Total: 4, Left: Count{N: 4}},
		{Icon: "kiln-vase", Title: "搬瓷坯", Tags: []string{"日结", "管午饭"}, Place: "梁洼镇段店", Distance: "县内", When: "明天起干5天", Pay: "170", Total: 6, Left: Count{N: 5}},
		{Icon: "broom", Title: "客房保洁和大堂清洁要能上夜班", Tags: []string{"周结"}, Place: "下汤镇新街社区", Distance: "县内", When: "每天 9:00–14:00", Pay: "20", Total: 3, Left: Count{N: 0}},
	}
	p := all[i]
	p.Unit, p.Left.Before, p.Left.After = "元/天", "还要", "人"
	return p
}
