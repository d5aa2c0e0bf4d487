package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildPublic draws the pages of what the county and the station tell everybody; nil for any other.
func (v *View) buildPublic(p flow.Page) fyne.CanvasObject {
	switch p := p.(type) {
	case *flow.Policy:
		return v.buildPolicy(p)
	case *flow.NoticeText:
		return v.buildNoticeText(p)
	case *flow.Guidance:
		return v.buildGuidance(p)
	case *flow.StationInfo:
		return v.buildStationInfo(p)
	}
	return nil
}

// topicIcons are the pictures of notices and of what people ask about.
var topicIcons = map[market.Topic]string{
	"weather": "white-balance-sunny", "insurance": "shield-check", "subsidy": "cash", "public_post": "hand-heart", "rights": "cash-remove",
	"policy": "file-document", "job": "account-hard-hat", "training": "school", "contract": "file-document-edit", "other": "chat-alert",
}

// buildPolicy draws notices at the left and courses at the right, one above the other upright.
func (v *View) buildPolicy(p *flow.Policy) fyne.CanvasObject {
	ask := v.button(touch.PrimaryButton, "account-group", "policy.ask", p.AskSomebody)
	parts := touch.ScreenParts{Actions: []fyne.CanvasObject{ask}}
	if v.wide() && !v.large {
		parts.Note = touch.NewText(v.style, v.t("policy.ask_second"), touch.Body, touch.Plain, touch.Ink2)
	}
	switch {
	case p.Fault != "":
		parts.Main = v.quiet("alert", p.Fault, "")
	case !p.Any():
		second := "policy.none_online"
		if !v.app.Config.Back.SyncState().Online {
			second = "policy.none_offline"
		}
		parts.Main = v.quiet("cloud-off-outline", v.t("policy.none"), v.t(second, "phone", market.LineLabour))
	default:
		notices, courses := v.policyRows()
		p.Fit(notices, courses)
		parts.Main = v.policySides(v.noticeList(p, notices), v.courseList(p, courses))
	}
	return v.screen(parts)
}

// policyRows is how many notices and courses stand on a page.
func (v *View) policyRows() (notices, courses int) {
	switch {
	case v.smallest():
		return 3, 3
	case v.compact(), v.upright() && v.large:
		return 4, 4
	case v.large:
		return 4, 4
	}
	return 5, 4
}

func (v *View) policySides(notices, courses fyne.CanvasObject) fyne.CanvasObject {
	switch {
	case v.upright():
		return touch.Column(24, touch.Grow(0.85, notices), touch.Grow(1, courses))
	case v.compact():
		return touch.RowFill(24, touch.Grow(1, notices), touch.Grow(1.75, courses))
	}
	return touch.RowFill(40, touch.Grow(1, notices), touch.Grow(1.76, courses))
}

// listed puts a title, rows and page buttons together.
func (v *View) listed(title fyne.CanvasObject, rows int, turn fyne.CanvasObject, items []fyne.CanvasObject) fyne.CanvasObject {
	parts := []fyne.CanvasObject{title, touch.Grow(1, touch.Grid(1, rows, 14, items...))}
	if turn != nil {
		parts = append(parts, turn)
	}
	return touch.Column(v.listGap(), parts...)
}

func (v *View) listGap() float32 {
	if v.compact() {
		return 10
	}
	return 16
}

func (v *View) noticeList(p *flow.Policy, rows int) fyne.CanvasObject {
	title := v.question(v.t("policy.notices"))
	if len(p.Notices) == 0 {
		return touch.Column(16, title, touch.Grow(1, v.quiet("file-document", v.t("policy.no_notices"), v.t("policy.no_notices_second"))))
	}
	var items []fyne.CanvasObject
	for _, n := range p.ShownNotices() {
		mark := ""
		if p.Fresh(&n) && !v.compact() {
			mark = v.t("policy.new")
		}
		second := n.Second
		if v.large || v.compact() {
			second = ""
		}
		items = append(items, touch.NewNoticeRow(v.style, topicIcons[n.Topic], n.Title, second, mark, func() { p.Open(n) }))
	}
	return v.listed(title, rows, v.turner(&p.Letters, p.TurnNotices), items)
}

func (v *View) courseList(p *flow.Policy, rows int) fyne.CanvasObject {
	title := v.question(v.t("policy.courses"))
	if v.wide() && !v.large {
		title = touch.Row(16, touch.Grow(1, title), touch.NewText(v.style, v.t("policy.courses_second"), touch.Body, touch.Plain, touch.Ink2))
	}
	if len(p.Courses) == 0 {
		return touch.Column(16, title, touch.Grow(1, v.quiet("school", v.t("policy.no_courses"), v.t("policy.no_courses_second"))))
	}
	var items []fyne.CanvasObject
	for _, c := range p.ShownCourses() {
		items = append(items, v.courseCard(p, c))
	}
	turn := v.turner(&p.Classes, p.TurnCourses)
	if page, pages := p.Classes.Page(); v.wide() && !v.large && pages > 1 {
		full := touch.NewPages(v.style, v.pageWords(), false, p.TurnCourses)
		full.SetPage(page, pages)
		turn = full
	}
	return v.listed(title, rows, turn, items)
}

func (v *View) courseCard(p *flow.Policy, c flow.Course) fyne.CanvasObject {
	o := touch.CourseOptions{
		Icon: c.Icon, Title: c.Title, When: c.When, Place: c.Place, Total: c.Seats,
		Left: touch.Count{Before: v.t("policy.left_before"), N: c.Left, After: v.t("policy.left_after")},
	}
	if c.Free && !v.large && !v.compact() {
		o.Tag = v.t("policy.free")
	}
	if c.Hand && !v.compact() { // there the button alone says it, and the title stands whole
		o.Tag = v.t("policy.hand")
	}
	if v.smallest() { // the figure alone
		o.Left.Before = ""
	}
	if c.Left == 0 {
		o.Full = v.t("policy.full")
	}
	icon, word := "plus", "policy.want"
	if c.Hand {
		word = "policy.want_hand"
	}
	if c.Wish {
		icon, word = "check-circle", "policy.wanted"
	}
	b := v.button(touch.SmallButton, icon, word, func() { p.Want(c.ID) })
	b.SetSelected(c.Wish)
	width := max(212, v.style.Text(touch.Body)*6.4)
	o.Button = touch.Fixed(width, 0, b)
	return touch.NewCourse(v.style, o)
}

// buildNoticeText draws one notice in full.
func (v *View) buildNoticeText(n *flow.NoticeText) fyne.CanvasObject {
	glyph, size := float32(132), float32(34)
	if v.compact() {
		glyph, size = 88, 28
	}
	head := []fyne.CanvasObject{touch.NewQuestion(v.style, n.Row.Title)}
	if n.Row.Second != "" && !v.smallest() {
		head = append(head, touch.NewText(v.style, n.Row.Second, touch.Label, touch.Plain, touch.Ink2))
	}
	title := touch.Row(28, touch.NewGlyph(v.style, topicIcons[n.Row.Topic], glyph, touch.GreenTint, touch.GreenInk),
		touch.Grow(1, touch.Column(4, head...)), touch.NewText(v.style, v.t("policy.text_date", "date", n.Date()), touch.Body, touch.Plain, touch.Ink2))
	var paragraphs []fyne.CanvasObject
	for line := range strings.Lines(n.Row.Text) {
		paragraphs = append(paragraphs, touch.NewPara(v.style, 12, touch.Run{Text: strings.TrimSpace(line), Size: size}))
	}
	text := touch.NewCardPanel(v.style, touch.Column(18, paragraphs...))
	note := touch.NewText(v.style, v.t("policy.text_ask", "phone", market.LineLabour), touch.Body, touch.Plain, touch.Ink2)
	parts := touch.ScreenParts{
		Main: touch.Column(v.style.Gutter(), title, touch.Grow(1, v.scrolling(text))), Nav: v.nav(false),
		Actions: []fyne.CanvasObject{v.button(touch.PrimaryButton, "check-bold", "way.understood", v.app.Back)},
	}
	if v.wide() && !v.large || v.upright() && !v.large {
		parts.Note = note
	}
	return v.screen(parts)
}

// buildGuidance asks what somebody wants to ask about.
func (v *View) buildGuidance(g *flow.Guidance) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, topic := range market.GuidanceTopics {
		tiles = append(tiles, touch.NewTradeTile(v.style, touch.TradeOptions{
			Icon: topicIcons[topic], Word: v.t("guidance.topic_" + string(topic)), OnTap: func() { g.Pick(topic) },
		}))
	}
	columns, rows := 3, 2
	if v.upright() {
		columns, rows = 2, 3
	}
	return v.screen(touch.ScreenParts{
		Main: touch.Column(v.style.Gutter(), v.titled(v.t("guidance.title"), g.Steps()), touch.Grow(1, touch.Grid(columns, rows, 20, tiles...))),
		Nav:  v.nav(false),
	})
}
