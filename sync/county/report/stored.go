package report

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// counts gives a week or month as it was counted last, or counts it now where that never happened.
func counts(ctx context.Context, tx *sqldb.Tx, period string, span tally.Span) (map[uint16]*tally.Count, error) {
	var counted bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM report_counted WHERE span = ?)`, period).Scan(&counted); err != nil {
		return nil, fmt.Errorf("look whether %s was counted: %w", period, err)
	}
	if !counted {
		return tally.Of(ctx, tx, span)
	}
	kind, _, err := spanOf(period)
	if err != nil {
		return nil, err
	}
	out := map[uint16]*tally.Count{}
	err = tx.Each(ctx, `SELECT station, body FROM report_span WHERE kind = ? AND span = ?`, []any{kind, period}, func(rows *sql.Rows) error {
		var no uint16
		var body []byte
		if err := rows.Scan(&no, &body); err != nil {
			return err
		}
		c := tally.New()
		out[no] = c
		return json.Unmarshal(body, c)
	})
	if err != nil {
		return nil, fmt.Errorf("read what %s came to: %w", period, err)
	}
	return out, nil
}

// asOf is when facts were looked at last; now where that never happened.
func (r *Report) asOf(ctx context.Context, tx *sqldb.Tx) (time.Time, error) {
	var at int64
	if err := tx.QueryRowContext(ctx, `SELECT at FROM report_state`).Scan(&at); err != nil {
		return time.Time{}, fmt.Errorf("read when facts were looked at: %w", err)
	}
	if at == 0 {
		return r.now(), nil
	}
	return time.UnixMilli(at), nil
}
