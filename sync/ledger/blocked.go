package ledger

import (
	"context"
	"fmt"
	"strings"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// unknownKind begins the reason of a fact that a newer program may understand.
const unknownKind = "unknown kind"

// Unblocked is the condition on a row of place, called p, that no fact which could not be used
// speaks of it, and that the county does not withhold its posting. Whoever gives places asks for it (I8).
func Unblocked(p string) string {
	return strings.ReplaceAll(`NOT EXISTS (SELECT 1 FROM blocked b WHERE b.thing = p.posting AND b.place IN (0, p.n))
	AND NOT EXISTS (SELECT 1 FROM blocked b JOIN match bm ON bm.id = b.thing WHERE bm.posting = p.posting AND bm.place = p.n)
	AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.posting = p.posting AND h.held = 1)`, "p.", p+".")
}

// quarantine keeps a fact that cannot be used for people to see, and blocks what it speaks of
// when it is of a kind that must be understood.
func quarantine(ctx context.Context, tx *sqldb.Tx, e journal.Entry, f *record.Fact, why string) error {
	var passed int
	err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM passed WHERE station = ? AND epoch = ? AND seq = ?`,
		e.Origin.Station, e.Origin.Epoch, e.Seq).Scan(&passed)
	if err != nil {
		return fmt.Errorf("look whether fact %d of %s was passed: %w", e.Seq, e.Origin, err)
	}
	if passed > 0 {
		return nil
	}
	if err := journal.Quarantine(ctx, tx, e.Origin, e.Seq, why); err != nil {
		return err
	}
	if f == nil || f.Flags&record.MustUnderstand == 0 {
		return nil
	}
	thing, places := spokenOf(f)
	for _, n := range places {
		_, err := tx.ExecContext(ctx, `INSERT INTO blocked (thing, place, station, epoch, seq) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			thing, n, e.Origin.Station, e.Origin.Epoch, e.Seq)
		if err != nil {
			return fmt.Errorf("block places of %s: %w", thing, err)
		}
	}
	return nil
}

// spokenOf gives the posting or match whose places a fact is about, and which of them; 0 stands
// for all.
func spokenOf(f *record.Fact) (thing string, places []int) {
	switch f.Kind {
	case record.MatchTaken:
		var b record.Taken
		if record.Unmarshal(f.Body, &b) == nil {
			return b.Posting.String(), []int{b.Place}
		}
	case record.PlaceReturned, record.PlaceGranted, record.PlaceReclaimed:
		var b record.Moved
		if record.Unmarshal(f.Body, &b) == nil && len(b.Moves) > 0 {
			for _, m := range b.Moves {
				places = append(places, m.Place)
			}
			return f.ID.String(), places
		}
	}
	return f.ID.String(), []int{0}
}

// factPassed lets places be given again: staff have looked at a fact that could not be used.
func (a *applier) factPassed(b record.Passed) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	return first(
		a.exec(`INSERT INTO passed (station, epoch, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, b.Station, b.Epoch, b.Seq),
		a.exec(`DELETE FROM quarantine WHERE station = ? AND epoch = ? AND seq = ?`, b.Station, b.Epoch, b.Seq),
		a.exec(`DELETE FROM blocked WHERE station = ? AND epoch = ? AND seq = ?`, b.Station, b.Epoch, b.Seq))
}

// Understood says whether the quarantine holds facts that an older program did not understand
// and this one does.
func Understood(ctx context.Context, tx *sqldb.Tx) (bool, error) {
	l, err := journal.Quarantined(ctx, tx, unknownKind)
	for _, e := range l {
		if f, err := record.Decode(e.Bytes); err == nil {
			if _, known := record.Known(f.Kind); known {
				return true, nil
			}
		}
	}
	return false, err
}

// Reconsider takes the facts again that an older program did not understand and this one does,
// and gives those that took effect.
func Reconsider(ctx context.Context, tx *sqldb.Tx) ([]Applied, error) {
	l, err := journal.Quarantined(ctx, tx, unknownKind)
	if err != nil {
		return nil, err
	}
	var out []Applied
	for _, e := range l {
		f, err := record.Decode(e.Bytes)
		if err != nil {
			continue // cannot be: a fact of unknown kind was read before
		}
		if _, known := record.Known(f.Kind); !known {
			continue
		}
		if err := release(ctx, tx, e.Origin, e.Seq); err != nil {
			return nil, err
		}
		o, err := Take(ctx, tx, e)
		if err != nil {
			return nil, err
		}
		out = append(out, o.Applied...)
	}
	return out, nil
}

// release takes a fact out of the quarantine.
func release(ctx context.Context, tx *sqldb.Tx, o market.Origin, seq uint64) error {
	for _, table := range []string{"quarantine", "blocked"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE station = ? AND epoch = ? AND seq = ?`, o.Station, o.Epoch, seq); err != nil {
			return fmt.Errorf("release fact %d of %s: %w", seq, o, err)
		}
	}
	return nil
}
