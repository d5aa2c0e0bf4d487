package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// Tx is a running transaction. Rooms below the one that began it take it as an argument and
// never commit. A statement is parsed once a transaction, and one that an earlier transaction
// used is not parsed again: for the small statements of this program parsing costs
// more than running them.
type Tx struct {
	*sql.Tx
	kept  *kept                // of the handle; nil where nothing is kept
	ready map[string]*sql.Stmt // for this transaction

	running map[string]bool // whose rows are being read, or may be

	secret []byte // of the database
}

// kept are the statements of one handle, by their text. The texts are literals of this program,
// so they are few.
type kept struct {
	mu     sync.Mutex
	byText map[string]*sql.Stmt
}

func newKept() *kept { return &kept{byText: map[string]*sql.Stmt{}} }

func (k *kept) get(query string) *sql.Stmt {
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.byText[query]
}

// keep prepares what a transaction used and is not here yet. It runs after the transaction,
// because a free connection is needed for it. What cannot be prepared stays out.
func (k *kept) keep(db *sql.DB, used map[string]*sql.Stmt) {
	for query := range used {
		if k.get(query) != nil {
			continue
		}
		if s, err := db.Prepare(query); err == nil {
			k.put(query, s)
		}
	}
}

func (k *kept) put(query string, s *sql.Stmt) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byText[query] != nil { // another reader was faster
		_ = s.Close() // it never ran
		return
	}
	k.byText[query] = s
}

func newTx(tx *sql.Tx, kept *kept, secret []byte) *Tx {
	return &Tx{tx, kept, map[string]*sql.Stmt{}, map[string]bool{}, secret}
}

// prepared gives the statement of a query inside this transaction.
func (t *Tx) prepared(query string) (*sql.Stmt, error) {
	if s := t.ready[query]; s != nil {
		return s, nil
	}
	if known := t.kept.get(query); known != nil {
		t.ready[query] = t.Tx.Stmt(known)
		return t.ready[query], nil
	}
	s, err := t.Tx.Prepare(query)
	if err == nil {
		t.ready[query] = s
	}
	return s, err
}

// ExecContext runs a statement that gives no rows. It ends before ctx does or not at all: the
// end of ctx is looked at between statements, because watching it costs a goroutine for each.
func (t *Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := t.prepared(query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(context.WithoutCancel(ctx), args...)
}

// QueryRowContext reads one row. Like ExecContext it heeds the end of ctx only before it begins. The
// row must be scanned before the same query is asked again.
func (t *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if ctx.Err() == nil && !t.running[query] {
		if s, err := t.prepared(query); err == nil {
			return s.QueryRowContext(context.WithoutCancel(ctx), args...)
		}
	}
	return t.Tx.QueryRowContext(ctx, query, args...) // says what is wrong
}

// QueryContext gives rows that the caller closes. When is not known here, so only the first time
// in a transaction is a query not parsed again; where one is asked often, Each is better.
func (t *Tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if !t.running[query] {
		if s, err := t.prepared(query); err == nil {
			t.running[query] = true
			return s.QueryContext(ctx, args...)
		}
	}
	return t.Tx.QueryContext(ctx, query, args...) // says what is wrong
}

// Each reads the rows of a query one after the other, without parsing it again. each must not end
// the rows itself; a query that it asks of the same text is parsed anew, since a statement
// runs once at a time.
func (t *Tx) Each(ctx context.Context, query string, args []any, each func(*sql.Rows) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	var rows *sql.Rows
	if s, prepareErr := t.prepared(query); prepareErr == nil && !t.running[query] {
		t.running[query] = true
		defer delete(t.running, query)
		rows, err = s.QueryContext(context.WithoutCancel(ctx), args...)
	} else {
		rows, err = t.Tx.QueryContext(ctx, query, args...)
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
