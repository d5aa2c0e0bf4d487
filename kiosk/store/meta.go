package store

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// Identity is who this station is, as the county told it at enrolment.
type Identity struct {
	market.Origin
	County     uint32
	Name       string // own name; empty means the official one
	Area       market.AreaCode
	URL        string            // where the county answers
	Public     string            // what slips begin with
	CountySign ed25519.PublicKey // pinned
	CountyWrap []byte
	Sign       ed25519.PrivateKey
	Restored   bool // put back from a backup: no place is given before the next epoch
}

// ErrNotEnrolled says that this folder belongs to no station yet.
var ErrNotEnrolled = market.Refuse("not_enrolled")

// Identity reads who this station is, or gives ErrNotEnrolled.
func (s *Store) Identity(ctx context.Context) (Identity, error) {
	var id Identity
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		id, err = identity(ctx, tx)
		return err
	})
	return id, err
}

func identity(ctx context.Context, tx *sqldb.Tx) (Identity, error) {
	var id Identity
	var seed []byte
	err := tx.QueryRowContext(ctx, `SELECT station, epoch, sign, restored FROM origin WHERE current = 1`).
		Scan(&id.Station, &id.Epoch, &seed, &id.Restored)
	if errors.Is(err, sql.ErrNoRows) {
		return id, ErrNotEnrolled
	}
	if err != nil {
		return id, fmt.Errorf("read origin: %w", err)
	}
	if len(seed) != ed25519.SeedSize {
		return id, fmt.Errorf("read origin: key of %d bytes", len(seed))
	}
	id.Sign = ed25519.NewKeyFromSeed(seed)
	m, err := metaOf(ctx, tx, "county", "name", "area", "url", "public", "county_sign", "county_wrap")
	if err != nil {
		return id, err
	}
	if id.County, err = countyNumber(m["county"]); err != nil {
		return id, err
	}
	id.Name, id.Area, id.URL, id.Public = string(m["name"]), market.AreaCode(m["area"]), string(m["url"]), string(m["public"])
	id.CountySign, id.CountyWrap = m["county_sign"], m["county_wrap"]
	return id, nil
}

func countyNumber(b []byte) (uint32, error) {
	if len(b) != 4 {
		return 0, fmt.Errorf("read county number: %d bytes", len(b))
	}
	return binary.BigEndian.Uint32(b), nil
}

// countyOf reads the county number alone, for those who look at journals: all of an identity costs ten
// times as much, most of it the key.
func countyOf(ctx context.Context, tx *sqldb.Tx) (uint32, error) {
	b, err := getMeta(ctx, tx, "county")
	if err != nil {
		return 0, err
	}
	if b == nil {
		return 0, ErrNotEnrolled
	}
	return countyNumber(b)
}

// wrapKey opens the persons' keys that the county wrapped for this station.
func wrapKey(ctx context.Context, tx *sqldb.Tx) (*seal.Recipient, error) {
	b, err := getSecret(ctx, tx, "wrap_key")
	if err != nil {
		return nil, err
	}
	return seal.ParseRecipient(b)
}

// metaOf reads several rows in one query; what is not there is nil.
func metaOf(ctx context.Context, tx *sqldb.Tx, names ...string) (map[string][]byte, error) {
	args := make([]any, len(names))
	for i, name := range names {
		args[i] = name
	}
	m := map[string][]byte{}
	query := `SELECT name, value FROM meta WHERE name IN (?` + strings.Repeat(`, ?`, len(names)-1) + `)`
	err := tx.Each(ctx, query, args, func(rows *sql.Rows) error {
		var name string
		var value []byte
		err := rows.Scan(&name, &value)
		m[name] = value
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read who this station is: %w", err)
	}
	return m, nil
}

func getMeta(ctx context.Context, tx *sqldb.Tx, name string) ([]byte, error) {
	var v []byte
	err := tx.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = ?`, name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return v, nil
}

func setMeta(ctx context.Context, tx *sqldb.Tx, name string, v []byte) error {
	if v == nil {
		v = []byte{}
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, v)
	if err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return nil
}

// Counts is what status shows.
type Counts struct {
	Facts  uint64 // of the current journal
	Unsent uint64 // facts the county has not proved to have, of every origin of this folder
	Parked int    // facts that wait for something
	Bad    int    // facts in quarantine
}

// Counts reads how much is here and how much waits.
func (s *Store) Counts(ctx context.Context) (Counts, error) {
	var c Counts
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT
			(SELECT COUNT(*) FROM fact f JOIN origin o ON o.station = f.station AND o.epoch = f.epoch WHERE o.current = 1),
			(SELECT COUNT(*) FROM fact f JOIN origin o ON o.station = f.station AND o.epoch = f.epoch
				WHERE f.seq > o.acked AND f.hash IS NOT NULL),
			(SELECT COUNT(*) FROM quarantine)`).Scan(&c.Facts, &c.Unsent, &c.Bad)
		if err != nil {
			return fmt.Errorf("count facts: %w", err)
		}
		c.Parked, err = ledger.Waiting(ctx, tx)
		return err
	})
	return c, err
}

// Unsent says how many facts the county has not acknowledged; Counts looks at all others too.
func (s *Store) Unsent(ctx context.Context) (uint64, error) {
	var n uint64
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM origin o CROSS JOIN fact f ON f.station = o.station AND f.epoch = o.epoch
			WHERE f.seq > o.acked AND f.hash IS NOT NULL`).Scan(&n)
		if err != nil {
			return fmt.Errorf("count unsent facts: %w", err)
		}
		return nil
	})
	return n, err
}

// Verify walks the chain of every journal of this folder. broken is 0 when all are whole.
func (s *Store) Verify(ctx context.Context) (facts, broken uint64, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		county, err := countyOf(ctx, tx)
		if err != nil {
			return err
		}
		origins, err := origins(ctx, tx)
		if err != nil {
			return err
		}
		for _, o := range origins {
			n, b, err := journal.Verify(ctx, tx, county, o.Origin)
			if err != nil {
				return err
			}
			facts += n
			if b == 0 && n < o.acked { // the county has facts that are gone here
				b = n + 1
			}
			if b != 0 {
				broken = b
				return nil
			}
		}
		return nil
	})
	return facts, broken, err
}

type origin struct {
	market.Origin
	seed    []byte
	acked   uint64
	current bool
	lost    bool

	restored bool
}

func origins(ctx context.Context, tx *sqldb.Tx) ([]origin, error) {
	rows, err := tx.QueryContext(ctx, `SELECT station, epoch, sign, acked, current, lost, restored FROM origin ORDER BY station, epoch`)
	if err != nil {
		return nil, fmt.Errorf("read origins: %w", err)
	}
	defer rows.Close()
	var out []origin
	for rows.Next() {
		var o origin
		if err := rows.Scan(&o.Station, &o.Epoch, &o.seed, &o.acked, &o.current, &o.lost, &o.restored); err != nil {
			return nil, fmt.Errorf("read origins: %w", err)
		}
		out = append(out, o)
	}
	return out, rows.Err()
}

// Lookup of people by phone goes through this link, so that the number itself is kept only
// inside the sealed box.
func blind(ctx context.Context, tx *sqldb.Tx, what, value string) ([]byte, error) {
	key, err := getSecret(ctx, tx, "index_key")
	if err != nil {
		return nil, err
	}
	if len(key) == 0 {
		return nil, ErrNotEnrolled
	}
	h := record.Keyed(key, what+"\x00"+value)
	return h[:], nil
}

// LastRound is how the newest round with the county went.
type LastRound struct {
	Code string // "" when it went well
	At   int64  // milliseconds; 0: there was none
	Good int64  // of the last that went well
}

// SetRound keeps how a round went, so that a program started later can tell.
func (s *Store) SetRound(ctx context.Context, code string) error {
	at := binary.BigEndian.AppendUint64(nil, uint64(s.now().UnixMilli()))
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		if err := setMeta(ctx, tx, "round", append(at, code...)); err != nil || code != "" {
			return err
		}
		return setMeta(ctx, tx, "round_good", at)
	}))
}

// LastRound reads what SetRound kept.
func (s *Store) LastRound(ctx context.Context) (LastRound, error) {
	var r LastRound
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		v, err := getMeta(ctx, tx, "round")
		if err == nil && len(v) >= 8 {
			r.At, r.Code = int64(binary.BigEndian.Uint64(v)), string(v[8:])
		}
		if err != nil {
			return err
		}
		if v, err = getMeta(ctx, tx, "round_good"); err == nil && len(v) == 8 {
			r.Good = int64(binary.BigEndian.Uint64(v))
		}
		return err
	})
	return r, err
}
