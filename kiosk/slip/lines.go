package slip

import (
	"fmt"
	"strings"

	"yizhan/kiosk/device"
)

// lineSetter lays out a page for printers that know letters alone, so many columns wide (device.Columns).
// It says what the picture says, in the same order.
type lineSetter struct {
	columns int
	lines   []device.Line
}

// Lines puts d into lines for a printer of so many columns.
func Lines(d Doc, columns int) []device.Line {
	l := &lineSetter{columns: columns}
	l.head(d.Region, d.Market, d.Copy)
	l.add(device.Line{Big: true}, d.Title)
	l.add(device.Line{Big: true}, d.Number.words())
	l.add(device.Line{Big: true}, d.Pay.words())
	l.add(device.Line{Bold: true}, d.Settlement)
	l.dashes()
	l.rows(d.Rows)
	l.code(d.URL)
	l.add(device.Line{Centred: true}, d.Scan)
	l.add(device.Line{Centred: true, Bold: true}, d.Ticket.words())
	l.dashes()
	l.paragraph(d.Foot)
	l.notes(d.Notes)
	return l.lines
}

// SheetLines puts a sheet into lines for a printer of so many columns.
func SheetLines(d Sheet, columns int) []device.Line {
	l := &lineSetter{columns: columns}
	l.head(d.Region, d.Market, d.Copy)
	l.add(device.Line{Big: true, Centred: true}, d.Title)
	l.add(device.Line{Centred: true, Bold: true}, d.Number.words())
	l.add(device.Line{Big: true, Centred: true}, d.Big.words())
	l.paragraph(d.Lead)
	l.code(d.Code)
	l.dashes()
	l.rows(d.Rows)
	for _, e := range d.Entries {
		l.entry(e)
	}
	for _, list := range d.Lists {
		l.dashes()
		l.add(device.Line{Bold: true}, list.Title)
		for _, line := range list.Lines {
			l.hanging(tick, line, device.Line{})
		}
	}
	for i, text := range d.Clauses {
		l.hanging(fmt.Sprintf("%d. ", i+1), plain(runs(text)), device.Line{})
	}
	for _, who := range d.Signs {
		l.sign(who)
	}
	if len(d.Foot) > 0 {
		l.dashes()
		l.paragraph(d.Foot)
	}
	l.notes(d.Notes)
	return l.lines
}

// tick is a box for a pen.
const tick = "[ ] "

func (l *lineSetter) head(region, name, again string) {
	l.add(device.Line{Centred: true}, region)
	l.add(device.Line{Centred: true, Bold: true}, name)
	if again != "" {
		l.add(device.Line{Centred: true, Big: true}, "【"+again+"】")
	}
}

// add writes text in lines that look like like; "" is left out.
func (l *lineSetter) add(like device.Line, text string) {
	width := l.columns
	if like.Big {
		width /= 2
	}
	for _, words := range inLines(text, width) {
		like.Text = words
		l.lines = append(l.lines, like)
	}
}

// inLines breaks text into lines of at most so many columns.
func inLines(text string, columns int) (out []string) {
	for _, pieces := range wrap([]Run{{Text: text}}, columns, func(p piece) int { return device.Columns(p.text) }) {
		words := ""
		for _, p := range pieces {
			words += p.text
		}
		if words = strings.TrimRight(words, " "); words != "" {
			out = append(out, words)
		}
	}
	return out
}

// hanging writes text beside a label, and its further lines under its first.
func (l *lineSetter) hanging(label, text string, like device.Line) {
	room := l.columns - device.Columns(label)
	if room < l.columns/3 { // no room beside it
		l.add(like, label)
		label, room = "  ", l.columns-2
	}
	lines := inLines(text, room)
	if len(lines) == 0 && strings.TrimSpace(label) != "" { // to be filled in by hand
		lines = []string{""}
	}
	for _, words := range lines {
		like.Text = label + words
		l.lines = append(l.lines, like)
		label = strings.Repeat(" ", l.columns-room)
	}
}

func (l *lineSetter) rows(rows []Row) {
	column := 0
	for _, r := range rows {
		column = max(column, device.Columns(r.Label))
	}
	for _, r := range rows {
		l.hanging(r.Label+strings.Repeat(" ", column-device.Columns(r.Label)+1), r.Text, device.Line{})
	}
}

// entry writes its head with what stands at the right, on the next line where there is no room for it.
func (l *lineSetter) entry(e Entry) {
	l.dashes()
	label := ""
	if e.Box {
		label = tick
	}
	head, right := label+e.Head, e.Right
	if gap := l.columns - device.Columns(head) - device.Columns(right); right != "" && gap > 0 {
		head, right = head+strings.Repeat(" ", gap)+right, ""
		l.lines = append(l.lines, device.Line{Text: head, Bold: true})
	} else {
		l.hanging(label, e.Head, device.Line{Bold: true})
	}
	for _, text := range append([]string{right}, e.Lines...) {
		l.hanging(strings.Repeat(" ", len(label)), text, device.Line{})
	}
}

func (l *lineSetter) sign(who string) {
	l.lines = append(l.lines, device.Line{})
	text := inLines(who, l.columns/2)
	for i, words := range text {
		if i == len(text)-1 {
			words += strings.Repeat("_", l.columns-device.Columns(words))
		}
		l.lines = append(l.lines, device.Line{Text: words})
	}
}

func (l *lineSetter) dashes() {
	l.lines = append(l.lines, device.Line{Text: strings.Repeat("-", l.columns)})
}

func (l *lineSetter) code(text string) {
	if text != "" {
		l.lines = append(l.lines, device.Line{Code: text, Centred: true})
	}
}

func (l *lineSetter) paragraph(runs []Run) { l.add(device.Line{}, plain(runs)) }

func (l *lineSetter) notes(notes []string) {
	for _, n := range notes {
		l.add(device.Line{}, n)
	}
}

// plain is the text of runs.
func plain(runs []Run) (text string) {
	for _, r := range runs {
		text += r.Text
	}
	return text
}

// words is a figure in one line.
func (f Figure) words() string {
	return strings.Join(strings.Fields(f.Before+" "+f.Big+" "+f.After), " ")
}
