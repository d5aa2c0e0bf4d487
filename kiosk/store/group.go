package store

import (
	"context"
	"fmt"

	"yizhan/sync/sqldb"
)

// group is one transaction that holds several writes, each in a savepoint of its own.
type group struct {
	tx   *sqldb.Tx
	last *Writer // the last that wrote a fact
}

// Group runs f with every Write inside it in one transaction, so that bulk input pays for one
// commit. A write that is refused undoes itself alone. Nothing is durable before Group returns
// nil; its error is that of Write. Only one goroutine may use the store meanwhile.
func (s *Store) Group(ctx context.Context, f func() error) error {
	g := &group{}
	err := s.db.Update(ctx, func(tx *sqldb.Tx) error {
		g.tx, s.group = tx, g
		defer func() { s.group = nil }()
		return f()
	})
	return s.outcome(ctx, err, g.last)
}

func (g *group) write(ctx context.Context, by string, now int64, f func(*Writer) error) error {
	if _, err := g.tx.ExecContext(ctx, `SAVEPOINT command`); err != nil {
		return refuseDisk(fmt.Errorf("begin command: %w", err))
	}
	w, err := write(ctx, g.tx, by, now, f)
	end := `RELEASE command`
	if err != nil {
		end = `ROLLBACK TO command; RELEASE command`
	}
	if _, endErr := g.tx.ExecContext(ctx, end); endErr != nil {
		return refuseDisk(fmt.Errorf("end command: %w", endErr))
	}
	if err == nil && w.last != nil {
		g.last = w
	}
	return refuseDisk(err)
}
