package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// StationInfo is what is known here of another station.
type StationInfo struct {
	Name string // its own name; empty means the official one
	Area market.AreaCode
}

// StationName tells which station wrote as o; zero when that is not known here.
func (s *Store) StationName(ctx context.Context, o market.Origin) (StationInfo, error) {
	var i StationInfo
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		id, err := identity(ctx, tx)
		if err != nil {
			return err
		}
		if o.Station == id.Station {
			i = StationInfo{id.Name, id.Area}
			return nil
		}
		err = tx.QueryRowContext(ctx, `SELECT name, area FROM station WHERE no = ? AND epoch = ?`, o.Station, o.Epoch).Scan(&i.Name, &i.Area)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read station %s: %w", o, err)
		}
		return nil
	})
	return i, err
}
