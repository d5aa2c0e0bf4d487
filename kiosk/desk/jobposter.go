package desk

import (
	"context"

	"yizhan/assets"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// PrintJobPoster queues a large paper about one posting for a wall, with the code of its slip. It
// refuses with unknown_posting, and with closed.
func (d *Desk) PrintJobPoster(ctx context.Context, by string, id market.PostingID) (job int64, err error) {
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		p, err := w.Posting(id)
		if err != nil {
			return err
		}
		if p.Closed {
			return market.Refuse("closed")
		}
		nonce := newNonce()
		code, err := d.slip(w, p, nonce, "", 0)
		if err != nil {
			return err
		}
		job, err = w.Print(store.PrintJob{Paper: store.JobPoster, About: string(id), Code: code, Nonce: nonce})
		return err
	})
	return job, err
}

// jobPosterSheet is one posting for the wall. It bears no phone and no name of the employer: who wants
// it takes it at the screen, or scans the code.
func (d *Desk) jobPosterSheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	st, page, err := d.station(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	s, err := d.blank(ctx, st, job, "job_poster.title")
	if err != nil {
		return s, err
	}
	p, err := d.store.Posting(ctx, market.PostingID(job.About))
	if err != nil {
		return s, err
	}
	t := assets.Chinese.T
	j := slip.NewJob(&p.Posting, st, d.areas, assets.Chinese)
	s.Large, s.Code = true, job.Code
	s.Lead = slip.Bolded(t("job_poster.lead", "title", p.Title, "n", p.Headcount))
	s.Rows = []slip.Row{
		{Label: t("job_poster.pay"), Text: j.Pay},
		{Label: t("job_poster.when"), Text: j.Date},
		{Label: t("job_poster.hours"), Text: j.Hours},
		{Label: t("job_poster.where"), Text: j.Where},
	}
	if j.Extras != "" {
		s.Rows = append(s.Rows, slip.Row{Label: t("job_poster.extras"), Text: j.Extras})
	}
	s.Foot = slip.Bolded(t("job_poster.foot"))
	if page.Inquiry != "" {
		s.Rows = append(s.Rows, slip.Row{Label: t("job_poster.call"), Text: page.Inquiry})
	}
	return s, nil
}
