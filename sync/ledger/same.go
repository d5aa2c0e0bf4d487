package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// One person may have several registrations, made at stations that could not ask each other. The
// facts keep their identifiers; which of them are one person is what staff at the county said
// last of each two, so the same words show the same persons whatever order they come in (I4).

// SamePerson gives a query, in brackets and with its arguments, of the identifiers of the person
// that a worker's identifier stands for: that one alone, unless staff merged it with others.
func SamePerson(worker string) (query string, args []any) {
	return `(SELECT ? UNION SELECT o.worker FROM merged k JOIN merged o ON o.keep = k.keep WHERE k.worker = ?)`, []any{worker, worker}
}

// Registrations lists the identifiers of the person that worker stands for, and the one that is
// shown.
func Registrations(ctx context.Context, tx *sqldb.Tx, worker string) (all []string, shown string, err error) {
	shown = worker
	err = rows(ctx, tx, func(scan func(...any) error) error {
		var id string
		err := scan(&id, &shown)
		all = append(all, id)
		return err
	}, `SELECT o.worker, o.keep FROM merged k JOIN merged o ON o.keep = k.keep WHERE k.worker = ? ORDER BY o.worker`, worker)
	if err != nil {
		return nil, "", fmt.Errorf("read who %s is: %w", worker, err)
	}
	if len(all) == 0 {
		all = []string{worker}
	}
	return all, shown, nil
}

func (a *applier) merged(b record.Merged) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	n := len(b.Others)
	if n == 0 || n > record.MaxMerged || slices.Contains(b.Others, record.RefOf(a.id)) || slices.Contains(b.Others, record.Ref{}) {
		return bad("%s merged with %d registrations", a.id, n)
	}
	for _, other := range b.Others {
		if err := a.same(other.String(), a.id); err != nil {
			return err
		}
	}
	return nil
}

func (a *applier) apart(b record.Apart) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	other := b.Other.String()
	if other == a.id || other == "" {
		return bad("%s said apart from %q", a.id, other)
	}
	return a.same(other, "")
}

// same keeps what was said of the fact's worker and another, and works out who they are.
func (a *applier) same(other, keep string) error {
	x, y := min(a.id, other), max(a.id, other)
	said, err := a.changed(`INSERT INTO same (a, b, keep, epoch, seq) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (a, b) DO UPDATE SET keep = excluded.keep, epoch = excluded.epoch, seq = excluded.seq
		WHERE (same.epoch, same.seq) < (excluded.epoch, excluded.seq)`, x, y, keep, a.o.Epoch, a.seq)
	if err != nil || !said { // a newer word stands
		return err
	}
	return first(a.regroup(a.id), a.regroup(other))
}

// regroup works out anew who is the same person as worker.
func (a *applier) regroup(worker string) error {
	var shown string
	var newest struct{ epoch, seq int64 }
	all := []string{worker}
	for i := 0; i < len(all); i++ {
		err := rows(a.ctx, a.tx, func(scan func(...any) error) error {
			var other, keep string
			var epoch, seq int64
			if err := scan(&other, &keep, &epoch, &seq); err != nil {
				return err
			}
			if !slices.Contains(all, other) {
				all = append(all, other)
			}
			if epoch > newest.epoch || epoch == newest.epoch && seq > newest.seq {
				shown, newest.epoch, newest.seq = keep, epoch, seq
			}
			return nil
		}, `SELECT b, keep, epoch, seq FROM same WHERE a = ? AND keep <> '' UNION ALL SELECT a, keep, epoch, seq FROM same WHERE b = ? AND keep <> ''`, all[i], all[i])
		if err != nil {
			return fmt.Errorf("look who is the same as %s: %w", worker, err)
		}
	}
	for _, one := range all {
		if err := a.exec(`DELETE FROM merged WHERE worker = ?`, one); err != nil {
			return err
		}
		if len(all) == 1 {
			continue
		}
		if err := a.exec(`INSERT INTO merged (worker, keep) VALUES (?, ?)`, one, shown); err != nil {
			return err
		}
	}
	return nil
}

// rows calls f for every row of a query.
func rows(ctx context.Context, tx *sqldb.Tx, f func(scan func(...any) error) error, query string, args ...any) error {
	return tx.Each(ctx, query, args, func(r *sql.Rows) error { return f(r.Scan) })
}
