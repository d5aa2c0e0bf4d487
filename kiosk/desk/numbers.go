package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// PrintNumbers queues the sheet with what the station did from a day to another, both included.
func (d *Desk) PrintNumbers(ctx context.Context, by, first, last string) (job int64, err error) {
	if _, _, err := span(first + ".." + last); err != nil {
		return 0, err
	}
	return d.queue(ctx, by, store.PrintJob{Paper: store.NumbersSheet, About: first + ".." + last})
}

// span takes "2026-11-01..2026-11-22" apart, from the beginning of one day to the end of the other.
func span(s string) (from, to time.Time, err error) {
	first, last, _ := strings.Cut(s, "..")
	if from, err = time.ParseInLocation(time.DateOnly, first, market.Zone); err == nil {
		to, err = time.ParseInLocation(time.DateOnly, last, market.Zone)
	}
	if err != nil || to.Before(from) {
		return from, to, &market.Error{Code: "bad_time", Field: "start"}
	}
	return from, to.AddDate(0, 0, 1), nil
}

// tradesOnPaper is how many trades the sheet names.
const tradesOnPaper = 12

// numbersSheet is what the station did, to be signed and filed. It names nobody.
func (d *Desk) numbersSheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	st, _, err := d.station(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	s, err := d.blank(ctx, st, job, "numbers.sheet_title")
	if err != nil {
		return s, err
	}
	from, to, err := span(job.About)
	if err != nil {
		return s, err
	}
	n, err := d.store.Numbers(ctx, from, to)
	if err != nil {
		return s, err
	}
	t := assets.Chinese.T
	s.Lead = slip.Bolded(t("numbers.sheet_span", "from", day(from), "to", day(to.Add(-time.Minute))))
	row := func(key string, count int) { s.Rows = append(s.Rows, slip.Row{Label: t(key), Text: fmt.Sprint(count)}) }
	row("numbers.placed", n.Placed)
	row("numbers.came", n.Came)
	row("numbers.postings", n.Postings)
	row("numbers.heads", n.Heads)
	row("numbers.finished", n.Finished)
	row("numbers.paid", n.Paid)
	row("numbers.helped", n.Helped)
	row("numbers.failed", n.AllFailed())
	for _, reason := range market.CancelReasons {
		if k := n.Failed[reason]; k > 0 {
			s.Rows = append(s.Rows, slip.Row{Label: t("cancel." + reason), Text: fmt.Sprint(k)})
		}
	}
	trades := slip.List{Title: t("numbers.sheet_trades")}
	for i, k := range n.Trades {
		if i == tradesOnPaper {
			break
		}
		name := string(k.Trade)
		if one, ok := d.trades.Get(k.Trade); ok {
			name = one.Short
		}
		trades.Lines = append(trades.Lines, t("numbers.sheet_trade", "trade", name, "wanted", k.Wanted, "can", k.Can))
	}
	days := slip.List{Title: t("numbers.sheet_days")}
	for _, k := range n.Days {
		if k.Came > 0 || k.Placed > 0 {
			days.Lines = append(days.Lines, t("numbers.sheet_day", "day", k.Day, "came", k.Came, "placed", k.Placed))
		}
	}
	for _, l := range []slip.List{trades, days} {
		if len(l.Lines) > 0 {
			s.Lists = append(s.Lists, l)
		}
	}
	s.Signs = []string{t("numbers.sheet_sign")}
	return s, nil
}
