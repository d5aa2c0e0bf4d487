package powercut

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// Disk is a simulated disk with some folders on it. Databases in them can be used by several
// goroutines at once.
type Disk struct {
	t      testing.TB
	root   string
	sector int

	mu      sync.Mutex // guards what follows, the files and their locks
	folders []string   // paths
	files   map[string]*file
	inodes  int
	log     []change
	fault   fault
	past    *past // as far as the last Cut
}

// file is one file as the running programs see it. Its number stays its own when its name is
// used again.
type file struct {
	inode int
	data  []byte
	gone  bool // with the programs that had it open
	locks fileLocks
	index walIndex
}

// change is one thing done to the disk. path is set for what concerns a name.
type change struct {
	kind  changeKind
	inode int
	path  string
	off   int64 // of a write; the new size of a truncation
	data  []byte
}

type changeKind int

const (
	refused   changeKind = iota // a fault: nothing happened
	wrote                       // data at off
	truncated                   // to off bytes
	synced                      // the content of a file
	forgot                      // a sync failed, and the system takes the content for clean
	created                     // path is the name of inode
	removed                     // path is no name any more
	syncedDir                   // the names in the folder path
)

// New makes an empty disk that writes sectors of so many bytes, 512 or 4096, at once.
func New(t testing.TB, sector int) *Disk {
	t.Helper()
	d := &Disk{t: t, root: realDir(t), sector: sector, files: map[string]*file{}}
	t.Cleanup(d.Close)
	return d
}

// realDir makes the folder that stands for the disk, in memory where there is one, named as
// SQLite will name it.
func realDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "powercut")
	if err != nil {
		dir = t.TempDir()
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Folder gives the path of a folder on the disk. What is opened there with SQLite is on the
// disk; the real folder shows which files there are and which of them are empty.
func (d *Disk) Folder(name string) string {
	d.t.Helper()
	dir := filepath.Join(d.root, name)
	d.mu.Lock()
	defer d.mu.Unlock()
	if slices.Contains(d.folders, dir) {
		return dir
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		d.t.Fatal(err)
	}
	d.folders = append(d.folders, dir)
	register(d.t).mount(dir, d)
	return dir
}

// Moment is how many changes were tried so far. What a program said after Moment gave m was
// said before change m+1.
func (d *Disk) Moment() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.log)
}

// Close takes the disk away. Its databases must be closed.
func (d *Disk) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, dir := range d.folders {
		register(d.t).unmount(dir)
	}
	d.folders = nil
	if err := os.RemoveAll(d.root); err != nil {
		d.t.Error(err)
	}
}

// show makes the real file that stands for a simulated one: product code asks the system
// whether a log exists and is empty.
func (d *Disk) show(path string) error {
	f, ok := d.files[path]
	if !ok {
		return os.Remove(path)
	}
	return os.WriteFile(path, make([]byte, min(len(f.data), 1)), 0o600)
}
