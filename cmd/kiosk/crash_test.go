package main_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yizhan/kiosk"
)

// asKiosk in the environment makes this program a kiosk with a clock that breaks.
const asKiosk = "YIZHAN_TEST_AS_KIOSK"

func TestMain(m *testing.M) {
	if os.Getenv(asKiosk) == "" {
		os.Exit(m.Run())
	}
	if err := brokenKiosk(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// brokenKiosk is the kiosk with a clock that panics once under a finger, as a broken page would, when
// the file "trip" is in the station's folder.
func brokenKiosk(args []string) error {
	f := flag.NewFlagSet("kiosk", flag.ContinueOnError)
	data, windowed, trace := f.String("data", "", ""), f.String("windowed", "", ""), f.String("trace-ui", "", "")
	if err := f.Parse(args); err != nil {
		return err
	}
	var x, y float32
	if _, err := fmt.Sscanf(*windowed, "%fx%f", &x, &y); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	trip := filepath.Join(*data, "trip")
	k, err := kiosk.New(ctx, kiosk.Config{Dir: *data, Log: slog.New(slog.NewTextHandler(os.Stderr, nil)), Now: func() time.Time {
		if guarded() && os.Remove(trip) == nil {
			panic("18900000302 is on the screen")
		}
		return time.Now()
	}})
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- k.Serve(ctx) }()
	err = k.Show(ctx, kiosk.Window{Size: fyne.NewSize(x, y), Trace: *trace})
	stop()
	return errors.Join(err, <-done, k.Close())
}

// guarded says whether the screen's goroutine asks, with what a finger or the clock set off.
func guarded() bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, "flow.(*App).Guard") {
			return true
		}
		if !more {
			return false
		}
	}
}

// A page that breaks under a finger leads home, in a real window: the word is in the header, what was
// stored is there, the log knows no number, and the next comer checks in as ever.
func TestBrokenPage(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asKiosk, "1")
	data := filepath.Join(t.TempDir(), "station")
	furnish(t, data)
	h := &doors{screen: newScreen(t, "broken", "1366x768", pictures(t)), data: data}
	h.open(self, data)
	before := h.facts()
	h.lead("签到", "who")
	h.digits("1890000030")
	if err := os.WriteFile(filepath.Join(data, "trip"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	h.page("home") // at the next second at the latest
	h.text("刚才机器出了点小毛病")
	h.picture("home")
	check(t, "facts", h.facts(), before)
	log, err := os.ReadFile(filepath.Join(data, "crash", "log.txt"))
	if err != nil || !strings.Contains(string(log), "panic") || strings.Contains(string(log), "1890000") {
		t.Errorf("the log of crashes: %v\n%s", err, log)
	}
	h.checkIn()
}
