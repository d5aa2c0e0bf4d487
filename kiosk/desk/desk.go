// Package desk is what people do at a station: one action, one transaction, and others are
// told after the commit.
//
// Begin at Desk. Every action takes who does it ("self" for the touch screen, else a staff
// account) and either is durable when it returns, or gives a refusal (*market.Error) and has
// changed nothing, but for the request that a take without a place leaves behind. The reasons
// stand in DESIGN.md beside this file.
package desk

import (
	"sync"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// Desk is the actions of one station.
type Desk struct {
	store  *store.Store
	areas  *market.Areas
	trades *market.Trades
	reader func() *wording.Reader // made when first asked for
	wages  *market.Wages

	mu        sync.Mutex
	listeners []func()
}

// New makes the desk of a station.
func New(s *store.Store, areas *market.Areas, trades *market.Trades) *Desk {
	return &Desk{store: s, areas: areas, trades: trades, wages: assets.Wages(), reader: sync.OnceValue(func() *wording.Reader { return wording.NewReader(areas, trades) })}
}

// Self is who acts at the touch screen.
const Self = "self"

// OnChange adds somebody to be told after every durable change, on the goroutine that made it.
func (d *Desk) OnChange(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.listeners = append(d.listeners, f)
}

// changed tells the listeners; it runs after a commit, never inside.
func (d *Desk) changed() {
	d.mu.Lock()
	l := d.listeners
	d.mu.Unlock()
	for _, f := range l {
		f()
	}
}

func (d *Desk) now() time.Time { return d.store.Now() }

// today is the civil day, "2026-11-22".
func (d *Desk) today() string { return market.MinuteOf(d.now()).Date() }

// Store gives the queries; writing goes through the desk.
func (d *Desk) Store() *store.Store { return d.store }

// Areas is the gazetteer.
func (d *Desk) Areas() *market.Areas { return d.areas }

// Reader reads what people say about work in one line.
func (d *Desk) Reader() *wording.Reader { return d.reader() }

// Trades is the list of trades.
func (d *Desk) Trades() *market.Trades { return d.trades }
