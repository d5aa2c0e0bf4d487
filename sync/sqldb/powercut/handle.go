package powercut

import (
	"path/filepath"
	"runtime/cgo"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// osFile is an open file as SQLite holds it, in its own memory.
type osFile struct {
	methods uintptr // first, as in Tsqlite3_file
	handle  cgo.Handle
}

// handle is an open file of a simulated disk.
type handle struct {
	d       *Disk
	f       *file
	path    string
	lock    int32
	index   indexLocks
	syncDir bool // its name is not on the disk for sure until the first sync
	deletes bool // on close
}

func (d *Disk) open(path string, flags int32) (*handle, int32) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dead(nil) {
		return nil, sqlite3.SQLITE_CANTOPEN
	}
	f, isNew := d.files[path], false
	if f == nil {
		if flags&sqlite3.SQLITE_OPEN_CREATE == 0 {
			return nil, sqlite3.SQLITE_CANTOPEN
		}
		var code int32
		if f, code = d.create(path); code != sqlite3.SQLITE_OK {
			return nil, code
		}
		isNew = true
	}
	// SQLite's own file system syncs the folder of a new log with its first sync, and not that
	// of a new database.
	const logs = sqlite3.SQLITE_OPEN_WAL | sqlite3.SQLITE_OPEN_MAIN_JOURNAL | sqlite3.SQLITE_OPEN_SUPER_JOURNAL
	return &handle{
		d: d, f: f, path: path, syncDir: isNew && flags&logs != 0,
		deletes: flags&sqlite3.SQLITE_OPEN_DELETEONCLOSE != 0,
	}, sqlite3.SQLITE_OK
}

func ioMethods() sqlite3.Tsqlite3_io_methods {
	return sqlite3.Tsqlite3_io_methods{
		FiVersion: 2, // with a log's index, without mapped files
		FxClose:   funcPointer(xClose), FxRead: funcPointer(xRead), FxWrite: funcPointer(xWrite),
		FxTruncate: funcPointer(xTruncate), FxSync: funcPointer(xSync), FxFileSize: funcPointer(xFileSize),
		FxLock: funcPointer(xLock), FxUnlock: funcPointer(xUnlock), FxCheckReservedLock: funcPointer(xCheckReservedLock),
		FxFileControl: funcPointer(xFileControl), FxSectorSize: funcPointer(xSectorSize),
		FxDeviceCharacteristics: funcPointer(xDeviceCharacteristics),
		FxShmMap:                funcPointer(xShmMap), FxShmLock: funcPointer(xShmLock),
		FxShmBarrier: funcPointer(xShmBarrier), FxShmUnmap: funcPointer(xShmUnmap),
	}
}

func handleOf(pFile uintptr) *handle { return at[osFile](pFile).handle.Value().(*handle) }

// hold gives the open file with its disk locked.
func hold(pFile uintptr) (h *handle, release func()) {
	h = handleOf(pFile)
	h.d.mu.Lock()
	return h, h.d.mu.Unlock
}

// The functions below are called by SQLite as C functions; their names are those of its
// documentation (sqlite.org/c3ref/io_methods.html).

func xClose(_ *libc.TLS, pFile uintptr) int32 {
	h, release := hold(pFile)
	defer release()
	h.f.locks.set(h, sqlite3.SQLITE_LOCK_NONE)
	at[osFile](pFile).handle.Delete()
	*at[osFile](pFile) = osFile{}
	if h.deletes {
		return h.d.remove(h.path, false)
	}
	return sqlite3.SQLITE_OK
}

func xRead(_ *libc.TLS, pFile, pBuf uintptr, n int32, off int64) int32 {
	h, release := hold(pFile)
	defer release()
	if h.d.dead(h.f) {
		return sqlite3.SQLITE_IOERR_READ
	}
	buf := unsafe.Slice(at[byte](pBuf), n)
	had := 0
	if off < int64(len(h.f.data)) {
		had = copy(buf, h.f.data[off:])
	}
	if had < len(buf) {
		clear(buf[had:])
		return sqlite3.SQLITE_IOERR_SHORT_READ
	}
	return sqlite3.SQLITE_OK
}

func xWrite(_ *libc.TLS, pFile, pBuf uintptr, n int32, off int64) int32 {
	h, release := hold(pFile)
	defer release()
	return h.d.write(h.path, h.f, unsafe.Slice(at[byte](pBuf), n), off)
}

func xTruncate(_ *libc.TLS, pFile uintptr, size int64) int32 {
	h, release := hold(pFile)
	defer release()
	return h.d.truncate(h.path, h.f, size)
}

func xSync(_ *libc.TLS, pFile uintptr, _ int32) int32 {
	h, release := hold(pFile)
	defer release()
	code := h.d.sync(h.path, h.f)
	if code == sqlite3.SQLITE_OK && h.syncDir {
		h.syncDir = false
		code = h.d.syncFolder(filepath.Dir(h.path))
	}
	return code
}

func xFileSize(_ *libc.TLS, pFile, pSize uintptr) int32 {
	h, release := hold(pFile)
	defer release()
	*at[int64](pSize) = int64(len(h.f.data))
	return sqlite3.SQLITE_OK
}

func xFileControl(*libc.TLS, uintptr, int32, uintptr) int32 { return sqlite3.SQLITE_NOTFOUND }

// What the database believes of its disk is what it believes of every real one, whatever the
// simulated one then does: sectors of 4096 bytes, and bytes beside a write stay as they are.

func xSectorSize(*libc.TLS, uintptr) int32 { return 4096 }

func xDeviceCharacteristics(*libc.TLS, uintptr) int32 {
	return sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE
}
