package kiosk

import (
	"context"
	"log/slog"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/device"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// spool prints the jobs of the queue that are for its printer, one after the other.
type spool struct {
	desk    *desk.Desk
	printer device.Printer
	papers  store.Papers
	log     *slog.Logger
	due     chan struct{}
	unkept  []outcome // oldest first
}

// outcome is what became of a job and could not be kept: the disk was full. It is kept as soon as that can be, for a job
// that stays as one that is being sent is nobody's until the next start, and is then one of which nobody knows.
type outcome struct {
	job   int64
	state store.PrintState
	why   string
}

// newSpools makes one for each printer, so that no slip waits for a poster. office may be nil.
func newSpools(d *desk.Desk, slips, office device.Printer, log *slog.Logger) []*spool {
	one := func(p device.Printer, papers store.Papers) *spool {
		return &spool{desk: d, printer: p, papers: papers, log: log, due: make(chan struct{}, 1)}
	}
	if office == nil {
		return []*spool{one(slips, store.AllPapers)}
	}
	return []*spool{one(slips, store.Slips), one(office, store.Sheets)}
}

// wake lets it look at the queue.
func (s *spool) wake() {
	select {
	case s.due <- struct{}{}:
	default: // it will look anyway
	}
}

// look is how often the queue is looked at without being woken: a job that staff queued again
// tells nobody.
const look = time.Second

// serve prints until ctx ends.
func (s *spool) serve(ctx context.Context) error {
	for {
		if err := s.drain(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("print queue not served", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-s.due:
		case <-time.After(look):
		}
	}
}

// keep keeps what became of jobs before.
func (s *spool) keep(ctx context.Context) error {
	for len(s.unkept) > 0 {
		o := s.unkept[0]
		err := s.desk.Store().MovePrint(ctx, o.job, o.state, o.why, store.Sending)
		if err != nil && market.Code(err) != "wrong_state" { // somebody settled it meanwhile
			return err
		}
		s.unkept = s.unkept[1:]
	}
	return nil
}

// drain prints until the queue is empty.
func (s *spool) drain(ctx context.Context) error {
	if err := s.keep(ctx); err != nil {
		return err
	}
	for ctx.Err() == nil {
		job, ok, err := s.desk.Store().NextPrint(ctx, s.papers)
		if err != nil || !ok {
			return err
		}
		state, why, err := s.desk.Print(ctx, s.printer, job)
		if err != nil {
			s.unkept = append(s.unkept, outcome{job.ID, state, market.Code(why)})
		}
		if why != nil {
			s.log.Warn("paper not printed", "job", job.ID, "err", why)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
