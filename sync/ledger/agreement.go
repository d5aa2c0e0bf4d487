package ledger

import (
	"context"
	"database/sql"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Agreement gives the wording that stands for an area: the newest of the narrowest area that it lies
// in and that was not taken back. ok is false where the usual text stands.
func Agreement(ctx context.Context, tx *sqldb.Tx, area market.AreaCode) (a market.Agreement, ok bool, err error) {
	seen := map[market.AreaCode]bool{}
	err = tx.Each(ctx, `SELECT area, body FROM agreement ORDER BY seq DESC`, nil, func(r *sql.Rows) error {
		var of market.AreaCode
		var raw []byte
		if err := r.Scan(&of, &raw); err != nil {
			return err
		}
		var b record.Agreement
		if err := record.Unmarshal(raw, &b); err != nil {
			return err
		}
		if seen[of] || !of.Covers(area) {
			return nil
		}
		seen[of] = true
		if !b.Off && (!ok || a.Area.Covers(of)) {
			a, ok = market.Agreement{Version: b.Version, Area: of, Lead: b.Lead, Clauses: b.Clauses}, true
		}
		return nil
	})
	if err != nil {
		return a, false, fmt.Errorf("read the agreement for %s: %w", area, err)
	}
	return a, ok, nil
}
