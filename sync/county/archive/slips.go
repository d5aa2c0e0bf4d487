package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
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
	Closed   bool              // or withheld: nobody is to go there
	Withheld bool              // by the county, for its words: nobody is to read them
	Free     int               // places that nobody has
	Match    market.MatchState // of a match slip; empty when the county has not heard of it
}

// Standing gives what the county knows of a slip's posting and match, nil when it has never
// heard of the posting. A slip printed by a copy of a disk may name its posting or match by a
// name that the other copy used too; the words on it and its print nonce tell which is meant.
//
// It gives the station that signed the slip too, since both are read in one go, and refuses with
// unknown_station where the county does not know it, and with bad_slip where that station did not sign it.
func (a *Archive) Standing(ctx context.Context, s *market.Slip) (signer Station, now *Standing, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		if signer, err = station(ctx, tx, s.Signer); err != nil {
			return err
		}
		if !s.Verify(signer.Sign) {
			return market.Refuse("bad_slip")
		}
		posting, _, state, err := meant(ctx, tx, s)
		if err != nil || posting == "" {
			return err
		}
		now, err = standing(ctx, tx, market.PostingID(posting))
		if now != nil {
			now.Match = state
		}
		return err
	})
	return signer, now, err
}

func standing(ctx context.Context, tx *sqldb.Tx, id market.PostingID) (*Standing, error) {
	var n Standing
	var raw []byte
	var state string
	var heads, taken int
	err := tx.QueryRowContext(ctx, `SELECT body, revision, state, headcount, taken FROM posting WHERE id = ?`, string(id)).
		Scan(&raw, &n.Revision, &state, &heads, &taken)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read posting %s: %w", id, err)
	}
	var b record.Posting
	if err := record.Unmarshal(raw, &b); err != nil {
		return nil, err
	}
	n.Posting = ledger.Posting(id, &b)
	n.Posting.Headcount = heads // what the opener said last; the revision that stands may be another's
	n.Closed, n.Withheld, n.Free = state != "open", state == "withheld", max(0, heads-taken)
	return &n, nil
}

// Holder gives the match that a slip is of and its state, or refuses with unknown_match for the
// slip of a posting and for a match that the county has not heard of.
func (a *Archive) Holder(ctx context.Context, s *market.Slip) (match market.MatchID, state market.MatchState, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		var m string
		_, m, state, err = meant(ctx, tx, s)
		if match = market.MatchID(m); err == nil && m == "" {
			err = market.Refuse("unknown_match")
		}
		return err
	})
	return match, state, err
}

// meant gives the posting that a slip is of, and its match with the state, both "" where the
// county has not heard of it.
func meant(ctx context.Context, tx *sqldb.Tx, s *market.Slip) (posting, match string, state market.MatchState, err error) {
	postings, err := namesOf(ctx, tx, string(s.Posting))
	if err != nil {
		return "", "", "", err
	}
	posting = postings[0]
	for _, p := range postings[1:] {
		n, err := standing(ctx, tx, market.PostingID(p))
		if err != nil {
			return "", "", "", err
		}
		if n != nil && strings.HasPrefix(n.Posting.Title, s.Title) && strings.HasPrefix(string(n.Posting.Start), s.First) {
			posting = p
		}
	}
	if !s.Match {
		return posting, "", "", nil
	}
	matches, err := namesOf(ctx, tx, string(s.MatchID()))
	if err != nil {
		return "", "", "", err
	}
	for _, m := range matches {
		var of string
		var st market.MatchState
		err := tx.QueryRowContext(ctx, `SELECT posting, state FROM match WHERE id = ? AND place = ?`, m, s.Place).Scan(&of, &st)
		if errors.Is(err, sql.ErrNoRows) || err == nil && !slices.Contains(postings, of) {
			continue
		}
		if err != nil {
			return "", "", "", fmt.Errorf("read match of slip: %w", err)
		}
		printed, err := hasNonce(ctx, tx, m, s.Nonce)
		if err != nil {
			return "", "", "", err
		}
		if printed || len(matches) == 1 { // its newest print may not be here yet
			return of, m, st, nil
		}
	}
	return posting, "", "", nil
}

// namesOf gives id and what copies of its station call the same now.
func namesOf(ctx context.Context, tx *sqldb.Tx, id string) ([]string, error) {
	out := []string{id}
	err := each(ctx, tx, func(scan func(...any) error) error {
		var to string
		err := scan(&to)
		out = append(out, to)
		return err
	}, `SELECT new FROM renamed WHERE old = ? ORDER BY new`, id)
	return out, err
}

// hasNonce says whether a slip of the match was printed with this nonce.
func hasNonce(ctx context.Context, tx *sqldb.Tx, match string, nonce uint16) (found bool, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var raw []byte
		var kind record.Kind
		if err := scan(&kind, &raw); err != nil {
			return err
		}
		f, err := record.Decode(raw)
		if err != nil {
			return nil //nolint:nilerr // in quarantine: it printed nothing
		}
		if kind == record.SlipPrinted {
			var b record.Printed
			found = record.Unmarshal(f.Body, &b) == nil && b.Nonce == nonce || found
			return nil
		}
		var b record.Taken
		found = record.Unmarshal(f.Body, &b) == nil && b.Nonce == nonce || found
		return nil
	}, `SELECT kind, bytes FROM fact WHERE thing = ? AND kind IN (?, ?)`, match, string(record.MatchTaken), string(record.SlipPrinted))
	return found, err
}
