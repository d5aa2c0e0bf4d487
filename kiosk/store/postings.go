package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// PostingRow is a posting as this station sees it now.
type PostingRow struct {
	market.Posting
	Opener     market.Origin
	Revision   int
	Taken      int    // matches known here that are not cancelled
	HeadsAsked int    // another headcount asked for, here or elsewhere, and not executed yet; 0: none
	PlacesHere int    // free places that this station may give
	Closed     bool   // a posting.closed fact is here
	Withheld   string // why the county withholds it: codes of findings, joined by blanks; "" when it does not
	OpenedAt   int64
}

// Left is how many more people are wanted, as far as is known here.
func (p *PostingRow) Left() int { return max(0, p.Headcount-p.Taken) }

// Full says whether every place is taken, as far as is known here.
func (p *PostingRow) Full() bool { return p.Taken >= p.Headcount }

var postingColumns = `p.id, p.station, p.epoch, p.revision, p.taken, p.state, p.body, p.opened_at, p.headcount,
	COALESCE((SELECT a.heads FROM heads_ask a WHERE a.posting = p.id AND NOT EXISTS (SELECT 1 FROM heads_answer x WHERE x.ask = a.id)
	 ORDER BY a.station DESC, a.epoch DESC, a.n DESC LIMIT 1), 0),
	COALESCE((SELECT h.codes FROM withheld h WHERE h.posting = p.id AND h.held = 1), ''),
	(SELECT COUNT(*) FROM place l JOIN origin o ON o.station = l.station AND o.epoch = l.epoch AND o.current = 1 AND o.restored = 0
	 WHERE l.posting = p.id AND l.withdrawn = 0
	 AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = l.posting AND m.place = l.n AND m.state <> 'cancelled')
	 AND ` + ledger.Unblocked("l") + `)`

func scanPosting(row interface{ Scan(...any) error }) (PostingRow, error) {
	var p PostingRow
	var id market.PostingID
	var state string
	var raw []byte
	var heads int
	if err := row.Scan(&id, &p.Opener.Station, &p.Opener.Epoch, &p.Revision, &p.Taken, &state, &raw, &p.OpenedAt, &heads, &p.HeadsAsked,
		&p.Withheld, &p.PlacesHere); err != nil {
		return p, err
	}
	var b record.Posting
	if err := record.Unmarshal(raw, &b); err != nil {
		return p, fmt.Errorf("read posting %s: %w", id, err)
	}
	p.Posting = ledger.Posting(id, &b)
	p.Headcount, p.Closed = heads, state == "closed"
	if p.Closed {
		p.PlacesHere, p.HeadsAsked = 0, 0
	}
	return p, nil
}

// Filter narrows Postings. The zero value gives everything that is known here.
type Filter struct {
	OpenOn string           // only open postings whose last day is not before this day
	Trades []market.TradeID // any of these; empty means all
	Opener *market.Origin
}

// Postings lists postings by start, then by identifier.
func (s *Store) Postings(ctx context.Context, f Filter) ([]PostingRow, error) {
	query := `SELECT ` + postingColumns + ` FROM posting p WHERE 1 = 1`
	var args []any
	if f.OpenOn != "" {
		query += ` AND p.state = 'open' AND p.last_day >= ?`
		args = append(args, f.OpenOn)
	}
	if f.Opener != nil {
		query += ` AND p.station = ? AND p.epoch = ?`
		args = append(args, f.Opener.Station, f.Opener.Epoch)
	}
	for i, t := range f.Trades {
		if i == 0 {
			query += ` AND p.trade IN (?`
		} else {
			query += `, ?`
		}
		args = append(args, string(t))
	}
	if len(f.Trades) > 0 {
		query += `)`
	}
	var out []PostingRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(ctx, query+` ORDER BY p.start_at, p.opened_at, p.id`, args...)
		if err != nil {
			return fmt.Errorf("list postings: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			p, err := scanPosting(rows)
			if err != nil {
				return fmt.Errorf("list postings: %w", err)
			}
			out = append(out, p)
		}
		return rows.Err()
	})
	return out, err
}

// Posting reads one posting, or gives unknown_posting.
func (s *Store) Posting(ctx context.Context, id market.PostingID) (PostingRow, error) {
	var p PostingRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		p, err = posting(ctx, tx, id)
		return err
	})
	return p, err
}

// Posting reads one posting inside the transaction.
func (w *Writer) Posting(id market.PostingID) (PostingRow, error) { return posting(w.ctx, w.tx, id) }

func posting(ctx context.Context, tx *sqldb.Tx, id market.PostingID) (PostingRow, error) {
	p, err := scanPosting(tx.QueryRowContext(ctx, `SELECT `+postingColumns+` FROM posting p WHERE p.id = ?`, string(id)))
	if errors.Is(err, sql.ErrNoRows) {
		return p, market.Refuse("unknown_posting")
	}
	if err != nil {
		return p, fmt.Errorf("read posting %s: %w", id, err)
	}
	return p, nil
}

// MatchRow is a match as this station knows it.
type MatchRow struct {
	market.Match
	Origin    market.Origin // who made it
	Contacted bool
	Asked     string // reason of a cancel asked for but not yet executed
	Late      bool   // taken where a close was not heard of yet; it stands
	Paid      *bool  // nil: nobody said
	Amount    market.Fen
	At        int64 // milliseconds, for display
}

const matchColumns = `id, posting, worker, place, station, epoch, state, reason, contacted, nonce, asked, late, paid, amount, at`

func scanMatch(row interface{ Scan(...any) error }) (MatchRow, error) {
	var m MatchRow
	err := row.Scan(&m.ID, &m.Posting, &m.Worker, &m.Place, &m.Origin.Station, &m.Origin.Epoch, &m.State, &m.Reason, &m.Contacted,
		&m.Nonce, &m.Asked, &m.Late, &m.Paid, &m.Amount, &m.At)
	return m, err
}

func matches(ctx context.Context, tx *sqldb.Tx, where string, args ...any) ([]MatchRow, error) {
	rows, err := tx.QueryContext(ctx, `SELECT `+matchColumns+` FROM match WHERE `+where+` ORDER BY place, at, id`, args...)
	if err != nil {
		return nil, fmt.Errorf("list matches: %w", err)
	}
	defer rows.Close()
	var out []MatchRow
	for rows.Next() {
		m, err := scanMatch(rows)
		if err != nil {
			return nil, fmt.Errorf("list matches: %w", err)
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

// Matches lists the matches of a posting that are known here, by place.
func (s *Store) Matches(ctx context.Context, posting market.PostingID) ([]MatchRow, error) {
	var out []MatchRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = matches(ctx, tx, `posting = ?`, string(posting))
		return err
	})
	return out, err
}

// MatchesOf lists the matches of the person whom worker stands for, cancelled ones too.
func (s *Store) MatchesOf(ctx context.Context, worker market.WorkerID) ([]MatchRow, error) {
	var out []MatchRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		who, args := person(`worker`, worker)
		out, err = matches(ctx, tx, who, args...)
		return err
	})
	return out, err
}

// Match reads one match, or gives unknown_match.
func (s *Store) Match(ctx context.Context, id market.MatchID) (MatchRow, error) {
	var m MatchRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		m, err = match(ctx, tx, id)
		return err
	})
	return m, err
}

// Match reads one match inside the transaction.
func (w *Writer) Match(id market.MatchID) (MatchRow, error) { return match(w.ctx, w.tx, id) }

func match(ctx context.Context, tx *sqldb.Tx, id market.MatchID) (MatchRow, error) {
	m, err := scanMatch(tx.QueryRowContext(ctx, `SELECT `+matchColumns+` FROM match WHERE id = ?`, string(id)))
	if errors.Is(err, sql.ErrNoRows) {
		return m, market.Refuse("unknown_match")
	}
	if err != nil {
		return m, fmt.Errorf("read match %s: %w", id, err)
	}
	return m, nil
}
