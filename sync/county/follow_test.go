package county_test

import (
	"context"

	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// What the in-memory station does when the county is restored.

func (s *station) Shows(context.Context) ([]byte, []wire.Cert, error) { return s.mark, s.certs, nil }

func (s *station) KeepCerts(_ context.Context, certs []wire.Cert) error {
	s.certs = certs
	return nil
}

// Generation begins anew, and lists that it holds nothing.
func (s *station) Generation(_ context.Context, gen uint32, have []wire.Have) error {
	s.gen, s.rev, s.acked, s.mark = gen, 0, 0, nil
	for _, h := range have {
		if h.Origin() == s.Origin {
			s.acked = h.Seq
		}
	}
	s.write(record.HoldingsListed, s.new(), record.Listed{Gen: gen})
	return nil
}
