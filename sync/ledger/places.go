package ledger

import (
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// countyEpoch is the epoch under which the county holds places; a restored county opens a
// generation, not an epoch.
const countyEpoch = 1

// What makes a place be taken once (I2), and where it is upheld:
//
//   - A place has one holder. Only the holder moves it, and each move counts one hop up from its own
//     row (returned, granted, move below), so of all that were ever said one holder stands.
//   - Only the holder gives it, in the transaction that looks for a match on it (FreePlaces in
//     kiosk/store), and a place with a match that stands is not free to be moved.
//   - Only who made a match frees its place again (cancelled), or the county when that epoch is frozen.
//   - Only the opener numbers places, or the county in a range of its own (renumber).
//
// A disk that was copied or put back can break this where nobody sees it. Then both matches are
// kept, and recount shows them.

// County is the county as a holder of places.
var County = market.Origin{Station: 0, Epoch: countyEpoch}

// holder reads who holds a place. A place that is not here may be added by a revision still
// to come, so it is missing, but for numbers that no posting reaches.
func (a *applier) holder(posting string, n int) (o market.Origin, hop uint32, err error) {
	if n < 1 || n > maxPlaces {
		return o, 0, bad("place %d of %s", n, posting)
	}
	err = a.tx.QueryRowContext(a.ctx, `SELECT station, epoch, hop FROM place WHERE posting = ? AND n = ?`, posting, n).
		Scan(&o.Station, &o.Epoch, &hop)
	if errors.Is(err, sql.ErrNoRows) {
		return o, 0, missing{posting}
	}
	if err != nil {
		return o, 0, fmt.Errorf("read holder of place %d of %s: %w", n, posting, err)
	}
	return o, hop, nil
}

// returned gives places into the county's hands. The fact's ID is the posting. Only the
// holder may: a return at the next hop by somebody else is unusable, or was a holder's in a past that is
// lost (lapsed) and has no effect; one further on waits for the moves between, and one at a hop that is
// past has had its effect already.
func (a *applier) returned(b record.Moved) error {
	if err := a.need("posting", a.id); err != nil {
		return err
	}
	if a.o.County() {
		return bad("the county returned places to itself")
	}
	if b.Recall < 0 || b.Recall > len(b.Moves) {
		return bad("%d places answer a recall of %d", len(b.Moves), b.Recall)
	}
	var moves []record.Move
	for _, m := range b.Moves {
		o, hop, err := a.holder(a.id, m.Place)
		switch {
		case err != nil:
			return err
		case m.Hop > hop+1:
			return missing{a.id}
		case m.Hop <= hop || o == a.o:
			moves = append(moves, m)
			continue
		}
		lapsed, err := a.lapsed()
		if err != nil {
			return err
		}
		if !lapsed {
			return bad("place %d of %s returned by %s, held by %s", m.Place, a.id, a.o, o)
		}
	}
	if err := a.move(moves, County); err != nil {
		return err
	}
	if b.Recall == 0 {
		return nil
	}
	return a.wanted(a.o, -b.Recall, 0, max(1, b.Gen))
}

// granted gives places into a station's hands. A station does not hear of the moves between
// two grants to it, so a grant may lie any number of hops ahead.
func (a *applier) granted(b record.Moved) error {
	if err := first(a.fromCounty(), a.need("posting", a.id)); err != nil {
		return err
	}
	request := b.Request.String()
	if request != "" {
		if err := a.need("request", request); err != nil {
			return err
		}
	}
	for _, m := range b.Moves {
		if _, _, err := a.holder(a.id, m.Place); err != nil {
			return err
		}
	}
	if err := a.move(b.Moves, market.Origin{Station: b.Station, Epoch: b.Epoch}); err != nil {
		return err
	}
	return a.exec(`UPDATE request SET state = 'granted' WHERE id = ? AND state = 'open'`, request)
}

// reclaimed gives places of an epoch that is over into the county's hands. Where its holder
// returned them meanwhile the hop is the same, and so is the outcome.
func (a *applier) reclaimed(b record.Moved) error {
	if err := first(a.fromCounty(), a.need("posting", a.id)); err != nil {
		return err
	}
	for _, m := range b.Moves {
		if _, _, err := a.holder(a.id, m.Place); err != nil {
			return err
		}
	}
	return a.move(b.Moves, County)
}

// move changes holders. Each place goes by its own hop count: of two moves of one place the
// one with the greater hop stands, so order of arrival does not matter.
func (a *applier) move(moves []record.Move, to market.Origin) error {
	for _, m := range moves {
		if err := a.exec(`UPDATE place SET station = ?, epoch = ?, hop = ? WHERE posting = ? AND n = ? AND hop < ?`,
			to.Station, to.Epoch, m.Hop, a.id, m.Place, m.Hop); err != nil {
			return err
		}
	}
	return nil
}

// recalled notes how many more free places the county wants from a holder.
func (a *applier) recalled(b record.Recalled) error {
	if err := first(a.fromCounty(), a.need("posting", a.id)); err != nil {
		return err
	}
	return a.wanted(market.Origin{Station: b.Station, Epoch: b.Epoch}, b.Want, 1, uint32(a.o.Epoch))
}

// wanted adds to how many free places the county wants from o in its generation gen; sums do
// not mind their order. What an older generation wanted is void.
func (a *applier) wanted(o market.Origin, n, times int, gen uint32) error {
	now, err := Generation(a.ctx, a.tx)
	if err != nil || gen < now {
		return err
	}
	if gen > now {
		return missing{record.GenerationRef(gen).String()}
	}
	return a.exec(`INSERT INTO recall (posting, station, epoch, want, times) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (posting, station, epoch) DO UPDATE SET want = recall.want + excluded.want, times = recall.times + excluded.times`,
		a.id, o.Station, o.Epoch, n, times)
}
