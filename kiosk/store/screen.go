package store

import (
	"context"
	"fmt"
	"time"

	"yizhan/sync/sqldb"
)

// Screen is what staff chose for the screen of this station. It is no fact: another screen stands
// in another light.
type Screen struct {
	Dark  bool // the dark theme
	Quiet bool // no sound at a touch
}

// The rows of meta that hold it.
const (
	screenDark  = "screen_dark"
	screenQuiet = "screen_quiet"
)

// Screen reads what was chosen; a new station has the light theme and sounds.
func (s *Store) Screen(ctx context.Context) (Screen, error) {
	var c Screen
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		m, err := metaOf(ctx, tx, screenDark, screenQuiet)
		c = Screen{Dark: len(m[screenDark]) > 0, Quiet: len(m[screenQuiet]) > 0}
		return err
	})
	return c, err
}

// SetScreen keeps what was chosen.
func (s *Store) SetScreen(ctx context.Context, c Screen) error {
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		for name, on := range map[string]bool{screenDark: c.Dark, screenQuiet: c.Quiet} {
			value := []byte{}
			if on {
				value = []byte{1}
			}
			if err := setMeta(ctx, tx, name, value); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Placed counts the places that this station gave since a moment and that were not cancelled.
func (s *Store) Placed(ctx context.Context, since time.Time) (int, error) {
	n := 0
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM match
			WHERE at >= ? AND state <> 'cancelled' AND station IN (SELECT station FROM origin WHERE current = 1)`, since.UnixMilli()).Scan(&n)
		if err != nil {
			return fmt.Errorf("count places given: %w", err)
		}
		return nil
	})
	return n, err
}
