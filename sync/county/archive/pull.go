package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// Presence is what a hello tells of the station itself.
type Presence struct {
	Version int
	Unsent  uint64 // facts that the county did not have
	Program string
	said    told
}

// Greet answers a hello: what the county has of the station's journals, each with its link,
// and which of them are over. It writes nothing, so a hello sent again changes nothing; but what
// the station shows and the county has forgotten opens a new generation.
func (a *Archive) Greet(ctx context.Context, s Station, m *wire.Hello) (*wire.HelloReply, Presence, error) {
	if m.Version > wire.Version {
		return nil, Presence{}, market.Refuse("too_new")
	}
	if len(m.Have) > wire.MaxJournals {
		return nil, Presence{}, market.Refuse("too_large")
	}
	if err := a.remember(ctx, shown{m.Gen, m.Mark, m.Have, m.Certs}); err != nil {
		return nil, Presence{}, err
	}
	r := &wire.HelloReply{Time: a.now().UnixMilli()}
	p := Presence{Version: m.Version, Program: m.Program, said: toldIn(m.Gen, m.Rev, m.Have)}
	err := a.db.View(ctx, func(tx *sqldb.Tx) (err error) {
		if r.Gen, err = generation(ctx, tx); err != nil {
			return err
		}
		for _, h := range m.Have {
			known, err := station(ctx, tx, h.Origin())
			if market.Code(err) == "unknown_station" {
				continue
			}
			if err != nil {
				return err
			}
			head, err := journal.HeadOf(ctx, tx, a.keys.county, known.Origin)
			if err != nil {
				return err
			}
			if h.Seq > head.Seq {
				p.Unsent += h.Seq - head.Seq
			}
			if known.Frozen {
				r.Frozen = append(r.Frozen, wire.Journal{Station: h.Station, Epoch: h.Epoch})
			}
			if _, err := a.Vouched(known.Origin, m.Certs); err != nil {
				r.Certs = append(r.Certs, a.cert(known, r.Gen))
			}
			r.Have = append(r.Have, wire.Have{Station: h.Station, Epoch: h.Epoch, Seq: head.Seq, Hash: head.Hash})
		}
		if m.Gen < r.Gen {
			if r.Own, err = intact(ctx, tx); err != nil {
				return err
			}
		}
		r.Rev, err = lastRev(ctx, tx)
		return err
	})
	return r, p, err
}

// Seen notes that the station is online.
func (a *Archive) Seen(ctx context.Context, s Station, p Presence) error {
	return a.update(ctx, func(w *writer) error { return w.seen(s, p) })
}

// GrantAhead is told once a round, when the station has pushed what it had: it gives the
// station places ahead of need, and asks it for those that its own requests kept too long.
func (a *Archive) GrantAhead(ctx context.Context, s Station, p Presence) error {
	return a.update(ctx, func(w *writer) error { return w.round(s, p) })
}

func (w *writer) round(s Station, p Presence) error {
	p.Unsent = 0 // it has pushed what it had
	if err := w.seen(s, p); err != nil || s.Frozen {
		return err
	}
	if err := w.age(s.Origin); err != nil {
		return err
	}
	return w.grantAhead(s, market.MinuteOf(w.a.now()).Date())
}

func (w *writer) seen(s Station, p Presence) error {
	program := strings.ToValidUTF8(p.Program[:min(len(p.Program), 100)], "")
	_, err := w.tx.ExecContext(w.ctx, `UPDATE epoch SET last_seen = ?, unsent = ?, program = ? WHERE station = ? AND epoch = ?`,
		w.a.now().UnixMilli(), min(p.Unsent, math.MaxInt64), program, s.Station, s.Epoch)
	if err != nil {
		return fmt.Errorf("note that %s was seen: %w", s.Origin, err)
	}
	return w.tell(s.Origin, p.said)
}

// Pull gives the facts after a rev that the station should see, at most wire.MaxPull and
// wire.MaxFacts bytes of them, with keys wrapped for it as its version of the wire reads them: of the
// published persons, and of all in the facts that it made itself in earlier epochs, which a disk
// put back may lack, or that are addressed to it.
func (a *Archive) Pull(ctx context.Context, s Station, after uint64, version int) (*wire.Pulled, error) {
	p := &wire.Pulled{}
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		now, err := station(ctx, tx, s.Origin)
		if err != nil {
			return err
		}
		if err := now.Admitted(); err != nil { // since it began to wait
			return err
		}
		if p.Gen, err = generation(ctx, tx); err != nil {
			return err
		}
		if p.Upto, err = lastRev(ctx, tx); err != nil {
			return err
		}
		size, full := 0, errors.New("the page is full")
		err = tx.Each(ctx, `SELECT rev, station, epoch, seq, bytes FROM fact
			WHERE rev > ? AND (station <> ? AND (scope IN (?, ?, ?) OR `+isAddressed+`) OR station = ? AND epoch <> ?) ORDER BY rev LIMIT ?`,
			[]any{after, s.Station, toAll, toTownship(s.Area), toStation(s.Station), s.Station, s.Station, s.Epoch, wire.MaxPull + 1},
			func(rows *sql.Rows) error {
				var it wire.Item
				if err := rows.Scan(&it.Rev, &it.Station, &it.Epoch, &it.Seq, &it.Fact); err != nil {
					return err
				}
				size += len(it.Fact)
				if n := len(p.Items); n == wire.MaxPull || n > 0 && size > wire.MaxFacts {
					p.More, p.Upto = true, p.Items[n-1].Rev
					return full
				}
				p.Items = append(p.Items, it)
				return nil
			})
		if err != nil && !errors.Is(err, full) {
			return fmt.Errorf("read facts after %d: %w", after, err)
		}
		if p.Mark, err = a.markAt(ctx, tx, p.Gen, p.Upto); err != nil {
			return err
		}
		return addKeys(ctx, tx, p, s, version)
	})
	return p, err
}

// addKeys wraps keys one by one, as stations of version 1 read them, or as a ring.
func addKeys(ctx context.Context, tx *sqldb.Tx, p *wire.Pulled, s Station, version int) error {
	tags, keys, err := keysOf(ctx, tx, p.Items, s.Station)
	if err != nil {
		return err
	}
	if version >= 2 {
		p.Ring, err = wire.NewRing(s.Wrap, tags, keys)
		return err
	}
	p.Keys, err = wrapped(s, tags, keys)
	return err
}

// wrapped wraps keys for s one by one.
func wrapped(s Station, tags []seal.Tag, keys []seal.Key) ([]wire.Key, error) {
	var out []wire.Key
	for i, t := range tags {
		w, err := seal.Wrap(s.Wrap, t, keys[i])
		if err != nil {
			return nil, err
		}
		out = append(out, wire.Key{Tag: t, Wrapped: w})
	}
	return out, nil
}

// keysOf gives the keys of the boxes in items that the station may open.
func keysOf(ctx context.Context, tx *sqldb.Tx, items []wire.Item, station uint16) (tags []seal.Tag, keys []seal.Key, err error) {
	kept, err := veilNow(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	for _, it := range items {
		f, err := record.Decode(it.Fact)
		if err != nil || kept.hides(market.Origin{Station: it.Station, Epoch: it.Epoch}, it.Seq) {
			continue // quarantined; it has no keys to send
		}
		for _, box := range f.Boxes {
			if !box.Published && it.Station != station {
				asked, err := addressedTo(ctx, tx, it, station)
				if err != nil {
					return nil, nil, err
				}
				if !asked {
					continue
				}
			}
			k, err := ledger.KeyOf(ctx, tx, box.Tag)
			if errors.Is(err, ledger.ErrNoKey) {
				continue
			}
			if err != nil {
				return nil, nil, err
			}
			tags, keys = append(tags, box.Tag), append(keys, k)
		}
	}
	return tags, keys, nil
}

// lastRev is the newest rev that has been given out.
func lastRev(ctx context.Context, tx *sqldb.Tx) (uint64, error) {
	var rev uint64
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(rev), 0) FROM fact`).Scan(&rev); err != nil {
		return 0, fmt.Errorf("read the last rev: %w", err)
	}
	return rev, nil
}
