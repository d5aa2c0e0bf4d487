package sim

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"

	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// server is the county's machine.
type server struct {
	clock
	disk
	archive *archive.Archive
	handler http.Handler
	eyes    *sqldb.DB // a second handle on its database, for looking
	watch   *sql.DB   // and a third, for watch_test.go
	remains string
	copied  string // an older copy of its disk
	moves   int
	full    bool   // no room on the disk
	kept    string // the newest backup
}

func (w *world) newServer(dir string) *server {
	s := &server{clock: clock{w: w}, disk: disk{t: w.yard.t, file: "county.db", dir: dir}}
	s.stop = func() {
		s.leave()
		panic(stopped{s})
	}
	s.open()
	return s
}

func (s *server) open() {
	var err error
	s.archive, err = archive.Open(ctx, s.dir, s.now)
	s.w.must(err, "the county starts")
	s.handler = county.New(s.archive, slog.New(slog.DiscardHandler)).Handler()
	s.eyes, err = sqldb.Open(filepath.Join(s.dir, "county.db"))
	s.w.must(err, "look at the county")
	s.watch, err = sql.Open("sqlite", "file:"+filepath.Join(s.dir, "county.db"))
	s.w.must(err, "look at the county")
}

func (s *server) close() error {
	return firstOf(s.watch.Close(), s.eyes.Close(), s.archive.Close())
}

// leave keeps what a stop at this moment leaves on the disk.
func (s *server) leave() {
	s.remains = s.nextDir()
	s.w.must(s.copy(s.remains), "stop the county")
}

func (s *server) nextDir() string {
	s.moves++
	return filepath.Join(s.w.dir, fmt.Sprint("county.", s.moves))
}

// setFull fills the disk up, or makes room; the server goes on.
func (s *server) setFull(full bool, after int) {
	switch s.full = full; {
	case s.small != nil:
		s.disk.setFull(full, after)
	case full:
		s.w.must(s.close(), "end the county")
		s.shrinkFull()
		s.disk.setFull(true, after)
	}
}

func (s *server) shrinkFull() {
	s.w.must(s.shrink(), "move the county's disk")
	s.open()
	s.disk.setFull(true, 0)
}

// head is how far the county has a journal.
func (s *server) head(o market.Origin) (seq uint64) {
	s.w.must(s.eyes.View(ctx, func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0) FROM fact WHERE station = ? AND epoch = ?`, o.Station, o.Epoch).Scan(&seq)
	}), "look at the county")
	return seq
}

// restart opens what the stop left.
func (s *server) restart() {
	s.fuse = 0
	s.w.must(s.close(), "stop the county")
	s.w.must(s.drop(), "stop the county")
	s.dir, s.small, s.remains = s.remains, nil, ""
	if s.full {
		s.shrinkFull()
	} else {
		s.open()
	}
}

func (s *server) crash() {
	s.leave()
	s.restart()
}

// handle answers one request. A stop in the middle of it is down.
func (s *server) handle(r *http.Request, body io.ReadCloser) (reply *http.Response, down bool) {
	defer func() {
		if p := recover(); p != nil {
			if p != any(stopped{s}) {
				panic(p)
			}
			s.restart()
			reply, down = nil, true
		}
	}()
	in := r.Clone(context.WithoutCancel(r.Context()))
	in.Body = body
	in.RequestURI = r.URL.RequestURI()
	out := httptest.NewRecorder()
	s.handler.ServeHTTP(out, in)
	reply = out.Result()
	reply.Request = r
	return reply, false
}
