package kiosk

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// The log of crashes says where the program broke, and nothing of whom it was serving.
func TestCrashLogKnowsNobody(t *testing.T) {
	dir := t.TempDir()
	// What the runtime writes of an error whose text holds a person, with a line end in it.
	fatal := "panic: worker 李师傅\n\t18900000101 main.run(13800138000)\n\ngoroutine 1 [running]:\n" +
		"yizhan/kiosk/flow.(*Done).Cancel(0xc000012, {0x1, 0x2})\n\t/src/kiosk/flow/done.go:112 +0x1d\n" +
		"created by yizhan/kiosk/flow.(*App).Slow in goroutine 7\n"
	if err := os.MkdirAll(filepath.Join(dir, "crash"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "crash", "fatal.txt"), []byte(fatal), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := openCrashes(dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	c.note("李师傅 18900000101", debug.Stack())
	var list []int
	func() {
		defer func() { c.note(recover(), debug.Stack()) }()
		list[len(dir)] = 1
	}()
	b, err := os.ReadFile(filepath.Join(dir, "crash", "log.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"李师傅", "18900000101", "13800138000", "0xc000012"} {
		if strings.Contains(string(b), secret) {
			t.Errorf("the log holds %s:\n%s", secret, b)
		}
	}
	for _, want := range []string{
		"goroutine 1 ", "yizhan/kiosk/flow.(*Done).Cancel", "flow/done.go:112", "created by yizhan/kiosk/flow.(*App).Slow",
		"panic with a string", "index out of range", "crashes_test.go:", "TestCrashLogKnowsNobody",
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the log does not say %s:\n%s", want, b)
		}
	}
	if left, err := os.ReadFile(filepath.Join(dir, "crash", "fatal.txt")); err != nil || len(left) > 0 {
		t.Errorf("what the last run said is still there: %q (%v)", left, err)
	}
}

func TestCrashLogStaysSmall(t *testing.T) {
	dir := t.TempDir()
	c, err := openCrashes(dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	stack := strings.Repeat("yizhan/kiosk/flow.(*Done).Cancel\n", 150)
	for range 200 {
		c.note("", []byte(stack))
	}
	sum := int64(0)
	for _, name := range []string{"log.txt", "log.old.txt"} {
		info, err := os.Stat(filepath.Join(dir, "crash", name))
		if err != nil {
			t.Fatal(err)
		}
		sum += info.Size()
	}
	if most := int64(2*mostCrashLog + 2*len(stack)); sum > most {
		t.Errorf("the logs take %d bytes, at most %d", sum, most)
	}
}
