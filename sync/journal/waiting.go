package journal

import (
	"context"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Park notes that the entry waits for the thing needs.
func Park(ctx context.Context, tx *sqldb.Tx, o market.Origin, seq uint64, needs string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO parked (needs, station, epoch, seq) VALUES (?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, needs, o.Station, o.Epoch, seq)
	if err != nil {
		return fmt.Errorf("park fact %d of journal %s: %w", seq, o, err)
	}
	return nil
}

// AnyParked says whether something waits.
func AnyParked(ctx context.Context, tx *sqldb.Tx) (bool, error) {
	var any bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM parked)`).Scan(&any); err != nil {
		return false, fmt.Errorf("look for what is parked: %w", err)
	}
	return any, nil
}

// Unpark takes out and gives the entries that waited for thing, in the order of their journals.
func Unpark(ctx context.Context, tx *sqldb.Tx, thing string) ([]Entry, error) {
	l, err := collect(ctx, tx, `SELECT f.station, f.epoch, f.seq, f.bytes, f.hash, f.rev
		FROM parked p JOIN fact f ON f.station = p.station AND f.epoch = p.epoch AND f.seq = p.seq
		WHERE p.needs = ? ORDER BY f.station, f.epoch, f.seq`, thing)
	if err != nil || len(l) == 0 {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM parked WHERE needs = ?`, thing); err != nil {
		return nil, fmt.Errorf("unpark what waited for %s: %w", thing, err)
	}
	return l, nil
}

// Quarantine notes that the entry cannot be used, and why.
func Quarantine(ctx context.Context, tx *sqldb.Tx, o market.Origin, seq uint64, why string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO quarantine (station, epoch, seq, why) VALUES (?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, o.Station, o.Epoch, seq, why)
	if err != nil {
		return fmt.Errorf("quarantine fact %d of journal %s: %w", seq, o, err)
	}
	return nil
}

// QuarantinedOf gives the entries of a kind in the quarantine that are of a station's journals, in their order.
func QuarantinedOf(ctx context.Context, tx *sqldb.Tx, station uint16, kind record.Kind) ([]Entry, error) {
	return collect(ctx, tx, `SELECT f.station, f.epoch, f.seq, f.bytes, f.hash, f.rev
		FROM quarantine q JOIN fact f ON f.station = q.station AND f.epoch = q.epoch AND f.seq = q.seq
		WHERE q.station = ? AND f.kind = ? ORDER BY f.epoch, f.seq`, station, string(kind))
}

// Quarantined gives the entries of the quarantine whose reason begins with why.
func Quarantined(ctx context.Context, tx *sqldb.Tx, why string) ([]Entry, error) {
	return collect(ctx, tx, `SELECT f.station, f.epoch, f.seq, f.bytes, f.hash, f.rev
		FROM quarantine q JOIN fact f ON f.station = q.station AND f.epoch = q.epoch AND f.seq = q.seq
		WHERE substr(q.why, 1, length(?)) = ? ORDER BY f.station, f.epoch, f.seq`, why, why)
}
