package desk

import (
	"context"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Clash gives other work of the person that would need them at the same time as a posting, and
// false when there is none that is known here. It refuses nothing: people decide.
func (d *Desk) Clash(ctx context.Context, id market.PostingID, worker market.WorkerID) (store.PostingRow, bool, error) {
	wanted, err := d.store.Posting(ctx, id)
	if err != nil {
		return store.PostingRow{}, false, err
	}
	mine, err := d.store.MatchesOf(ctx, worker)
	if err != nil {
		return store.PostingRow{}, false, err
	}
	for _, m := range mine {
		if m.Posting == id || m.State != market.Taken && m.State != market.Arrived {
			continue
		}
		other, err := d.store.Posting(ctx, m.Posting)
		if err != nil {
			return store.PostingRow{}, false, err
		}
		if wanted.Shift().Clashes(other.Shift()) {
			return other, true, nil
		}
	}
	return store.PostingRow{}, false, nil
}
