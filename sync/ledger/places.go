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

// County is the county as a holder of places.
var County = market.Origin{Station: 0, Epoch: countyEpoch}

// maxPlaces bounds the numbers of places of one posting, those withdrawn and added again included.
const maxPlaces = 10 * market.MaxHeadcount

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
// holder may: a return at the next hop by somebody else is unusable, one further on waits for
// the moves between, and one at a hop that is past has had its effect already.
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
	for _, m := range b.Moves {
		o, hop, err := a.holder(a.id, m.Place)
		switch {
		case err != nil:
			return err
		case m.Hop > hop+1:
			return missing{a.id}
		case m.Hop == hop+1 && o != a.o:
			return bad("place %d of %s returned by %s, held by %s", m.Place, a.id, a.o, o)
		}
	}
	if err := a.move(b.Moves, County); err != nil {
		return err
	}
	if b.Recall == 0 {
		return nil
	}
	return a.wanted(a.o, -b.Recall, 0)
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
	return a.wanted(market.Origin{Station: b.Station, Epoch: b.Epoch}, b.Want, 1)
}

// wanted adds to how many free places the county wants from o; sums do not mind their order.
func (a *applier) wanted(o market.Origin, n, times int) error {
	return a.exec(`INSERT INTO recall (posting, station, epoch, want, times) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (posting, station, epoch) DO UPDATE SET want = recall.want + excluded.want, times = recall.times + excluded.times`,
		a.id, o.Station, o.Epoch, n, times)
}

// requested keeps a take that found no place. A match of the same worker with a later
// identifier settles it, and a later request stands for it, whichever comes first.
func (a *applier) requested(b record.Requested) error {
	posting, worker := b.Posting.String(), b.Worker.String()
	if err := first(a.own(), a.need("posting", posting)); err != nil {
		return err
	}
	var later int
	err := a.tx.QueryRowContext(a.ctx, `SELECT
		(SELECT COUNT(*) FROM match WHERE posting = ? AND worker = ? AND (station, epoch, n) > (?, ?, ?)) +
		(SELECT COUNT(*) FROM request WHERE posting = ? AND worker = ? AND (station, epoch, n) > (?, ?, ?))`,
		posting, worker, a.o.Station, a.o.Epoch, a.f.ID.N, posting, worker, a.o.Station, a.o.Epoch, a.f.ID.N).Scan(&later)
	if err != nil {
		return fmt.Errorf("look for what settles request %s: %w", a.id, err)
	}
	state := "open"
	if later > 0 {
		state = "done"
	}
	if err := a.exec(`INSERT INTO request (id, posting, worker, station, epoch, n, state) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, posting, worker, a.o.Station, a.o.Epoch, a.f.ID.N, state); err != nil {
		return err
	}
	a.feed.asked = some
	return a.requestsDone(posting, worker)
}

// requestsDone settles the requests of a worker that were made before the thing this fact
// makes; identifiers grow with time, also when a folder is enrolled again.
func (a *applier) requestsDone(posting, worker string) error {
	if a.feed.asked == unknown {
		var any bool
		if err := a.tx.QueryRowContext(a.ctx, `SELECT EXISTS (SELECT 1 FROM request)`).Scan(&any); err != nil {
			return fmt.Errorf("look for requests: %w", err)
		}
		a.feed.asked = stateOf(any)
	}
	if a.feed.asked == empty {
		return nil
	}
	return a.exec(`UPDATE request SET state = 'done' WHERE posting = ? AND worker = ? AND (station, epoch, n) < (?, ?, ?)`,
		posting, worker, a.o.Station, a.o.Epoch, a.f.ID.N)
}
