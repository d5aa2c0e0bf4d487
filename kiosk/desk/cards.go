package desk

import (
	"context"
	"crypto/rand"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Issued is a worker's card, with its paper queued for printing.
type Issued struct {
	Code     string // what the QR on the card holds
	PrintJob int64
}

// IssueCard makes a worker's card and queues its paper. A card that the worker had is void from
// then on. It refuses with unknown_worker.
func (d *Desk) IssueCard(ctx context.Context, by string, worker market.WorkerID) (Issued, error) {
	var random [10]byte
	_, _ = rand.Read(random[:]) // never fails since Go 1.24
	c := market.NewCard(market.WorkerCard, random)
	i := Issued{Code: c.Text()}
	err := d.store.Write(ctx, by, func(w *store.Writer) error {
		if _, err := w.Worker(worker); err != nil {
			return err
		}
		if err := w.IssueCard(worker, c); err != nil {
			return err
		}
		var err error
		i.PrintJob, err = w.Print(store.PrintJob{Code: i.Code})
		return err
	})
	if err != nil {
		return Issued{}, err
	}
	d.changed()
	return i, nil
}
