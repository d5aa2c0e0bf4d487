package ledger

import (
	"context"
	"fmt"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Generation gives the county's newest generation that was heard of here.
func Generation(ctx context.Context, tx *sqldb.Tx) (uint32, error) {
	var gen uint32
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(gen), 1) FROM generation`).Scan(&gen); err != nil {
		return 0, fmt.Errorf("read the county's generation: %w", err)
	}
	return gen, nil
}

// Follow notes a generation of the county, from its fact or before that arrives. It voids what
// older generations wanted back: some of those recalls, and of the returns that answered them,
// are lost, so their sums mean nothing any more.
func Follow(ctx context.Context, tx *sqldb.Tx, gen uint32) error {
	before, err := Generation(ctx, tx)
	if err != nil || gen <= before {
		return err
	}
	for _, query := range []string{`INSERT INTO generation (gen) VALUES (?)`, `DELETE FROM recall WHERE ? > 1`} {
		if _, err := tx.ExecContext(ctx, query, gen); err != nil {
			return fmt.Errorf("follow the county into generation %d: %w", gen, err)
		}
	}
	return nil
}

func (a *applier) generationOpened(b record.Generation) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	if b.Gen < 2 || a.f.ID != record.GenerationRef(b.Gen) || uint32(a.o.Epoch) != b.Gen {
		return bad("generation %d opened by %s", b.Gen, a.o)
	}
	return Follow(a.ctx, a.tx, b.Gen)
}

// held takes what a station knows of places that the county may have forgotten. Only who lists
// in a new generation is believed; of two moves the one with the greater hop stands.
func (a *applier) held(b record.Held) error {
	if err := a.need("posting", a.id); err != nil {
		return err
	}
	gen, err := Generation(a.ctx, a.tx)
	if err != nil {
		return err
	}
	if a.o.County() || b.Gen < 2 || len(b.Mine)+len(b.Back)+len(b.Granted) > record.MaxHeld {
		return bad("holdings of %s in generation %d", a.o, b.Gen)
	}
	if b.Gen > gen {
		return missing{record.GenerationRef(b.Gen).String()}
	}
	for _, m := range append(b.Mine[:len(b.Mine):len(b.Mine)], b.Back...) {
		if _, _, err := a.holder(a.id, m.Place); err != nil {
			return err
		}
	}
	for _, r := range b.Granted {
		if r.Market().Origin != a.o {
			return bad("%s lists request %s", a.o, r)
		}
	}
	if err := first(a.move(b.Mine, a.o), a.move(b.Back, County)); err != nil {
		return err
	}
	for _, r := range b.Granted {
		if err := a.exec(`UPDATE request SET state = 'granted' WHERE id = ? AND state = 'open'`, r.String()); err != nil {
			return err
		}
	}
	return nil
}

// listed notes that the station has said all that it holds (lapsed); what the county may do after it
// stands in county/archive.
func (a *applier) listed(b record.Listed) error {
	if b.Gen < 2 || a.o.County() || a.f.ID.Origin != a.o {
		return bad("%s listed its holdings in generation %d", a.o, b.Gen)
	}
	return a.exec(`INSERT INTO listed (station, epoch, seq) VALUES (?, ?, ?)
		ON CONFLICT (station) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq
		WHERE (listed.epoch, listed.seq) < (excluded.epoch, excluded.seq)`, a.o.Station, a.o.Epoch, a.seq)
}

// lapsed says whether the station has listed its holdings after this return. Then it is no fault when
// somebody else holds the place: the grant on which it builds may be lost, with the county's past, and a
// disk that was put back too lists nothing of it.
func (a *applier) lapsed() (is bool, err error) {
	err = a.tx.QueryRowContext(a.ctx, `SELECT EXISTS (SELECT 1 FROM listed WHERE station = ? AND (epoch, seq) > (?, ?))`,
		a.o.Station, a.o.Epoch, a.seq).Scan(&is)
	if err != nil {
		return false, fmt.Errorf("look what %s listed: %w", a.o, err)
	}
	return is, nil
}

// refused takes the returns of a station out of the quarantine, for it has listed its holdings and they
// are looked at anew: so it is the same which of them came first.
func (d *Feed) refused(o market.Origin) ([]journal.Entry, error) {
	l, err := journal.QuarantinedOf(d.ctx, d.tx, o.Station, record.PlaceReturned)
	if err != nil {
		return nil, err
	}
	for _, e := range l {
		if err := release(d.ctx, d.tx, e.Origin, e.Seq); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// Waiting counts the facts that wait for others. A return that waits for a grant of a past that is lost
// waits for nothing (lapsed), though the county may still turn out to have it.
func Waiting(ctx context.Context, tx *sqldb.Tx) (n int, err error) {
	err = tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM parked p WHERE NOT EXISTS (SELECT 1 FROM fact f JOIN listed l ON l.station = f.station
		AND (l.epoch, l.seq) > (f.epoch, f.seq) WHERE f.station = p.station AND f.epoch = p.epoch AND f.seq = p.seq AND f.kind = ?)`,
		string(record.PlaceReturned)).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count what waits: %w", err)
	}
	return n, nil
}

// countyHeard has no effect on the picture; county/archive takes the words in it back.
func (a *applier) countyHeard(b record.Heard) error {
	if b.Gen < 2 || a.o.County() || a.f.ID.Origin != a.o || len(b.Words) == 0 {
		return bad("%s heard %d words of generation %d", a.o, len(b.Words), b.Gen)
	}
	return nil
}

// since orders what the county says of one thing over its generations, each of which begins its
// own journal.
func since(o market.Origin, seq uint64) int64 { return int64(o.Epoch-1)<<48 | int64(seq) }
