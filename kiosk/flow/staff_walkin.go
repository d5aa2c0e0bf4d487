package flow

import (
	"errors"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// WalkinStep is one screen of the entry of an employer's posting.
type WalkinStep int

// The steps, in their order. Found, Kind and Firm belong to the first question, who it is.
const (
	AskPhone WalkinStep = iota
	AskFound            // which of the employers with this number
	AskKind             // what kind of employer, when new
	AskFirm             // name, contact and codes of one that is no single person
	AskTrade
	AskPay // how many people, how much
	AskDay
	AskHours
	AskWhere
	AskExtras // meals, lodging, transport, how the posting came
	CheckAll
	WriteLine // all of it in one line of words
)

var walkinNames = map[WalkinStep]string{
	AskPhone: "phone", AskFound: "found", AskKind: "kind", AskFirm: "firm", AskTrade: "trade", AskPay: "pay",
	AskDay: "day", AskHours: "hours", AskWhere: "where", AskExtras: "extras", CheckAll: "check", WriteLine: "line",
}

// walkinFields are the fields that a step asks for, by their names in the command contract.
var walkinFields = map[WalkinStep][]string{
	AskFirm: {"name", "contact", "uscc", "licence"}, AskTrade: {"trade", "title"}, AskPay: {"headcount", "pay", "unit", "settlement"},
	AskDay: {"start"}, AskHours: {"start", "end"}, AskWhere: {"area", "place"}, AskExtras: {"source"},
}

// walkinSteps is how many questions there are. An employer alone answers the hours beside the day.
const walkinSteps = 8

// Walkin is the form behind the screens: what the employer said so far. Nothing is stored
// before it is published.
type Walkin struct {
	*Clerk
	// Alone says that an employer answers at the public screen; what comes of it is handed in.
	Alone bool
	// Phone is what was pressed so far.
	Phone string
	// Found are the employers of this station with that number.
	Found []store.EmployerRow
	// Employer is being registered; its ID is set when it is a known one.
	Employer market.Employer
	// Group is the group of trades that is shown, and Pager its page.
	Group string
	Pager Pager
	// Heads and Pay are digits as pressed; ToHeads says which of them the keypad writes.
	Heads, Pay string
	ToHeads    bool
	// Day is the first day, "2026-11-23", Days how many; DaysPage is which page of tiles is shown.
	Day      string
	Days     int
	DaysPage int
	// From and To are minutes since 00:00; a To that is not after From is on the next day.
	// ToEnd says which of them the hours write.
	From, To int
	ToEnd    bool
	// Where is the choice of the place.
	Where *AreaPick
	// CheckPager is the page of the check, where not all answers stand on one.
	CheckPager Pager
	// Posting holds the answers that need no form of their own.
	Posting market.Posting
	// Faults are the words for what is wrong, by field.
	Faults map[string]string

	// Said is the one line in words, and what was made of it.
	Said OneLine
	// Last is what a known employer asked for last.
	Last []store.PostingRow
	// Reasons are what staff gave for a warning, by its code.
	Reasons map[string]string

	begin *WalkinPage // the first screen, below all others
	under Page        // where the form began
	busy  bool
	fresh bool // the next digit of Heads replaces it
}

// Usual answers that a form begins with: a day's work from eight to six.
const (
	usualFrom = 8 * 60
	usualTo   = 18 * 60

	usualSource = market.Source("on_site") // where it is asked among other things
)

func newWalkin(c *Clerk, under Page) *Walkin {
	w := &Walkin{Clerk: c, under: under}
	w.clear()
	return w
}

// clear empties the form.
func (w *Walkin) clear() {
	now := w.app.CivilNow()
	groups := w.app.Desk.Trades().Groups()
	*w = Walkin{
		Clerk: w.Clerk, Alone: w.Alone, begin: w.begin, under: w.under,
		Group: groups[0], Pager: Pager{Size: tradesAPage, Count: len(w.app.Desk.Trades().InGroup(groups[0]))},
		Heads: "1", fresh: true, Day: now.AddDate(0, 0, 1).Format("2006-01-02"), Days: 1, From: usualFrom, To: usualTo,
		Where: newAreaPick(w.app, ""), CheckPager: Pager{Size: CheckAnswers, Count: CheckAnswers},
		Faults: map[string]string{}, Reasons: map[string]string{},
	}
	if w.Alone {
		w.Posting.Source = usualSource
	}
}

// WalkinPage is one screen of a Walkin.
type WalkinPage struct {
	*Walkin
	Step WalkinStep
	// Mending says that the screen was opened from the check, and leads back there.
	Mending bool
}

// first makes the first screen of the form: staff write a line, an employer alone is asked.
func (w *Walkin) first() *WalkinPage {
	w.begin = &WalkinPage{Walkin: w, Step: WriteLine}
	if w.Alone {
		w.begin.Step = AskPhone
	}
	return w.begin
}

// Name implements Page.
func (p *WalkinPage) Name() string {
	if p.Alone {
		return "hire." + walkinNames[p.Step]
	}
	return "walkin." + walkinNames[p.Step]
}

// Kind implements Page.
func (p *WalkinPage) Kind() Kind {
	if p.Alone {
		return Form
	}
	return Staff
}

// Forget implements Page. The form lives as long as its first screen.
func (p *WalkinPage) Forget() {
	if p == p.begin {
		p.clear()
	}
}

// Steps is which question this is: 第2步/共8步.
func (p *WalkinPage) Steps() Steps {
	s := Steps{int(p.Step-AskTrade) + 2, walkinSteps}
	if p.Step < AskTrade {
		s.Step = 1
	}
	if p.Alone {
		s.Of--
		if p.Step > AskHours {
			s.Step--
		}
	}
	return s
}

// fields are those that this screen asks for.
func (p *WalkinPage) fields() []string {
	if p.Alone && p.Step == AskDay {
		return walkinFields[AskHours]
	}
	return walkinFields[p.Step]
}

// Restart empties the form and begins at its first screen.
func (p *WalkinPage) Restart() {
	p.leaveTo(p.begin)
	p.clear()
	p.app.Changed()
}

// show puts another screen of the form on top.
func (p *WalkinPage) show(step WalkinStep) {
	p.app.Show(&WalkinPage{Walkin: p.Walkin, Step: step, Mending: p.Mending})
}

// Next goes on when the answers of this screen are good, and marks the faults when not.
func (p *WalkinPage) Next() {
	if p.busy {
		return
	}
	switch p.Step {
	case AskPhone:
		p.findEmployer()
		return
	case AskFirm:
		p.keepFaults(p.Employer.Validate(p.app.Now()))
	case AskWhere:
		p.Posting.Area = p.Where.Chosen
		fallthrough
	default:
		draft := p.draft()
		p.keepFaults(draft.Validate(p.app.Now(), p.app.Desk.Areas(), p.app.Desk.Trades()))
	}
	if len(p.Faults) > 0 {
		p.app.Changed()
		return
	}
	p.goOn()
}

// goOn leads to the next question, or back to the check when one answer was being mended.
func (p *WalkinPage) goOn() {
	switch {
	case p.Mending && p.Step == AskDay && !p.Alone: // day and hours are one line of the check
		p.show(AskHours)
	case p.Mending:
		p.Said.mended(p.Step)
		p.backToCheck()
	case p.Step < AskTrade:
		p.show(AskTrade)
	case p.Alone && p.Step == AskDay:
		p.show(AskWhere)
	default:
		p.show(p.Step + 1)
	}
}

// backToCheck pops the screens above the check, or above the line.
func (p *WalkinPage) backToCheck() {
	for i := len(p.app.stack) - 1; i > 0; i-- {
		if c, ok := p.app.stack[i].(*WalkinPage); ok && (c.Step == CheckAll || c.Step == WriteLine) {
			p.leaveTo(c)
			return
		}
	}
}

// keepFaults keeps the words for those faults that belong to this screen.
func (p *WalkinPage) keepFaults(err error) {
	p.Faults = map[string]string{}
	var all market.Errors
	errors.As(err, &all)
	for _, fault := range all {
		for _, field := range p.fields() {
			if fault.Field == field && p.Faults[field] == "" {
				p.Faults[field] = p.app.Sentence(fault)
			}
		}
	}
}

// fault marks one field and draws.
func (p *WalkinPage) fault(field, sentence string) {
	p.Faults = map[string]string{field: sentence}
	p.app.Changed()
}

// touched takes marks away as soon as an answer changes.
func (w *Walkin) touched() {
	w.Faults = map[string]string{}
	w.app.Changed()
}

// Fault is the first sentence that this screen has to say, "" when all is well.
func (p *WalkinPage) Fault() string {
	for _, field := range append(p.fields(), "phone", "") {
		if s := p.Faults[field]; s != "" {
			return s
		}
	}
	return ""
}
