package desk_test

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"testing"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

var cuts = flag.Int("cuts", 15, "how many power cuts are simulated; from 2400 on, every fault at every change")

// I1, I3, I7: the power goes at any moment of a day, at the station, at the county, or at all
// of them. All that was said is there, the chains are whole, every match has its paper; and
// after the next rounds the county has every fact, once, and everybody sees the same.
func TestPowerCut(t *testing.T) {
	door := newDoor(t)
	lost := map[string][]string{"a station": {"a"}, "the county": {"county"}, "everything": nil}
	for i, who := range []string{"a station", "the county", "everything"} {
		t.Run(who, func(t *testing.T) {
			d := play(t, door, []int{512, 4096}[i%2])
			n := *cuts / len(lost)
			for seed, moment := range d.disk.Spread(n) {
				after := d.disk.Cut(moment, uint64(seed), lost[who]...)
				carryKey(t, d.disk, after, "a", "b")
				if err := d.afterCut(after.Folder, start(t, after, door), moment); err != nil {
					t.Fatalf("cut after change %d, seed %d: %v", moment, seed, err)
				}
				after.Close()
			}
			t.Logf("%d cuts over %d changes with %d things said", n, d.disk.Moment(), len(d.all))
		})
	}
}

// afterCut looks whether all is as it must be in programs that were started after a cut, and
// stops them.
func (d *day) afterCut(folder func(string) string, s *site, moment int) error {
	defer s.stop()
	for _, file := range []string{"county/county.db", "a/station.db", "b/station.db"} {
		if err := sound(filepath.Join(folder(filepath.Dir(file)), filepath.Base(file))); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	if err := s.countyHasWhatItAcknowledged(); err != nil {
		return err
	}
	for _, t := range d.all {
		if t.moment > moment {
			break
		}
		if err := t.holds(s); err != nil {
			return fmt.Errorf("%s was said: %w", t.words, err)
		}
	}
	for name, desk := range s.desks {
		if err := stands(s.t.Context(), desk.Store()); err != nil {
			return fmt.Errorf("station %s: %w", name, err)
		}
	}
	return s.goesOn()
}

// sound asks SQLite whether a file is whole.
func sound(path string) error {
	db, err := sqldb.Open(path)
	if err != nil {
		return err
	}
	err = db.View(context.Background(), func(tx *sqldb.Tx) error {
		var words string
		if err := tx.QueryRow(`PRAGMA integrity_check`).Scan(&words); err != nil || words != "ok" {
			return fmt.Errorf("not sound: %s %v", words, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return db.Close()
}

// stands checks what must be true of a station at any time.
func stands(ctx context.Context, s *store.Store) error {
	if _, err := s.Identity(ctx); market.Code(err) == "not_enrolled" {
		return nil
	}
	if _, broken, err := s.Verify(ctx); err != nil || broken != 0 {
		return fmt.Errorf("chain broken at %d: %v", broken, err)
	}
	if c, err := s.Counts(ctx); err != nil || c.Bad != 0 {
		return fmt.Errorf("%d facts in quarantine: %v", c.Bad, err)
	}
	id, err := s.Identity(ctx)
	if err != nil {
		return err
	}
	all, err := s.Postings(ctx, store.Filter{})
	if err != nil {
		return err
	}
	for _, p := range all {
		matches, err := s.Matches(ctx, p.ID)
		if err != nil {
			return err
		}
		places := map[int]market.MatchID{}
		for _, m := range matches {
			if _, ok, err := s.NewestPrint(ctx, m.ID); err != nil || !ok && m.Origin == id.Origin {
				return fmt.Errorf("match %s has no paper: %v", m.ID, err)
			}
			if m.State == market.Cancelled {
				continue
			}
			if other, twice := places[m.Place]; twice {
				return fmt.Errorf("place %d of %s is given to %s and %s", m.Place, p.ID, other, m.ID)
			}
			places[m.Place] = m.ID
		}
	}
	return nil
}

// atCounty counts the facts that the county has of each station. That it has none twice is
// the primary key of its table.
func (s *site) atCounty() (map[market.Origin]uint64, error) {
	n := map[market.Origin]uint64{}
	err := s.archive.Dump(s.t.Context(), "facts", func(row any) error {
		var o market.Origin
		var rest string
		if _, err := fmt.Sscanf(fmt.Sprint(row), "{%d %d %d %s", new(uint64), &o.Station, &o.Epoch, &rest); err != nil {
			return err
		}
		n[o]++
		return nil
	})
	return n, err
}

// countyHasWhatItAcknowledged is I3: what a station knows to be at the county is there.
func (s *site) countyHasWhatItAcknowledged() error {
	have, err := s.atCounty()
	if err != nil {
		return err
	}
	for name, d := range s.desks {
		id, err := d.Store().Identity(s.t.Context())
		if market.Code(err) == "not_enrolled" {
			continue
		}
		if err != nil {
			return err
		}
		c, err := d.Store().Counts(s.t.Context())
		if err != nil {
			return err
		}
		if acked := c.Facts - c.Unsent; have[id.Origin] < acked {
			return fmt.Errorf("the county acknowledged %d facts of %s and has %d", acked, name, have[id.Origin])
		}
	}
	return nil
}

// goesOn works on at both stations, and then the county has everything and the stations agree.
func (s *site) goesOn() error {
	for name, d := range s.desks {
		if _, err := d.Store().Identity(s.t.Context()); market.Code(err) == "not_enrolled" {
			return nil // the day had only begun
		}
		if _, err := d.CheckIn(s.t.Context(), "self", market.Worker{Name: "王师傅", Phone: "18900009999"}, "work"); err != nil {
			return fmt.Errorf("check in at %s after the cut: %w", name, err)
		}
	}
	for _, name := range []string{"a", "b", "a", "b", "a", "b"} {
		if err := s.sync(name); err != nil {
			return fmt.Errorf("sync of %s after the cut: %w", name, err)
		}
	}
	have, err := s.atCounty()
	if err != nil {
		return err
	}
	pictures := map[string]string{}
	for name, d := range s.desks {
		if err := stands(s.t.Context(), d.Store()); err != nil {
			return fmt.Errorf("station %s after its sync: %w", name, err)
		}
		id, err := d.Store().Identity(s.t.Context())
		if err != nil {
			return err
		}
		c, err := d.Store().Counts(s.t.Context())
		if err != nil || c.Unsent != 0 || c.Parked != 0 || have[id.Origin] != c.Facts {
			return fmt.Errorf("station %s after its sync: %+v, the county has %d of its facts: %v", name, c, have[id.Origin], err)
		}
		all, err := d.Store().Postings(s.t.Context(), store.Filter{})
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.Share == "county" {
				pictures[name] += fmt.Sprintln(p.ID, p.Headcount, p.Taken, p.Closed)
			}
		}
	}
	if pictures["a"] != pictures["b"] {
		return fmt.Errorf("the stations differ:\n%s\n%s", pictures["a"], pictures["b"])
	}
	return s.archive.Dump(s.t.Context(), "conflicts", func(row any) error { return fmt.Errorf("the county found %+v", row) })
}
