package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Decide is Settle with what follows from it: of two who have one place, or one who has two, the
// matches that are not kept are asked to be cancelled. Only the station that made a match frees
// its place, at its next sync. keep may name all of them: then nothing is cancelled. It refuses as
// Settle does, with bad_id for a match to keep that is none of these, and with required when
// nothing is kept.
func (a *Archive) Decide(ctx context.Context, kind string, matches, keep []market.MatchID, decision string) error {
	if len(keep) == 0 {
		return &market.Error{Code: "required", Field: "match"}
	}
	for _, k := range keep {
		if !slices.Contains(matches, k) {
			return &market.Error{Code: "bad_id", Field: "match"}
		}
	}
	decision, err := market.Words(decision, true)
	if err != nil {
		return &market.Error{Code: market.Code(err), Field: "reason"}
	}
	return a.update(ctx, func(w *writer) error {
		if err := w.settleConflict(kind, matches, decision); err != nil {
			return err
		}
		for _, m := range matches {
			if slices.Contains(keep, m) {
				continue
			}
			if err := w.askCancel(m, "other"); err != nil {
				return err
			}
		}
		return nil
	})
}

// AskCancel asks the station that made a match to cancel it, which it does at its next sync; for
// a station that is over the county does it at once. Asking again changes nothing. It refuses with
// unknown_choice, unknown_match, and with wrong_state for a match that is over.
func (a *Archive) AskCancel(ctx context.Context, match market.MatchID, reason string) error {
	if !slices.Contains(market.CancelReasons, reason) {
		return &market.Error{Code: "unknown_choice", Field: "reason"}
	}
	return a.update(ctx, func(w *writer) error { return w.askCancel(match, reason) })
}

func (w *writer) askCancel(match market.MatchID, reason string) error {
	ref, err := market.ParseRef(string(match))
	if err != nil {
		return market.Refuse("unknown_match")
	}
	posting, state, err := w.match(match)
	if err != nil {
		return err
	}
	if state != market.Taken && state != market.Arrived {
		return market.Refuse("wrong_state")
	}
	asked, err := list(w, scanID, `SELECT id FROM match WHERE id = ? AND asked <> ''`, string(match))
	if err != nil {
		return fmt.Errorf("look whether %s is to be cancelled: %w", match, err)
	}
	if len(asked) > 0 {
		return nil
	}
	scope, err := w.scopeOf(posting)
	if err != nil {
		return err
	}
	if err := w.put(record.CancelAsked, ref, scope, record.Cancelled{Reason: reason}); err != nil {
		return err
	}
	return w.standIn()
}

// match reads the posting and state of a match, or refuses with unknown_match.
func (w *writer) match(id market.MatchID) (posting string, state market.MatchState, err error) {
	err = w.tx.QueryRowContext(w.ctx, `SELECT posting, state FROM match WHERE id = ?`, string(id)).Scan(&posting, &state)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", market.Refuse("unknown_match")
	}
	if err != nil {
		return "", "", fmt.Errorf("read match %s: %w", id, err)
	}
	return posting, state, nil
}
