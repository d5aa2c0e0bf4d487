package archive

import (
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// generation is which life of the county's database this is: 1 at first, one more after every
// restore. Cursors count within one generation, and the county's own journal of each is (0, gen).
func generation(ctx context.Context, tx *sqldb.Tx) (uint32, error) {
	v, err := getMeta(ctx, tx, "gen")
	if err != nil || len(v) != 4 {
		return 1, err
	}
	return binary.BigEndian.Uint32(v), nil
}

// Blocks of numbers that a new generation skips: a lost past may have given them out.
const (
	skipStations = 64
	skipEpochs   = 8
)

// lastGeneration is the last whose journal can be named: an epoch has one byte.
const lastGeneration = 255

// openGeneration begins generation gen, because what came after some moment of this database is
// lost. Numbers that may have been given out are skipped, nothing is granted until EndReconcile,
// and every epoch has to list what it holds. restored says that what is here is whole.
func (w *writer) openGeneration(gen uint32, restored bool) error {
	if gen > lastGeneration {
		return market.Refuse("too_many_generations")
	}
	if err := w.intactUpTo(restored); err != nil {
		return err
	}
	w.gen = gen
	if err := setMeta(w.ctx, w.tx, "gen", binary.BigEndian.AppendUint32(nil, gen)); err != nil {
		return err
	}
	if err := setMeta(w.ctx, w.tx, "reconcile", []byte{1}); err != nil {
		return err
	}
	for _, step := range []struct {
		query string
		args  []any
	}{
		{`INSERT INTO reserved (station, epoch) SELECT station, MIN(MAX(epoch) + ?, 255) FROM given WHERE 1 GROUP BY station ON CONFLICT DO NOTHING`, []any{skipEpochs}},
		{`INSERT INTO reserved (station, epoch) SELECT MIN(COALESCE(MAX(station), 0) + ?, 65535), 1 FROM given WHERE 1 ON CONFLICT DO NOTHING`, []any{skipStations}},
		{`DELETE FROM listing`, nil},
		{`INSERT INTO listing (station, epoch) SELECT station, epoch FROM epoch`, nil},
	} {
		if _, err := w.tx.ExecContext(w.ctx, step.query, step.args...); err != nil {
			return fmt.Errorf("open generation %d: %w", gen, err)
		}
	}
	return w.put(record.GenerationOpened, record.GenerationRef(gen), toAll, record.Generation{Gen: gen})
}

// shown is what a station shows of the county's own words.
type shown struct {
	gen   uint32 // of the mark
	mark  []byte
	have  []wire.Have
	certs []wire.Cert
}

// remember looks whether a station shows something that this database has forgotten, and makes
// it known again. It writes nothing when all is as it should be.
func (a *Archive) remember(ctx context.Context, s shown) error {
	news := false
	err := a.db.View(ctx, func(tx *sqldb.Tx) (err error) {
		if news, err = a.forgotten(ctx, tx, s.gen, s.mark); err != nil || news {
			return err
		}
		for _, h := range s.have[:min(len(s.have), wire.MaxJournals)] {
			if _, err := a.Vouched(h.Origin(), s.certs); err != nil {
				continue
			}
			if _, err := station(ctx, tx, h.Origin()); err == nil {
				continue
			} else if market.Code(err) != "unknown_station" {
				return err
			}
			news = true
		}
		return nil
	})
	if err != nil || !news {
		return err
	}
	return a.update(ctx, func(w *writer) error { return w.remember(s) })
}

func (w *writer) remember(s shown) error {
	lost, err := w.a.forgotten(w.ctx, w.tx, s.gen, s.mark)
	if err != nil {
		return err
	}
	if lost {
		if err := w.rolledBack(max(s.gen, w.gen) + 1); err != nil {
			return err
		}
	}
	for _, h := range s.have[:min(len(s.have), wire.MaxJournals)] {
		c, err := w.a.Vouched(h.Origin(), s.certs)
		if market.Code(err) == "unknown_station" {
			continue
		}
		if err != nil {
			return err
		}
		if err := w.readmit(c); err != nil {
			return err
		}
	}
	return nil
}

// rolledBack opens a generation without a restore. What the county said meanwhile under the seqs
// of lost facts never reaches who has those, so what everybody must know is said again.
func (w *writer) rolledBack(gen uint32) error {
	if err := w.openGeneration(gen, false); err != nil {
		return err
	}
	type said struct {
		no    uint32
		kind  record.Kind
		scope string
		body  any
	}
	var again []said
	err := each(w.ctx, w.tx, func(scan func(...any) error) error {
		s := said{kind: record.StationEnrolled, scope: toAll}
		var b record.StationInfo
		err := scan(&s.no, &b.Epoch, &b.Name, &b.Area, &b.Sign)
		s.body = b
		again = append(again, s)
		return err
	}, `SELECT no, epoch, name, area, sign FROM station ORDER BY no, epoch`)
	if err != nil {
		return err
	}
	err = each(w.ctx, w.tx, func(scan func(...any) error) error {
		s := said{kind: record.StaffSet}
		var b record.Staff
		err := scan(&b.Account, &b.Title, &b.Role, &b.PIN, &b.Station)
		s.no, s.scope, s.body = uint32(b.Station), toStation(b.Station), b
		again = append(again, s)
		return err
	}, `SELECT account, title, role, pin, station FROM staff ORDER BY account`)
	if err != nil {
		return err
	}
	for _, s := range again {
		if err := w.put(s.kind, market.Ref{Origin: ledger.County, N: s.no}, s.scope, s.body); err != nil {
			return err
		}
	}
	return nil
}

// cert is the county's word for a (station, epoch) that it enrolled.
func (a *Archive) cert(s Station, gen uint32) wire.Cert {
	c := wire.Cert{Station: s.Station, Epoch: s.Epoch, Sign: s.Sign, Wrap: s.Wrap, Name: s.Name, Area: s.Area, Gen: gen}
	wire.SignCert(a.keys.county, &c, a.keys.sign)
	return c
}

// Vouched gives the county's own certificate for o among certs, or refuses with unknown_station.
func (a *Archive) Vouched(o market.Origin, certs []wire.Cert) (*wire.Cert, error) {
	for _, c := range certs[:min(len(certs), wire.MaxJournals)] {
		if c.Origin() == o && wire.VerifyCert(a.keys.county, &c, ed25519.PublicKey(a.keys.sign[32:])) {
			return &c, nil
		}
	}
	return nil, market.Refuse("unknown_station")
}

// Readmit makes an epoch known again that a lost past of this county enrolled, as Vouched gave
// it. A certificate of this very generation proves that some of it is lost too, so it opens a
// new one.
func (a *Archive) Readmit(ctx context.Context, s *wire.Cert) error {
	return a.update(ctx, func(w *writer) error { return w.readmit(s) })
}

func (w *writer) readmit(s *wire.Cert) error {
	if _, err := station(w.ctx, w.tx, s.Origin()); market.Code(err) != "unknown_station" {
		return err
	}
	if s.Gen >= w.gen {
		if err := w.rolledBack(s.Gen + 1); err != nil {
			return err
		}
	}
	for _, step := range []struct {
		query string
		args  []any
	}{
		{`INSERT INTO epoch (station, epoch, sign, wrap) VALUES (?, ?, ?, ?)`, []any{s.Station, s.Epoch, s.Sign, s.Wrap}},
		{`INSERT INTO listing (station, epoch) VALUES (?, ?)`, []any{s.Station, s.Epoch}},
		{`INSERT INTO reserved (station, epoch) VALUES (?, ?) ON CONFLICT DO NOTHING`, []any{s.Station, min(int(s.Epoch)+skipEpochs, 255)}},
	} {
		if _, err := w.tx.ExecContext(w.ctx, step.query, step.args...); err != nil {
			return fmt.Errorf("readmit %s: %w", s.Origin(), err)
		}
	}
	body := record.StationInfo{Epoch: s.Epoch, Name: s.Name, Area: s.Area, Sign: s.Sign}
	return w.put(record.StationEnrolled, market.Ref{Origin: ledger.County, N: uint32(s.Station)}, toAll, body)
}
