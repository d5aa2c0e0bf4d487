package view

import (
	"strings"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// walkinLine draws the line that staff write or paste, what was read of it as answers to be mended, and
// beside it what is wrong, the employer's last postings, and the card as it will look.
func (v *View) walkinLine(p *flow.WalkinPage) fyne.CanvasObject {
	parts := touch.ScreenParts{Actions: v.lineActions(p)}
	answers, sources := v.lineAnswers(p), v.lineSources(p)
	switch {
	case v.smallest():
		parts.Main = touch.Column(8, v.lineBox(p, 1), touch.Grow(1, answers), v.lineNext(p, sources))
	case v.tight():
		left := touch.Column(10, v.lineBox(p, 2), touch.Grow(1, answers), sources)
		parts.Main = touch.RowFill(20, touch.Grow(1.45, left), touch.Grow(1, v.lineChecks(p)))
		if v.large {
			parts.Main = touch.Column(12, v.lineBox(p, 1), touch.Grow(1, answers), v.lineNext(p, sources))
		}
	case v.upright():
		rows := []fyne.CanvasObject{v.lineBox(p, 2), touch.Fixed(0, v.answersHigh(), answers), sources}
		parts.Main = touch.Column(18, append(rows, touch.Grow(1, v.lineChecks(p)))...)
	default:
		left := touch.Column(16, v.lineBox(p, 2), touch.Grow(1, answers), sources)
		parts.Tabs = v.staffTabs(p.Clerk, flow.WalkinRoom)
		parts.Main = touch.RowFill(32, touch.Grow(1.32, left), touch.Grow(1, v.lineChecks(p)))
	}
	return v.staffScreen(p.Clerk, p.Restart, parts)
}

// answersHigh is how high the answers are upright: three rows, with large text five.
func (v *View) answersHigh() float32 {
	if v.large {
		return 5*110 + 4*12
	}
	return 3*116 + 2*12
}

// lineActions are 一步一步问 and 发布, which says what is missing.
func (v *View) lineActions(p *flow.WalkinPage) []fyne.CanvasObject {
	publish := v.button(touch.PrimaryButton, "bullhorn", "walkin.publish", p.Publish)
	word := ""
	switch blocks, wanting, open := len(p.Blocks()), p.Wanting(), p.Unconfirmed(); {
	case p.Publishing():
		word = v.t("walkin.publishing")
	case p.Said.Busy:
		word = v.t("line.reading")
	case blocks > 0 && v.smallest():
		word = v.t("line.blocked_short", "n", blocks)
	case blocks > 0:
		word = v.t("line.blocked", "n", blocks)
	case wanting > 0:
		word = v.t("line.wanting", "n", wanting)
	case open > 0 && v.smallest():
		word = v.t("line.unconfirmed_short", "n", open)
	case open > 0:
		word = v.t("line.unconfirmed", "n", open)
	}
	if word != "" {
		publish.SetWord(word)
	}
	publish.SetEnabled(p.MayPublish())
	icon := "clipboard-list"
	if v.smallest() || v.upright() {
		icon = ""
	}
	return []fyne.CanvasObject{v.button(touch.PlainButton, icon, "line.steps", p.StepByStep), publish}
}

// lineBox is the line with the keys to write and to paste it.
func (v *View) lineBox(p *flow.WalkinPage, lines int) fyne.CanvasObject {
	var runs []touch.Run
	if p.Said.Text != "" {
		runs = v.lineRuns(p)
	}
	box := touch.NewWords(v.style, lines, v.t("line.write"), runs, p.WriteLine)
	write := v.button(touch.SmallButton, "keyboard", "line.keys", p.WriteLine)
	paste := v.button(touch.SmallButton, "file-document-edit", "line.paste", func() { p.Paste(clipboard()) })
	high := v.style.Text(touch.Label)*1.5*float32(lines) + 40
	if v.tight() || v.upright() {
		keys := fyne.CanvasObject(touch.Column(8, write, paste))
		if lines == 1 {
			keys = touch.Row(10, write, paste)
		}
		return touch.RowFill(12, touch.Grow(1, touch.Fixed(0, max(high, v.style.Target(72)), box)), keys)
	}
	title := touch.Row(12, touch.Grow(1, v.question(v.t("line.title"))), write, paste)
	return touch.Column(14, title, touch.Fixed(0, high, box))
}

// clipboard is what was copied last, "" where there is none.
func clipboard() string {
	app := fyne.CurrentApp()
	if app == nil || app.Clipboard() == nil {
		return ""
	}
	return app.Clipboard().Content()
}

// lineRuns is the line with what nothing holds in amber, and what must not stay in red.
func (v *View) lineRuns(p *flow.WalkinPage) []touch.Run {
	marks := map[string]touch.Colour{}
	for _, words := range p.Unread() {
		marks[words] = touch.AmberInk
	}
	for _, b := range p.Blocks() {
		if b.Words == "" {
			continue
		}
		marks[b.Words] = touch.RedInk
		for words := range marks {
			if strings.Contains(words, b.Words) {
				marks[words] = touch.RedInk
			}
		}
	}
	text := p.ShownLine()
	var out []touch.Run
	for text != "" {
		at, word := -1, ""
		for w := range marks {
			if i := strings.Index(text, w); i >= 0 && (at < 0 || i < at || i == at && len(w) > len(word)) {
				at, word = i, w
			}
		}
		if at < 0 {
			return append(out, touch.Run{Text: text, Size: touch.Label})
		}
		if at > 0 {
			out = append(out, touch.Run{Text: text[:at], Size: touch.Label})
		}
		out = append(out, touch.Run{Text: word, Size: touch.Label, Weight: touch.Bold, Colour: marks[word]})
		text = text[at+len(word):]
	}
	return out
}

var answerKinds = map[flow.AnswerState]touch.AnswerKind{
	flow.AnswerGood: touch.GivenAnswer, flow.AnswerAssumed: touch.UsualAnswer, flow.AnswerMissing: touch.NeededAnswer, flow.AnswerBad: touch.WrongAnswer,
}

// lineAnswers are the answers, three beside each other.
func (v *View) lineAnswers(p *flow.WalkinPage) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, a := range p.Answers() {
		kind := answerKinds[a.State]
		if p.Said.Text == "" && a.State == flow.AnswerMissing && len(p.Faults) == 0 { // nothing was said yet: nothing is wrong
			kind = touch.UsualAnswer
		}
		tiles = append(tiles, touch.NewAnswer(v.style, kind, a.Label, a.Text, a.Mend))
	}
	columns := 3
	if v.upright() {
		columns = 3
		if v.large {
			columns = 2
		}
	}
	return touch.Grid(columns, (len(tiles)+columns-1)/columns, 12, tiles...)
}

// lineSources asks how the posting came; one of them has to be tapped.
func (v *View) lineSources(p *flow.WalkinPage) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	if v.wide() && !v.large {
		chips = append(chips, touch.NewText(v.style, v.t("line.source"), touch.Body, touch.Plain, touch.Ink2))
	}
	for _, s := range market.Sources {
		if s != "import" { // comes from a file, never over the counter
			chips = append(chips, touch.Grow(1, touch.NewChip(v.style, "", v.t("line.source_"+string(s)), s == p.Posting.Source, func() { p.PickSource(s) })))
		}
	}
	return touch.RowFill(10, chips...)
}
