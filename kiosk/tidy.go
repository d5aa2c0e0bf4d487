package kiosk

import (
	"context"
	"runtime/debug"
	"time"
)

// After a visit the memory that it used goes back to the system: the machine is small, and what nobody
// holds any more need not lie there until chance writes over it.
const (
	tidyAfter = 2 * time.Second  // home is on the screen before
	tidyAgain = 15 * time.Second // it costs a tenth of a second of work, so visits in a row share it
)

// tidy gives what is to be called after each visit; the tidying itself waits, works beside the screen, and ends with ctx.
func tidy(ctx context.Context) (visited func()) {
	due := make(chan struct{}, 1)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-due:
			}
			if !pause(ctx, tidyAfter) {
				return
			}
			debug.FreeOSMemory()
			trim()
			if !pause(ctx, tidyAgain) {
				return
			}
		}
	}()
	return func() {
		select {
		case due <- struct{}{}:
		default: // it is due already
		}
	}
}

// pause waits, and says whether ctx still runs.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
