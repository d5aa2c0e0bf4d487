package sqldb

import (
	"context"
	"fmt"
	"path/filepath"
)

// Read runs f over a database file that nobody has open, without making files beside it or
// changing it. It gives ErrDamaged when the file cannot be opened as a database.
func Read(ctx context.Context, file string, f func(*Tx) error) error {
	r := (&DB{path: file}).openStill()
	if r == nil {
		return fmt.Errorf("read %s: %w", filepath.Base(file), ErrDamaged)
	}
	defer func() { _ = r.close() }() // nothing was written
	return r.view(ctx, nil, f)
}
