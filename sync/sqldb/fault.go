package sqldb

import (
	"errors"
	"os"

	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// IsFull says whether err means that the disk has no room left, be it for the database or for
// the index of its log.
func IsFull(err error) bool {
	code := sqliteCode(err)
	return code == sqlite3.SQLITE_FULL || code == sqlite3.SQLITE_IOERR_SHMSIZE
}

// IsDisk says whether err comes from the disk rather than from the question asked: full,
// read-only, torn or gone.
func IsDisk(err error) bool {
	switch sqliteCode(err) & 0xff { // extended codes keep the kind in the low byte
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT,
		sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB:
		return true
	}
	return errors.Is(err, os.ErrPermission)
}

func isBusy(err error) bool { return sqliteCode(err)&0xff == sqlite3.SQLITE_BUSY }

func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()
	}
	return 0
}
