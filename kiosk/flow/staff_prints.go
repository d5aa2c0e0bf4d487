package flow

import (
	"context"
	"errors"
	"reflect"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// printsKept is how many of the newest papers the queue shows.
const printsKept = 60

// printsAPage is how many papers stand on one page.
const printsAPage = 4

// PrintLine is one paper of the queue.
type PrintLine struct {
	store.PrintJob
	// Title is the posting's, Who the worker's name where this station knows it, Place the
	// number of the match's place; "" and 0 where there is none.
	Title, Who string
	Place      int
	// Trouble is why nothing of it came out and what to do, in words; "" for others.
	Trouble string
	// Newest says that no later paper shows the same thing; only that one can be printed again.
	Newest bool
}

// WantsLook says that somebody has to look: it failed, or nobody knows whether it came out.
func (l PrintLine) WantsLook() bool {
	return l.Newest && (l.State == store.PrintFailed && !l.Cancelled() || l.State == store.Unconfirmed)
}

// Cancelled says that staff took it out of the queue.
func (l PrintLine) Cancelled() bool {
	return l.State == store.PrintFailed && l.Why == store.CancelledPrint
}

// MayCancel says whether it can be taken out of the queue: nothing of it is on paper.
func (l PrintLine) MayCancel() bool {
	return l.State == store.Queued || l.State == store.PrintFailed && !l.Cancelled()
}

// Other is which paper beside slips it is, "" for a slip.
func (l PrintLine) Other() store.Paper { return l.PrintJob.Paper }

// Paper is how far the paper has come.
func (l PrintLine) Paper() PaperState { return PaperState(l.State) }

// At is when the paper was asked for.
func (l PrintLine) At() time.Time { return time.UnixMilli(l.MadeAt).In(market.Zone) }

// StaffPrints is the queue of papers. A failed one is printed again as it is; one of which
// nobody knows whether it came out is never printed again without asking, and then says 补打.
type StaffPrints struct {
	*Clerk
	Lines []PrintLine
	Pager Pager
	// Asking is the paper that the page asks about; nil while it does not.
	Asking *PrintLine
	// Choosing says that the page asks which of the papers for walls and hands is to be printed.
	Choosing bool
	// Stuck is what keeps papers from coming out.
	Stuck Stuck
	// Done is what was done last, in words; Fault why something was not.
	Done, Fault string

	busy bool
}

func newStaffPrints(c *Clerk) *StaffPrints {
	p := &StaffPrints{Clerk: c, Pager: Pager{Size: printsAPage}}
	p.Reload()
	return p
}

// Name implements Page.
func (p *StaffPrints) Name() string { return "staff.prints" }

// Kind implements Page.
func (p *StaffPrints) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffPrints) Forget() { p.Lines, p.Asking, p.Done, p.Fault = nil, nil, "", "" }

// Restart takes a question back and shows the newest papers.
func (p *StaffPrints) Restart() {
	p.Asking, p.Choosing, p.Done, p.Fault = nil, false, "", ""
	p.Pager.Show(0)
	p.Reload()
	p.app.Changed()
}

// Reload implements Reloader.
func (p *StaffPrints) Reload() bool {
	old := *p
	if err := p.read(); err != nil {
		p.Fault = p.app.Sentence(err)
	}
	p.Stuck = p.stuck()
	p.Pager.Recount(len(p.Lines))
	return !reflect.DeepEqual(old, *p)
}

// Tick implements Ticker: printing goes on without a fact.
func (p *StaffPrints) Tick() bool { return p.Reload() }

func (p *StaffPrints) read() error {
	jobs, err := p.app.Desk.Store().PrintJobs(p.app.Context, printsKept)
	if err != nil {
		return err
	}
	lines := newestPrints(jobs)
	for i := range lines {
		if err := describePrint(p.app.Context, p.app.Desk.Store(), &lines[i]); err != nil {
			return err
		}
		switch l := &lines[i]; {
		case !l.failed():
		case l.Why == "":
			l.Trouble = p.app.Words.T("staff.print.why_failed")
		default:
			l.Trouble = p.app.because(l.Why, p.app.Words.T("staff.print.none_came"))
		}
	}
	p.Lines = lines
	return nil
}

// newestPrints marks, in a list with the newest first, the last paper of each match, of each
// posting and of each other thing.
func newestPrints(jobs []store.PrintJob) []PrintLine {
	type shown struct {
		match   market.MatchID
		posting market.PostingID
		paper   store.Paper
		about   string
	}
	seen := map[shown]bool{}
	lines := make([]PrintLine, 0, len(jobs))
	for _, j := range jobs {
		of := shown{j.Match, j.Posting, j.Paper, j.About}
		lines = append(lines, PrintLine{PrintJob: j, Newest: !seen[of]})
		seen[of] = true
	}
	return lines
}

// describePrint adds what the paper shows. A worker whose name is not held here stays without.
func describePrint(ctx context.Context, s *store.Store, l *PrintLine) error {
	if l.PrintJob.Paper != "" { // its title says all; what it is about is nobody's business
		return nil
	}
	row, err := s.Posting(ctx, l.Posting)
	if err != nil {
		return err
	}
	l.Title = row.Title
	if l.Match == "" {
		return nil
	}
	m, err := s.Match(ctx, l.Match)
	if err != nil {
		return err
	}
	l.Place = m.Place
	w, err := s.Worker(ctx, m.Worker)
	if err != nil && !errors.Is(err, market.Refuse("unknown_worker")) {
		return err
	}
	l.Who = w.Name
	return nil
}

// Shown are the papers of the page that is shown.
func (p *StaffPrints) Shown() []PrintLine {
	from, to := p.Pager.Span()
	return p.Lines[from:to]
}

// Look is how many papers somebody has to look at.
func (p *StaffPrints) Look() int {
	n := 0
	for _, l := range p.Lines {
		if l.WantsLook() {
			n++
		}
	}
	return n
}

// Turn goes by pages.
func (p *StaffPrints) Turn(by int) {
	p.Pager.Turn(by)
	p.app.Changed()
}

// Ask asks about a paper before it is printed again.
func (p *StaffPrints) Ask(l PrintLine) {
	p.Asking, p.Done, p.Fault = &l, "", ""
	p.app.Changed()
}

// Dismiss takes the question back.
func (p *StaffPrints) Dismiss() {
	p.Asking, p.Choosing = nil, false
	p.app.Changed()
}

// CameOut notes that the paper asked about is there after all.
func (p *StaffPrints) CameOut() {
	l := p.Asking
	p.run("staff.print.noted", func(ctx context.Context) error {
		return p.app.Desk.Store().MovePrint(ctx, l.ID, store.Printed, "", store.Unconfirmed)
	})
}

// Cancel takes the paper asked about out of the queue. One that is being sent by now is refused.
func (p *StaffPrints) Cancel() {
	l := p.Asking
	p.run("staff.print.cancelled", func(ctx context.Context) error {
		return p.app.Desk.Store().MovePrint(ctx, l.ID, store.PrintFailed, store.CancelledPrint, store.Queued, store.PrintFailed)
	})
}

// Again prints the paper asked about. A failed one never came out, so the same paper waits
// again; of any other a copy is made that says 补打.
func (p *StaffPrints) Again() {
	l, by := p.Asking, p.by()
	p.run("staff.print_queued", func(ctx context.Context) error {
		if l.State == store.PrintFailed {
			return p.app.Desk.Store().MovePrint(ctx, l.ID, store.Queued, "", store.PrintFailed)
		}
		_, err := p.app.Desk.PrintAgain(ctx, by, l.PrintJob)
		return err
	})
}

// WallPapers are the papers that show what the station knows; the words are "paper.<name>".
func (p *StaffPrints) WallPapers() []store.Paper {
	return []store.Paper{store.DaySheet, store.Poster, store.Leaflet}
}

// ChoosePaper asks which of them is to be printed; Dismiss takes that back.
func (p *StaffPrints) ChoosePaper() {
	p.Choosing, p.Done, p.Fault = true, "", ""
	p.app.Changed()
}

// PrintWall queues one of them.
func (p *StaffPrints) PrintWall(paper store.Paper) {
	by := p.by()
	p.Choosing = false
	p.deed("papers.queued", func(ctx context.Context) error {
		_, err := p.app.Desk.PrintSheet(ctx, by, paper)
		return err
	})
}

// run does a deed about the paper asked about, once, and reads the queue anew.
func (p *StaffPrints) run(done string, deed func(ctx context.Context) error) {
	if p.Asking != nil {
		p.Asking = nil
		p.deed(done, deed)
	}
}

func (p *StaffPrints) deed(done string, deed func(ctx context.Context) error) {
	if p.busy {
		return
	}
	p.busy, p.Done, p.Fault = true, "", ""
	p.app.Slow(deed, func(err error) {
		p.busy = false
		if err != nil {
			p.Fault = p.app.Sentence(err)
		} else {
			p.Done = p.app.Words.T(done)
		}
		p.Reload()
	})
	p.app.Changed()
}
