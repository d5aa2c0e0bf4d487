package figures

import (
	"bytes"
	"strings"

	"yizhan/sync/county/office"
)

// digest is the open work as text to be pasted into a chat group, or as a feed.
func (d *desk) digest(v *office.Visit) error {
	all, err := d.report.Digest(v.Context(), v.Area)
	if err != nil {
		return err
	}
	if as := v.Query("as"); as != "" {
		var b bytes.Buffer
		if err := d.report.WriteJSON(&b, all, as == "hrss"); err != nil {
			return err
		}
		return v.Send("application/json; charset=utf-8", "digest.json", b.Bytes())
	}
	var text strings.Builder
	if err := d.report.WriteText(&text, all); err != nil {
		return err
	}
	return v.Show("digest", text.String())
}
