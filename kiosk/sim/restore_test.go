package sim

import (
	"fmt"
	"path/filepath"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/county/archive"
	"yizhan/sync/sqldb"
)

// backup keeps the station in a file.
func (m *machine) backup() error {
	m.moves++
	file := filepath.Join(m.w.dir, fmt.Sprint(m.name, ".backup", m.moves))
	err := m.store().Backup(ctx, file)
	if err == nil {
		m.kept = file
	}
	return err
}

// restore puts the newest backup in the place of the station. What it said after the backup and
// the county never heard is gone with the disk; all else comes back with the next round.
func (w *world) restore(m *machine) string {
	if m.kept == "" || m.small != nil {
		return "nothing"
	}
	w.arriveLate() // what is still on its way is not lost
	w.bent, w.rolled = true, true
	w.must(m.store().Close(), "end %s", m.name)
	_, err := store.Restore(ctx, m.dir, m.kept, m.now)
	w.must(err, "restore %s", m.name)
	m.open()
	m.origin, m.head, m.dim = m.current(), 0, true
	w.forget(m)
	return "ok"
}

// forget takes out of the book what nobody has any more.
func (w *world) forget(m *machine) {
	b := &w.book
	b.given = slices.DeleteFunc(b.given, func(g *given) bool {
		_, err := m.store().Match(ctx, g.id)
		if g.by != m || err == nil {
			return false
		}
		g.fixed = true
		gone := !w.county.has(`SELECT 1 FROM match WHERE id = ?`, string(g.id))
		if gone && b.held[g.spot] == g {
			delete(b.held, g.spot)
		}
		return gone
	})
	known := map[string]int{}
	for _, r := range dump[row](w, "workers") {
		known[r.Name]++
	}
	for _, r := range dump[row](w, "postings") {
		known[r.Title]++
	}
	for name := range m.people {
		if w.workerAt(m, name) == "" && known[name] < b.people[name] {
			delete(m.people, name)
			if b.people[name]--; b.people[name] == 0 {
				delete(b.people, name)
			}
		}
	}
	for name, o := range b.postings {
		if o.by == m && known[name] == 0 && w.postingAt(m, name) == "" {
			delete(b.postings, name)
		}
	}
	b.asks = slices.DeleteFunc(b.asks, func(a *ask) bool {
		return a.by == m && (w.workerAt(m, a.worker) == "" || b.postings[a.posting] == nil || a.waits)
	})
}

// has says whether a query finds something at the county.
func (s *server) has(query string, args ...any) (found bool) {
	s.w.must(s.eyes.View(ctx, func(tx *sqldb.Tx) error {
		l, err := rows(tx, query, args...)
		found = len(l) > 0
		return err
	}), "look at the county")
	return found
}

// backup keeps the county in a file.
func (s *server) backup() string {
	file := s.nextDir() + ".backup"
	_, err := s.archive.Backup(ctx, file)
	if sqldb.IsFull(err) && s.full {
		return "disk_full"
	}
	s.w.must(err, "back up the county")
	s.kept = file
	return "ok"
}

// restoreCounty puts the newest backup in the place of the county. What came after it comes back
// from the stations.
func (w *world) restoreCounty() string {
	c := w.county
	if c.kept == "" || c.small != nil {
		return "nothing"
	}
	w.bent, w.rolled = true, true
	w.must(c.close(), "end the county")
	_, err := archive.Restore(ctx, c.dir, c.kept, c.now)
	w.must(err, "restore the county")
	c.open()
	w.forgetAll()
	return "ok"
}

// forgetAll takes out of the book what was on a disk that is gone and at the county alone, when the county
// goes back to before it: no round brought it back in between.
func (w *world) forgetAll() {
	for _, m := range w.machines {
		if m.dim {
			w.forget(m)
		}
	}
}

// reconciles says whether the county grants nothing until people say so: it was put back from a
// backup, or stations showed it that its disk is of the past.
func (s *server) reconciles() bool {
	r, err := s.archive.Reconciling(ctx)
	s.w.must(err, "look at the county")
	return r.Open
}
