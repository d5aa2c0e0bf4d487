package county

import (
	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// lookup answers a station that asks for a worker of another one. The log says who asked and
// whether somebody was found, and nothing of whom.
func (s *Server) lookup(c *call) (any, error) {
	var m wire.Lookup
	if err := wire.Unpack(c.body, &m); err != nil {
		return nil, badRequest(err)
	}
	f, err := s.archive.Lookup(c.Context(), c.Station, &m)
	outcome := "found"
	if err != nil {
		outcome = market.Code(err)
	}
	s.log.Info("lookup of a worker", "station", c.Origin.String(), "outcome", outcome)
	return f, err
}
