package store

import (
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Only the station that opened a posting numbers its places. The places that count are those
// not withdrawn, and those withdrawn that somebody took before its holder heard of it.
const placesThatCount = `(SELECT COUNT(*) FROM place l WHERE l.posting = p.id AND (l.withdrawn = 0
	OR EXISTS (SELECT 1 FROM match m WHERE m.posting = l.posting AND m.place = l.n AND m.state <> 'cancelled')))`

// Renumber says how a posting of this station comes to have places for heads: how many are
// added, or which are withdrawn. Free ones held here go first, from the highest number down,
// then the highest of those that nobody is known to have taken. What is taken stays, so there
// may be fewer to withdraw than are too many.
func (w *Writer) Renumber(posting market.PostingID, heads int) (added int, withdrawn []int, err error) {
	var have int
	err = w.tx.QueryRowContext(w.ctx, `SELECT `+placesThatCount+` FROM posting p WHERE p.id = ?`, string(posting)).Scan(&have)
	if err != nil {
		return 0, nil, fmt.Errorf("count places of %s: %w", posting, err)
	}
	if have <= heads {
		return heads - have, nil, nil
	}
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.n FROM place p
		WHERE p.posting = ? AND p.withdrawn = 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		ORDER BY CASE WHEN p.station = ? AND p.epoch = ? THEN 0 ELSE 1 END, p.n DESC LIMIT ?`,
		string(posting), w.id.Station, w.id.Epoch, have-heads)
	if err != nil {
		return 0, nil, fmt.Errorf("choose places of %s to withdraw: %w", posting, err)
	}
	defer rows.Close()
	for rows.Next() {
		var place int
		if err := rows.Scan(&place); err != nil {
			return 0, nil, fmt.Errorf("choose places of %s to withdraw: %w", posting, err)
		}
		withdrawn = append(withdrawn, place)
	}
	return 0, withdrawn, rows.Err()
}

// Level brings the places of this station's own postings to their headcounts again: a match
// cancelled since fewer heads were said leaves a place too many, one cancelled on a withdrawn
// place leaves one too few.
func (w *Writer) Level() error {
	ids, err := w.postings(`SELECT p.id FROM posting p WHERE p.station = ? AND p.epoch = ? AND p.state = 'open'
		AND p.headcount <> `+placesThatCount+` ORDER BY p.id`, w.id.Station, w.id.Epoch)
	if err != nil {
		return err
	}
	for _, id := range ids {
		p, err := w.Posting(id)
		if err != nil {
			return err
		}
		body := ledger.PostingBody(&p.Posting)
		if body.Added, body.Withdrawn, err = w.Renumber(id, p.Headcount); err != nil {
			return err
		}
		if body.Added == 0 && len(body.Withdrawn) == 0 {
			continue
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		if err := w.Put(record.PostingRevised, ref, uint64(p.Revision), body); err != nil {
			return err
		}
	}
	return nil
}
