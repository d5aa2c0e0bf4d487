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

// daySheet is what work there is, for the wall. It bears no phone and no name: who wants a job takes it
// at the screen or asks.
func (d *Desk) daySheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	st, _, err := d.station(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	s, err := d.blank(ctx, st, job, "day_sheet.title")
	if err != nil {
		return s, err
	}
	at := time.UnixMilli(job.MadeAt).In(market.Zone)
	rows, err := d.store.Postings(ctx, store.Filter{OpenOn: at.Format(time.DateOnly)})
	if err != nil {
		return s, err
	}
	t, heads := assets.Chinese.T, 0
	for _, p := range rows {
		j := slip.NewJob(&p.Posting, st, d.areas, assets.Chinese)
		left := t("day_sheet.full")
		if n := p.Left(); n > 0 {
			left = t("day_sheet.left", "n", n)
			heads += n
		}
		if j.Extras != "" {
			left = t("slip.and", "a", left, "b", j.Extras)
		}
		e := slip.Entry{Head: p.Title, Right: j.Pay, Lines: []string{t("day_sheet.when", "date", shortDay(&p.Posting, j.Date), "hours", j.Hours), j.Where, left}}
		s.Entries = append(s.Entries, e)
	}
	s.Lead = slip.Bolded(t("day_sheet.lead", "date", day(at), "jobs", len(rows), "heads", heads))
	if len(rows) == 0 {
		s.Lead = slip.Bolded(t("day_sheet.none", "date", day(at)))
	}
	s.Foot = slip.Bolded(t("day_sheet.foot"))
	return s, nil
}

// shortDay is the day of a posting without its year, as a paper of one day can say it; several days are
// said in full.
func shortDay(p *market.Posting, full string) string {
	shift := p.Shift()
	first, err := time.ParseInLocation(time.DateOnly, shift.First, market.Zone)
	if err != nil || shift.Days > 1 {
		return full
	}
	t := assets.Chinese.T
	return t("day_sheet.date", "m", int(first.Month()), "d", first.Day(), "weekday", t(fmt.Sprintf("slip.weekday_%d", first.Weekday())))
}

// agreementSheet is what worker and employer sign.
func (d *Desk) agreementSheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	st, page, err := d.station(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	s, err := d.blank(ctx, st, job, "agreement.title")
	if err != nil {
		return s, err
	}
	m, err := d.store.Match(ctx, market.MatchID(job.About))
	if err != nil {
		return s, err
	}
	p, err := d.store.Posting(ctx, m.Posting)
	if err != nil {
		return s, err
	}
	e, err := d.store.Employer(ctx, p.Employer)
	if err != nil {
		return s, err
	}
	w, err := d.store.Worker(ctx, m.Worker)
	if err != nil && market.Code(err) != "unknown_worker" { // registered elsewhere: written by hand
		return s, err
	}
	t := assets.Chinese.T
	j := slip.NewJob(&p.Posting, st, d.areas, assets.Chinese)
	or := func(text, key string) string {
		if text == "" {
			return t(key)
		}
		return text
	}
	const byHand = "slip.by_hand"
	text, published, err := d.store.Agreement(ctx)
	if err != nil {
		return s, err
	}
	if published {
		s.Notes = append(s.Notes, t("agreement.version", "n", text.Version))
	} else {
		text = assets.UsualAgreement()
	}
	s.Lead = slip.Bolded(text.Lead)
	s.Rows = []slip.Row{
		{Label: t("agreement.row_hirer"), Text: e.Name},
		{Label: t("agreement.row_hirer_phone"), Text: or(e.Phone, byHand)},
		{Label: t("agreement.row_worker"), Text: or(w.Name, byHand)},
		{Label: t("agreement.row_worker_phone"), Text: or(w.Phone, byHand)},
	}
	insurance := t("agreement.insurance_open")
	if p.Insurance != "" && p.Insurance != "none" {
		insurance = t("insurance." + p.Insurance)
	}
	fill := strings.NewReplacer("{title}", p.Title, "{date}", j.Date, "{hours}", j.Hours, "{where}", j.Where, "{pay}", j.Pay,
		"{settlement}", or(j.Settlement, "agreement.settlement_open"), "{extras}", j.Extras, "{insurance}", insurance, "{line}", page.Complaints)
	for _, c := range text.Clauses {
		if j.Extras != "" || !strings.Contains(c, "{extras}") {
			s.Clauses = append(s.Clauses, fill.Replace(c))
		}
	}
	s.Signs = []string{t("agreement.sign_hirer"), t("agreement.sign_day"), t("agreement.sign_worker"), t("agreement.sign_day")}
	return s, nil
}

// posterSheet says how the market works: on a wall, or to take home.
func (d *Desk) posterSheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	st, page, err := d.station(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	s, err := d.blank(ctx, st, job, "poster.title")
	if err != nil {
		return s, err
	}
	s.Large = job.Paper == store.Poster
	t := assets.Chinese.T
	s.Lead = slip.Bolded(t("poster.lead"))
	steps := func(name string, n int) slip.Entry {
		e := slip.Entry{Head: t("poster." + name)}
		for i := range n {
			e.Lines = append(e.Lines, t(fmt.Sprintf("poster.%s_%d", name, i+1), "complaints", page.Complaints, "legal", page.Legal))
		}
		return e
	}
	s.Entries = []slip.Entry{steps("work", 3), steps("hire", 3), steps("rights", 2)}
	if len(page.Promise) > 0 {
		s.Entries = append(s.Entries, slip.Entry{Head: t("poster.promise"), Lines: page.Promise})
	}
	row := func(key, text string) {
		if text != "" {
			s.Rows = append(s.Rows, slip.Row{Label: t("poster.row_" + key), Text: text})
		}
	}
	if page.Opens != "" && page.Closes != "" {
		days := page.Days
		if days == "" {
			days = t("poster.every_day")
		}
		row("open", t("poster.hours", "days", days, "from", page.Opens, "to", page.Closes))
	}
	row("where", page.Address)
	row("call", page.Inquiry)
	return s, nil
}
