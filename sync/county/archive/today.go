package archive

import (
	"context"
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Today is the picture of one day in an area. How each figure is counted stands beside it.
type Today struct {
	At       time.Time
	Stations int // that are not revoked
	CheckIns int // numbers drawn today
	Before   int // numbers drawn yesterday until the same time
	Postings int // open ones whose last day is not over
	Heads    int // places of those
	Taken    int // of these places, those with a match that is not cancelled
	ByOwner  int // proposals handed in today
	Helped   int // matches made today for somebody whose hardship staff confirmed
	HelpNew  int // people whose hardship staff confirmed today
	Failed   int // matches of those postings that were cancelled
	NoShow   int // of them, those who did not come
	Places   []TodayPlace
	Silent   []StationRow // not heard of for a day
	Waiting  Waiting

	Backup    time.Time // the last that was proved whole; zero for none
	BackupDue bool      // somebody should look why there is no newer one
	Nightly   Nightly
}

// TodayPlace is a township, county or village with its open postings of today.
type TodayPlace struct {
	Area         market.AreaCode
	Heads, Taken int
}

// Waiting is what waits for somebody of the office.
type Waiting struct {
	Proposals  int
	OldestMade time.Time // of the proposals; zero for none
	Complaints int       // that are not closed
	Conflicts  int
	Quarantine int // facts that nobody has looked at
	Forks      int // journals that two copies wrote, of epochs that are not fenced
}

// silence is after how long a station counts as silent.
const silence = 24 * time.Hour

// Today counts the day of now within a reach.
func (a *Archive) Today(ctx context.Context, r Reach) (Today, error) {
	now := a.now().In(market.Zone)
	t := Today{At: now}
	day := now.Format(time.DateOnly)
	start := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, market.Zone)
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		count := func(into *int, query string, args ...any) error {
			if err := tx.QueryRowContext(ctx, query, args...).Scan(into); err != nil {
				return fmt.Errorf("count today: %w", err)
			}
			return nil
		}
		for _, c := range []struct { // a day's matches are few, by the index that sync/county/report keeps on match.at
			into  *int
			query string
			args  []any
		}{
			{&t.Stations, `SELECT COUNT(*) FROM ` + stationNow + ` s WHERE NOT EXISTS (SELECT 1 FROM revoked x WHERE x.station = s.no) AND ` + inReach, nil},
			{&t.CheckIns, `SELECT COUNT(*) FROM check_in c JOIN ` + stationNow + ` s ON s.no = c.station WHERE c.day = ? AND ` + inReach, []any{day}},
			{&t.Before, `SELECT COUNT(*) FROM check_in c JOIN ` + stationNow + ` s ON s.no = c.station WHERE c.day = ? AND c.at <= ? AND ` + inReach, []any{start.AddDate(0, 0, -1).Format(time.DateOnly), now.AddDate(0, 0, -1).UnixMilli()}},
			{&t.ByOwner, `SELECT COUNT(*) FROM proposal c JOIN ` + stationNow + ` s ON s.no = c.station WHERE c.at >= ? AND ` + inReach, []any{start.UnixMilli()}},
			{&t.Helped, `SELECT COUNT(*) FROM match c CROSS JOIN help h ON h.worker = c.worker CROSS JOIN ` + stationNow + ` s ON s.no = c.station WHERE c.state <> 'cancelled' AND c.at >= ? AND ` + inReach, []any{start.UnixMilli()}},
		} {
			if err := count(c.into, c.query, append(c.args, r.args()...)...); err != nil {
				return err
			}
		}
		if err := t.postings(ctx, tx, r, day); err != nil {
			return err
		}
		rows, err := stationRows(ctx, tx, r)
		if err != nil {
			return err
		}
		for _, s := range rows {
			if s.State == StationAtWork && now.Sub(s.Seen) > silence {
				t.Silent = append(t.Silent, s)
			}
		}
		if t.HelpNew, err = helpedSince(ctx, tx, r, start); err != nil {
			return err
		}
		if t.Backup, t.BackupDue, err = a.lastBackup(ctx, tx); err != nil {
			return err
		}
		if t.Nightly, err = nightly(ctx, tx); err != nil {
			return err
		}
		t.Waiting, err = a.todo(ctx, tx, r)
		return err
	})
	return t, err
}

// Glance counts what the page to sign in tells everybody: stations, those that are silent, and places.
func (a *Archive) Glance(ctx context.Context, r Reach) (t Today, err error) {
	t.At = a.now().In(market.Zone)
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		rows, err := stationRows(ctx, tx, r)
		if err != nil {
			return err
		}
		for _, s := range rows {
			if s.State != StationRevoked {
				t.Stations++
			}
			if s.State == StationAtWork && t.At.Sub(s.Seen) > silence {
				t.Silent = append(t.Silent, s)
			}
		}
		return t.postings(ctx, tx, r, t.At.Format(time.DateOnly))
	})
	return t, err
}

// postings counts the open postings whose last day is not over, by the area one tier below r.
func (t *Today) postings(ctx context.Context, tx *sqldb.Tx, r Reach, day string) error {
	digits := map[bool]int{true: 6, false: 9}[r.Area[4:6] == "00"]
	if r.Area[6:9] != "000" {
		digits = 12
	}
	err := each(ctx, tx, func(scan func(...any) error) error {
		var p TodayPlace
		var n int
		if err := scan(&p.Area, &n, &p.Heads, &p.Taken); err != nil {
			return err
		}
		p.Area += market.AreaCode("000000000000"[len(p.Area):])
		t.Postings, t.Heads, t.Taken = t.Postings+n, t.Heads+p.Heads, t.Taken+p.Taken
		t.Places = append(t.Places, p)
		return nil
	}, `SELECT SUBSTR(p.area, 1, ?), COUNT(*), SUM(p.headcount), SUM(MIN(p.taken, p.headcount)) FROM posting p JOIN `+stationNow+` s ON s.no = p.station
		WHERE p.state = 'open' AND p.last_day >= ? AND `+inReach+` GROUP BY SUBSTR(p.area, 1, ?) ORDER BY SUM(p.headcount) - SUM(MIN(p.taken, p.headcount)) DESC, 1`,
		append(append([]any{digits, day}, r.args()...), digits)...)
	if err != nil {
		return err
	}
	err = tx.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(m.reason = 'no_show'), 0) FROM posting p CROSS JOIN match m ON m.posting = p.id AND m.state = 'cancelled'
		CROSS JOIN `+stationNow+` s ON s.no = p.station WHERE p.state = 'open' AND p.last_day >= ? AND `+inReach, append([]any{day}, r.args()...)...).Scan(&t.Failed, &t.NoShow)
	if err != nil {
		return fmt.Errorf("count what failed today: %w", err)
	}
	return nil
}

func helpedSince(ctx context.Context, tx *sqldb.Tx, r Reach, since time.Time) (n int, err error) {
	known, err := inside(ctx, tx, r)
	if err != nil {
		return 0, err
	}
	err = each(ctx, tx, func(scan func(...any) error) error {
		var worker string
		if err := scan(&worker); err != nil {
			return err
		}
		ref, err := market.ParseRef(worker)
		if err != nil {
			return err
		}
		if known[ref.Station] {
			n++
		}
		return nil
	}, `SELECT worker FROM help WHERE at >= ?`, since.UnixMilli())
	return n, err
}

func (a *Archive) todo(ctx context.Context, tx *sqldb.Tx, r Reach) (Waiting, error) {
	var w Waiting
	var oldest int64
	err := tx.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(MIN(c.at), 0) FROM proposal c JOIN `+stationNow+` s ON s.no = c.station WHERE c.state = 'waits' AND `+inReach, r.args()...).
		Scan(&w.Proposals, &oldest)
	if err != nil {
		return w, fmt.Errorf("count proposals: %w", err)
	}
	if oldest > 0 {
		w.OldestMade = time.UnixMilli(oldest)
	}
	for _, c := range []struct {
		into  *int
		query string
		args  []any
	}{
		{&w.Complaints, `SELECT COUNT(*) FROM complaint c` + complaintAt + `WHERE c.state <> 'closed' AND ` + ofReach, r.ofArgs()},
		{&w.Forks, `SELECT COUNT(*) FROM fork c JOIN ` + stationNow + ` s ON s.no = c.station WHERE NOT EXISTS (SELECT 1 FROM fenced x WHERE x.station = c.station AND x.epoch = c.epoch) AND ` + inReach, r.args()},
	} {
		if err := tx.QueryRowContext(ctx, c.query, c.args...).Scan(c.into); err != nil {
			return w, fmt.Errorf("count what waits: %w", err)
		}
	}
	all, err := a.conflictsIn(ctx, tx, r)
	if err != nil {
		return w, err
	}
	w.Conflicts = len(all)
	odd, err := quarantineIn(ctx, tx, r)
	w.Quarantine = len(odd)
	return w, err
}
