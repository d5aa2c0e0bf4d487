package archive

import (
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// For an epoch that is frozen the county does what only that epoch might do: it executes cancels
// of its matches, and numbers the places of its postings. Nobody else may: two who free or number
// a place would give it twice (I2).

// forOthers does for a posting what frozen and fenced epochs might do. Most days there are none.
func (w *writer) forOthers(posting string) error {
	if w.over == nil {
		var any bool
		if err := w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM epoch WHERE frozen = 1)`).Scan(&any); err != nil {
			return fmt.Errorf("look for epochs that are over: %w", err)
		}
		w.over = &any
	}
	if !*w.over {
		return nil
	}
	if err := w.number(posting); err != nil {
		return err
	}
	return w.reclaimFenced(posting)
}

// takeOver does it all for an epoch that was just frozen.
func (w *writer) takeOver(o market.Origin) error {
	if err := w.standIn(); err != nil {
		return err
	}
	postings, err := list(w, scanID,
		`SELECT id FROM posting WHERE station = ? AND epoch = ? AND state = 'open' ORDER BY id`, o.Station, o.Epoch)
	if err != nil {
		return fmt.Errorf("read postings of %s: %w", o, err)
	}
	for _, id := range postings {
		if err := w.settle(id); err != nil {
			return err
		}
	}
	return nil
}

// standIn executes the cancels that were asked for of matches of frozen epochs. It runs with every
// batch: few epochs are frozen, and of their matches an index holds those asked about.
func (w *writer) standIn() error {
	type ask struct{ match, posting, reason string }
	asks, err := list(w, func(rows *sql.Rows, a *ask) error { return rows.Scan(&a.match, &a.posting, &a.reason) },
		`SELECT m.id, m.posting, m.asked FROM epoch e CROSS JOIN match m WHERE e.frozen = 1 AND m.station = e.station AND m.epoch = e.epoch
		AND m.asked <> '' AND m.state IN ('taken', 'arrived') ORDER BY m.station, m.epoch, m.n`)
	if err != nil {
		return fmt.Errorf("look for cancels to execute: %w", err)
	}
	for _, a := range asks {
		ref, err := market.ParseRef(a.match)
		if err != nil {
			return err
		}
		scope, err := w.scopeOf(a.posting)
		if err != nil {
			return err
		}
		if err := w.put(record.MatchCancelled, ref, scope, record.Cancelled{Reason: a.reason}); err != nil {
			return err
		}
		if err := w.settle(a.posting); err != nil {
			return err
		}
	}
	return nil
}

// number executes the headcounts asked for and levels the places of an open posting, if its
// opener's epoch is frozen.
func (w *writer) number(posting string) error {
	var raw []byte
	var now int
	var level bool
	err := w.tx.QueryRowContext(w.ctx, `SELECT p.body, p.headcount, p.headcount = `+ledger.PlacesThatCount+` FROM posting p
		JOIN epoch e ON e.station = p.station AND e.epoch = p.epoch AND e.frozen = 1 WHERE p.id = ?`, posting).Scan(&raw, &now, &level)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read headcount of %s: %w", posting, err)
	}
	heads, asks, err := ledger.HeadsAsked(w.ctx, w.tx, posting)
	if err != nil || level && len(asks) == 0 {
		return err
	}
	if len(asks) == 0 {
		heads = now
	}
	change, err := ledger.Renumber(w.ctx, w.tx, posting, heads, ledger.County)
	if err != nil || change.None() && len(asks) == 0 {
		return err
	}
	var body record.Posting
	if err := record.Unmarshal(raw, &body); err != nil {
		return err
	}
	change.Put(&body)
	body.Headcount, body.Answers = heads, asks
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	scope, err := w.scopeOf(posting)
	if err != nil {
		return err
	}
	return w.put(record.PostingRevised, ref, scope, body)
}

// list reads all rows of a query before anything is written.
func list[R any](w *writer, scan func(*sql.Rows, *R) error, query string, args ...any) ([]R, error) {
	var out []R
	err := w.tx.Each(w.ctx, query, args, func(rows *sql.Rows) error {
		var r R
		err := scan(rows, &r)
		out = append(out, r)
		return err
	})
	return out, err
}

func scanID(rows *sql.Rows, id *string) error { return rows.Scan(id) }

func scanBytes(rows *sql.Rows, b *[]byte) error { return rows.Scan(b) }
