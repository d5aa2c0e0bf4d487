package archive

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// What the county said and then forgot comes back from those who heard it (record.CountyHeard),
// with its own signature as proof. It takes its old place behind the whole part of the journal,
// as a loose row, so that the same facts stand everywhere under the same names.

// intactUpTo notes, at the opening of a generation, how far the journals before it are whole. A
// restore knows: all that its backup has. A county that finds itself rolled back does not know
// where, so nothing of the generation that ends is taken for whole.
func (w *writer) intactUpTo(restored bool) error {
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO intact (epoch, seq)
		SELECT epoch, CASE WHEN ? OR epoch < ? THEN MAX(seq) ELSE 0 END FROM fact
		WHERE station = 0 AND hash IS NOT NULL AND epoch NOT IN (SELECT epoch FROM intact) GROUP BY epoch`, restored, w.gen)
	if err != nil {
		return fmt.Errorf("note how far the county's journals are whole: %w", err)
	}
	return nil
}

// intact is what intactUpTo noted, as it is told to stations.
func intact(ctx context.Context, tx *sqldb.Tx) ([]wire.Have, error) {
	var out []wire.Have
	err := each(ctx, tx, func(scan func(...any) error) error {
		var h wire.Have
		err := scan(&h.Epoch, &h.Seq)
		out = append(out, h)
		return err
	}, `SELECT epoch, seq FROM intact ORDER BY epoch`)
	return out, err
}

// heard takes back what a station has heard. What the county did not say is passed over.
func (w *writer) heard(a ledger.Applied) error {
	var b record.Heard
	if err := record.Unmarshal(a.Fact.Body, &b); err != nil {
		return err
	}
	for _, word := range b.Words {
		if uint32(word.Epoch) >= w.gen || word.Seq == 0 || word.Seq > math.MaxInt64 {
			continue // of a life of this database that it is in, or that it cannot know
		}
		if err := w.takeBack(word); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) takeBack(word record.Word) error {
	f, err := record.Decode(word.Fact)
	if err != nil {
		return nil //nolint:nilerr // not the county's
	}
	o := market.Origin{Epoch: word.Epoch}
	scope, ok := f.Proved(w.a.keys.county, o, word.Seq, ed25519.PublicKey(w.a.keys.sign[32:]))
	if !ok {
		return nil
	}
	var here []byte
	err = w.tx.QueryRowContext(w.ctx, `SELECT bytes FROM fact WHERE station = 0 AND epoch = ? AND seq = ?`, word.Epoch, word.Seq).Scan(&here)
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return fmt.Errorf("look for fact %d of %s: %w", word.Seq, o, err)
	case bytes.Equal(here, word.Fact):
		return nil
	default:
		return w.sayAgain(word, f, scope)
	}
	w.rev++
	e := journal.Entry{Origin: o, Seq: word.Seq, Bytes: word.Fact, Rev: w.rev}
	out, err := w.feed.Take(e)
	if err != nil {
		return err
	}
	if err := journal.Put(w.ctx, w.tx, e, f.Kind, f.ID.String(), scope); err != nil {
		return err
	}
	if err := w.heardAgain(f); err != nil {
		return err
	}
	for _, applied := range out.Applied {
		if applied.Entry.Origin == o && applied.Entry.Seq == e.Seq {
			continue
		}
		if err := w.tookEffect(applied); err != nil {
			return err
		}
	}
	return nil
}

// sayAgain says a word under a new seq, once, because another fact has its old one. One that is
// named after its place (a notice) is not: the name is another's now.
func (w *writer) sayAgain(word record.Word, f *record.Fact, scope string) error {
	if f.ID.Origin == (market.Origin{Epoch: word.Epoch}) && uint64(f.ID.N) == word.Seq && f.Kind != record.StaffSet {
		return nil
	}
	r, err := w.tx.ExecContext(w.ctx, `INSERT INTO said_again (epoch, seq, fact) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, word.Epoch, word.Seq, word.Fact)
	if err != nil {
		return fmt.Errorf("say fact %d of generation %d again: %w", word.Seq, word.Epoch, err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return err
	}
	bare, err := f.Unsigned()
	if err != nil {
		return err
	}
	if err := w.put(f.Kind, f.ID, scope, bare.Body); err != nil {
		return err
	}
	return w.heardAgain(f)
}

// heardAgain does what saying the word did beside its effect on the ledger.
func (w *writer) heardAgain(f *record.Fact) error {
	switch f.Kind {
	case record.PersonErased:
		w.scrub = true
		for _, table := range []string{"identity", "blind"} {
			if _, err := w.tx.ExecContext(w.ctx, `DELETE FROM `+table+` WHERE worker IN (SELECT w.id FROM worker w JOIN erased e ON e.tag = w.tag)`); err != nil {
				return fmt.Errorf("forget who %s is: %w", f.ID, err)
			}
		}
	case record.WorkerMerged:
		var b record.Merged
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return err
		}
		return w.persons(f.ID, b.Others)
	case record.WorkerApart:
		var b record.Apart
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return err
		}
		return w.persons(f.ID, []record.Ref{b.Other})
	case record.ConflictSettled:
		var b record.Settled
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return err
		}
		return w.addressLast(makersOf(b.Matches))
	case record.FactPassed:
		var b record.Passed
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return err
		}
		return w.settleAbout(b)
	}
	return nil
}

// persons notes anew who the workers of a merge are, those of them that are here, and addresses
// the word to those who know them.
func (w *writer) persons(one market.Ref, others []record.Ref) error {
	all := []string{one.String()}
	for _, o := range others {
		all = append(all, o.String())
	}
	receivers, err := w.knowing(all)
	if err != nil {
		return err
	}
	if err := w.addressLast(receivers); err != nil {
		return err
	}
	var here []string
	for _, worker := range all {
		l, err := list(w, scanID, `SELECT id FROM worker WHERE id = ?`, worker)
		if err != nil {
			return fmt.Errorf("look for worker %s: %w", worker, err)
		}
		here = append(here, l...)
	}
	return w.recogniseAll(here)
}

// makersOf lists the stations that made these matches.
func makersOf(matches []record.Ref) []uint16 {
	var out []uint16
	for _, m := range matches {
		if !slices.Contains(out, m.Station) {
			out = append(out, m.Station)
		}
	}
	return out
}
