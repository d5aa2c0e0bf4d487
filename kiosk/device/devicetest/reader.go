package devicetest

import (
	"context"
	"errors"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// ReaderBench is a reader of identity cards on a test's bench, with hands beside it.
type ReaderBench struct {
	Reader device.IDReader
	Lay    func(market.IDCard)
	LayBad func() // a card that cannot be read
	Lift   func()
	Unplug func()
	Plug   func()
}

// invented people of the standard's examples.
var first, second = market.IDCard{Name: "李建国", Number: "11010519491231002X", Address: "北京市朝阳区"},
	market.IDCard{Name: "吴桂兰", Number: "440524188001010014", Address: "广东省汕头市"}

// Reader is what every reader must pass.
func Reader(t *testing.T, open func(t *testing.T) ReaderBench) {
	for name, test := range map[string]func(*testing.T, ReaderBench){
		"it waits for a card":             cardComes,
		"one card after the other":        cardsInTurn,
		"a card that cannot be read":      badCard,
		"stopped while it waits":          nobodyComes,
		"unplugged and plugged in":        readerAway,
		"a reading that nobody waits for": readerLeft,
		"another card while it is away":   readerChanged,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func (b ReaderBench) reads(t *testing.T, want market.IDCard) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if got, err := b.Reader.Read(ctx); err != nil || got != want {
		t.Fatalf("read %+v, %v; want %+v", got, err, want)
	}
}

func cardComes(t *testing.T, b ReaderBench) {
	go b.Lay(first)
	b.reads(t, first)
}

func cardsInTurn(t *testing.T, b ReaderBench) {
	b.Lay(first)
	b.reads(t, first)
	b.Lift()
	b.Lay(second)
	b.reads(t, second)
}

func badCard(t *testing.T, b ReaderBench) {
	b.LayBad()
	if got, err := b.Reader.Read(t.Context()); market.Code(err) != "card_unread" || got != (market.IDCard{}) {
		t.Fatalf("%+v, %v; want card_unread and nothing of the card", got, err)
	}
	b.Lift()
	b.Lay(first)
	b.reads(t, first)
}

func nobodyComes(t *testing.T, b ReaderBench) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := b.Reader.Read(ctx)
		ended <- err
	}()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want that it was stopped", err)
	}
}

func readerAway(t *testing.T, b ReaderBench) {
	b.Unplug()
	if _, err := b.Reader.Read(t.Context()); market.Code(err) != "reader_out" {
		t.Fatalf("%v, want reader_out", err)
	}
	b.Plug()
	b.Lay(first)
	b.reads(t, first)
}

// A card that is laid down while the reader is away is read when it is back, whatever lay there before.
func readerChanged(t *testing.T, b ReaderBench) {
	b.LayBad()
	if _, err := b.Reader.Read(t.Context()); market.Code(err) != "card_unread" {
		t.Fatalf("%v, want card_unread", err)
	}
	b.Unplug()
	if _, err := b.Reader.Read(t.Context()); market.Code(err) != "reader_out" {
		t.Fatalf("%v, want reader_out", err)
	}
	b.Lay(first)
	b.Plug()
	b.reads(t, first)
}

// A page that was left while it waited reads nothing away from the next one.
func readerLeft(t *testing.T, b ReaderBench) {
	nobodyComes(t, b)
	b.Lay(second)
	b.reads(t, second)
}
