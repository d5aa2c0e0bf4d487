package store

import (
	"context"
	"fmt"
	"slices"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/uplink"
)

// Leaning gives the journals of this folder after o that speak of what o made after common, each
// with how much of it does not. When those names are given up, what follows has to be said again
// too, or it would speak of what another copy gave the same names.
func (s *Store) Leaning(ctx context.Context, o market.Origin, common uint64) (out []uplink.Kept, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		all, err := origins(ctx, tx)
		if err != nil {
			return err
		}
		l := leaner{ctx, tx, map[market.Ref]bool{}}
		if err := l.gives(o, common); err != nil {
			return err
		}
		for _, later := range all {
			if later.Station < o.Station || later.Station == o.Station && later.Epoch <= o.Epoch {
				continue
			}
			seq, err := l.first(later.Origin)
			if err != nil {
				return err
			}
			if seq == 0 {
				continue
			}
			out = append(out, uplink.Kept{Origin: later.Origin, Common: seq - 1})
			if err := l.gives(later.Origin, seq-1); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// leaner looks who speaks of names that are given up.
type leaner struct {
	ctx   context.Context
	tx    *sqldb.Tx
	names map[market.Ref]bool
}

// gives adds the names that a journal made after seq.
func (l *leaner) gives(o market.Origin, seq uint64) error {
	return l.each(o, seq, func(_ uint64, f *record.Fact) (bool, error) {
		if record.Creates(f.Kind) && f.ID.Origin == o {
			l.names[f.ID] = true
		}
		return true, nil
	})
}

// first gives the seq of the first fact of a journal that speaks of one of the names, 0 when none does.
func (l *leaner) first(o market.Origin) (first uint64, err error) {
	if len(l.names) == 0 {
		return 0, nil
	}
	err = l.each(o, 0, func(seq uint64, f *record.Fact) (bool, error) {
		if f.Mentions(func(r market.Ref) bool { return l.names[r] }) {
			first = seq
		}
		return first == 0, nil
	})
	return first, err
}

// each reads the facts of a journal after seq, without loose rows, for as long as do says.
func (l *leaner) each(o market.Origin, seq uint64, do func(uint64, *record.Fact) (bool, error)) error {
	const page = 500
	for {
		entries, err := journal.Read(l.ctx, l.tx, o, seq, page)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if seq = e.Seq; e.Hash == (record.Hash{}) {
				return nil
			}
			f, err := record.Decode(e.Bytes)
			if err != nil {
				return fmt.Errorf("read fact %d of journal %s: %w", e.Seq, o, err)
			}
			if more, err := do(seq, f); err != nil || !more {
				return err
			}
		}
		if len(entries) < page {
			return nil
		}
	}
}

// dropLoose takes out what others said of things whose names are given up: the county, in a past that it
// lost, or stations that had heard of them; and what the county granted to journals that are left. What
// stands today is pulled again. It says whether there was any.
func (p *past) dropLoose() (dropped bool, err error) {
	if len(p.made) == 0 && p.r.Why == record.WhyFrozen {
		return false, nil
	}
	const page = 500
	for after := int64(0); ; {
		l, last, err := journal.Stored(p.ctx, p.tx, after, page)
		if err != nil || len(l) == 0 {
			return dropped, err
		}
		after = last
		for _, e := range l {
			if e.Hash != (record.Hash{}) {
				continue
			}
			f, err := record.Decode(e.Bytes)
			if err != nil {
				continue // it never had an effect
			}
			if !p.grantedBefore(f) && !f.Mentions(func(r market.Ref) bool { return p.made[r] }) {
				continue
			}
			dropped = true
			if err := p.exec("drop what was said", `DELETE FROM fact WHERE station = ? AND epoch = ? AND seq = ?`, e.Origin.Station, e.Origin.Epoch, e.Seq); err != nil {
				return false, err
			}
		}
	}
}

// grantedBefore says whether the county granted places to a journal that is left with this past.
func (p *past) grantedBefore(f *record.Fact) bool {
	var b record.Moved
	if f.Kind != record.PlaceGranted || record.Unmarshal(f.Body, &b) != nil {
		return false
	}
	return slices.ContainsFunc(p.parts, func(c part) bool {
		return c.why != record.WhyFrozen && c.Origin == market.Origin{Station: b.Station, Epoch: b.Epoch}
	})
}
