package store

import (
	"context"
	"database/sql"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// EmployerRecord is what is known here of how an employer has kept its word.
type EmployerRecord struct {
	Postings int // opened in its name
	Finished int // people who finished work
	Paid     int // of those, paid as somebody said
	Unpaid   int // said not to be paid
	// Complaints are those about its postings that were filed here; Open are not closed.
	Complaints, Open int
	Good, Never      int // what workers said of it
	Flags            []EmployerFlag
	Listed           bool // on the county's red list
	Reason           string
}

// EmployerFlag is what staff of a station note of an employer.
type EmployerFlag struct {
	Flag    string
	Station uint16
	At      int64 // milliseconds
}

// EmployerRecord reads it.
func (s *Store) EmployerRecord(ctx context.Context, id market.EmployerID) (EmployerRecord, error) {
	var r EmployerRecord
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM posting WHERE employer = ?),
			(SELECT COUNT(*) FROM match m JOIN posting p ON p.id = m.posting WHERE p.employer = ? AND m.state = 'finished'),
			(SELECT COUNT(*) FROM match m JOIN posting p ON p.id = m.posting WHERE p.employer = ? AND m.paid = 1),
			(SELECT COUNT(*) FROM match m JOIN posting p ON p.id = m.posting WHERE p.employer = ? AND m.paid = 0),
			(SELECT COUNT(*) FROM complaint c JOIN posting p ON p.id = c.posting WHERE p.employer = ?),
			(SELECT COUNT(*) FROM complaint c JOIN posting p ON p.id = c.posting WHERE p.employer = ? AND c.state <> 'closed'),
			(SELECT COUNT(*) FROM rating r JOIN match m ON m.id = r.match JOIN posting p ON p.id = m.posting WHERE p.employer = ? AND r.of = 'employer' AND r.mark = 'good'),
			(SELECT COUNT(*) FROM rating r JOIN match m ON m.id = r.match JOIN posting p ON p.id = m.posting WHERE p.employer = ? AND r.of = 'employer' AND r.mark = 'never')`,
			string(id), string(id), string(id), string(id), string(id), string(id), string(id), string(id)).
			Scan(&r.Postings, &r.Finished, &r.Paid, &r.Unpaid, &r.Complaints, &r.Open, &r.Good, &r.Never)
		if err != nil {
			return err
		}
		err = tx.Each(ctx, `SELECT flag, station, at FROM employer_flag WHERE employer = ? AND off = 0 ORDER BY at DESC, flag, station`, []any{string(id)},
			func(rows *sql.Rows) error {
				var f EmployerFlag
				err := rows.Scan(&f.Flag, &f.Station, &f.At)
				r.Flags = append(r.Flags, f)
				return err
			})
		if err != nil {
			return err
		}
		r.Reason, r.Listed, err = employerListed(ctx, tx, id)
		return err
	})
	if err != nil {
		return r, fmt.Errorf("read the record of employer %s: %w", id, err)
	}
	return r, nil
}

// ProposalCheck is what staff have looked at before they pass a posting.
type ProposalCheck struct {
	What  string // one of market.Checks
	Good  bool
	Words string
	By    string // account
	At    int64  // milliseconds
}

// ProposalChecks lists them in the order of market.Checks.
func (s *Store) ProposalChecks(ctx context.Context, id market.ProposalID) ([]ProposalCheck, error) {
	had := map[string]ProposalCheck{}
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT what, good, words, by_whom, at FROM proposal_check WHERE proposal = ?`, []any{string(id)}, func(rows *sql.Rows) error {
			var c ProposalCheck
			err := rows.Scan(&c.What, &c.Good, &c.Words, &c.By, &c.At)
			had[c.What] = c
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list what was checked of proposal %s: %w", id, err)
	}
	var out []ProposalCheck
	for _, what := range market.Checks {
		if c, ok := had[what]; ok {
			out = append(out, c)
		}
	}
	return out, nil
}
