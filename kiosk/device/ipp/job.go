package ipp

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// follow waits until the job is done. One that is not done in time is called back, so that it does not
// come out an hour later, beside its copy; whether some of it did come out, nobody knows.
func (p *Printer) follow(ctx context.Context, name string, job int) error {
	inTime, cancel := context.WithTimeout(ctx, jobTime)
	defer cancel()
	for {
		done, err := p.look(inTime, job)
		if err == nil && !done {
			err = wait(inTime, lookEvery)
		}
		switch {
		case done:
			return err
		case inTime.Err() != nil:
			return fmt.Errorf("print %s: %w: %w", name, errNotDone, errors.Join(err, p.callBack(context.WithoutCancel(ctx), job)))
		case err != nil:
			return fmt.Errorf("print %s: %w", name, err)
		}
	}
}

// look asks how a job is. When it is done, err is what Print gives.
func (p *Printer) look(ctx context.Context, job int) (done bool, err error) {
	r := p.request(getJob)
	r.integer("job-id", int32(job))
	r.end()
	a, err := p.ask(ctx, r, nil)
	if err == nil {
		err = a.err()
	}
	if err != nil {
		return false, err
	}
	switch a.number("job-state") {
	case jobCompleted:
		return true, nil
	case jobAborted, jobCanceled:
		begun := a.number("job-impressions-completed") > 0 || a.number("job-media-sheets-completed") > 0
		if !begun && p.ready(ctx) != nil {
			return true, out(errNeedsHands)
		}
		return true, fmt.Errorf("print job %d: %w", job, errGivenUp)
	}
	return false, nil
}

// callBack asks the printer to forget a job.
func (p *Printer) callBack(ctx context.Context, job int) error {
	r := p.request(cancelJob)
	r.integer("job-id", int32(job))
	r.end()
	a, err := p.ask(ctx, r, nil)
	if err == nil {
		err = a.err()
	}
	if err != nil {
		return fmt.Errorf("call job %d back: %w", job, err)
	}
	return nil
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
