package flow

import (
	"context"
	"slices"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// StaffHall is who waits and which work wants people, with suggestions who goes where. Sending
// somebody takes two taps: the person or the work, then 派去 beside one of the suggestions.
type StaffHall struct {
	*Clerk
	// Hall is what was read last; nil until then.
	Hall *desk.Hall
	// Trade narrows the people; "" are all. Later narrows the work to what begins after today.
	Trade market.TradeID
	Later bool
	// Person and Job are chosen; "" are none.
	Person market.WorkerID
	Job    market.PostingID
	// Sent is the place that was given last, "" when none can be taken back.
	Sent market.MatchID
	// Clearing asks whether the day is really over; Drawn shows the lottery that was held last.
	Clearing bool
	Drawn    *DrawnSheet
	// Done is what was done last, in words; Fault why something was not.
	Done, Fault string

	People, Jobs, Ideas Pager

	busy           bool // a deed is under way
	loading, again bool // the hall is being read; something changed meanwhile
	begun, shown   int  // readings of the hall, and which of them is shown
	minute         int  // of the clock, when it was drawn
}

// ideasMost is how many suggestions are worked out.
const ideasMost = 40

func newStaffHall(c *Clerk) *StaffHall {
	return &StaffHall{Clerk: c, People: Pager{Size: 5}, Jobs: Pager{Size: 5}, Ideas: Pager{Size: 4}}
}

// Room opens the hall.
func (m *StaffMenu) Room() { m.openHall() }

func (c *Clerk) openHall() {
	p := newStaffHall(c)
	c.app.Show(p)
	p.load()
}

// Name implements Page.
func (*StaffHall) Name() string { return "staff.hall" }

// Kind implements Page.
func (*StaffHall) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffHall) Forget() {
	p.Hall, p.Person, p.Job, p.Sent, p.Done, p.Fault, p.Drawn = nil, "", "", "", "", "", nil
}

// Restart begins again with nobody chosen.
func (p *StaffHall) Restart() {
	p.Person, p.Job, p.Trade, p.Sent, p.Later, p.Clearing, p.Drawn, p.Done, p.Fault = "", "", "", "", false, false, nil, "", ""
	p.load()
}

// Reload implements Reloader. Ten thousand people are read beside the screen, so what is new is
// drawn a moment later.
func (p *StaffHall) Reload() bool {
	p.load()
	return false
}

// Return implements Returner.
func (p *StaffHall) Return() { p.load() }

// Tick implements Ticker: waits grow by the minute.
func (p *StaffHall) Tick() bool {
	minute := p.app.Now().Minute()
	moved := minute != p.minute
	p.minute = minute
	return moved
}

// load reads the hall anew.
func (p *StaffHall) load() {
	if p.loading { // what changes meanwhile is read after it
		p.again = true
		return
	}
	p.loading = true
	p.read(func(context.Context) error { return nil }, func(error) {
		p.loading = false
		if p.again {
			p.again = false
			p.load()
		}
	})
}

// run does a deed beside the screen, once, and reads the hall anew after it; done is told when the
// deed went well.
func (p *StaffHall) run(deed func(ctx context.Context) error, done func()) {
	if p.busy {
		return
	}
	p.busy = true
	p.read(deed, func(refused error) {
		p.busy = false
		if refused != nil {
			p.Fault, p.Done = p.app.Sentence(refused), ""
			return
		}
		p.Fault = ""
		done()
		p.recount()
	})
	p.app.Changed()
}

// read does a deed, reads the hall and shows it, unless one that was read later is shown already.
func (p *StaffHall) read(deed func(ctx context.Context) error, then func(refused error)) {
	p.begun++
	turn, by := p.begun, p.by()
	var hall *desk.Hall
	var refused error
	p.app.Slow(func(ctx context.Context) (err error) {
		refused = deed(ctx)
		hall, err = p.app.Desk.Hall(ctx, by)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.Fault, p.Done = p.app.Sentence(err), ""
		case turn > p.shown:
			p.shown, p.Hall = turn, hall
			p.keepChoices()
			p.recount()
		}
		if refused == nil {
			refused = err
		}
		then(refused)
	})
}

// keepChoices lets go of who and what is not there any more.
func (p *StaffHall) keepChoices() {
	if _, ok := p.Hall.Row(p.Person); !ok {
		p.Person = ""
	}
	if _, ok := p.Hall.Job(p.Job); !ok {
		p.Job = ""
	}
}

func (p *StaffHall) recount() {
	p.People.Recount(len(p.people()))
	p.Jobs.Recount(len(p.jobs()))
	p.Ideas.Recount(len(p.ideas()))
}

// Loading says that nothing was read yet.
func (p *StaffHall) Loading() bool { return p.Hall == nil && p.Fault == "" }

// people are those of the chosen trade.
func (p *StaffHall) people() []desk.HallRow {
	if p.Hall == nil {
		return nil
	}
	if p.Trade == "" {
		return p.Hall.Rows
	}
	return slices.DeleteFunc(slices.Clone(p.Hall.Rows), func(r desk.HallRow) bool { return !slices.Contains(r.Person.Trades, p.Trade) })
}

// jobs are those of the chosen days.
func (p *StaffHall) jobs() []store.PostingRow {
	if p.Hall == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Hall.Jobs), func(r store.PostingRow) bool { return p.Later && r.Start.Date() <= p.Hall.Day })
}

// ShownPeople are the people of the page that is shown.
func (p *StaffHall) ShownPeople() []HallPerson {
	from, to := p.People.Span()
	var out []HallPerson
	for _, r := range p.people()[from:to] {
		out = append(out, p.person(&r))
	}
	return out
}

// ShownJobs are the jobs of the page that is shown.
func (p *StaffHall) ShownJobs() []HallJob {
	from, to := p.Jobs.Span()
	var out []HallJob
	for _, r := range p.jobs()[from:to] {
		out = append(out, p.job(&r))
	}
	return out
}

// Wanted is how many people the work of the hall still wants, as far as places are here.
func (p *StaffHall) Wanted() int {
	n := 0
	if p.Hall != nil {
		for i := range p.Hall.Jobs {
			n += min(p.Hall.Jobs[i].PlacesHere, p.Hall.Jobs[i].Left())
		}
	}
	return n
}

// Choose chooses a person, or lets go of one.
func (p *StaffHall) Choose(id market.WorkerID) {
	if p.Person == id {
		id = ""
	}
	p.Person = id
	p.pick()
}

// ChooseJob chooses work, or lets go of it.
func (p *StaffHall) ChooseJob(id market.PostingID) {
	if p.Job == id {
		id = ""
	}
	p.Job = id
	p.pick()
}

// OfTrade shows the people of one trade; "" shows all.
func (p *StaffHall) OfTrade(id market.TradeID) {
	p.Trade = id
	p.People.Show(0)
	p.pick()
}

// ShowLater shows the work that begins after today, or all.
func (p *StaffHall) ShowLater(later bool) {
	p.Later = later
	p.Jobs.Show(0)
	p.pick()
}

func (p *StaffHall) pick() {
	p.Done, p.Fault, p.Sent = "", "", ""
	p.Ideas.Show(0)
	p.recount()
	p.app.Changed()
}

// Turn goes by pages of one of the lists.
func (p *StaffHall) Turn(list *Pager, by int) {
	list.Turn(by)
	p.app.Changed()
}

// Fit says how many rows stand on the pages of the three lists.
func (p *StaffHall) Fit(people, jobs, ideas int) {
	p.People.Fit(people)
	p.Jobs.Fit(jobs)
	p.Ideas.Fit(ideas)
}

// since is how many minutes ago a moment was.
func (p *StaffHall) since(at int64) int {
	return max(0, int(p.app.Now().Sub(time.UnixMilli(at))/time.Minute))
}
