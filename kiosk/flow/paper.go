package flow

import (
	"strings"

	"yizhan/sync/market"
)

// Paper is a slip on its way out of the printer, as a page shows it.
type Paper struct {
	State PaperState
	job   int64
	why   string // of one that failed, a code
}

// PaperState is how far a paper has come. The words are those of Backstage.PrintState.
type PaperState string

// The states: none asked for, waiting or being printed, out or at least written whole, failed.
const (
	NoPaper     PaperState = ""
	PaperQueued PaperState = "queued"
	PaperInWork PaperState = "sending"
	PaperUnsure PaperState = "unconfirmed"
	PaperOut    PaperState = "printed"
	PaperFailed PaperState = "failed"
)

// Busy says whether the paper may still come.
func (p *Paper) Busy() bool { return p.State == PaperQueued || p.State == PaperInWork }

// Failed says that no paper will come by itself.
func (p *Paper) Failed() bool { return p.State == PaperFailed || p.State == PaperUnsure }

// Part is how much of the way is done, for a bar: between 0 and 1.
func (p *Paper) Part() float32 {
	switch p.State {
	case PaperQueued:
		return 0.25
	case PaperInWork:
		return 0.6
	case PaperOut:
		return 1
	}
	return 0
}

// look asks how far the paper is and says whether that changed.
func (p *Paper) look(a *App) bool {
	if p.job == 0 || !p.Busy() {
		return false
	}
	state, err := a.Config.Back.PrintState(a.Context, p.job)
	if err != nil || PaperState(state) == p.State {
		return false
	}
	p.State = PaperState(state)
	if p.State == PaperFailed {
		if job, err := a.Desk.Store().PrintJob(a.Context, p.job); err == nil {
			p.why = job.Why
		}
	}
	return true
}

// title says what became of a slip that did not come out as it should: of one of which nobody knows, no more
// than that.
func (p *Paper) title(a *App) string {
	if p.State == PaperUnsure {
		return a.Words.T("paper.unsure_title")
	}
	return a.Words.T("paper.none_title")
}

// because puts what was wrong with the printer before what there is to do: 打印机没纸了。 Where that is not known it is
// then alone.
func (a *App) because(why, then string) string {
	key := "paper.why." + why
	if why == "" || !a.Words.Has(key) {
		return then
	}
	return a.Words.T("paper.because", "why", a.Words.T(key), "then", then)
}

// ticketWords is the 票号 of a slip in two groups of four.
func ticketWords(match market.MatchID, nonce uint16) string {
	no := market.TicketNo(match, nonce)
	return no[:4] + " " + no[4:]
}

// noSlip says that no slip came out, and gives its number and code to take along instead.
func (a *App) noSlip(p *Paper, ticket, code, title string, place int, facts []Fact) {
	t := a.Words.T
	var remember []string // what one needs without paper: when to be there and whom to ask for
	for _, f := range facts {
		if f.Icon == "clock" || f.Icon == "phone" {
			remember = append(remember, f.Text)
		}
	}
	a.sheet(&Message{
		name: "no_paper", Icon: "printer-alert", Mood: Warn, Title: p.title(a), Text: a.because(p.why, t("paper.none_text")),
		Aside: &Aside{
			Before: t("paper.ticket"), Figure: ticket,
			Note: t("paper.place", "title", title, "n", place, "facts", strings.Join(remember, t("paper.comma"))),
		},
		QR:   code,
		Ways: []Way{{"check-bold", t("paper.copied"), a.Back}},
	})
}
