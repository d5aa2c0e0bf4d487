package main_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"yizhan/kiosk/store"
)

// What fails at a station, in a real window whose county does not answer either: a printer without
// paper, no card reader, a disk that is full and has room again, and at last a database that may only be
// read. Each door says so in plain words and leads on, and nothing that was said to be stored is lost.
func TestFaults(t *testing.T) {
	t.Parallel()
	bin, out := build(t, "yizhan/cmd/kiosk"), pictures(t)
	disk := t.TempDir()
	small := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=24m") == nil // which only root can do
	if small {
		t.Cleanup(func() {
			if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
				t.Error(err)
			}
		})
	}
	data := filepath.Join(disk, "station")
	furnish(t, data)
	h := &doors{screen: newScreen(t, "faults", "1366x768", out), data: data}
	run := h.open(filepath.Join(bin, "kiosk"), data)
	for _, fault := range []struct {
		name string
		walk func()
	}{{"printer", h.printerOut}, {"reader", h.readerOut}, {"full disk", h.fullDisk}, {"read-only", h.readOnly}} {
		passed := t.Run(fault.name, func(t *testing.T) {
			if h.t = t; fault.name == "full disk" && !small {
				t.Skip("no small disk can be mounted")
			}
			h.page("home")
			fault.walk()
			h.page("home")
		})
		if h.t = t; !passed {
			t.FailNow()
		}
	}
	if small {
		t.Run("read-only from the start", func(t *testing.T) {
			h.t = t
			h.cannotBegin(run, filepath.Join(bin, "kiosk"), disk)
		})
	}
}

// cannotBegin ends the kiosk, and starts it on a disk that came up read-only.
func (h *doors) cannotBegin(run *exec.Cmd, bin, disk string) {
	if err := run.Process.Signal(os.Interrupt); err != nil {
		h.t.Fatal(err)
	}
	again := func() error { return syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "") }
	eventually(h.t, "the disk to be let go", func() bool { return again() == nil })
	startProcess(h.t, h.command(bin, "-data", h.data, "-windowed", h.size, "-trace-ui", h.trace), nil)
	h.page("sorry")
	h.text("这台机器眼下打不开")
	h.painted()
	h.picture("sorry")
}

// printerOut takes a job while no paper comes: the place stands, with what to write down. With paper
// the slip comes as a copy.
func (h *doors) printerOut() {
	slips := filepath.Join(h.data, "slips") // a folder that cannot be written is a printer without paper
	eventually(h.t, "the slips of before", func() bool { return len(papers(h.t, h.data)) > 0 })
	if err := errors.Join(os.RemoveAll(slips), os.WriteFile(slips, nil, 0o600)); err != nil {
		h.t.Fatal(err)
	}
	h.job(jobOfMorning)
	h.phone("18900000302", "notice")
	h.tap("同意")
	h.tap("赵")
	h.page("birth")
	h.phone("1968", "no_paper")
	h.text("小票没打出来，活已经接好了")
	h.text("票号")
	h.picture("no-slip")
	h.lead("抄好了", "done")
	h.text("接好了，已存好")
	if err := os.Remove(slips); err != nil {
		h.t.Fatal(err)
	}
	h.tap("再打一张")
	h.text("小票好了，请拿好")
	h.picture("slip-again")
	h.tap("知道了")
}

// readerOut asks for a card where no reader is: the keys are one tap away.
func (h *doors) readerOut() {
	h.lead("签到", "who")
	h.tap("放身份证")
	h.text("这里没有接读卡器")
	h.picture("no-reader")
	h.tap("按手机号")
	h.digits("189")
	h.text("189")
	h.tap("结束")
}

// fullDisk fills the disk while somebody checks in, and gives the room back.
func (h *doors) fullDisk() {
	h.lead("签到", "who")
	h.phone("18900000302", "people")
	empty := fill(h.t, h.data)
	h.lead("赵师傅", "skills") // nothing is stored yet
	h.lead("不选", "reach")
	h.lead("全县", "free")
	h.lead("这几天都行", "help")
	h.lead("不用，我自己找", "unsaved")
	h.text("机器存满了，眼下记不上")
	h.text("存不进去")
	h.picture("full")
	h.tap("知道了")
	h.page("help")
	empty()
	h.lead("不用，我自己找", "number") // the same form, once there is room
	h.text("今天签过到了")
	h.tap("结束")
	h.text("离线") // the chip is about the link again
}

// fill takes what room is left, and gives it back.
func fill(t *testing.T, dir string) (empty func()) {
	t.Helper()
	f, err := os.CreateTemp(dir, "ballast")
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(f.Name()); err != nil {
			t.Error(err)
		}
	}
}

// readOnly goes through all doors while the database may only be read. The first tells it at its end,
// every other at once; looking and scanning go on.
func (h *doors) readOnly() {
	code := readQR(h.t, h.newestPaper())
	h.job(jobBeside)
	h.phone("18900000302", "people")
	h.lead("赵师傅", "clash")
	before := h.facts()
	spoil(h.t, h.data)
	h.lead("都接，干得过来", "unsaved")
	h.text("机器坏了一处，眼下记不上")
	h.text("以前存好的，一条没丢。请叫工作人员来看。")
	h.picture("read-only")
	h.lead("知道了", "detail")
	h.lead("接这个活", "unsaved")
	h.lead("看看有啥活", "trades")
	h.picture("read-only-trades")
	h.tap("结束")
	h.page("home")
	h.picture("read-only-home")
	for _, door := range []string{"签到", "我要招人", "投诉维权"} {
		h.lead(door, "unsaved")
		h.lead("知道了", "home")
	}
	h.lead("政策培训", "policy")
	h.lead("我想学", "unsaved")
	h.lead("知道了", "policy")
	h.tap("结束")
	h.page("home")
	h.lead("扫码", "scan")
	h.scan(code)
	h.page("mine")
	h.text("赵师傅")
	h.picture("read-only-mine")
	h.tap("结束")
	h.page("home")
	h.lead("工作人员", "pin")
	h.digits(doorsPIN)
	h.text("机器存不进去")
	h.picture("read-only-pin")
	h.tap("返回")
	check(h.t, "facts", h.facts(), before)
}

// facts is how many facts the station has.
func (h *doors) facts() (n uint64) {
	h.t.Helper()
	h.onStore(func(ctx context.Context, s *store.Store) error {
		c, err := s.Counts(ctx)
		n = c.Facts
		return err
	})
	return n
}

// spoil marks the database as one that may only be read, as SQLite does with a file of a later
// version (https://www.sqlite.org/fileformat2.html, 1.3.3): the station meets what a disk gives that
// has gone read-only.
func spoil(t *testing.T, dir string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "station.db")+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var page []byte
	if err := db.QueryRow(`SELECT data FROM sqlite_dbpage WHERE pgno = 1`).Scan(&page); err != nil {
		t.Fatal(err)
	}
	page[18] = 3 // the write version
	if _, err := db.Exec(`UPDATE sqlite_dbpage SET data = ? WHERE pgno = 1`, page); err != nil {
		t.Fatal(err)
	}
}
