//go:build unix

package upkeep

import (
	"fmt"
	"syscall"
)

// space gives the bytes that are free for this program on the disk of a folder, and how many it has.
func space(dir string) (free, whole uint64, err error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, 0, fmt.Errorf("look at the disk of %s: %w", dir, err)
	}
	return s.Bavail * uint64(s.Bsize), s.Blocks * uint64(s.Bsize), nil
}
