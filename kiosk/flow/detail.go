package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Detail is one posting in full.
type Detail struct {
	Card    Card
	PayWhen string // 干完当天给
	Facts   []Fact
	Notes   string // of the employer
	Open    bool   // somebody may still take it, as far as is known here
	QR      string // "" while it is being signed
	Paper   Paper  // of the slip printed for taking home
	Fault   string // why there is nothing to show

	app *App
	id  market.PostingID
}

// newDetail reads a posting and has its slip signed for the screen.
func newDetail(a *App, id market.PostingID) *Detail {
	d := &Detail{app: a, id: id}
	d.Reload()
	var code string
	a.Slow(func(ctx context.Context) (err error) {
		code, err = a.Desk.PostingSlip(ctx, id)
		return err
	}, func(err error) {
		if d.id != "" {
			d.QR = code // a slip that cannot be signed leaves its room empty
		}
	})
	return d
}

// Name implements Page.
func (*Detail) Name() string { return "detail" }

// Kind implements Page.
func (*Detail) Kind() Kind { return Guest }

// Forget implements Page.
func (d *Detail) Forget() { *d = Detail{app: d.app} }

// Reload implements Reloader.
func (d *Detail) Reload() bool {
	row, err := d.app.Desk.Store().Posting(d.app.Context, d.id)
	var e store.EmployerRow
	if err == nil {
		e, err = d.app.Desk.Store().Employer(d.app.Context, row.Employer)
	}
	if err != nil {
		d.Fault = d.app.Sentence(err)
		return true
	}
	d.Card, d.Open = d.app.card(&row), !row.Closed && row.Withheld == "" && !d.app.over(&row.Posting)
	d.PayWhen, d.Notes = d.app.payWhen(&row.Posting), row.Notes
	d.Facts = d.app.offered(&row.Posting, &e)
	return true
}

// Print queues the slip of the posting.
func (d *Detail) Print() {
	if d.Paper.Busy() {
		return
	}
	d.Paper = Paper{State: PaperQueued}
	var job int64
	d.app.Slow(func(ctx context.Context) (err error) {
		_, job, err = d.app.Desk.PrintPosting(ctx, desk.Self, d.id)
		return err
	}, func(err error) {
		d.Paper.job = job
		if err != nil {
			d.Paper = Paper{}
			d.app.fault(err)
		}
	})
	d.app.Changed()
}

// Tick implements Ticker: the paper comes out.
func (d *Detail) Tick() bool { return d.Paper.look(d.app) }

// Take begins taking the job. When it is full that ends at the waitlist, which the button says.
func (d *Detail) Take() {
	if d.Open {
		d.app.begin(func() { d.app.Show(newWho(d.app, toTake, &d.Card)) })
	}
}
