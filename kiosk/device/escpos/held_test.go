package escpos

import (
	"bytes"
	"context"
	"errors"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

var blank = device.Page{Name: "1", Draw: func(dots int) (image.Image, error) { return image.NewGray(image.Rect(0, 0, dots, 600)), nil }}

// A pipe that nobody reads from cannot be opened for writing: the driver is stuck in the system. A paper does not wait
// for a question that hangs there when the program ends, and says why it has not begun.
func TestQuestionThatHangsHoldsNoPaperUp(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "printer")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Fatal(err)
	}
	begun, left := make(chan struct{}, 8), make(chan error, 2)
	p := &Printer{Profile: Paper58, Dial: func(context.Context) (Conn, error) {
		begun <- struct{}{}
		f, err := os.OpenFile(pipe, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return deadlines{f}, nil
	}}
	go func() { left <- p.Probe(t.Context()) }()
	<-begun
	ctx, cancel := context.WithCancel(t.Context())
	printed := make(chan error, 1)
	go func() { printed <- p.Print(ctx, blank) }()
	cancel()
	select {
	case err := <-printed:
		if market.Code(err) != "print_stopped" || !errors.Is(err, errBusy) {
			t.Errorf("%v", err)
		}
	case <-time.After(30 * time.Second):
		t.Error("the end waits for a question that hangs")
	}
	reader, err := os.OpenFile(pipe, os.O_RDONLY, 0) // lets it go
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
	<-left
}

// hung is a slow printer whose driver is stuck in the system at one of its steps, until it is let go.
type hung struct {
	slow
	at      string // "open", "ask", "paper", "close", or "" for nowhere
	let     chan struct{}
	printed bool // something that prints was sent
	given   int  // bytes
}

func (h *hung) stick(at string) {
	if h.at == at {
		<-h.let
	}
}

func (h *hung) dial(context.Context) (Conn, error) {
	h.stick("open")
	return h, nil
}

func (h *hung) WriteUntil(b []byte, until time.Time) error {
	h.given += len(b)
	raster := bytes.Contains(b, []byte("\x1dv0"))
	if raster {
		h.stick("paper")
		h.printed = true
	} else if b[0] == 0x10 {
		h.stick("ask")
	}
	return h.slow.WriteUntil(bytes.TrimPrefix(b, begin()), until) // what is asked stands behind the beginning
}

func (h *hung) Close() error {
	h.stick("close")
	return nil
}

// Whatever step a driver is stuck in, Print comes back with what is true of the paper, the printer is called silent,
// nothing more is sent, and when the driver is back the next paper comes out.
func TestDriverThatIsStuck(t *testing.T) {
	for name, c := range map[string]struct {
		at, code string
		stop     bool // the program ends meanwhile
		known    bool // what became of the paper
		printed  bool // once the driver is back
	}{
		"while it opens":             {at: "open", code: "device_silent", known: true},
		"while it opens, at the end": {at: "open", code: "print_stopped", stop: true, known: true},
		"while it asks":              {at: "ask", code: "device_silent", known: true},
		"while it asks, at the end":  {at: "ask", code: "print_stopped", stop: true, known: true},
		"in the middle":              {at: "paper", printed: true},
		"in the middle, at the end":  {at: "paper", stop: true, printed: true},
		"while it hangs up":          {at: "close", known: true, printed: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := &hung{at: c.at, let: make(chan struct{})}
				p := &Printer{Profile: Paper58, Dial: h.dial}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				ended := make(chan error, 1)
				go func() { ended <- p.Print(ctx, blank) }()
				time.Sleep(time.Second) // of the bubble's clock; it is where it sticks
				if c.stop {
					cancel()
				}
				time.Sleep(5 * time.Minute)
				synctest.Wait()
				select {
				case err := <-ended:
					if market.Code(err) != c.code || (err == nil) != (c.known && c.code == "") {
						t.Errorf("%v, want %q", err, c.code)
					}
				default:
					t.Error("it waits for the driver")
					close(h.let)
					<-ended
					return
				}
				given := h.given
				// The next one is told, too.
				if err := p.Print(t.Context(), blank); market.Code(err) != "device_silent" {
					t.Errorf("the next paper: %v", err)
				}
				if err := p.Probe(t.Context()); market.Code(err) != "device_silent" {
					t.Errorf("asked how it is: %v", err)
				}
				close(h.let)
				synctest.Wait()
				if h.given != given {
					t.Errorf("the driver is back, and %d bytes more are sent", h.given-given)
				}
				if h.printed != c.printed {
					t.Errorf("the driver is back; something was printed: %v", h.printed)
				}
				h.at = ""
				if err := p.Print(t.Context(), blank); err != nil || !h.printed {
					t.Errorf("the paper behind it: %v", err)
				}
			})
		})
	}
}

// A paper that may wait only so long for its turn is told that the printer is busy, whether a question or another paper
// has it, and the next one prints.
func TestWaitsItsTurnNoLonger(t *testing.T) {
	for name, at := range map[string]string{"a question": "open", "a paper": "paper"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := &hung{at: at, let: make(chan struct{})}
				p := &Printer{Profile: Paper58, Dial: h.dial}
				before := make(chan error, 1)
				go func() {
					if at == "paper" {
						before <- p.Print(t.Context(), blank)
						return
					}
					before <- p.Probe(t.Context())
				}()
				time.Sleep(time.Second) // of the bubble's clock; it is where it sticks
				short, cancel := context.WithTimeout(t.Context(), heldTime/2)
				defer cancel()
				if err := p.Print(short, blank); market.Code(err) != "printer_busy" {
					t.Errorf("%v", err)
				}
				close(h.let)
				if err := errors.Join(<-before, p.Print(t.Context(), blank)); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// A question that ends in time holds a paper up for no longer than that.
func TestPaperWaitsForAQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hung{at: "open", let: make(chan struct{})}
		p := &Printer{Profile: Paper58, Dial: h.dial}
		asked, ended := make(chan error, 1), make(chan error, 1)
		go func() { asked <- p.Probe(t.Context()) }()
		synctest.Wait()
		go func() { ended <- p.Print(t.Context(), blank) }()
		time.Sleep(heldTime / 2)
		close(h.let)
		if err := errors.Join(<-asked, <-ended); err != nil || !h.printed {
			t.Errorf("%v", err)
		}
	})
}
