package board

import (
	"context"
	"fmt"
	"sync"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// due is what was touched and not read again yet.
type due struct {
	sync.Mutex
	refs    map[market.Ref]bool
	all     bool
	filling bool // Fill will look after what is due
}

// touched is told after every commit of the store, and reads what it names again at once, on the
// goroutine that committed: whoever acted finds the board as it left it. Only while the board
// is being filled it is noted for later.
func (b *Board) touched(t store.Touched) {
	b.due.Lock()
	b.due.all = b.due.all || t.All
	for _, id := range t.Postings {
		if ref, err := market.ParseRef(string(id)); err == nil {
			b.due.add(ref)
		}
	}
	filling := b.due.filling
	b.due.Unlock()
	if state, _ := b.State(); filling || state == Empty {
		return
	}
	b.catchUp(context.Background())
}

func (d *due) add(ref market.Ref) {
	if d.refs == nil {
		d.refs = map[market.Ref]bool{}
	}
	d.refs[ref] = true
}

// take empties the list.
func (d *due) take() (refs []market.Ref, all bool) {
	d.Lock()
	defer d.Unlock()
	for ref := range d.refs {
		refs = append(refs, ref)
	}
	all = d.all
	d.refs, d.all = nil, false
	return refs, all
}

func (d *due) setFilling(on bool) {
	d.Lock()
	d.filling = on
	d.Unlock()
}

// Fill reads all open postings of today and later. What is within the station's township can be
// found before the rest; an error leaves what was here before.
func (b *Board) Fill(ctx context.Context) error {
	b.writing.Lock()
	b.due.setFilling(true)
	err := b.fill(ctx)
	b.due.setFilling(false)
	if err == nil {
		err = b.readDue(ctx) // what was touched meanwhile
	}
	b.fault(err)
	b.writing.Unlock()
	b.changed()
	return err
}

func (b *Board) fill(ctx context.Context) error {
	b.due.take() // what was touched before is read now
	day := b.today()
	if state, _ := b.State(); state == Empty {
		if township, ok := b.Areas.Township(b.At); ok {
			if err := b.read(ctx, store.OfferFilter{Day: day, Within: township.Code}, Nearby); err != nil {
				return err
			}
			b.changed()
		}
	}
	return b.read(ctx, store.OfferFilter{Day: day}, Whole)
}

// read makes the board anew of what the store has by f.
func (b *Board) read(ctx context.Context, f store.OfferFilter, s State) error {
	rows := make([]Row, 0, len(b.order))
	err := b.Store.Offers(ctx, f, func(o *store.Offer) error {
		r, err := b.newRow(o)
		rows = append(rows, r)
		return err
	})
	if err != nil {
		return fmt.Errorf("fill board: %w", err)
	}
	b.install(rows, f.Day, s)
	return nil
}

// catchUp reads again what is due. What cannot be read stays due.
func (b *Board) catchUp(ctx context.Context) {
	b.writing.Lock()
	b.fault(b.readDue(ctx))
	b.writing.Unlock()
	b.changed()
}

// readDue runs under writing.
func (b *Board) readDue(ctx context.Context) error {
	refs, all := b.due.take()
	if all {
		err := b.read(ctx, store.OfferFilter{Day: b.day}, Whole)
		if err != nil {
			b.due.again(nil, true)
		}
		return err
	}
	if len(refs) == 0 {
		return nil
	}
	ids := make([]market.PostingID, len(refs))
	for i, ref := range refs {
		ids[i] = market.PostingID(ref.String())
	}
	fresh := make(map[market.Ref]*Row, len(refs))
	err := b.Store.OffersOf(ctx, b.day, ids, func(o *store.Offer) error {
		r, err := b.newRow(o)
		if err == nil {
			fresh[r.ref] = &r
		}
		return err
	})
	if err != nil {
		b.due.again(refs, false)
		return fmt.Errorf("read %d postings again: %w", len(refs), err)
	}
	b.replace(refs, fresh)
	return nil
}

// again puts back what could not be read.
func (d *due) again(refs []market.Ref, all bool) {
	d.Lock()
	defer d.Unlock()
	d.all = d.all || all
	for _, ref := range refs {
		d.add(ref)
	}
}

func (d *due) any() bool {
	d.Lock()
	defer d.Unlock()
	return d.all || len(d.refs) > 0
}

// fault keeps why the board may not be as the store is; nil when it is.
func (b *Board) fault(err error) {
	b.mu.Lock()
	b.err = err
	b.mu.Unlock()
}

// pause is how long Serve waits between looks: for a new day, and for a disk that did not answer.
const pause = 5 * time.Second

// Serve fills the board, fills it anew on every new day, and tries again what the disk refused,
// until ctx ends. A disk that does not answer is no error here: State tells it.
func (b *Board) Serve(ctx context.Context) error {
	look := time.NewTicker(pause)
	defer look.Stop()
	for {
		switch {
		case b.stale():
			_ = b.Fill(ctx) // State tells it, and the next look tries again
		case b.due.any():
			b.catchUp(ctx)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-look.C:
		}
	}
}

// stale says whether the board was never filled, or on another day.
func (b *Board) stale() bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.state != Whole || b.day != b.today()
}
