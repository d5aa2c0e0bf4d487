package uplink

import (
	"crypto/ed25519"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/replica"
	"yizhan/sync/wire"
)

// renew finds how much of a journal's past the county shares, asks for a new epoch when the
// journal is the current one, or the current one speaks of what it made, and has the station go on
// from there.
func (x *executor) renew(e replica.Renew) replica.Event {
	o, err := originOf(e.Name)
	if err != nil {
		return x.own(err)
	}
	i := slices.IndexFunc(x.journals, func(j replica.Journal) bool { return j.Name == e.Name })
	if i < 0 {
		return replica.Failed{Code: "internal"}
	}
	r := Renewal{Old: o, Common: x.journals[i].Head, Why: e.Why}
	if e.Why != record.WhyFrozen {
		var event replica.Event
		if r.Common, event = x.common(o, r.Common); event != nil {
			return event
		}
	}
	ends, why := o, e.Why
	if !x.journals[i].Current {
		if ends, err = x.leaning(&r); err != nil {
			return x.own(err)
		}
		why = record.WhyRenamed
	}
	if ends == (market.Origin{}) {
		if err := x.s.Renew(x.ctx, r); err != nil {
			return x.own(err)
		}
		return replica.Renewed{}
	}
	return x.newEpoch(ends, why, r)
}

// leaning adds to r what goes with a journal that is not the current one: later ones that speak of it.
// It gives the current one when that is among them. What the county has of a journal stays, and then
// they stay all; nothing is pushed before what it speaks of, so that is no county's journal of today.
func (x *executor) leaning(r *Renewal) (ends market.Origin, err error) {
	l, err := x.s.Leaning(x.ctx, r.Old, r.Common)
	if err != nil {
		return ends, err
	}
	for _, k := range l {
		if x.proved[k.Origin.String()] > k.Common {
			return market.Origin{}, nil
		}
		if slices.ContainsFunc(x.journals, func(j replica.Journal) bool { return j.Current && j.Name == k.Origin.String() }) {
			ends = k.Origin
		}
	}
	r.Leaning = l
	return ends, nil
}

// newEpoch asks for the epoch after the current one, o, and has the station go on under it.
func (x *executor) newEpoch(o market.Origin, why string, r Renewal) replica.Event {
	key, wrap, err := x.s.RenewKeys(x.ctx, o)
	if err != nil {
		return x.own(err)
	}
	if why == record.WhyRestored {
		if r.Replaced, err = x.s.Replaced(x.ctx); err != nil {
			return x.own(err)
		}
	}
	common := r.Common
	if len(r.Leaning) > 0 {
		common = r.Leaning[len(r.Leaning)-1].Common
	}
	m := wire.NewEpoch{
		Why: why, Common: common, Replaced: r.Replaced,
		Keys: wire.Enrol{Version: wire.Version, Code: o.String(), Sign: key.Public().(ed25519.PublicKey), Wrap: wrap},
	}
	wire.SignEnrol(&m.Keys, key)
	opened, err := x.c.NewEpoch(x.ctx, &m)
	if err != nil {
		return x.failed(err)
	}
	if r.Epoch, r.Cert = opened.Epoch, opened.Cert; r.Epoch <= o.Epoch {
		return replica.Failed{Code: "bad_reply"}
	}
	if err := x.s.Renew(x.ctx, r); err != nil {
		return x.own(err)
	}
	x.c.Become(market.Origin{Station: o.Station, Epoch: r.Epoch}, key)
	return replica.Renewed{}
}

// common gives the last seq up to which the county has the same journal.
func (x *executor) common(o market.Origin, head uint64) (uint64, replica.Event) {
	var event replica.Event
	seq, err := findCommon(head, func(seqs []uint64) (uint64, error) {
		have := make([]wire.Have, len(seqs))
		for i, seq := range seqs {
			hash, _, err := x.s.Hold(x.ctx, o, seq)
			if err != nil {
				event = x.own(err)
				return 0, err
			}
			have[i] = wire.Have{Station: o.Station, Epoch: o.Epoch, Seq: seq, Hash: hash}
		}
		return x.c.Compare(x.ctx, have)
	})
	if err != nil && event == nil {
		event = x.failed(err)
	}
	return seq, event
}

// findCommon finds the greatest seq up to head at which both sides have the same link. Links of
// two chains are the same up to some seq and never again after it, so the span between is
// narrowed by asking for some of them at a time, in ascending order; same gives the greatest
// of those, 0 for none.
func findCommon(head uint64, same func(seqs []uint64) (uint64, error)) (uint64, error) {
	shared, other := uint64(0), head+1
	for shared+1 < other {
		step := max(1, (other-shared)/(wire.MaxCompare-1))
		var seqs []uint64
		for seq := shared + step; seq < other && len(seqs) < wire.MaxCompare; seq += step {
			seqs = append(seqs, seq)
		}
		at, err := same(seqs)
		if err != nil {
			return 0, err
		}
		i := slices.Index(seqs, at)
		if i < 0 && at != 0 {
			return 0, market.Refuse("bad_reply")
		}
		if i+1 < len(seqs) {
			other = seqs[i+1]
		}
		shared = max(shared, at)
	}
	return shared, nil
}
