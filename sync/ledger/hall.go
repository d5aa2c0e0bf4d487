package ledger

import (
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// What happens in a hall its own station says, in one journal after the other; what two copies of one
// disk say settles by the greater value, so that order does not matter (I4).

func (a *applier) checkInLeft(b record.Left) error {
	if a.o.Station != a.f.ID.Station || !slices.Contains(market.LeaveReasons, b.Reason) {
		return bad("check-in %s left as %.20q, said by %s", a.id, b.Reason, a.o)
	}
	return a.exec(`INSERT INTO check_in_left (check_in, reason) VALUES (?, ?)
		ON CONFLICT (check_in) DO UPDATE SET reason = MAX(reason, excluded.reason)`, a.id, b.Reason)
}

func (a *applier) hallCleared(b record.Cleared) error {
	if err := a.own(); err != nil {
		return err
	}
	if b.Upto < 1 || longer(b.Day, maxWord) {
		return bad("hall cleared up to number %d of %.20q", b.Upto, b.Day)
	}
	return a.exec(`INSERT INTO hall_cleared (station, day, upto) VALUES (?, ?, ?)
		ON CONFLICT (station, day) DO UPDATE SET upto = MAX(upto, excluded.upto)`, a.o.Station, b.Day, b.Upto)
}

func (a *applier) orderDrawn(b record.Drawn) error {
	if err := a.own(); err != nil {
		return err
	}
	rising := slices.IsSorted(b.Numbers) && len(slices.Compact(slices.Clone(b.Numbers))) == len(b.Numbers)
	if len(b.Seed) != record.SeedSize || len(b.Numbers) < 1 || len(b.Numbers) > market.MaxDrawn || !rising || b.Turn < 1 || longer(b.Day, maxWord) {
		return bad("lottery of %d numbers with a seed of %d bytes", len(b.Numbers), len(b.Seed))
	}
	raw, err := record.Marshal(b)
	if err != nil {
		return err
	}
	return a.exec(`INSERT INTO draw (id, posting, day, turn, body, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Posting.String(), b.Day, b.Turn, raw, a.f.At)
}

func (a *applier) offerMade(b record.Offer) error {
	if err := a.own(); err != nil {
		return err
	}
	if b.Minutes < 1 || b.Minutes > market.MostOffer {
		return bad("place offered for %d minutes", b.Minutes)
	}
	return a.exec(`INSERT INTO offer (id, posting, worker, minutes, station, epoch, at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Posting.String(), b.Worker.String(), b.Minutes, a.o.Station, a.o.Epoch, a.f.At)
}

func (a *applier) offerEnded(b record.OfferEnd) error {
	if a.o.Station != a.f.ID.Station || !slices.Contains(market.OfferEnds, b.How) {
		return bad("offer %s ended as %.20q, said by %s", a.id, b.How, a.o)
	}
	ok, err := a.changed(`UPDATE offer SET how = MAX(how, ?) WHERE id = ?`, b.How, a.id)
	if err == nil && !ok {
		return missing{a.id}
	}
	return err
}

// rated keeps what one side says of the other; any station that knows the match may hear it.
func (a *applier) rated(b record.Rated) error {
	if market.ValidMark(b.Of, b.Mark) != nil || a.f.Base > maxBase {
		return bad("match %s rated %.20q of %.20q in revision %d", a.id, b.Mark, b.Of, a.f.Base)
	}
	if err := a.need("match", a.id); err != nil {
		return err
	}
	return a.exec(`INSERT INTO rating (match, of, mark, revision, rev_station, rev_epoch, rev_seq) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (match, of) DO UPDATE SET mark = excluded.mark,
		revision = excluded.revision, rev_station = excluded.rev_station, rev_epoch = excluded.rev_epoch, rev_seq = excluded.rev_seq
		WHERE `+laterRevision("rating"), a.id, string(b.Of), string(b.Mark), a.f.Base+1, a.o.Station, a.o.Epoch, a.seq)
}

// helpSettled keeps the box as it is: nobody but the registration's station and the county opens it.
func (a *applier) helpSettled(record.Settlement) error {
	if a.f.Base > maxBase || len(a.f.Boxes) != 1 || emptyBox(a.f.Boxes) || a.f.Boxes[0].Published {
		return bad("help of %s without a box, or in revision %d", a.id, a.f.Base)
	}
	if err := a.ownTag(); err != nil {
		return err
	}
	return a.exec(`INSERT INTO help (worker, box, by_whom, at, revision, rev_station, rev_epoch, rev_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (worker) DO UPDATE SET box = excluded.box, by_whom = excluded.by_whom, at = excluded.at,
		revision = excluded.revision, rev_station = excluded.rev_station, rev_epoch = excluded.rev_epoch, rev_seq = excluded.rev_seq
		WHERE `+laterRevision("help"),
		a.id, a.f.Boxes[0].Data, clip(a.f.By), a.f.At, a.f.Base+1, a.o.Station, a.o.Epoch, a.seq)
}

// ownTag refuses a box about the registration itself under another tag.
func (a *applier) ownTag() error { return a.tagOf(a.id) }
