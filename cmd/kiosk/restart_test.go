package main_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The restarts measure and prove nothing by themselves, so they run only when they are asked for:
//
//	go test -run '^TestRestart$' -v -timeout 0 ./cmd/kiosk -restarts 10 -postings 10000
var restarts = flag.Int("restarts", 0, "how often TestRestart kills the kiosk; 0 leaves it out")

// A kiosk is killed with no chance to clean up, and started again: when the window is there, when its
// board, and when the figures of all postings.
func TestRestart(t *testing.T) {
	if *restarts == 0 {
		t.Skip("-restarts says how often")
	}
	data := filepath.Join(t.TempDir(), "station")
	crowdStation(t, data)
	h := &doors{screen: newScreen(t, "restart", "1920x1080", pictures(t)), data: data}
	bin := filepath.Join(programs(t), "kiosk")
	c := h.open(bin, data)
	facts := h.facts()
	var boards []time.Duration
	for n := range *restarts {
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the kiosk to be gone", func() bool { _, err := os.Stat(fmt.Sprintf("/proc/%d/fd", c.Process.Pid)); return err != nil })
		if err := os.Remove(h.trace); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		c = h.command(bin, "-data", data, "-windowed", h.size, "-trace-ui", h.trace)
		startProcess(t, c, nil)
		p := process{t, c.Process.Pid}
		var window time.Duration
		shown := make(chan struct{})
		go func() {
			_ = h.command("xdotool", "search", "--sync", "--onlyvisible", "--pid", fmt.Sprint(p.pid)).Run()
			window = time.Since(began)
			close(shown)
		}()
		h.wait("the board", func(tr trace) bool {
			return slices.ContainsFunc(tr.Targets, func(t target) bool { return t.Kind == "card" || t.Kind == "row" })
		})
		board := time.Since(began)
		work := p.cpu()
		<-shown
		h.wait("all postings", func(tr trace) bool {
			return slices.ContainsFunc(tr.Texts, func(s string) bool { return strings.HasPrefix(s, "眼下还要") })
		})
		t.Logf("restart %d: window after %v, board after %v (%v of work), all figures after %v", n+1,
			window.Round(time.Millisecond), board.Round(time.Millisecond), work, time.Since(began).Round(time.Millisecond))
		boards = append(boards, board)
	}
	slices.Sort(boards)
	t.Logf("median: board after %v", boards[len(boards)/2].Round(time.Millisecond))
	check(t, "facts", h.facts(), facts)
	h.painted()
	h.picture("home")
}
