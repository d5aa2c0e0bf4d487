package ledger

import (
	"context"
	"fmt"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// The opener numbers places from 1, the county, where it has to do it in the opener's stead,
// from countyPlaces+1. So a place that the opener adds without a link is never one that the
// county adds meanwhile (I2), and the numbers do not depend on what came first (I4).
const (
	countyPlaces = 5 * market.MaxHeadcount
	maxPlaces    = 10 * market.MaxHeadcount // those withdrawn and added again included
)

// addPlaces makes the places from…to, held by o.
func (a *applier) addPlaces(from, to int, o market.Origin) error {
	places := a.tx.Bulk(`INSERT INTO place (posting, n, station, epoch)`, 4, `ON CONFLICT DO NOTHING`)
	for n := from; n <= to; n++ {
		if err := places.Add(a.ctx, a.id, n, o.Station, o.Epoch); err != nil {
			return fmt.Errorf("add places to %s: %w", a.id, err)
		}
	}
	if err := places.Flush(a.ctx); err != nil {
		return fmt.Errorf("add places to %s: %w", a.id, err)
	}
	return nil
}

// renumber adds, withdraws and restores places as a revision of the opener or the county says.
// Added places follow the last number of their maker; one that is spoken of may be added by a
// revision still to come.
func (a *applier) renumber(b record.Posting) error {
	from, to, holder, by := 0, countyPlaces, a.f.ID.Origin, 0
	if a.o.County() {
		from, to, holder, by = countyPlaces, maxPlaces, County, int(a.o.Epoch)
	}
	var last int
	if err := a.tx.QueryRowContext(a.ctx, `SELECT COALESCE(MAX(n), ?) FROM place WHERE posting = ? AND n > ? AND n <= ?`,
		from, a.id, from, to).Scan(&last); err != nil {
		return fmt.Errorf("count places of %s: %w", a.id, err)
	}
	for _, n := range slices.Concat(b.Withdrawn, b.Restored) {
		if n > last && n <= last+b.Added {
			continue
		}
		if n < 1 || n > maxPlaces {
			return bad("place %d of %s withdrawn or restored", n, a.id)
		}
		if _, _, err := a.holder(a.id, n); err != nil {
			return err
		}
	}
	if last+b.Added > to {
		return bad("more than %d places of %s", to-from, a.id)
	}
	if err := a.addPlaces(last+1, last+b.Added, holder); err != nil {
		return err
	}
	for i, numbers := range [][]int{b.Restored, b.Withdrawn} {
		for _, n := range numbers {
			if err := a.exec(`UPDATE place SET withdrawn = ?, withdrawn_by = ?, withdrawn_seq = ? WHERE posting = ? AND n = ?
				AND (withdrawn_by, withdrawn_seq) < (?, ?)`, i, by, a.seq, a.id, n, by, a.seq); err != nil {
				return err
			}
		}
	}
	for _, ask := range b.Answers {
		if err := a.exec(`INSERT INTO heads_answer (ask) VALUES (?) ON CONFLICT DO NOTHING`, ask.String()); err != nil {
			return err
		}
	}
	return a.exec(`UPDATE posting SET headcount = ?, heads_by = ?, heads_seq = ? WHERE id = ? AND (heads_by, heads_seq) < (?, ?)`,
		b.Headcount, by, a.seq, a.id, by, a.seq)
}

// headsAsked keeps a wish for another headcount.
func (a *applier) headsAsked(b record.AskedHeads) error {
	if err := first(a.own(), a.need("posting", b.Posting.String())); err != nil {
		return err
	}
	if b.Heads < 1 || b.Heads > market.MaxHeadcount {
		return bad("%d heads asked for", b.Heads)
	}
	return a.exec(`INSERT INTO heads_ask (id, posting, heads, station, epoch, n) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Posting.String(), b.Heads, a.o.Station, a.o.Epoch, a.f.ID.N)
}

// HeadsAsked gives the wishes for another headcount of a posting that were not executed yet, and
// the headcount that the last of them names; 0 when there are none.
func HeadsAsked(ctx context.Context, tx *sqldb.Tx, posting string) (heads int, asks []record.Ref, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT heads, station, epoch, n FROM heads_ask WHERE posting = ?
		AND NOT EXISTS (SELECT 1 FROM heads_answer x WHERE x.ask = heads_ask.id) ORDER BY station, epoch, n`, posting)
	if err != nil {
		return 0, nil, fmt.Errorf("read heads asked for of %s: %w", posting, err)
	}
	defer rows.Close()
	for rows.Next() {
		var ask record.Ref
		if err := rows.Scan(&heads, &ask.Station, &ask.Epoch, &ask.N); err != nil {
			return 0, nil, fmt.Errorf("read heads asked for of %s: %w", posting, err)
		}
		asks = append(asks, ask)
	}
	return heads, asks, rows.Err()
}

// PlacesThatCount counts the places of a posting p inside a query: those not withdrawn, those
// withdrawn that somebody took before its holder heard of it, and taken ones that nobody numbers any
// more (record.Taken.Unnumbered).
const PlacesThatCount = `((SELECT COUNT(*) FROM place l WHERE l.posting = p.id AND (l.withdrawn = 0
	OR EXISTS (SELECT 1 FROM match m WHERE m.posting = l.posting AND m.place = l.n AND m.state <> 'cancelled')))
	+ (SELECT COUNT(DISTINCT m.place) FROM match m WHERE m.posting = p.id AND m.state <> 'cancelled'
	AND NOT EXISTS (SELECT 1 FROM place l WHERE l.posting = m.posting AND l.n = m.place)))`

// Numbering is how a posting comes to have other places.
type Numbering struct {
	Added               int // new ones, behind the last number
	Withdrawn, Restored []int
}

// None says whether nothing changes.
func (n Numbering) None() bool { return n.Added == 0 && len(n.Withdrawn)+len(n.Restored) == 0 }

// Put writes it into a revision.
func (n Numbering) Put(b *record.Posting) {
	b.Added, b.Withdrawn, b.Restored = n.Added, n.Withdrawn, n.Restored
}

// Renumber says how o, who numbers the places of the posting, gives it places for heads. More
// heads bring withdrawn places back before they add any: their holders may not have heard yet, so
// new ones beside them would be too many. Fewer heads withdraw free ones that o holds first, from
// the highest number down, then the highest of those that nobody is known to have taken. What is
// taken stays, so there may be fewer to withdraw than are too many.
func Renumber(ctx context.Context, tx *sqldb.Tx, posting string, heads int, o market.Origin) (Numbering, error) {
	var have int
	err := tx.QueryRowContext(ctx, `SELECT `+PlacesThatCount+` FROM posting p WHERE p.id = ?`, posting).Scan(&have)
	if err != nil {
		return Numbering{}, fmt.Errorf("count places of %s: %w", posting, err)
	}
	var n Numbering
	switch {
	case have < heads:
		n.Restored, err = untaken(ctx, tx, posting, 1, `p.n`, heads-have)
		n.Added = heads - have - len(n.Restored)
	case have > heads:
		mine := fmt.Sprintf(`CASE WHEN p.station = %d AND p.epoch = %d THEN 0 ELSE 1 END, p.n DESC`, o.Station, o.Epoch)
		n.Withdrawn, err = untaken(ctx, tx, posting, 0, mine, have-heads)
	}
	return n, err
}

// untaken gives up to limit places of a posting that nobody is known to have taken, withdrawn
// ones or others. order is made above, of columns and numbers.
func untaken(ctx context.Context, tx *sqldb.Tx, posting string, withdrawn int, order string, limit int) ([]int, error) {
	rows, err := tx.QueryContext(ctx, `SELECT p.n FROM place p WHERE p.posting = ? AND p.withdrawn = ?
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		ORDER BY `+order+` LIMIT ?`, posting, withdrawn, limit)
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
