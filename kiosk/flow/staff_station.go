package flow

import (
	"context"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// StaffStation is the plain story of this station: who it is, what it holds, what still has to
// go to the county, and a round at once.
type StaffStation struct {
	*Clerk
	Origin   market.Origin
	County   string // where the county answers
	Counts   store.Counts
	Accounts int
	Sync     SyncState
	// Busy says that a round or a check is under way.
	Busy bool
	// Done is how the round or check ended, in words, when it went well; Fault when not.
	Done, Fault string
}

func newStaffStation(c *Clerk) *StaffStation {
	p := &StaffStation{Clerk: c}
	p.Reload()
	return p
}

// Name implements Page.
func (p *StaffStation) Name() string { return "staff.station" }

// Kind implements Page.
func (p *StaffStation) Kind() Kind { return Staff }

// Forget implements Page: nothing here is of a person.
func (p *StaffStation) Forget() { p.Done, p.Fault = "", "" }

// Restart takes the last words away and reads the numbers anew.
func (p *StaffStation) Restart() {
	p.Done, p.Fault = "", ""
	p.Reload()
	p.app.Changed()
}

// Reload implements Reloader.
func (p *StaffStation) Reload() bool {
	old := *p
	p.Sync = p.app.Config.Back.SyncState()
	if err := p.read(); err != nil {
		p.Fault = p.app.Sentence(err)
	}
	return old != *p
}

// Tick implements Ticker: the link may come and go without a change of what is stored.
func (p *StaffStation) Tick() bool { return p.app.Config.Back.SyncState() != p.Sync && p.Reload() }

func (p *StaffStation) read() error {
	s, ctx := p.app.Desk.Store(), p.app.Context
	id, err := s.Identity(ctx)
	if err != nil {
		return err
	}
	p.Origin, p.County = id.Origin, id.URL
	if p.Counts, err = s.Counts(ctx); err != nil {
		return err
	}
	accounts, err := s.Accounts(ctx)
	p.Accounts = len(accounts)
	return err
}

// LastGood is when the county was last reached, in words.
func (p *StaffStation) LastGood() string {
	if p.Sync.LastGood.IsZero() {
		return p.app.Words.T("staff.station.never")
	}
	t := p.Sync.LastGood.In(market.Zone)
	return p.app.Words.T("staff.station.at", "day", p.app.dayWord(market.MinuteOf(t).Date()), "clock", t.Format("15:04"))
}

// Refusal is why the last round ended early, in words; "" when it went well.
func (p *StaffStation) Refusal() string { return syncFault(p.app, p.Sync.Code, nil) }

// SyncNow runs a whole round with the county.
func (p *StaffStation) SyncNow() {
	var code string
	p.work(func(ctx context.Context) (err error) {
		code, err = p.app.Config.Back.SyncNow(ctx)
		return err
	}, func(err error) {
		if p.Fault = syncFault(p.app, code, err); p.Fault == "" {
			p.Done = p.app.Words.T("staff.station.synced")
		}
	})
}

// Verify walks the chains of this station's facts.
func (p *StaffStation) Verify() {
	var facts, broken uint64
	p.work(func(ctx context.Context) (err error) {
		facts, broken, err = p.app.Desk.Store().Verify(ctx)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.Fault = p.app.Sentence(err)
		case broken > 0:
			p.Fault = p.app.Words.T("error.broken_chain")
		default:
			p.Done = p.app.Words.T("staff.station.whole", "n", facts)
		}
	})
}

// PrintTest queues the page by which one sees how the printer of slips is set.
func (p *StaffStation) PrintTest() {
	by := p.by()
	p.work(func(ctx context.Context) error {
		_, err := p.app.Desk.PrintSheet(ctx, by, store.TestPage)
		return err
	}, func(err error) {
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Done = p.app.Words.T("staff.station.test_queued")
	})
}

func (p *StaffStation) work(deed func(ctx context.Context) error, end func(error)) {
	if p.Busy {
		return
	}
	p.Busy, p.Done, p.Fault = true, "", ""
	p.app.Slow(deed, func(err error) {
		p.Busy = false
		p.Reload()
		end(err)
	})
	p.app.Changed()
}
