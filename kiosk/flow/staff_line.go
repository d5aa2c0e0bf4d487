package flow

import (
	"cmp"
	"context"
	"strings"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// OneLine is what staff wrote in one line, and what was made of it.
type OneLine struct {
	Text string
	// Unread are the stretches of the line that no answer holds.
	Unread []string
	// Found is what is wrong with its words.
	Found desk.Findings
	// Area is the place as it was said, where it was not understood as one.
	Area string
	// HoursKnown says that the line, or somebody since, named the hours.
	HoursKnown bool
	// Busy says that the line is being read.
	Busy bool

	hand    map[WalkinStep]bool // answers that were mended by hand, which another line leaves alone
	sourced bool                // so was how the posting came
}

// mended notes that an answer was given by hand.
func (l *OneLine) mended(step WalkinStep) {
	if l.hand == nil {
		l.hand = map[WalkinStep]bool{}
	}
	l.hand[step] = true
}

// MaxLine is how long a line may be, in characters.
const MaxLine = 200

// WriteLine opens the keys for the line.
func (p *WalkinPage) WriteLine() {
	words := p.words("line.quick")
	e := NewEntry(p.app, p.app.Words.T("line.title"), MaxLine, p.SetLine).With(p.Said.Text).Offer(words...).Optional()
	p.app.Show(e.Watch(p.watchLine))
}

// Paste takes a line from elsewhere, as it was copied.
func (p *WalkinPage) Paste(text string) {
	if runes := []rune(text); len(runes) > MaxLine {
		text = string(runes[:MaxLine])
	}
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		p.fault("line", p.app.Words.T("line.paste_none"))
		return
	}
	p.SetLine(text)
}

// watchLine says in a few words what a line that is being written means, and whether it may stay so.
func (p *WalkinPage) watchLine(text string) (say string, bad bool) {
	if text == "" {
		return "", false
	}
	l := p.app.Desk.ReadLine(text)
	if len(l.Found.Blocks) > 0 {
		return p.app.Words.T("screen." + l.Found.Blocks[0].Code), true
	}
	return p.app.lineWords(&l.Draft), false
}

// lineWords says what was read: 装卸搬运 5人 150元/天 明天.
func (a *App) lineWords(d *desk.Draft) string {
	t := a.Words.T
	said := ""
	add := func(part string) {
		if part == "" {
			return
		}
		if said != "" {
			said += t("line.and")
		}
		said += part
	}
	if trade, ok := a.Desk.Trades().Get(d.Trade); ok {
		add(trade.Short)
	}
	if d.Headcount > 0 {
		add(t("line.heads", "n", d.Headcount))
	}
	if d.Pay > 0 {
		add(t("line.pay", "pay", yuan(d.Pay), "unit", a.unit(d.Unit)))
	}
	if len(d.Start) >= len(time.DateOnly) {
		add(a.dayWord(d.Start[:len(time.DateOnly)]))
	}
	add(d.Area)
	if said == "" {
		return t("line.nothing_yet")
	}
	return t("line.read", "said", said)
}

// SetLine reads a line and fills the form with it. Answers that were mended by hand stay as they are.
func (p *WalkinPage) SetLine(text string) {
	p.Said.Text, p.Said.Busy = text, true
	p.Faults = map[string]string{}
	var l desk.Line
	var found []store.EmployerRow
	phone := ""
	p.app.Slow(func(ctx context.Context) (err error) {
		l = p.app.Desk.ReadLine(text)
		if phone, err = market.ParsePhone(l.Draft.Phone); err != nil {
			phone = ""
			return nil
		}
		found, err = p.app.Desk.Store().EmployersByPhone(ctx, phone)
		return err
	}, func(err error) {
		if p.Said.Text != text {
			return
		}
		p.Said.Busy = false
		if err != nil {
			p.fault("", p.app.Sentence(err))
			return
		}
		p.takeLine(&l, phone, found)
	})
	p.app.Changed()
}

// takeLine fills the form with what a line says.
func (p *WalkinPage) takeLine(l *desk.Line, phone string, found []store.EmployerRow) {
	p.Said.Unread, p.Said.Found = l.Unread, l.Found
	d := &l.Draft
	free := func(step WalkinStep) bool { return !p.Said.hand[step] }
	if free(AskTrade) {
		p.Posting.Trade, p.Posting.Title = d.Trade, d.Title
		if trade, ok := p.app.Desk.Trades().Get(d.Trade); ok && d.Title == "" {
			p.Posting.Title = trade.Short
		}
	}
	if free(AskPay) {
		p.takePay(d)
	}
	if free(AskDay) && free(AskHours) {
		p.takeTimes(d)
	}
	if free(AskWhere) {
		p.takePlace(d)
	}
	if free(AskExtras) {
		p.Posting.Meals, p.Posting.Lodging, p.Posting.Transport = said(d.Meals), said(d.Lodging), said(d.Transport)
	}
	if !p.Said.sourced {
		p.Posting.Source = "" // a line does not say how it came
	}
	if phone != "" && phone != p.Employer.Phone {
		p.Phone, p.Found, p.Last = phone, found, nil
		p.Employer = market.Employer{Phone: phone}
		if len(found) == 1 {
			e := found[0]
			p.Employer = market.Employer{ID: e.ID, Name: e.Name, Kind: e.Kind, Licence: e.Licence, Contact: e.Contact, Phone: e.Phone}
			p.readLast()
		}
	}
}

func said(b *bool) bool { return b != nil && *b }

func (w *Walkin) takePay(d *desk.Draft) {
	w.Heads, w.Pay, w.fresh, w.ToHeads = "", "", false, true
	if d.Headcount > 0 {
		w.Heads, w.fresh, w.ToHeads = count(d.Headcount), true, false
	}
	if d.Pay > 0 {
		w.Pay = d.Pay.Yuan()
	}
	w.Posting.Unit, w.Posting.Settlement = d.Unit, d.Settlement
	if trade, ok := w.app.Desk.Trades().Get(d.Trade); ok && d.Unit == "" {
		w.Posting.Unit = trade.Unit
	}
}

// takeTimes takes the days and hours that were said; hours that were not are those of a usual day.
func (w *Walkin) takeTimes(d *desk.Draft) {
	w.Day, w.Days, w.From, w.To, w.Said.HoursKnown = "", 1, usualFrom, usualTo, false
	start, clock := dayAndMinutes(d.Start)
	if start == "" {
		return
	}
	w.Day = start
	if clock >= 0 {
		w.From, w.Said.HoursKnown = clock, true
		w.To = min(clock+usualTo-usualFrom, 24*60-30)
	}
	end, until := dayAndMinutes(d.End)
	if end == "" {
		return
	}
	if until >= 0 {
		w.To = until
	}
	first, err := time.Parse(time.DateOnly, start)
	last, err2 := time.Parse(time.DateOnly, end)
	if err == nil && err2 == nil && last.After(first) {
		w.Days = min(int(last.Sub(first).Hours()/24)+1, market.MaxDays)
		if w.NextDay() && w.Days > 1 { // the last clock belongs to the night that began the day before
			w.Days--
		}
	}
}

// dayAndMinutes takes "2026-11-23T07:00" apart; minutes is -1 without a clock.
func dayAndMinutes(s string) (day string, minutes int) {
	if len(s) < len(time.DateOnly) {
		return "", -1
	}
	day = s[:len(time.DateOnly)]
	at, err := market.ParseMinute(s)
	if err != nil || len(s) == len(time.DateOnly) {
		return day, -1
	}
	clock := at.Time().In(market.Zone)
	return day, clock.Hour()*60 + clock.Minute()
}

// takePlace takes the place that was said. A name that several places share stays a name until
// somebody chooses.
func (w *Walkin) takePlace(d *desk.Draft) {
	w.Posting.Area, w.Posting.Place, w.Said.Area = d.AreaCode, d.Place, ""
	if d.AreaCode == "" {
		w.Said.Area = d.Area
		return
	}
	w.Where.Choose(d.AreaCode)
}

// StepByStep asks one question after the other instead.
func (p *WalkinPage) StepByStep() {
	p.Faults = map[string]string{}
	p.Posting.Source = cmp.Or(p.Posting.Source, usualSource)
	p.app.Show(&WalkinPage{Walkin: p.Walkin, Step: AskPhone})
}
