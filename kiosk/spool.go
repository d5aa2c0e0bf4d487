package kiosk

import (
	"context"
	"log/slog"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/device"
)

// spool prints the jobs of the queue, one after the other.
type spool struct {
	desk    *desk.Desk
	printer device.Printer
	log     *slog.Logger
	due     chan struct{}
}

func newSpool(d *desk.Desk, p device.Printer, log *slog.Logger) *spool {
	return &spool{desk: d, printer: p, log: log, due: make(chan struct{}, 1)}
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

// serve prints until ctx ends. What a stop cut off while it was sent is unconfirmed: nobody
// knows whether it came out, so a person decides.
func (s *spool) serve(ctx context.Context) error {
	if err := s.desk.Store().RecoverPrints(ctx); err != nil {
		return err
	}
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

// drain prints until the queue is empty.
func (s *spool) drain(ctx context.Context) error {
	for ctx.Err() == nil {
		job, ok, err := s.desk.Store().NextPrint(ctx)
		if err != nil || !ok {
			return err
		}
		_, why, err := s.desk.Print(ctx, s.printer, job)
		if why != nil {
			s.log.Warn("slip not printed", "job", job.ID, "err", why)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
