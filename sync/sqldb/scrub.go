package sqldb

import (
	"context"
	"fmt"
)

// Scrub empties the log, whose older pages still hold what was deleted since. With secure_delete
// nothing of it is left in the file then.
func (d *DB) Scrub(ctx context.Context) error {
	release, err := d.hold(true)
	if err != nil {
		return err
	}
	defer release()
	s, err := d.w.get(ctx)
	if err != nil {
		return fmt.Errorf("empty the log: %w", err)
	}
	defer d.w.put(s)
	if err := s.alone(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return fmt.Errorf("empty the log: %w", err)
	}
	return nil
}
