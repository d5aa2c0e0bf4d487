package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// askCancel asks whether a place is really to be given up, and why. after is told once it is, with
// whether that has to be carried out at the station that gave it.
func (a *App) askCancel(id market.MatchID, job Card, after func(asked bool)) {
	t := a.Words.T
	why := func(reason string) func() { return func() { a.giveUp(id, reason, after) } }
	a.sheet(&Message{
		name: "cancel", kind: Form, Icon: "ticket-confirmation", Mood: Stop, Title: t("cancel_ask.title"),
		Text:    t("refused.about", "title", job.Title, "place", job.Place, "pay", job.Pay, "unit", job.Unit),
		Columns: []Column{{Lines: a.lines("information", "cancel_ask.line_1", "cancel_ask.line_2", "cancel_ask.why")}},
		Ways: []Way{
			{"close-thick", t("cancel_ask.mine"), why("worker_declined")},
			{"account-off", t("cancel_ask.theirs"), why("employer_changed")},
			{"check-bold", t("cancel_ask.no"), a.Back},
		},
	})
}

// giveUp frees the place.
func (a *App) giveUp(id market.MatchID, reason string, after func(asked bool)) {
	a.Replace(newWait(a, "wait.cancel"))
	asked := false
	a.Slow(func(ctx context.Context) (err error) {
		asked, err = a.Desk.Cancel(ctx, desk.Self, id, reason)
		return err
	}, func(err error) {
		a.Back()
		if err != nil {
			a.fault(err)
			return
		}
		after(asked)
	})
}
