//go:build !linux || !camera

package camera

import (
	"errors"
	"fmt"
)

// Built says whether this program can look through cameras.
const Built = false

// V4L2 opens a camera of Linux; this program was built without.
func V4L2(path string) func() (Source, error) {
	return func() (Source, error) {
		return nil, fmt.Errorf("open camera %s: %w", path, errors.ErrUnsupported)
	}
}
