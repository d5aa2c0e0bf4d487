package store

import (
	"context"
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// ProposalRow is a posting that an employer handed in here. Employer.Phone is empty when the key
// was destroyed.
type ProposalRow struct {
	market.Proposal
	ID      market.ProposalID
	Number  string // by which it is followed
	State   market.ProposalState
	Opened  market.PostingID // of one that was passed
	Reason  string           // of one that was returned
	Words   string
	At      int64 // milliseconds
	Station uint16
}

func proposals(ctx context.Context, tx *sqldb.Tx, where string, args ...any) ([]ProposalRow, error) {
	type sealed struct{ tag, box []byte }
	rows, err := tx.QueryContext(ctx, `SELECT id, number, employer, firm, body, state, posting, reason, words, at, station, tag, box
		FROM proposal WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("list proposals: %w", err)
	}
	defer rows.Close()
	var out []ProposalRow
	var boxes []sealed
	for rows.Next() {
		var p ProposalRow
		var b sealed
		var firm, body []byte
		if err := rows.Scan(&p.ID, &p.Number, &p.Employer.ID, &firm, &body, &p.State, &p.Opened, &p.Reason, &p.Words, &p.At, &p.Station,
			&b.tag, &b.box); err != nil {
			return nil, fmt.Errorf("list proposals: %w", err)
		}
		var f record.Employer
		var r record.Posting
		if err := errors.Join(record.Unmarshal(firm, &f), record.Unmarshal(body, &r)); err != nil {
			return nil, fmt.Errorf("read proposal %s: %w", p.ID, err)
		}
		p.Employer.Name, p.Employer.Kind, p.Employer.USCC, p.Employer.Licence = f.Name, f.Kind, f.USCC, f.Licence
		p.Posting = ledger.Posting("", &r)
		out, boxes = append(out, p), append(boxes, b)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list proposals: %w", err)
	}
	for i, b := range boxes {
		var who record.Proposer
		if err := ledger.OpenBox(ctx, tx, b.tag, b.box, &who); err != nil && !errors.Is(err, ledger.ErrNoKey) {
			return nil, fmt.Errorf("open who made proposal %s: %w", out[i].ID, err)
		}
		e := &out[i].Employer
		e.Contact, e.Phone = who.Called, who.Phone
		if e.Name == "" {
			e.Name = who.Name
		}
	}
	return out, nil
}

// Proposals lists what was handed in here, what waits first, the oldest of it first.
func (s *Store) Proposals(ctx context.Context) ([]ProposalRow, error) {
	var out []ProposalRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = proposals(ctx, tx, `1 = 1 ORDER BY state <> 'waits', CASE WHEN state = 'waits' THEN at ELSE -at END, id`)
		return err
	})
	return out, err
}

// OpenProposals counts what waits.
func (s *Store) OpenProposals(ctx context.Context) (int, error) {
	return s.count(ctx, `SELECT COUNT(*) FROM proposal WHERE state = 'waits'`)
}

// ProposalByNumber finds one by the number that its author follows it by, or gives
// unknown_proposal.
func (s *Store) ProposalByNumber(ctx context.Context, number string) (ProposalRow, error) {
	return s.proposal(ctx, `number = ?`, number)
}

// Proposal reads one, or gives unknown_proposal.
func (s *Store) Proposal(ctx context.Context, id market.ProposalID) (ProposalRow, error) {
	return s.proposal(ctx, `id = ?`, string(id))
}

func (s *Store) proposal(ctx context.Context, where, value string) (p ProposalRow, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		p, err = oneProposal(ctx, tx, where, value)
		return err
	})
	return p, err
}

// Proposal reads one inside the transaction.
func (w *Writer) Proposal(id market.ProposalID) (ProposalRow, error) {
	return oneProposal(w.ctx, w.tx, `id = ?`, string(id))
}

func oneProposal(ctx context.Context, tx *sqldb.Tx, where, value string) (ProposalRow, error) {
	l, err := proposals(ctx, tx, where+` ORDER BY at DESC LIMIT 1`, value)
	if err != nil {
		return ProposalRow{}, err
	}
	if len(l) == 0 {
		return ProposalRow{}, market.Refuse("unknown_proposal")
	}
	return l[0], nil
}

// Standing is what is known here of an employer's past.
type Standing struct {
	Postings   int // opened in its name
	Complaints int // about them, not closed
}

// StandingOf reads it inside the transaction.
func (w *Writer) StandingOf(id market.EmployerID) (Standing, error) {
	var s Standing
	err := w.tx.QueryRowContext(w.ctx, `SELECT (SELECT COUNT(*) FROM posting WHERE employer = ?),
		(SELECT COUNT(*) FROM complaint c JOIN posting p ON p.id = c.posting WHERE p.employer = ? AND c.state <> 'closed')`,
		string(id), string(id)).Scan(&s.Postings, &s.Complaints)
	if err != nil {
		return s, fmt.Errorf("read what is known of %s: %w", id, err)
	}
	return s, nil
}
