package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// Workers are found here by phone or ID number, through blind values of which phone_index holds
// both kinds. Who registered elsewhere is here only after the county was asked (TakeFound).

// WorkersByIDNumber lists the workers known here with this ID number.
func (s *Store) WorkersByIDNumber(ctx context.Context, number string) ([]market.Worker, error) {
	var out []market.Worker
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = indexed(ctx, tx, "id_number", number)
		return err
	})
	return out, err
}

// WorkersByIDNumber is the same inside the transaction.
func (w *Writer) WorkersByIDNumber(number string) ([]market.Worker, error) {
	return indexed(w.ctx, w.tx, "id_number", number)
}

// indexed lists the workers under a value of the index, oldest first, each person once: as the
// registration that is shown for the person, where that is here.
func indexed(ctx context.Context, tx *sqldb.Tx, what, value string) ([]market.Worker, error) {
	if value == "" {
		return nil, nil
	}
	b, err := blind(ctx, tx, what, value)
	if err != nil {
		return nil, err
	}
	ids, err := idList(ctx, tx, `SELECT worker FROM phone_index WHERE blind = ? ORDER BY LENGTH(worker), worker`, b)
	if err != nil {
		return nil, err
	}
	var out []market.Worker
	seen := map[string]bool{}
	for _, id := range ids {
		_, shown, err := ledger.Registrations(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if seen[shown] {
			continue
		}
		seen[shown] = true
		wk, err := worker(ctx, tx, market.WorkerID(shown))
		if market.Code(err) == "unknown_worker" {
			wk, err = worker(ctx, tx, market.WorkerID(id))
		}
		if err != nil {
			return nil, err
		}
		out = append(out, wk)
	}
	return out, nil
}

// IndexWorker makes a worker findable here by phone and ID number.
func (w *Writer) IndexWorker(wk market.Worker) error { return index(w.ctx, w.tx, wk) }

func index(ctx context.Context, tx *sqldb.Tx, wk market.Worker) error {
	for what, value := range map[string]string{"worker": wk.Phone, "id_number": wk.IDNumber} {
		if value == "" {
			continue
		}
		b, err := blind(ctx, tx, what, value)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO phone_index (blind, worker) VALUES (?, ?) ON CONFLICT DO NOTHING`, b, string(wk.ID)); err != nil {
			return fmt.Errorf("index worker %s: %w", wk.ID, err)
		}
	}
	return nil
}

// TakeFound keeps a worker whom the county found, as if a pull had brought the registration, and
// makes the worker findable here. It refuses with fork when the registration is of this folder's
// own journal and not here: another copy of the disk made it, and the next round finds that out.
func (s *Store) TakeFound(ctx context.Context, f *wire.Found) (market.Worker, error) {
	var wk market.Worker
	err := s.db.Update(ctx, func(tx *sqldb.Tx) error {
		if err := notOurs(ctx, tx, f.Items); err != nil {
			return err
		}
		if _, err := takePulled(ctx, tx, &wire.Pulled{Items: f.Items, Keys: f.Keys}); err != nil {
			return err
		}
		var err error
		if wk, err = worker(ctx, tx, market.WorkerID(f.Worker.String())); err != nil {
			return err
		}
		return index(ctx, tx, wk)
	})
	return wk, refuseDisk(err)
}

// notOurs refuses facts of journals that this folder writes and that its own rows contradict.
func notOurs(ctx context.Context, tx *sqldb.Tx, items []wire.Item) error {
	own, err := origins(ctx, tx)
	if err != nil {
		return err
	}
	for _, it := range items {
		o := market.Origin{Station: it.Station, Epoch: it.Epoch}
		if !slices.ContainsFunc(own, func(mine origin) bool { return mine.Origin == o && !mine.lost }) {
			continue
		}
		l, err := journal.Read(ctx, tx, o, max(it.Seq, 1)-1, 1)
		if err != nil {
			return err
		}
		if len(l) == 0 || l[0].Seq != it.Seq || !bytes.Equal(l[0].Bytes, it.Fact) {
			return market.Refuse("fork")
		}
	}
	return nil
}

// person makes a condition of a query about a worker, where that column is, one about the person
// whom the worker stands for: staff may have merged several registrations. before are the
// arguments of the query before it.
func person(column string, worker market.WorkerID, before ...any) (condition string, args []any) {
	query, args := ledger.SamePerson(string(worker))
	return column + ` IN ` + query, append(before, args...)
}
