package desk_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// books are the databases of a county and its stations, read beside the running programs. What is
// checked here must hold after every step, whatever happened; it reads tables, so that a fault of
// the queries that screens use cannot hide one of the tables.
type books struct {
	tb       testing.TB
	county   *sqldb.DB
	stations map[market.Origin]*sqldb.DB // by what each folder writes as now
}

func (c *realCounty) books(tb testing.TB) *books {
	tb.Helper()
	b := &books{tb: tb, stations: map[market.Origin]*sqldb.DB{}}
	open := func(dir, name string) *sqldb.DB {
		db, err := sqldb.Open(filepath.Join(dir, name))
		if err != nil {
			tb.Fatal(err)
		}
		tb.Cleanup(func() {
			if err := db.Close(); err != nil {
				tb.Error(err)
			}
		})
		return db
	}
	b.county = open(c.dir, "county.db")
	for d, dir := range c.dirs {
		id, err := d.Store().Identity(context.Background())
		if err != nil {
			tb.Fatal(err)
		}
		b.stations[id.Origin] = open(dir, "station.db")
	}
	return b
}

// rows gives the rows of a query, each as its cells joined by blanks, in order.
func (b *books) rows(db *sqldb.DB, query string, args ...any) []string {
	b.tb.Helper()
	var out []string
	err := db.View(context.Background(), func(tx *sqldb.Tx) error {
		rows, err := tx.Query(query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var cell string
			if err := rows.Scan(&cell); err != nil {
				return err
			}
			out = append(out, cell)
		}
		return rows.Err()
	})
	if err != nil {
		b.tb.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// check fails the case when an invariant of places is broken (I2):
//
//   - a place has one holder: no two stations believe that they hold it, and none while the county
//     holds it;
//   - only a holder gives: who made a match that stands holds its place;
//   - a place is given once: of the matches that stand no two are on one place, as their makers
//     see it, and so there are never more of them than places;
//   - the county shows no conflict, since no disk was copied or restored here.
func (b *books) check() {
	b.tb.Helper()
	holder, given := map[string]market.Origin{}, map[string]market.Origin{}
	for o, db := range b.stations {
		for _, place := range b.rows(db, `SELECT posting || ' ' || n FROM place WHERE station = ? AND epoch = ?`, o.Station, o.Epoch) {
			if other, twice := holder[place]; twice {
				b.tb.Fatalf("place %s is held by %s and %s", place, other, o)
			}
			holder[place] = o
		}
	}
	for _, place := range b.rows(b.county, `SELECT posting || ' ' || n FROM place WHERE station = 0`) {
		if o, twice := holder[place]; twice {
			b.tb.Fatalf("place %s is held by %s and the county", place, o)
		}
	}
	for o, db := range b.stations {
		places := len(b.rows(db, `SELECT n FROM place`))
		own := b.rows(db, `SELECT posting || ' ' || place FROM match WHERE station = ? AND epoch = ? AND state <> 'cancelled'`, o.Station, o.Epoch)
		if len(own) > places {
			b.tb.Fatalf("%s gave %d of %d places", o, len(own), places)
		}
		for _, place := range own {
			if holder[place] != o {
				b.tb.Fatalf("%s gave place %s, held by %s", o, place, holder[place])
			}
			if other, twice := given[place]; twice {
				b.tb.Fatalf("place %s was given by %s and %s", place, other, o)
			}
			given[place] = o
		}
	}
	if l := b.rows(b.county, `SELECT kind || ' ' || posting || ' ' || place FROM conflict`); len(l) > 0 {
		b.tb.Fatalf("conflicts: %v", l)
	}
}

// same fails the case when replicas that heard the same of postings and matches show them
// differently (I4). The wishes for places are known only where they were made.
func (b *books) same() {
	b.tb.Helper()
	const picture = `SELECT id || ' ' || headcount || ' ' || taken || ' ' || state || ' ' || revision || ' ' || body FROM posting
		UNION ALL SELECT id || ' ' || place || ' ' || state || ' ' || reason || ' ' || late FROM match
		UNION ALL SELECT posting || ' ' || n || ' ' || withdrawn FROM place
		UNION ALL SELECT id || ' ' || heads || ' ' || EXISTS (SELECT 1 FROM heads_answer x WHERE x.ask = heads_ask.id) FROM heads_ask`
	want := b.rows(b.county, picture)
	for o, db := range b.stations {
		if got := b.rows(db, picture); !slices.Equal(got, want) {
			b.tb.Fatalf("%s shows\n%q\nthe county\n%q", o, got, want)
		}
	}
	for o, db := range b.stations {
		if l := b.rows(db, `SELECT 'parked ' || needs FROM parked UNION ALL SELECT 'bad: ' || why FROM quarantine`); len(l) > 0 {
			b.tb.Fatalf("at %s: %v", o, l)
		}
	}
	if l := b.rows(b.county, `SELECT 'parked ' || needs FROM parked UNION ALL SELECT 'bad: ' || why FROM quarantine`); len(l) > 0 {
		b.tb.Fatalf("at the county: %v", l)
	}
}

// The checker sees what it is there to see.
func TestCheckerSees(t *testing.T) {
	for name, spoil := range map[string]string{
		"a place held twice":      `UPDATE place SET station = 2, epoch = 1`,
		"a place given unheld":    `INSERT INTO match (id, posting, worker, place, station, epoch, n, at) SELECT '2-1-9', id, 'x', 3, 2, 1, 9, 0 FROM posting`,
		"more given than numbers": `INSERT INTO match (id, posting, worker, place, station, epoch, n, at) SELECT '2-1-' || n, posting, 'x', 1, 2, 1, n, 0 FROM place UNION SELECT '2-1-99', id, 'x', 1, 2, 1, 99, 0 FROM posting`,
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounty(t)
			a, b := c.station("a"), c.station("b")
			p := open(t, a, 3)
			take(t, a, p, worker(t, a, 1))
			for _, d := range []*desk.Desk{a, b, a, b} {
				round(t, d)
			}
			l := c.books(t)
			l.check()
			l.same()
			err := l.stations[market.Origin{Station: 2, Epoch: 1}].Update(t.Context(), func(tx *sqldb.Tx) error { _, err := tx.Exec(spoil); return err })
			if err != nil {
				t.Fatal(err)
			}
			seen := &recorder{TB: t}
			l.tb = seen
			seen.run(l.check)
			if seen.said == "" {
				t.Error("not seen")
			}
		})
	}
}

// recorder takes a failure for an answer.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(form string, a ...any) {
	r.said = fmt.Sprintf(form, a...)
	panic(r)
}

func (r *recorder) run(f func()) {
	defer func() {
		if v := recover(); v != nil && v != any(r) {
			panic(v)
		}
	}()
	f()
}
