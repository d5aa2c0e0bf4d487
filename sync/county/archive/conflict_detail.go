package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// ConflictSide is one of the matches of a conflict.
type ConflictSide struct {
	Match   market.MatchID
	Worker  market.WorkerID
	Who     Masked
	Station StationRow
	State   market.MatchState
	Place   int
	Made    time.Time // by the station's clock; decides nothing
	Rev     uint64    // the county's number of its fact: the order in which they came
	Ticket  string    // 票号
	Before  int       // other matches of this registration that were finished
	Missed  int       // and those that its owner did not come to
	Posting PostingRow
}

// ConflictDetail is a conflict with all that is known of its sides.
type ConflictDetail struct {
	Conflict
	Sides []ConflictSide
	Free  []int // the places of a posting that nobody has; for two on one place
}

// Conflicts lists the conflicts that staff have to decide within a reach, two on one place before others.
func (a *Archive) Conflicts(ctx context.Context, r Reach) ([]ConflictDetail, error) {
	out, _, err := a.SomeConflicts(ctx, r, math.MaxInt, 0)
	return out, err
}

// SomeConflicts gives at most so many of Conflicts behind those that are skipped, and how many there are.
func (a *Archive) SomeConflicts(ctx context.Context, r Reach, most, skip int) (out []ConflictDetail, total int, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		all, err := a.conflictsIn(ctx, tx, r)
		if err != nil {
			return err
		}
		total = len(all)
		all = all[min(skip, len(all)):]
		all = all[:min(most, len(all))]
		s, err := newShade(ctx, tx)
		if err != nil {
			return err
		}
		for _, c := range all {
			d, err := s.conflict(c)
			if err != nil {
				return err
			}
			out = append(out, d)
		}
		return nil
	})
	return out, total, err
}

// Conflict gives the one of a kind between just these matches, or refuses with unknown_conflict.
func (a *Archive) Conflict(ctx context.Context, kind string, matches []market.MatchID) (d ConflictDetail, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		all, err := conflictsOf(ctx, tx, matches)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(c Conflict) bool { return c.Kind == kind && sameIDs(c.Matches, matches) })
		if at < 0 {
			return market.Refuse("unknown_conflict")
		}
		s, err := newShade(ctx, tx)
		if err != nil {
			return err
		}
		d, err = s.conflict(all[at])
		return err
	})
	return d, err
}

// conflict reads the sides.
func (s *shade) conflict(c Conflict) (ConflictDetail, error) {
	d := ConflictDetail{Conflict: c}
	for _, m := range c.Matches {
		side, err := s.side(m)
		if err != nil {
			return d, err
		}
		d.Sides = append(d.Sides, side)
	}
	if c.Kind != record.DoublePlace {
		return d, nil
	}
	err := each(s.ctx, s.tx, func(scan func(...any) error) error {
		var n int
		err := scan(&n)
		d.Free = append(d.Free, n)
		return err
	}, `SELECT p.n FROM place p WHERE p.posting = ? AND p.withdrawn = 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled') ORDER BY p.n`, string(c.Posting))
	return d, err
}

func (s *shade) side(match market.MatchID) (ConflictSide, error) {
	out := ConflictSide{Match: match}
	var station, nonce uint16
	var at int64
	var posting string
	err := s.tx.QueryRowContext(s.ctx, `SELECT m.worker, m.station, m.state, m.place, m.at, m.nonce, m.posting,
		COALESCE((SELECT MIN(f.rev) FROM fact f WHERE f.thing = m.id AND f.kind = ?), 0),
		(SELECT COUNT(*) FROM match o WHERE o.worker = m.worker AND o.id <> m.id AND o.state = 'finished'),
		(SELECT COUNT(*) FROM match o WHERE o.worker = m.worker AND o.id <> m.id AND o.state = 'cancelled' AND o.reason = 'no_show')
		FROM match m WHERE m.id = ?`, string(record.MatchTaken), string(match)).
		Scan(&out.Worker, &station, &out.State, &out.Place, &at, &nonce, &posting, &out.Rev, &out.Before, &out.Missed)
	if err != nil {
		return out, fmt.Errorf("read match %s: %w", match, err)
	}
	out.Made, out.Ticket = time.UnixMilli(at).In(market.Zone), market.TicketNo(match, nonce)
	rows, err := stationRows(s.ctx, s.tx, Reach{Area: wholeCity(), Station: station})
	if err != nil {
		return out, err
	}
	if len(rows) > 0 {
		out.Station = rows[0]
	}
	if out.Posting, err = s.posting(market.PostingID(posting)); err != nil {
		return out, err
	}
	var tag, box []byte
	err = s.tx.QueryRowContext(s.ctx, `SELECT tag, box FROM worker WHERE id = ?`, string(out.Worker)).Scan(&tag, &box)
	if errors.Is(err, sql.ErrNoRows) {
		return out, nil
	}
	if err != nil {
		return out, fmt.Errorf("read worker %s: %w", out.Worker, err)
	}
	out.Who, err = s.worker(tag, box)
	return out, err
}

// PostingRow is a posting as an office sees it.
type PostingRow struct {
	market.Posting
	Employer string // what may be shown in public
	Station  uint16 // that opened it
	Taken    int
	Closed   bool
	Listed   bool              // its employer is on the red list
	Withheld []wording.Finding // why the county shows it to nobody
	Opened   time.Time
}

func (s *shade) posting(id market.PostingID) (PostingRow, error) {
	var out PostingRow
	err := s.postings(func(p PostingRow) { out = p }, `p.id = ?`, string(id))
	return out, err
}

// postings gives the postings that fit a condition on p and s, its station.
func (s *shade) postings(emit func(PostingRow), where string, args ...any) error {
	return each(s.ctx, s.tx, func(scan func(...any) error) error {
		var p PostingRow
		var id market.PostingID
		var raw []byte
		var opened int64
		var heads int
		var codes string
		if err := scan(&id, &raw, &heads, &p.Taken, &p.Closed, &p.Station, &opened, &p.Employer, &p.Listed, &codes); err != nil {
			return err
		}
		var b record.Posting
		if err := record.Unmarshal(raw, &b); err != nil {
			return fmt.Errorf("read posting %s: %w", id, err)
		}
		p.Posting = ledger.Posting(id, &b)
		p.Headcount, p.Opened, p.Withheld = heads, time.UnixMilli(opened).In(market.Zone), whyHeld(&p.Posting, strings.Fields(codes))
		emit(p)
		return nil
	}, `SELECT p.id, p.body, p.headcount, p.taken, p.state = 'closed', p.station, p.opened_at, COALESCE(e.name, ''),
		EXISTS (SELECT 1 FROM red_list r WHERE r.employer = p.employer AND r.listed = 1),
		COALESCE((SELECT h.codes FROM withheld h WHERE h.posting = p.id AND h.held = 1), '')
		FROM posting p JOIN `+stationNow+` s ON s.no = p.station LEFT JOIN employer e ON e.id = p.employer WHERE `+where, args...)
}
