package powercut

import (
	"path/filepath"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// walIndex is the memory that the users of a log share. It is made anew when the first of
// them comes: a cut leaves none of it.
type walIndex struct {
	users   int
	regions []uintptr
	owner   [sqlite3.SQLITE_SHM_NLOCK]*handle // of each exclusive lock
	readers [sqlite3.SQLITE_SHM_NLOCK]int     // of each shared lock
}

// indexLocks are the locks of one user, a bit each.
type indexLocks struct {
	uses              bool
	shared, exclusive uint32
}

// xShmMap gives a region of the index, making it when extend says so.
func xShmMap(tls *libc.TLS, pFile uintptr, region, size, extend int32, pp uintptr) int32 {
	h, release := hold(pFile)
	defer release()
	x := &h.f.index
	if !h.index.uses {
		h.index.uses = true
		x.users++
	}
	for int(region) >= len(x.regions) {
		if extend == 0 {
			*at[uintptr](pp) = 0
			return sqlite3.SQLITE_OK
		}
		if h.d.meets(Full, filepath.Dir(h.path)) {
			return sqlite3.SQLITE_IOERR_SHMSIZE
		}
		p := libc.Xcalloc(tls, 1, libc.Tsize_t(size))
		if p == 0 {
			return sqlite3.SQLITE_NOMEM
		}
		x.regions = append(x.regions, p)
	}
	*at[uintptr](pp) = x.regions[region]
	return sqlite3.SQLITE_OK
}

// xShmLock takes or gives back n locks from the first on, all of them or none.
func xShmLock(_ *libc.TLS, pFile uintptr, first, n, flags int32) int32 {
	h, release := hold(pFile)
	defer release()
	x := &h.f.index
	exclusive := flags&sqlite3.SQLITE_SHM_EXCLUSIVE != 0
	if flags&sqlite3.SQLITE_SHM_UNLOCK != 0 {
		for i := first; i < first+n; i++ {
			x.unlock(h, i)
		}
		return sqlite3.SQLITE_OK
	}
	for i := first; i < first+n; i++ {
		others := x.readers[i]
		if h.index.shared&(1<<i) != 0 {
			others--
		}
		if x.owner[i] != nil && x.owner[i] != h || exclusive && others > 0 {
			return sqlite3.SQLITE_BUSY
		}
	}
	for i := first; i < first+n; i++ {
		switch bit := uint32(1) << i; {
		case exclusive:
			x.owner[i] = h
			h.index.exclusive |= bit
		case h.index.shared&bit == 0:
			x.readers[i]++
			h.index.shared |= bit
		}
	}
	return sqlite3.SQLITE_OK
}

func (x *walIndex) unlock(h *handle, i int32) {
	bit := uint32(1) << i
	if h.index.exclusive&bit != 0 {
		x.owner[i] = nil
	}
	if h.index.shared&bit != 0 {
		x.readers[i]--
	}
	h.index.exclusive &^= bit
	h.index.shared &^= bit
}

// xShmBarrier orders memory between threads; taking a lock does.
func xShmBarrier(_ *libc.TLS, pFile uintptr) {
	_, release := hold(pFile)
	release()
}

// xShmUnmap ends a use. The next first user finds no index, whether or not the file of it
// would have been deleted.
func xShmUnmap(tls *libc.TLS, pFile uintptr, _ int32) int32 {
	h, release := hold(pFile)
	defer release()
	x := &h.f.index
	if !h.index.uses {
		return sqlite3.SQLITE_OK
	}
	for i := range int32(sqlite3.SQLITE_SHM_NLOCK) {
		x.unlock(h, i)
	}
	h.index.uses = false
	if x.users--; x.users > 0 {
		return sqlite3.SQLITE_OK
	}
	for _, p := range x.regions {
		libc.Xfree(tls, p)
	}
	x.regions = nil
	return sqlite3.SQLITE_OK
}
