package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// ScanResult is what a scanned slip is worth now: whether it is true, whether the job still stands,
// and what changed since it was printed.
type ScanResult struct {
	Verdict Verdict
	Title   string // the verdict in words
	Second  string // who printed it and when, or what not to do
	Card    Card   // of the posting as it is known here, else as the slip says
	PayWhen string
	Facts   []ScanFact
	Place   int    // of a match slip; 0 for that of a posting
	Ticket  string // 票号 of a match slip
	Similar []Card // what else there is, where the job does not stand
	Open    int    // how many postings there are in all
	Advice  []Advice
	Fault   string
	Paper   Paper // of the new slip

	app    *App
	code   desk.Code
	posted bool // the posting is known here
}

// Verdict is what a slip is worth.
type Verdict int

// The verdicts: true and still wanted, true and nothing to go for, not to be checked here.
const (
	SlipGood Verdict = iota
	SlipPast
	SlipUnchecked
)

// ScanFact is a line of the job, with what the slip says where that is no longer so.
type ScanFact struct {
	Fact
	Old string // "" where nothing changed
}

// Advice is what to do, with the reason below.
type Advice struct{ Icon, Word, Second string }

// mostSimilar is how many other postings are shown.
const mostSimilar = 4

func newScanResult(a *App, c desk.Code) *ScanResult {
	r := &ScanResult{app: a, code: c}
	r.Reload()
	return r
}

// Name implements Page.
func (*ScanResult) Name() string { return "scan_result" }

// Kind implements Page.
func (*ScanResult) Kind() Kind { return Guest }

// Forget implements Page.
func (r *ScanResult) Forget() { *r = ScanResult{app: r.app} }

// Restart implements Restarter: whoever begins anew scans another.
func (r *ScanResult) Restart() { r.app.Replace(newWho(r.app, toSee, nil)) }

// Reload implements Reloader.
func (r *ScanResult) Reload() bool {
	if r.code.Slip == nil {
		return false
	}
	fresh := ScanResult{app: r.app, code: r.code, Paper: r.Paper}
	if err := fresh.read(r.app.Context); err != nil {
		fresh.Fault = r.app.Sentence(err)
	}
	*r = fresh
	return true
}

// About is the slip's job in one line.
func (r *ScanResult) About() string {
	s := r.code.Slip
	if s == nil {
		return ""
	}
	return r.app.Words.T("scan.about", "title", s.Title, "place", r.app.slipPlace(s), "when", r.app.slipWhen(s),
		"pay", yuan(s.Pay), "unit", r.app.unit(s.Unit))
}

// MayTake says whether the job can be taken from here.
func (r *ScanResult) MayTake() bool { return r.posted && r.Verdict == SlipGood && !r.code.Slip.Match }

// Take begins taking the job.
func (r *ScanResult) Take() {
	if r.MayTake() && !r.Card.Full {
		card := r.Card
		r.app.begin(func() { r.app.Show(newWho(r.app, toTake, &card)) })
	}
}

// Print queues a new slip of the posting, with what is true now.
func (r *ScanResult) Print() {
	if !r.MayTake() || r.Paper.Busy() {
		return
	}
	r.Paper = Paper{State: PaperQueued}
	id := r.Card.ID
	var job int64
	r.app.Slow(func(ctx context.Context) (err error) {
		_, job, err = r.app.Desk.PrintPosting(ctx, desk.Self, id)
		return err
	}, func(err error) {
		r.Paper.job = job
		if err != nil {
			r.Paper = Paper{}
			r.app.fault(err)
		}
	})
	r.app.Changed()
}

// Tick implements Ticker: the paper comes out.
func (r *ScanResult) Tick() bool { return r.Paper.look(r.app) }

// Detail shows one of the similar postings.
func (r *ScanResult) Detail(id market.PostingID) { r.app.Show(newDetail(r.app, id)) }

// All leads to the work there is.
func (r *ScanResult) All() { r.app.Replace(newTrades(r.app)) }

// Staff tells how to ask somebody.
func (r *ScanResult) Staff() {
	t := r.app.Words.T
	r.app.sheet(&Message{
		name: "ask_staff", Icon: "account-tie", Title: t("scan.staff_title"), Text: t("scan.staff_text"),
		Ways: []Way{r.app.understood()},
	})
}

// End ends the visit.
func (r *ScanResult) End() { r.app.End() }
