package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
)

// Read runs f over a database file that nobody has open, without making files beside it or
// changing it. It gives ErrDamaged when the file cannot be opened as a database.
func Read(ctx context.Context, file string, f func(*Tx) error) error {
	r := (&DB{path: file}).openStill()
	if r == nil {
		return fmt.Errorf("read %s: %w", filepath.Base(file), ErrDamaged)
	}
	defer r.Close()
	tx, err := r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(file), err)
	}
	defer func() { _ = tx.Rollback() }() // nothing to keep
	return f(newTx(tx, nil, nil))
}
