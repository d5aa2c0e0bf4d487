package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// slipsPrinted lists what stood on match slips: (id, nonce) as printed, and the match as it is
// called now. Slips printed here are print jobs, also those of a time when the match had another
// name; of others the newest nonce has come with the match.
const slipsPrinted = `SELECT j.match, j.nonce, j.match FROM print_job j WHERE j.match <> ''
	UNION SELECT r.old, j.nonce, j.match FROM print_job j JOIN renamed r ON r.new = j.match
	UNION SELECT m.id, m.nonce, m.id FROM match m WHERE m.nonce <> 0`

// MatchByTicket finds the match of a 票号. It refuses with bad_ticket when the number cannot be one,
// unknown_match when no slip here has it, and ticket_unclear when several matches that stand do.
func (s *Store) MatchByTicket(ctx context.Context, no string) (MatchRow, error) {
	if !market.CheckTicketNo(no) {
		return MatchRow{}, market.Refuse("bad_ticket")
	}
	var found []MatchRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		ids := map[market.MatchID]bool{}
		err := tx.Each(ctx, slipsPrinted, nil, func(rows *sql.Rows) error {
			var printed, now market.MatchID
			var nonce uint16
			if err := rows.Scan(&printed, &nonce, &now); err != nil {
				return err
			}
			if market.TicketNo(printed, nonce) == no {
				ids[now] = true
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("look for a slip: %w", err)
		}
		for id := range ids {
			m, err := match(ctx, tx, id)
			if market.Code(err) == "unknown_match" {
				continue
			}
			if err != nil {
				return err
			}
			found = append(found, m)
		}
		return nil
	})
	if err != nil {
		return MatchRow{}, err
	}
	return theOne(found)
}

// theOne takes the match that stands; numbers of eight digits may meet after some thousand slips.
func theOne(found []MatchRow) (MatchRow, error) {
	standing := found[:0:0]
	for _, m := range found {
		if m.State == market.Taken || m.State == market.Arrived {
			standing = append(standing, m)
		}
	}
	if len(standing) > 0 {
		found = standing
	}
	switch len(found) {
	case 0:
		return MatchRow{}, market.Refuse("unknown_match")
	case 1:
		return found[0], nil
	}
	return MatchRow{}, market.Refuse("ticket_unclear")
}

// MatchOfSlip finds the match of a match slip that verified. A slip has the epoch of its signer,
// not that of the match, and may be of a time when match and posting had other names; so its nonce
// tells, which also keeps apart what two copies of a disk called by one name. Of a match made
// elsewhere only the newest nonce is known here, so there the name does too. It refuses with
// unknown_match.
func (s *Store) MatchOfSlip(ctx context.Context, slip *market.Slip) (MatchRow, error) {
	var m MatchRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		var id market.MatchID
		posting := string(slip.Posting)
		err := tx.QueryRowContext(ctx, `SELECT m.id FROM match m
			WHERE m.posting IN (SELECT ? UNION SELECT new FROM renamed WHERE old = ?) AND m.place = ? AND m.station = ? AND
			(m.nonce = ? OR EXISTS (SELECT 1 FROM print_job j WHERE j.match = m.id AND j.nonce = ?)
			 OR m.id = ? AND NOT EXISTS (SELECT 1 FROM origin o WHERE o.station = m.station))
			ORDER BY m.state = 'cancelled', m.epoch DESC, m.n DESC LIMIT 1`,
			posting, posting, slip.Place, slip.Signer.Station, slip.Nonce, slip.Nonce, string(slip.MatchID())).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return market.Refuse("unknown_match")
		}
		if err != nil {
			return fmt.Errorf("look for the match of a slip: %w", err)
		}
		m, err = match(ctx, tx, id)
		return err
	})
	return m, err
}
