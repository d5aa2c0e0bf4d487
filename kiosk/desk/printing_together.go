package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"yizhan/kiosk/device"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// PrintTogether prints jobs one after the other as PrintNow does, and gives all of them as they are afterwards.
// Where one does not come out it stops with that refusal, and those behind it fail for the same reason: whoever
// waits is told at once, and none of them may come out later by itself.
func (d *Desk) PrintTogether(ctx context.Context, printer device.Printer, ids []int64) ([]store.PrintJob, error) {
	jobs := make([]store.PrintJob, len(ids))
	for i, id := range ids {
		var err error
		if jobs[i], err = d.PrintNow(ctx, printer, id); err == nil {
			continue
		}
		ctx := context.WithoutCancel(ctx) // being stopped is a reason too
		err = errors.Join(err, d.giveUp(ctx, ids[i:], market.Code(err)))
		for n, id := range ids[i:] {
			var unread error
			if jobs[i+n], unread = d.store.PrintJob(ctx, id); unread != nil {
				return nil, errors.Join(err, unread)
			}
		}
		return jobs, err
	}
	return jobs, nil
}

// giveUp lets those of the jobs fail that still wait.
func (d *Desk) giveUp(ctx context.Context, ids []int64, why string) error {
	for _, id := range ids {
		err := d.store.MovePrint(ctx, id, store.PrintFailed, why, store.Queued)
		if err != nil && market.Code(err) != "wrong_state" { // it waits no more
			return fmt.Errorf("take print job %d out of the queue: %w", id, err)
		}
	}
	return nil
}

// Worst is the job of which one must speak: one that failed, else one of which nobody knows, else the last.
func Worst(jobs []store.PrintJob) store.PrintJob {
	for _, state := range []store.PrintState{store.PrintFailed, store.Unconfirmed} {
		if i := slices.IndexFunc(jobs, func(j store.PrintJob) bool { return j.State == state }); i >= 0 {
			return jobs[i]
		}
	}
	return jobs[len(jobs)-1]
}
