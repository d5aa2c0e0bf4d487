package archive

import (
	"context"
	"encoding/binary"

	"yizhan/sync/sqldb"
)

// generation is which life of the county's database this is: 1 at first, one more after every
// restore. Cursors count within one generation.
func generation(ctx context.Context, tx *sqldb.Tx) (uint32, error) {
	v, err := getMeta(ctx, tx, "gen")
	if err != nil || len(v) != 4 {
		return 1, err
	}
	return binary.BigEndian.Uint32(v), nil
}
