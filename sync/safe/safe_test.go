package safe_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"yizhan/sync/safe"
)

// file writes a file into a new folder and gives its path.
func file(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var (
	database = bytes.Repeat([]byte("李师傅 18900000101 "), 9000) // several pieces of the cipher
	keyLines = []byte("00112233\n")
)

// made is a backup of two files and where its key lies.
func made(t *testing.T) (backup, key string) {
	t.Helper()
	backup = filepath.Join(t.TempDir(), "backup")
	key = safe.Beside(backup)
	if err := safe.Put(backup, key, file(t, "station.db", database), file(t, "station.key", keyLines)); err != nil {
		t.Fatal(err)
	}
	return backup, key
}

func TestPutAndTake(t *testing.T) {
	backup, key := made(t)
	for _, path := range []string{backup, key} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", filepath.Base(path), info.Mode(), err)
		}
	}
	if b := content(t, backup); bytes.Contains(b, []byte("李师傅")) || bytes.Contains(b, keyLines) {
		t.Error("the backup can be read without its key")
	}
	to := filepath.Join(t.TempDir(), "new", "folder")
	if err := safe.Take(backup, key, to, "station.db", "station.key"); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(content(t, filepath.Join(to, "station.db")), database) || !bytes.Equal(content(t, filepath.Join(to, "station.key")), keyLines) {
		t.Error("what came out is not what went in")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(backup), "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	// Nothing that is not asked for comes out, and what is asked for must be there.
	to = t.TempDir()
	if err := safe.Take(backup, key, to, "station.db"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(to, "station.key")); err == nil {
		t.Error("a file came out that nobody asked for")
	}
	if err := safe.Take(backup, key, t.TempDir(), "county.db"); !errors.Is(err, safe.ErrDamaged) {
		t.Errorf("another program's backup: %v", err)
	}
}

// A backup can be opened with age and tar, where this program is not at hand.
func TestOpensWithStandardTools(t *testing.T) {
	backup, key := made(t)
	ids, err := age.ParseIdentities(bytes.NewReader(content(t, key)))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(bytes.NewReader(content(t, backup)), ids...)
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(plain)
	h, err := r.Next()
	if err != nil || h.Name != "station.db" {
		t.Fatalf("%+v, %v", h, err)
	}
	if b, err := io.ReadAll(r); err != nil || !bytes.Equal(b, database) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

// A second backup under the same name is opened by the same key: whoever carried the key away
// need not come back for another.
func TestKeyIsUsedAgain(t *testing.T) {
	backup, key := made(t)
	before := content(t, key)
	elsewhere := file(t, "in the drawer", before)
	if err := safe.Put(backup, key, file(t, "station.db", database)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(content(t, key), before) {
		t.Error("the key was changed")
	}
	if err := safe.Take(backup, elsewhere, t.TempDir(), "station.db"); err != nil {
		t.Error(err)
	}
}

// A machine that has the public key alone makes backups that it cannot open.
func TestPublicKeyCloses(t *testing.T) {
	_, key := made(t)
	var public []byte
	for line := range strings.Lines(string(content(t, key))) {
		if s, ok := strings.CutPrefix(line, "# age1"); ok {
			public = []byte("age1" + s)
		}
	}
	closing := file(t, "public", public)
	backup := filepath.Join(t.TempDir(), "backup")
	if err := safe.Put(backup, closing, file(t, "station.db", database)); err != nil {
		t.Fatal(err)
	}
	if err := safe.Take(backup, closing, t.TempDir(), "station.db"); !errors.Is(err, safe.ErrKey) {
		t.Errorf("opened with the public key: %v", err)
	}
	if err := safe.Take(backup, key, t.TempDir(), "station.db"); err != nil {
		t.Errorf("with the key: %v", err)
	}
	if _, err := os.Stat(safe.Beside(backup)); err == nil {
		t.Error("a key was made that nobody asked for")
	}
}

func TestTakeRefuses(t *testing.T) {
	backup, key := made(t)
	_, other := made(t)
	whole := content(t, backup)
	to := t.TempDir()
	for name, key := range map[string]string{"no key": filepath.Join(to, "none"), "another key": other, "no key at all": file(t, "k", []byte("hello"))} {
		if err := safe.Take(backup, key, to, "station.db"); !errors.Is(err, safe.ErrKey) {
			t.Errorf("%s: %v", name, err)
		}
		if err := safe.Put(filepath.Join(to, "b"), file(t, "k", []byte("hello")), backup); !errors.Is(err, safe.ErrKey) {
			t.Errorf("closed with no key: %v", err)
		}
	}
	flipped := func(at int) []byte {
		b := bytes.Clone(whole)
		b[at] ^= 1
		return b
	}
	for name, b := range map[string][]byte{
		"empty": {}, "text": []byte("hello"), "its beginning": whole[:100], "half": whole[:len(whole)/2], "all but a byte": whole[:len(whole)-1],
		"header": flipped(150), "middle": flipped(len(whole) / 2), "last byte": flipped(len(whole) - 1), "longer": append(bytes.Clone(whole), 0),
	} {
		if err := safe.Take(file(t, "b", b), key, to, "station.db"); !errors.Is(err, safe.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := safe.Take(filepath.Join(to, "none"), key, to, "station.db"); !errors.Is(err, safe.ErrDamaged) {
		t.Errorf("no file: %v", err)
	}
	into := filepath.Join(to, "none", "b")
	if err := safe.Put(into, filepath.Join(to, "new"), backup); err == nil {
		t.Error("a backup into nowhere")
	}
	if _, err := os.Stat(filepath.Join(to, "new")); err == nil {
		t.Error("a key stays of a backup that was not made")
	}
}

// Backups from before they were closed are the database itself.
func TestOldBackup(t *testing.T) {
	db := append([]byte("SQLite format 3\x00"), database...)
	to := t.TempDir()
	if err := safe.Take(file(t, "old", db), "no key", to, "county.db"); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(content(t, filepath.Join(to, "county.db")), db) {
		t.Error("it came out otherwise")
	}
}

// One backup is made ready at a time, and nothing stays of it, nor of one that was killed.
func TestWork(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, ".backup", "left"), 0o700); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		folder, done, err := safe.Work(dir)
		if err != nil {
			t.Fatal(err)
		}
		if l, err := os.ReadDir(folder); err != nil || len(l) > 0 {
			t.Errorf("not empty: %v, %v", l, err)
		}
		if err := os.WriteFile(filepath.Join(folder, "x"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := done(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(folder); err == nil {
			t.Error("it stays")
		}
	}
}
