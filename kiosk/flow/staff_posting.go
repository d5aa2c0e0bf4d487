package flow

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// MatchLine is one place of a posting that was taken, with who it is as far as this station
// may know.
type MatchLine struct {
	store.MatchRow
	// Who is how the worker is called; "" when the worker was registered elsewhere, which
	// keeps the name there.
	Who string
	// Phone is masked.
	Phone string
	// Here says that the match was made at this station, so a cancel acts at once.
	Here bool
}

// StaffPosting is one posting of this station: who took its places, and the results in two
// taps, the person and what happened.
type StaffPosting struct {
	*Clerk
	Row     store.PostingRow
	Matches []MatchLine
	Pager   Pager
	// Chosen is the match whose results are being noted, "" while none is.
	Chosen market.MatchID
	// Closing says that the page asks whether the posting is really to be closed.
	Closing bool
	// Printing says that the page asks which paper is to be printed.
	Printing bool
	// Done is what was noted last, in words; Fault why something was not.
	Done, Fault string

	busy bool
}

// matchesAPage is how many matches stand on one page.
const matchesAPage = 4

// closeReasons are why a posting is closed: all found, or no longer wanted.
var closeReasons = []string{"filled", "withdrawn"}

func newStaffPosting(c *Clerk, row store.PostingRow) *StaffPosting {
	p := &StaffPosting{Clerk: c, Row: row, Pager: Pager{Size: matchesAPage}}
	p.Reload()
	return p
}

// Name implements Page.
func (p *StaffPosting) Name() string { return "staff.posting" }

// Kind implements Page.
func (p *StaffPosting) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffPosting) Forget() {
	p.Row, p.Matches, p.Chosen, p.Done, p.Fault = store.PostingRow{}, nil, "", "", ""
}

// Restart begins again with nobody chosen.
func (p *StaffPosting) Restart() {
	p.Chosen, p.Done, p.Fault, p.Closing, p.Printing = "", "", "", false, false
	p.Reload()
	p.app.Changed()
}

// Reload implements Reloader.
func (p *StaffPosting) Reload() bool {
	if p.Row.ID == "" {
		return false // forgotten
	}
	old := *p
	if err := p.read(); err != nil {
		p.Fault = p.app.Sentence(err)
	}
	p.Pager.Recount(len(p.Matches))
	return !reflect.DeepEqual(old, *p)
}

func (p *StaffPosting) read() error {
	row, err := p.app.Desk.Store().Posting(p.app.Context, p.Row.ID)
	if err != nil {
		return err
	}
	p.Row = row
	p.Matches, err = matchLines(p.app.Context, p.app.Desk.Store(), row.ID)
	return err
}

// Card puts the posting into words.
func (p *StaffPosting) Card() Card { return p.app.card(&p.Row) }

// Wrong is why something was not done, or else why the county withholds the posting; "" when all is well.
func (p *StaffPosting) Wrong() string {
	if p.Fault != "" || p.Row.Withheld == "" || p.Row.Closed {
		return p.Fault
	}
	why := ""
	for _, code := range strings.Fields(p.Row.Withheld) {
		if slices.Contains(market.BlockCodes, code) { // a newer county may know more of them
			why += p.app.Words.T("screen." + code)
		}
	}
	return p.app.Words.T("staff.withheld", "why", why)
}

// When is the posting's time with its date.
func (p *StaffPosting) When() string { return p.app.whenExact(&p.Row.Posting) }

// matchLines reads the matches of a posting with the names that this station holds.
func matchLines(ctx context.Context, s *store.Store, id market.PostingID) ([]MatchLine, error) {
	me, err := s.Identity(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.Matches(ctx, id)
	if err != nil {
		return nil, err
	}
	lines := make([]MatchLine, 0, len(rows))
	for _, m := range rows {
		l := MatchLine{MatchRow: m, Here: m.Origin == me.Origin}
		w, err := s.Worker(ctx, m.Worker)
		if err != nil && !errors.Is(err, market.Refuse("unknown_worker")) {
			return nil, err
		}
		if err == nil {
			l.Who = w.Name
			if w.Phone != "" {
				l.Phone = market.MaskPhone(w.Phone)
			}
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// Shown are the matches of the page that is shown.
func (p *StaffPosting) Shown() []MatchLine {
	from, to := p.Pager.Span()
	return p.Matches[from:to]
}

// Turn goes by pages.
func (p *StaffPosting) Turn(by int) {
	p.Pager.Turn(by)
	p.app.Changed()
}

// Choose opens the results of a match.
func (p *StaffPosting) Choose(id market.MatchID) {
	p.Chosen, p.Done, p.Fault = id, "", ""
	p.app.Changed()
}

// Line is the chosen match; false while none is chosen.
func (p *StaffPosting) Line() (MatchLine, bool) {
	for _, l := range p.Matches {
		if l.ID == p.Chosen {
			return l, true
		}
	}
	return MatchLine{}, false
}

// Running says whether the result of a match may still be noted.
func (l MatchLine) Running() bool {
	return (l.State == market.Taken || l.State == market.Arrived) && l.Asked == ""
}

// Contact notes that worker and employer have spoken.
func (p *StaffPosting) Contact() { p.note("contacted", p.app.Desk.Contact) }

// Arrive notes that the worker is at work.
func (p *StaffPosting) Arrive() { p.note("arrived", p.app.Desk.Arrive) }

// Finish notes that the work is done; paid says that the wage was handed over too.
func (p *StaffPosting) Finish(paid bool) {
	result, settled := "finished", (*bool)(nil)
	if paid {
		result, settled = "paid", &paid
	}
	p.note(result, func(ctx context.Context, by string, id market.MatchID) error {
		return p.app.Desk.Finish(ctx, by, id, settled, 0)
	})
}

// Fail notes that nothing came of it, and why: one of market.CancelReasons.
func (p *StaffPosting) Fail(reason string) {
	p.note("failed", func(ctx context.Context, by string, id market.MatchID) error {
		_, err := p.app.Desk.Cancel(ctx, by, id, reason)
		return err
	})
}

// note runs one deed on the chosen match and says so.
func (p *StaffPosting) note(result string, deed func(ctx context.Context, by string, id market.MatchID) error) {
	l, ok := p.Line()
	if !ok || p.busy {
		return
	}
	by := p.by()
	p.run(func(ctx context.Context) error { return deed(ctx, by, l.ID) },
		p.app.Words.T("staff.noted", "who", p.Called(l), "result", p.app.Words.T("staff.result."+result)))
}

// Called is how a match's worker is named on this page: the name, or the place number.
func (p *StaffPosting) Called(l MatchLine) string {
	if l.Who != "" {
		return l.Who
	}
	return p.app.Words.T("staff.place", "n", l.Place)
}

// run does a deed once, says done when it went well, and reads the page anew.
func (p *StaffPosting) run(deed func(ctx context.Context) error, done string) {
	if p.busy {
		return
	}
	p.busy, p.Done, p.Fault = true, "", ""
	p.app.Slow(deed, func(err error) {
		p.busy = false
		if err != nil {
			p.Fault = p.app.Sentence(err)
		} else {
			p.Done = done
		}
		p.Reload()
	})
}

// Print queues the posting's slip for anyone to take home.
func (p *StaffPosting) Print() {
	p.Printing = false
	id, by := p.Row.ID, p.by()
	p.run(func(ctx context.Context) error {
		_, _, err := p.app.Desk.PrintPosting(ctx, by, id)
		return err
	}, p.app.Words.T("staff.print_queued"))
}

// AskClose asks whether the posting is really to be closed; KeepOpen takes it back.
func (p *StaffPosting) AskClose() { p.ask(true) }

// KeepOpen see AskClose.
func (p *StaffPosting) KeepOpen() { p.ask(false) }

func (p *StaffPosting) ask(on bool) {
	p.Closing = on
	p.app.Changed()
}

// CloseReasons are why a posting may be closed; the words are "staff.close.<reason>".
func (p *StaffPosting) CloseReasons() []string { return closeReasons }

// Close ends the posting.
func (p *StaffPosting) Close(reason string) {
	p.Closing = false
	id, by := p.Row.ID, p.by()
	p.run(func(ctx context.Context) error { return p.app.Desk.ClosePosting(ctx, by, id, reason) },
		p.app.Words.T("staff.closed"))
}
