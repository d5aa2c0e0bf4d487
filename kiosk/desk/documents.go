package desk

import (
	"context"
	"fmt"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// PrintNames queues the list of who comes to a posting, with phones, for the employer. That it was
// printed is a fact: names and phones leave the house with it. The second is a copy (补打).
func (d *Desk) PrintNames(ctx context.Context, by string, id market.PostingID) (job int64, err error) {
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if _, err := w.Posting(id); err != nil {
			return err
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		again, err := w.Printed(store.EmployerSheet, string(id))
		if err != nil {
			return err
		}
		all, err := w.Matches(id)
		if err != nil {
			return err
		}
		if err := w.Put(record.NamesPrinted, ref, 0, record.NamesOnPaper{People: len(coming(all)), Copy: again}); err != nil {
			return err
		}
		job, err = w.Print(store.PrintJob{Paper: store.EmployerSheet, About: string(id), Copy: again})
		return err
	})
	if err != nil {
		return 0, err
	}
	d.changed()
	return job, nil
}

// coming are the matches that stand.
func coming(all []store.MatchRow) []store.MatchRow {
	var out []store.MatchRow
	for _, m := range all {
		if m.State != market.Cancelled {
			out = append(out, m)
		}
	}
	return out
}

// agreements is how many papers an agreement has: one for each side.
const agreements = 2

// PrintAgreement queues the agreement of a match, once for each side. It refuses with wrong_state when
// the match is cancelled.
func (d *Desk) PrintAgreement(ctx context.Context, by string, id market.MatchID) (jobs []int64, err error) {
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		m, err := w.Match(id)
		if err != nil {
			return err
		}
		if m.State == market.Cancelled {
			return market.Refuse("wrong_state")
		}
		for range agreements {
			job, err := w.Print(store.PrintJob{Paper: store.Agreement, About: string(id)})
			if err != nil {
				return err
			}
			jobs = append(jobs, job)
		}
		return nil
	})
	return jobs, err
}

// PrintNumber queues the number of a check-in, or refuses with unknown_check_in.
func (d *Desk) PrintNumber(ctx context.Context, by string, id market.CheckInID) (job int64, err error) {
	if _, err := d.store.CheckIn(ctx, id); err != nil {
		return 0, err
	}
	return d.queue(ctx, by, store.PrintJob{Paper: store.NumberPaper, About: string(id)})
}

// PrintSheet queues a paper that is about nobody: store.DaySheet, Poster, Leaflet or TestPage.
func (d *Desk) PrintSheet(ctx context.Context, by string, paper store.Paper) (job int64, err error) {
	switch paper {
	case store.DaySheet, store.Poster, store.Leaflet, store.TestPage:
		return d.queue(ctx, by, store.PrintJob{Paper: paper})
	}
	return 0, fmt.Errorf("queue paper: %q is about somebody", paper)
}

func (d *Desk) queue(ctx context.Context, by string, j store.PrintJob) (job int64, err error) {
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		job, err = w.Print(j)
		return err
	})
	return job, err
}

// PrintAgain prints what a job showed once more, as it is now: a copy (补打) of what is about
// somebody, with a nonce of its own where there is one. It gives the new job.
func (d *Desk) PrintAgain(ctx context.Context, by string, j store.PrintJob) (job int64, err error) {
	switch j.Paper {
	case "":
		if j.Match == "" {
			_, job, err = d.PrintPosting(ctx, by, j.Posting)
			return job, err
		}
		t, err := d.Reprint(ctx, by, j.Match)
		return t.PrintJob, err
	case store.Referral:
		return d.PrintReferral(ctx, by, market.ComplaintID(j.About))
	case store.CardPaper: // the one that may lie somewhere is void then
		i, err := d.IssueCard(ctx, by, market.WorkerID(j.About))
		return i.PrintJob, err
	case store.EmployerSheet:
		return d.PrintNames(ctx, by, market.PostingID(j.About))
	case store.Agreement:
		return d.queue(ctx, by, store.PrintJob{Paper: j.Paper, About: j.About, Copy: true})
	case store.NumbersSheet:
		return d.queue(ctx, by, store.PrintJob{Paper: j.Paper, About: j.About, Copy: true})
	case store.JobPoster:
		return d.PrintJobPoster(ctx, by, market.PostingID(j.About))
	case store.NumberPaper:
		return d.PrintNumber(ctx, by, market.CheckInID(j.About))
	}
	return d.PrintSheet(ctx, by, j.Paper)
}
