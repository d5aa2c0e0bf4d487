package desk

import (
	"context"
	"fmt"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// referral lays out what somebody who complained takes to labour inspection. It holds nothing
// of the person: whoever finds it learns that somebody complained of a job, and no more.
func (d *Desk) referral(ctx context.Context, job store.PrintJob) (slip.Sheet, error) {
	c, err := d.store.Complaint(ctx, market.ComplaintID(job.About))
	if err != nil {
		return slip.Sheet{}, err
	}
	id, err := d.store.Identity(ctx)
	if err != nil {
		return slip.Sheet{}, err
	}
	page, _, err := d.store.StationPage(ctx, id.Station)
	if err != nil {
		return slip.Sheet{}, err
	}
	t := assets.Chinese.T
	s := slip.Sheet{
		Title:  t("referral.title"),
		Number: slip.NewFigure(t("referral.number"), slip.InGroups(c.Number)),
		Foot:   slip.Bolded(t("referral.foot", "complaints", page.Complaints, "inquiry", page.Inquiry)),
		Notes:  []string{t("referral.note"), t("slip.printed", "at", printedAt(time.UnixMilli(job.MadeAt)))},
	}
	s.Region, s.Market = slip.Station{Area: id.Area, Name: id.Name}.Heads(d.areas, assets.Chinese)
	if job.Copy {
		n, err := d.store.CopyNumber(ctx, job)
		if err != nil {
			return slip.Sheet{}, err
		}
		s.Copy = t("slip.copy", "n", n)
	}
	if s.Rows, err = d.referralRows(ctx, &c); err != nil {
		return slip.Sheet{}, err
	}
	bring := slip.List{Title: t("referral.bring")}
	for i := range referralLines {
		bring.Lines = append(bring.Lines, t(fmt.Sprintf("referral.bring_%d", i+1)))
	}
	s.Lists = []slip.List{bring}
	return s, nil
}

// referralLines is how many things the list of what to bring has.
const referralLines = 4

// referralRows say what it is about: the kind, the day, the job, how much.
func (d *Desk) referralRows(ctx context.Context, c *store.ComplaintRow) ([]slip.Row, error) {
	t := assets.Chinese.T
	filed := time.UnixMilli(c.At).In(market.Zone)
	rows := []slip.Row{
		{Label: t("referral.row_kind"), Text: t("complaint.kind_" + string(c.Kind))},
		{Label: t("referral.row_date"), Text: t("slip.date", "y", filed.Year(), "m", int(filed.Month()), "d", filed.Day(),
			"weekday", t(fmt.Sprintf("slip.weekday_%d", filed.Weekday())))},
	}
	if c.Posting != "" {
		p, err := d.store.Posting(ctx, c.Posting)
		if err != nil {
			return nil, err
		}
		rows = append(rows,
			slip.Row{Label: t("referral.row_job"), Text: p.Title},
			slip.Row{Label: t("referral.row_where"), Text: d.areas.Place(p.Area) + p.Place},
			slip.Row{Label: t("referral.row_posting"), Text: string(p.ID)})
	}
	if c.Amount > 0 {
		rows = append(rows, slip.Row{Label: t("referral.row_amount"), Text: t("pay.yuan", "n", c.Amount.Yuan())})
	}
	return rows, nil
}

// printedAt is a moment as papers say it.
func printedAt(at time.Time) string {
	at = at.In(market.Zone)
	return assets.Chinese.T("slip.moment", "m", int(at.Month()), "d", at.Day(), "clock", at.Format("15:04"))
}
