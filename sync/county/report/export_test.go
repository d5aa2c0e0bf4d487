package report

import (
	"context"

	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// LockNow is the last step of Lock, without bringing the figures up to date before it.
func (r *Report) LockNow(ctx context.Context, month string, area market.AreaCode, by, why, seen string) error {
	span, err := tally.Month(month)
	if err != nil {
		return err
	}
	return r.lock(ctx, month, span, area, by, why, seen)
}

// ErrBehind is what it gives where facts are not counted yet.
var ErrBehind = errBehind
