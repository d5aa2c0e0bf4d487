package main_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The long run measures and proves nothing by itself, so it runs only when it is asked for:
//
//	go test -run '^TestLongRun$' -v -timeout 0 ./cmd/kiosk -long 1h
var (
	long      = flag.Duration("long", 0, "how long TestLongRun drives the kiosk; 0 leaves it out")
	crowdSize = flag.Int("postings", 100_000, "open postings of TestLongRun")
	crowdDir  = flag.String("crowd", "", "folder in which TestLongRun finds or leaves its station, so that the next run begins at once")
)

// A kiosk with a crowd of postings and no link, in a real window: how long until home is drawn,
// what it does while nobody touches it, and what it holds while it is driven through its lists.
func TestLongRun(t *testing.T) {
	if *long == 0 {
		t.Skip("-long says how long")
	}
	dir := *crowdDir
	if dir == "" {
		dir = t.TempDir()
	}
	crowdStation(t, filepath.Join(dir, "station"))
	bin := programs(t)
	s := newScreen(t, "long", "1920x1080", pictures(t))
	for _, start := range []string{"first start", "warm start"} {
		began := time.Now()
		c := s.start(filepath.Join(bin, "kiosk"), filepath.Join(dir, "station"))
		p := process{t, c.Process.Pid}
		s.page("home")
		t.Logf("%s: home laid out after %v (%v of work)", start, time.Since(began).Round(time.Millisecond), p.cpu())
		s.painted()
		t.Logf("%s: seen on the screen after %v (%v of work), looking included", start, time.Since(began).Round(time.Millisecond), p.cpu())
		whole(t, "all postings", func() bool {
			tr, err := s.state()
			return err == nil && slices.Contains(tr.Texts, "眼下还要")
		})
		t.Logf("%s: all postings after %v (%v of work), %d MB", start, time.Since(began).Round(time.Millisecond), p.cpu(), p.rss())
		if start == "first start" {
			if err := c.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			eventually(t, "the kiosk to end", func() bool { _, err := os.Stat(fmt.Sprintf("/proc/%d", p.pid)); return err != nil })
			_ = os.Remove(s.trace)
			continue
		}
		drive(t, s, p)
	}
}

// drive leaves home alone for a minute, and then goes round until the time is over.
func drive(t *testing.T, s *screen, p process) {
	time.Sleep(5 * time.Second)
	before, began := p.cpu(), time.Now()
	time.Sleep(time.Minute)
	t.Logf("idle on home: %.1f %% of a core", 100*(p.cpu()-before).Seconds()/time.Since(began).Seconds())
	s.picture("home")
	chips(s, p)
	minute := 0
	for began = time.Now(); time.Since(began) < *long; {
		round(s)
		if now := int(time.Since(began).Minutes()); now > minute {
			minute = now
			t.Logf("after %2d min: %d MB, %v of work", minute, p.rss(), p.cpu())
		}
	}
	s.picture("end")
}

// chips turns a chip on and off in the list and tells how much work that is, painting included. Time
// would tell how busy the machine is with others.
func chips(s *screen, p process) {
	s.tap("找活干")
	s.tap("看全部")
	s.page("results")
	s.tap("管饭")
	time.Sleep(time.Second)
	const taps = 40
	before := p.cpu()
	for range taps {
		s.tap("管饭")
		time.Sleep(300 * time.Millisecond) // it is painted after the trace is written
	}
	s.t.Logf("a chip in the list: %v of work from tap to painted", (p.cpu()-before)/taps)
	before = p.cpu()
	const pages = 20
	for range pages {
		s.tap("下一页")
		time.Sleep(300 * time.Millisecond)
	}
	s.t.Logf("a page of the list, gliding: %v of work", (p.cpu()-before)/pages)
	s.tap("结束")
	s.page("home")
}

// pace is the time from one tap to the next of somebody in a hurry. A machine's finger would be answered five times a second,
// and the toolkit keeps the pictures of all words that were shown in the last seconds.
const pace = 400 * time.Millisecond

// round goes once through what people do most: pictures, chips, lists, a posting.
func round(s *screen) {
	tap := func(label string) {
		s.tap(label)
		time.Sleep(pace)
	}
	tap("找活干")
	s.page("trades")
	tap("建筑装修")
	tap("管饭")
	tap("看这类")
	s.page("results")
	tap("管饭")
	for range 4 {
		tap("下一页")
	}
	s.drag(500, 900, 300)
	s.drag(500, 900, 200)
	s.tapInList("日结")
	s.tapInList("挑一挑")
	s.page("sift")
	tap("这几天")
	tap("本县")
	tap("看这")
	s.page("results")
	s.xdotool("mousemove", "500", "400", "click", "1")
	s.page("detail")
	tap("返回")
	s.page("results")
	tap("结束")
	s.page("home")
}

// tapInList taps what stands beside the list. On a busy machine a finger can come down on a row that has just
// moved there, and opens it, long after the trace was read: then it goes back first.
func (s *screen) tapInList(label string) {
	beside := func(tr trace) bool {
		return slices.ContainsFunc(tr.Targets, func(t target) bool { return t.Enabled && strings.Contains(t.Label, label) })
	}
	for s.wait(label+" or a posting", func(tr trace) bool { return tr.Page == "detail" || beside(tr) }).Page == "detail" {
		s.tap("返回")
		s.page("results")
	}
	s.tap(label)
	time.Sleep(pace)
}

// whole waits as long as a very busy machine needs to read a crowd.
func whole(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * patience); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// drag moves a finger up from y to y-way.
func (s *screen) drag(x, y, way int) {
	s.xdotool("mousemove", fmt.Sprint(x), fmt.Sprint(y), "mousedown", "1")
	for done := 0; done < way; done += 20 {
		s.xdotool("mousemove_relative", "--", "0", "-20")
	}
	s.xdotool("mouseup", "1")
}

// process is a running program, seen from outside.
type process struct {
	t   *testing.T
	pid int
}

// rss is the memory it holds, in megabytes.
func (p process) rss() int {
	p.t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	if err != nil {
		p.t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				p.t.Fatal(err)
			}
			return kb / 1000
		}
	}
	p.t.Fatal("no VmRSS")
	return 0
}

// cpu is what it has worked; a tick is a hundredth of a second.
func (p process) cpu() time.Duration {
	p.t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.pid))
	if err != nil {
		p.t.Fatal(err)
	}
	fields := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	ticks := 0
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			p.t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}
