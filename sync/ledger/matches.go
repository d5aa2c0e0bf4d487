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
	others, err := a.standing(posting, b.Place, b.Unnumbered)
	if err != nil {
		return err
	}
	fresh, err := a.changed(`INSERT INTO match (id, posting, worker, place, station, epoch, n, nonce, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, a.id, posting, b.Worker.String(), b.Place, a.o.Station, a.o.Epoch, a.f.ID.N, b.Nonce, a.f.At)
	if err != nil || !fresh {
		return err
	}
	if err := a.requestsDone(posting, b.Worker.String(), true); err != nil {
		return err
	}
	a.tx.Note(posting)
	if err := a.exec(`UPDATE posting SET taken = taken + 1 WHERE id = ?`, posting); err != nil || others == 0 {
		return err
	}
	return a.exec(`INSERT INTO conflict (kind, posting, place) VALUES ('double_place', ?, ?) ON CONFLICT DO NOTHING`, posting, b.Place)
}

// standing counts the matches that stand on a place. A place that is not here may be added by a
// revision still to come, so it is missing, but for numbers that no posting reaches. An unnumbered
// one need not come.
func (a *applier) standing(posting string, n int, unnumbered bool) (matches int, err error) {
	if n < 1 || n > maxPlaces {
		return 0, bad("place %d of %s", n, posting)
	}
	here := false
	err = a.tx.QueryRowContext(a.ctx, `SELECT EXISTS (SELECT 1 FROM place WHERE posting = ? AND n = ?),
		(SELECT COUNT(*) FROM match WHERE posting = ? AND place = ? AND state <> 'cancelled')`, posting, n, posting, n).Scan(&here, &matches)
	if err != nil {
		return 0, fmt.Errorf("count matches on place %d of %s: %w", n, posting, err)
	}
	if !here && !unnumbered {
		return 0, missing{posting}
	}
	return matches, nil
}

// recount keeps posting.taken equal to its matches that are not cancelled, and the list of
// conflicts equal to the places that more than one of them stands on (I2: both are kept,
// people decide). Both are worked out from the matches alone, so order does not matter.
func (a *applier) recount(posting string, place int) error {
	a.tx.Note(posting)
	if err := a.exec(`UPDATE posting SET taken = (SELECT COUNT(*) FROM match WHERE posting = posting.id AND state <> 'cancelled') WHERE id = ?`, posting); err != nil {
		return err
	}
	var active int
	err := a.tx.QueryRowContext(a.ctx, `SELECT COUNT(*) FROM match WHERE posting = ? AND place = ? AND state <> 'cancelled'`, posting, place).Scan(&active)
	if err != nil {
		return fmt.Errorf("count matches on place %d of %s: %w", place, posting, err)
	}
	if active > 1 {
		return a.exec(`INSERT INTO conflict (kind, posting, place) VALUES ('double_place', ?, ?) ON CONFLICT DO NOTHING`, posting, place)
	}
	return a.exec(`DELETE FROM conflict WHERE kind = 'double_place' AND posting = ? AND place = ?`, posting, place)
}

// match reads who made the match and for which place; missing when it is not here.
func (a *applier) match() (maker market.Origin, posting string, place int, err error) {
	err = a.tx.QueryRowContext(a.ctx, `SELECT station, epoch, posting, place FROM match WHERE id = ?`, a.id).
		Scan(&maker.Station, &maker.Epoch, &posting, &place)
	if errors.Is(err, sql.ErrNoRows) {
		return maker, "", 0, missing{a.id}
	}
	if err != nil {
		return maker, "", 0, fmt.Errorf("read match %s: %w", a.id, err)
	}
	return maker, posting, place, nil
}

// cancelled frees the place. Of two cancels of one match the greater reason stands.
func (a *applier) cancelled(b record.Cancelled) error {
	maker, posting, place, err := a.match()
	if err != nil {
		return err
	}
	if a.o != maker && !a.o.County() {
		return bad("match %s cancelled by %s, made by %s", a.id, a.o, maker)
	}
	reason := clip(b.Reason)
	if err := a.exec(`UPDATE match SET reason = CASE WHEN state = 'cancelled' AND reason > ? THEN reason ELSE ? END, state = 'cancelled'
		WHERE id = ?`, reason, reason, a.id); err != nil {
		return err
	}
	return a.recount(posting, place)
}

func (a *applier) cancelAsked(b record.Cancelled) error {
	reason := clip(b.Reason)
	if reason == "" {
		reason = "other"
	}
	return a.matchUpdate(`asked = CASE WHEN asked > ? THEN asked ELSE ? END`, reason, reason)
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
	if _, _, _, err := a.match(); err != nil {
		return err
	}
	if to == market.Arrived {
		return a.exec(`UPDATE match SET state = 'arrived' WHERE id = ? AND state = 'taken'`, a.id)
	}
	return a.exec(`UPDATE match SET state = 'finished' WHERE id = ? AND state IN ('taken', 'arrived')`, a.id)
}

// finished ends a match. Of two reports about its pay the greater stands.
func (a *applier) finished(b record.Finished) error {
	if b.Amount < 0 || b.Amount > market.MaxPay {
		return bad("match %s paid with %d fen", a.id, b.Amount)
	}
	if err := a.advance(market.Finished); err != nil {
		return err
	}
	if b.Paid == nil {
		return nil
	}
	return a.exec(`UPDATE match SET paid = ?, amount = ? WHERE id = ? AND (paid IS NULL OR (paid, amount) < (?, ?))`,
		*b.Paid, b.Amount, a.id, *b.Paid, b.Amount)
}

// printed keeps the nonce of the newest slip, which only the station of the match prints; it
// may have come to another epoch meanwhile.
func (a *applier) printed(b record.Printed) error {
	maker, _, _, err := a.match()
	if err != nil {
		return err
	}
	if a.o.Station != maker.Station {
		return bad("slip of match %s printed by %s, made by %s", a.id, a.o, maker)
	}
	at := int64(a.o.Epoch)<<48 | int64(a.seq)
	return a.exec(`UPDATE match SET nonce = ?, nonce_seq = ? WHERE id = ? AND nonce_seq < ?`, b.Nonce, at, a.id, at)
}

// clip keeps a reason to one short code or sentence.
func clip(s string) string {
	if r := []rune(s); len(r) > 100 {
		return string(r[:100])
	}
	return s
}
