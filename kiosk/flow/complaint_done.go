package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// ComplaintDone is the end of a complaint: it is saved, here is the number.
type ComplaintDone struct {
	Title     string // 没拿到工钱，120 元
	Number    string // eight digits
	Anonymous bool
	Steps     []Stage
	Paper     Paper
	Copies    int // asked for on this page

	app   *App
	about string // the job in one line
	filed desk.FiledComplaint
	sent  bool
}

// Stage is one step of what happens next.
type Stage struct {
	Done         bool
	Word, Second string
}

func newComplaintDone(a *App, said market.Complaint, job *Card) *ComplaintDone {
	d := &ComplaintDone{app: a, Anonymous: said.Phone == "", Title: a.Words.T("complaint.kind_" + string(said.Kind))}
	if said.Amount > 0 {
		d.Title = a.Words.T("complaint.done_amount", "kind", d.Title, "n", yuan(said.Amount))
	}
	if job != nil {
		d.about = a.Words.T("complaint.step_1_second", "title", job.Title, "place", job.Place)
	} else {
		d.about = a.Words.T("complaint.step_1_plain", "date", a.dateWord(a.CivilNow()))
	}
	return d
}

// saved shows what is durable now.
func (d *ComplaintDone) saved() {
	d.Number, d.Paper = d.filed.Number, Paper{State: PaperQueued, job: d.filed.PrintJob}
	d.tell()
}

// tell says what is true already and what comes next.
func (d *ComplaintDone) tell() {
	t := d.app.Words.T
	sent := Stage{Word: t("complaint.step_3"), Second: t("complaint.step_3_now")}
	switch state := d.app.Config.Back.SyncState(); {
	case d.sent:
		sent = Stage{true, t("complaint.step_3_sent"), ""}
	case !state.Online || state.Unsent > 1:
		sent.Second = t("complaint.step_3_second", "n", max(1, state.Unsent))
	}
	d.Steps = []Stage{
		{true, t("complaint.step_1"), d.about},
		{false, t("complaint.step_2"), t("complaint.step_2_second")},
		sent,
		{false, t("complaint.step_4"), t("complaint.step_4_second")},
	}
}

// Name implements Page.
func (*ComplaintDone) Name() string { return "complaint.done" }

// Kind implements Page.
func (*ComplaintDone) Kind() Kind { return Guest }

// Forget implements Page.
func (d *ComplaintDone) Forget() { *d = ComplaintDone{app: d.app} }

// Restart implements Restarter: what is done is not begun again.
func (d *ComplaintDone) Restart() {}

// Tick implements Ticker: the paper goes its way, and the complaint to the county.
func (d *ComplaintDone) Tick() bool {
	changed := d.Paper.look(d.app)
	if !d.sent {
		was := d.Steps[2]
		sent, err := d.app.Desk.Store().Sent(d.app.Context, string(d.filed.ID))
		d.sent = err == nil && sent
		d.tell()
		changed = changed || d.Steps[2] != was
	}
	return changed
}

// MayCopy says whether another paper may be asked for now.
func (d *ComplaintDone) MayCopy() bool { return d.Copies < mostCopies && !d.Paper.Busy() }

// Copy prints the paper again, marked 补打.
func (d *ComplaintDone) Copy() {
	if !d.MayCopy() {
		return
	}
	d.Copies++
	d.Paper = Paper{State: PaperQueued}
	id, app := d.filed.ID, d.app
	var job int64
	app.Slow(func(ctx context.Context) (err error) {
		job, err = app.Desk.PrintReferral(ctx, desk.Self, id)
		return err
	}, func(err error) {
		if err != nil {
			d.Paper = Paper{State: PaperFailed}
			app.fault(err)
			return
		}
		d.Paper.job = job
	})
	app.Changed()
}

// Understood ends: the page is wiped.
func (d *ComplaintDone) Understood() { d.app.End() }

// ComplaintStory is how far a complaint has come, for whoever has its number. It says nothing of
// a person.
type ComplaintStory struct {
	What   market.ComplaintKind
	Number string
	State  market.ComplaintState
	Words  string
	Date   string // 7月14日
	Phone  string // to call

	app *App
}

func newComplaintStory(a *App, c store.ComplaintRow) *ComplaintStory {
	page, _ := a.stationPage()
	return &ComplaintStory{
		app: a, What: c.Kind, Number: c.Number, State: c.State, Words: c.Words, Date: a.dateOf(c.At), Phone: page.Complaints,
	}
}

// Name implements Page.
func (*ComplaintStory) Name() string { return "complaint.story" }

// Kind implements Page.
func (*ComplaintStory) Kind() Kind { return Guest }

// Forget implements Page.
func (s *ComplaintStory) Forget() { *s = ComplaintStory{app: s.app} }
