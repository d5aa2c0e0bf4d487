package powercut

import (
	"path/filepath"
	"runtime/cgo"
	"sync"
	"testing"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// vfs is the file system that SQLite is given as its default. It passes everything to the
// system's own, but for the folders of simulated disks. SQLite has one list of file systems a
// process, so there is one vfs a process too.
type vfs struct {
	sys *sqlite3.Tsqlite3_vfs
	io  *sqlite3.Tsqlite3_io_methods // of files on simulated disks

	mu    sync.RWMutex
	disks map[string]*Disk // by folder
}

var registered = sync.OnceValues(newVFS)

// register gives the process's vfs.
func register(t testing.TB) *vfs {
	t.Helper()
	v, code := registered()
	if code != sqlite3.SQLITE_OK {
		t.Fatalf("register the simulated file system: code %d", code)
	}
	return v
}

// newVFS makes the file system and puts it before the system's. SQLite keeps pointers to what
// is made here until the process ends, so all of it lies in memory that is never given back.
func newVFS() (*vfs, int32) {
	tls := libc.NewTLS()
	if code := sqlite3.Xsqlite3_initialize(tls); code != sqlite3.SQLITE_OK {
		return nil, code
	}
	name, err := libc.CString("powercut")
	if err != nil {
		return nil, sqlite3.SQLITE_NOMEM
	}
	v := &vfs{sys: at[sqlite3.Tsqlite3_vfs](sqlite3.Xsqlite3_vfs_find(tls, 0)), disks: map[string]*Disk{}}
	table := libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(*v.io)))
	own := libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(*v.sys)))
	if table == 0 || own == 0 {
		return nil, sqlite3.SQLITE_NOMEM
	}
	v.io = at[sqlite3.Tsqlite3_io_methods](table)
	*v.io = ioMethods()
	o := at[sqlite3.Tsqlite3_vfs](own)
	*o = *v.sys
	o.FpNext, o.FzName = 0, name
	o.FszOsFile = max(o.FszOsFile, int32(unsafe.Sizeof(osFile{})))
	o.FpAppData = uintptr(cgo.NewHandle(v))
	o.FxOpen, o.FxDelete, o.FxAccess = funcPointer(xOpen), funcPointer(xDelete), funcPointer(xAccess)
	return v, sqlite3.Xsqlite3_vfs_register(tls, own, 1)
}

func (v *vfs) mount(dir string, d *Disk) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.disks[dir] = d
}

func (v *vfs) unmount(dir string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.disks, dir)
}

// disk gives the disk that a path lies on, nil when it is a real one.
func (v *vfs) disk(path string) *Disk {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.disks[filepath.Dir(path)]
}

// vfsOf finds the Go side of the file system that a method is called for, and of a name the
// disk it lies on.
func vfsOf(pVfs, zName uintptr) (v *vfs, d *Disk, path string) {
	v = cgo.Handle(at[sqlite3.Tsqlite3_vfs](pVfs).FpAppData).Value().(*vfs)
	if zName != 0 {
		path = libc.GoString(zName)
		d = v.disk(path)
	}
	return v, d, path
}

// The functions below are called by SQLite as C functions; their names are those of its
// documentation (sqlite.org/c3ref/vfs.html).

func xOpen(tls *libc.TLS, pVfs, zName, pFile uintptr, flags int32, pOutFlags uintptr) int32 {
	v, d, path := vfsOf(pVfs, zName)
	if d == nil {
		open := goFunc[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](&v.sys.FxOpen)
		return open(tls, address(v.sys), zName, pFile, flags, pOutFlags)
	}
	f := at[osFile](pFile)
	*f = osFile{}
	h, code := d.open(path, flags)
	if code != sqlite3.SQLITE_OK {
		return code
	}
	if pOutFlags != 0 {
		*at[int32](pOutFlags) = flags
	}
	*f = osFile{methods: address(v.io), handle: cgo.NewHandle(h)}
	return sqlite3.SQLITE_OK
}

func xDelete(tls *libc.TLS, pVfs, zName uintptr, syncDir int32) int32 {
	v, d, path := vfsOf(pVfs, zName)
	if d == nil {
		remove := goFunc[func(*libc.TLS, uintptr, uintptr, int32) int32](&v.sys.FxDelete)
		return remove(tls, address(v.sys), zName, syncDir)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.remove(path, syncDir != 0)
}

// xAccess takes an empty file for none, as SQLite's own file system does.
func xAccess(tls *libc.TLS, pVfs, zName uintptr, flags int32, pResult uintptr) int32 {
	v, d, path := vfsOf(pVfs, zName)
	if d == nil {
		access := goFunc[func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32](&v.sys.FxAccess)
		return access(tls, address(v.sys), zName, flags, pResult)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.files[path]
	yes := f != nil && (flags != sqlite3.SQLITE_ACCESS_EXISTS || len(f.data) > 0)
	*at[int32](pResult) = libc.Bool32(yes)
	return sqlite3.SQLITE_OK
}

// at reads an address that C code gave as what lies there.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// address is the other way round, for what lies in memory that is not Go's or never freed.
func address[T any](p *T) uintptr { return uintptr(unsafe.Pointer(p)) }

// funcPointer gives a function of this package as the C function that it stands for.
func funcPointer[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

// goFunc reads a field that holds a C function.
func goFunc[F any](field *uintptr) F { return *(*F)(unsafe.Pointer(field)) }
