package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// Writer is one writing transaction of the station. What it reads it reads inside the
// transaction, so a rule that holds here holds at the commit.
type Writer struct {
	ctx  context.Context
	tx   *sqldb.Tx
	by   string
	id   Identity
	head journal.Head
	next uint32 // identifier
	had  uint32 // next at the beginning
	at   int64
	now  time.Time      // of the wall clock, for what is kept for a while
	was  int64          // at of the fact before
	last *journal.Entry // the last that Put wrote

	aside bool // papers do not wait in the queue
}

// Write runs f in one transaction. Nil means: durable. A refusal with disk_full or disk_error
// means that nothing was saved. ErrUnknown means that the outcome could not be found out.
func (s *Store) Write(ctx context.Context, by string, f func(*Writer) error) error {
	if s.group != nil {
		return s.group.write(ctx, by, s.now().UnixMilli(), f)
	}
	var w *Writer
	err := s.db.Update(ctx, func(tx *sqldb.Tx) (err error) {
		w, err = write(ctx, tx, by, s.now().UnixMilli(), nil, func(w *Writer) error {
			w.aside = s.aside
			return f(w)
		})
		return err
	})
	return s.outcome(ctx, err, w)
}

// write runs f inside tx, for the current origin of this folder unless a retired one is named.
func write(ctx context.Context, tx *sqldb.Tx, by string, now int64, retired *market.Origin, f func(*Writer) error) (*Writer, error) {
	id, err := identity(ctx, tx)
	if err != nil {
		return nil, err
	}
	if retired != nil {
		id.Origin, id.Sign = *retired, nil
	}
	w, err := begin(ctx, tx, by, now, id)
	if err != nil {
		return nil, err
	}
	if err := f(w); err != nil {
		return nil, err
	}
	return w, w.keep()
}

// outcome tells the truth about a transaction whose last writer was w: after a failed commit
// the database was opened again, so look what is really there (I1).
func (s *Store) outcome(ctx context.Context, err error, w *Writer) error {
	err = s.truth(ctx, err, w)
	if err == nil && w != nil && w.last != nil && w.id.Sign != nil && !w.id.Restored {
		s.witness.note(w.id.Origin, w.head)
	}
	return err
}

func (s *Store) truth(ctx context.Context, err error, w *Writer) error {
	c, unknown := errors.AsType[*sqldb.CommitError](err)
	if !unknown || c.Doubt {
		return refuseDisk(err)
	}
	if w != nil && w.last != nil {
		durable := false
		look := s.db.View(ctx, func(tx *sqldb.Tx) error {
			h, ok, err := journal.HashAt(ctx, tx, w.id.County, w.id.Origin, w.last.Seq)
			durable = ok && h == w.last.Hash
			return err
		})
		if look != nil {
			return fmt.Errorf("%w: %w", ErrUnknown, errors.Join(c, look))
		}
		if durable {
			return nil
		}
	}
	if err := refuseDisk(c.Err); market.Code(err) != "" {
		return err
	}
	return fmt.Errorf("%w: %w", market.Refuse("disk_error"), c.Err)
}

// ErrUnknown says that after a failed commit even reading failed: nobody can say whether the
// command was saved.
var ErrUnknown = errors.New("outcome of the commit is unknown")

func begin(ctx context.Context, tx *sqldb.Tx, by string, now int64, id Identity) (*Writer, error) {
	w := &Writer{ctx: ctx, tx: tx, by: by, id: id, now: time.UnixMilli(now)}
	var err error
	if w.head, err = journal.HeadOf(ctx, tx, id.County, id.Origin); err != nil {
		return nil, err
	}
	err = tx.QueryRowContext(ctx, `SELECT next_id, last_at FROM origin WHERE station = ? AND epoch = ?`, id.Station, id.Epoch).Scan(&w.next, &w.was)
	if err != nil {
		return nil, fmt.Errorf("read counters of %s: %w", id.Origin, err)
	}
	w.at, w.had = max(now, w.was), w.next
	return w, nil
}

// keep writes the counters back, when they were used.
func (w *Writer) keep() error {
	if w.last == nil && w.next == w.had {
		return nil
	}
	_, err := w.tx.ExecContext(w.ctx, `UPDATE origin SET next_id = ?, last_at = ? WHERE station = ? AND epoch = ?`,
		w.next, w.at, w.id.Station, w.id.Epoch)
	if err != nil {
		return fmt.Errorf("keep counters of %s: %w", w.id.Origin, err)
	}
	return nil
}

// By is who acts: the touch screen, or a staff account.
func (w *Writer) By() string { return w.by }

// Identity is the station that writes.
func (w *Writer) Identity() Identity { return w.id }

// NewRef takes the next identifier.
func (w *Writer) NewRef() market.Ref {
	r := market.Ref{Origin: w.id.Origin, N: w.next}
	w.next++
	return r
}

// Put writes one fact and its effect on the tables. base is the revision it builds on, for
// things that are revised. A fact of our own that has no effect is a fault of the program.
func (w *Writer) Put(kind record.Kind, id market.Ref, base uint64, body any, boxes ...record.Box) error {
	raw, err := record.Marshal(body)
	if err != nil {
		return err
	}
	flags, ok := record.Known(kind)
	if !ok {
		return fmt.Errorf("write %s: unknown kind", kind)
	}
	out, err := w.append(&record.Fact{Kind: kind, Flags: flags, ID: id, At: w.at, Base: base, By: w.by, Body: raw, Boxes: boxes})
	if err != nil {
		return err
	}
	if out.Parked || out.Quarantined != "" {
		return fmt.Errorf("write %s of %s: no effect: %s", kind, id, out.Quarantined)
	}
	return nil
}

// repeat writes a fact that was said before, by whom and when it was. One that has no effect
// here is kept all the same, as it would be had another station said it (I8).
func (w *Writer) repeat(f *record.Fact) error {
	w.at = max(w.at, f.At)
	f.At = w.at
	_, err := w.append(f)
	return err
}

func (w *Writer) append(f *record.Fact) (ledger.Outcome, error) {
	e, err := journal.Append(w.ctx, w.tx, w.id.Origin, w.head, f)
	if err != nil {
		return ledger.Outcome{}, err
	}
	w.head, w.last = journal.Head{Seq: e.Seq, Hash: e.Hash}, &e
	return ledger.Take(w.ctx, w.tx, e)
}

// Seal makes a new person's key and closes v with it. published boxes may be opened by every
// station that sees the fact.
func (w *Writer) Seal(v any, published bool) (record.Box, error) {
	plain, err := record.Marshal(v)
	if err != nil {
		return record.Box{}, err
	}
	t, k := seal.New()
	if err := ledger.PutKey(w.ctx, w.tx, t, k); err != nil {
		return record.Box{}, err
	}
	return record.Box{Tag: t, Published: published, Data: seal.Seal(t, k, plain)}, nil
}
