package device_test

import (
	"context"
	"errors"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
	"yizhan/sync/market"
)

func TestTray(t *testing.T) {
	tray := device.NewTray()
	var reader device.IDReader = tray
	read := make(chan market.IDCard)
	go func() {
		c, err := reader.Read(t.Context()) // waits for the card
		if err != nil {
			t.Error(err)
		}
		read <- c
	}()
	card := market.IDCard{Name: "李建国", Number: "11010519491231002X"}
	tray.Lay(card)
	if got := <-read; got != card {
		t.Errorf("read %+v", got)
	}
	for _, c := range []struct {
		lay  func()
		code string
	}{
		{func() { tray.Lay(market.IDCard{Name: "李建国", Number: "110105194912310021"}) }, "card_unread"},
		{tray.Unplug, "reader_out"},
	} {
		c.lay()
		if _, err := reader.Read(t.Context()); market.Code(err) != c.code {
			t.Errorf("%v, want %s", err, c.code)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := reader.Read(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("after its end: %v", err)
	}
}

func TestTrayIsAReader(t *testing.T) {
	devicetest.Reader(t, func(*testing.T) devicetest.ReaderBench {
		tray := device.NewTray()
		return devicetest.ReaderBench{
			Reader: tray, Lay: tray.Lay, Lift: func() {}, Unplug: tray.Unplug, Plug: func() {},
			LayBad: func() { tray.Lay(market.IDCard{Name: "李建国", Number: "110105194912310021"}) },
		}
	})
}
