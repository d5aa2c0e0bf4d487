package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"yizhan/assets"
	"yizhan/kiosk/store"
	"yizhan/kiosk/table"
	"yizhan/sync/market"
	"yizhan/sync/safe"
)

// exported are the columns of an export, by their words in assets/phrases (export.*). They are named so
// that a file that was exported can be imported (kiosk/intake).
var exported = []string{
	"name", "phone", "trade", "title", "headcount", "taken", "pay", "unit", "settlement", "code", "area", "place", "start", "end",
	"meals", "lodging", "transport", "notes", "state", "posting",
}

// ExportPostings writes all postings that are known here to a file, and says how many they are. How the
// file's name ends says what it becomes: .csv or .xlsx; it refuses with bad_value any other, and with table_file when
// it cannot be written. A file of that name is replaced once the new one is whole.
func (d *Desk) ExportPostings(ctx context.Context, path string) (int, error) {
	kind := strings.ToLower(filepath.Ext(path))
	if kind != ".csv" && kind != ".xlsx" {
		return 0, &market.Error{Code: "bad_value", Field: "file"}
	}
	list, err := d.store.Postings(ctx, store.Filter{})
	if err != nil {
		return 0, err
	}
	t := assets.Chinese.T
	head := make([]string, len(exported))
	for i, name := range exported {
		head[i] = t("export." + name)
	}
	rows := [][]string{head}
	employers := map[market.EmployerID]store.EmployerRow{}
	for i := range list {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		p := &list[i]
		e, ok := employers[p.Employer]
		if !ok {
			if e, err = d.store.Employer(ctx, p.Employer); err != nil && !errors.Is(err, market.Refuse("unknown_employer")) {
				return 0, err
			}
			employers[p.Employer] = e
		}
		rows = append(rows, d.exportRow(p, &e))
	}
	var b bytes.Buffer
	if kind == ".xlsx" {
		err = table.WriteXLSX(&b, t("export.sheet"), rows)
	} else {
		err = table.WriteCSV(&b, rows)
	}
	if err != nil {
		return 0, err
	}
	if err := safe.WriteFile(path, b.Bytes()); err != nil {
		return 0, fmt.Errorf("export postings: %w: %w", market.Refuse("table_file"), err)
	}
	return len(list), nil
}

func (d *Desk) exportRow(p *store.PostingRow, e *store.EmployerRow) []string {
	t := assets.Chinese.T
	tick := func(b bool) string {
		if b {
			return t("export.yes")
		}
		return ""
	}
	trade, _ := d.trades.Get(p.Trade)
	settled, state := "", "open"
	if p.Settlement != "" {
		settled = t("settlement." + string(p.Settlement))
	}
	switch {
	case p.Closed:
		state = "closed"
	case p.Withheld != "":
		state = "withheld"
	}
	return []string{
		e.Name, e.Phone, trade.Short, p.Title, strconv.Itoa(p.Headcount), strconv.Itoa(p.Taken), p.Pay.Yuan(), t("unit." + string(p.Unit)),
		settled, string(p.Area), d.areas.PlaceWithCounty(p.Area), p.Place, spaced(p.Start), spaced(p.End),
		tick(p.Meals), tick(p.Lodging), tick(p.Transport), p.Notes, t("export.state_" + state), string(p.ID),
	}
}

// spaced writes a moment as other programs do: 2026-11-23 07:30.
func spaced(m market.Minute) string { return strings.Replace(string(m), "T", " ", 1) }
