package figures

import (
	"bytes"
	"net/url"
	"strings"

	"yizhan/assets"
	"yizhan/sync/county/office"
	"yizhan/sync/county/poster"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// digestView is the open work of what an office sees, or of a county or township below it.
type digestView struct {
	Text   string
	Narrow office.Narrow
}

// File is the link to the same work as png, pdf, json or hrss.
func (v digestView) File(as string) string {
	q := url.Values{"as": {as}}
	if v.Narrow.Area != "" {
		q.Set("area", string(v.Narrow.Area))
	}
	return digestPath + "?" + q.Encode()
}

// digest is the open work as text to be pasted into a chat group, or as a feed.
func (d *desk) digest(v *office.Visit) error {
	view := digestView{Narrow: v.Narrow()}
	all, err := d.report.Digest(v.Context(), view.Narrow.Reach.Area)
	if err != nil {
		return err
	}
	if as := v.Query("as"); as != "" {
		var b bytes.Buffer
		if as == "png" || as == "pdf" {
			return d.poster(v, all, as)
		}
		if err := d.report.WriteJSON(&b, all, as == "hrss"); err != nil {
			return err
		}
		return v.Send("application/json; charset=utf-8", "digest.json", b.Bytes())
	}
	var text strings.Builder
	if err := d.report.WriteText(&text, all); err != nil {
		return err
	}
	view.Text = text.String()
	return v.Show("digest", view)
}

// poster sends the open work as a poster: a picture for chat groups, or A4 for walls.
func (d *desk) poster(v *office.Visit, all *report.Digest, as string) error {
	public, err := v.Archive().Public(v.Context())
	if err != nil {
		return err
	}
	p := PosterOf(d.report, d.words, all, public)
	var b bytes.Buffer
	kind, write := "image/png", p.WritePNG
	if as == "pdf" {
		kind, write = "application/pdf", p.WritePDF
	}
	if err := write(&b); err != nil {
		return err
	}
	return v.Send(kind, d.words.T("figures.digest")+tally.DayOf(all.At.UnixMilli())+"."+as, b.Bytes())
}

// PosterOf is a digest as a poster, with a QR of its area's board where the county has an address.
func PosterOf(r *report.Report, words assets.Phrases, all *report.Digest, public string) poster.Poster {
	link := ""
	if public != "" {
		link = strings.TrimSuffix(public, "/") + "/board?area=" + string(all.Area)
	}
	at := all.At.In(market.Zone)
	p := poster.Poster{
		Market: all.Market, Title: words.T("placard.title"), Day: words.T("placard.day", "m", int(at.Month()), "d", at.Day()),
		Empty: words.T("placard.empty"), Scan: words.T("placard.scan"), URL: link,
		Foot: []string{words.T("placard.foot_1"), words.T("placard.foot_2"), words.T("placard.foot_3", "line", market.LineLabour)},
	}
	for _, i := range r.Lines(all) {
		p.Items = append(p.Items, poster.Item{Title: i.Title, Left: i.Left, Pay: i.Pay, Below: i.Where + " · " + i.When})
	}
	if more := len(p.Items) - poster.Most; more > 0 {
		p.More = words.T("placard.more", "n", more)
	}
	return p
}
