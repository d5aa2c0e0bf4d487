package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"net"
	"syscall"
	"time"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/device"
	"yizhan/kiosk/device/discover"
	"yizhan/kiosk/device/plugged"
	"yizhan/kiosk/device/samv"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// papers are what print prints, by name, and how each is queued; about is the word behind the name.
var papers = map[string]struct {
	about bool
	queue func(ctx context.Context, d *desk.Desk, about string) ([]int64, error)
}{
	"names": {true, func(ctx context.Context, d *desk.Desk, about string) ([]int64, error) {
		return one(d.PrintNames(ctx, desk.Self, market.PostingID(about)))
	}},
	"agreement": {true, func(ctx context.Context, d *desk.Desk, about string) ([]int64, error) {
		return d.PrintAgreement(ctx, desk.Self, market.MatchID(about))
	}},
	"number": {true, func(ctx context.Context, d *desk.Desk, about string) ([]int64, error) {
		return one(d.PrintNumber(ctx, desk.Self, market.CheckInID(about)))
	}},
	"day":     {false, sheet(store.DaySheet)},
	"poster":  {false, sheet(store.Poster)},
	"leaflet": {false, sheet(store.Leaflet)},
}

func one(job int64, err error) ([]int64, error) { return []int64{job}, err }

func sheet(paper store.Paper) func(context.Context, *desk.Desk, string) ([]int64, error) {
	return func(ctx context.Context, d *desk.Desk, _ string) ([]int64, error) {
		return one(d.PrintSheet(ctx, desk.Self, paper))
	}
}

// printPaper prints at a printer, past the queue: print -to tcp://HOST:9100 slip MATCH, or names POSTING,
// agreement MATCH, number CHECK-IN, day, poster, leaflet; test prints a page by which one sees how the
// printer is set, and needs no station. state is "printed", or "unconfirmed" when the printer does not
// say whether it came out; of an agreement's two papers it is the worse one's, and papers has both. print -discover
// prints nothing and says what may be a printer, where it looked, and where it could not. It refuses a paper that there is not, or that is not named as it must
// be, with unknown_paper.
func printPaper(ctx context.Context, c *line.Call) error {
	to := c.Flags.String("to", "", "tcp://HOST:9100, ipp://HOST/ipp/print, serial:PORT, folder:PATH or file:PATH")
	look := c.Flags.Bool("discover", false, "look for printers and serial lines at this PC and in its private networks")
	here := c.Flags.Bool("here", false, "with -discover: leave the networks alone")
	words, err := c.Words()
	if err != nil {
		return err
	}
	if *look {
		var f discover.Finder
		if *here {
			f.Interfaces = func() ([]net.Interface, error) { return nil, nil }
		}
		r := f.Find(ctx)
		return c.Say(map[string]any{"ok": true, "found": r.Found, "looked": r.Looked, "failed": r.Failed})
	}
	paper, about := "", ""
	switch len(words) {
	case 1:
		paper = words[0]
	case 2:
		paper, about = words[0], words[1]
	}
	kind, known := papers[paper]
	test, match := paper == "test" && about == "", paper == "slip" && about != ""
	if !test && !match && (!known || kind.about != (about != "")) {
		return market.Refuse("unknown_paper")
	}
	if c.Data == "" && !test {
		return &market.Error{Code: "required", Field: "data"}
	}
	var settings plugged.Settings
	if c.Data != "" {
		if settings, err = plugged.Load(c.Data); err != nil {
			return err
		}
	}
	if *to == "" {
		return &market.Error{Code: "required", Field: "to"}
	}
	printer, err := settings.PrinterAt(*to)
	if err != nil {
		return err
	}
	switch {
	case test:
		return printTest(ctx, c, printer, *to)
	case match:
		return alone(ctx, c, func(d *desk.Desk) error {
			d.Store().PrintAside()
			job, err := d.PrintMatch(ctx, desk.Self, printer, market.MatchID(about))
			if err != nil {
				return err
			}
			return c.Say(map[string]any{"ok": true, "job": job.ID, "state": job.State, "copy": job.Copy, "slip": job.Code})
		})
	}
	return alone(ctx, c, func(d *desk.Desk) error {
		d.Store().PrintAside()
		jobs, err := kind.queue(ctx, d, about)
		if err != nil {
			return err
		}
		done, err := d.PrintTogether(ctx, printer, jobs)
		if err != nil {
			return &unprinted{err, done}
		}
		r := became(done)
		r["ok"] = true
		return c.Say(r)
	})
}

// became says what became of papers that were printed together: the worst of them, and each.
func became(done []store.PrintJob) map[string]any {
	if len(done) == 0 {
		return map[string]any{}
	}
	papers := make([]map[string]any, len(done))
	for i, job := range done {
		papers[i] = map[string]any{"job": job.ID, "state": job.State}
	}
	worst := desk.Worst(done)
	return map[string]any{"job": worst.ID, "state": worst.State, "copy": worst.Copy, "papers": papers}
}

// unprinted is the reason why papers did not come out, and what became of each. It is line.Detailed.
type unprinted struct {
	error
	done []store.PrintJob
}

// Unwrap gives the reason.
func (u *unprinted) Unwrap() error { return u.error }

// Details implements line.Detailed.
func (u *unprinted) Details() map[string]any { return became(u.done) }

// printTest prints the page by which an installer sees how a printer is set.
func printTest(ctx context.Context, c *line.Call, printer device.Printer, to string) error {
	sheet := slip.TestSheet(to, assets.Chinese)
	err := printer.Print(ctx, device.Page{
		Name: "test", Draw: func(dots int) (image.Image, error) { return slip.RenderSheet(sheet, dots) },
		Lines: func(columns int) ([]device.Line, error) { return slip.SheetLines(sheet, columns), nil },
		Sheet: func() ([]byte, error) { return slip.SheetPDF(sheet) },
	})
	state := store.Printed
	switch {
	case market.Code(err) != "":
		return err
	case err != nil:
		state = store.Unconfirmed
	}
	return c.Say(map[string]any{"ok": true, "state": state})
}

// cardTime is how long idcard waits for a card.
const cardTime = 30 * time.Second

// idCard reads one card: idcard -port /dev/ttyUSB0. What it prints is personal data.
func idCard(ctx context.Context, c *line.Call) error {
	port := c.Flags.String("port", "", "serial port of the reader")
	once := c.Flags.Bool("once", false, "for readers that read a card only once each time it is laid down")
	wait := c.Flags.Duration("wait", cardTime, "how long to wait for a card")
	if _, err := c.Words(); err != nil {
		return err
	}
	if *port == "" {
		return &market.Error{Code: "required", Field: "port"}
	}
	ctx, cancel := context.WithTimeout(ctx, *wait)
	defer cancel()
	r := &samv.Reader{Open: samv.Serial(*port), Once: *once}
	defer r.Close()
	card, err := r.Read(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return market.Refuse("no_card")
	}
	if err != nil {
		return unread(*port, err)
	}
	return c.Say(map[string]any{"ok": true, "name": card.Name, "number": card.Number, "address": card.Address})
}

// unread is why no card was read. Who installs a reader is told what its port wants: that it is there (no_port), that
// it may be opened (port_locked), that no other program has it (port_busy).
func unread(port string, why error) error {
	code := ""
	switch {
	case errors.Is(why, fs.ErrNotExist):
		code = "no_port"
	case errors.Is(why, fs.ErrPermission):
		code = "port_locked"
	case errors.Is(why, syscall.EBUSY):
		code = "port_busy"
	default:
		return why
	}
	return fmt.Errorf("%w: %w", &market.Error{Code: code, Field: port}, why)
}
