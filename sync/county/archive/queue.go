package archive

import (
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// patience is how many rounds of its station a request keeps a place for.
const patience = 2

// request is a refused take or a waitlist entry that no match has settled.
type request struct {
	id string
	market.Origin
	lasting bool // a waitlist entry
	granted bool // a place was named for it once
	rounds  int  // its station made since it was made or granted
	served  bool // not to be granted: a place of its own station is for it, or was
}

// fresh says whether its worker may still come. Who is on the waitlist need not.
func (r *request) fresh() bool { return r.lasting || r.rounds < patience }

// requests gives the one queue of a posting, of refused takes and waitlist entries that no
// match has settled: those whose worker may still come first, then in the order in which the
// county first heard of the worker's wish. A refused take beside a waitlist entry is no second
// wish, and who has a match (on another copy of the disk) has no wish.
func (w *writer) requests(posting string) ([]request, error) {
	out, err := list(w, func(rows *sql.Rows, r *request) error {
		return rows.Scan(&r.id, &r.Station, &r.Epoch, &r.lasting, &r.granted, &r.rounds)
	}, `SELECT q.id, q.station, q.epoch, q.lasting, q.state = 'granted', COALESCE(t.rounds, 0)
		FROM request q JOIN epoch e ON e.station = q.station AND e.epoch = q.epoch AND e.frozen = 0
		LEFT JOIN waiting t ON t.request = q.id
		WHERE q.posting = ? AND q.state <> 'done' AND (q.lasting = 1 OR NOT EXISTS (SELECT 1 FROM request l
			WHERE l.posting = q.posting AND l.worker = q.worker AND l.lasting = 1 AND l.state <> 'done'))
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = q.posting AND m.state <> 'cancelled' AND (m.worker = q.worker
			OR m.worker IN (SELECT o.worker FROM merged k JOIN merged o ON o.keep = k.keep WHERE k.worker = q.worker)))
		ORDER BY q.lasting = 0 AND COALESCE(t.rounds, 0) >= ?,
		(SELECT MIN(f.rev) FROM request o JOIN fact f ON f.thing = o.id AND f.kind IN (?, ?) WHERE o.posting = q.posting AND o.worker = q.worker), q.id`,
		posting, patience, string(record.PlaceRequested), string(record.WaitlistJoined))
	if err != nil {
		return nil, fmt.Errorf("read requests for %s: %w", posting, err)
	}
	return out, nil
}

// reserve sets aside what the holders have for requests made at their own stations. A request
// that was granted a place once is never granted another; a waitlist entry is, when somebody
// else took it before its station heard. Whether an entry that was not called yet gets a place
// of its own station the whole queue decides (serve), but no refused take behind it there does.
func reserve(asks []request, holders []*holder) {
	for i := range asks {
		r := &asks[i]
		r.served = r.granted && !r.lasting
		if !r.fresh() {
			continue
		}
		for _, h := range holders {
			switch {
			case h.Origin != r.Origin || h.kept+h.owed >= h.free:
			case r.lasting && !r.granted:
				h.owed++
			default:
				h.kept++
				r.served = true
			}
		}
	}
}

// age counts a round of the station to its requests, and settles the postings where the
// patience of one has come to its end.
func (w *writer) age(o market.Origin) error {
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO waiting (request, rounds) SELECT id, 1 FROM request
		WHERE station = ? AND epoch = ? AND lasting = 0 AND state <> 'done' ON CONFLICT (request) DO UPDATE SET rounds = waiting.rounds + 1
		WHERE waiting.rounds < ?`, o.Station, o.Epoch, patience+1)
	if err != nil {
		return fmt.Errorf("count a round of %s: %w", o, err)
	}
	rows, err := w.tx.QueryContext(w.ctx, `SELECT DISTINCT q.posting FROM request q JOIN waiting t ON t.request = q.id
		WHERE q.station = ? AND q.epoch = ? AND q.state <> 'done' AND t.rounds = ? ORDER BY q.posting`, o.Station, o.Epoch, patience)
	if err != nil {
		return fmt.Errorf("look for requests of %s that waited: %w", o, err)
	}
	var postings []string
	for rows.Next() {
		var p string
		if err := rows.Scan(&p); err != nil {
			return errors.Join(fmt.Errorf("look for requests of %s that waited: %w", o, err), rows.Close())
		}
		postings = append(postings, p)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("look for requests of %s that waited: %w", o, err)
	}
	for _, p := range postings {
		if err := w.settle(p); err != nil {
			return err
		}
	}
	return nil
}
