package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// takePulled stores the facts of a pull that are not here yet, and gives how many they were. It
// refuses with bad_reply what no county says: new facts in the journal that this station writes
// itself, whose numbers are its own to give, or under a rev that another fact has.
func takePulled(ctx context.Context, tx *sqldb.Tx, p *wire.Pulled) (fresh int, err error) {
	wrap, err := wrapKey(ctx, tx)
	if err != nil {
		return 0, err
	}
	news, known, err := unknown(ctx, tx, p.Items)
	if err != nil {
		return 0, err
	}
	same, others, err := doubted(ctx, tx, known)
	if err != nil {
		return 0, err
	}
	news = append(news, others...)
	if err := plausible(ctx, tx, slices.Concat(news, same)); err != nil {
		return 0, err
	}
	if err := confirm(ctx, tx, same, others); err != nil {
		return 0, err
	}
	tags, keys := wire.Open(wrap, p.Ring, p.Keys)
	for i, t := range tags {
		if err := ledger.PutKey(ctx, tx, t, keys[i]); err != nil {
			return 0, err
		}
	}
	feed, facts := ledger.NewFeed(ctx, tx), journal.NewRun(tx)
	stale := len(others) > 0
	for _, e := range news {
		out, err := feed.Take(e)
		if err != nil {
			return 0, err
		}
		kind, thing := record.Kind("?"), ""
		if out.Fact != nil {
			kind, thing = out.Fact.Kind, out.Fact.ID.String()
		}
		if err := facts.Put(ctx, e, kind, thing, ""); err != nil {
			return 0, err
		}
		if len(out.Applied) != 1 { // it waits, and what it waits for may come next
			if err := facts.Flush(ctx); err != nil {
				return 0, err
			}
		}
		switch kind {
		case record.WorkerRegistered, record.EmployerRegistered:
			if err := cameBack(ctx, tx, e.Origin, kind, thing); err != nil {
				return 0, err
			}
		case record.PersonErased:
			if err := forget(ctx, tx); err != nil {
				return 0, err
			}
		case record.EpochOpened:
			dropped, err := dropGivenUp(ctx, tx, e.Origin, out.Fact)
			if err != nil {
				return 0, err
			}
			stale = stale || dropped
		case record.PostingRevised:
			if !e.Origin.County() {
				break
			}
			dropped, err := dropLostNumbers(ctx, tx, e.Origin, out.Fact)
			if err != nil {
				return 0, err
			}
			stale = stale || dropped
		}
	}
	if err := errors.Join(facts.Flush(ctx), feed.Flush()); err != nil || !stale {
		return len(news), err
	}
	return len(news), ledger.Rebuild(ctx, tx)
}

// unknown parts the items into those that are not here, each once, and those that are.
func unknown(ctx context.Context, tx *sqldb.Tx, items []wire.Item) (news, here []journal.Entry, err error) {
	type place struct {
		market.Origin
		seq uint64
	}
	known := map[place]bool{}
	seqs := map[market.Origin][]uint64{}
	for _, it := range items {
		o := market.Origin{Station: it.Station, Epoch: it.Epoch}
		seqs[o] = append(seqs[o], it.Seq)
	}
	for o, l := range seqs {
		slices.Sort(l)
		for len(l) > 0 {
			n := 1
			for n < len(l) && l[n]-l[n-1] < wire.MaxPull { // close enough to be looked for together
				n++
			}
			stored, err := journal.Between(ctx, tx, o, l[0], l[n-1])
			if err != nil {
				return nil, nil, err
			}
			for _, seq := range stored {
				known[place{o, seq}] = true
			}
			l = l[n:]
		}
	}
	taken := map[place]bool{}
	for _, it := range items {
		at := place{market.Origin{Station: it.Station, Epoch: it.Epoch}, it.Seq}
		if taken[at] {
			continue
		}
		taken[at] = true
		e := journal.Entry{Origin: at.Origin, Seq: it.Seq, Bytes: it.Fact, Rev: it.Rev}
		if known[at] {
			here = append(here, e)
		} else {
			news = append(news, e)
		}
	}
	return news, here, nil
}

// plausible refuses entries that would take numbers which are in use or this station's own.
func plausible(ctx context.Context, tx *sqldb.Tx, news []journal.Entry) error {
	if len(news) == 0 {
		return nil
	}
	var self market.Origin
	if err := tx.QueryRowContext(ctx, `SELECT station, epoch FROM origin WHERE current = 1`).Scan(&self.Station, &self.Epoch); err != nil {
		return fmt.Errorf("read origin: %w", err)
	}
	revs := make([]uint64, len(news))
	for i, e := range news {
		if revs[i] = e.Rev; e.Origin == self || e.Seq == 0 || e.Rev == 0 {
			return fmt.Errorf("%w: fact %d of %s under rev %d", market.Refuse("bad_reply"), e.Seq, e.Origin, e.Rev)
		}
	}
	slices.Sort(revs)
	if len(slices.Compact(slices.Clone(revs))) < len(revs) {
		return fmt.Errorf("%w: one rev for two facts", market.Refuse("bad_reply"))
	}
	var used bool
	// Mostly none of them is here, as a cursor only goes forward.
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM fact WHERE rev BETWEEN ? AND ?)`, revs[0], revs[len(revs)-1]).Scan(&used)
	if err != nil {
		return fmt.Errorf("look for revs: %w", err)
	}
	if !used {
		return nil
	}
	for _, rev := range revs {
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM fact WHERE rev = ?)`, rev).Scan(&used); err != nil {
			return fmt.Errorf("look for revs: %w", err)
		}
		if used {
			return fmt.Errorf("%w: rev %d is another fact's", market.Refuse("bad_reply"), rev)
		}
	}
	return nil
}
