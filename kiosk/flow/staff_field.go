package flow

import (
	"context"
	"slices"
	"strings"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/ime"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// FieldTab is what the page of the work outside shows.
type FieldTab string

// The tabs: who is on duty, surveys of street markets, patrols, and days elsewhere.
const (
	DutyTab   FieldTab = "duty"
	SurveyTab FieldTab = "survey"
	PatrolTab FieldTab = "patrol"
	EventTab  FieldTab = "event"
)

// FieldTabs lists them; the words are "walk.<tab>".
var FieldTabs = []FieldTab{DutyTab, SurveyTab, PatrolTab, EventTab}

// StaffField is the work of staff beside the hall.
type StaffField struct {
	*Clerk
	Tab FieldTab
	// Form is the survey or patrol that is being written down, or the event that is to be opened.
	Form desk.Field
	// Called and EventKind are those of an event that is to be opened.
	Called, EventKind string
	// Roster are the accounts of the station, On who of them is on duty today.
	Roster []store.Account
	On     map[string]bool
	Notes  []store.FieldNote
	// Event is what goes on elsewhere, nil for nothing; Counted its figures so far.
	Event   *store.EventRow
	Counted store.Numbers
	Past    []PastEvent
	Closing bool // asks whether the event ends
	Done    string
	Fault   string

	busy bool
}

// PastEvent is one that is over, with its figures.
type PastEvent struct {
	store.EventRow
	Day          string
	Came, Placed int
}

// How many of the past stand on the page.
const (
	fieldShown  = 12
	eventsShown = 4
)

// Field opens it.
func (m *StaffMenu) Field() { m.openField(DutyTab) }

func (c *Clerk) openField(t FieldTab) {
	p := &StaffField{Clerk: c, Tab: t}
	p.clear()
	p.Reload()
	c.app.Show(p)
}

// Duty opens the roster.
func (p *StaffStation) Duty() { p.openField(DutyTab) }

// MayField says whether the one who is signed in may write down what was done outside.
func (p *StaffField) MayField() bool { return p.may(desk.Account) }

// Name implements Page.
func (*StaffField) Name() string { return "staff.field" }

// Kind implements Page.
func (*StaffField) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffField) Forget() { p.Notes, p.Past, p.Event, p.Done, p.Fault = nil, nil, nil, "", "" }

func (p *StaffField) clear() {
	p.Form = desk.Field{Area: p.app.Area, From: 5 * 60, To: 8 * 60, Heads: 20}
	p.Called, p.EventKind, p.Closing = "", market.EventKinds[0], false
}

// Restart takes back what is being written.
func (p *StaffField) Restart() {
	p.Done, p.Fault = "", ""
	p.clear()
	p.Reload()
	p.app.Changed()
}

// ShowTab shows another tab.
func (p *StaffField) ShowTab(t FieldTab) {
	p.Tab, p.Done, p.Fault, p.Closing = t, "", "", false
	p.app.Changed()
}

// Reload implements Reloader.
func (p *StaffField) Reload() bool {
	if err := p.read(); err != nil {
		p.Fault = p.app.Sentence(err)
	}
	return true
}

func (p *StaffField) read() (err error) {
	s, ctx := p.app.Desk.Store(), p.app.Context
	if p.Roster, err = s.Accounts(ctx); err != nil {
		return err
	}
	on, err := s.DutyOn(ctx, p.app.today())
	if err != nil {
		return err
	}
	p.On = map[string]bool{}
	for _, a := range on {
		p.On[a] = true
	}
	if p.Notes, err = s.FieldNotes(ctx, fieldShown); err != nil {
		return err
	}
	all, err := s.Events(ctx, eventsShown)
	if err != nil {
		return err
	}
	p.Event, p.Past = nil, nil
	for _, e := range all {
		until := p.app.Now().Add(time.Millisecond)
		if e.Ended > 0 {
			until = time.UnixMilli(e.Ended)
		}
		n, err := s.Numbers(ctx, time.UnixMilli(e.At), until)
		if err != nil {
			return err
		}
		if e.Ended == 0 {
			p.Event, p.Counted = &e, n
			continue
		}
		p.Past = append(p.Past, PastEvent{e, p.app.dateOf(e.At), n.Came, n.Placed})
	}
	return nil
}

// run does a deed beside the screen and reads everything anew.
func (p *StaffField) run(done string, deed func(ctx context.Context) error) {
	if p.busy {
		return
	}
	p.busy, p.Done, p.Fault, p.Closing = true, "", "", false
	p.app.Slow(deed, func(err error) {
		p.busy = false
		p.app.readEvent()
		p.Reload()
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Done = done
		p.clear()
	})
	p.app.Changed()
}

// ToggleDuty puts somebody on duty today, or takes them off.
func (p *StaffField) ToggleDuty(account string) {
	var on []string
	for _, a := range p.Roster {
		if p.On[a.Account] != (a.Account == account) {
			on = append(on, a.Account)
		}
	}
	by, day := p.by(), p.app.today()
	p.run(p.app.Words.T("duty.saved"), func(ctx context.Context) error { return p.app.Desk.SetDuty(ctx, by, day, on) })
}

// DutyWords says who is on duty today, for the station's page.
func (a *App) DutyWords() string {
	on, err := a.Desk.Store().DutyOn(a.Context, a.today())
	if err != nil || len(on) == 0 {
		return a.Words.T("duty.nobody")
	}
	var names []string
	for _, account := range on {
		if name, err := a.accountTitle(a.Context, account); err == nil {
			names = append(names, name)
		}
	}
	return strings.Join(names, a.Words.T("line.and"))
}

// PickArea asks where it was.
func (p *StaffField) PickArea() {
	pick := NewAreaPick(p.app, p.app.Words.T("walk.area"), func(code market.AreaCode) {
		p.Form.Area = code
		p.app.Changed()
	})
	pick.Choose(p.Form.Area)
	p.app.Show(pick)
}

// AreaWords is where it was, in words.
func (p *StaffField) AreaWords() string { return p.app.Desk.Areas().Place(p.Form.Area) }

// WritePlace asks for the place in words, WriteWords for whatever else there is, WriteName for what an
// event is called.
func (p *StaffField) WritePlace() {
	e := NewEntry(p.app, p.app.Words.T("walk.place"), market.MaxPlace, func(s string) { p.Form.Place = s }).Hint(ime.Place)
	p.app.Show(e.With(p.Form.Place).Optional())
}

// WriteWords see WritePlace.
func (p *StaffField) WriteWords() {
	e := NewEntry(p.app, p.app.Words.T("walk.words"), market.MaxTitle, func(s string) { p.Form.Words = s })
	p.app.Show(e.With(p.Form.Words).Optional())
}

// WriteName see WritePlace.
func (p *StaffField) WriteName() {
	e := NewEntry(p.app, p.app.Words.T("event.name_title"), market.MaxEventName, func(s string) { p.Called = s })
	p.app.Show(e.With(p.Called))
}

// StepHeads changes how many people waited there; StepLeaflets how many leaflets were handed out.
func (p *StaffField) StepHeads(by int) {
	p.Form.Heads = min(max(0, p.Form.Heads+by), market.MaxFieldHeads)
	p.app.Changed()
}

// StepLeaflets see StepHeads.
func (p *StaffField) StepLeaflets(by int) {
	p.Form.Leaflets = min(max(0, p.Form.Leaflets+by), market.MaxLeaflets)
	p.app.Changed()
}

// StepClock moves the beginning, or the end, by half hours.
func (p *StaffField) StepClock(end bool, by int) {
	const half = 30
	if end {
		p.Form.To = min(max(p.Form.From+half, p.Form.To+by*half), market.LastClockMinute)
	} else {
		p.Form.From = min(max(0, p.Form.From+by*half), p.Form.To-half)
	}
	p.app.Changed()
}

// streetTrades are what people do who wait at the side of a street (city plan, 障三: 搬运、建筑、维修、家政).
var streetTrades = []market.TradeID{"loader", "mason", "general", "decor", "cleaner", "nanny"}

// Trades are those that may be ticked, with whether they are.
func (p *StaffField) Trades() []HallTrade {
	var out []HallTrade
	for _, id := range streetTrades {
		if t, ok := p.app.Desk.Trades().Get(id); ok {
			out = append(out, HallTrade{ID: id, Word: t.Short, On: slices.Contains(p.Form.Trades, id)})
		}
	}
	return out
}

// ToggleTrade ticks a trade, or takes its tick away.
func (p *StaffField) ToggleTrade(id market.TradeID) {
	if i := slices.Index(p.Form.Trades, id); i >= 0 {
		p.Form.Trades = slices.Delete(slices.Clone(p.Form.Trades), i, i+1)
	} else {
		p.Form.Trades = append(slices.Clone(p.Form.Trades), id)
	}
	p.app.Changed()
}

// Save keeps the survey or patrol of today.
func (p *StaffField) Save() {
	f, by := p.Form, p.by()
	f.What, f.Day = string(p.Tab), p.app.today()
	if p.Tab == PatrolTab {
		f.Heads, f.Trades = 0, nil
	} else {
		f.Leaflets = 0
	}
	p.run(p.app.Words.T("walk.saved"), func(ctx context.Context) error { return p.app.Desk.NoteField(ctx, by, f) })
}

// FieldRow is a survey or patrol of before, in words.
type FieldRow struct{ Title, Second string }

// Rows are those of the tab.
func (p *StaffField) Rows() []FieldRow {
	t := p.app.Words.T
	var out []FieldRow
	for _, n := range p.Notes {
		if n.What != string(p.Tab) {
			continue
		}
		where := n.Place
		if where == "" {
			where = p.app.Desk.Areas().Place(n.Area)
		}
		r := FieldRow{Title: t("walk.row", "day", p.app.dayWord(n.Day), "place", where), Second: t("walk.row_patrol", "n", n.Leaflets)}
		if p.Tab == SurveyTab {
			r.Second = t("walk.row_survey", "n", n.Heads, "trades", p.app.tradeNames(n.Trades))
		}
		out = append(out, r)
	}
	return out
}
