package figures

import (
	"bytes"

	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/tally"
)

// bulletinView is the 月度通报.
type bulletinView struct {
	*report.Bulletin
	Words      string // its first paragraph
	Prev, Next string // "" for none
	Over       bool
}

func (d *desk) bulletin(v *office.Visit) error {
	month := monthOf(v)
	b, err := d.report.Bulletin(v.Context(), month, v.Area)
	if err != nil {
		return err
	}
	if v.Query("as") != "" {
		var file bytes.Buffer
		if err := d.report.WriteBulletin(&file, b); err != nil {
			return err
		}
		return v.Send(spreadsheet, b.Unit+d.words.T("bulletin.sheet")+month+".xlsx", file.Bytes())
	}
	view := bulletinView{Bulletin: b, Words: d.report.Summary(b), Prev: report.MonthBefore(month), Over: !v.Now().Before(b.Span.End())}
	if next := tally.MonthOf(b.Span.End()); next <= tally.MonthOf(v.Now()) {
		view.Next = next
	}
	return v.Show("bulletin", view)
}
