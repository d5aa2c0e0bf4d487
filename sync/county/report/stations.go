package report

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// station is a market of the network as a report needs it.
type station struct {
	no    uint16
	name  string // as it is officially called
	area  market.AreaCode
	level market.Level
	since string    // civil day of its enrolment
	seen  time.Time // when it was heard of last
	sent  bool      // it had nothing unsent then
	ended bool      // fenced or revoked, in all its epochs, today
	life  life
}

// stations lists the markets that lie within an area, by area and number.
func (r *Report) stations(ctx context.Context, tx *sqldb.Tx, within market.AreaCode) ([]station, error) {
	var all []station
	err := tx.Each(ctx, `SELECT s.no, s.name, s.area, e.last_seen, e.unsent, e.frozen OR EXISTS (SELECT 1 FROM revoked x WHERE x.station = s.no)
		FROM station s JOIN epoch e ON e.station = s.no AND e.epoch = s.epoch
		WHERE s.epoch = (SELECT MAX(epoch) FROM station y WHERE y.no = s.no) ORDER BY s.area, s.no`, nil, func(rows *sql.Rows) error {
		var s station
		var seen, unsent int64
		if err := rows.Scan(&s.no, &s.name, &s.area, &seen, &unsent, &s.ended); err != nil {
			return err
		}
		if !inside(s.area, within) {
			return nil
		}
		s.seen, s.sent = time.UnixMilli(seen), unsent == 0
		s.name = market.MarketName(r.areas, s.area, s.name)
		if a, ok := r.areas.Get(s.area); ok {
			s.level = a.Level
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list stations: %w", err)
	}
	known, err := lives(ctx, tx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if l := known[all[i].no]; l != nil {
			all[i].life, all[i].since = *l, l.since()
		}
	}
	return all, nil
}

// Mark says whether the facts of a span are all here.
type Mark string

// The marks. A span is due at the end of the day after it.
const (
	Running Mark = "running" // the span is not over
	InTime  Mark = "in_time"
	Late    Mark = "late"
	Missing Mark = "missing"
	Ended   Mark = "ended"   // the station was taken out of service before they were due
	NotYet  Mark = "not_yet" // the market was built, and its station came later
)

// grace is how long after a span its last facts are in time.
const grace = 24 * time.Hour

// mark judges a station at now. arrived is when its facts were first known to be all here, zero for
// never; late is in days.
func mark(s station, span tally.Span, arrived, now time.Time) (m Mark, late int) {
	due := span.End().Add(grace)
	switch {
	case now.Before(span.End()):
		return Running, 0
	case arrived.IsZero() && s.life.endedBy(due):
		return Ended, 0
	case arrived.IsZero() && now.Before(due):
		return Running, 0
	case arrived.IsZero():
		return Missing, 0
	case !arrived.After(due):
		return InTime, 0
	}
	return Late, 1 + int(arrived.Sub(due)/(24*time.Hour))
}

// arrivals gives when each station's facts of a span were first known to be here.
func arrivals(ctx context.Context, tx *sqldb.Tx, span tally.Span) (map[uint16]time.Time, error) {
	out := map[uint16]time.Time{}
	err := tx.Each(ctx, `SELECT station, at FROM report_arrived WHERE last = ?`, []any{span.Last}, func(rows *sql.Rows) error {
		var no uint16
		var at int64
		err := rows.Scan(&no, &at)
		out[no] = time.UnixMilli(at)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read who reported by %s: %w", span.Last, err)
	}
	return out, nil
}

// arrived is when a station's facts of a span came, as far as is known: what was noted, or else now
// that it was heard of after the span with nothing unsent.
func (s station) arrived(noted map[uint16]time.Time, span tally.Span) time.Time {
	if at, ok := noted[s.no]; ok {
		return at
	}
	if s.sent && !s.seen.Before(span.End()) {
		return s.seen
	}
	return time.Time{}
}

// Note keeps, for the month and the week that ended last, whose facts are all here, so that a station
// that is heard of again later does not look late. It writes nothing when there is nothing new.
func (r *Report) Note(ctx context.Context) error {
	now := r.now()
	var spans []tally.Span
	for _, before := range []func() (tally.Span, error){
		func() (tally.Span, error) { return tally.Month(MonthBefore(tally.MonthOf(now))) },
		func() (tally.Span, error) { return tally.Week(tally.WeekOf(now.AddDate(0, 0, -7))) },
	} {
		s, err := before()
		if err != nil {
			return err
		}
		spans = append(spans, s)
	}
	type news struct {
		station uint16
		last    string
		at      time.Time
	}
	var all []news
	err := r.archive.View(ctx, func(tx *sqldb.Tx) error {
		stations, err := r.stations(ctx, tx, Whole)
		if err != nil {
			return err
		}
		for _, span := range spans {
			noted, err := arrivals(ctx, tx, span)
			if err != nil {
				return err
			}
			for _, s := range stations {
				if at := s.arrived(noted, span); !at.IsZero() && !at.Equal(noted[s.no]) {
					all = append(all, news{s.no, span.Last, at})
				}
			}
		}
		return nil
	})
	if err != nil || len(all) == 0 {
		return err
	}
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		for n := range slices.Values(all) {
			if _, err := tx.ExecContext(ctx, `INSERT INTO report_arrived (station, last, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
				n.station, n.last, n.at.UnixMilli()); err != nil {
				return fmt.Errorf("note that station %d reported: %w", n.station, err)
			}
		}
		return nil
	})
}

// MonthBefore gives the month before "2026-11", "" for what is no month.
func MonthBefore(month string) string {
	s, err := tally.Month(month)
	if err != nil {
		return ""
	}
	from, _ := s.Between()
	return tally.MonthOf(time.UnixMilli(from - 1))
}
