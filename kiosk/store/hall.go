package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Waiting is somebody who checked in today for work and has none yet.
type Waiting struct {
	CheckIn market.CheckIn
	At      int64         // milliseconds, of the check-in
	Person  market.Worker // name and phone are empty where the key was destroyed
	Wishes  market.Wishes
	// Confirmed are the hardships that staff confirmed.
	Confirmed []market.Hardship
	// First is the civil day of the first check-in here.
	First string
}

// stillWaits is the check-ins for work of a day that nobody ended: not by leaving, not by the end of
// the day, not by a place taken since.
const stillWaits = `c.day = ? AND c.purpose = 'work' AND c.station IN (SELECT station FROM origin)
	AND NOT EXISTS (SELECT 1 FROM check_in_left l WHERE l.check_in = c.id)
	AND NOT EXISTS (SELECT 1 FROM hall_cleared x WHERE x.station = c.station AND x.day = c.day AND x.upto >= c.number)
	AND NOT EXISTS (SELECT 1 FROM match m WHERE m.state IN ('taken', 'arrived') AND m.at >= c.at
		AND (m.worker = c.worker OR m.worker IN (SELECT h.worker FROM merged g JOIN merged h ON h.keep = g.keep WHERE g.worker = c.worker)))`

// HallOf lists who waits on a day, by number.
func (s *Store) HallOf(ctx context.Context, day string) ([]Waiting, error) {
	var out []Waiting
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT c.id, c.worker, c.number, c.at, (SELECT MIN(f.day) FROM check_in f WHERE f.worker = c.worker),
			w.trades, w.tag, w.box, k.key, i.trades, i.reach, i.free, i.pay, i.box, h.box
			FROM check_in c JOIN worker w ON w.id = c.worker LEFT JOIN person_key k ON k.tag = w.tag
			LEFT JOIN wishes i ON i.worker = c.worker LEFT JOIN help h ON h.worker = c.worker
			WHERE `+stillWaits+` ORDER BY c.number`, []any{day}, func(rows *sql.Rows) error {
			w, err := scanWaiting(tx, rows)
			if err != nil {
				return err
			}
			w.CheckIn.Day, w.CheckIn.Purpose = day, "work"
			out = append(out, w)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list who waits on %s: %w", day, err)
	}
	return out, nil
}

// CountWaiting counts who waits on a day.
func (s *Store) CountWaiting(ctx context.Context, day string) (int, error) {
	return s.count(ctx, `SELECT COUNT(*) FROM check_in c WHERE `+stillWaits, day)
}

func scanWaiting(tx *sqldb.Tx, rows *sql.Rows) (Waiting, error) {
	var w Waiting
	var trades string
	var wished, reach, free sql.NullString
	var pay sql.NullInt64
	var tag, box, key, told, help []byte
	if err := rows.Scan(&w.CheckIn.ID, &w.CheckIn.Worker, &w.CheckIn.Number, &w.At, &w.First, &trades, &tag, &box, &key,
		&wished, &reach, &free, &pay, &told, &help); err != nil {
		return w, err
	}
	w.Person.ID = w.CheckIn.Worker
	if wished.String != "" { // the newest word, not that of the registration
		trades = wished.String
	}
	for t := range strings.FieldsSeq(trades) {
		w.Person.Trades = append(w.Person.Trades, market.TradeID(t))
	}
	w.Wishes.Reach, w.Wishes.Free, w.Wishes.Pay = market.Reach(reach.String), market.Free(free.String), market.Fen(pay.Int64)
	var p record.Person
	var h record.Hardship
	var n record.Need
	for _, one := range []struct {
		box []byte
		to  any
	}{{box, &p}, {told, &h}, {help, &n}} {
		if one.box == nil {
			continue
		}
		if err := ledger.OpenBoxWith(tx, tag, key, one.box, one.to); err != nil && !errors.Is(err, ledger.ErrNoKey) {
			return w, fmt.Errorf("open what is known of %s: %w", w.CheckIn.Worker, err)
		}
	}
	w.Person.Name, w.Person.Phone, w.Person.BirthYear, w.Person.Area = p.Name, p.Phone, p.BirthYear, p.Area
	w.Wishes.Help, w.Confirmed = h.Help, n.Hardships
	return w, nil
}

// Past is one place that somebody in the hall had or has.
type Past struct {
	Worker   market.WorkerID // as they are called in the hall
	Match    market.MatchID
	Posting  market.PostingID
	Employer market.EmployerID
	State    market.MatchState
	Reason   string // of a cancellation
	LastDay  string
	At       int64
	// OfWorker and OfEmployer are what one side said of the other; "" nothing.
	OfWorker, OfEmployer market.Mark
	Shift                market.Shift // of work that is kept
}

// PastOf lists the places of everybody who checked in on a day, newest first.
func (s *Store) PastOf(ctx context.Context, day string) ([]Past, error) {
	var out []Past
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT c.worker, `+pastColumns+` FROM check_in c
			JOIN match m ON m.worker = c.worker OR m.worker IN (SELECT h.worker FROM merged g JOIN merged h ON h.keep = g.keep WHERE g.worker = c.worker)
			JOIN posting p ON p.id = m.posting WHERE c.day = ? AND c.purpose = 'work' ORDER BY m.at DESC, m.id`, []any{day},
			func(rows *sql.Rows) error {
				p, err := scanPast(rows)
				out = append(out, p)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("read what those had who came on %s: %w", day, err)
	}
	return out, nil
}

// PastOfWorker lists the places of the person whom worker stands for, newest first.
func (s *Store) PastOfWorker(ctx context.Context, worker market.WorkerID) ([]Past, error) {
	var out []Past
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		who, args := person(`m.worker`, worker, string(worker))
		return tx.Each(ctx, `SELECT ?, `+pastColumns+` FROM match m JOIN posting p ON p.id = m.posting WHERE `+who+` ORDER BY m.at DESC, m.id`,
			args, func(rows *sql.Rows) error {
				p, err := scanPast(rows)
				out = append(out, p)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("read what %s had: %w", worker, err)
	}
	return out, nil
}

const pastColumns = `m.id, m.posting, p.employer, m.state, m.reason, p.last_day, m.at, p.body,
	COALESCE((SELECT mark FROM rating r WHERE r.match = m.id AND r.of = 'worker'), ''),
	COALESCE((SELECT mark FROM rating r WHERE r.match = m.id AND r.of = 'employer'), '')`

func scanPast(rows *sql.Rows) (Past, error) {
	var p Past
	var body []byte
	if err := rows.Scan(&p.Worker, &p.Match, &p.Posting, &p.Employer, &p.State, &p.Reason, &p.LastDay, &p.At, &body, &p.OfWorker, &p.OfEmployer); err != nil {
		return p, err
	}
	if p.State != market.Taken && p.State != market.Arrived {
		return p, nil
	}
	var b record.Posting
	if err := record.Unmarshal(body, &b); err != nil {
		return p, fmt.Errorf("read posting %s: %w", p.Posting, err)
	}
	whole := ledger.Posting(p.Posting, &b)
	p.Shift = whole.Shift()
	return p, nil
}

// Giving lists the open postings of which this station may give a place now, by start.
func (s *Store) Giving(ctx context.Context, day string) ([]PostingRow, error) {
	var out []PostingRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT `+postingColumns+` FROM posting p WHERE p.state = 'open' AND p.last_day >= ? AND p.taken < p.headcount
			AND p.id IN (SELECT l.posting FROM place l JOIN origin o ON o.station = l.station AND o.epoch = l.epoch AND o.current = 1)
			ORDER BY p.start_at, p.opened_at, p.id`, []any{day}, func(rows *sql.Rows) error {
			p, err := scanPosting(rows)
			out = append(out, p)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list what may be given: %w", err)
	}
	return slices.DeleteFunc(out, func(p PostingRow) bool { return p.PlacesHere == 0 }), nil
}

// WaitsToday says whether a check-in still waits, inside the transaction.
func (w *Writer) WaitsToday(id market.CheckInID, day string) (bool, error) {
	var n int
	err := w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM check_in c WHERE c.id = ? AND `+stillWaits, string(id), day).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look whether %s waits: %w", id, err)
	}
	return n > 0, nil
}

// Ended says whether a check-in of today was ended by leaving or by the end of the day.
func (w *Writer) Ended(id market.CheckInID) (bool, error) {
	var n int
	err := w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM check_in c WHERE c.id = ? AND (
		EXISTS (SELECT 1 FROM check_in_left l WHERE l.check_in = c.id)
		OR EXISTS (SELECT 1 FROM hall_cleared x WHERE x.station = c.station AND x.day = c.day AND x.upto >= c.number))`, string(id)).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look whether %s was ended: %w", id, err)
	}
	return n > 0, nil
}

// WaitingOn counts who waits on a day, and gives the greatest number of them.
func (w *Writer) WaitingOn(day string) (n, upto int, err error) {
	err = w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*), COALESCE(MAX(c.number), 0) FROM check_in c WHERE `+stillWaits, day).Scan(&n, &upto)
	if err != nil {
		return 0, 0, fmt.Errorf("count who waits on %s: %w", day, err)
	}
	return n, upto, nil
}
