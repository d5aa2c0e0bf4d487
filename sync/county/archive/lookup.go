package archive

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// A lookup could be used to fish for numbers, so a station gets lookups answers in perLookups.
const (
	lookups    = 60
	perLookups = time.Hour
)

// Lookup answers a station that asks for a worker who registered elsewhere: with the registration
// that is shown for the person, the key of its box wrapped for that station alone, and what staff
// said of who is the same. All of it is addressed to the station from now on. Every question that
// is answered is logged, also the vain ones. Refusals: frozen, bad_value, bad_phone,
// bad_id_number, reconciling, too_many, unknown_person, name_needed.
func (a *Archive) Lookup(ctx context.Context, s Station, m *wire.Lookup) (*wire.Found, error) {
	if s.Frozen {
		return nil, market.Refuse("frozen")
	}
	q, err := m.Open(a.keys.wrap)
	if err != nil {
		return nil, err
	}
	what, p, err := question(q)
	if err != nil {
		return nil, err
	}
	var found *wire.Found
	var refused error
	err = a.update(ctx, func(w *writer) error {
		open, err := getMeta(ctx, w.tx, "reconcile")
		if err != nil {
			return err
		}
		if len(open) > 0 {
			return market.Refuse("reconciling")
		}
		if err := w.bound(s.Station); err != nil {
			return err
		}
		worker, err := w.find(what, p)
		refused = err
		if err != nil && market.Code(err) == "" {
			return err
		}
		if err := w.logLookup(s, worker); err != nil || worker == "" {
			return err
		}
		found, err = w.tellOf(s, worker)
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, refused
}

// question brings what is asked with to the form in which it was indexed.
func question(q *wire.Wanted) (what string, p *record.Person, err error) {
	if q.IDNumber != "" {
		id, err := market.ParseResidentID(q.IDNumber, time.Time{})
		return byIDNumber, &record.Person{IDNumber: id.Number}, err
	}
	phone, err := market.ParsePhone(q.Phone)
	if q.Name != "" {
		what = byPhoneName
	} else {
		what = byPhone
	}
	return what, &record.Person{Phone: phone, Name: q.Name}, err
}

// bound refuses with too_many when the station has asked as often as it may.
func (w *writer) bound(station uint16) error {
	var n int
	err := w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM lookup WHERE station = ? AND at > ?`,
		station, w.a.now().Add(-perLookups).UnixMilli()).Scan(&n)
	if err != nil {
		return fmt.Errorf("count lookups of station %d: %w", station, err)
	}
	if n >= lookups {
		return market.Refuse("too_many")
	}
	return nil
}

func (w *writer) logLookup(s Station, worker string) error {
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO lookup (station, epoch, at, worker) VALUES (?, ?, ?, ?)`,
		s.Station, s.Epoch, w.a.now().UnixMilli(), worker); err != nil {
		return fmt.Errorf("log lookup of %s: %w", s.Origin, err)
	}
	return nil
}

// find gives the registration that is shown for the one person who fits; the oldest when the
// person has several and staff have not spoken.
func (w *writer) find(what string, p *record.Person) (string, error) {
	key, err := getMeta(w.ctx, w.tx, identityKey)
	if err != nil {
		return "", err
	}
	value := blinded(key, p)[what]
	type row struct{ worker, who string }
	fits, err := list(w, func(rows *sql.Rows, r *row) error { return rows.Scan(&r.worker, &r.who) },
		`SELECT b.worker, COALESCE(HEX(i.person), b.worker) FROM blind b JOIN worker r ON r.id = b.worker JOIN person_key k ON k.tag = r.tag
		LEFT JOIN identity i ON i.worker = b.worker
		WHERE b.value = ? ORDER BY (SELECT MIN(f.rev) FROM fact f WHERE f.thing = b.worker AND f.kind = ?)`, value[:], string(record.WorkerRegistered))
	if err != nil {
		return "", fmt.Errorf("look for a worker: %w", err)
	}
	if len(fits) == 0 {
		return "", market.Refuse("unknown_person")
	}
	if what != byIDNumber && slices.ContainsFunc(fits, func(r row) bool { return r.who != fits[0].who }) {
		return "", market.Refuse("name_needed")
	}
	_, shown, err := ledger.Registrations(w.ctx, w.tx, fits[0].worker)
	return shown, err
}

// tellOf addresses the registration to the station, with what staff said of who is the same
// person, and gives it.
func (w *writer) tellOf(s Station, worker string) (*wire.Found, error) {
	all, _, err := ledger.Registrations(w.ctx, w.tx, worker)
	if err != nil {
		return nil, err
	}
	items, err := list(w, scanItem, `SELECT rev, station, epoch, seq, bytes FROM fact WHERE thing = ? AND kind = ?`, worker, string(record.WorkerRegistered))
	if err != nil {
		return nil, fmt.Errorf("read registration of %s: %w", worker, err)
	}
	for _, one := range all {
		said, err := list(w, scanItem, `SELECT f.rev, f.station, f.epoch, f.seq, f.bytes FROM fact f
			JOIN (SELECT epoch, seq FROM same WHERE a = ? UNION SELECT epoch, seq FROM same WHERE b = ?) s
			ON f.station = 0 AND f.epoch = s.epoch AND f.seq = s.seq`, one, one)
		if err != nil {
			return nil, fmt.Errorf("read what was said of %s: %w", one, err)
		}
		for _, it := range said {
			if !slices.ContainsFunc(items, func(had wire.Item) bool { return had.Rev == it.Rev }) {
				items = append(items, it)
			}
		}
	}
	for _, it := range items {
		if err := w.address(s.Station, it); err != nil {
			return nil, err
		}
	}
	tags, keys, err := keysOf(w.ctx, w.tx, items, s.Station)
	if err != nil {
		return nil, err
	}
	f := &wire.Found{Worker: record.RefOf(market.WorkerID(worker)), Items: items}
	f.Keys, err = wrapped(s, tags, keys)
	return f, err
}

func scanItem(rows *sql.Rows, it *wire.Item) error {
	return rows.Scan(&it.Rev, &it.Station, &it.Epoch, &it.Seq, &it.Fact)
}

// isAddressed is the condition on a row of fact that it is addressed to the station given.
const isAddressed = `EXISTS (SELECT 1 FROM addressed a WHERE a.receiver = ? AND a.station = fact.station AND a.epoch = fact.epoch AND a.seq = fact.seq)`

// address makes a fact one that the station is to have.
func (w *writer) address(station uint16, it wire.Item) error {
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO addressed (receiver, station, epoch, seq) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		station, it.Station, it.Epoch, it.Seq); err != nil {
		return fmt.Errorf("address fact %d of %d-%d to station %d: %w", it.Seq, it.Station, it.Epoch, station, err)
	}
	return nil
}

// addressedTo says whether a fact is addressed to the station.
func addressedTo(ctx context.Context, tx *sqldb.Tx, it wire.Item, station uint16) (bool, error) {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM addressed WHERE receiver = ? AND station = ? AND epoch = ? AND seq = ?`,
		station, it.Station, it.Epoch, it.Seq).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look who has fact %d of %d-%d: %w", it.Seq, it.Station, it.Epoch, err)
	}
	return n > 0, nil
}

func dumpLookups(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Station int    `json:"station"`
			Epoch   int    `json:"epoch"`
			At      string `json:"at"`
			Found   bool   `json:"found"`
			Worker  string `json:"worker,omitempty"`
		}
		var at int64
		if err := scan(&r.Station, &r.Epoch, &at, &r.Worker); err != nil {
			return err
		}
		r.At, r.Found = time.UnixMilli(at).In(market.Zone).Format(time.RFC3339), r.Worker != ""
		return emit(r)
	}, `SELECT station, epoch, at, worker FROM lookup ORDER BY id`)
}
