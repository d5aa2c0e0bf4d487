//go:build !unix

package upkeep

import "errors"

// space is not known here.
func space(string) (free, whole uint64, err error) { return 0, 0, errors.ErrUnsupported }
