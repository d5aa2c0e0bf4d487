package store

import (
	"context"
	"fmt"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// Shows gives what proves to a county that was rolled back what it had said: the mark of the
// cursor and the certificates of this folder's journals.
func (s *Store) Shows(ctx context.Context) (mark []byte, certs []wire.Cert, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) (err error) {
		mark, certs, err = shows(ctx, tx)
		return err
	})
	return mark, certs, err
}

func shows(ctx context.Context, tx *sqldb.Tx) (mark []byte, certs []wire.Cert, err error) {
	if mark, err = getMeta(ctx, tx, "mark"); err != nil {
		return nil, nil, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT bytes FROM cert ORDER BY station, epoch`)
	if err != nil {
		return nil, nil, fmt.Errorf("read certificates: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, nil, fmt.Errorf("read certificates: %w", err)
		}
		var c wire.Cert
		if err := record.Unmarshal(b, &c); err != nil {
			return nil, nil, err
		}
		certs = append(certs, c)
	}
	return mark, certs, rows.Err()
}

// KeepCerts keeps the county's certificates of this folder's journals; others are passed over.
func (s *Store) KeepCerts(ctx context.Context, certs []wire.Cert) error {
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		id, err := identity(ctx, tx)
		if err != nil {
			return err
		}
		for _, c := range certs {
			if !wire.VerifyCert(id.County, &c, id.CountySign) {
				continue
			}
			if err := keepCert(ctx, tx, &c); err != nil {
				return err
			}
		}
		return nil
	}))
}

func hasCert(ctx context.Context, tx *sqldb.Tx, o market.Origin) (has bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM cert WHERE station = ? AND epoch = ?)`, o.Station, o.Epoch).Scan(&has)
	if err != nil {
		return false, fmt.Errorf("look for the certificate of %s: %w", o, err)
	}
	return has, nil
}

func keepCert(ctx context.Context, tx *sqldb.Tx, c *wire.Cert) error {
	b, err := record.Marshal(c)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO cert (station, epoch, bytes) SELECT ?, ?, ? FROM origin WHERE station = ? AND epoch = ?
		ON CONFLICT (station, epoch) DO UPDATE SET bytes = excluded.bytes`, c.Station, c.Epoch, b, c.Station, c.Epoch)
	if err != nil {
		return fmt.Errorf("keep certificate of %s: %w", c.Origin(), err)
	}
	return nil
}

// Generation follows the county into a new generation, in one transaction: what have says is all
// that the county has of this folder's journals, and how far its own are whole; it will be pulled
// from the beginning, and every journal lists the places that it holds, since the county may have
// forgotten granting them. What else it may have forgotten it is told (tellHeard).
func (s *Store) Generation(ctx context.Context, gen uint32, have []wire.Have) error {
	var w *Writer
	err := s.db.Update(ctx, func(tx *sqldb.Tx) (err error) {
		w, err = s.follow(ctx, tx, gen, have)
		return err
	})
	return s.outcome(ctx, err, w)
}

// follow gives the last writer, of which the outcome of a failed commit can be told.
func (s *Store) follow(ctx context.Context, tx *sqldb.Tx, gen uint32, have []wire.Have) (last *Writer, err error) {
	id, err := identity(ctx, tx)
	if err != nil {
		return nil, err
	}
	all, err := origins(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		if !o.lost {
			continue
		}
		if err := journal.Adopt(ctx, tx, id.County, o.Origin); err != nil { // the county may have forgotten them too
			return nil, err
		}
	}
	// Revs are counted anew behind those of the backup, so old ones would be taken twice.
	for _, query := range []string{`UPDATE origin SET acked = 0`, `UPDATE fact SET rev = NULL WHERE rev IS NOT NULL`} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return nil, fmt.Errorf("forget what an older generation had: %w", err)
		}
	}
	whole := map[uint8]uint64{}
	for _, h := range have {
		if h.Origin().County() {
			whole[h.Epoch] = h.Seq
			continue
		}
		own, ok, err := journal.HashAt(ctx, tx, id.County, h.Origin(), h.Seq)
		if err != nil {
			return nil, err
		}
		if ok && own == h.Hash {
			if err := acked(ctx, tx, h.Origin(), h.Seq); err != nil {
				return nil, err
			}
		}
	}
	if err := setCursor(ctx, tx, gen, 0, nil); err != nil {
		return nil, err
	}
	if err := ledger.Follow(ctx, tx, gen); err != nil {
		return nil, err
	}
	for _, o := range all {
		if o.lost {
			continue
		}
		last, err = write(ctx, tx, "self", s.now().UnixMilli(), &o.Origin, func(w *Writer) error {
			if o.current {
				if err := w.tellHeard(gen, whole); err != nil {
					return err
				}
			}
			return w.list(gen, o.current)
		})
		if err != nil {
			return nil, err
		}
	}
	return last, nil
}

// list writes what this origin holds by grants. The current origin also says which places went
// back to the county after a grant: their returns build on it.
func (w *Writer) list(gen uint32, current bool) error {
	held, order, err := w.holdings(gen, current)
	if err != nil {
		return err
	}
	for _, id := range order {
		ref, err := market.ParseRef(id)
		if err != nil {
			return err
		}
		for _, part := range split(held[id]) {
			if err := w.Put(record.PlaceHeld, ref, 0, part); err != nil {
				return err
			}
		}
	}
	return w.Put(record.HoldingsListed, w.NewRef(), 0, record.Listed{Gen: gen})
}

func (w *Writer) holdings(gen uint32, current bool) (held map[string]*record.Held, order []string, err error) {
	held = map[string]*record.Held{}
	of := func(posting string) *record.Held {
		if held[posting] == nil {
			held[posting] = &record.Held{Gen: gen}
			order = append(order, posting)
		}
		return held[posting]
	}
	// A first return builds on the opening itself, and needs no word.
	rows, err := w.tx.QueryContext(w.ctx, `SELECT posting, n, hop, station <> 0 FROM place
		WHERE station = ? AND epoch = ? AND hop > 0 OR ? AND station = 0 AND hop > 1 ORDER BY posting, n`, w.id.Station, w.id.Epoch, current)
	if err != nil {
		return nil, nil, fmt.Errorf("read holdings of %s: %w", w.id.Origin, err)
	}
	defer rows.Close()
	for rows.Next() {
		var posting string
		var m record.Move
		var mine bool
		if err := rows.Scan(&posting, &m.Place, &m.Hop, &mine); err != nil {
			return nil, nil, fmt.Errorf("read holdings of %s: %w", w.id.Origin, err)
		}
		if h := of(posting); mine {
			h.Mine = append(h.Mine, m)
		} else {
			h.Back = append(h.Back, m)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, nil, fmt.Errorf("read holdings of %s: %w", w.id.Origin, err)
	}
	granted, err := w.tx.QueryContext(w.ctx, `SELECT posting, id FROM request
		WHERE station = ? AND epoch = ? AND state = 'granted' ORDER BY posting, n`, w.id.Station, w.id.Epoch)
	if err != nil {
		return nil, nil, fmt.Errorf("read granted requests of %s: %w", w.id.Origin, err)
	}
	defer granted.Close()
	for granted.Next() {
		var posting, id string
		if err := granted.Scan(&posting, &id); err != nil {
			return nil, nil, fmt.Errorf("read granted requests of %s: %w", w.id.Origin, err)
		}
		h := of(posting)
		h.Granted = append(h.Granted, record.RefOf(id))
	}
	return held, order, granted.Err()
}

// split cuts a list into facts of at most record.MaxHeld entries.
func split(h *record.Held) []record.Held {
	var out []record.Held
	for len(h.Mine)+len(h.Back)+len(h.Granted) > 0 {
		left := record.MaxHeld
		part := record.Held{Gen: h.Gen}
		part.Mine, h.Mine = cut(h.Mine, &left)
		part.Back, h.Back = cut(h.Back, &left)
		part.Granted, h.Granted = cut(h.Granted, &left)
		out = append(out, part)
	}
	return out
}

func cut[T any](l []T, left *int) (head, tail []T) {
	n := min(len(l), *left)
	*left -= n
	return l[:n:n], l[n:]
}
