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

// Numbering is how a posting comes to have other places.
type Numbering struct {
	Added               int // new ones, behind the last number
	Withdrawn, Restored []int
}

// none says whether nothing changes.
func (n Numbering) none() bool { return n.Added == 0 && len(n.Withdrawn)+len(n.Restored) == 0 }

// Put writes it into a revision.
func (n Numbering) Put(b *record.Posting) {
	b.Added, b.Withdrawn, b.Restored = n.Added, n.Withdrawn, n.Restored
}

// Renumber says how a posting of this station comes to have places for heads. More heads bring
// withdrawn places back before they add any: their holders may not have heard yet, so new ones
// beside them would be too many. Fewer heads withdraw free ones held here first, from the
// highest number down, then the highest of those that nobody is known to have taken. What is
// taken stays, so there may be fewer to withdraw than are too many.
func (w *Writer) Renumber(posting market.PostingID, heads int) (Numbering, error) {
	var have int
	err := w.tx.QueryRowContext(w.ctx, `SELECT `+placesThatCount+` FROM posting p WHERE p.id = ?`, string(posting)).Scan(&have)
	if err != nil {
		return Numbering{}, fmt.Errorf("count places of %s: %w", posting, err)
	}
	var n Numbering
	switch {
	case have < heads:
		n.Restored, err = w.untaken(posting, 1, `p.n`, heads-have)
		n.Added = heads - have - len(n.Restored)
	case have > heads:
		mine := fmt.Sprintf(`CASE WHEN p.station = %d AND p.epoch = %d THEN 0 ELSE 1 END, p.n DESC`, w.id.Station, w.id.Epoch)
		n.Withdrawn, err = w.untaken(posting, 0, mine, have-heads)
	}
	return n, err
}

// untaken gives up to limit places of a posting that nobody is known to have taken, withdrawn
// ones or others. order is made above, of columns and numbers.
func (w *Writer) untaken(posting market.PostingID, withdrawn int, order string, limit int) ([]int, error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT p.n FROM place p WHERE p.posting = ? AND p.withdrawn = ?
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		ORDER BY `+order+` LIMIT ?`, string(posting), withdrawn, limit)
	if err != nil {
		return nil, fmt.Errorf("choose places of %s: %w", posting, err)
	}
	defer rows.Close()
	var out []int
	for rows.Next() {
		var place int
		if err := rows.Scan(&place); err != nil {
			return nil, fmt.Errorf("choose places of %s: %w", posting, err)
		}
		out = append(out, place)
	}
	return out, rows.Err()
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
		change, err := w.Renumber(id, p.Headcount)
		if err != nil {
			return err
		}
		if change.none() {
			continue
		}
		body := ledger.PostingBody(&p.Posting)
		change.Put(&body)
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
