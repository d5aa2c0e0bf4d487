package store

import (
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"slices"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// The methods in this file are what a bundle on a stick needs (uplink.Carrier).

// BundleHead gives the head of a new bundle, with the next serial, and the key that signs it.
func (s *Store) BundleHead(ctx context.Context) (*wire.BundleHead, ed25519.PrivateKey, error) {
	var h *wire.BundleHead
	var key ed25519.PrivateKey
	err := s.db.Update(ctx, func(tx *sqldb.Tx) error {
		id, err := identity(ctx, tx)
		if err != nil {
			return err
		}
		last, err := getMeta(ctx, tx, "bundle_serial")
		if err != nil {
			return err
		}
		serial := uint64(1)
		if len(last) == 8 {
			serial = binary.BigEndian.Uint64(last) + 1
		}
		h = &wire.BundleHead{Version: wire.Version, County: id.County, Station: id.Station, Epoch: id.Epoch, Serial: serial, Program: wire.Program}
		if h.Gen, h.Rev, err = cursor(ctx, tx); err != nil {
			return err
		}
		if h.Mark, h.Certs, err = shows(ctx, tx); err != nil {
			return err
		}
		key = id.Sign
		return setMeta(ctx, tx, "bundle_serial", binary.BigEndian.AppendUint64(nil, serial))
	})
	return h, key, refuseDisk(err)
}

// Reader gives whose bundles are for this station: its county's number and key, and itself.
func (s *Store) Reader(ctx context.Context) (county uint32, pub ed25519.PublicKey, self market.Origin, err error) {
	id, err := s.Identity(ctx)
	return id.County, id.CountySign, id.Origin, err
}

// TakeBundle is Take for the pulls of the county's bundle with the head h, which each hands out
// in order, in one transaction. It also keeps what the county proved to have; a claim that does
// not fit is refused with fork. A bundle that begins behind the cursor is refused with
// bundle_gap, one of a generation that is over with old_generation; one of a new generation is
// followed into it. The cursor never goes back, and a bundle taken again changes nothing (I5).
func (s *Store) TakeBundle(ctx context.Context, h *wire.BundleHead, each func(func(*wire.Pulled) error) error) (int, error) {
	fresh, last := 0, (*Writer)(nil)
	err := s.db.Update(ctx, func(tx *sqldb.Tx) error {
		fresh = 0
		id, err := identity(ctx, tx)
		if err != nil {
			return err
		}
		gen, rev, err := cursor(ctx, tx)
		switch {
		case err != nil:
			return err
		case h.Gen < gen:
			return market.Refuse("old_generation")
		case h.Gen == gen && h.Rev > rev, h.Gen > gen && h.Rev > 0:
			return market.Refuse("bundle_gap")
		}
		for _, c := range h.Have {
			own, ok, err := journal.HashAt(ctx, tx, id.County, c.Origin(), c.Seq)
			if err != nil {
				return err
			}
			if !ok || own != c.Hash {
				return fmt.Errorf("%w: journal %s at %d", market.Refuse("fork"), c.Origin(), c.Seq)
			}
			if err := acked(ctx, tx, c.Origin(), c.Seq); err != nil {
				return err
			}
		}
		if newGeneration(gen, h.Gen) {
			if last, err = s.follow(ctx, tx, h.Gen, slices.Concat(h.Have, h.Own)); err != nil {
				return err
			}
			gen, rev = h.Gen, 0
		}
		upto, mark := h.Rev, []byte(nil)
		err = each(func(p *wire.Pulled) error {
			if p.Gen != h.Gen || p.Upto < upto {
				return wire.ErrBundle
			}
			upto, mark = p.Upto, p.Mark
			n, err := takePulled(ctx, tx, p)
			fresh += n
			return err
		})
		if err != nil || h.Gen == gen && upto <= rev {
			return err
		}
		return setCursor(ctx, tx, h.Gen, upto, mark)
	})
	if err := s.outcome(ctx, err, last); err != nil {
		return 0, err
	}
	return fresh, nil
}

// newGeneration says whether a cursor of generation gen must begin anew in the county's. Before
// the first pull there is none, and nothing to follow into the first.
func newGeneration(gen, county uint32) bool { return county > max(gen, 1) }
