package store

import (
	"context"
	"errors"

	"yizhan/sync/sqldb"
)

// Health is what an examination of the station found.
type Health struct {
	Damaged  bool   // the database file is not whole
	Broken   uint64 // where the chain of a journal does not fit, 0 when whole
	Facts    uint64
	Restored bool // no place is given before the next epoch
	Counts
	LastRound
}

// Examine reads everything that this station has and says how it is. It changes nothing.
func (s *Store) Examine(ctx context.Context) (Health, error) {
	var h Health
	err := s.db.Check(ctx)
	if h.Damaged = errors.Is(err, sqldb.ErrDamaged); err != nil && !h.Damaged {
		return h, err
	}
	id, err := s.Identity(ctx)
	if err != nil {
		return h, err
	}
	h.Restored = id.Restored
	if h.Facts, h.Broken, err = s.Verify(ctx); err != nil {
		return h, err
	}
	if h.Counts, err = s.Counts(ctx); err != nil {
		return h, err
	}
	h.LastRound, err = s.LastRound(ctx)
	return h, err
}
