package flow

import (
	"context"
	"errors"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// mostRounds is how often the county is asked for a place while somebody waits.
const mostRounds = 2

// errClash says that the worker has other work at the same time; it is asked about, not refused.
var errClash = errors.New("work at the same time")

// outcome is what trying to take a job came to.
type outcome struct {
	taken desk.Taken
	done  *Done // of a place that is taken
	clash string
}

// take takes the job for the worker, who is asked first about other work at the same time.
func (v *visit) take() {
	v.wait("wait.take")
	job, w := *v.job, v.worker
	var o outcome
	v.app.Slow(func(ctx context.Context) (err error) {
		if !v.warned {
			if o.clash, err = v.app.clash(ctx, job.ID, w.ID); err != nil {
				return err
			}
		}
		return v.app.tryTake(ctx, &o, job, w)
	}, func(err error) { v.taken(o, err) })
}

// tryTake takes the job and reads what the last page shows.
func (a *App) tryTake(ctx context.Context, o *outcome, job Card, w market.Worker) (err error) {
	if o.taken, err = a.Desk.Take(ctx, desk.Self, job.ID, w.ID); err != nil {
		return err
	}
	// From here on the place is taken: a fault while reading must not say otherwise.
	o.done = newDone(a, job, w.Name, o.taken)
	o.done.read(ctx)
	return nil
}

// clash gives the worker's other work that needs them at the same time, with errClash, or "" and
// nil.
func (a *App) clash(ctx context.Context, id market.PostingID, worker market.WorkerID) (string, error) {
	other, found, err := a.Desk.Clash(ctx, id, worker)
	if err != nil || !found {
		return "", err
	}
	return a.Words.T("clash.other", "title", other.Title, "when", a.when(&other.Posting)), errClash
}

// taken goes on with the outcome of a take.
func (v *visit) taken(o outcome, err error) {
	switch code := market.Code(err); {
	case err == nil:
		v.leave()
		v.app.Show(o.done)
	case errors.Is(err, errClash):
		v.app.Back()
		v.askClash(o.clash)
	case code == "no_place_here" && v.app.Config.Back.SyncState().Online:
		v.askCounty()
	case code == "no_place_here", code == "full":
		v.offerWait(code == "full")
	default:
		v.refused(err)
	}
}

// askClash tells of other work at the same time and offers both.
func (v *visit) askClash(other string) {
	t := v.app.Words.T
	v.app.sheet(&Message{
		name: "clash", kind: Form, Icon: "calendar-clock", Mood: Warn, Title: t("clash.title"), Text: other,
		Columns: []Column{{Lines: v.app.lines("information", "clash.line_1", "clash.line_2")}},
		Ways: []Way{
			{"undo-variant", t("clash.keep"), v.browse},
			{"check-bold", t("clash.both"), func() {
				v.app.Back()
				v.warned = true
				v.take()
			}},
		},
	})
}

// askCounty asks the county for a place, at most mostRounds times, and takes it if it comes.
func (v *visit) askCounty() {
	v.wait("wait.ask")
	job, w := *v.job, v.worker
	var o outcome
	v.app.Slow(func(ctx context.Context) error {
		err := error(market.Refuse("no_place_here"))
		for range mostRounds {
			code, fault := v.app.Config.Back.SyncNow(ctx)
			if fault != nil {
				return fault
			}
			if code != "" {
				break
			}
			if err = v.app.tryTake(ctx, &o, job, w); market.Code(err) != "no_place_here" {
				break
			}
		}
		return err
	}, func(err error) {
		if market.Code(err) == "no_place_here" {
			v.offerWait(false)
			return
		}
		v.taken(o, err)
	})
}

// refused says why there is no place, and shows the way to other work.
func (v *visit) refused(err error) {
	code := market.Code(err)
	if DiskCode(err) != "" {
		v.leave()
		v.app.fault(err)
		return
	}
	if !v.app.Words.Has("refused." + code + "_title") {
		v.refusal(&Message{
			name: "fault", Icon: "alert", Mood: Warn, Title: v.app.Words.T("fault.title"), Text: v.app.Sentence(err),
		})
		return
	}
	v.refusal(&Message{
		name: code, Icon: "information", Mood: Warn, Title: v.app.Words.T("refused." + code + "_title"), Text: v.about(),
		Columns: []Column{{Lines: []Line{{"information", v.app.Words.T("refused." + code)}}}},
	})
}

// about names the job in one line.
func (v *visit) about() string {
	j := v.job
	return v.app.Words.T("refused.about", "title", j.Title, "place", j.Place, "pay", j.Pay, "unit", j.Unit)
}

// refusal ends the visit and opens a sheet over the posting, which is read again.
func (v *visit) refusal(m *Message) {
	a := v.app
	v.leave()
	if r, ok := a.Current().(Reloader); ok {
		r.Reload()
	}
	m.Ways = []Way{
		{"magnify", a.Words.T("way.others"), func() {
			a.Back()
			a.Back()
		}},
		a.understood(),
	}
	a.sheet(m)
}
