package powercut

import (
	"path/filepath"
	"slices"

	sqlite3 "modernc.org/sqlite/lib"
)

// The methods in this file change the disk. They give SQLite's result codes; mu is held.

func (d *Disk) note(c change) { d.log = append(d.log, c) }

// create makes an empty file, as open does with O_CREAT.
func (d *Disk) create(path string) (*file, int32) {
	if d.dead(nil) {
		return nil, sqlite3.SQLITE_CANTOPEN
	}
	if d.meets(Full, filepath.Dir(path)) {
		d.note(change{kind: refused})
		return nil, sqlite3.SQLITE_CANTOPEN
	}
	d.inodes++
	f := &file{inode: d.inodes}
	d.files[path] = f
	d.note(change{kind: created, inode: f.inode, path: path})
	if d.show(path) != nil {
		return nil, sqlite3.SQLITE_CANTOPEN
	}
	return f, sqlite3.SQLITE_OK
}

// remove takes a name away. Who has the file open keeps it.
func (d *Disk) remove(path string, syncDir bool) int32 {
	if d.dead(nil) {
		return sqlite3.SQLITE_IOERR_DELETE
	}
	if d.files[path] == nil {
		return sqlite3.SQLITE_IOERR_DELETE_NOENT
	}
	delete(d.files, path)
	d.note(change{kind: removed, path: path})
	if d.show(path) != nil {
		return sqlite3.SQLITE_IOERR_DELETE
	}
	if syncDir {
		return d.syncFolder(filepath.Dir(path))
	}
	return sqlite3.SQLITE_OK
}

func (d *Disk) syncFolder(dir string) int32 {
	if d.meets(BadSync, dir) {
		d.note(change{kind: refused})
		return sqlite3.SQLITE_IOERR_DIR_FSYNC
	}
	d.note(change{kind: syncedDir, path: dir})
	return sqlite3.SQLITE_OK
}

// write overwrites or extends. A full disk takes what fits into the room the file has already,
// a broken one the first part of what was given.
func (d *Disk) write(path string, f *file, data []byte, off int64) int32 {
	if d.dead(f) {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	code := int32(sqlite3.SQLITE_OK)
	end := off + int64(len(data))
	switch {
	case end > d.room(f) && d.meets(Full, filepath.Dir(path)):
		code = sqlite3.SQLITE_FULL
		data = data[:max(0, d.room(f)-off)]
	case d.meets(BadWrite, filepath.Dir(path)):
		code = sqlite3.SQLITE_IOERR_WRITE
		data = data[:len(data)/3]
	}
	if len(data) == 0 {
		d.note(change{kind: refused})
		return code
	}
	wasEmpty := len(f.data) == 0
	f.data = overwrite(f.data, data, off)
	d.note(change{kind: wrote, inode: f.inode, off: off, data: slices.Clone(data)})
	if wasEmpty && d.files[path] == f && d.show(path) != nil {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	return code
}

// room is how far a file reaches on the disk: to the end of its last sector.
func (d *Disk) room(f *file) int64 {
	s := int64(d.sector)
	return (int64(len(f.data)) + s - 1) / s * s
}

func (d *Disk) truncate(path string, f *file, size int64) int32 {
	if size > int64(len(f.data)) {
		return d.write(path, f, make([]byte, size-int64(len(f.data))), int64(len(f.data)))
	}
	if d.dead(f) {
		return sqlite3.SQLITE_IOERR_TRUNCATE
	}
	f.data = f.data[:size:size]
	d.note(change{kind: truncated, inode: f.inode, off: size})
	if size == 0 && d.files[path] == f && d.show(path) != nil {
		return sqlite3.SQLITE_IOERR_TRUNCATE
	}
	return sqlite3.SQLITE_OK
}

func (d *Disk) sync(path string, f *file) int32 {
	if d.dead(f) {
		return sqlite3.SQLITE_IOERR_FSYNC
	}
	if d.meets(BadSync, filepath.Dir(path)) {
		d.note(change{kind: forgot, inode: f.inode})
		return sqlite3.SQLITE_IOERR_FSYNC
	}
	d.note(change{kind: synced, inode: f.inode})
	return sqlite3.SQLITE_OK
}

// overwrite puts data at off, with zeros where a gap arises.
func overwrite(b, data []byte, off int64) []byte {
	if end := off + int64(len(data)); end > int64(len(b)) {
		b = append(b, make([]byte, end-int64(len(b)))...)
	}
	copy(b[off:], data)
	return b
}
