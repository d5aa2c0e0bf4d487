package report

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Market is one row of the directory, 零工市场名录 (陕人社发〔2022〕23号 and the city plan, 任务九: name,
// nature, address, seekers, trades, daily successes), with what the plan wants published (任务八).
type Market struct {
	Station uint16
	Area    market.AreaCode
	Level   market.Level
	County  string
	Fields  map[string]string // by DirectoryFields; what staff wrote stands over what is known
	Written map[string]bool   // fields that staff wrote

	Seekers int     // different persons of the last month that is over
	Fills   int     // of the same month
	Daily   float64 // fills a day of it
	Trades  string  // most wanted in it
	Last    string  // day on which it was heard of last
	Ended   bool
}

// DirectoryFields may be written instead of what is known; the rest of a row is counted.
var DirectoryFields = []string{"name", "nature", "address", "hours", "hotline", "complaints", "host", "area_m2", "built_on", "staff"}

// Natures of a market; the first is what a station of this network is until somebody says otherwise.
var Natures = []string{"public", "commercial", "spontaneous"}

// Directory lists the markets within an area.
func (r *Report) Directory(ctx context.Context, within market.AreaCode) ([]Market, error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	month := MonthBefore(tally.MonthOf(r.now()))
	span, err := tally.Month(month)
	if err != nil {
		return nil, err
	}
	var out []Market
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		stations, err := r.stations(ctx, tx, within)
		if err != nil {
			return err
		}
		counts, err := counts(ctx, tx, month, span)
		if err != nil {
			return err
		}
		known, err := r.known(ctx, tx)
		if err != nil {
			return err
		}
		written, err := overrides(ctx, tx)
		if err != nil {
			return err
		}
		for _, s := range stations {
			m := Market{
				Station: s.no, Area: s.area, Level: s.level, Ended: s.ended, Last: s.seen.In(market.Zone).Format(time.DateOnly),
				Fields: map[string]string{"name": s.name, "nature": Natures[0], "address": r.areas.PlaceWithCounty(s.area), "built_on": s.since}, Written: map[string]bool{},
			}
			if c, ok := r.areas.County(s.area); ok {
				m.County = c.Name
			}
			if c := counts[s.no]; c != nil {
				m.Seekers, m.Fills, m.Trades = c.N[tally.Seekers], c.N[tally.Fills], r.namesOf(c.Wanted)
				m.Daily = tenth(float64(m.Fills) / float64(len(span.Days())))
			}
			maps.Copy(m.Fields, known[s.no])
			for f, v := range written[s.no] {
				m.Fields[f], m.Written[f] = v, true
			}
			out = append(out, m)
		}
		return nil
	})
	return out, err
}

// namesOf names the trades that are wanted most, without numbers.
func (r *Report) namesOf(all map[market.TradeID]int) string {
	words := ""
	for i, t := range mostFirst(all)[:min(topMost, len(all))] {
		if i > 0 {
			words += "、"
		}
		words += r.trade(t)
	}
	return words
}

// known is what the county said of its stations already: their own pages, and how many accounts they
// have.
func (r *Report) known(ctx context.Context, tx *sqldb.Tx) (map[uint16]map[string]string, error) {
	out := map[uint16]map[string]string{}
	at := func(no uint16) map[string]string {
		if out[no] == nil {
			usual := market.StationPage{}
			usual.Normalize()
			out[no] = map[string]string{"hotline": usual.Inquiry, "complaints": usual.Complaints}
		}
		return out[no]
	}
	err := tx.Each(ctx, `SELECT DISTINCT s.no, p.body FROM station s LEFT JOIN station_page p ON p.no = s.no`, nil, func(rows *sql.Rows) error {
		var no uint16
		var body []byte
		if err := rows.Scan(&no, &body); err != nil {
			return err
		}
		var b record.StationPage
		if body != nil {
			if err := record.Unmarshal(body, &b); err != nil {
				return err
			}
		}
		hours := ""
		if b.Opens != "" {
			hours = b.Opens + "–" + b.Closes
		}
		if b.Days != "" {
			hours = b.Days + " " + hours
		}
		for f, v := range map[string]string{"address": b.Address, "hours": line(hours), "hotline": b.Inquiry, "complaints": b.Complaints} {
			if v != "" {
				at(no)[f] = v
			} else {
				at(no)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the stations' pages: %w", err)
	}
	err = tx.Each(ctx, `SELECT station, COUNT(*) FROM staff GROUP BY station`, nil, func(rows *sql.Rows) error {
		var no uint16
		var n int
		err := rows.Scan(&no, &n)
		at(no)["staff"] = strconv.Itoa(n)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count staff: %w", err)
	}
	return out, nil
}

// overrides gives what staff wrote, by station and field.
func overrides(ctx context.Context, tx *sqldb.Tx) (map[uint16]map[string]string, error) {
	out := map[uint16]map[string]string{}
	err := tx.Each(ctx, `SELECT station, field, value FROM report_directory d
		WHERE id = (SELECT MAX(id) FROM report_directory x WHERE x.station = d.station AND x.field = d.field)`, nil, func(rows *sql.Rows) error {
		var no uint16
		var field, value string
		if err := rows.Scan(&no, &field, &value); err != nil || value == "" {
			return err
		}
		if out[no] == nil {
			out[no] = map[string]string{}
		}
		out[no][field] = value
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read what was written into the directory: %w", err)
	}
	return out, nil
}

// Write puts words into a field of the directory; "" takes back what was written. Refusals:
// unknown_station, unknown_field, bad_value, bad_phone, bad_period, required, too_long.
func (r *Report) Write(ctx context.Context, station uint16, field, value, by string) error {
	by, _, err := said(by, "", false)
	if err != nil {
		return err
	}
	if value, err = checkField(field, line(value)); err != nil {
		return err
	}
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM station WHERE no = ?`, station).Scan(&n); err != nil {
			return fmt.Errorf("look for station %d: %w", station, err)
		}
		if n == 0 {
			return market.Refuse("unknown_station")
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO report_directory (station, field, value, by_whom, at) VALUES (?, ?, ?, ?, ?)`,
			station, field, value, by, r.now().UnixMilli())
		if err != nil {
			return fmt.Errorf("write %s of station %d: %w", field, station, err)
		}
		return nil
	})
}

// maxField bounds what is written into the directory, in characters.
const maxField = 80

func checkField(field, value string) (string, error) {
	bad := &market.Error{Code: "bad_value", Field: "value"}
	switch {
	case !slices.Contains(DirectoryFields, field):
		return "", &market.Error{Code: "unknown_field", Field: field}
	case value == "":
		return "", nil
	case len([]rune(value)) > maxField:
		return "", &market.Error{Code: "too_long", Field: "value"}
	case field == "nature" && !slices.Contains(Natures, value):
		return "", bad
	case (field == "area_m2" || field == "staff") && !decimal.MatchString(value):
		return "", bad
	case field == "built_on":
		t, err := time.Parse(time.DateOnly, value) // markets are older than this program
		if err != nil || t.Year() < 1949 || t.Year() > 2199 {
			return "", &market.Error{Code: "bad_period", Field: "day"}
		}
	case field == "hotline" || field == "complaints":
		page := market.StationPage{Inquiry: value}
		if page.Validate() != nil {
			return "", &market.Error{Code: "bad_phone", Field: "phone"}
		}
	}
	return value, nil
}
