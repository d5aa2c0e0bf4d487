package sqldb

import (
	"context"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// Migrate brings the tables of one room up to date. files holds "NN-words.sql" scripts at its
// top, numbered from 01 without gaps; each runs once, in its own transaction. A database that
// is newer than the program is refused.
func (d *DB) Migrate(ctx context.Context, room string, files fs.FS) error {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return fmt.Errorf("list migrations of %s: %w", room, err)
	}
	have, err := d.version(ctx, room)
	if err != nil {
		return err
	}
	if have > len(names) {
		return fmt.Errorf("migrate %s: the database is at version %d, this program knows %d: install the newer program", room, have, len(names))
	}
	for i, name := range names { // Glob sorts
		n, err := strconv.Atoi(strings.SplitN(name, "-", 2)[0])
		if err != nil || n != i+1 {
			return fmt.Errorf("migrate %s: %s is not number %02d", room, name, i+1)
		}
		if n <= have {
			continue
		}
		script, err := fs.ReadFile(files, name)
		if err != nil {
			return fmt.Errorf("migrate %s: %w", room, err)
		}
		err = d.Update(ctx, func(tx *Tx) error {
			if v, err := version(ctx, tx, room); err != nil || v >= n { // another process was first
				return err
			}
			if _, err := tx.ExecContext(ctx, string(script)); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO schema_version (room, version) VALUES (?, ?)
				ON CONFLICT (room) DO UPDATE SET version = excluded.version`, room, n)
			return err
		})
		if err != nil {
			return fmt.Errorf("migrate %s to %s: %w", room, name, err)
		}
	}
	return nil
}

// version reads how far a room is. It writes only to a new database, so that a program that
// looks beside a busy one does not wait for its lock.
func (d *DB) version(ctx context.Context, room string) (v int, err error) {
	look := func(tx *Tx) (err error) {
		v, err = version(ctx, tx, room)
		return err
	}
	if d.View(ctx, look) == nil {
		return v, nil
	}
	err = d.Update(ctx, func(tx *Tx) error {
		_, err := tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS schema_version (room TEXT PRIMARY KEY, version INTEGER NOT NULL)`)
		if err != nil {
			return fmt.Errorf("read schema version of %s: %w", room, err)
		}
		return look(tx)
	})
	return v, err
}

func version(ctx context.Context, tx *Tx, room string) (int, error) {
	var v int
	err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(version), 0) FROM schema_version WHERE room = ?`, room).Scan(&v)
	if err != nil {
		return 0, fmt.Errorf("read schema version of %s: %w", room, err)
	}
	return v, nil
}
