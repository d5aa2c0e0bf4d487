package tally

import (
	"database/sql"
	"strings"

	"yizhan/sync/record"
)

// outside counts what staff do beside the hall: who was on duty, walks outside, days elsewhere. Rosters
// and walks count on the day that they name, an event on the day on which it began.
func (b *book) outside() error {
	days := []any{b.span.First, b.span.Last}
	err := b.each("duty", `SELECT station, accounts FROM duty WHERE day BETWEEN ? AND ?`, days, func(r *sql.Rows) error {
		var station uint16
		var accounts string
		err := r.Scan(&station, &accounts)
		if n := len(strings.Fields(accounts)); n > 0 {
			b.at(station).N[Duty] += n
		}
		return err
	})
	if err != nil {
		return err
	}
	err = b.each("walks outside", `SELECT station, what, body FROM field_note WHERE day BETWEEN ? AND ?`, days, func(r *sql.Rows) error {
		var station uint16
		var what string
		var raw []byte
		if err := r.Scan(&station, &what, &raw); err != nil {
			return err
		}
		var f record.Field
		if err := record.Unmarshal(raw, &f); err != nil {
			return err
		}
		c := b.at(station)
		c.N[Leaflets] += f.Leaflets
		if figure, ok := map[string]Figure{"survey": Surveys, "patrol": Patrols}[what]; ok {
			c.N[figure]++
		}
		return nil
	})
	if err != nil {
		return err
	}
	from, to := b.span.Between()
	return b.each("events", `SELECT station, COUNT(*) FROM event WHERE at >= ? AND at < ? GROUP BY station`, []any{from, to}, func(r *sql.Rows) error {
		var station uint16
		var n int
		err := r.Scan(&station, &n)
		b.at(station).N[Events] += n
		return err
	})
}
