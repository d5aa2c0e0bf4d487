package device

import (
	"context"
	"sync"
	"time"

	"yizhan/sync/market"
)

// IDReader reads resident identity cards.
type IDReader interface {
	// Read waits for a card that is laid on the reader and gives what is written on it, once for
	// each time it is laid down. It refuses with reader_out when the reader does not answer (plug,
	// power) and with card_unread when a card lies there that cannot be read; then the card has
	// to be lifted first. When ctx ends, Read gives its error. Pictures and fingerprints on the
	// card never leave the driver.
	Read(ctx context.Context) (market.IDCard, error)
}

// Tray is a simulated reader: a program lays cards on it.
type Tray struct {
	mu      sync.Mutex
	laid    []laid
	changed chan struct{} // closed and renewed when something was laid down
}

type laid struct {
	card market.IDCard
	code string // of a refusal; "" for a card that reads
}

// NewTray makes an empty one.
func NewTray() *Tray { return &Tray{changed: make(chan struct{})} }

// Lay lays a card on it. A card whose number cannot be one reads as card_unread.
func (t *Tray) Lay(c market.IDCard) { t.put(laid{card: c}) }

// Unplug makes the next Read find no reader.
func (t *Tray) Unplug() { t.put(laid{code: "reader_out"}) }

func (t *Tray) put(l laid) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.laid = append(t.laid, l)
	close(t.changed)
	t.changed = make(chan struct{})
}

// Read implements IDReader.
func (t *Tray) Read(ctx context.Context) (market.IDCard, error) {
	for {
		l, ok, changed := t.take()
		if ok {
			return l.read()
		}
		select {
		case <-ctx.Done():
			return market.IDCard{}, ctx.Err()
		case <-changed:
		}
	}
}

func (t *Tray) take() (laid, bool, chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.laid) == 0 {
		return laid{}, false, t.changed
	}
	l := t.laid[0]
	t.laid = t.laid[1:]
	return l, true, t.changed
}

func (l laid) read() (market.IDCard, error) {
	if l.code != "" {
		return market.IDCard{}, market.Refuse(l.code)
	}
	id, err := market.ParseResidentID(l.card.Number, time.Time{})
	if err != nil {
		return market.IDCard{}, market.Refuse("card_unread")
	}
	l.card.Number = id.Number
	return l.card, nil
}
