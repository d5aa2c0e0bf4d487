package desk

import (
	"context"

	"yizhan/sync/uplink"
)

// BundleOut writes what a round would send to the file at path, for a station whose link is
// down, and gives how many facts that is.
func (d *Desk) BundleOut(ctx context.Context, path string) (facts int, err error) {
	return uplink.WriteBundle(ctx, d.store, path)
}

// BundleIn takes the county's bundle at path as a round takes a pull, and gives how many facts
// were new.
func (d *Desk) BundleIn(ctx context.Context, path string) (facts int, err error) {
	n, err := uplink.ReadBundle(ctx, d.store, path)
	if n > 0 {
		d.changed()
	}
	return n, err
}
