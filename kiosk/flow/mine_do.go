package flow

import (
	"context"

	"yizhan/kiosk/desk"
)

// MayArrive says whether 我到了 can be pressed: on the days of the work, once.
func (m *Mine) MayArrive() bool {
	return m.Ticket != nil && m.Ticket.Today && !m.Ticket.Arrived && !m.Ticket.Asked
}

// Arrive notes that the person is at the place of work.
func (m *Mine) Arrive() {
	if !m.MayArrive() {
		return
	}
	id := m.Ticket.match
	m.do(func(ctx context.Context) error { return m.app.Desk.Arrive(ctx, desk.Self, id) })
}

// do does one thing and reads the page anew.
func (m *Mine) do(work func(ctx context.Context) error) {
	a := m.app
	a.Slow(work, func(err error) {
		m.Reload()
		if err != nil {
			a.fault(err)
		}
	})
}

// MayCancel says whether the place can still be given up.
func (m *Mine) MayCancel() bool { return m.Ticket != nil && !m.Ticket.Asked }

// Cancel asks whether the place is really to be given up.
func (m *Mine) Cancel() {
	if !m.MayCancel() {
		return
	}
	a := m.app
	title := m.Ticket.Card.Title
	a.askCancel(m.Ticket.match, m.Ticket.Card, func(asked bool) {
		m.chosen = ""
		m.Reload()
		text, words := "cancelled.text", "cancelled.title"
		if asked {
			text, words = "cancelled.asked_text", "cancelled.asked_title"
		}
		a.sheet(&Message{
			name: "cancelled", Icon: "check-circle", Title: a.Words.T(words), Text: a.Words.T(text, "title", title),
			Ways: []Way{a.understood()},
		})
	})
}

// Leave asks whether the person no longer wants to wait.
func (m *Mine) Leave(w WaitLine) {
	a, t := m.app, m.app.Words.T
	a.sheet(&Message{
		name: "leave", kind: Form, Icon: "account-clock", Mood: Warn, Title: t("leave_ask.title"), Text: w.Title,
		Columns: []Column{{Lines: a.lines("information", "leave_ask.line")}},
		Ways: []Way{
			{"close-thick", t("leave_ask.yes"), func() {
				a.Back()
				m.do(func(ctx context.Context) error { return a.Desk.LeaveWaitlist(ctx, desk.Self, w.id) })
			}},
			{"check-bold", t("leave_ask.no"), a.Back},
		},
	})
}

// MayPrint says whether the slip can be printed again here.
func (m *Mine) MayPrint() bool {
	return m.Ticket != nil && m.Ticket.Here && !m.Ticket.Asked && !m.Paper.Busy()
}

// Print prints the slip again, marked 补打.
func (m *Mine) Print() {
	if !m.MayPrint() {
		return
	}
	m.Paper, m.told = Paper{State: PaperQueued}, false
	id := m.Ticket.match
	var again desk.Taken
	m.app.Slow(func(ctx context.Context) (err error) {
		again, err = m.app.Desk.Reprint(ctx, desk.Self, id)
		return err
	}, func(err error) {
		if err != nil {
			m.Paper = Paper{}
			m.app.fault(err)
			return
		}
		m.Paper.job = again.PrintJob
	})
	m.app.Changed()
}

// Tick implements Ticker: the slip comes out, or does not, which is said once.
func (m *Mine) Tick() bool {
	changed := m.Paper.look(m.app)
	if m.Paper.Failed() && !m.told && m.Ticket != nil {
		m.told = true
		m.noPaper()
		return false
	}
	return changed
}

// noPaper gives the number and the code to take along instead.
func (m *Mine) noPaper() {
	job, ok, err := m.app.Desk.Store().NewestPrint(m.app.Context, m.Ticket.match)
	if err != nil || !ok {
		return
	}
	m.app.noSlip(&m.Paper, ticketWords(m.Ticket.match, job.Nonce), job.Code, m.Ticket.Card.Title, m.Ticket.Place, m.Ticket.Facts)
}

// Owed begins a complaint about a place whose pay nobody recorded.
func (m *Mine) Owed(j PastJob) {
	if j.State == NotRecorded || j.State == NotPaid {
		m.app.Show(NewComplaint(m.app, j.match, m.worker))
	}
}

// Find leads to other work.
func (m *Mine) Find() { m.app.Replace(newTrades(m.app)) }
