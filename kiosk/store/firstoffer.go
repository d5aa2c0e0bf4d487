package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// FirstOffer is a place that is kept for one person for a while (点对点).
type FirstOffer struct {
	ID      market.OfferID
	Posting market.PostingID
	Worker  market.WorkerID
	At      int64 // milliseconds
	Minutes int
}

// Left is for how long it is still kept; 0 when its time is over. A clock that was set back does not
// keep it for longer than it was given.
func (o *FirstOffer) Left(now time.Time) time.Duration {
	whole := time.Duration(o.Minutes) * time.Minute
	gone := now.Sub(time.UnixMilli(o.At))
	if gone < -time.Second || gone >= whole {
		return 0
	}
	return whole - max(0, gone)
}

// standingOffers are those of this station that nobody ended, of open postings.
const standingOffers = `SELECT f.id, f.posting, f.worker, f.at, f.minutes FROM offer f JOIN posting p ON p.id = f.posting AND p.state = 'open'
	WHERE f.how = '' AND f.station IN (SELECT station FROM origin)`

func firstOffers(ctx context.Context, tx *sqldb.Tx, where string, args ...any) ([]FirstOffer, error) {
	var out []FirstOffer
	err := tx.Each(ctx, standingOffers+where+` ORDER BY f.at, f.id`, args, func(rows *sql.Rows) error {
		var o FirstOffer
		err := rows.Scan(&o.ID, &o.Posting, &o.Worker, &o.At, &o.Minutes)
		out = append(out, o)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list offers: %w", err)
	}
	return out, nil
}

// FirstOffers lists the offers that nobody ended, the oldest first, also those whose time is over.
func (s *Store) FirstOffers(ctx context.Context) ([]FirstOffer, error) {
	var out []FirstOffer
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = firstOffers(ctx, tx, "")
		return err
	})
	return out, err
}

// FirstOffers is the same inside the transaction.
func (w *Writer) FirstOffers() ([]FirstOffer, error) { return firstOffers(w.ctx, w.tx, "") }

// FirstOffersOn lists those of a posting inside the transaction.
func (w *Writer) FirstOffersOn(posting market.PostingID) ([]FirstOffer, error) {
	return firstOffers(w.ctx, w.tx, ` AND f.posting = ?`, string(posting))
}

// FirstOffer reads one that stands, or gives unknown_offer.
func (w *Writer) FirstOffer(id market.OfferID) (FirstOffer, error) {
	l, err := firstOffers(w.ctx, w.tx, ` AND f.id = ?`, string(id))
	if err != nil {
		return FirstOffer{}, err
	}
	if len(l) == 0 {
		return FirstOffer{}, market.Refuse("unknown_offer")
	}
	return l[0], nil
}

// keptBack is how many free places of a posting this station keeps for people of its hall, and so
// gives nobody else back.
func (w *Writer) keptBack(posting market.PostingID) (int, error) {
	l, err := w.FirstOffersOn(posting)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, o := range l {
		if o.Left(w.now) > 0 {
			n++
		}
	}
	return n, nil
}

// IsPerson says whether two registrations are one person.
func (w *Writer) IsPerson(a, b market.WorkerID) (bool, error) {
	if a == b {
		return true, nil
	}
	var n int
	who, args := person(`x.worker`, a, string(b))
	err := w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM (SELECT ? AS worker) x WHERE `+who, args...).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look whether %s is %s: %w", a, b, err)
	}
	return n > 0, nil
}
