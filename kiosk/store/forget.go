package store

import (
	"context"
	"fmt"

	"yizhan/sync/sqldb"
)

// forget drops what would still lead to persons whose keys were destroyed, and notes that the
// disk is to be scrubbed.
func forget(ctx context.Context, tx *sqldb.Tx) error {
	for _, statement := range []string{
		`DELETE FROM phone_index WHERE worker IN (SELECT w.id FROM worker w JOIN erased e ON e.tag = w.tag)`,
		`DELETE FROM employer_phone WHERE employer IN (SELECT x.id FROM employer x JOIN erased e ON e.tag = x.contact_tag)`,
		`DELETE FROM wished WHERE wish IN (SELECT x.id FROM wish x JOIN erased e ON e.tag = x.tag)`,
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("forget the erased: %w", err)
		}
	}
	return setMeta(ctx, tx, "scrub", []byte{1})
}

// scrub leaves nothing of destroyed keys on the disk.
func (s *Store) scrub(ctx context.Context) error {
	var due []byte
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		due, err = getMeta(ctx, tx, "scrub")
		return err
	})
	if err != nil || len(due) == 0 {
		return err
	}
	if err := s.db.Scrub(ctx); err != nil {
		return refuseDisk(err)
	}
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error { return setMeta(ctx, tx, "scrub", nil) }))
}
