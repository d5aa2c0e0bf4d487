package store

import (
	"context"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// cameBack makes somebody findable by phone again whom this folder had registered as o, before it was put
// back from a backup that is older: the county had the registration, the index is nowhere else. Only
// of an epoch that was put back: those of others may be another copy's people, or of a past that is left.
func cameBack(ctx context.Context, tx *sqldb.Tx, o market.Origin, kind record.Kind, id string) error {
	var was bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM origin WHERE station = ? AND epoch = ? AND current = 0 AND restored = 1)`,
		o.Station, o.Epoch).Scan(&was)
	if err != nil {
		return fmt.Errorf("look who registered %s: %w", id, err)
	}
	if !was {
		return nil
	}
	if kind == record.EmployerRegistered {
		e, err := employer(ctx, tx, market.EmployerID(id))
		if market.Code(err) == "unknown_employer" || err == nil && e.Phone == "" { // in quarantine, or erased
			return nil
		}
		if err != nil {
			return err
		}
		return indexEmployer(ctx, tx, e.ID, e.Phone)
	}
	wk, err := worker(ctx, tx, market.WorkerID(id))
	if market.Code(err) == "unknown_worker" { // in quarantine
		return nil
	}
	if err != nil {
		return err
	}
	return index(ctx, tx, wk)
}
