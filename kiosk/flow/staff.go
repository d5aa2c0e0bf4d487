package flow

import (
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Clerk is a member of staff at the desk. What they write carries their account.
type Clerk struct {
	Account store.Account

	app *App
}

// by is the account that facts carry. Slow work takes it along: a lock while the work is under
// way empties the account here.
func (c *Clerk) by() string { return c.Account.Account }

// Leave goes one page back, and the page below reads anew what may have changed meanwhile.
func (c *Clerk) Leave() {
	c.app.Back()
	c.app.Refresh()
}

// leaveTo goes back to a page that is on the stack below.
func (c *Clerk) leaveTo(p Page) {
	for c.app.Current() != p && len(c.app.stack) > 1 {
		c.app.Current().Forget()
		c.app.stack = c.app.stack[:len(c.app.stack)-1]
	}
	if r, ok := c.app.Current().(Reloader); ok {
		r.Reload()
	}
	c.app.Changed()
}

// Lock ends the session: the same wipe as 结束.
func (c *Clerk) Lock() { c.app.End() }

// syncFault is the words for how a sync round ended, "" when it went well.
func syncFault(a *App, code string, err error) string {
	switch {
	case err != nil:
		return a.Sentence(err)
	case code != "":
		return a.Sentence(market.Refuse(code))
	}
	return ""
}

// StaffMenu is the desk after the PIN: where staff may go, and what waits there.
type StaffMenu struct {
	*Clerk
	// Open is how many postings of this station are open; Wanted how many people they want.
	Open, Wanted int
	// InHall is how many people wait for work today.
	InHall int
	// Prints is how many papers want a look: failed, or perhaps not printed.
	Prints int
	// Waiting is how many matters wait: postings handed in, complaints, people to call back.
	Waiting int
	// Unsettled is of how many matches something is to be noted by now.
	Unsettled int
	Fault     string
}

func newStaffMenu(c *Clerk) *StaffMenu {
	m := &StaffMenu{Clerk: c}
	m.Reload()
	return m
}

// Name implements Page.
func (m *StaffMenu) Name() string { return "staff" }

// Kind implements Page.
func (m *StaffMenu) Kind() Kind { return Staff }

// Forget implements Page.
func (m *StaffMenu) Forget() { m.Account = store.Account{} }

// Restart implements Restarter.
func (m *StaffMenu) Restart() { m.Reload() }

// Again reads the numbers anew and draws them.
func (m *StaffMenu) Again() {
	m.Reload()
	m.app.Changed()
}

// Reload implements Reloader.
func (m *StaffMenu) Reload() bool {
	old := *m
	m.Fault = ""
	if err := m.read(); err != nil {
		m.Fault = m.app.Sentence(err)
	}
	return old != *m
}

func (m *StaffMenu) read() error {
	var err error
	if m.Open, m.Wanted, err = m.app.Desk.Store().OwnOpen(m.app.Context); err != nil {
		return err
	}
	if m.Waiting, err = m.app.openMatters(); err != nil {
		return err
	}
	now := market.MinuteOf(m.app.Now())
	if m.Unsettled, err = m.app.Desk.Store().CountUnsettled(m.app.Context, m.app.resultsSince(), now); err != nil {
		return err
	}
	if m.InHall, err = m.app.Desk.Store().CountWaiting(m.app.Context, now.Date()); err != nil {
		return err
	}
	m.Prints = 0
	jobs, err := m.app.Desk.Store().PrintJobs(m.app.Context, printsKept)
	for _, l := range newestPrints(jobs) {
		if l.WantsLook() {
			m.Prints++
		}
	}
	return err
}

// ownPostings reads the postings that this station opened.
func ownPostings(a *App) ([]store.PostingRow, error) {
	id, err := a.Desk.Store().Identity(a.Context)
	if err != nil {
		return nil, err
	}
	return a.Desk.Store().Postings(a.Context, store.Filter{Opener: &id.Origin})
}

// Walkin begins the entry of an employer's posting.
func (m *StaffMenu) Walkin() { m.app.Show(newWalkin(m.Clerk, m).first()) }

// Postings opens the postings of this station.
func (m *StaffMenu) Postings() { m.app.Show(newStaffPostings(m.Clerk)) }

// PrintQueue opens the queue of papers.
func (m *StaffMenu) PrintQueue() { m.app.Show(newStaffPrints(m.Clerk)) }

// Station opens the story of this station.
func (m *StaffMenu) Station() { m.app.Show(newStaffStation(m.Clerk)) }
