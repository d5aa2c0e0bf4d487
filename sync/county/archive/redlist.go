package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// RedList puts an employer on the red list, or takes it off; every station hears of it and from then
// on publishes nothing of it and gives none of its places, also without a line. A firm is listed with
// all its registrations. It refuses with unknown_employer, and with required without a reason.
func (a *Archive) RedList(ctx context.Context, id market.EmployerID, on bool, reason string) error {
	reason, err := market.Words(reason, on)
	if err != nil {
		return err
	}
	if len([]rune(reason)) > record.ListedMost {
		return &market.Error{Code: "too_long", Field: "reason"}
	}
	return a.update(ctx, func(w *writer) error {
		var uscc string
		err := w.tx.QueryRowContext(ctx, `SELECT uscc FROM employer WHERE id = ?`, string(id)).Scan(&uscc)
		if errors.Is(err, sql.ErrNoRows) {
			return market.Refuse("unknown_employer")
		}
		if err != nil {
			return fmt.Errorf("read employer %s: %w", id, err)
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return w.put(record.EmployerListed, ref, toAll, record.RedList{On: on, Reason: reason, USCC: uscc})
	})
}

// dumpRedList lists who is on it.
func dumpRedList(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Employer string `json:"employer"`
			Name     string `json:"name"`
			Reason   string `json:"reason"`
		}
		if err := scan(&r.Employer, &r.Name, &r.Reason); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT r.employer, COALESCE(e.name, ''), r.reason FROM red_list r LEFT JOIN employer e ON e.id = r.employer WHERE r.listed = 1 ORDER BY r.employer`)
}
