package archive

import (
	"context"
	"fmt"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// writer is one writing transaction of the county.
type writer struct {
	ctx context.Context
	tx  *sqldb.Tx
	a   *Archive
	rev uint64 // the last given out
	gen uint32 // generation

	feed    *ledger.Feed
	scope   map[string]string // of postings, which never changes
	held    map[string]bool   // postings that are withheld; nil before they were read
	closed  map[string]bool   // whether postings are
	over    *bool             // whether there are frozen epochs; nil before it was looked at
	index   []byte            // key of the blind index; nil before it was read
	touched touchedPostings   // by the batches that were accepted
	fresh   int               // facts of theirs that were new
	scrub   bool              // keys of persons were destroyed
}

// update runs f in one transaction and wakes the waiting pulls after its commit.
func (a *Archive) update(ctx context.Context, f func(*writer) error) error {
	wrote, scrub := false, false
	err := a.db.Update(ctx, func(tx *sqldb.Tx) error {
		before, err := lastRev(ctx, tx)
		if err != nil {
			return err
		}
		w := &writer{
			ctx: ctx, tx: tx, a: a, rev: before, feed: ledger.NewFeed(ctx, tx),
			scope: map[string]string{}, closed: map[string]bool{}, touched: touchedPostings{},
		}
		if w.gen, err = generation(ctx, tx); err != nil {
			return err
		}
		if err = f(w); err != nil {
			return err
		}
		if err = w.feed.Flush(); err != nil {
			return err
		}
		if err = w.done(); err != nil {
			return err
		}
		scrub = w.scrub
		if wrote = w.rev > before; wrote {
			return w.marked(w.rev)
		}
		return nil
	})
	if err == nil && wrote {
		a.announce()
	}
	if err == nil && scrub {
		return a.db.Scrub(ctx)
	}
	return err
}

// scopes of facts: who should see them.
const (
	toAll    = "*"
	toCounty = ""
)

func toStation(n uint16) string { return fmt.Sprintf("s:%d", n) }

func toTownship(c market.AreaCode) string { return "t:" + string(c[:min(9, len(c))]) }

// put writes a fact of the county itself, for those in scope. A revision that the county writes
// has base 0: it says how many places there are, and no words of anybody's.
func (w *writer) put(kind record.Kind, id market.Ref, scope string, body any, boxes ...record.Box) error {
	raw, err := record.Marshal(body)
	if err != nil {
		return err
	}
	flags, _ := record.Known(kind)
	own := market.Origin{Epoch: uint8(w.gen)}
	head, err := journal.HeadOf(w.ctx, w.tx, w.a.keys.county, own)
	if err != nil {
		return err
	}
	f := &record.Fact{Kind: kind, Flags: flags, ID: id, At: w.a.now().UnixMilli(), By: sayer(w.ctx), Body: raw, Boxes: boxes}
	if record.IsWord(kind) {
		if err := f.Sign(w.a.keys.county, own, head.Seq+1, scope, w.a.keys.sign); err != nil {
			return err
		}
	}
	b, err := f.Encode()
	if err != nil {
		return err
	}
	w.rev++
	e := journal.Entry{Origin: own, Seq: head.Seq + 1, Bytes: b, Hash: record.Next(head.Hash, b), Rev: w.rev}
	if err := journal.Put(w.ctx, w.tx, e, kind, id.String(), scope); err != nil {
		return err
	}
	out, err := w.feed.Take(e)
	if err != nil {
		return err
	}
	if out.Parked || out.Quarantined != "" {
		return fmt.Errorf("write %s of %s: no effect: %s", kind, id, out.Quarantined)
	}
	return nil
}
