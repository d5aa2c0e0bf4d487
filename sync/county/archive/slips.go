package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Now is the county's wall clock; it is shown to people and decides nothing.
func (a *Archive) Now() time.Time { return a.now() }

// Standing is how a slip's posting and match stand now.
type Standing struct {
	Posting  market.Posting
	Revision int
	Closed   bool
	Free     int               // places that nobody has
	Match    market.MatchState // of a match slip; empty when the county has not heard of it
}

// Standing gives what the county knows of a slip's posting and match, nil when it has never
// heard of the posting.
func (a *Archive) Standing(ctx context.Context, s *market.Slip) (*Standing, error) {
	var out *Standing
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		var n Standing
		var raw []byte
		var state string
		var heads, taken int
		err := tx.QueryRowContext(ctx, `SELECT body, revision, state, headcount, taken FROM posting WHERE id = ?`, string(s.Posting)).
			Scan(&raw, &n.Revision, &state, &heads, &taken)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read posting %s: %w", s.Posting, err)
		}
		var b record.Posting
		if err := record.Unmarshal(raw, &b); err != nil {
			return err
		}
		n.Posting = ledger.Posting(s.Posting, &b)
		n.Posting.Headcount = heads // what the opener said last; the revision that stands may be another's
		n.Closed, n.Free = state == "closed", max(0, heads-taken)
		if s.Match {
			// The slip's own place and posting must fit, so that a number used twice by two
			// copies of a disk is not taken for this slip's match.
			err = tx.QueryRowContext(ctx, `SELECT state FROM match WHERE id = ? AND posting = ? AND place = ?`,
				string(s.MatchID()), string(s.Posting), s.Place).Scan(&n.Match)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return fmt.Errorf("read match of slip: %w", err)
			}
		}
		out = &n
		return nil
	})
	return out, err
}
