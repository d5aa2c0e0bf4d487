package sqldb

import (
	"context"
	"strings"
)

// bulk is how many rows a Bulk writes in one statement. More gain nothing.
const bulk = 32

// Bulk writes the rows of one INSERT, many to a statement. What it was given is in the database
// after Flush, or earlier.
type Bulk struct {
	tx              *Tx
	head, row, tail string
	width, rows     int
	args            []any
}

// Bulk begins one. head is the statement up to VALUES, tail what follows the rows of width columns.
func (t *Tx) Bulk(head string, width int, tail string) *Bulk {
	row := "(" + strings.Repeat("?, ", width-1) + "?)"
	return &Bulk{tx: t, head: head, row: row, tail: tail, width: width}
}

// Add gives one more row.
func (b *Bulk) Add(ctx context.Context, row ...any) error {
	b.args = append(b.args, row...)
	if b.rows++; b.rows < bulk {
		return nil
	}
	return b.Flush(ctx)
}

// Flush writes the rows that are left, in statements of 32, 16, 8 … rows, so that there are few
// texts to parse.
func (b *Bulk) Flush(ctx context.Context) error {
	args := b.args
	for n := bulk; b.rows > 0; n /= 2 {
		for b.rows >= n {
			if _, err := b.tx.ExecContext(ctx, b.head+" VALUES "+strings.Repeat(b.row+", ", n-1)+b.row+" "+b.tail, args[:n*b.width]...); err != nil {
				b.args, b.rows = b.args[:0], 0
				return err
			}
			args, b.rows = args[n*b.width:], b.rows-n
		}
	}
	clear(b.args) // holds facts
	b.args = b.args[:0]
	return nil
}
