package flow

import (
	"context"
	"strconv"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// beforeWork is how long before the work begins somebody who waits should stop waiting: who is
// called later does not get there.
const beforeWork = time.Hour

// offerWait says that there is no place, that nothing is taken, and offers the waitlist. It
// promises only what holds without a link: who is before you here, and until when to wait.
func (v *visit) offerWait(full bool) {
	v.wait("wait.save")
	job, w := *v.job, v.worker
	var line []store.Waiter
	var row store.PostingRow
	v.app.Slow(func(ctx context.Context) (err error) {
		if line, err = v.app.Desk.Store().Waitlist(ctx, job.ID); err != nil {
			return err
		}
		row, err = v.app.Desk.Store().Posting(ctx, job.ID)
		return err
	}, func(err error) {
		if err != nil {
			v.app.Back()
			v.app.fault(err)
			return
		}
		for _, e := range line {
			if e.Worker == w.ID {
				v.refused(market.Refuse("already_waiting"))
				return
			}
		}
		v.showOffer(full, len(line), &row)
	})
}

// showOffer opens the sheet over the posting.
func (v *visit) showOffer(full bool, before int, row *store.PostingRow) {
	a, t := v.app, v.app.Words.T
	job, w := *v.job, v.worker
	name, title, why := "kept", t("kept.title"), Line{"information", t("kept.away")}
	switch {
	case full:
		name, title, why = "full", t("waitlist.full_title"), Line{"information", t("waitlist.full")}
	case a.Config.Back.SyncState().Online:
		why = Line{"information", t("kept.asked")}
	}
	lines := append([]Line{why, {"sync", t("waitlist.order")}}, a.waitLines(w.Phone, &row.Posting)...)
	about := v.about()
	v.leave()
	if r, ok := a.Current().(Reloader); ok {
		r.Reload()
	}
	a.sheet(&Message{
		name: name, kind: Form, Icon: "account-clock", Mood: Warn, Title: title, Text: about,
		Columns: []Column{{Lines: lines}},
		Aside:   &Aside{Before: t("waitlist.before"), Figure: strconv.Itoa(before), After: t("waitlist.people"), Note: t("waitlist.elsewhere")},
		Ways: []Way{
			{"magnify", t("way.others"), func() {
				a.Back()
				a.Back()
			}},
			{"close-thick", t("waitlist.no"), a.Back},
			{"account-clock", t("waitlist.join"), func() { a.joinWait(job, w) }},
		},
	})
}

// waitLines say how somebody who waits hears of a place, and when to stop waiting.
func (a *App) waitLines(phone string, p *market.Posting) []Line {
	t := a.Words.T
	call := Line{"phone", t("waitlist.ask_here")}
	if phone != "" {
		call.Text = t("waitlist.call", "phone", market.MaskPhone(phone))
	}
	if until, ok := a.waitUntil(p); ok {
		return []Line{call, {"alert", t("waitlist.until", "when", until)}}
	}
	return []Line{call, {"alert", t("kept.no_slip")}}
}

// waitUntil is when waiting for a place of a posting ends, in words: an hour before one has to be
// there, or when the posting closes. False when that is past.
func (a *App) waitUntil(p *market.Posting) (string, bool) {
	be := p.Start.Time()
	if clock, err := time.Parse("15:04", p.MeetTime); err == nil {
		y, m, d := be.Date()
		be = time.Date(y, m, d, clock.Hour(), clock.Minute(), 0, 0, be.Location())
	}
	until := be.Add(-beforeWork)
	if closes := p.Closes.Time(); !closes.IsZero() && closes.Before(until) {
		until = closes
	}
	until = until.In(market.Zone)
	if !until.After(a.Now()) {
		return "", false
	}
	return a.Words.T("when.day", "day", a.dayWord(until.Format(time.DateOnly)), "hours", until.Format("15:04")), true
}

// joinWait puts a worker on the waitlist and says what that is worth.
func (a *App) joinWait(job Card, w market.Worker) {
	a.Replace(newWait(a, "wait.save"))
	var before int
	var row store.PostingRow
	a.Slow(func(ctx context.Context) error {
		if _, err := a.Desk.JoinWaitlist(ctx, desk.Self, job.ID, w.ID); err != nil {
			return err
		}
		// From here on the worker waits: a fault while reading must not say otherwise.
		if l, err := a.Desk.Store().WaitsOf(ctx, w.ID); err == nil {
			for _, e := range l {
				if e.Posting == job.ID {
					before = e.Before
				}
			}
		}
		row, _ = a.Desk.Store().Posting(ctx, job.ID)
		return nil
	}, func(err error) {
		a.Back()
		if err != nil {
			a.fault(err)
			return
		}
		t := a.Words.T
		a.sheet(&Message{
			name: "waiting", Icon: "account-clock", Title: t("waitlist.done_title"),
			Text:    t("refused.about", "title", job.Title, "place", job.Place, "pay", job.Pay, "unit", job.Unit),
			Columns: []Column{{Lines: append([]Line{{"sync", t("waitlist.order")}}, a.waitLines(w.Phone, &row.Posting)...)}},
			Aside:   &Aside{Before: t("waitlist.before"), Figure: strconv.Itoa(before), After: t("waitlist.people"), Note: t("waitlist.elsewhere")},
			Ways:    []Way{{"magnify", t("way.others"), func() { a.Back(); a.Back() }}, {"check-bold", t("way.understood"), a.End}},
		})
	})
}
