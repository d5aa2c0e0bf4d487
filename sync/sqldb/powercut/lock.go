package powercut

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// fileLocks are the locks of one file (sqlite.org/lockingv3.html). All programs of a
// simulated machine live in this process.
type fileLocks struct {
	shared  map[*handle]bool // everybody with SHARED or more
	writer  *handle          // with RESERVED or more
	waiting *handle          // with PENDING or EXCLUSIVE: nobody else gets SHARED
}

// set takes a handle down to NONE or SHARED.
func (l *fileLocks) set(h *handle, level int32) {
	if l.writer == h {
		l.writer = nil
	}
	if l.waiting == h {
		l.waiting = nil
	}
	if level == sqlite3.SQLITE_LOCK_NONE {
		delete(l.shared, h)
	}
	h.lock = level
}

// raise takes a handle up, or gives SQLITE_BUSY.
func (l *fileLocks) raise(h *handle, level int32) int32 {
	switch level {
	case sqlite3.SQLITE_LOCK_SHARED:
		if l.waiting != nil && l.waiting != h {
			return sqlite3.SQLITE_BUSY
		}
		if l.shared == nil {
			l.shared = map[*handle]bool{}
		}
		l.shared[h] = true
	case sqlite3.SQLITE_LOCK_RESERVED:
		if l.writer != nil && l.writer != h {
			return sqlite3.SQLITE_BUSY
		}
		l.writer = h
	default:
		if l.writer != nil && l.writer != h || l.waiting != nil && l.waiting != h {
			return sqlite3.SQLITE_BUSY
		}
		l.writer, l.waiting = h, h
		if len(l.shared) > 1 { // others still read
			h.lock = sqlite3.SQLITE_LOCK_PENDING
			return sqlite3.SQLITE_BUSY
		}
	}
	h.lock = level
	return sqlite3.SQLITE_OK
}

func xLock(_ *libc.TLS, pFile uintptr, level int32) int32 {
	h, release := hold(pFile)
	defer release()
	if h.lock >= level {
		return sqlite3.SQLITE_OK
	}
	return h.f.locks.raise(h, level)
}

func xUnlock(_ *libc.TLS, pFile uintptr, level int32) int32 {
	h, release := hold(pFile)
	defer release()
	if h.lock > level {
		h.f.locks.set(h, level)
	}
	return sqlite3.SQLITE_OK
}

func xCheckReservedLock(_ *libc.TLS, pFile, pResult uintptr) int32 {
	h, release := hold(pFile)
	defer release()
	*at[int32](pResult) = libc.Bool32(h.f.locks.writer != nil)
	return sqlite3.SQLITE_OK
}
