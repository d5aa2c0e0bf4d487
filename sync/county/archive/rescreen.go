package archive

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// metaScreened is which rules have read all open work: a wording.Version.
const metaScreened = "screened"

// rescreenMost is how many postings are withheld or released in one transaction.
const rescreenMost = 50

// Rescreen reads the words of all open work again when other rules than those of this program read them last, and
// withholds or releases what they find otherwise, as when a station had said it now. It gives how many postings that
// were. What is over is left alone. When it is broken off, the next call begins again.
func (a *Archive) Rescreen(ctx context.Context) (changed int, err error) {
	var due []string
	done := false
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		by, err := getMeta(ctx, tx, metaScreened)
		if done = string(by) == wording.Version; err != nil || done {
			return err
		}
		due, err = a.foundOtherwise(ctx, tx)
		return err
	})
	if err != nil || done {
		return 0, err
	}
	for some := range slices.Chunk(due, rescreenMost) {
		err := a.update(ctx, func(w *writer) error {
			for _, posting := range some {
				if err := w.screen(posting); err != nil {
					return err
				}
			}
			for _, posting := range w.touched.list() {
				if err := w.settle(posting); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return changed, fmt.Errorf("read open work again: %w", err)
		}
		changed += len(some)
	}
	return changed, a.db.Update(ctx, func(tx *sqldb.Tx) error { return setMeta(ctx, tx, metaScreened, []byte(wording.Version)) })
}

// foundOtherwise are the open postings of which today's rules find something else than what the county says of them.
// Reading words takes milliseconds, so it is done before anything is written.
func (a *Archive) foundOtherwise(ctx context.Context, tx *sqldb.Tx) (ids []string, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var id, codes string
		var raw []byte
		if err := scan(&id, &raw, &codes); err != nil {
			return err
		}
		var b record.Posting
		if err := record.Unmarshal(raw, &b); err != nil {
			return fmt.Errorf("read words of posting %s: %w", id, err)
		}
		p := ledger.Posting(market.PostingID(id), &b)
		if strings.Join(wording.Codes(wording.BlocksOf(&p)), " ") != codes {
			ids = append(ids, id)
		}
		return nil
	}, `SELECT p.id, p.body, COALESCE((SELECT h.codes FROM withheld h WHERE h.posting = p.id AND h.held = 1), '')
		FROM posting p WHERE p.state IN ('open', 'withheld') AND p.last_day >= ? ORDER BY p.id`, market.MinuteOf(a.now()).Date())
	return ids, err
}
