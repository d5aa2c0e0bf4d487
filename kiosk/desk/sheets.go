package desk

import (
	"context"
	"errors"
	"fmt"
	"image"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/device"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Page lays out the paper of a print job: how to draw it on a roll, and where it is made for A4 also on
// sheets.
func (d *Desk) Page(ctx context.Context, job store.PrintJob) (device.Page, error) {
	page := device.Page{Name: fmt.Sprintf("%06d-%s", job.ID, paperName(job))}
	if job.Paper == "" {
		doc, err := d.Paper(ctx, job)
		page.Draw = func(dots int) (image.Image, error) { return slip.Render(doc, dots) }
		page.Lines = func(columns int) ([]device.Line, error) { return slip.Lines(doc, columns), nil }
		return page, err
	}
	sheet, err := d.Sheet(ctx, job)
	page.Draw = func(dots int) (image.Image, error) { return slip.RenderSheet(sheet, dots) }
	page.Lines = func(columns int) ([]device.Line, error) { return slip.SheetLines(sheet, columns), nil }
	if job.Paper != store.CardPaper { // a card is to fit into a pocket
		page.Sheet = func() ([]byte, error) { return slip.SheetPDF(sheet) }
	}
	return page, err
}

// Sheet lays out a paper beside slips, in words.
func (d *Desk) Sheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	lay, ok := map[store.Paper]func(context.Context, store.PrintJob) (slip.Sheet, error){
		store.Referral: d.referral, store.CardPaper: d.cardSheet, store.NumberPaper: d.numberSheet, store.DaySheet: d.daySheet,
		store.EmployerSheet: d.namesSheet, store.Agreement: d.agreementSheet, store.Poster: d.posterSheet, store.Leaflet: d.posterSheet,
		store.JobPoster: d.jobPosterSheet, store.NumbersSheet: d.numbersSheet, store.TestPage: d.testSheet,
	}[job.Paper]
	if !ok {
		return slip.Sheet{}, fmt.Errorf("lay out paper %d: %q is no kind of paper", job.ID, job.Paper)
	}
	return lay(ctx, job)
}

// station is the market that prints, with its phones where the county has told them.
func (d *Desk) station(ctx context.Context) (slip.Station, market.StationPage, error) {
	id, err := d.store.Identity(ctx)
	if err != nil {
		return slip.Station{}, market.StationPage{}, err
	}
	page, described, err := d.store.StationPage(ctx, id.Station)
	st := slip.Station{Area: id.Area, Name: id.Name}
	if described {
		st.Complaints = page.Complaints
		if page.Inquiry != market.LineLabour {
			st.Hotline = page.Inquiry
		}
	}
	return st, page, err
}

// stationOf is the market that prints a paper for somebody who came: the event that went on when the paper
// was made, or the station itself.
func (d *Desk) stationOf(ctx context.Context, job store.PrintJob) (slip.Station, error) {
	st, _, err := d.station(ctx)
	if err != nil {
		return st, err
	}
	e, on, err := d.store.EventAt(ctx, job.MadeAt)
	if on {
		st.Area, st.Event, st.Place = e.Area, e.Name, e.Place
	}
	return st, err
}

// blank is a sheet with its head, and the mark of a copy.
func (d *Desk) blank(ctx context.Context, st slip.Station, job store.PrintJob, title string) (s slip.Sheet, err error) {
	s.Title = assets.Chinese.T(title)
	s.Region, s.Market = st.Heads(d.areas, assets.Chinese)
	s.Notes = []string{assets.Chinese.T("slip.printed", "at", printedAt(time.UnixMilli(job.MadeAt)))}
	if job.Copy {
		n, err := d.store.CopyNumber(ctx, job)
		if err != nil {
			return s, err
		}
		s.Copy = assets.Chinese.T("slip.copy", "n", n)
	}
	return s, nil
}

// day is a civil day as papers say it.
func day(at time.Time) string {
	at = at.In(market.Zone)
	t := assets.Chinese.T
	return t("slip.date", "y", at.Year(), "m", int(at.Month()), "d", at.Day(), "weekday", t(fmt.Sprintf("slip.weekday_%d", at.Weekday())))
}

// testSheet is the page by which one sees how the printer is set. Who prints it stands before that printer.
func (d *Desk) testSheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	st, _, err := d.station(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	s := slip.TestSheet("", assets.Chinese)
	s.Region, s.Market = st.Heads(d.areas, assets.Chinese)
	s.Notes = []string{assets.Chinese.T("slip.printed", "at", printedAt(time.UnixMilli(job.MadeAt)))}
	return s, nil
}

// numberSheet is the number of a check-in. It bears no name.
func (d *Desk) numberSheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	st, err := d.stationOf(ctx, job)
	if err != nil {
		return slip.Sheet{}, err
	}
	s, err := d.blank(ctx, st, job, "number_paper.title")
	if err != nil {
		return s, err
	}
	c, err := d.store.CheckIn(ctx, market.CheckInID(job.About))
	if err != nil {
		return s, err
	}
	t := assets.Chinese.T
	made, err := time.ParseInLocation(time.DateOnly, c.Day, market.Zone)
	if err != nil {
		return s, fmt.Errorf("day of check-in %s: %w", c.ID, err)
	}
	s.Big = slip.NewFigure(t("number_paper.number"), c.Number)
	s.Rows = []slip.Row{{Label: t("number_paper.row_day"), Text: day(made)}, {Label: t("number_paper.row_for"), Text: t("purpose." + string(c.Purpose))}}
	s.Foot = slip.Bolded(t("number_paper.foot"))
	return s, nil
}

// namesSheet is who comes to a posting, for its employer: how they are called and their phones. Who was
// registered at another station is unknown here.
func (d *Desk) namesSheet(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	st, _, err := d.station(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	s, err := d.blank(ctx, st, job, "names.title")
	if err != nil {
		return s, err
	}
	p, err := d.store.Posting(ctx, market.PostingID(job.About))
	if err != nil {
		return s, err
	}
	e, err := d.store.Employer(ctx, p.Employer)
	if err != nil {
		return s, err
	}
	all, err := d.store.Matches(ctx, p.ID)
	if err != nil {
		return s, err
	}
	t := assets.Chinese.T
	j := slip.NewJob(&p.Posting, st, d.areas, assets.Chinese)
	s.Rows = append([]slip.Row{{Label: t("names.row_job"), Text: p.Title}, {Label: t("names.row_employer"), Text: e.Name}}, j.Rows...)
	there := coming(all)
	s.Lead = slip.Bolded(t("names.lead", "n", len(there)))
	if len(there) == 0 {
		s.Lead = slip.Bolded(t("names.none"))
	}
	for _, m := range there {
		entry := slip.Entry{Head: t("names.nobody", "n", m.Place), Right: t("names.ask"), Box: true}
		w, err := d.store.Worker(ctx, m.Worker)
		if err != nil && !errors.Is(err, market.Refuse("unknown_worker")) {
			return s, err
		}
		if err == nil && w.Name != "" {
			entry.Head = t("names.who", "n", m.Place, "who", w.Name)
		}
		if err == nil && w.Phone != "" {
			entry.Right = w.Phone
		}
		s.Entries = append(s.Entries, entry)
	}
	s.Foot = slip.Bolded(t("names.foot"))
	s.Notes = append(s.Notes, t("names.logged"))
	return s, nil
}
