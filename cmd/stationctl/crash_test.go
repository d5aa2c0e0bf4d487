package main_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// I1 and I3: the process is killed in the middle of its work, at any moment, again and again.
// Every reply that was seen is true afterwards, one command or many a transaction.
func TestKilledWhileWriting(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.enrol("a", townA)
	s.close()
	said := map[string]bool{}
	n := 0
	for round := range 6 {
		bulk := []string{"1", "20"}[round%2]
		c := exec.Command(filepath.Join(w.bin, "stationctl"), "-data", s.data, "exec", "-bulk", bulk)
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		first := n
		go func() {
			for i := first; ; i++ { // ends when the pipe breaks
				if _, err := fmt.Fprintf(in, `{"do":"worker.check_in","name":"李师傅","phone":"189%08d"}`+"\n", i); err != nil {
					return
				}
			}
		}()
		replies := bufio.NewScanner(out)
		seen := 0
		for replies.Scan() {
			var r struct {
				OK      bool   `json:"ok"`
				CheckIn string `json:"check_in"`
			}
			if err := json.Unmarshal(replies.Bytes(), &r); err != nil {
				break // cut in the middle of a line: nothing was said
			}
			if !r.OK {
				t.Fatalf("%s", replies.Text())
			}
			said[r.CheckIn] = true
			if seen++; seen == 30+13*round {
				if err := c.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = c.Wait() // it was killed
		n += 10_000
	}
	s.open()
	kept := map[string]bool{}
	for _, row := range s.must(`{"do":"check_in.list"}`)["check_ins"].([]any) {
		kept[row.(map[string]any)["check_in"].(string)] = true
	}
	for id := range said {
		if !kept[id] {
			t.Errorf("check-in %s was said and is lost", id)
		}
	}
	if len(said) < 200 {
		t.Errorf("only %d replies were seen", len(said))
	}
	s.must(`{"do":"verify"}`)
	s.sync()
	if rows := w.dump("check_ins"); len(rows) != len(kept) {
		t.Errorf("%d check-ins at the county, %d at the station", len(rows), len(kept))
	}
}

// SIGTERM ends an exec that waits for input; it has done what it said.
func TestExecEndsOnSIGTERM(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.enrol("a", townA)
	s.posting(2)
	if err := s.proc.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.proc.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("exec after SIGTERM: %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("exec waits on after SIGTERM")
	}
	s.open()
	if r := s.must(`{"do":"posting.list"}`); len(r["postings"].([]any)) != 1 {
		t.Errorf("%v", r)
	}
}

// The county is killed too, and comes back with all that it acknowledged.
func TestCountyKilled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.enrol("a", townA)
	for i := range 3 {
		posting := s.posting(2)
		s.sync()
		if err := w.serv.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = w.serv.Wait() // it was killed
		s.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, s.worker(i))
		w.start()
		if rows := w.dump("postings"); len(rows) != i+1 {
			t.Errorf("%d postings after kill %d", len(rows), i)
		}
		s.sync()
		if rows := w.dump("matches"); len(rows) != i+1 {
			t.Errorf("%d matches after kill %d", len(rows), i)
		}
		if r := s.must(`{"do":"sync"}`); r["pushed"] != 0.0 || r["pulled"] != 0.0 {
			t.Errorf("nothing new: %v", r)
		}
	}
}
