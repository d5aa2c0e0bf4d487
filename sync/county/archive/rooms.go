package archive

import (
	"context"
	"io/fs"

	"yizhan/sync/sqldb"
)

// Rooms above this one read the picture that facts make, and have tables of their own in the same
// file, so that one backup holds all. They write no fact and change no row that facts make.

// View runs f over one consistent picture. f must not write.
func (a *Archive) View(ctx context.Context, f func(*sqldb.Tx) error) error { return a.db.View(ctx, f) }

// Update runs f in one writing transaction, for the tables of another room. The deed that ctx is of is noted in it.
func (a *Archive) Update(ctx context.Context, f func(*sqldb.Tx) error) error {
	return a.db.Update(ctx, func(tx *sqldb.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		if d, ok := deedOf(ctx); ok {
			return a.note(ctx, tx, d.Account, d.What, d.Subject, d.Words)
		}
		return nil
	})
}

// Migrate brings the tables of another room up to date.
func (a *Archive) Migrate(ctx context.Context, room string, files fs.FS) error {
	return a.db.Migrate(ctx, room, files)
}
