package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// Number is the end of a check-in: the number of the day.
type Number struct {
	Who    string
	Number int
	Again  bool  // checked in before today; the number is the same
	Paper  Paper // the worker's card
	Slip   Paper // the number on paper

	app     *App
	worker  market.Worker
	checkIn market.CheckInID
	proof   Proof
	by      string // who checked them in
	fresh   bool   // registered just now: there is no history that a card could open
	code    string
	told    bool // that the printer gives no card
}

// Name implements Page.
func (*Number) Name() string { return "number" }

// Kind implements Page.
func (*Number) Kind() Kind { return Guest }

// Forget implements Page.
func (n *Number) Forget() { *n = Number{app: n.app} }

// Find leads to the work there is.
func (n *Number) Find() { n.app.Replace(newTrades(n.app)) }

// Mine leads to the person's own places; a phone number alone does not open them.
func (n *Number) Mine() {
	if n.proof.sure() {
		n.app.Replace(newMine(n.app, n.worker, n.proof))
		return
	}
	n.app.Replace(newWho(n.app, toSee, nil))
}

// MayCard says whether a worker's card may be printed here: one that opens somebody's history is
// given only to who showed more than a phone number. Others ask staff.
func (n *Number) MayCard() bool {
	return (n.fresh || n.proof.sure() || n.proof == ByStaff) && n.code == ""
}

// Card prints a worker's card. A card that the person had is void from then on.
func (n *Number) Card() {
	if !n.MayCard() || n.Paper.Busy() {
		return
	}
	n.Paper = Paper{State: PaperQueued}
	id, by := n.worker.ID, n.by
	var card desk.Issued
	n.app.Slow(func(ctx context.Context) (err error) {
		card, err = n.app.Desk.IssueCard(ctx, by, id)
		return err
	}, func(err error) {
		if err != nil {
			n.Paper = Paper{}
			n.app.fault(err)
			return
		}
		n.code, n.Paper.job = card.Code, card.PrintJob
	})
	n.app.Changed()
}

// MaySlip says whether the number may be printed: once, and once more when it did not come out.
func (n *Number) MaySlip() bool { return n.Slip.State == NoPaper || n.Slip.Failed() }

// PrintSlip prints the number of the day.
func (n *Number) PrintSlip() {
	if !n.MaySlip() {
		return
	}
	n.Slip = Paper{State: PaperQueued}
	id, by := n.checkIn, n.by
	var job int64
	n.app.Slow(func(ctx context.Context) (err error) {
		job, err = n.app.Desk.PrintNumber(ctx, by, id)
		return err
	}, func(err error) {
		if err != nil {
			n.Slip = Paper{}
			n.app.fault(err)
			return
		}
		n.Slip.job = job
	})
	n.app.Changed()
}

// Tick implements Ticker: paper comes out, or does not. Of a card that is said once; who has no paper with
// the number has it on the screen.
func (n *Number) Tick() bool {
	slip := n.Slip.look(n.app)
	changed := n.Paper.look(n.app) || slip
	if n.Paper.Failed() && !n.told {
		n.told = true
		t := n.app.Words.T
		n.app.sheet(&Message{
			name: "no_card", Icon: "printer-alert", Mood: Warn, Title: n.cardTitle(), Text: n.app.because(n.Paper.why, t("card_paper.none_text")),
			Columns: []Column{{Lines: n.app.lines("information", "card_paper.none_1", "card_paper.none_2")}},
			QR:      n.code,
			Ways:    []Way{n.app.understood()},
		})
		return false
	}
	return changed
}

// cardTitle says what became of a card that did not come out as it should: of one of which nobody knows, no more
// than that.
func (n *Number) cardTitle() string {
	if n.Paper.State == PaperUnsure {
		return n.app.Words.T("card_paper.unsure_title")
	}
	return n.app.Words.T("card_paper.none_title")
}
