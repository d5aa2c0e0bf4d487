package report

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"time"

	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// life is what is dated of a station, so that the state in which it was at the end of a past span does not
// change when it is fenced or shut out later.
type life struct {
	epochs  []epochLife // in the order in which they were opened
	revoked int64       // milliseconds; 0: never
	built   string      // civil day that staff wrote as built, or ""
}

// epochLife is one incarnation of the station, in milliseconds; to is 0 for one that goes on.
type epochLife struct {
	epoch    uint8
	from, to int64
}

// endedBy says whether the station was out of service at a moment: shut out, or its newest epoch of then
// fenced or forked, with none after it yet.
func (l life) endedBy(t time.Time) bool {
	at := t.UnixMilli()
	if l.revoked != 0 && l.revoked < at {
		return true
	}
	ended := false
	for _, e := range l.epochs {
		if e.from < at {
			ended = e.to != 0 && e.to < at
		}
	}
	return ended
}

// builtOn is the day from which on the market counts: the one that staff wrote, else that of its enrolment.
func (s station) builtOn() string {
	if s.life.built != "" {
		return s.life.built
	}
	return s.since
}

// lives reads what is dated of all stations, by number. An epoch whose end nobody dated ends when it was
// heard of last.
func lives(ctx context.Context, tx *sqldb.Tx) (map[uint16]*life, error) {
	all := map[uint16]*life{}
	of := func(no uint16) *life {
		if all[no] == nil {
			all[no] = &life{}
		}
		return all[no]
	}
	opened, err := openings(ctx, tx)
	if err != nil {
		return nil, err
	}
	err = tx.Each(ctx, `SELECT e.station, e.epoch, CASE WHEN e.frozen = 0 THEN 0 ELSE COALESCE(
			(SELECT MIN(at) FROM (SELECT at FROM fenced f WHERE f.station = e.station AND f.epoch = e.epoch
				UNION ALL SELECT at FROM fork k WHERE k.station = e.station AND k.epoch = e.epoch)), e.last_seen) END
		FROM epoch e ORDER BY e.station, e.epoch`, nil, func(rows *sql.Rows) error {
		var no uint16
		var e epochLife
		if err := rows.Scan(&no, &e.epoch, &e.to); err != nil {
			return err
		}
		e.from = opened[epochOf{no, e.epoch}]
		l := of(no)
		l.epochs = append(l.epochs, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read when stations ended: %w", err)
	}
	err = tx.Each(ctx, `SELECT station, at FROM revoked`, nil, func(rows *sql.Rows) error {
		var no uint16
		var at int64
		err := rows.Scan(&no, &at)
		of(no).revoked = at
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read which stations were shut out: %w", err)
	}
	err = tx.Each(ctx, `SELECT station, value FROM report_directory WHERE field = 'built_on' ORDER BY id`, nil, func(rows *sql.Rows) error {
		var no uint16
		var day string
		err := rows.Scan(&no, &day)
		of(no).built = day
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read when markets were built: %w", err)
	}
	return all, nil
}

type epochOf struct {
	station uint16
	epoch   uint8
}

// openings gives when each epoch of each station was enrolled, in milliseconds; those whose fact is not
// here are not in it.
func openings(ctx context.Context, tx *sqldb.Tx) (map[epochOf]int64, error) {
	out := map[epochOf]int64{}
	err := tx.Each(ctx, `SELECT s.no, f.bytes FROM (SELECT DISTINCT no FROM station) s CROSS JOIN fact f ON f.thing = '0-1-' || s.no AND f.kind = ?
		ORDER BY s.no, f.epoch, f.seq`, []any{string(record.StationEnrolled)}, func(rows *sql.Rows) error {
		var no uint16
		var raw []byte
		if err := rows.Scan(&no, &raw); err != nil {
			return err
		}
		f, err := record.Decode(raw)
		if err != nil {
			return err
		}
		var b record.StationInfo
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return err
		}
		if _, said := out[epochOf{no, b.Epoch}]; !said { // what is said again after a restore is no new opening
			out[epochOf{no, b.Epoch}] = f.At
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read enrolments: %w", err)
	}
	return out, nil
}

// since is the day of a station's first enrolment, "" where the fact is not here.
func (l life) since() string {
	var first int64
	for _, e := range l.epochs {
		if e.from != 0 && (first == 0 || e.from < first) {
			first = e.from
		}
	}
	if first == 0 {
		return ""
	}
	return tally.DayOf(first)
}

// BuiltOn gives the day from which on a station's market counts, and whether staff wrote it; else it is that of the
// first enrolment, "" where that is not known.
func (r *Report) BuiltOn(ctx context.Context, no uint16) (on string, written bool, err error) {
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		all, err := lives(ctx, tx)
		if l := all[no]; l != nil {
			on, written = cmp.Or(l.built, l.since()), l.built != ""
		}
		return err
	})
	return on, written, err
}
