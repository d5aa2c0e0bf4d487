package archive

import (
	"context"
	"fmt"

	"yizhan/sync/market"
)

// Revoke shuts a station out whose machine may be in wrong hands: it is fenced with all its
// epochs, and from now on no request and no bundle that it signs is answered but with revoked. Its keys stay
// where slips are checked, so that those it printed before are still good; what it had handed
// over stays. Its facts that are not here yet come with the folder, when that is enrolled anew.
// Revoking again changes nothing more. Refuses with unknown_station.
func (a *Archive) Revoke(ctx context.Context, no uint16) (Fenced, error) {
	var f Fenced
	err := a.update(ctx, func(w *writer) (err error) {
		if f, err = w.fenceAll(no, 0); err != nil {
			return err
		}
		if _, err := w.tx.ExecContext(ctx, `INSERT INTO revoked (station, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, no, a.now().UnixMilli()); err != nil {
			return fmt.Errorf("revoke station %d: %w", no, err)
		}
		return nil
	})
	return f, err
}

// Admitted refuses with revoked for a station that was shut out. Ask it when the station has proved
// to be the one it says.
func (s *Station) Admitted() error {
	if s.revoked {
		return market.Refuse("revoked")
	}
	return nil
}
