package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Where there is no room for a paper that was to become a file, that is said, and what lay there before stays whole.
func TestPapersOnAFullDisk(t *testing.T) {
	w := newWorld(t)
	s := w.enrol("A", "410423212000")
	number := s.must(`{"do":"match.take","posting":%q,"worker":%q}`, s.posting(3), s.worker(1))["slip"].(string)
	s.close()
	stick := w.path("stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", stick, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("no small disk can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(stick, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	for name, command := range map[string][]string{
		"slip.png":   {"slip", "render", number, "-o", filepath.Join(stick, "slip.png")},
		"test.png":   {"print", "-to", "file:" + filepath.Join(stick, "test.png"), "test"},
		"test.bin":   {"print", "-to", "file:" + filepath.Join(stick, "test.bin"), "test"},
		"folder.png": {"print", "-to", "folder:" + stick, "test"},
	} {
		file := filepath.Join(stick, name)
		if name == "folder.png" {
			file = filepath.Join(stick, "test.png")
		}
		was := []byte("the picture of before")
		if err := os.WriteFile(file, was, 0o600); err != nil {
			t.Fatal(err)
		}
		ballast, err := os.Create(filepath.Join(stick, "ballast"))
		if err != nil {
			t.Fatal(err)
		}
		for err == nil {
			_, err = ballast.Write(make([]byte, 4096))
		}
		ballast.Close()
		out, exit := w.run("stationctl", command...)
		r := lastLine(t, out)
		if text, _ := r["text"].(string); exit == 0 || r["code"] != "disk_full" || !strings.Contains(text, "存满") {
			t.Errorf("%s: exit %d: %s", name, exit, out)
		}
		if b, err := os.ReadFile(file); err != nil || !bytes.Equal(b, was) {
			t.Errorf("%s: what lay there is %d bytes, %v", name, len(b), err)
		}
		if err := os.Remove(ballast.Name()); err != nil {
			t.Fatal(err)
		}
		if all, err := os.ReadDir(stick); err != nil || len(all) != 1 {
			t.Errorf("%s: %v is left, %v", name, all, err)
		}
		if out, exit := w.run("stationctl", command...); exit != 0 {
			t.Errorf("%s, with room: exit %d: %s", name, exit, out)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
}
