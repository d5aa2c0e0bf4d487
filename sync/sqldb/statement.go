package sqldb

import (
	"context"
	"database/sql"
	"errors"
)

// Tx is a running transaction. Rooms below the one that began it take it as an argument and
// never commit. A statement is parsed once a connection: for the small statements of this
// program parsing costs more than running them.
//
// It is no sql.Tx, which starts a goroutine for every row that is read in it, to watch for the
// end of its context; that costs as much as reading the row. Here the end of a context is looked
// at between statements.
type Tx struct {
	on      *session
	running map[string]bool // whose rows are being read, or may be
	notes   *Notes          // nil when nobody listens
	secret  []byte          // of the database
}

func (s *session) newTx(secret []byte, notes *Notes) *Tx {
	return &Tx{s, map[string]bool{}, notes, secret}
}

// ExecContext runs a statement that gives no rows. It ends before ctx does or not at all.
func (t *Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := t.on.prepared(query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(context.WithoutCancel(ctx), args...)
}

// QueryRowContext reads one row. Like ExecContext it heeds the end of ctx only before it begins. The
// row must be scanned before the same query is asked again.
func (t *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if ctx.Err() == nil && !t.running[query] {
		if s, err := t.on.prepared(query); err == nil {
			return s.QueryRowContext(context.WithoutCancel(ctx), args...)
		}
	}
	return t.on.conn.QueryRowContext(ctx, query, args...) // says what is wrong
}

// QueryContext gives rows that the caller closes before the transaction ends. When is not known
// here, so only the first time in a transaction is a query not parsed again; where one is asked often,
// Each is better.
func (t *Tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx)
	if !t.running[query] {
		if s, err := t.on.prepared(query); err == nil {
			t.running[query] = true
			return s.QueryContext(ctx, args...)
		}
	}
	return t.on.conn.QueryContext(ctx, query, args...) // says what is wrong
}

// Exec, QueryRow and Query are the same where there is no context.
func (t *Tx) Exec(query string, args ...any) (sql.Result, error) {
	return t.ExecContext(context.Background(), query, args...)
}

// QueryRow is QueryRowContext.
func (t *Tx) QueryRow(query string, args ...any) *sql.Row {
	return t.QueryRowContext(context.Background(), query, args...)
}

// Query is QueryContext.
func (t *Tx) Query(query string, args ...any) (*sql.Rows, error) {
	return t.QueryContext(context.Background(), query, args...)
}

// Each reads the rows of a query one after the other, without parsing it again. each must not end
// the rows itself; a query that it asks of the same text is parsed anew, since a statement
// runs once at a time.
func (t *Tx) Each(ctx context.Context, query string, args []any, each func(*sql.Rows) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	var rows *sql.Rows
	if s, prepareErr := t.on.prepared(query); prepareErr == nil && !t.running[query] {
		t.running[query] = true
		defer delete(t.running, query)
		rows, err = s.QueryContext(ctx, args...)
	} else {
		rows, err = t.on.conn.QueryContext(ctx, query, args...)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
