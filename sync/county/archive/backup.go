package archive

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/safe"
	"yizhan/sync/sqldb"
)

// databaseName is the county's database in its folder.
const databaseName = "county.db"

// Moment is how far a database had come.
type Moment struct {
	Gen uint32
	Rev uint64
}

// Backup is BackupUnder with the key beside the file.
func (a *Archive) Backup(ctx context.Context, file string) (Moment, error) {
	return a.BackupUnder(ctx, file, safe.Beside(file))
}

// BackupUnder writes all that the county has, its keys included, into one file that only the key
// at the path key opens (package safe), while others write. What goes in was read: whole as a
// database, and every journal in it as a chain; and the file was opened and compared. Where the key lies here
// the file is put back, too, and read as a restore would (CheckBackup). Only then it gets its name, counts, and is noted:
// an older backup of that name stays until there is a better one.
// Refusals: backup_file, backup_key, bad_backup.
func (a *Archive) BackupUnder(ctx context.Context, file, key string) (Moment, error) {
	return a.BackupRead(ctx, file, key, func(made string) (m Moment, err error) {
		if !safe.Opens(key) {
			return m, ErrClosed
		}
		return a.CheckBackup(ctx, made, key)
	})
}

// ErrClosed says that nobody here can open the backup: its key is elsewhere.
var ErrClosed = errors.New("the key of the backup is not here")

// made is what a backup is called until it was read back.
const made = ".new"

// BackupRead is BackupUnder where somebody else reads what was made, which lies beside the file until then: read says how far
// what it holds had come, or ErrClosed. What cannot be read back, or holds something else, is taken away and not noted.
func (a *Archive) BackupRead(ctx context.Context, file, key string, read func(made string) (Moment, error)) (Moment, error) {
	m, err := a.write(ctx, file+made, key)
	if err != nil {
		return m, err
	}
	had, err := read(file + made)
	if err == nil && had != m {
		err = market.Refuse("bad_backup")
	}
	if err != nil && !errors.Is(err, ErrClosed) {
		return m, errors.Join(fmt.Errorf("read backup back: %w", err), os.Remove(file+made))
	}
	if err := safe.Rename(file+made, file); err != nil {
		return m, errors.Join(fmt.Errorf("%w: %w", market.Refuse("backup_file"), err), os.Remove(file+made))
	}
	return m, a.db.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO backup (gen, rev, at) VALUES (?, ?, ?)`, m.Gen, m.Rev, a.now().UnixMilli()); err != nil {
			return fmt.Errorf("note backup: %w", err)
		}
		return nil
	})
}

// write makes the file of a backup.
func (a *Archive) write(ctx context.Context, file, key string) (m Moment, err error) {
	work, done, err := safe.Work(a.dir)
	if err != nil {
		return m, fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	defer func() { err = errors.Join(err, done()) }()
	plain := filepath.Join(work, databaseName)
	if err := a.db.Backup(ctx, plain); err != nil {
		return m, fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	if m, _, err = prove(ctx, plain); err != nil {
		return m, err
	}
	switch err := safe.Put(file, key, plain); {
	case errors.Is(err, safe.ErrKey):
		return m, fmt.Errorf("%w: %w", market.Refuse("backup_key"), err)
	case err != nil:
		return m, fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	return m, nil
}

// prove reads a county's database that nobody has open: how far it had come, and whose it is.
// It gives sqldb.ErrDamaged when a journal is broken or the file is no county's.
func prove(ctx context.Context, file string) (m Moment, county uint32, err error) {
	err = sqldb.Read(ctx, file, func(tx *sqldb.Tx) error {
		number, err := getMeta(ctx, tx, "county")
		if err != nil || len(number) != 4 {
			return fmt.Errorf("%w: no county's: %w", sqldb.ErrDamaged, err)
		}
		county = binary.BigEndian.Uint32(number)
		if m.Gen, err = generation(ctx, tx); err != nil {
			return err
		}
		if m.Rev, err = lastRev(ctx, tx); err != nil {
			return err
		}
		var origins []market.Origin
		err = each(ctx, tx, func(scan func(...any) error) error {
			var o market.Origin
			err := scan(&o.Station, &o.Epoch)
			origins = append(origins, o)
			return err
		}, `SELECT DISTINCT station, epoch FROM fact`)
		if err != nil {
			return err
		}
		for _, o := range origins {
			if _, broken, err := journal.Verify(ctx, tx, county, o); err != nil {
				return err
			} else if broken != 0 {
				return fmt.Errorf("journal %s breaks at %d: %w", o, broken, sqldb.ErrDamaged)
			}
		}
		return nil
	})
	if err != nil {
		return m, county, fmt.Errorf("prove backup: %w", err)
	}
	return m, county, nil
}

// Restored is what a restore did.
type Restored struct {
	Gen  uint32 // the generation that it opened
	Kept string // where the database before is now, empty when there was none
}

// Restore is RestoreUnder with the key beside the file.
func Restore(ctx context.Context, dir, file string, now func() time.Time) (Restored, error) {
	return RestoreUnder(ctx, dir, file, safe.Beside(file), now)
}

// RestoreUnder puts a backup, which the key at the path key opens, in the place of the county in
// dir, which nobody may use meanwhile; an empty folder will do. It opens a new generation: what
// came after the backup comes back from the stations, and until EndReconcile nothing is granted.
// Refusals: bad_backup, backup_key, backup_file, too_many_generations.
func RestoreUnder(ctx context.Context, dir, file, key string, now func() time.Time) (r Restored, err error) {
	// Nobody may see the database before its new generation, so that is opened in a folder aside.
	work := filepath.Join(dir, "restore")
	if err := os.RemoveAll(work); err != nil {
		return r, fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	had, county, err := unpack(ctx, file, key, work)
	if err != nil {
		return r, err
	}
	r.Gen = max(had.Gen, generationIn(ctx, dir, county)) + 1
	a, err := Open(ctx, work, now)
	if err != nil {
		return r, fmt.Errorf("%w: %w", market.Refuse("bad_backup"), err)
	}
	err = a.update(ctx, func(w *writer) error { return w.openGeneration(r.Gen, true) })
	if err := errors.Join(err, a.Close()); err != nil {
		return r, fmt.Errorf("open generation %d: %w", r.Gen, err)
	}
	if r.Kept, err = sqldb.Restore(ctx, filepath.Join(work, databaseName), filepath.Join(dir, databaseName)); err != nil {
		return r, fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	return r, nil
}

// unpack opens a backup into the folder work, and proves it.
func unpack(ctx context.Context, file, key, work string) (had Moment, county uint32, err error) {
	plain := filepath.Join(work, databaseName)
	err = safe.Take(file, key, work, databaseName)
	if err == nil {
		err = sqldb.Check(ctx, plain)
	}
	if err == nil {
		had, county, err = prove(ctx, plain)
	}
	switch {
	case errors.Is(err, safe.ErrKey):
		err = fmt.Errorf("%w: %w", market.Refuse("backup_key"), err)
	case errors.Is(err, safe.ErrDamaged), errors.Is(err, sqldb.ErrDamaged):
		err = fmt.Errorf("%w: %w", market.Refuse("bad_backup"), err)
	case err != nil:
		err = fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	return had, county, err
}

// generationIn gives the generation of the database that is about to be replaced, so that its
// number is not used again; 0 when there is none that can be read.
func generationIn(ctx context.Context, dir string, county uint32) uint32 {
	path := filepath.Join(dir, databaseName)
	if _, err := os.Stat(path); err != nil {
		return 0
	}
	db, err := sqldb.Open(path)
	if err != nil {
		return 0
	}
	defer db.Close()
	var gen uint32
	err = db.View(ctx, func(tx *sqldb.Tx) error {
		number, err := getMeta(ctx, tx, "county")
		if err != nil || len(number) != 4 || binary.BigEndian.Uint32(number) != county {
			return err
		}
		gen, err = generation(ctx, tx)
		return err
	})
	if err != nil {
		return 0 // it is set aside as it is
	}
	return gen
}

// dumpBackups lists the backups that were proved whole, the newest last. Nothing that came after
// the newest but one may be pruned anywhere.
func dumpBackups(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Generation uint32 `json:"generation"`
			Rev        uint64 `json:"rev"`
			At         int64  `json:"at"` // milliseconds
		}
		if err := scan(&r.Generation, &r.Rev, &r.At); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT gen, rev, at FROM backup ORDER BY id`)
}

// CheckBackup puts a backup back into a folder of its own, reads it there as a restore would, and takes
// the folder away. It refuses like RestoreUnder.
func (a *Archive) CheckBackup(ctx context.Context, file, key string) (m Moment, err error) {
	work, done, err := safe.Work(a.dir)
	if err != nil {
		return m, fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	defer func() { err = errors.Join(err, done()) }()
	m, county, err := unpack(ctx, file, key, work)
	if err == nil && county != a.keys.county {
		err = market.Refuse("bad_backup")
	}
	return m, err
}
