package upkeep_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// named gives the workers who have a name still.
func (c *county) named() map[string]bool {
	c.t.Helper()
	out := map[string]bool{}
	err := c.archive.View(c.t.Context(), func(tx *sqldb.Tx) error {
		return tx.Each(c.t.Context(), `SELECT w.id FROM worker w JOIN person_key k ON k.tag = w.tag`, nil, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			out[id] = true
			return err
		})
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

// lastHeard reads off the journals alone when each worker did something last.
func (c *county) lastHeard() map[string]time.Time {
	c.t.Helper()
	out := map[string]time.Time{}
	err := c.archive.View(c.t.Context(), func(tx *sqldb.Tx) error {
		return tx.Each(c.t.Context(), `SELECT bytes FROM fact WHERE station > 0`, nil, func(rows *sql.Rows) error {
			var raw []byte
			if err := rows.Scan(&raw); err != nil {
				return err
			}
			f, err := record.Decode(raw)
			if err != nil {
				return err
			}
			id := ""
			switch f.Kind {
			case record.WorkerRegistered, record.HelpSettled:
				id = f.ID.String()
			case record.CheckInMade:
				var b record.CheckIn
				err = record.Unmarshal(f.Body, &b)
				id = b.Worker.String()
			case record.MatchTaken:
				var b record.Taken
				err = record.Unmarshal(f.Body, &b)
				id = b.Worker.String()
			}
			if at := time.UnixMilli(f.At); id != "" && at.After(out[id]) {
				out[id] = at
			}
			return err
		})
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

// Who came no more loses the name, and nobody else does; what they did stays.
func TestExpire(t *testing.T) {
	c := newCounty(t)
	c.lives(3, 120, 3000)
	count := func(query string) (n int) {
		t.Helper()
		err := c.archive.View(t.Context(), func(tx *sqldb.Tx) error { return tx.QueryRowContext(t.Context(), query).Scan(&n) })
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before, heard := c.named(), c.lastHeard()
	matches, callers := count(`SELECT COUNT(*) FROM match`), count(`SELECT COUNT(*) FROM complaint c JOIN person_key k ON k.tag = c.tag`)
	if len(before) < 50 || len(heard) != len(before) || callers < 5 {
		t.Fatalf("%d people, %d heard of, %d complained", len(before), len(heard), callers)
	}
	expire := func(ctx context.Context, k archive.Keeping) archive.Expired {
		t.Helper()
		done, err := c.archive.Expire(ctx, k)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	if done := expire(t.Context(), archive.UsualKeeping); done != (archive.Expired{}) {
		t.Errorf("after four months, of three years: %+v", done)
	}
	c.after(24 * 365 * 10 * time.Hour)
	if done := expire(t.Context(), archive.UsualKeeping); done.People+done.Employers+done.Files > 0 {
		t.Errorf("a clock that jumped erased %+v", done)
	}
	month := archive.Keeping{People: 1, Files: 1}
	limit := time.Date(2026, 8, 29, 0, 0, 0, 0, market.Zone) // the stations' last day is 28 September
	done := expire(t.Context(), month)
	gone := 0
	for id := range before {
		old := heard[id].Before(limit)
		if c.named()[id] == old {
			t.Errorf("%s, heard of on %s, has a name: %t", id, heard[id].Format(time.DateOnly), !old)
		}
		if old {
			gone++
		}
	}
	if gone < 3 || gone != done.People || len(before)-gone < 20 {
		t.Errorf("%d of %d came no more, %d erased", gone, len(before), done.People)
	}
	if n := count(`SELECT COUNT(*) FROM match`); n != matches {
		t.Errorf("%d matches, before %d", n, matches)
	}
	if n := count(`SELECT COUNT(*) FROM complaint c JOIN person_key k ON k.tag = c.tag`); n == callers || n == 0 || done.Files == 0 {
		t.Errorf("%d who complained can be called, before %d; %d files", n, callers, done.Files)
	}
	over := fmt.Sprintf(`c.state = 'closed' AND c.at < %d AND c.moved_at < %[1]d`, limit.UnixMilli())
	if n := count(`SELECT COUNT(*) FROM complaint c JOIN person_key k ON k.tag = c.tag WHERE ` + over); n > 0 {
		t.Errorf("%d who complained, and it is long over, can be called", n)
	}
	if again := expire(t.Context(), month); again != (archive.Expired{}) {
		t.Errorf("once more: %+v", again)
	}
}
