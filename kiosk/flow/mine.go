package flow

import (
	"cmp"
	"context"
	"reflect"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Mine is what somebody has taken: the place of today or the next one as a ticket, what they wait
// for, and what was before. It opens only to who showed more than a phone number.
type Mine struct {
	Who    string
	How    string  // what opened it
	Ticket *Ticket // nil: no place is kept
	Waits  []WaitLine
	Past   []PastJob // newest first; after other places that are kept
	Pager  Pager
	Fault  string
	Paper  Paper // of the slip printed again

	app    *App
	worker market.Worker
	proof  Proof
	chosen market.MatchID // of the ticket; "" the next one
	told   bool           // that the printer gives no paper
}

// Ticket is a place that is kept.
type Ticket struct {
	Place   int
	Card    Card
	Facts   []Fact
	Today   bool // the work is on today
	Arrived bool // said to be there
	// Asked says that the place is given up and the station that gave it has not heard yet.
	Asked bool
	// Here says that this station gave the place, so that it may print its slip.
	Here bool

	match market.MatchID
	start market.Minute
}

// WaitLine is a place on a waitlist.
type WaitLine struct {
	Title, Text string
	id          market.WaitID
}

// PastJob is a place of before, or another one that is kept.
type PastJob struct {
	Icon, Title string
	When, Where string
	Pay, Unit   string // what was paid, or what was promised
	State       PastState

	match market.MatchID
	start market.Minute
}

// PastState is what became of a place.
type PastState int

// The states: kept for later, paid, nobody said that it was paid, said not to be paid, not gone.
const (
	StillKept PastState = iota
	WasPaid
	NotRecorded
	NotPaid
	NotGone
)

// pastAPage is how many rows stand on a page; the view may say otherwise.
const pastAPage = 4

func newMine(a *App, w market.Worker, by Proof) *Mine {
	m := &Mine{app: a, worker: w, proof: by, Who: w.Name, How: a.Words.T(howWords[by]), Pager: Pager{Size: pastAPage}}
	m.Reload()
	return m
}

// howWords say what opened the page.
var howWords = map[Proof]string{ByID: "mine.by_id", ByCard: "mine.by_card", ByTicket: "mine.by_ticket", BySlip: "mine.by_slip"}

// Name implements Page.
func (*Mine) Name() string { return "mine" }

// Kind implements Page.
func (*Mine) Kind() Kind { return Guest }

// Forget implements Page.
func (m *Mine) Forget() { *m = Mine{app: m.app, Pager: Pager{Size: m.Pager.Size}} }

// Restart implements Restarter.
func (m *Mine) Restart() {
	m.chosen = ""
	m.Pager.Show(0)
	m.Reload()
}

// Reload implements Reloader.
func (m *Mine) Reload() bool {
	if m.worker.ID == "" {
		return false
	}
	old := *m
	m.Fault = ""
	if err := m.read(m.app.Context); err != nil {
		m.Fault = m.app.Sentence(err)
	}
	m.Pager.Recount(len(m.Past))
	return !reflect.DeepEqual(old, *m)
}

func (m *Mine) read(ctx context.Context) error {
	s := m.app.Desk.Store()
	matches, err := s.MatchesOf(ctx, m.worker.ID)
	if err != nil {
		return err
	}
	id, err := s.Identity(ctx)
	if err != nil {
		return err
	}
	var kept []Ticket
	var past []PastJob
	for _, row := range matches {
		p, err := s.Posting(ctx, row.Posting)
		if err != nil {
			return err
		}
		if standing(&row) && !m.app.over(&p.Posting) {
			t, err := m.ticket(ctx, &row, &p)
			if err != nil {
				return err
			}
			t.Here = row.Origin == id.Origin
			kept = append(kept, t)
			continue
		}
		past = append(past, m.past(&row, &p))
	}
	slices.SortStableFunc(kept, func(x, y Ticket) int { return cmp.Compare(x.start, y.start) })
	slices.SortStableFunc(past, func(x, y PastJob) int { return cmp.Compare(y.start, x.start) })
	m.Ticket = nil
	shown := max(0, slices.IndexFunc(kept, func(t Ticket) bool { return t.match == m.chosen }))
	var others []PastJob
	for i := range kept {
		if i == shown {
			m.Ticket = &kept[i]
			continue
		}
		others = append(others, m.other(&kept[i]))
	}
	m.Past = append(others, past...)
	return m.readWaits(ctx)
}

// standing says whether a place is somebody's still.
func standing(m *store.MatchRow) bool { return m.State == market.Taken || m.State == market.Arrived }

func (m *Mine) ticket(ctx context.Context, row *store.MatchRow, p *store.PostingRow) (Ticket, error) {
	e, err := m.app.Desk.Store().Employer(ctx, p.Employer)
	if err != nil {
		return Ticket{}, err
	}
	return Ticket{
		Place: row.Place, Card: m.app.card(p), Facts: m.app.promised(&p.Posting, &e)[:3],
		Today: onDay(&p.Posting, m.app.today()), Arrived: row.State == market.Arrived, Asked: row.Asked != "",
		match: row.ID, start: p.Start,
	}, nil
}

// past puts a place of before into words.
func (m *Mine) past(row *store.MatchRow, p *store.PostingRow) PastJob {
	c := m.app.card(p)
	j := PastJob{Icon: c.Icon, Title: c.Title, When: m.app.civilDate(p.Start.Date()), Where: c.Place, Pay: c.Pay, Unit: c.Unit, match: row.ID, start: p.Start}
	switch {
	case row.State == market.Cancelled:
		j.State, j.Pay, j.Unit = NotGone, "", ""
	case row.Paid == nil:
		j.State = NotRecorded
	case !*row.Paid:
		j.State = NotPaid
	default:
		j.State = WasPaid
		if row.Amount > 0 {
			j.Pay, j.Unit = yuan(row.Amount), m.app.Words.T("currency.yuan")
		}
	}
	return j
}

// other is a further place that is kept.
func (m *Mine) other(t *Ticket) PastJob {
	return PastJob{
		Icon: t.Card.Icon, Title: t.Card.Title, When: t.Card.When, Where: t.Card.Place, Pay: t.Card.Pay, Unit: t.Card.Unit,
		State: StillKept, match: t.match, start: t.start,
	}
}

func (m *Mine) readWaits(ctx context.Context) error {
	waits, err := m.app.Desk.Store().WaitsOf(ctx, m.worker.ID)
	if err != nil {
		return err
	}
	m.Waits = nil
	for _, w := range waits {
		p, err := m.app.Desk.Store().Posting(ctx, w.Posting)
		if err != nil {
			return err
		}
		until, ok := m.app.waitUntil(&p.Posting)
		if !ok && m.app.over(&p.Posting) {
			continue
		}
		text := m.app.Words.T("mine.wait_before", "n", w.Before)
		if ok {
			text = m.app.Words.T("mine.wait_until", "n", w.Before, "when", until)
		}
		m.Waits = append(m.Waits, WaitLine{
			Title: m.app.Words.T("mine.wait", "day", m.app.dayWord(p.Shift().First), "title", p.Title), Text: text, id: w.ID,
		})
	}
	return nil
}

// Head says in a few words what there is.
func (m *Mine) Head() string {
	key := "mine.head_none"
	switch {
	case m.Ticket != nil && m.Ticket.Today:
		key = "mine.head_today"
	case m.Ticket != nil:
		key = "mine.head_kept"
	}
	return m.app.Words.T(key, "who", m.Who)
}

// Fit says how many rows of the past stand on a page.
func (m *Mine) Fit(rows int) { m.Pager.Fit(rows) }

// Shown are the rows of the page that is shown.
func (m *Mine) Shown() []PastJob {
	from, to := m.Pager.Span()
	return m.Past[from:to]
}

// Times is how often the person was at work, or had it.
func (m *Mine) Times() int { return len(m.Past) }

// Turn goes by pages.
func (m *Mine) Turn(by int) {
	m.Pager.Turn(by)
	m.app.Changed()
}

// Take makes another place that is kept the ticket.
func (m *Mine) Take(j PastJob) {
	m.chosen = j.match
	m.Reload()
	m.app.Changed()
}
