package archive

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// TakeBundle takes what a station sent by stick and does what a round does: places are granted and
// asked back. It gives how many facts were new. A file that is not whole changes nothing; a whole one
// is taken in parts, so that others have a turn, and what came before a batch that is refused is kept, as on
// the wire.
// A bundle that came before brings nothing and is no round. Refusals: bad_bundle for one that is
// altered, cut or no bundle at all, bundle_county, bundle_station when it is not for the county,
// unknown_station, too_new, and those of Accept.
func (a *Archive) TakeBundle(ctx context.Context, path string) (accepted int, err error) {
	b, err := wire.OpenBundle(path)
	if err != nil {
		return 0, err
	}
	h := b.Head
	switch {
	case h.County != a.keys.county:
		return 0, market.Refuse("bundle_county")
	case h.To().Station != 0 || h.Station == 0:
		return 0, market.Refuse("bundle_station")
	case h.Version > wire.Version:
		return 0, market.Refuse("too_new")
	case h.Serial == 0 || h.Serial > math.MaxInt64:
		return 0, wire.ErrBundle
	}
	pub, err := a.signer(ctx, h)
	if err != nil {
		return 0, err
	}
	if !b.SignedBy(pub) {
		return 0, wire.ErrBundle
	}
	var s Station
	err = a.update(ctx, func(w *writer) error {
		if err := w.remember(shown{h.Gen, h.Mark, h.Have, h.Certs}); err != nil {
			return err
		}
		if s, err = station(ctx, w.tx, h.From()); err != nil {
			return err
		}
		return s.Admitted()
	})
	if err == nil {
		accepted, err = a.carried(ctx, b)
	}
	if err == nil {
		err = a.bundleRound(ctx, s, h)
	}
	if err != nil {
		return accepted, fmt.Errorf("take bundle of %s: %w", h.From(), err)
	}
	return accepted, nil
}

// maxTogether is how many facts of a bundle one transaction takes at most, so that others have a
// turn in between.
const maxTogether = 4000

// carried accepts the batches of a bundle and gives how many of their facts were new.
func (a *Archive) carried(ctx context.Context, b *wire.BundleFile) (accepted int, err error) {
	var together []*Incoming
	facts := 0
	accept := func() error {
		_, fresh, err := a.acceptAll(ctx, together)
		accepted += fresh
		together, facts = nil, 0
		return err
	}
	err = b.Batches(func(m *wire.Batch) error {
		together = append(together, Read(m))
		if facts += len(m.Facts); facts < maxTogether {
			return nil
		}
		return accept()
	})
	if err != nil || len(together) == 0 {
		return accepted, err
	}
	return accepted, accept()
}

// signer is whose key a station's bundle must be signed with, also when the county knows the
// station only by its own certificate.
func (a *Archive) signer(ctx context.Context, h *wire.BundleHead) (ed25519.PublicKey, error) {
	s, err := a.Station(ctx, h.From())
	if market.Code(err) != "unknown_station" {
		return s.Sign, err
	}
	c, err := a.Vouched(h.From(), h.Certs)
	if err != nil {
		return nil, err
	}
	return c.Sign, nil
}

// bundleRound does for a bundle what hello and the first pull do in a round, once. It refuses with
// fork, and notes it, when what the station says it has is another past than the county's.
func (a *Archive) bundleRound(ctx context.Context, s Station, h *wire.BundleHead) error {
	var forked error
	err := a.update(ctx, func(w *writer) error {
		seq, err := w.contradicted(s, h)
		switch {
		case err != nil:
			return err
		case seq > 0:
			forked = market.Refuse("fork")
			return w.fork(s.Origin, seq)
		}
		before, err := toldBy(w.ctx, w.tx, s.Origin)
		if err != nil || h.Serial <= before.serial {
			return err
		}
		said := toldIn(h.Gen, h.Rev, h.Have)
		said.serial = h.Serial
		return w.round(s, Presence{Program: h.Program, said: said})
	})
	return errors.Join(err, forked)
}

// contradicted gives the seq at which the station says it has another link than the county; 0 when
// they agree.
func (w *writer) contradicted(s Station, h *wire.BundleHead) (uint64, error) {
	for _, c := range h.Have {
		if c.Origin() != s.Origin {
			continue
		}
		own, ok, err := journal.HashAt(w.ctx, w.tx, w.a.keys.county, s.Origin, c.Seq)
		if err != nil {
			return 0, err
		}
		if ok && own != c.Hash {
			return max(c.Seq, 1), nil
		}
	}
	return 0, nil
}

// SaveBundle writes to path what the station should pull: all since the cursor that it told last,
// and what the county proves to have of its journals. It gives how many facts that is. It changes
// nothing here, so that a bundle which never arrives costs nothing. Refusals: unknown_station,
// bundle_file.
func (a *Archive) SaveBundle(ctx context.Context, no uint16, path string) (facts int, err error) {
	var s Station
	h := &wire.BundleHead{Version: wire.Version, County: a.keys.county}
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		var epoch sql.NullInt64
		if err := tx.QueryRowContext(ctx, `SELECT MAX(epoch) FROM epoch WHERE station = ?`, no).Scan(&epoch); err != nil {
			return fmt.Errorf("read epochs of station %d: %w", no, err)
		}
		var err error
		if s, err = station(ctx, tx, market.Origin{Station: no, Epoch: uint8(epoch.Int64)}); err != nil {
			return err
		}
		if err := s.Admitted(); err != nil {
			return err
		}
		h.ToStation, h.ToEpoch = s.Station, s.Epoch
		return a.bundleFor(ctx, tx, h)
	})
	if err != nil {
		return 0, fmt.Errorf("write bundle for station %d: %w", no, err)
	}
	err = wire.SaveBundle(path, h, a.keys.sign, func(w *wire.BundleWriter) error {
		facts = 0
		for at := h.Rev; ; {
			p, err := a.Pull(ctx, s, at, wire.Version)
			if err != nil {
				return err
			}
			if err := w.Pulled(p); err != nil {
				return err
			}
			facts += len(p.Items)
			if at = p.Upto; !p.More {
				return nil
			}
		}
	})
	return facts, err
}

// bundleFor fills the head of a bundle for its receiver.
func (a *Archive) bundleFor(ctx context.Context, tx *sqldb.Tx, h *wire.BundleHead) error {
	gen, err := generation(ctx, tx)
	if err != nil {
		return err
	}
	h.Gen, h.Epoch = gen, uint8(gen)
	t, err := toldBy(ctx, tx, h.To())
	if err != nil {
		return err
	}
	last, err := lastRev(ctx, tx)
	if err != nil {
		return err
	}
	if t.gen < gen {
		if h.Own, err = intact(ctx, tx); err != nil {
			return err
		}
	}
	if t.gen == gen && t.rev <= last {
		h.Rev = t.rev
	}
	if !slices.Contains(t.journals, h.To()) {
		t.journals = append(t.journals, h.To())
	}
	for _, o := range t.journals {
		if _, err := station(ctx, tx, o); market.Code(err) == "unknown_station" {
			continue
		} else if err != nil {
			return err
		}
		head, err := journal.HeadOf(ctx, tx, a.keys.county, o)
		if err != nil {
			return err
		}
		h.Have = append(h.Have, wire.Have{Station: o.Station, Epoch: o.Epoch, Seq: head.Seq, Hash: head.Hash})
	}
	h.Have = h.Have[:min(len(h.Have), wire.MaxJournals)]
	return nil
}
