package powercut

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

// after tries many cuts and gives how often each content of a file was found, "-" for no file.
func after(t *testing.T, d *Disk, name string) map[string]int {
	t.Helper()
	found := map[string]int{}
	for seed := range uint64(300) {
		c := d.Cut(d.Moment(), seed)
		what := "-"
		if f := c.files[filepath.Join(c.Folder("x"), name)]; f != nil {
			what = string(bytes.TrimRight(f.data, "\x00")) + fmt.Sprintf(" %d", len(f.data))
		}
		found[what]++
		c.Close()
	}
	return found
}

// letters is a sector of a letter.
func letters(b byte) []byte { return bytes.Repeat([]byte{b}, 512) }

func opened(t *testing.T, d *Disk, name string) *handle {
	t.Helper()
	h, code := d.open(filepath.Join(d.Folder("x"), name), sqlite3.SQLITE_OPEN_CREATE|sqlite3.SQLITE_OPEN_WAL)
	if code != sqlite3.SQLITE_OK {
		t.Fatalf("open %s: code %d", name, code)
	}
	return h
}

func settled(t *testing.T, data []byte) (*Disk, *handle) {
	t.Helper()
	d := New(t, 512)
	h := opened(t, d, "f")
	d.write(h.path, h.f, data, 0)
	d.sync(h.path, h.f)
	d.syncFolder(d.Folder("x"))
	return d, h
}

func TestSyncedStays(t *testing.T) {
	d, _ := settled(t, []byte("abc"))
	if found := after(t, d, "f"); found["abc 3"] != 300 {
		t.Errorf("%v", found)
	}
}

// A new name may be gone until its file or its folder was synced; a removed one may come back
// with what was in it until the folder was.
func TestNames(t *testing.T) {
	d := New(t, 512)
	h := opened(t, d, "f")
	d.write(h.path, h.f, []byte("abc"), 0)
	if found := after(t, d, "f"); found["-"] == 0 || found["abc 3"] == 0 {
		t.Errorf("nothing synced: %v", found)
	}
	d.sync(h.path, h.f)
	if found := after(t, d, "f"); found["abc 3"] != 300 {
		t.Errorf("file synced: %v", found)
	}
	d.remove(h.path, false)
	if found := after(t, d, "f"); len(found) != 2 || found["-"] == 0 || found["abc 3"] == 0 {
		t.Errorf("removal not synced: %v", found)
	}
	d.syncFolder(d.Folder("x"))
	if found := after(t, d, "f"); found["-"] != 300 {
		t.Errorf("removal synced: %v", found)
	}
}

// Each sector is new, old, or torn, whatever its neighbours are.
func TestSectors(t *testing.T) {
	d, h := settled(t, bytes.Join([][]byte{letters('a'), letters('b')}, nil))
	d.write(h.path, h.f, bytes.Join([][]byte{letters('c'), letters('d')}, nil), 0)
	kinds := map[string]int{}
	for data, n := range after(t, d, "f") {
		kind := ""
		for s := range 2 {
			switch part := data[s*512 : (s+1)*512]; part {
			case string(letters("ab"[s])):
				kind += "old "
			case string(letters("cd"[s])):
				kind += "new "
			default:
				kind += "torn "
			}
		}
		kinds[kind] += n
	}
	for _, kind := range []string{"old old ", "old new ", "new old ", "new new ", "torn old ", "old torn ", "torn new ", "new torn "} {
		if kinds[kind] == 0 {
			t.Errorf("never %s: %v", kind, kinds)
		}
	}
}

// The size and the sectors beyond it go together: what a truncation took away does not come
// back once the file is longer again.
func TestTruncatedStaysAway(t *testing.T) {
	d, h := settled(t, letters('a'))
	if code := d.truncate(h.path, h.f, 0); code != sqlite3.SQLITE_OK {
		t.Fatalf("truncate: code %d", code)
	}
	d.write(h.path, h.f, []byte{'b'}, 600)
	for data, n := range after(t, d, "f") {
		if data != string(letters('a'))+" 512" && data[0] == 'a' {
			t.Errorf("found %d times: %.20q… of %d", n, data, len(data))
		}
	}
}

// After a failed sync nothing brings a sector to the disk but writing it again.
func TestFailedSyncForgets(t *testing.T) {
	d, h := settled(t, []byte("abc"))
	d.write(h.path, h.f, []byte("xyz"), 0)
	d.Break(BadSync, 0, 1)
	if code := d.sync(h.path, h.f); code != sqlite3.SQLITE_IOERR_FSYNC {
		t.Fatalf("code %d", code)
	}
	if code := d.sync(h.path, h.f); code != sqlite3.SQLITE_OK || d.Mend() != 1 {
		t.Fatalf("code %d of the second", code)
	}
	if found := after(t, d, "f"); string(h.f.data) != "xyz" || found["abc 3"] != 300 {
		t.Errorf("%q can be read, found %v", h.f.data, found)
	}
	d.write(h.path, h.f, []byte("!"), 3) // takes along what the cache holds of its sector
	d.sync(h.path, h.f)
	if found := after(t, d, "f"); found["xyz! 4"] != 300 {
		t.Errorf("sector written again: %v", found)
	}
}

func TestFaults(t *testing.T) {
	d, h := settled(t, []byte("abc"))
	d.Break(Full, 1, 0)
	for _, step := range []struct {
		data string
		off  int64
		code int32
		size int
	}{
		{string(letters('a')), 512, sqlite3.SQLITE_OK, 1024}, // before the fault
		{"abc", 0, sqlite3.SQLITE_OK, 1024},                  // there is room already
		{"abcdef", 1021, sqlite3.SQLITE_FULL, 1024},          // what fits
		{"abc", 2000, sqlite3.SQLITE_FULL, 1024},
	} {
		if code := d.write(h.path, h.f, []byte(step.data), step.off); code != step.code || len(h.f.data) != step.size {
			t.Errorf("%d bytes at %d: code %d, size %d; want %d, %d", len(step.data), step.off, code, len(h.f.data), step.code, step.size)
		}
	}
	if _, code := d.create(filepath.Join(d.Folder("x"), "g")); code != sqlite3.SQLITE_CANTOPEN {
		t.Errorf("a file was made on a full disk: code %d", code)
	}
	if n := d.Mend(); n != 3 {
		t.Errorf("refused %d times", n)
	}
	d.Break(BadWrite, 0, 1)
	if code := d.write(h.path, h.f, []byte("zzz"), 0); code != sqlite3.SQLITE_IOERR_WRITE || string(h.f.data[:3]) != "zbc" {
		t.Errorf("bad write: code %d, %q", code, h.f.data[:3])
	}
}

// A fault of one folder leaves the others alone.
func TestFaultOfAFolder(t *testing.T) {
	d := New(t, 512)
	d.BreakFolder("x", BadSync, 0, 0)
	if code := d.syncFolder(d.Folder("y")); code != sqlite3.SQLITE_OK {
		t.Errorf("y: code %d", code)
	}
	if code := d.syncFolder(d.Folder("x")); code != sqlite3.SQLITE_IOERR_DIR_FSYNC {
		t.Errorf("x: code %d", code)
	}
}

// The same seed gives the same disk, and another folder keeps its power.
func TestCutIsDrawnFromTheSeed(t *testing.T) {
	d := New(t, 512)
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, folder := range []string{"x", "y"} {
		h, _ := d.open(filepath.Join(d.Folder(folder), "f"), sqlite3.SQLITE_OPEN_CREATE)
		d.syncFolder(d.Folder(folder))
		for range 50 {
			d.write(h.path, h.f, letters(byte(rnd.IntN(256))), int64(rnd.IntN(20_000)))
		}
	}
	read := func(seed uint64, folder string) string {
		c := d.Cut(d.Moment(), seed, "x")
		defer c.Close()
		return string(c.files[filepath.Join(c.Folder(folder), "f")].data)
	}
	whole := string(d.files[filepath.Join(d.Folder("y"), "f")].data)
	differ := 0
	for seed := range uint64(20) {
		if one, again := read(seed, "x"), read(seed, "x"); one != again || read(seed, "y") != whole {
			t.Fatalf("seed %d", seed)
		}
		if read(seed, "x") != read(seed+1, "x") {
			differ++
		}
	}
	if differ < 15 {
		t.Errorf("only %d of 20 seeds differ from the next", differ)
	}
}
