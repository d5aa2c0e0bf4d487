package ledger

import (
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// returned gives places into the county's hands. The fact's ID is the posting.
func (a *applier) returned(b record.Moved) error {
	if err := a.need("posting", a.id); err != nil {
		return err
	}
	if a.o.County() {
		return bad("the county returned places to itself")
	}
	if err := a.move(b.Moves, market.Origin{Station: 0, Epoch: countyEpoch}, &a.o); err != nil {
		return err
	}
	if b.Recall == 0 {
		return nil
	}
	return a.wanted(a.o, -b.Recall, 0)
}

// countyEpoch is the epoch under which the county holds places; a restored county opens a
// generation, not an epoch.
const countyEpoch = 1

// County is the county as a holder of places.
var County = market.Origin{Station: 0, Epoch: countyEpoch}

func (a *applier) granted(b record.Moved) error {
	if err := first(a.fromCounty(), a.need("posting", a.id)); err != nil {
		return err
	}
	to := market.Origin{Station: b.Station, Epoch: b.Epoch}
	if err := a.move(b.Moves, to, nil); err != nil {
		return err
	}
	if b.Request == (record.Ref{}) {
		return nil
	}
	return a.exec(`UPDATE request SET state = 'granted' WHERE id = ? AND state = 'open'`, b.Request.String())
}

// move changes holders. Each place goes by its own hop count: of two moves of one place the
// one with the greater hop stands, so order of arrival does not matter. from, when given, is
// who may say so: a move of a place that somebody else holds at the hop before is unusable.
func (a *applier) move(moves []record.Move, to market.Origin, from *market.Origin) error {
	if len(moves) > 10*market.MaxHeadcount {
		return bad("%d places moved at once", len(moves))
	}
	for _, m := range moves {
		o, hop, ok, err := a.holder(a.id, m.Place)
		if err != nil {
			return err
		}
		if !ok {
			return bad("place %d of %s does not exist", m.Place, a.id)
		}
		if from != nil && hop+1 == m.Hop && o != *from {
			return bad("place %d of %s moved by %s but held by %s", m.Place, a.id, *from, o)
		}
	}
	for _, m := range moves {
		if err := a.exec(`UPDATE place SET station = ?, epoch = ?, hop = ? WHERE posting = ? AND n = ? AND hop < ?`,
			to.Station, to.Epoch, m.Hop, a.id, m.Place, m.Hop); err != nil {
			return err
		}
	}
	return nil
}

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
