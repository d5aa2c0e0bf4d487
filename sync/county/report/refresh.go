package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Refresh brings what was counted up to date: it looks at the facts that came since, and counts the
// days, weeks and months again that they change. Counting runs beside whoever writes; only its results
// are written, a span at a time. Any number may run at once. After an error the rest is done next time.
func (r *Report) Refresh(ctx context.Context) error {
	for more := true; more; {
		var err error
		if more, err = r.look(ctx); err != nil {
			return err
		}
	}
	for {
		span, err := r.dirty(ctx)
		if err != nil {
			return err
		}
		if span == "" {
			return r.seek(ctx)
		}
		if err := r.count(ctx, span); err != nil {
			return err
		}
	}
}

// Serve refreshes now, and again after every pause, until ctx ends. What fails is for the caller's log
// and is tried again.
func (r *Report) Serve(ctx context.Context, pause time.Duration, failed func(error)) {
	again := time.NewTicker(pause)
	defer again.Stop()
	for {
		if err := errors.Join(r.Note(ctx), r.Refresh(ctx)); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// dirty gives a span that is to be counted, "" when there is none.
func (r *Report) dirty(ctx context.Context) (span string, err error) {
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(span), '') FROM report_dirty`).Scan(&span)
	})
	if err != nil {
		return "", fmt.Errorf("look for what is to be counted: %w", err)
	}
	return span, nil
}

// spanOf reads a day, a week or a month, and says which it is.
func spanOf(s string) (kind string, span tally.Span, err error) {
	for _, k := range []struct {
		kind string
		of   func(string) (tally.Span, error)
	}{{"d", tally.Day}, {"w", tally.Week}, {"m", tally.Month}} {
		if span, err = k.of(s); err == nil {
			return k.kind, span, nil
		}
	}
	return "", tally.Span{}, err
}

// count counts one span and writes what it comes to, unless somebody did so from newer facts.
func (r *Report) count(ctx context.Context, s string) error {
	kind, span, err := spanOf(s)
	if err != nil {
		return err
	}
	var rev uint64
	var counts map[uint16]*tally.Count
	var people []market.WorkerID
	err = r.archive.View(ctx, func(tx *sqldb.Tx) (err error) {
		if rev, err = revNow(ctx, tx); err != nil {
			return err
		}
		if kind == "d" {
			counts, err = tally.Plain(ctx, tx, span)
		} else {
			counts, people, err = tally.Persons(ctx, tx, span)
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.archive.Update(archive.Beside(ctx), func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM report_dirty WHERE span = ? AND rev <= ?`, s, rev); err != nil {
			return fmt.Errorf("count %s: %w", s, err)
		}
		done, err := tx.ExecContext(ctx, `INSERT INTO report_counted (span, rev) VALUES (?, ?)
			ON CONFLICT (span) DO UPDATE SET rev = excluded.rev WHERE report_counted.rev <= excluded.rev`, s, rev)
		if err != nil {
			return fmt.Errorf("count %s: %w", s, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return keep(ctx, tx, kind, s, counts, people)
	})
}

// keep writes what a span comes to.
func keep(ctx context.Context, tx *sqldb.Tx, kind, span string, counts map[uint16]*tally.Count, people []market.WorkerID) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM report_span WHERE kind = ? AND span = ?`, kind, span); err != nil {
		return fmt.Errorf("count %s: %w", span, err)
	}
	rows := tx.Bulk(`INSERT INTO report_span (kind, span, station, visits, seekers, postings, places, fills, body)`, 9, "")
	for _, no := range slices.Sorted(maps.Keys(counts)) {
		c := counts[no]
		var body any
		if kind != "d" {
			text, err := json.Marshal(c)
			if err != nil {
				return fmt.Errorf("count %s: %w", span, err)
			}
			body = text
		}
		if err := rows.Add(ctx, kind, span, no, c.N[tally.Visits], c.N[tally.Seekers], c.N[tally.Postings], c.N[tally.Places], c.N[tally.Fills], body); err != nil {
			return fmt.Errorf("count %s: %w", span, err)
		}
	}
	if err := rows.Flush(ctx); err != nil {
		return fmt.Errorf("count %s: %w", span, err)
	}
	if kind == "d" {
		return nil
	}
	seen := tx.Bulk(`INSERT INTO report_person (worker, span)`, 2, `ON CONFLICT DO NOTHING`)
	for _, w := range people {
		if err := seen.Add(ctx, string(w), span); err != nil {
			return fmt.Errorf("count %s: %w", span, err)
		}
	}
	return seen.Flush(ctx)
}

func revNow(ctx context.Context, tx *sqldb.Tx) (rev uint64, err error) {
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(rev), 0) FROM fact`).Scan(&rev); err != nil {
		return 0, fmt.Errorf("read the last rev: %w", err)
	}
	return rev, nil
}
