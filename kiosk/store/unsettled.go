package store

import (
	"context"
	"database/sql"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Unsettled is a match of which staff still have something to note.
type Unsettled struct {
	MatchRow
	Start   market.Minute // of the work
	LastDay string
	// OfWorker and OfEmployer are what one side said of the other; "" nothing.
	OfWorker, OfEmployer market.Mark
}

// noted is the matches that this station made, or that are of a posting it opened.
const noted = `FROM match m JOIN posting p ON p.id = m.posting
	WHERE (m.station IN (SELECT station FROM origin) OR p.station IN (SELECT station FROM origin))`

// unsettled is those of noted that are neither settled nor over, and whose work is not older than a day.
const unsettled = ` AND m.asked = '' AND (m.state IN ('taken', 'arrived') OR m.state = 'finished' AND COALESCE(m.paid, 0) = 0) AND p.last_day >= ?`

// Unsettled lists them by the start of the work. since is the earliest last day that still counts.
func (s *Store) Unsettled(ctx context.Context, since string) ([]Unsettled, error) {
	return s.results(ctx, unsettled+` ORDER BY p.start_at, m.posting, m.place, m.id`, since)
}

// Result reads one match with what was said of it.
func (s *Store) Result(ctx context.Context, id market.MatchID) (Unsettled, error) {
	l, err := s.results(ctx, ` AND m.id = ?`, string(id))
	if err == nil && len(l) == 0 {
		err = market.Refuse("unknown_match")
	}
	if err != nil {
		return Unsettled{}, err
	}
	return l[0], nil
}

// CountUnsettled counts those of which something was to be noted by now: the work has begun.
func (s *Store) CountUnsettled(ctx context.Context, since string, now market.Minute) (int, error) {
	return s.count(ctx, `SELECT COUNT(*) `+noted+unsettled+` AND p.start_at <= ?`, since, string(now))
}

func (s *Store) results(ctx context.Context, where string, args ...any) ([]Unsettled, error) {
	var out []Unsettled
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT m.id, m.posting, m.worker, m.place, m.station, m.epoch, m.state, m.reason, m.contacted, m.nonce, m.asked, m.late,
			m.paid, m.amount, m.at, p.start_at, p.last_day,
			COALESCE((SELECT mark FROM rating r WHERE r.match = m.id AND r.of = 'worker'), ''),
			COALESCE((SELECT mark FROM rating r WHERE r.match = m.id AND r.of = 'employer'), '') `+noted+where, args, func(rows *sql.Rows) error {
			var u Unsettled
			err := rows.Scan(&u.ID, &u.Posting, &u.Worker, &u.Place, &u.Origin.Station, &u.Origin.Epoch, &u.State, &u.Reason, &u.Contacted, &u.Nonce,
				&u.Asked, &u.Late, &u.Paid, &u.Amount, &u.At, &u.Start, &u.LastDay, &u.OfWorker, &u.OfEmployer)
			out = append(out, u)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list results: %w", err)
	}
	return out, nil
}
