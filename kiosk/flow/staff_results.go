package flow

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// ResultFilter narrows the results.
type ResultFilter int

// The filters.
const (
	EveryResult ResultFilter = iota
	BegunToday               // work that begins today
	Unpaid                   // finished, and nobody said that it was paid
	NotCalled                // worker and employer have not spoken
)

// resultDays is for how long after the last day something may still be noted.
const resultDays = 30

// StaffResults is everything of which staff still have something to note, in two taps: the person and
// what happened.
type StaffResults struct {
	*Clerk
	Filter ResultFilter
	Pager  Pager
	Counts [4]int // by filter
	// Chosen is the match whose result is being noted; nil while none is.
	Chosen *ResultLine
	Done   string
	Fault  string

	rows []store.Unsettled
	busy bool
}

// ResultLine is one match, in words.
type ResultLine struct {
	store.Unsettled
	Who, Phone string // Phone is masked
	Card       Card
	Employer   string
	// Promised is what is due for all days, in fen; 0 where nobody can know (by the hour, by the piece).
	Promised market.Fen
}

// Results opens what is to be noted.
func (m *StaffMenu) Results() {
	p := &StaffResults{Clerk: m.Clerk, Pager: Pager{Size: 5}}
	p.Reload()
	m.app.Show(p)
}

// Name implements Page.
func (*StaffResults) Name() string { return "staff.results" }

// Kind implements Page.
func (*StaffResults) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffResults) Forget() { p.rows, p.Chosen, p.Done, p.Fault = nil, nil, "", "" }

// Restart begins again with nobody chosen.
func (p *StaffResults) Restart() {
	p.Chosen, p.Done, p.Fault, p.Filter = nil, "", "", EveryResult
	p.Pager.Show(0)
	p.Reload()
	p.app.Changed()
}

// since is the earliest last day of work that still counts.
func (a *App) resultsSince() string {
	return a.CivilNow().AddDate(0, 0, -resultDays).Format("2006-01-02")
}

// Reload implements Reloader.
func (p *StaffResults) Reload() bool {
	rows, err := p.app.Desk.Store().Unsettled(p.app.Context, p.app.resultsSince())
	if err != nil {
		p.Fault = p.app.Sentence(err)
		return true
	}
	same := reflect.DeepEqual(rows, p.rows)
	p.rows = rows
	for f := range p.Counts {
		p.Counts[f] = len(p.filtered(ResultFilter(f)))
	}
	p.Pager.Recount(len(p.filtered(p.Filter)))
	return !same
}

func (p *StaffResults) filtered(f ResultFilter) []store.Unsettled {
	today := p.app.today()
	return slices.DeleteFunc(slices.Clone(p.rows), func(u store.Unsettled) bool {
		switch f {
		case BegunToday:
			return u.Start.Date() != today
		case Unpaid:
			return u.State != market.Finished && u.LastDay >= today
		case NotCalled:
			return u.State != market.Taken || u.Contacted
		case EveryResult:
		}
		return false
	})
}

// Show shows those of a filter.
func (p *StaffResults) Show(f ResultFilter) {
	p.Filter = f
	p.Pager.Recount(len(p.filtered(f)))
	p.Pager.Show(0)
	p.app.Changed()
}

// Turn goes by pages.
func (p *StaffResults) Turn(by int) {
	p.Pager.Turn(by)
	p.app.Changed()
}

// Shown are the matches of the page that is shown; their names are read only now.
func (p *StaffResults) Shown() []ResultLine {
	from, to := p.Pager.Span()
	var out []ResultLine
	for _, u := range p.filtered(p.Filter)[from:to] {
		if l, err := p.line(u); err == nil {
			out = append(out, l)
		}
	}
	return out
}

func (p *StaffResults) line(u store.Unsettled) (ResultLine, error) {
	s, ctx := p.app.Desk.Store(), p.app.Context
	row, err := s.Posting(ctx, u.Posting)
	if err != nil {
		return ResultLine{}, err
	}
	l := ResultLine{Unsettled: u, Card: p.app.card(&row), Who: p.app.Words.T("staff.place", "n", u.Place)}
	if row.Unit == "day" || row.Unit == "job" {
		l.Promised = row.Pay
		if shift := row.Shift(); row.Unit == "day" {
			l.Promised *= market.Fen(shift.Days)
		}
	}
	w, err := s.Worker(ctx, u.Worker)
	switch {
	case err == nil && w.Name != "":
		l.Who = w.Name
		if w.Phone != "" {
			l.Phone = market.MaskPhone(w.Phone)
		}
	case err != nil && !errors.Is(err, market.Refuse("unknown_worker")):
		return ResultLine{}, err
	}
	e, err := s.Employer(ctx, row.Employer)
	if err != nil {
		return ResultLine{}, err
	}
	l.Employer = strings.TrimSpace(e.Contact)
	if l.Employer == "" {
		l.Employer = e.Name
	}
	return l, nil
}

// Choose opens what can be noted of a match.
func (p *StaffResults) Choose(l ResultLine) {
	p.Chosen, p.Done, p.Fault = &l, "", ""
	p.app.Changed()
}

// Running says whether somebody is still expected at work, or there.
func (l *ResultLine) Running() bool { return l.State == market.Taken || l.State == market.Arrived }

// Reached is how many of the four stages are behind: called, arrived, finished, paid.
func (l *ResultLine) Reached() int {
	switch {
	case l.State == market.Finished && l.Paid != nil && *l.Paid:
		return 4
	case l.State == market.Finished:
		return 3
	case l.State == market.Arrived:
		return 2
	case l.Contacted:
		return 1
	}
	return 0
}

// MaySettle says whether the one who is signed in may note how work ended.
func (p *StaffResults) MaySettle() bool { return p.may(desk.Account) }

// note does one deed about the chosen match and reads it anew; the match stays chosen, so that the
// next stage is one tap away.
func (p *StaffResults) note(done string, deed func(ctx context.Context, by string, id market.MatchID) error) {
	if p.Chosen == nil || p.busy {
		return
	}
	by, id, who := p.by(), p.Chosen.ID, p.Chosen.Who
	p.busy, p.Done, p.Fault = true, "", ""
	p.app.Slow(func(ctx context.Context) error { return deed(ctx, by, id) }, func(err error) {
		p.busy = false
		p.Reload()
		if u, read := p.app.Desk.Store().Result(p.app.Context, id); read == nil {
			if l, read := p.line(u); read == nil {
				p.Chosen = &l
			}
		}
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Done = p.app.Words.T("staff.noted", "who", who, "result", p.app.Words.T(done))
	})
	p.app.Changed()
}

// Contact notes that worker and employer have spoken.
func (p *StaffResults) Contact() { p.note("staff.result.contacted", p.app.Desk.Contact) }

// Arrive notes that the worker is at work.
func (p *StaffResults) Arrive() { p.note("staff.result.arrived", p.app.Desk.Arrive) }

// Finish notes that the work is done; about the pay nothing yet.
func (p *StaffResults) Finish() {
	p.note("staff.result.finished", func(ctx context.Context, by string, id market.MatchID) error {
		return p.app.Desk.Finish(ctx, by, id, nil, 0)
	})
}

// Pay notes that the pay was handed over, with how much where it is known (0: not said).
func (p *StaffResults) Pay(amount market.Fen) {
	p.note("staff.result.paid", func(ctx context.Context, by string, id market.MatchID) error {
		return p.app.Desk.Settle(ctx, by, id, true, amount)
	})
}

// NotPaid notes that it was not.
func (p *StaffResults) NotPaid() {
	p.note("outcome.not_paid", func(ctx context.Context, by string, id market.MatchID) error {
		return p.app.Desk.Settle(ctx, by, id, false, 0)
	})
}

// PayOther asks how much was handed over.
func (p *StaffResults) PayOther() { p.app.Show(newPaidSum(p)) }

// Fail notes that nothing came of it, and why: one of market.CancelReasons.
func (p *StaffResults) Fail(reason string) {
	p.note("staff.result.failed", func(ctx context.Context, by string, id market.MatchID) error {
		_, err := p.app.Desk.Cancel(ctx, by, id, reason)
		return err
	})
}

// MayRate says whether one side has met the other.
func (p *StaffResults) MayRate() bool {
	l := p.Chosen
	return l != nil && p.MaySettle() && (l.State == market.Arrived || l.State == market.Finished || l.State == market.Cancelled && l.Reason == "no_show")
}

// Rate notes what one side says of the other.
func (p *StaffResults) Rate(of market.Side, mark market.Mark) {
	p.note("outcome.rated", func(ctx context.Context, by string, id market.MatchID) error {
		return p.app.Desk.Rate(ctx, by, id, of, mark)
	})
}
