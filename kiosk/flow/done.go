package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// Done is the page of a place that is taken: it is saved, the slip is on its way.
type Done struct {
	Who    string
	Place  int
	Card   Card
	Meet   string // 明天见
	Facts  []Fact
	QR     string
	Ticket string // 票号, eight digits in two groups
	Paper  Paper
	Copies int // asked for on this page

	app   *App
	match market.MatchID
	told  bool // that the printer gives no paper
}

func newDone(a *App, job Card, who string, t desk.Taken) *Done {
	return &Done{
		app: a, Who: who, Place: t.Place, Card: job, QR: t.Slip, match: t.Match,
		Paper: Paper{State: PaperQueued, job: t.PrintJob},
	}
}

// read takes what the page shows beside the place from the store. Without it the page shows
// less; the place is taken all the same.
func (d *Done) read(ctx context.Context) {
	s := d.app.Desk.Store()
	if job, ok, err := s.NewestPrint(ctx, d.match); err == nil && ok {
		d.Ticket = ticketWords(d.match, job.Nonce)
	}
	row, err := s.Posting(ctx, d.Card.ID)
	if err != nil {
		return
	}
	d.Card = d.app.card(&row)
	d.Meet = d.app.Words.T("done.meet", "day", d.app.dayWord(max(row.Shift().First, d.app.today())))
	if e, err := s.Employer(ctx, row.Employer); err == nil {
		d.Facts = d.app.promised(&row.Posting, &e)
	}
}

// Name implements Page.
func (*Done) Name() string { return "done" }

// Kind implements Page.
func (*Done) Kind() Kind { return Guest }

// Forget implements Page.
func (d *Done) Forget() { *d = Done{app: d.app} }

// Tick implements Ticker: the paper comes out, or does not, which is said once.
func (d *Done) Tick() bool {
	changed := d.Paper.look(d.app)
	if d.Paper.Failed() && !d.told {
		d.told = true
		d.noPaper()
		return false
	}
	return changed
}

// noPaper gives the number and the code to take home instead.
func (d *Done) noPaper() { d.app.noSlip(&d.Paper, d.Ticket, d.QR, d.Card.Title, d.Place, d.Facts) }

// mostCopies is how many more slips one may print for oneself.
const mostCopies = 2

// MayCopy says whether another slip may be asked for now.
func (d *Done) MayCopy() bool { return d.Copies < mostCopies && !d.Paper.Busy() }

// Copy prints the slip again, marked 补打.
func (d *Done) Copy() {
	if !d.MayCopy() {
		return
	}
	d.Copies++
	d.Paper, d.told = Paper{State: PaperQueued}, false
	var again desk.Taken
	d.app.Slow(func(ctx context.Context) (err error) {
		again, err = d.app.Desk.Reprint(ctx, desk.Self, d.match)
		return err
	}, func(err error) {
		if err != nil {
			d.Paper = Paper{}
			d.app.fault(err)
			return
		}
		d.QR, d.Paper.job = again.Slip, again.PrintJob
		d.read(d.app.Context)
	})
	d.app.Changed()
}

// Cancel asks whether the place is really to be given up. Whoever took it a moment ago may.
func (d *Done) Cancel() {
	a, title := d.app, d.Card.Title
	a.askCancel(d.match, d.Card, func(bool) {
		a.Replace(&Message{
			app: a, name: "cancelled", kind: Guest, Icon: "check-circle",
			Title: a.Words.T("cancelled.title"), Text: a.Words.T("cancelled.text", "title", title),
			Ways: []Way{
				{"magnify", a.Words.T("way.others"), func() { a.Replace(newTrades(a)) }},
				{"check-bold", a.Words.T("way.understood"), a.End},
			},
		})
	})
}

// Understood ends: the page is wiped.
func (d *Done) Understood() { d.app.End() }
