package uplink

import (
	"context"
	"crypto/ed25519"

	"yizhan/sync/market"
	"yizhan/sync/replica"
	"yizhan/sync/wire"
)

// Carrier is what bundles need of the station's database beside what a round needs.
type Carrier interface {
	Station
	// BundleHead gives the head of a new bundle from this station, with the next serial, and
	// the key that signs it.
	BundleHead(ctx context.Context) (*wire.BundleHead, ed25519.PrivateKey, error)
	// Reader gives whose bundles are for this station: its county's number and key, and itself.
	Reader(ctx context.Context) (county uint32, pub ed25519.PublicKey, self market.Origin, err error)
	// TakeBundle is Take for the pulls that each hands out, in one transaction that also keeps
	// what the county proved to have. The cursor never goes back.
	TakeBundle(ctx context.Context, h *wire.BundleHead, each func(func(*wire.Pulled) error) error) (int, error)
}

// WriteBundle writes what a round would send to the file at path: all facts that the county is
// not proved to have, and what a hello says. It gives how many facts went in. Nothing counts as
// sent until the county's answer comes, over the net or in a bundle.
func WriteBundle(ctx context.Context, s Carrier, path string) (facts int, err error) {
	journals, _, err := s.Prepare(ctx, true)
	if err != nil {
		return 0, err
	}
	head, key, err := s.BundleHead(ctx)
	if err != nil {
		return 0, err
	}
	if head.Have, err = haves(ctx, s, journals); err != nil {
		return 0, err
	}
	err = wire.SaveBundle(path, head, key, func(w *wire.BundleWriter) error {
		facts = 0
		for _, j := range journals {
			o, err := originOf(j.Name)
			if err != nil {
				return err
			}
			for at := j.Acked; at < j.Head; {
				b, err := s.Batch(ctx, o, at, int(min(wire.MaxBatch, j.Head-at)))
				if err != nil {
					return err
				}
				if err := w.Batch(b); err != nil {
					return err
				}
				facts += len(b.Facts)
				at = b.Last()
			}
		}
		return nil
	})
	return facts, err
}

// haves says how far each journal reaches, with its link there.
func haves(ctx context.Context, s Station, journals []replica.Journal) ([]wire.Have, error) {
	var out []wire.Have
	for _, j := range journals {
		o, err := originOf(j.Name)
		if err != nil {
			return nil, err
		}
		hash, _, err := s.Hold(ctx, o, j.Head)
		if err != nil {
			return nil, err
		}
		out = append(out, wire.Have{Station: o.Station, Epoch: o.Epoch, Seq: j.Head, Hash: hash})
	}
	return out, nil
}

// ReadBundle takes the county's bundle at path as a round takes a pull, and gives how many
// facts were new. Refusals: bad_bundle for one that is altered, cut or no bundle at all,
// bundle_county, bundle_station for one that is meant for another station, fork when the county's
// journal of this station is not its own; bundle_gap when facts between the station's cursor and
// the bundle are wanting. After any of them nothing has changed.
func ReadBundle(ctx context.Context, s Carrier, path string) (int, error) {
	b, err := wire.OpenBundle(path)
	if err != nil {
		return 0, err
	}
	county, pub, self, err := s.Reader(ctx)
	if err != nil {
		return 0, err
	}
	switch h := b.Head; {
	case h.County != county:
		return 0, market.Refuse("bundle_county")
	case h.Station != 0 || !b.SignedBy(pub):
		return 0, wire.ErrBundle
	case h.Version > wire.Version:
		return 0, market.Refuse("too_new")
	case h.To() != self:
		return 0, market.Refuse("bundle_station")
	}
	return s.TakeBundle(ctx, b.Head, b.Pulls)
}
