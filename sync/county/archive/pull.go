package archive

import (
	"context"
	"errors"
	"fmt"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// Greet answers a hello: what the county has of the station's journals, each with its link.
// A claim that differs from the county's own row is a fork; it freezes that epoch. The station
// is given places ahead of need while it is online.
func (a *Archive) Greet(ctx context.Context, s Station, m *wire.Hello) (*wire.HelloReply, error) {
	if m.Version > wire.Version {
		return nil, market.Refuse("too_new")
	}
	r := &wire.HelloReply{Gen: 1, Time: a.now().UnixMilli()}
	err := a.update(ctx, func(w *writer) error {
		unsent := uint64(0)
		for _, h := range m.Have {
			known, err := station(ctx, w.tx, h.Origin())
			if market.Code(err) == "unknown_station" {
				continue
			}
			if err != nil {
				return err
			}
			head, err := journal.HeadOf(ctx, w.tx, a.keys.county, known.Origin)
			if err != nil {
				return err
			}
			if h.Seq > head.Seq {
				unsent += h.Seq - head.Seq
			} else if own, ok, err := journal.HashAt(ctx, w.tx, a.keys.county, known.Origin, h.Seq); err != nil {
				return err
			} else if ok && own != h.Hash {
				if err := w.fork(known.Origin, h.Seq); err != nil {
					return err
				}
			}
			r.Have = append(r.Have, wire.Have{Station: h.Station, Epoch: h.Epoch, Seq: head.Seq, Hash: head.Hash})
		}
		if err := w.seen(s, unsent, m.Program); err != nil {
			return err
		}
		if s.Frozen {
			return nil
		}
		return w.grantAhead(s, market.MinuteOf(a.now()).Date())
	})
	if err != nil {
		return nil, err
	}
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(rev), 0) FROM fact`).Scan(&r.Rev); err != nil {
			return fmt.Errorf("read the last rev: %w", err)
		}
		return nil
	})
	return r, err
}

func (w *writer) seen(s Station, unsent uint64, program string) error {
	if len(program) > 100 {
		program = program[:100]
	}
	_, err := w.tx.ExecContext(w.ctx, `UPDATE epoch SET last_seen = ?, unsent = ?, program = ? WHERE station = ? AND epoch = ?`,
		w.a.now().UnixMilli(), unsent, program, s.Station, s.Epoch)
	if err != nil {
		return fmt.Errorf("note that %s was seen: %w", s.Origin, err)
	}
	return nil
}

// Pull gives the facts after a rev that the station should see, at most wire.MaxPull, with the
// published persons' keys wrapped for it.
func (a *Archive) Pull(ctx context.Context, s Station, after uint64) (*wire.Pulled, error) {
	p := &wire.Pulled{Gen: 1}
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(rev), 0) FROM fact`).Scan(&p.Upto); err != nil {
			return fmt.Errorf("read the last rev: %w", err)
		}
		rows, err := tx.QueryContext(ctx, `SELECT rev, station, epoch, seq, bytes FROM fact
			WHERE rev > ? AND scope IN (?, ?, ?) AND station <> ? ORDER BY rev LIMIT ?`,
			after, toAll, toTownship(s.Area), toStation(s.Station), s.Station, wire.MaxPull+1)
		if err != nil {
			return fmt.Errorf("read facts after %d: %w", after, err)
		}
		defer rows.Close()
		for rows.Next() {
			var it wire.Item
			if err := rows.Scan(&it.Rev, &it.Station, &it.Epoch, &it.Seq, &it.Fact); err != nil {
				return fmt.Errorf("read facts after %d: %w", after, err)
			}
			p.Items = append(p.Items, it)
		}
		if err := rows.Err(); err != nil {
			return fmt.Errorf("read facts after %d: %w", after, err)
		}
		if len(p.Items) > wire.MaxPull {
			p.Items, p.More = p.Items[:wire.MaxPull], true
			p.Upto = p.Items[wire.MaxPull-1].Rev
		}
		return addPublishedKeys(ctx, tx, p, s.Wrap)
	})
	return p, err
}

func addPublishedKeys(ctx context.Context, tx *sqldb.Tx, p *wire.Pulled, recipient []byte) error {
	for _, it := range p.Items {
		f, err := record.Decode(it.Fact)
		if err != nil {
			continue // quarantined; it has no keys to send
		}
		for _, box := range f.Boxes {
			if !box.Published {
				continue
			}
			k, err := ledger.KeyOf(ctx, tx, box.Tag)
			if errors.Is(err, ledger.ErrNoKey) {
				continue
			}
			if err != nil {
				return err
			}
			wrapped, err := seal.Wrap(recipient, box.Tag, k)
			if err != nil {
				return err
			}
			p.Keys = append(p.Keys, wire.Key{Tag: box.Tag, Wrapped: wrapped})
		}
	}
	return nil
}

// LastRev is the newest rev that is durable.
func (a *Archive) LastRev(ctx context.Context) (uint64, error) {
	var rev uint64
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(rev), 0) FROM fact`).Scan(&rev); err != nil {
			return fmt.Errorf("read the last rev: %w", err)
		}
		return nil
	})
	return rev, err
}
