package ipp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// How a job is sent and followed.
const (
	busyTimes = 4
	jobTime   = 2 * time.Minute // until it is called back
	lookEvery = 500 * time.Millisecond
	lookTries = 4 // answers that fail one after the other until the job is given up
	callTime  = 5 * time.Second
)

var (
	errGivenUp = errors.New("the printer gave the job up")
	errNotDone = errors.New("the printer does not say that the job is done")
)

// patiently does something at a printer, and again while that is busy. Busy is also one that is not there for the moment.
func patiently(ctx context.Context, do func() error) error {
	for try := 0; ; try++ {
		err := do()
		if market.Code(err) != "printer_busy" || try == busyTimes {
			return err
		}
		if err := wait(ctx, time.Second<<try); err != nil {
			return device.CutShort(err)
		}
	}
}

// send hands the job over. A job whose sending broke off may have been taken.
func (p *Printer) send(ctx context.Context, name string, sheet []byte) (job int, err error) {
	r := p.request(printJob)
	r.text(tagName, "requesting-user-name", "yizhan")
	r.text(tagName, "job-name", name)
	r.text(tagMime, "document-format", "application/pdf")
	r.group(jobTag)
	r.text(tagKeyword, "media", "iso_a4_210x297mm")
	r.end()
	a, err := p.ask(ctx, r, sheet)
	if err == nil {
		err = a.refusal()
	}
	if err == nil {
		if job = a.number("job-id"); job < 0 {
			err = errMessage
		}
	}
	if err != nil {
		return 0, fmt.Errorf("print %s: %w", name, err)
	}
	return job, nil
}

// refusal is what it means that a message was not taken, nil where it was. A fault that may come while a job prints, and
// a job that has got a number, leave it open whether something came out (RFC 8011, appendix B.1).
func (a response) refusal() error {
	err := a.err()
	if err == nil || a.number("job-id") >= 0 {
		return err
	}
	switch a.status {
	case unknownValue:
		if slices.Contains(a.refused, "document-format") {
			return device.NoPDF(err)
		}
	case busy, tryLater, fullForNow:
		return device.Busy(err)
	case notAccepting:
		return device.Paused(err)
	case forbidden, notAuthenticated, notAuthorised:
		return device.Locked(err)
	case notFound, noMore:
		return device.Misplaced(err)
	case unknownFormat:
		return device.NoPDF(err)
	case internalError, deviceError, jobWasCanceled:
		return err
	}
	return device.Unwilling(err)
}

// follow waits until the job is over. One that is not over in time, or of which the printer says nothing any
// more, is called back, so that it does not come out an hour later, beside its copy.
func (p *Printer) follow(ctx context.Context, name string, job int) error {
	inTime, cancel := context.WithTimeout(ctx, jobTime)
	defer cancel()
	failed, begun := 0, false
	for {
		a, err := p.look(inTime, job)
		begun = begun || a.printing()
		switch {
		case err != nil:
			failed++
		case a.over():
			if err := p.became(inTime, a, begun); err != nil {
				return fmt.Errorf("print %s: job %d: %w", name, job, err)
			}
			return nil
		default:
			failed = 0
		}
		if failed == lookTries || wait(inTime, lookEvery*time.Duration(1+failed)) != nil {
			err = p.callBack(ctx, job, begun, errors.Join(errNotDone, plain(err), inTime.Err()))
			return fmt.Errorf("print %s: job %d: %w", name, job, err)
		}
	}
}

// plain takes the code off an error: a job that was sent is refused no more.
func plain(err error) error {
	if err == nil || market.Code(err) == "" {
		return err
	}
	return errors.New(err.Error())
}

// look asks how a job is.
func (p *Printer) look(ctx context.Context, job int) (response, error) {
	r := p.request(getJob)
	r.integer("job-id", int32(job))
	r.end()
	a, err := p.ask(ctx, r, nil)
	if err == nil {
		err = a.err()
	}
	return a, err
}

// over says whether a job will go on no more.
func (a response) over() bool {
	switch a.number("job-state") {
	case jobCompleted, jobAborted, jobCanceled:
		return true
	}
	return false
}

// printing says whether a job has begun and is not over.
func (a response) printing() bool {
	switch a.number("job-state") {
	case jobWorks, jobStops:
		return true
	}
	return false
}

// became is what Print gives for a job that is over; begun says that it was seen at work.
func (p *Printer) became(ctx context.Context, a response, begun bool) error {
	if a.number("job-state") == jobCompleted {
		return nil
	}
	now := p.ready(ctx)
	code := market.Code(now)
	switch {
	case !begun && a.untouched(), a.counted() && code == "printer_out": // a counter alone may be written when the job ends
	default: // paper may lie behind the cover, or hang in the rollers
		return errGivenUp
	}
	if now == nil {
		return device.Stuck(errGivenUp)
	}
	return fmt.Errorf("%w: %w", now, errGivenUp)
}

// untouched says that the printer did not begin with the job: it says so by saying that there is no time at
// which it did.
func (a response) untouched() bool { return a.none("time-at-processing") && !a.some() }

// counted says that the printer counts what it prints, and counted nothing of the job. Many say 0 of every job,
// also of those that came out; they are known by not knowing how much there is of it either.
func (a response) counted() bool {
	of := func(all, done string) bool { return a.number(all) > 0 && a.number(done) == 0 }
	return !a.some() && (of("job-impressions", "job-impressions-completed") || of("job-media-sheets", "job-media-sheets-completed"))
}

// some says that the printer counts something of the job.
func (a response) some() bool {
	return a.number("job-impressions-completed") > 0 || a.number("job-media-sheets-completed") > 0
}

// callBack gives up a job, also while the station is being stopped, and says what that means. One that waited behind others
// until then, and of which the printer says that it never began, is of no paper; whether some of any other came out, nobody knows.
func (p *Printer) callBack(ctx context.Context, job int, begun bool, why error) error {
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
	defer cancel()
	if err := p.cancel(late, job); err != nil {
		return errors.Join(why, err)
	}
	a, err := p.look(late, job)
	switch {
	case err != nil:
		return errors.Join(why, plain(err))
	case begun || !a.untouched() || !a.over() || a.number("job-state") == jobCompleted:
		return why
	case ctx.Err() != nil:
		return device.Held(fmt.Errorf("%w: %w", why, ctx.Err()))
	}
	if now := p.ready(late); market.Code(now) != "" {
		return fmt.Errorf("%w: %w", now, why)
	}
	return device.Busy(why)
}

// cancel asks the printer to forget a job.
func (p *Printer) cancel(ctx context.Context, job int) error {
	r := p.request(cancelJob)
	r.integer("job-id", int32(job))
	r.end()
	a, err := p.ask(ctx, r, nil)
	if err == nil {
		err = a.err()
	}
	if err != nil {
		return fmt.Errorf("call job %d back: %w", job, plain(err))
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
