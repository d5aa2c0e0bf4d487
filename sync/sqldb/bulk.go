package sqldb

import (
	"context"
	"strings"
)

// bulk is how many rows a Bulk writes in one statement at most. More gain nothing, and each number of
// rows is a statement of its own to be parsed once.
const bulk = 32

// Bulk writes the rows of one INSERT, many to a statement. What it was given is in the database
// after Flush, or earlier.
type Bulk struct {
	tx              *Tx
	head, row, tail string
	rows            int
	args            []any
}

// Bulk begins one. head is the statement up to VALUES, tail what follows the rows of width columns.
func (t *Tx) Bulk(head string, width int, tail string) *Bulk {
	row := "(" + strings.Repeat("?, ", width-1) + "?)"
	return &Bulk{tx: t, head: head, row: row, tail: " " + tail}
}

// Add gives one more row.
func (b *Bulk) Add(ctx context.Context, row ...any) error {
	b.args = append(b.args, row...)
	if b.rows++; b.rows < bulk {
		return nil
	}
	return b.Flush(ctx)
}

// Flush writes the rows that are left.
func (b *Bulk) Flush(ctx context.Context) error {
	if b.rows == 0 {
		return nil
	}
	query := b.head + " VALUES " + strings.Repeat(b.row+", ", b.rows-1) + b.row + b.tail
	_, err := b.tx.ExecContext(ctx, query, b.args...)
	clear(b.args) // lets go of the values
	b.args, b.rows = b.args[:0], 0
	return err
}
