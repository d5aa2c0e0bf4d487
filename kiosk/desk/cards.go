package desk

import (
	"context"
	"crypto/rand"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/slip"
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
		i.PrintJob, err = w.Print(store.PrintJob{Paper: store.CardPaper, About: string(worker), Code: i.Code})
		return err
	})
	if err != nil {
		return Issued{}, err
	}
	d.changed()
	return i, nil
}

// cardSheet lays out a worker's card. It holds nothing of the person.
func (d *Desk) cardSheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	id, err := d.store.Identity(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	t := assets.Chinese.T
	s := slip.Sheet{
		Title: t("card_paper.title"), Code: job.Code,
		Foot:  slip.Bolded(t("card_paper.use")),
		Notes: []string{t("card_paper.lost"), t("card_paper.no_name"), t("card_paper.free"), t("slip.printed", "at", printedAt(time.UnixMilli(job.MadeAt)))},
	}
	s.Region, s.Market = slip.Station{Area: id.Area, Name: id.Name}.Heads(d.areas, assets.Chinese)
	return s, nil
}
