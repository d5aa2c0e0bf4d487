package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
)

// session is one connection with the statements that it has parsed, by their text. One
// transaction uses it at a time.
type session struct {
	conn *sql.Conn
	kept map[string]*sql.Stmt
}

// maxKept bounds the statements of a connection. The texts are literals of this program; only
// filters and lists of identifiers make more of them than a few hundred.
const maxKept = 1000

func newSession(ctx context.Context, db *sql.DB) (*session, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return &session{conn, map[string]*sql.Stmt{}}, nil
}

// prepared gives the statement of a query.
func (s *session) prepared(query string) (*sql.Stmt, error) {
	if known := s.kept[query]; known != nil {
		return known, nil
	}
	stmt, err := s.conn.PrepareContext(context.Background(), query)
	if err == nil {
		s.kept[query] = stmt
	}
	return stmt, err
}

// begin starts a transaction; how is BEGIN, with what SQLite adds to it.
func (s *session) begin(ctx context.Context, how string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(s.kept) > maxKept {
		if err := s.forget(); err != nil {
			return err
		}
	}
	return s.end(how)
}

// forget lets go of the statements, between transactions, when none of them runs.
func (s *session) forget() (err error) {
	for _, stmt := range s.kept {
		err = errors.Join(err, stmt.Close())
	}
	clear(s.kept)
	return err
}

// end runs one of the statements that begin or end a transaction.
func (s *session) end(how string) error {
	stmt, err := s.prepared(how)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(context.Background())
	return err
}

// alone runs a statement that must stand outside of a transaction.
func (s *session) alone(ctx context.Context, query string, args ...any) error {
	_, err := s.conn.ExecContext(ctx, query, args...)
	return err
}

func (s *session) close() error {
	return errors.Join(s.forget(), s.conn.Close()) // SQLite keeps a file open for a statement that is left
}

// pool is a handle on a file, with its sessions.
type pool struct {
	db  *sql.DB
	may chan struct{} // one for each session that nobody has

	mu   sync.Mutex
	idle []*session // those of them that are open; the last was used last and knows the most statements
}

func newPool(dsn string, sessions int) (*pool, error) {
	db, err := connect(dsn, sessions)
	if err != nil {
		return nil, err
	}
	p := &pool{db: db, may: make(chan struct{}, sessions)}
	for range sessions {
		p.may <- struct{}{}
	}
	return p, nil
}

// get waits for a session. It must be given back with put.
func (p *pool) get(ctx context.Context) (*session, error) {
	select {
	case <-p.may:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.idle); n > 0 {
		s := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return s, nil
	}
	s, err := newSession(ctx, p.db)
	if err != nil {
		p.may <- struct{}{}
	}
	return s, err
}

func (p *pool) put(s *session) {
	p.mu.Lock()
	p.idle = append(p.idle, s)
	p.mu.Unlock()
	p.may <- struct{}{}
}

// close closes the file. Nobody may have a session.
func (p *pool) close() error {
	if p == nil {
		return nil
	}
	var err error
	for _, s := range p.idle {
		err = errors.Join(err, s.close())
	}
	return errors.Join(err, p.db.Close())
}
