package desk

import (
	"context"
	"fmt"
	"strings"

	"yizhan/kiosk/device"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Print sends a job that was taken from the queue (store.Sending) to a printer and keeps what
// became of it: printed, failed when nothing came out, unconfirmed when nobody can say. why is the
// printer's fault behind the last two, for the log.
func (d *Desk) Print(ctx context.Context, printer device.Printer, job store.PrintJob) (state store.PrintState, why, err error) {
	state, code := store.Printed, ""
	if why = d.print(ctx, printer, job); why != nil {
		state, code = store.Unconfirmed, market.Code(why)
		if code != "" {
			state = store.PrintFailed
		}
	}
	// The outcome is kept also when the station is just being stopped.
	return state, why, d.store.SetPrint(context.WithoutCancel(ctx), job.ID, state, code)
}

func (d *Desk) print(ctx context.Context, printer device.Printer, job store.PrintJob) error {
	page, err := d.Page(ctx, job)
	if err != nil {
		return fmt.Errorf("%w: lay out paper: %w", market.Refuse("internal"), err)
	}
	return printer.Print(ctx, page)
}

func paperName(job store.PrintJob) string {
	switch {
	case job.Paper != "" && job.About == "":
		return strings.ReplaceAll(string(job.Paper), "_", "-")
	case job.About != "":
		return strings.ReplaceAll(string(job.Paper), "_", "-") + "-" + job.About
	case job.Match != "":
		return string(job.Match)
	}
	return string(job.Posting)
}

// PrintMatch prints the slip of a match now, past the queue: the one that waits there, or one of
// which nothing came out; else a copy (补打). It gives the job as it is afterwards.
func (d *Desk) PrintMatch(ctx context.Context, by string, printer device.Printer, id market.MatchID) (store.PrintJob, error) {
	job, ok, err := d.store.NewestPrint(ctx, id)
	if err != nil {
		return store.PrintJob{}, err
	}
	if !ok || job.State != store.Queued && job.State != store.PrintFailed {
		t, err := d.Reprint(ctx, by, id)
		if err != nil {
			return store.PrintJob{}, err
		}
		if job, err = d.store.PrintJob(ctx, t.PrintJob); err != nil {
			return store.PrintJob{}, err
		}
	}
	return d.PrintNow(ctx, printer, job.ID)
}

// PrintNow prints a job that waits, or of which nothing came out, past the queue, and gives it as it is
// afterwards. It refuses as device.Printer does when nothing came out.
func (d *Desk) PrintNow(ctx context.Context, printer device.Printer, id int64) (store.PrintJob, error) {
	// From here on a power cut leaves it unconfirmed.
	if err := d.store.MovePrint(ctx, id, store.Sending, "", store.Queued, store.PrintFailed); err != nil {
		return store.PrintJob{}, err
	}
	job, err := d.store.PrintJob(ctx, id)
	if err != nil {
		return store.PrintJob{}, err
	}
	_, why, err := d.Print(ctx, printer, job)
	if err != nil {
		return store.PrintJob{}, err
	}
	if market.Code(why) != "" {
		return store.PrintJob{}, why
	}
	return d.store.PrintJob(ctx, id)
}
