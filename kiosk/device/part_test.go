package device

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// On a disk that knows no second name for a file papers are numbered all the same, and none is written over.
func TestPartWithoutLinks(t *testing.T) {
	was := link
	t.Cleanup(func() { link = was })
	link = func(string, string) error { return &os.LinkError{Op: "link", Err: syscall.EPERM} } // FAT
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "1"), []byte("somebody's"), 0o600); err != nil {
		t.Fatal(err)
	}
	part, err := NewPart(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.WriteString("paper"); err != nil {
		t.Fatal(err)
	}
	names := []string{"1", "2"}
	err = part.KeepNew(func() string {
		name := names[0]
		names = names[1:]
		return name
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := part.Drop(); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{"1": "somebody's", "2": "paper"} {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(b) != want {
			t.Errorf("%s is %q, %v", name, b, err)
		}
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) != 2 {
		t.Errorf("%v, %v", all, err)
	}
}
