package ledger

import (
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

func (a *applier) taken(b record.Taken) error {
	posting := b.Posting.String()
	if err := first(a.own(), a.need("posting", posting)); err != nil {
		return err
	}
	if _, _, ok, err := a.holder(posting, b.Place); err != nil {
		return err
	} else if !ok {
		return bad("place %d of %s does not exist", b.Place, posting)
	}
	var others int
	err := a.tx.QueryRowContext(a.ctx, `SELECT COUNT(*) FROM match WHERE posting = ? AND place = ? AND state <> 'cancelled' AND id <> ?`,
		posting, b.Place, a.id).Scan(&others)
	if err != nil {
		return fmt.Errorf("look for matches on place %d of %s: %w", b.Place, posting, err)
	}
	if others > 0 { // I2: both are kept, people decide
		if err := a.exec(`INSERT INTO conflict (kind, posting, place) VALUES ('double_place', ?, ?) ON CONFLICT DO NOTHING`, posting, b.Place); err != nil {
			return err
		}
	}
	if err := a.exec(`INSERT INTO match (id, posting, worker, place, station, epoch, nonce, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, a.id, posting, b.Worker.String(), b.Place, a.o.Station, a.o.Epoch, b.Nonce, a.f.At); err != nil {
		return err
	}
	if err := a.exec(`UPDATE request SET state = 'done' WHERE posting = ? AND worker = ?`, posting, b.Worker.String()); err != nil {
		return err
	}
	return a.recount(posting)
}

// recount keeps posting.taken equal to its matches that are not cancelled.
func (a *applier) recount(posting string) error {
	return a.exec(`UPDATE posting SET taken = (SELECT COUNT(*) FROM match WHERE posting = posting.id AND state <> 'cancelled') WHERE id = ?`, posting)
}

// match reads who made the match and for which posting; missing when it is not here.
func (a *applier) match() (o market.Origin, posting string, err error) {
	err = a.tx.QueryRowContext(a.ctx, `SELECT station, epoch, posting FROM match WHERE id = ?`, a.id).Scan(&o.Station, &o.Epoch, &posting)
	if errors.Is(err, sql.ErrNoRows) {
		return o, "", missing{a.id}
	}
	if err != nil {
		return o, "", fmt.Errorf("read match %s: %w", a.id, err)
	}
	return o, posting, nil
}

func (a *applier) cancelled(b record.Cancelled) error {
	maker, posting, err := a.match()
	if err != nil {
		return err
	}
	if a.o != maker && !a.o.County() {
		return bad("match %s cancelled by %s, made by %s", a.id, a.o, maker)
	}
	if err := a.exec(`UPDATE match SET state = 'cancelled', reason = ? WHERE id = ?`, clip(b.Reason), a.id); err != nil {
		return err
	}
	return a.recount(posting)
}

func (a *applier) cancelAsked(b record.Cancelled) error {
	reason := clip(b.Reason)
	if reason == "" {
		reason = "other"
	}
	return a.matchUpdate(`asked = ?`, reason)
}

// matchUpdate sets columns of the match that the fact speaks of.
func (a *applier) matchUpdate(set string, args ...any) error {
	ok, err := a.changed(`UPDATE match SET `+set+` WHERE id = ?`, append(args, a.id)...)
	if err == nil && !ok {
		return missing{a.id}
	}
	return err
}

// advance moves a match on; it never goes back, and cancelled stays cancelled.
func (a *applier) advance(to market.MatchState) error {
	if _, _, err := a.match(); err != nil {
		return err
	}
	if to == market.Arrived {
		return a.exec(`UPDATE match SET state = 'arrived' WHERE id = ? AND state = 'taken'`, a.id)
	}
	return a.exec(`UPDATE match SET state = 'finished' WHERE id = ? AND state IN ('taken', 'arrived')`, a.id)
}

func (a *applier) finished(b record.Finished) error {
	if err := a.advance(market.Finished); err != nil {
		return err
	}
	if b.Paid == nil {
		return nil
	}
	return a.exec(`UPDATE match SET paid = ?, amount = ? WHERE id = ?`, *b.Paid, b.Amount, a.id)
}

func (a *applier) printed(b record.Printed) error { return a.matchUpdate(`nonce = ?`, b.Nonce) }

// clip keeps a reason to one short code or sentence.
func clip(s string) string {
	if r := []rune(s); len(r) > 100 {
		return string(r[:100])
	}
	return s
}
