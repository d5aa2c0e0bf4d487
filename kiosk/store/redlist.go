package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// listedEmployers are the employers on the county's red list, as it was heard last.
const listedEmployers = `SELECT r.employer, r.reason, r.uscc FROM red_list r WHERE r.listed = 1 ORDER BY r.employer`

// RedListed says whether an employer is on the county's red list, and why: by its own registration, as
// the same firm (by its code), or under the same published number. That needs no line: what was heard
// last counts. An employer that is not registered yet has no id.
func (w *Writer) RedListed(id market.EmployerID, uscc, phone string) (reason string, listed bool, err error) {
	return redListed(w.ctx, w.tx, id, uscc, phone)
}

func redListed(ctx context.Context, tx *sqldb.Tx, id market.EmployerID, uscc, phone string) (reason string, listed bool, err error) {
	type entry struct {
		employer     market.EmployerID
		reason, uscc string
	}
	var all []entry
	err = tx.Each(ctx, listedEmployers, nil, func(rows *sql.Rows) error {
		var e entry
		err := rows.Scan(&e.employer, &e.reason, &e.uscc)
		all = append(all, e)
		return err
	})
	if err != nil {
		return "", false, fmt.Errorf("read the red list: %w", err)
	}
	for _, e := range all {
		if e.employer == id || uscc != "" && e.uscc == uscc {
			return e.reason, true, nil
		}
		if phone == "" {
			continue
		}
		other, err := employer(ctx, tx, e.employer)
		if errors.Is(err, market.Refuse("unknown_employer")) {
			continue
		}
		if err != nil {
			return "", false, err
		}
		if other.Phone == phone {
			return e.reason, true, nil
		}
	}
	return "", false, nil
}

// EmployerListed is RedListed for an employer that is registered.
func (w *Writer) EmployerListed(id market.EmployerID) (reason string, listed bool, err error) {
	var any bool
	if err := w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM red_list WHERE listed = 1)`).Scan(&any); err != nil {
		return "", false, fmt.Errorf("read the red list: %w", err)
	}
	if !any { // as on every usual day
		return "", false, nil
	}
	return employerListed(w.ctx, w.tx, id)
}

func employerListed(ctx context.Context, tx *sqldb.Tx, id market.EmployerID) (reason string, listed bool, err error) {
	var uscc string
	err = tx.QueryRowContext(ctx, `SELECT uscc FROM employer WHERE id = ?`, string(id)).Scan(&uscc)
	if errors.Is(err, sql.ErrNoRows) {
		return redListed(ctx, tx, id, "", "")
	}
	if err != nil {
		return "", false, fmt.Errorf("read employer %s: %w", id, err)
	}
	e, err := employer(ctx, tx, id)
	if err != nil {
		return "", false, err
	}
	return redListed(ctx, tx, id, uscc, e.Phone)
}
