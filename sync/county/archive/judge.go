package archive

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// judge says of a fact that took effect what only the county can: it knows in which order things
// reached it, and who is who.
func (w *writer) judge(f *record.Fact) error {
	switch f.Kind {
	case record.MatchTaken:
		return w.lateTake(f)
	case record.PostingRevised:
		return w.screen(f.ID.String())
	case record.WorkerRegistered:
		return w.identify(f.ID.String())
	}
	return nil
}

// lateTake marks a match that came when the posting was closed here: its holder had not heard of
// it. The match stands.
func (w *writer) lateTake(f *record.Fact) error {
	var b record.Taken
	if err := record.Unmarshal(f.Body, &b); err != nil {
		return err
	}
	posting := b.Posting.String()
	closed, known := w.closed[posting]
	if !known {
		err := w.tx.QueryRowContext(w.ctx, `SELECT state = 'closed' FROM posting WHERE id = ?`, posting).Scan(&closed)
		if err != nil {
			return fmt.Errorf("read posting of match %s: %w", f.ID, err)
		}
		w.closed[posting] = closed
	}
	if !closed {
		return nil
	}
	scope, err := w.scopeOf(posting)
	if err != nil {
		return err
	}
	return w.put(record.MatchLate, f.ID, scope, struct{}{})
}

// nameWinners names who is first of the matches on one place, once: whose fact arrived first. It
// names another only when that one is cancelled and more than one still stand.
func (w *writer) nameWinners() error {
	type row struct {
		posting, match string
		place          int
	}
	won, err := list(w, func(rows *sql.Rows, r *row) error { return rows.Scan(&r.posting, &r.place, &r.match) },
		`SELECT c.posting, c.place, (SELECT m.id FROM match m JOIN fact f ON f.thing = m.id AND f.kind = ?
			WHERE m.posting = c.posting AND m.place = c.place AND m.state <> 'cancelled' ORDER BY f.rev LIMIT 1)
		FROM conflict c WHERE c.kind = ? AND NOT EXISTS (SELECT 1 FROM winner n JOIN match m ON m.id = n.match AND m.state <> 'cancelled'
			WHERE n.posting = c.posting AND n.place = c.place)`, string(record.MatchTaken), record.DoublePlace)
	if err != nil {
		return fmt.Errorf("look for two matches on one place: %w", err)
	}
	for _, r := range won {
		ref, err := market.ParseRef(r.posting)
		if err != nil {
			return err
		}
		scope, err := w.scopeOf(r.posting)
		if err != nil {
			return err
		}
		if err := w.put(record.ConflictWinner, ref, scope, record.Winner{Place: r.place, Match: record.RefOf(r.match)}); err != nil {
			return err
		}
	}
	return nil
}

// Settle keeps that staff have decided a conflict (a kind of Dump's conflicts) between just these
// matches; it leaves the queue. decision is theirs to word. Refusals: unknown_conflict when there
// is no such conflict, which may be over by a cancel.
func (a *Archive) Settle(ctx context.Context, kind string, matches []market.MatchID, decision string) error {
	return a.update(ctx, func(w *writer) error { return w.settleConflict(kind, matches, decision) })
}

func (w *writer) settleConflict(kind string, matches []market.MatchID, decision string) error {
	refs := make([]market.Ref, len(matches))
	for i, m := range matches {
		ref, err := market.ParseRef(string(m))
		if err != nil {
			return &market.Error{Code: "bad_id", Field: "match"}
		}
		refs[i] = ref
	}
	all, err := conflictsOf(w.ctx, w.tx, matches)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(c Conflict) bool { return c.Kind == kind && sameIDs(c.Matches, matches) })
	if at < 0 {
		return market.Refuse("unknown_conflict")
	}
	slices.SortFunc(refs, compareRefs)
	body := record.Settled{Kind: kind, Decision: decision}
	for _, r := range refs {
		body.Matches = append(body.Matches, record.Ref{Station: r.Station, Epoch: r.Epoch, N: r.N})
	}
	// Those who made the matches hear of it, and can say so to a county that was restored.
	return w.putFor(makersOf(body.Matches), record.ConflictSettled, refs[0], body)
}
