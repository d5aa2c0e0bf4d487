package flow

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/ime"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// AnswerState is how good an answer is.
type AnswerState int

// The states.
const (
	AnswerGood    AnswerState = iota
	AnswerAssumed             // not said; what is usual stands there
	AnswerMissing             // not said, and needed
	AnswerBad                 // cannot be published so
)

// LineAnswer is one answer of the form below the line, with the way to mend it.
type LineAnswer struct {
	Label, Text string
	State       AnswerState
	Mend        func()
}

// Answers are what will be published, each with how good it is.
func (p *WalkinPage) Answers() []LineAnswer {
	d, t := p.draft(), p.app.Words.T
	err := d.Validate(p.app.Now(), p.app.Desk.Areas(), p.app.Desk.Trades())
	faults := faultFields(err)
	state := func(missing bool, fields ...string) AnswerState {
		switch {
		case missing:
			return AnswerMissing
		case slices.ContainsFunc(fields, func(f string) bool { return faults[f] }):
			return AnswerBad
		}
		return AnswerGood
	}
	at := func(label, text string, s AnswerState, step WalkinStep) LineAnswer {
		if text == "" {
			text = t("line.unsaid")
		}
		return LineAnswer{t("line." + label), text, s, func() { p.Mend(step) }}
	}
	work := d.Title
	heads, pay := "", ""
	if d.Headcount > 0 {
		heads = t("line.heads", "n", d.Headcount)
	}
	if d.Pay > 0 {
		pay = t("line.pay", "pay", yuan(d.Pay), "unit", p.app.unit(d.Unit))
	}
	settled := ""
	if d.Settlement != "" {
		settled = t("settlement." + string(d.Settlement))
	}
	out := []LineAnswer{
		at("work", work, state(d.Trade == "", "trade", "title"), AskTrade),
		at("people", heads, state(d.Headcount == 0, "headcount"), AskPay),
		at("wage", pay, state(d.Pay == 0, "pay", "unit"), AskPay),
		at("when", p.whenWords(&d), state(d.Start == "", "start", "end"), AskDay),
		at("where", p.whereWords(&d), state(d.Area == "", "area", "place"), AskWhere),
		at("settled", settled, state(false, "settlement"), AskPay),
		at("extras", p.offered(), p.offeredState(), AskExtras),
		p.employerAnswer(),
	}
	if d.Settlement == "" {
		out[5].State = AnswerAssumed
	}
	if d.Start != "" && !p.Said.HoursKnown && out[3].State == AnswerGood && !p.Said.hand[AskHours] {
		out[3].State = AnswerAssumed
	}
	if area, ok := p.app.Desk.Areas().Get(d.Area); ok && area.Level < market.LevelTownship && d.Place == "" && out[4].State == AnswerGood {
		out[4].State = AnswerAssumed
	}
	notes := at("notes", d.Notes, AnswerGood, AskExtras)
	if notes.Mend = p.WriteNotes; d.Notes == "" {
		notes.Text, notes.State = t("line.none"), AnswerAssumed
	}
	return append(out, notes)
}

func faultFields(err error) map[string]bool {
	out := map[string]bool{}
	all, _ := errors.AsType[market.Errors](err)
	for _, e := range all {
		out[e.Field] = true
	}
	return out
}

func (p *WalkinPage) whenWords(d *market.Posting) string {
	if d.Start == "" {
		return ""
	}
	return p.app.when(d)
}

func (p *WalkinPage) whereWords(d *market.Posting) string {
	if d.Area == "" {
		if p.Said.Area != "" {
			return p.app.Words.T("line.which", "name", p.Said.Area)
		}
		return ""
	}
	return p.app.Desk.Areas().Place(d.Area) + d.Place
}

func (w *Walkin) offeredState() AnswerState {
	if w.Posting.Meals || w.Posting.Lodging || w.Posting.Transport {
		return AnswerGood
	}
	return AnswerAssumed
}

// offered lists what the employer offers.
func (w *Walkin) offered() string {
	var out []string
	for _, name := range OfferNames {
		if w.Offers(name) {
			out = append(out, w.app.Words.T("offer."+name))
		}
	}
	if len(out) == 0 {
		return w.app.Words.T("line.none")
	}
	return strings.Join(out, w.app.Words.T("line.and"))
}

// employerAnswer is who hires: known, one of several, or to be registered.
func (p *WalkinPage) employerAnswer() LineAnswer {
	t := p.app.Words.T
	a := LineAnswer{Label: t("line.employer"), Mend: func() { p.Mend(AskPhone) }}
	switch {
	case p.Employer.ID != "", p.Employer.Name != "" && p.Employer.Kind != "":
		if a.Text = p.Employer.Contact; a.Text == "" {
			a.Text = p.Employer.Name
		}
	case p.Employer.Phone == "":
		a.Text, a.State = t("line.employer_none"), AnswerMissing
	case len(p.Found) > 1:
		a.Text, a.State, a.Mend = t("line.employer_which", "n", len(p.Found)), AnswerMissing, func() { p.Mend(AskFound) }
	default:
		a.Text, a.State, a.Mend = t("line.employer_new"), AnswerMissing, func() { p.Mend(AskKind) }
	}
	return a
}

// Wanting is how many answers are still needed, the source of the posting included.
func (p *WalkinPage) Wanting() int {
	n := 0
	for _, a := range p.Answers() {
		if a.State == AnswerMissing || a.State == AnswerBad {
			n++
		}
	}
	if p.Posting.Source == "" {
		n++
	}
	return n
}

// WriteNotes opens the keys for what else there is to say.
func (p *WalkinPage) WriteNotes() {
	e := NewEntry(p.app, p.app.Words.T("line.notes"), market.MaxPlace, func(text string) {
		p.Posting.Notes = text
		p.touched()
	})
	p.app.Show(e.Hint(ime.Text).With(p.Posting.Notes).Optional())
}

// Unread are the stretches that nothing holds yet, neither an answer nor the notes.
func (p *WalkinPage) Unread() []string {
	return slices.DeleteFunc(slices.Clone(p.Said.Unread), func(s string) bool { return strings.Contains(p.Posting.Notes, s) })
}

// numbers may be phone numbers.
var numbers = regexp.MustCompile(`\d[\d-]{5,}\d`)

// ShownLine is the line without whole phone numbers.
func (p *WalkinPage) ShownLine() string {
	return numbers.ReplaceAllStringFunc(p.Said.Text, func(n string) string {
		if _, err := market.ParsePhone(n); err != nil {
			return n
		}
		return market.MaskPhone(n)
	})
}

// NoteUnread writes them into the notes.
func (p *WalkinPage) NoteUnread() {
	notes := append([]string{p.Posting.Notes}, p.Unread()...)
	if p.Posting.Notes == "" {
		notes = notes[1:]
	}
	p.Posting.Notes = strings.Join(notes, p.app.Words.T("line.stop"))
	p.touched()
}

// LineFinding is something that is wrong, in words.
type LineFinding struct {
	Code, Text string
	Words      string // the part that says it; "" where a field does
	Reason     string // what staff gave for it
}

// Blocks are what keeps the posting from being published, in the line or in an answer.
func (p *WalkinPage) Blocks() []LineFinding {
	d := p.draft()
	return p.findings(append(slices.Clone(p.Said.Found.Blocks), p.app.Desk.Screen(&d).Blocks...))
}

// Warnings are what staff have to give a reason for.
func (p *WalkinPage) Warnings() []LineFinding {
	d := p.draft()
	if d.Trade == "" && d.Pay == 0 { // nothing was said yet
		return p.findings(p.Said.Found.Warnings)
	}
	return p.findings(append(slices.Clone(p.Said.Found.Warnings), p.app.Desk.Screen(&d).Warnings...))
}

func (p *WalkinPage) findings(list []desk.Finding) []LineFinding {
	var out []LineFinding
	for _, f := range list {
		if slices.ContainsFunc(out, func(o LineFinding) bool { return o.Code == f.Code }) {
			continue
		}
		l := LineFinding{Code: f.Code, Text: p.app.Words.T("screen." + f.Code), Reason: p.Reasons[f.Code]}
		if strings.Contains(p.Said.Text, f.Words) || written(f) {
			l.Words = f.Words
		}
		out = append(out, l)
	}
	return out
}

// written says whether a finding is in the words that people wrote, and not in a field such as same_day.
func written(f desk.Finding) bool {
	return strings.ContainsFunc(f.Words, func(r rune) bool { return r > 0x2e80 })
}

// findingWords say what is wrong, and which words say it.
func (a *App) findingWords(f desk.Finding) string {
	if !written(f) {
		return a.Words.T("screen." + f.Code)
	}
	return a.Words.T("screen."+f.Code) + a.Words.T("line.quoted", "words", f.Words)
}

// Unconfirmed is how many warnings have no reason yet.
func (p *WalkinPage) Unconfirmed() int {
	n := 0
	for _, w := range p.Warnings() {
		if w.Reason == "" {
			n++
		}
	}
	return n
}

// Confirm asks for the reason why a warning may stand.
func (p *WalkinPage) Confirm(code string) {
	e := NewEntry(p.app, p.app.Words.T("line.reason"), market.MaxReasonWords, func(text string) {
		p.Reasons[code] = text
		p.touched()
	})
	warning := p.app.Words.T("screen." + code)
	p.app.Show(e.With(p.Reasons[code]).Offer(p.words("line.reasons")...).Watch(func(string) (string, bool) { return warning, false }))
}

// givenReasons are those for warnings that still stand.
func (p *WalkinPage) givenReasons() map[string]string {
	out := map[string]string{}
	for _, w := range p.Warnings() {
		if w.Reason != "" {
			out[w.Code] = w.Reason
		}
	}
	return out
}

// MayPublish says whether the line page may publish.
func (p *WalkinPage) MayPublish() bool {
	return !p.busy && !p.Said.Busy && len(p.Blocks()) == 0 && p.Unconfirmed() == 0 && p.Wanting() == 0
}

// WageWords compares the pay with the least that the law allows; "" where it cannot be compared. good is
// false where it is less.
func (p *WalkinPage) WageWords() (words string, good bool) {
	d := p.draft()
	least := p.app.Desk.Least(d.Area, d.Start.Date())
	t := p.app.Words.T
	if d.Pay == 0 || d.Start == "" {
		return t("line.least", "hour", yuan(least.Hour)), true
	}
	shift := d.Shift()
	switch d.Unit {
	case "hour":
		return t("line.least_hour", "hour", yuan(least.Hour)), d.Pay >= least.Hour
	case "day":
		minutes := max(60, shift.To-shift.From)
		day := least.Day(minutes)
		return t("line.least_day", "day", yuan(day), "hour", yuan(least.Hour)), d.Pay >= day
	case "month":
		return t("line.least_month", "month", yuan(least.Month)), d.Pay >= least.Month
	}
	return t("line.least", "hour", yuan(least.Hour)), true
}

// templatesShown is how many of an employer's last postings are offered.
const templatesShown = 3

// readLast reads what a known employer asked for last. An employer alone is shown nothing of it.
func (w *Walkin) readLast() {
	if w.Last = nil; w.Alone {
		return
	}
	rows, err := w.app.Desk.Store().LastPostings(w.app.Context, w.Employer.ID, templatesShown)
	if err != nil {
		w.Faults = map[string]string{"line": w.app.Sentence(err)}
		return
	}
	w.Last = rows
}

// Template is a posting of the same employer from before.
type Template struct {
	Row  store.PostingRow
	Card Card
	Day  string // when it was: 7月10日
}

// Templates are the last postings of the employer.
func (p *WalkinPage) Templates() []Template {
	var out []Template
	for _, r := range p.Last {
		out = append(out, Template{r, p.app.card(&r), p.app.civilDate(r.Start.Date())})
	}
	return out
}

// Use fills the form from a posting of before: for tomorrow, with the same hours and as many days.
func (p *WalkinPage) Use(r store.PostingRow) {
	shift, came := r.Shift(), market.Source("")
	if p.Said.sourced {
		came = p.Posting.Source
	}
	p.Posting = r.Posting
	p.Posting.ID, p.Posting.Closes, p.Posting.Source = "", "", came
	p.Heads, p.Pay, p.fresh, p.ToHeads = count(r.Headcount), r.Pay.Yuan(), true, false
	p.Day, p.Days = p.app.CivilNow().AddDate(0, 0, 1).Format("2006-01-02"), shift.Days
	p.From, p.To = shift.From, shift.To%(24*60)
	p.Said = OneLine{HoursKnown: true, sourced: p.Said.sourced}
	p.Where.Choose(r.Area)
	p.Reasons = map[string]string{}
	p.touched()
}
