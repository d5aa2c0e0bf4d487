package samv_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/samv"
	"yizhan/kiosk/device/samv/module"
	"yizhan/sync/market"
)

var errNoCable = errors.New("no cable")

// The driver at a pseudo terminal that can be unplugged.
func TestSuite(t *testing.T) {
	devicetest.Reader(t, func(t *testing.T) devicetest.ReaderBench {
		m := &module.Module{}
		var mu sync.Mutex
		var ptmx, tty *os.File
		plug := func() {
			mu.Lock()
			defer mu.Unlock()
			var err error
			if ptmx, tty, err = pty.Open(); err != nil {
				t.Fatal(err)
			}
			go m.Serve(ptmx) // ends with the terminal
		}
		unplug := func() {
			mu.Lock()
			defer mu.Unlock()
			if ptmx != nil {
				ptmx.Close()
				tty.Close()
				ptmx = nil
			}
		}
		plug()
		r := &samv.Reader{Open: func() (samv.Line, error) {
			mu.Lock()
			defer mu.Unlock()
			if ptmx == nil {
				return nil, errNoCable
			}
			return samv.Serial(tty.Name())()
		}}
		t.Cleanup(func() {
			r.Close()
			unplug()
		})
		lay := func(c market.IDCard) {
			sex := map[bool]string{true: "1", false: "2"}[c.Number[16]%2 == 1]
			m.Lay(module.Card{Name: c.Name, Sex: sex, Birth: c.Number[6:14], Address: c.Address, Number: c.Number})
		}
		return devicetest.ReaderBench{
			Reader: r, Lay: lay, Unplug: unplug, Plug: plug,
			LayBad: func() { m.Lay(module.Card{Name: "李建国", Number: "110105194912310021", Birth: "19491231"}) },
			// A reader sees the gap between two cards only when it looks: what was read is not read
			// again, and another card is.
			Lift: func() {
				m.Lift()
				ctx, cancel := context.WithTimeout(t.Context(), 700*time.Millisecond)
				defer cancel()
				if got, err := r.Read(ctx); err == nil {
					t.Errorf("read %+v where no card lies", got)
				}
			},
		}
	})
}
