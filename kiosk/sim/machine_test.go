package sim

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/uplink"
)

// clock is one machine's: the time that passes for all, and its own error. A fuse makes a
// reading of it the moment at which the machine stops; the programs read their clock inside
// transactions, so this is how one is stopped in the middle.
type clock struct {
	w    *world
	skew time.Duration // as the script says
	sky  time.Duration // as the weather says
	fuse int           // readings until the stop; 0: none
	stop func()
}

func (c *clock) now() time.Time {
	if c.fuse > 0 {
		if c.fuse--; c.fuse == 0 {
			c.stop()
		}
	}
	return c.w.now.Add(c.skew + c.sky)
}

// stopped is the panic of a program that is stopped in the middle: nothing of it runs on.
type stopped struct{ who any }

// machine is one PC with a station on its disk.
type machine struct {
	clock
	disk
	name    string
	desk    *desk.Desk
	full    bool   // no room on the disk
	remains string // the folder that the stop left
	moves   int
	kept    string // the newest backup
	dim     bool   // put back from one, and not been with the county since

	postings map[string]market.PostingID // by the script's names, as last seen here
	people   map[string]bool             // registered here
	heard    int                         // step of the last round that went well

	inherited map[market.MatchID]bool // made before this disk was copied from another's

	// What was acknowledged at this machine must still be there after any stop (I1): its journal
	// reaches this far, with this link.
	origin market.Origin
	before []market.Origin // that it wrote as
	head   uint64
	link   record.Hash

	counted uint64 // facts of the journal before the deed that is being done
}

func (w *world) newMachine(name, dir string) *machine {
	m := &machine{clock: clock{w: w}, disk: disk{t: w.yard.t, file: "station.db", dir: dir}, name: name, postings: map[string]market.PostingID{}, people: map[string]bool{}}
	m.stop = func() { m.die() }
	m.open()
	m.origin = m.current()
	w.machines = append(w.machines, m)
	return m
}

func (m *machine) open() {
	d, err := openDesk(m.dir, m.now)
	m.w.must(err, "%s starts", m.name)
	m.desk = d
}

// follow notes that the machine goes on under another epoch, and what it calls by another name
// since. What an epoch before made can be renamed later than its own end.
func (m *machine) follow() {
	now := m.current()
	if now != m.origin {
		m.before = append(m.before, m.origin)
		m.origin, m.head, m.link = now, 0, record.Hash{}
	}
	for _, o := range m.before {
		names, err := m.store().Renamed(ctx, o)
		m.w.must(err, "%s reads its new names", m.name)
		for _, g := range m.w.book.given {
			if to, ok := names[string(g.id)]; ok && g.by == m && !g.fixed {
				g.id = market.MatchID(to)
			}
		}
		clear(m.postings)
	}
}

func (m *machine) store() *store.Store { return m.desk.Store() }

// die stops the machine where it stands.
func (m *machine) die() {
	m.remains = m.nextDir()
	m.w.must(m.copy(m.remains), "stop %s", m.name)
	panic(stopped{m})
}

// current is who the machine is.
func (m *machine) current() market.Origin {
	id, err := m.store().Identity(ctx)
	m.w.must(err, "%s reads who it is", m.name)
	return id.Origin
}

// sameStation says whether two machines are one station, or copies of it.
func (m *machine) sameStation(other *machine) bool { return m.origin.Station == other.origin.Station }

// nextDir names a new place for the disk.
func (m *machine) nextDir() string {
	m.moves++
	return filepath.Join(m.w.dir, fmt.Sprint(m.name, ".", m.moves))
}

// restart opens what the stop left, and looks whether everything that was said is in it.
func (m *machine) restart() {
	m.fuse = 0
	m.w.must(m.store().Close(), "stop %s", m.name)
	m.w.must(m.drop(), "stop %s", m.name)
	m.dir, m.small, m.remains = m.remains, nil, ""
	if m.full {
		m.shrinkFull()
	} else {
		m.open()
	}
	m.follow()
	m.verify()
}

// crash stops the machine between two transactions, and starts it again.
func (m *machine) crash() {
	m.remains = m.nextDir()
	m.w.must(m.copy(m.remains), "stop %s", m.name)
	m.restart()
}

// setFull fills the disk up, but for so many changes, or makes room; a program that runs goes on.
func (m *machine) setFull(full bool, after int) {
	switch m.full = full; {
	case m.small != nil:
		m.disk.setFull(full, after)
	case full:
		m.w.must(m.store().Close(), "end %s", m.name)
		m.shrinkFull()
		m.disk.setFull(true, after)
	}
}

// shrinkFull starts the program on a disk that is full from now on.
func (m *machine) shrinkFull() {
	m.w.must(m.shrink(), "move the disk of %s", m.name)
	m.open()
	m.disk.setFull(true, 0)
}

// keepHead notes how far the journal reaches after something was acknowledged.
func (m *machine) keepHead() {
	own := m.current()
	c, err := m.store().Counts(ctx)
	m.w.must(err, "%s counts", m.name)
	link, ok, err := m.store().Hold(ctx, own, c.Facts)
	m.w.must(err, "%s reads its journal", m.name)
	if !ok {
		m.w.broken("I1", "%s has no fact %d of %s", m.name, c.Facts, own)
	}
	m.origin, m.head, m.link, m.counted = own, c.Facts, link, c.Facts
}

// verify looks whether the journal is whole and reaches as far as was acknowledged (I1).
func (m *machine) verify() {
	_, seq, err := m.store().Verify(ctx)
	m.w.must(err, "%s verifies", m.name)
	if seq != 0 {
		m.w.broken("I1", "the journal of %s breaks at %d", m.name, seq)
	}
	link, ok, err := m.store().Hold(ctx, m.origin, m.head)
	m.w.must(err, "%s reads its journal", m.name)
	if m.head > 0 && (!ok || link != m.link) {
		m.w.broken("I1", "%s was acknowledged up to fact %d of %s, which is gone", m.name, m.head, m.origin)
	}
}

// odd puts a fact into the journal that no program here understands, as one of another make may
// have written it before this one was installed. It must hold up nothing (I8).
func (m *machine) odd() error {
	id, err := m.store().Identity(ctx)
	m.w.must(err, "%s reads who it is", m.name)
	db, err := sqldb.Open(filepath.Join(m.dir, "station.db"))
	m.w.must(err, "open the disk of %s", m.name)
	err = db.Update(ctx, func(tx *sqldb.Tx) error {
		head, err := journal.HeadOf(ctx, tx, id.County, id.Origin)
		if err != nil {
			return err
		}
		_, err = journal.Append(ctx, tx, id.Origin, head, &record.Fact{
			Kind: "nobody.knows", ID: market.Ref{Origin: id.Origin, N: 1}, By: desk.Self, Body: []byte{0xa0},
		})
		return err
	})
	m.w.must(db.Close(), "close the disk of %s", m.name)
	if sqldb.IsFull(err) {
		return market.Refuse("disk_full")
	}
	return err
}

// withdrawn says whether the place of a match that was just made is one too many here.
func (m *machine) withdrawn(id market.MatchID) (is bool) {
	db, err := sqldb.Open(filepath.Join(m.dir, "station.db"))
	m.w.must(err, "look at %s", m.name)
	m.w.must(db.View(ctx, func(tx *sqldb.Tx) error {
		l, err := rows(tx, `SELECT 1 FROM match m JOIN place p ON p.posting = m.posting AND p.n = m.place WHERE m.id = ? AND p.withdrawn <> 0`, string(id))
		is = len(l) > 0
		return err
	}), "look at %s", m.name)
	m.w.must(db.Close(), "look at %s", m.name)
	return is
}

// client speaks to the county over the line, which does what faults say.
func (m *machine) client(l http.RoundTripper) *uplink.Client {
	id, err := m.store().Identity(ctx)
	m.w.must(err, "%s reads who it is", m.name)
	return uplink.New(uplink.Config{
		URL: "http://county", Origin: id.Origin, Key: id.Sign, County: id.CountySign, Transport: l, Pause: func(context.Context) {}, InTurn: true,
	})
}
