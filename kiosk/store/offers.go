package store

import (
	"context"
	"database/sql"
	"fmt"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Offer is an open posting as lists show it: without what only its own page needs, so that a
// hundred thousand can be read in a moment.
type Offer struct {
	market.Posting
	Taken    int   // matches known here that are not cancelled
	OpenedAt int64 // milliseconds
}

// Left is how many more people are wanted, as far as is known here.
func (o *Offer) Left() int { return max(0, o.Headcount-o.Taken) }

// OfferFilter narrows Offers.
type OfferFilter struct {
	Day    string          // postings whose last day is not before this day
	Within market.AreaCode // in this area or one below it; "" is everywhere
}

const offers = `SELECT p.id, p.taken, p.headcount, p.opened_at, p.body FROM posting p WHERE p.state = 'open' AND p.last_day >= ?`

// Offers reads the open postings in no order, one at a time.
func (s *Store) Offers(ctx context.Context, f OfferFilter, each func(*Offer) error) error {
	query, args := offers, []any{f.Day}
	if f.Within != "" {
		query += ` AND p.area >= ? AND p.area <= ?`
		first, last := f.Within.Span()
		args = append(args, string(first), string(last))
	}
	return s.view(ctx, func(tx *sqldb.Tx) error {
		err := tx.Each(ctx, query, args, func(rows *sql.Rows) error { return eachOffer(rows, each) })
		if err != nil {
			return fmt.Errorf("list offers: %w", err)
		}
		return nil
	})
}

// OffersOf reads those of the given postings that are open and whose last day is not before day.
func (s *Store) OffersOf(ctx context.Context, day string, ids []market.PostingID, each func(*Offer) error) error {
	return s.view(ctx, func(tx *sqldb.Tx) error {
		for _, id := range ids {
			err := tx.Each(ctx, offers+` AND p.id = ?`, []any{day, string(id)}, func(rows *sql.Rows) error { return eachOffer(rows, each) })
			if err != nil {
				return fmt.Errorf("read offer %s: %w", id, err)
			}
		}
		return nil
	})
}

func eachOffer(row *sql.Rows, each func(*Offer) error) error {
	var o Offer
	var id market.PostingID
	var heads int
	var raw sql.RawBytes
	if err := row.Scan(&id, &o.Taken, &heads, &o.OpenedAt, &raw); err != nil {
		return err
	}
	var b record.Posting
	if err := record.Unmarshal(raw, &b); err != nil {
		return fmt.Errorf("read posting %s: %w", id, err)
	}
	o.Posting = ledger.Posting(id, &b)
	o.Headcount = heads
	return each(&o)
}
