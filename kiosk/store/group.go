package store

import (
	"context"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// group is one transaction that holds several writes, each in a savepoint of its own.
type group struct {
	tx     *sqldb.Tx
	last   *Writer // the last that wrote a fact
	broken error   // why the transaction cannot go on
}

// Group runs f with every Write inside it in one transaction, so that bulk input pays for one
// commit. A write that is refused undoes itself alone. Nothing is durable before Group returns
// nil; its error is that of Write. A fault of the disk may end the transaction in the middle;
// then every further Write is refused, nothing of the group is saved, and Group says so. Only
// one goroutine may use the store meanwhile.
func (s *Store) Group(ctx context.Context, f func() error) error {
	g := &group{}
	err := s.db.Update(ctx, func(tx *sqldb.Tx) error {
		g.tx, s.group = tx, g
		defer func() { s.group = nil }()
		if err := f(); err != nil {
			return err
		}
		return g.broken
	})
	return s.outcome(ctx, err, g.last)
}

func (g *group) write(ctx context.Context, by string, now int64, f func(*Writer) error) error {
	if g.broken != nil {
		return g.broken
	}
	if _, err := g.tx.ExecContext(ctx, `SAVEPOINT command`); err != nil {
		return g.end(fmt.Errorf("begin command: %w", err))
	}
	w, err := write(ctx, g.tx, by, now, nil, f)
	end := `RELEASE command`
	if err != nil {
		end = `ROLLBACK TO command; RELEASE command`
	}
	if _, endErr := g.tx.ExecContext(ctx, end); endErr != nil {
		return g.end(errors.Join(err, fmt.Errorf("end command: %w", endErr)))
	}
	if sqldb.IsDisk(err) {
		return g.end(err)
	}
	if err == nil && w.last != nil {
		g.last = w
	}
	return err
}

// end marks the transaction as lost: after a fault of the disk the database may have undone
// all of it, and what follows would be saved without what came before.
func (g *group) end(err error) error {
	if g.broken = refuseDisk(err); !sqldb.IsDisk(err) {
		g.broken = fmt.Errorf("%w: %w", market.Refuse("disk_error"), err)
	}
	return g.broken
}
