package tally

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// book is one counting under way.
type book struct {
	ctx  context.Context
	tx   *sqldb.Tx
	span Span
	of   map[uint16]*Count

	keep      map[market.WorkerID]market.WorkerID // registrations of persons who have several
	seen      map[visit]bool                      // seekers; true: with a fill
	fills     []fill
	ways      map[market.WorkerID]*way // by person
	employers map[visit]bool
	named     []market.WorkerID // registrations of the seekers
}

func newBook(ctx context.Context, tx *sqldb.Tx, s Span) *book {
	return &book{ctx: ctx, tx: tx, span: s, of: map[uint16]*Count{}, seen: map[visit]bool{}, ways: map[market.WorkerID]*way{}, employers: map[visit]bool{}}
}

// read runs the steps of a count, up to the first that fails.
func (b *book) read(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// visit is somebody at a station.
type visit struct {
	station uint16
	who     string // a person, or an employer
}

type fill struct {
	station uint16
	person  market.WorkerID
}

// way is how somebody came to work: the first check-in for it, and the first place after that.
type way struct {
	station     uint16
	came, taken int64
}

func (b *book) at(station uint16) *Count {
	c := b.of[station]
	if c == nil {
		c = New()
		b.of[station] = c
	}
	return c
}

func (b *book) person(w market.WorkerID) market.WorkerID {
	if keep, ok := b.keep[w]; ok {
		return keep
	}
	return w
}

func (b *book) each(what, query string, args []any, row func(*sql.Rows) error) error {
	if err := b.tx.Each(b.ctx, query, args, row); err != nil {
		return fmt.Errorf("count %s of %s: %w", what, b.span.First, err)
	}
	return nil
}

// merged reads who has several registrations.
func (b *book) merged() error {
	b.keep = map[market.WorkerID]market.WorkerID{}
	return b.each("persons", `SELECT worker, keep FROM merged`, nil, func(r *sql.Rows) error {
		var w, keep market.WorkerID
		err := r.Scan(&w, &keep)
		b.keep[w] = keep
		return err
	})
}

// byPurpose is the service that a check-in uses.
var byPurpose = map[market.Purpose]Figure{
	"work": ServeWork, "hire": ServeWork, "advice": ServeGuidance, "training": ServeTraining, "rights": ServeRights,
}

func (b *book) visits() error {
	return b.each("check-ins", `SELECT station, worker, purpose, at FROM check_in WHERE day BETWEEN ? AND ?`,
		[]any{b.span.First, b.span.Last}, func(r *sql.Rows) error {
			var station uint16
			var worker market.WorkerID
			var purpose market.Purpose
			var at int64
			if err := r.Scan(&station, &worker, &purpose, &at); err != nil {
				return err
			}
			c := b.at(station)
			c.N[Visits]++
			c.Hours[time.UnixMilli(at).In(market.Zone).Hour()]++
			if f, ok := byPurpose[purpose]; ok {
				c.N[f]++
			}
			if purpose == "work" && worker != "" {
				b.came(station, b.person(worker), at)
			}
			return nil
		})
}

// came notes somebody who looks for work.
func (b *book) came(station uint16, person market.WorkerID, at int64) {
	v := visit{station, string(person)}
	if _, known := b.seen[v]; !known {
		b.seen[v] = false
	}
	w := b.ways[person]
	if w == nil {
		b.ways[person] = &way{station: station, came: at}
	} else if at < w.came || at == w.came && station < w.station {
		w.station, w.came = station, at
	}
}

func (b *book) postings() error {
	from, to := b.span.Between()
	return b.each("postings", `SELECT station, employer, trade, headcount FROM posting WHERE opened_at >= ? AND opened_at < ?`,
		[]any{from, to}, func(r *sql.Rows) error {
			var station uint16
			var employer string
			var trade market.TradeID
			var heads int
			if err := r.Scan(&station, &employer, &trade, &heads); err != nil {
				return err
			}
			c := b.at(station)
			c.N[Postings]++
			c.N[Places] += heads
			c.Wanted[trade] += heads
			if v := (visit{station, employer}); !b.employers[v] {
				b.employers[v] = true
				c.N[Employers]++
			}
			return nil
		})
}

func (b *book) matches() error {
	from, to := b.span.Between()
	return b.each("matches", `SELECT m.station, m.worker, m.at, m.state, p.trade FROM match m JOIN posting p ON p.id = m.posting
		WHERE m.at >= ? AND m.at < ? AND m.state <> 'cancelled' ORDER BY m.at`,
		[]any{from, to}, func(r *sql.Rows) error {
			var station uint16
			var worker market.WorkerID
			var at int64
			var state market.MatchState
			var trade market.TradeID
			if err := r.Scan(&station, &worker, &at, &state, &trade); err != nil {
				return err
			}
			c, person := b.at(station), b.person(worker)
			c.N[Fills]++
			c.Taken[trade]++
			if state == market.Finished {
				c.N[Finished]++
			}
			b.fills = append(b.fills, fill{station, person})
			v := visit{station, string(person)}
			if !b.seen[v] {
				b.seen[v] = true
				c.N[Filled]++
			}
			if w := b.ways[person]; w != nil && w.taken == 0 && at >= w.came {
				w.taken = at
			}
			return nil
		})
}

// asks counts what people ask for beside work.
func (b *book) asks() error {
	from, to := b.span.Between()
	for _, q := range []struct {
		query string
		to    []Figure
	}{
		{`SELECT station, COUNT(*) FROM wish WHERE at >= ? AND at < ? GROUP BY station`, []Figure{Wishes, ServeWishes}},
		{`SELECT station, COUNT(*) FROM guidance WHERE at >= ? AND at < ? GROUP BY station`, []Figure{Guidance, ServeGuidance}},
		{`SELECT station, COUNT(*) FROM complaint WHERE at >= ? AND at < ? GROUP BY station`, []Figure{Complaints, ServeRights}},
		{`SELECT station, COUNT(*) FROM complaint WHERE at >= ? AND at < ? AND kind = 'wages' GROUP BY station`, []Figure{WageCases}},
		{`SELECT station, COUNT(*) FROM complaint WHERE moved_at >= ? AND moved_at < ? AND state = 'closed' GROUP BY station`, []Figure{Closed}},
	} {
		err := b.each(string(q.to[0]), q.query, []any{from, to}, func(r *sql.Rows) error {
			var station uint16
			var n int
			err := r.Scan(&station, &n)
			for _, f := range q.to {
				b.at(station).N[f] += n
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// waits sorts persons by how long they waited.
func (b *book) waits() {
	for _, w := range b.ways {
		b.at(w.station).Wait[waitOf(w.came, w.taken)]++
	}
}

// waitOf names a wait between two moments in milliseconds; taken 0 stands for no place.
func waitOf(came, taken int64) string {
	const minute = int64(time.Minute / time.Millisecond)
	switch waited := taken - came; {
	case taken == 0:
		return "none"
	case waited <= 30*minute:
		return "half_hour"
	case waited <= 120*minute:
		return "two_hours"
	case DayOf(came) == DayOf(taken):
		return "same_day"
	case waited <= 3*24*60*minute:
		return "three_days"
	}
	return "later"
}
