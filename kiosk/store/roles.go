package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// RoleOf gives the role of an account of this station, and false when it is none, or none any more.
func (s *Store) RoleOf(ctx context.Context, account string) (role market.Role, known bool, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		role, known, err = roleOf(ctx, tx, account)
		return err
	})
	return role, known, err
}

// RoleOf is the same inside the transaction.
func (w *Writer) RoleOf(account string) (role market.Role, known bool, err error) {
	return roleOf(w.ctx, w.tx, account)
}

func roleOf(ctx context.Context, tx *sqldb.Tx, account string) (role market.Role, known bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT role FROM staff WHERE account = ? AND station IN (SELECT station FROM origin)`, account).Scan(&role)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("read role of account %s: %w", account, err)
	}
	return role, true, nil
}
