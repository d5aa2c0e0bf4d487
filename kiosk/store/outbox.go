package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/replica"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// The methods in this file are what a round of the background sync needs (uplink.Station).
// The unsent part of the journal is the queue; there is no other.

// Prepare writes what the station owes the county and gives the journals that it still writes,
// and whether it was put back from a backup: then it owes nothing, and waits for a new epoch. Places are handed
// over only when the county was reached: a posting opened without a link keeps them all for who stands here.
func (s *Store) Prepare(ctx context.Context, reached bool) (out []replica.Journal, restored bool, err error) {
	if err := s.scrub(ctx); err != nil {
		return nil, false, err
	}
	var all []origin
	err = s.view(ctx, func(tx *sqldb.Tx) (err error) {
		all, err = origins(ctx, tx)
		return err
	})
	if err != nil {
		return nil, false, err
	}
	at := slices.IndexFunc(all, func(o origin) bool { return o.current })
	if at < 0 {
		return nil, false, ErrNotEnrolled
	}
	restored = all[at].restored
	all = slices.DeleteFunc(all, func(o origin) bool { return o.lost })
	for _, o := range all {
		if restored {
			break
		}
		if err := s.settle(ctx, o, reached); err != nil {
			return nil, false, err
		}
	}
	out, err = s.Journals(ctx)
	return out, restored, err
}

// Journals gives this folder's journals as they are, the current last. One that was given up counts
// while the county lacks some of it: since it was put back from a backup that is older (I3).
func (s *Store) Journals(ctx context.Context) (out []replica.Journal, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		county, err := countyOf(ctx, tx)
		if err != nil {
			return err
		}
		all, err := origins(ctx, tx)
		if err != nil {
			return err
		}
		for _, o := range all {
			h, err := journal.HeadOf(ctx, tx, county, o.Origin)
			if err != nil {
				return err
			}
			if o.lost {
				if o.acked >= h.Seq {
					continue
				}
				// A county that knows nothing of it takes it on its own certificate alone; without one it
				// would refuse the round each time.
				vouched, err := hasCert(ctx, tx, o.Origin)
				if err != nil {
					return err
				}
				if !vouched {
					continue
				}
			}
			out = append(out, replica.Journal{Name: o.String(), Head: h.Seq, Acked: o.acked, Current: o.current})
		}
		return nil
	})
	return out, err
}

// settle writes what one origin of this folder owes. One that the folder no longer writes as
// keeps its matches and postings, so it executes what is asked about them, and keeps no place.
func (s *Store) settle(ctx context.Context, o origin, reached bool) error {
	if !o.current {
		var w *Writer
		err := s.db.Update(ctx, func(tx *sqldb.Tx) (err error) {
			w, err = write(ctx, tx, "self", s.now().UnixMilli(), &o.Origin, func(w *Writer) error {
				if err := w.ExecuteCancels(); err != nil {
					return err
				}
				if err := w.Level(); err != nil {
					return err
				}
				return w.returnAll()
			})
			return err
		})
		return s.outcome(ctx, err, w)
	}
	return s.Write(ctx, "self", func(w *Writer) error {
		if err := w.ExecuteCancels(); err != nil {
			return err
		}
		if err := w.Level(); err != nil {
			return err
		}
		if err := w.Rejoin(); err != nil {
			return err
		}
		if err := w.FillWaitlist(); err != nil {
			return err
		}
		if reached {
			if err := w.HandOver(); err != nil {
				return err
			}
		}
		return w.AnswerRecalls()
	})
}

// Hold gives the link of this folder's own row at seq.
func (s *Store) Hold(ctx context.Context, o market.Origin, seq uint64) (h record.Hash, ok bool, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		county, err := countyOf(ctx, tx)
		if err != nil {
			return err
		}
		h, ok, err = journal.HashAt(ctx, tx, county, o, seq)
		return err
	})
	return h, ok, err
}

// Batch gives up to limit facts of a journal after seq, of wire.MaxFacts bytes, signed with the key of that journal,
// with the keys of the persons in them wrapped for the county.
func (s *Store) Batch(ctx context.Context, o market.Origin, after uint64, limit int) (*wire.Batch, error) {
	b := &wire.Batch{Station: o.Station, Epoch: o.Epoch, First: after + 1}
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		id, err := identity(ctx, tx)
		if err != nil {
			return err
		}
		var seed []byte
		if err := tx.QueryRowContext(ctx, `SELECT sign FROM origin WHERE station = ? AND epoch = ?`, o.Station, o.Epoch).Scan(&seed); err != nil {
			return fmt.Errorf("read key of %s: %w", o, err)
		}
		entries, err := journal.Read(ctx, tx, o, after, limit)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			return fmt.Errorf("read journal %s after %d: nothing there", o, after)
		}
		size := 0
		var tags []seal.Tag
		var keys []seal.Key
		for _, e := range entries {
			if size += len(e.Bytes); size > wire.MaxFacts && len(b.Facts) > 0 {
				break
			}
			b.Facts, b.Hash = append(b.Facts, e.Bytes), e.Hash
			if tags, keys, err = addKeys(ctx, tx, tags, keys, e.Bytes); err != nil {
				return err
			}
		}
		if b.Ring, err = wire.NewRing(id.CountyWrap, tags, keys); err != nil {
			return err
		}
		prev, ok, err := journal.HashAt(ctx, tx, id.County, o, after)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("read journal %s at %d: no link", o, after)
		}
		b.Prev = prev
		wire.SignBatch(id.County, b, ed25519.NewKeyFromSeed(seed))
		return nil
	})
	return b, err
}

// addKeys adds the keys of the persons in a fact. A destroyed key is not there to be sent.
func addKeys(ctx context.Context, tx *sqldb.Tx, tags []seal.Tag, keys []seal.Key, fact []byte) ([]seal.Tag, []seal.Key, error) {
	f, err := record.Decode(fact)
	if err != nil {
		return tags, keys, nil //nolint:nilerr // a fact that cannot be read has no keys to send
	}
	for _, box := range f.Boxes {
		k, err := ledger.KeyOf(ctx, tx, box.Tag)
		if errors.Is(err, ledger.ErrNoKey) {
			continue
		}
		if err != nil {
			return tags, keys, err
		}
		tags, keys = append(tags, box.Tag), append(keys, k)
	}
	return tags, keys, nil
}

// History gives the facts first…after of a journal in a row, at most limit and as many of the
// newest as the wire allows for the history of a stream.
func (s *Store) History(ctx context.Context, o market.Origin, after uint64, limit int) (first uint64, facts []byte, err error) {
	n := min(after, uint64(limit), wire.MaxHistoryLen)
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		entries, err := journal.Read(ctx, tx, o, after-n, int(n))
		if err != nil {
			return err
		}
		size, from := 0, len(entries)
		for from > 0 && size+len(entries[from-1].Bytes) <= wire.MaxHistory {
			from--
			size += len(entries[from].Bytes)
		}
		for _, e := range entries[from:] {
			facts = append(facts, e.Bytes...)
		}
		first = after + 1 - uint64(len(entries)-from)
		return nil
	})
	return first, facts, err
}

// Acked keeps that the county proved to have the journal up to seq. It never goes back.
func (s *Store) Acked(ctx context.Context, o market.Origin, seq uint64) error {
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error { return acked(ctx, tx, o, seq) }))
}

func acked(ctx context.Context, tx *sqldb.Tx, o market.Origin, seq uint64) error {
	_, err := tx.ExecContext(ctx, `UPDATE origin SET acked = ? WHERE station = ? AND epoch = ? AND acked < ?`, seq, o.Station, o.Epoch, seq)
	if err != nil {
		return fmt.Errorf("keep acknowledgement %d of %s: %w", seq, o, err)
	}
	return nil
}

// Cursor is where to pull from.
func (s *Store) Cursor(ctx context.Context) (gen uint32, rev uint64, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) (err error) {
		gen, rev, err = cursor(ctx, tx)
		return err
	})
	return gen, rev, err
}

// cursor reads it; both are 0 before the first pull.
func cursor(ctx context.Context, tx *sqldb.Tx) (gen uint32, rev uint64, err error) {
	v, err := getMeta(ctx, tx, "cursor")
	if err == nil && len(v) == 12 {
		gen, rev = binary.BigEndian.Uint32(v), binary.BigEndian.Uint64(v[4:])
	}
	return gen, rev, err
}

// Take stores what was pulled with its effect and the new cursor, in one transaction, and
// gives how many facts were new. Taking the same again changes nothing (I5).
func (s *Store) Take(ctx context.Context, p *wire.Pulled) (int, error) {
	fresh := 0
	err := s.db.Update(ctx, func(tx *sqldb.Tx) (err error) {
		if fresh, err = takePulled(ctx, tx, p); err != nil {
			return err
		}
		return setCursor(ctx, tx, p.Gen, p.Upto, p.Mark)
	})
	if err != nil {
		return 0, refuseDisk(err)
	}
	return fresh, nil
}

// pullAgain begins at the beginning. The generation stays: it was followed, and following it again
// would doubt again what was proved in it.
func pullAgain(ctx context.Context, tx *sqldb.Tx) error {
	gen, _, err := cursor(ctx, tx)
	if err != nil {
		return err
	}
	return setCursor(ctx, tx, gen, 0, nil)
}

// setCursor keeps how far this station has pulled, with the county's mark for it.
func setCursor(ctx context.Context, tx *sqldb.Tx, gen uint32, rev uint64, mark []byte) error {
	had, err := getMeta(ctx, tx, "cursor")
	cursor := binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(nil, gen), rev)
	if err != nil || bytes.Equal(had, cursor) {
		return err
	}
	if err := setMeta(ctx, tx, "mark", mark); err != nil {
		return err
	}
	return setMeta(ctx, tx, "cursor", cursor)
}
