package main_test

import (
	"net"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"yizhan/kiosk/store"
)

// stuckPrinter is a printer at a port that says that it is well, takes some of a paper and then nothing more; it tells
// when it has.
func stuckPrinter(t *testing.T) (address string, stuck <-chan struct{}) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	took := make(chan struct{})
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		t.Cleanup(func() { c.Close() })
		buf := make([]byte, 64)
		for got := 0; got < 4096; {
			n, err := c.Read(buf)
			if err != nil {
				return
			}
			if n == 3 { // a question alone
				_, _ = c.Write([]byte{0x12})
			}
			got += n
		}
		close(took)
	}()
	return l.Addr().String(), took
}

// A print that is killed in the middle leaves what is true: of the paper that was being sent nobody knows, the one
// behind it has not come out, and neither comes out by itself at another printer later.
func TestPrintIsKilled(t *testing.T) {
	w := newWorld(t)
	a := w.enrol("A", "410423212000")
	match := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, a.posting(3), a.worker(1))["match"].(string)
	a.close()
	other, got := slipPrinter(t)
	w.ask("stationctl", "-data", a.data, "print", "-to", "tcp://"+other, "slip", match)
	got()
	address, stuck := stuckPrinter(t)
	c := exec.Command(filepath.Join(w.bin, "stationctl"), "-data", a.data, "print", "-to", "tcp://"+address, "agreement", match)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	<-stuck
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()                                 // it was killed
	w.ask("stationctl", "-data", a.data, "sync") // the next start, of whatever

	s, err := store.Open(t.Context(), a.data, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	jobs, err := s.PrintJobs(t.Context(), 10)
	if err != nil || len(jobs) != 3 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	if j := jobs[1]; j.State != store.Unconfirmed {
		t.Errorf("the one that was being sent is %s", j.State)
	}
	if j := jobs[0]; j.State != store.PrintFailed || j.Why != store.AsidePrint {
		t.Errorf("the one behind it is %s (%s)", j.State, j.Why)
	}
	if j, ok, err := s.NextPrint(t.Context(), store.AllPapers); ok || err != nil {
		t.Errorf("%+v would come out by itself, %v", j, err)
	}
}
