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

// doubted gives those of the known entries that count as unproved: what says the same here, and what
// says something else, because a copy of a disk wrote it and the county goes on with another.
func doubted(ctx context.Context, tx *sqldb.Tx, known []journal.Entry) (same, others []journal.Entry, err error) {
	for _, e := range known {
		var stored []byte
		var open bool
		err := tx.QueryRowContext(ctx, `SELECT bytes, hash IS NULL AND rev IS NULL FROM fact WHERE station = ? AND epoch = ? AND seq = ?`,
			e.Origin.Station, e.Origin.Epoch, e.Seq).Scan(&stored, &open)
		switch {
		case err != nil:
			return nil, nil, fmt.Errorf("read fact %d of journal %s: %w", e.Seq, e.Origin, err)
		case !open:
		case bytes.Equal(stored, e.Bytes):
			same = append(same, e)
		default:
			others = append(others, e)
		}
	}
	return same, others, nil
}

// confirm notes that the county gave the same again, and makes room for the others.
func confirm(ctx context.Context, tx *sqldb.Tx, same, others []journal.Entry) error {
	for _, e := range same {
		_, err := tx.ExecContext(ctx, `UPDATE fact SET rev = ? WHERE station = ? AND epoch = ? AND seq = ?`, e.Rev, e.Origin.Station, e.Origin.Epoch, e.Seq)
		if err != nil {
			return fmt.Errorf("confirm fact %d of journal %s: %w", e.Seq, e.Origin, err)
		}
	}
	for _, e := range others {
		_, err := tx.ExecContext(ctx, `DELETE FROM fact WHERE station = ? AND epoch = ? AND seq = ?`, e.Origin.Station, e.Origin.Epoch, e.Seq)
		if err != nil {
			return fmt.Errorf("take out fact %d of journal %s: %w", e.Seq, e.Origin, err)
		}
	}
	return nil
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

// dropLostNumbers takes out what a county of a lost past said of the places of a posting, once the county
// of today has numbered them anew (f, of its journal o): it answers the same wishes, and both together
// would be places too many. Where it now adds fewer, the old word stays, because people may have come for
// a place that only that one numbers. It says whether there was any.
func dropLostNumbers(ctx context.Context, tx *sqldb.Tx, o market.Origin, f *record.Fact) (any bool, err error) {
	var b record.Posting
	if err := record.Unmarshal(f.Body, &b); err != nil {
		return false, nil //nolint:nilerr // it is in quarantine
	}
	lost, added, err := lostNumbers(ctx, tx, o, f.ID)
	if err != nil || len(lost) == 0 || added > b.Added {
		return false, err
	}
	for _, e := range lost {
		if _, err := tx.ExecContext(ctx, `DELETE FROM fact WHERE station = 0 AND epoch = ? AND seq = ?`, e.Origin.Epoch, e.Seq); err != nil {
			return false, fmt.Errorf("drop what a lost county said of %s: %w", f.ID, err)
		}
	}
	return true, nil
}

// lostNumbers gives the revisions of a posting that the county made in a past before o and has not given again, and
// how many places they add.
func lostNumbers(ctx context.Context, tx *sqldb.Tx, o market.Origin, posting market.Ref) (lost []journal.Entry, added int, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT epoch, seq, bytes FROM fact WHERE kind = ? AND thing = ? AND station = 0 AND epoch < ?
		AND hash IS NULL AND rev IS NULL`, string(record.PostingRevised), posting.String(), o.Epoch)
	if err != nil {
		return nil, 0, fmt.Errorf("read what a lost county said of %s: %w", posting, err)
	}
	defer rows.Close()
	for rows.Next() {
		var e journal.Entry
		if err := rows.Scan(&e.Origin.Epoch, &e.Seq, &e.Bytes); err != nil {
			return nil, 0, fmt.Errorf("read what a lost county said of %s: %w", posting, err)
		}
		var b record.Posting
		if f, err := record.Decode(e.Bytes); err != nil || record.Unmarshal(f.Body, &b) != nil {
			continue // in quarantine
		}
		lost, added = append(lost, e), added+b.Added
	}
	return lost, added, rows.Err()
}
