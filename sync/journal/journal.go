// Package journal keeps the journals of facts in SQL, always inside the caller's transaction,
// so that a fact and the rows that screens read commit together or not at all.
//
// Begin at Append (a station's or the county's own facts) and Put (facts of others). Nothing
// here decides what a fact means; that is sync/ledger.
package journal

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

//go:embed schema/*.sql
var schema embed.FS

// Schema is the room's migrations.
func Schema() fs.FS {
	sub, err := fs.Sub(schema, "schema")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}

// Head is how far a journal reaches: the last seq and its link. Seq 0 goes with the genesis.
type Head struct {
	Seq  uint64
	Hash record.Hash
}

// Entry is one stored fact.
type Entry struct {
	Origin market.Origin
	Seq    uint64
	Bytes  []byte
	Hash   record.Hash // zero for loose rows
	Rev    uint64      // 0 while the county does not have it
}

// HeadOf gives the head of o's journal; county binds the genesis.
func HeadOf(ctx context.Context, tx *sqldb.Tx, county uint32, o market.Origin) (Head, error) {
	h := Head{Hash: record.Genesis(county, o)}
	var hash []byte
	err := tx.QueryRowContext(ctx, `SELECT seq, hash FROM fact
		WHERE station = ? AND epoch = ? AND hash IS NOT NULL ORDER BY seq DESC LIMIT 1`, o.Station, o.Epoch).Scan(&h.Seq, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil
	}
	if err != nil {
		return Head{}, fmt.Errorf("read head of journal %s: %w", o, err)
	}
	if len(hash) != len(h.Hash) {
		return Head{}, fmt.Errorf("read head of journal %s: link of %d bytes", o, len(hash))
	}
	h.Hash = record.Hash(hash)
	return h, nil
}

// HashAt gives the link at seq of o's journal, and false when there is no such entry.
func HashAt(ctx context.Context, tx *sqldb.Tx, county uint32, o market.Origin, seq uint64) (record.Hash, bool, error) {
	if seq == 0 {
		return record.Genesis(county, o), true, nil
	}
	var hash []byte
	err := tx.QueryRowContext(ctx, `SELECT hash FROM fact WHERE station = ? AND epoch = ? AND seq = ?`, o.Station, o.Epoch, seq).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) || (err == nil && len(hash) != len(record.Hash{})) {
		return record.Hash{}, false, nil
	}
	if err != nil {
		return record.Hash{}, false, fmt.Errorf("read link %d of journal %s: %w", seq, o, err)
	}
	return record.Hash(hash), true, nil
}

// Append writes the next fact of the caller's own journal o, whose head must be given, and
// returns the entry.
func Append(ctx context.Context, tx *sqldb.Tx, o market.Origin, head Head, f *record.Fact) (Entry, error) {
	b, err := f.Encode()
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Origin: o, Seq: head.Seq + 1, Bytes: b, Hash: record.Next(head.Hash, b)}
	return e, Put(ctx, tx, e, f.Kind, f.ID.String(), "")
}

// Put stores one entry as it is. thing and kind are for lookup, by which check-ins are not found;
// scope is the county's.
func Put(ctx context.Context, tx *sqldb.Tx, e Entry, kind record.Kind, thing, scope string) error {
	r := NewRun(tx)
	if err := r.Put(ctx, e, kind, thing, scope); err != nil {
		return err
	}
	return r.Flush(ctx)
}

// Run stores many entries, several in one statement. Nobody may look for one of them before Flush.
type Run struct{ rows *sqldb.Bulk }

// NewRun begins; it is good until the end of tx.
func NewRun(tx *sqldb.Tx) *Run {
	return &Run{tx.Bulk(`INSERT INTO fact (station, epoch, seq, kind, thing, bytes, hash, rev, scope)`, 9, "")}
}

// Put is the function Put, for one of many.
func (r *Run) Put(ctx context.Context, e Entry, kind record.Kind, thing, scope string) error {
	var hash, rev, named any
	if e.Hash != (record.Hash{}) {
		hash = e.Hash[:]
	}
	if e.Rev != 0 {
		rev = e.Rev
	}
	if kind != record.CheckInMade { // the index stays small
		named = thing
	}
	err := r.rows.Add(ctx, e.Origin.Station, e.Origin.Epoch, e.Seq, string(kind), named, e.Bytes, hash, rev, scope)
	if err != nil {
		return fmt.Errorf("store facts up to %d of journal %s: %w", e.Seq, e.Origin, err)
	}
	return nil
}

// Flush stores what is left.
func (r *Run) Flush(ctx context.Context) error {
	if err := r.rows.Flush(ctx); err != nil {
		return fmt.Errorf("store facts: %w", err)
	}
	return nil
}

// Between gives the seqs of o's journal from first to last that are here.
func Between(ctx context.Context, tx *sqldb.Tx, o market.Origin, first, last uint64) ([]uint64, error) {
	var out []uint64
	err := tx.Each(ctx, `SELECT seq FROM fact WHERE station = ? AND epoch = ? AND seq BETWEEN ? AND ?`,
		[]any{o.Station, o.Epoch, first, last}, func(rows *sql.Rows) error {
			var seq uint64
			err := rows.Scan(&seq)
			out = append(out, seq)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("look for facts of journal %s: %w", o, err)
	}
	return out, nil
}

// Read gives up to limit entries of o's journal after seq, in order.
func Read(ctx context.Context, tx *sqldb.Tx, o market.Origin, after uint64, limit int) ([]Entry, error) {
	return collect(ctx, tx, `SELECT station, epoch, seq, bytes, hash, rev FROM fact
		WHERE station = ? AND epoch = ? AND seq > ? ORDER BY seq LIMIT ?`, o.Station, o.Epoch, after, limit)
}

// Stored gives up to limit entries of all journals in the order in which they were stored, and
// the place of the last in it, to be given as after for those that follow.
func Stored(ctx context.Context, tx *sqldb.Tx, after int64, limit int) ([]Entry, int64, error) {
	var last sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT MAX(rowid) FROM (SELECT rowid FROM fact WHERE rowid > ? ORDER BY rowid LIMIT ?)`, after, limit).Scan(&last)
	if err != nil || !last.Valid {
		return nil, after, err
	}
	l, err := collect(ctx, tx, `SELECT station, epoch, seq, bytes, hash, rev FROM fact
		WHERE rowid > ? AND rowid <= ? ORDER BY rowid`, after, last.Int64)
	return l, last.Int64, err
}

// Cut takes out and gives the entries of o's journal after seq: a past that is given up.
func Cut(ctx context.Context, tx *sqldb.Tx, o market.Origin, seq uint64) ([]Entry, error) {
	l, err := collect(ctx, tx, `SELECT station, epoch, seq, bytes, hash, rev FROM fact
		WHERE station = ? AND epoch = ? AND seq > ? AND hash IS NOT NULL ORDER BY seq`, o.Station, o.Epoch, seq)
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM fact WHERE station = ? AND epoch = ? AND seq > ? AND hash IS NOT NULL`,
		o.Station, o.Epoch, seq); err != nil {
		return nil, fmt.Errorf("cut journal %s after %d: %w", o, seq, err)
	}
	return l, nil
}

func collect(ctx context.Context, tx *sqldb.Tx, query string, args ...any) ([]Entry, error) {
	var out []Entry
	err := tx.Each(ctx, query, args, func(rows *sql.Rows) error {
		var e Entry
		var hash []byte
		var rev sql.NullInt64
		if err := rows.Scan(&e.Origin.Station, &e.Origin.Epoch, &e.Seq, &e.Bytes, &hash, &rev); err != nil {
			return err
		}
		if len(hash) == len(e.Hash) {
			e.Hash = record.Hash(hash)
		}
		e.Rev = uint64(rev.Int64)
		out = append(out, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	return out, nil
}

// Verify walks the chain of o's journal from its genesis. It returns how many facts it holds
// and, when the chain breaks, the first seq that does not fit (0 when whole). Loose rows behind
// its head, which the county told, are no part of it.
func Verify(ctx context.Context, tx *sqldb.Tx, county uint32, o market.Origin) (facts, broken uint64, err error) {
	link := record.Genesis(county, o)
	for {
		l, err := collect(ctx, tx, `SELECT station, epoch, seq, bytes, hash, rev FROM fact
			WHERE station = ? AND epoch = ? AND seq > ? AND hash IS NOT NULL ORDER BY seq LIMIT 500`, o.Station, o.Epoch, facts)
		if err != nil {
			return facts, 0, err
		}
		for _, e := range l {
			link = record.Next(link, e.Bytes)
			if e.Seq != facts+1 || e.Hash != link {
				return facts, facts + 1, nil
			}
			facts++
		}
		if len(l) < 500 {
			return facts, 0, nil
		}
	}
}
