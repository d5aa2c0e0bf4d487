package store

import (
	"bytes"
	"context"
	"fmt"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// A county that was put back may have another past than the one that this station pulled from:
// of two copies of a disk the other came first this time. What was pulled before counts as unproved
// (no rev) until the county of today gives it again.

// confirm notes that the county still has what was pulled from one that was put back since. It
// takes out, and gives as new, what stands here under the same number but says something else: it was
// written by a copy of a disk, and the county goes on with another.
func confirm(ctx context.Context, tx *sqldb.Tx, known []journal.Entry) (others []journal.Entry, err error) {
	for _, e := range known {
		var stored []byte
		var open bool
		err := tx.QueryRowContext(ctx, `SELECT bytes, hash IS NULL AND rev IS NULL FROM fact WHERE station = ? AND epoch = ? AND seq = ?`,
			e.Origin.Station, e.Origin.Epoch, e.Seq).Scan(&stored, &open)
		if err != nil {
			return nil, fmt.Errorf("read fact %d of journal %s: %w", e.Seq, e.Origin, err)
		}
		if !open {
			continue
		}
		query := `UPDATE fact SET rev = ? WHERE station = ? AND epoch = ? AND seq = ?`
		args := []any{e.Rev, e.Origin.Station, e.Origin.Epoch, e.Seq}
		if !bytes.Equal(stored, e.Bytes) {
			others = append(others, e)
			query, args = `DELETE FROM fact WHERE station = ? AND epoch = ? AND seq = ?`, args[1:]
		}
		if _, err := tx.ExecContext(ctx, query, args...); err != nil {
			return nil, fmt.Errorf("confirm fact %d of journal %s: %w", e.Seq, e.Origin, err)
		}
	}
	return others, nil
}

// dropGivenUp takes out the facts of a past that their maker gave up and the county of today never had, for
// they are said again under other names. It says whether there were any.
func dropGivenUp(ctx context.Context, tx *sqldb.Tx, o market.Origin, f *record.Fact) (any bool, err error) {
	var b record.Opened
	if err := record.Unmarshal(f.Body, &b); err != nil {
		return false, nil //nolint:nilerr // it is in quarantine
	}
	if b.Why != record.WhyFork && b.Why != record.WhyBehind && b.Why != record.WhyRenamed {
		return false, nil
	}
	r, err := tx.ExecContext(ctx, `DELETE FROM fact WHERE station = ? AND epoch = ? AND seq > ? AND hash IS NULL AND rev IS NULL`,
		o.Station, b.Old, min(b.Common, 1<<62))
	if err != nil {
		return false, fmt.Errorf("drop what %s gave up: %w", o, err)
	}
	n, err := r.RowsAffected()
	return n > 0, err
}
