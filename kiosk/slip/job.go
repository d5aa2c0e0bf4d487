package slip

import (
	"yizhan/assets"
	"yizhan/sync/market"
)

// Job is what papers beside the slip say of a posting, in the slip's own words.
type Job struct {
	Rows                                        []Row // as on the slip: date, time, where, …
	Pay, Settlement, Date, Hours, Where, Extras string
}

// NewJob puts a posting into words for a paper of a station.
func NewJob(p *market.Posting, st Station, areas *market.Areas, words assets.Phrases) Job {
	w := writer{f: Facts{Posting: p, Station: st, Slip: &market.Slip{Area: p.Area, Pay: p.Pay, Unit: p.Unit}}, areas: areas, words: words}
	j := Job{Rows: w.rows(), Settlement: w.settlement(), Hours: w.hours(), Where: w.where(), Extras: w.extras()}
	for _, r := range j.Rows {
		if r.Label == words.T("slip.row_date") {
			j.Date = r.Text
		}
	}
	j.Pay = words.T("day_sheet.pay", "n", p.Pay.Yuan(), "unit", words.T("unit."+string(p.Unit)))
	if p.Unit == "job" {
		j.Pay = words.T("day_sheet.pay_job", "n", p.Pay.Yuan())
	}
	return j
}
