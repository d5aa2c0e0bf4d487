package archive

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// Compare gives the greatest of the seqs at which both sides have the same link of a journal,
// 0 when at none. Refusal: too_large.
func (a *Archive) Compare(ctx context.Context, m *wire.Compare) (*wire.Compared, error) {
	if len(m.Have) > wire.MaxCompare {
		return nil, market.Refuse("too_large")
	}
	r := &wire.Compared{}
	return r, a.db.View(ctx, func(tx *sqldb.Tx) error {
		for _, h := range m.Have {
			if h.Seq > math.MaxInt64 {
				continue
			}
			own, ok, err := journal.HashAt(ctx, tx, a.keys.county, h.Origin(), h.Seq)
			if err != nil {
				return err
			}
			if ok && own == h.Hash {
				r.Seq = max(r.Seq, h.Seq)
			}
		}
		return nil
	})
}

// NewEpoch ends the epoch of a station and gives it another under new keys. What was found is
// noted for people, and every station learns the new key. The same keys get the same epoch
// again, with its certificate. Refusals: bad_signature, bad_value, too_many when all numbers are used.
func (a *Archive) NewEpoch(ctx context.Context, s Station, m *wire.NewEpoch) (*wire.EpochOpened, error) {
	if m.Keys.Code != s.Origin.String() || !wire.VerifyEnrol(&m.Keys) {
		return nil, market.Refuse("bad_signature")
	}
	if _, err := seal.Wrap(m.Keys.Wrap, seal.Tag{}, seal.Key{}); err != nil || m.Common > math.MaxInt64-1 {
		return nil, market.Refuse("bad_value")
	}
	r := &wire.EpochOpened{}
	return r, a.update(ctx, func(w *writer) (err error) {
		if r.Epoch, err = w.newEpoch(s, m); err != nil {
			return err
		}
		next, err := station(w.ctx, w.tx, market.Origin{Station: s.Station, Epoch: r.Epoch})
		if err != nil {
			return err
		}
		c := a.cert(next, w.gen)
		r.Cert = &c
		return nil
	})
}

func (w *writer) newEpoch(s Station, m *wire.NewEpoch) (uint8, error) {
	var last uint8
	var after sql.NullInt64
	var sign []byte
	err := w.tx.QueryRowContext(w.ctx, `SELECT epoch, after, sign FROM epoch WHERE station = ? AND sign = ?`, s.Station, m.Keys.Sign).
		Scan(&last, &after, &sign)
	if err == nil {
		if uint8(after.Int64) != s.Epoch {
			return 0, market.Refuse("bad_value") // keys of another epoch
		}
		return last, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("look for epochs of station %d: %w", s.Station, err)
	}
	if bytes.Equal(m.Keys.Sign, s.Sign) {
		return 0, market.Refuse("bad_value")
	}
	if err := w.tx.QueryRowContext(w.ctx, `SELECT MAX(epoch) FROM given WHERE station = ?`, s.Station).Scan(&last); err != nil {
		return 0, fmt.Errorf("choose an epoch for station %d: %w", s.Station, err)
	}
	if last == math.MaxUint8 {
		return 0, market.Refuse("too_many")
	}
	next := market.Origin{Station: s.Station, Epoch: last + 1}
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO epoch (station, epoch, sign, wrap, after, last_seen) VALUES (?, ?, ?, ?, ?, ?)`,
		next.Station, next.Epoch, m.Keys.Sign, m.Keys.Wrap, s.Epoch, w.a.now().UnixMilli()); err != nil {
		return 0, fmt.Errorf("keep epoch %s: %w", next, err)
	}
	body := record.StationInfo{Epoch: next.Epoch, Name: s.Name, Area: s.Area, Sign: m.Keys.Sign}
	about := market.Ref{Origin: market.Origin{Epoch: 1}, N: uint32(next.Station)}
	if err := w.put(record.StationEnrolled, about, toAll, body); err != nil {
		return 0, err
	}
	switch m.Why {
	case record.WhyFork, record.WhyBehind:
		return next.Epoch, w.fork(s.Origin, m.Common+1)
	case record.WhyRestored:
		return next.Epoch, w.fenceReplaced(s.Origin, m.Replaced)
	case record.WhyRenamed:
		_, err := w.fence(s.Origin) // nobody writes it any more
		return next.Epoch, err
	}
	return next.Epoch, w.freeze(s.Origin)
}

// fenceReplaced ends o, which a backup brought back, and the epochs that the same folder came to
// after it, up to last: their disk is gone, their free places are not. Epochs of a copy that lives
// on elsewhere are not among those.
func (w *writer) fenceReplaced(o market.Origin, last uint8) error {
	for last > o.Epoch {
		var before sql.NullInt64
		err := w.tx.QueryRowContext(w.ctx, `SELECT after FROM epoch WHERE station = ? AND epoch = ?`, o.Station, last).Scan(&before)
		if errors.Is(err, sql.ErrNoRows) { // this county never heard of it
			break
		}
		if err != nil {
			return fmt.Errorf("look for the epoch before %d of station %d: %w", last, o.Station, err)
		}
		if _, err := w.fence(market.Origin{Station: o.Station, Epoch: last}); err != nil {
			return err
		}
		last = uint8(before.Int64)
	}
	_, err := w.fence(o)
	return err
}
