package journal

import (
	"context"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Adopt takes the loose rows right behind the head of o's journal into it, so that they can be
// sent: what the county told of it, when the county has forgotten it since. Their links follow
// from the bytes, as they did when the facts were made.
func Adopt(ctx context.Context, tx *sqldb.Tx, county uint32, o market.Origin) error {
	head, err := HeadOf(ctx, tx, county, o)
	if err != nil {
		return err
	}
	rows, err := collect(ctx, tx, `SELECT station, epoch, seq, bytes, hash, rev FROM fact
		WHERE station = ? AND epoch = ? AND seq > ? ORDER BY seq`, o.Station, o.Epoch, head.Seq)
	if err != nil {
		return err
	}
	for _, e := range rows {
		if e.Seq != head.Seq+1 {
			return nil
		}
		head = Head{Seq: e.Seq, Hash: record.Next(head.Hash, e.Bytes)}
		if _, err := tx.ExecContext(ctx, `UPDATE fact SET hash = ? WHERE station = ? AND epoch = ? AND seq = ?`,
			head.Hash[:], o.Station, o.Epoch, e.Seq); err != nil {
			return fmt.Errorf("adopt fact %d of journal %s: %w", e.Seq, o, err)
		}
	}
	return nil
}
