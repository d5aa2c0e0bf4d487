// Command kiosk is the touch screen of a market.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"fyne.io/fyne/v2"

	"yizhan/assets"
	"yizhan/kiosk"
	"yizhan/kiosk/device/plugged"
	"yizhan/sync/market"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "kiosk:", err)
		if code := market.Code(err); code != "" {
			fmt.Fprintln(os.Stderr, assets.Chinese.Refusal(err))
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("kiosk", flag.ContinueOnError)
	data := f.String("data", "", "the station's folder")
	windowed := f.String("windowed", "", "size of a window, such as 1366x768; full screen without")
	county := f.String("county", "", "URL of the county server, to enrol with -code first")
	code := f.String("code", "", "one-time code from the county desk")
	dark := f.Bool("dark", false, "dark theme, for rooms in full sun")
	pitch := f.Float64("mm-per-pixel", 0, "the panel's pitch in millimetres; 0 is a 21.5 inch panel of 1920x1080")
	var said plugged.Settings
	f.StringVar(&said.Printer, "printer", "", "printer of slips, such as tcp://192.168.1.50:9100?profile=80; pictures in the station's folder without")
	f.StringVar(&said.Office, "office", "", "printer of A4 papers, such as ipp://192.168.1.60/ipp/print; the printer of slips without")
	f.StringVar(&said.Reader, "reader", "", "reader of identity cards, such as serial:/dev/ttyUSB0")
	f.StringVar(&said.Scanner, "scanner", "", "scanner at a serial line, such as serial:/dev/ttyACM0; one that types needs nothing")
	offset := f.Duration("clock-offset", 0, "added to the wall clock")
	trace := f.String("trace-ui", "", "file for what can be pressed on the current page, for tests")
	storybook := f.String("storybook", "", "folder for a picture of every page in every state, drawn without a display or a station")
	only := f.String("scene", "", "with -storybook: only scenes whose name begins so")
	if err := f.Parse(args); err != nil {
		return err
	}
	plainScreen()
	debug.SetGCPercent(garbage)
	if *storybook != "" {
		return kiosk.Storybook(ctx, *storybook, *only)
	}
	if *data == "" {
		return errors.New("-data DIR names the station's folder")
	}
	w := kiosk.Window{Dark: *dark, MMPerPixel: *pitch, Trace: *trace}
	if *windowed != "" {
		var x, y int
		if n, err := fmt.Sscanf(*windowed, "%dx%d", &x, &y); n != 2 || err != nil || x < 800 || y < 600 {
			return fmt.Errorf("-windowed %s: want a size from 800x600 up, such as 1366x768", *windowed)
		}
		w.Size = fyne.NewSize(float32(x), float32(y))
	}
	settings, err := plugged.Load(*data)
	if err != nil {
		return sorry(ctx, w, err)
	}
	devices, err := settings.Over(said).Open()
	if err != nil {
		return sorry(ctx, w, err)
	}
	k, err := kiosk.New(ctx, kiosk.Config{
		Printer: devices.Printer, Office: devices.Office, Reader: devices.Reader, Scanner: devices.Scanner,
		Dir: *data, Now: func() time.Time { return time.Now().Add(*offset) },
		Log: slog.New(slog.NewTextHandler(os.Stderr, nil)), URL: *county, Code: *code,
	})
	if err != nil {
		return sorry(ctx, w, err)
	}
	serve, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- k.Serve(serve) }()
	err = k.Show(ctx, w)
	stop()
	return errors.Join(err, <-done, k.Close())
}

// sorry says on the screen, where there is one, why the kiosk cannot begin, and gives that reason.
func sorry(ctx context.Context, w kiosk.Window, err error) error {
	if os.Getenv("DISPLAY") != "" {
		kiosk.Sorry(ctx, w, err)
	}
	return err
}

// garbage is how much may be garbage beside 100 of what is in use. A market's PC has little memory, and
// a screen leaves much behind: every page is built anew.
const garbage = 30

// plainScreen sets what the toolkit reads from the environment: one DIP is one pixel on every panel, since
// sizes follow its pitch, and Chinese is the language where none is set.
func plainScreen() {
	for name, v := range map[string]string{"FYNE_SCALE": "1", "FYNE_DISABLE_DPI_DETECTION": "1", "LANG": "zh_CN.UTF-8"} {
		if os.Getenv(name) == "" {
			_ = os.Setenv(name, v) // only fails for names that are not names
		}
	}
}
