package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// I9: a station whose disk is full says so, has saved nothing of what it refused, still shows
// its lists, and works again once there is room, without a restart.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := os.Mkdir(w.path("a"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", w.path("a"), "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("no small disk can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(w.path("a"), syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	s := w.enrol("a", townA)
	posting := s.posting(2)
	s.sync()
	ballast, err := os.Create(filepath.Join(w.path("a"), "ballast"))
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = ballast.Write(make([]byte, 4096))
	}
	ballast.Close()
	kept := 0
	refused := 0
	for i := 0; refused < 20; i++ {
		if i > 3000 {
			t.Fatal("the disk never got full")
		}
		switch r := s.do(`{"do":"worker.check_in","name":"%s","phone":"189%08d"}`, strings.Repeat("李", 50), i); {
		case r["ok"] == true:
			kept++
		case r["code"] == "disk_full" || r["code"] == "disk_error":
			refused++
		default:
			t.Fatalf("%v", r)
		}
	}
	if r := s.do(`{"do":"sync"}`); r["ok"] != true && r["code"] != "disk_full" && r["code"] != "disk_error" {
		t.Errorf("sync: %v", r) // what little it writes may fit
	}
	if n := len(s.must(`{"do":"check_in.list"}`)["check_ins"].([]any)); n != kept {
		t.Errorf("%d check-ins are listed, %d were said", n, kept)
	}
	if n := len(s.must(`{"do":"posting.list"}`)["postings"].([]any)); n != 1 {
		t.Errorf("%d postings are listed", n)
	}
	s.must(`{"do":"match.list","posting":%q}`, posting)
	s.close()
	s.open() // also for a process that is started now
	if n := len(s.must(`{"do":"check_in.list"}`)["check_ins"].([]any)); n != kept {
		t.Errorf("%d check-ins are listed by a new process, %d were said", n, kept)
	}
	if r := s.do(`{"do":"worker.check_in","name":"%s","phone":"18999999999"}`, strings.Repeat("王", 50)); r["ok"] == true {
		kept++
	}
	if err := os.Remove(ballast.Name()); err != nil {
		t.Fatal(err)
	}
	s.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, s.worker(77_777_777))
	if r := s.must(`{"do":"verify"}`); r["facts"].(float64) < float64(kept) {
		t.Errorf("%v", r)
	}
	s.sync()
	if rows := w.dump("check_ins"); len(rows) != kept+1 {
		t.Errorf("%d check-ins at the county, want %d", len(rows), kept+1)
	}
}
