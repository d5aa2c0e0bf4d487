//go:build !windows

package exchange

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// roots are the folders below which desktops and administrators mount what is plugged in (Filesystem
// Hierarchy Standard 3.0, sections 3.11 and 3.12; udisks uses /run/media).
var roots = []string{"/media/", "/run/media/", "/mnt/"}

// media are the media that are mounted.
func media() ([]Place, error) {
	f, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil, fmt.Errorf("read mounts: %w", err)
	}
	defer f.Close()
	return mounts(f)
}

// mounts reads the media out of a table of mounts, as proc(5) has it: fields between spaces, the fifth
// is where it lies, the sixth how.
func mounts(r io.Reader) ([]Place, error) {
	var out []Place
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 6 {
			continue
		}
		dir := unescaped(fields[4])
		below := slices.ContainsFunc(roots, func(root string) bool { return strings.HasPrefix(dir, root) || dir+"/" == root && root == "/mnt/" })
		if !below {
			continue
		}
		place := Place{Dir: dir, Name: filepath.Base(dir), Full: slices.Contains(strings.Split(fields[5], ","), "ro")}
		if i := slices.IndexFunc(out, func(p Place) bool { return p.Dir == dir }); i >= 0 {
			out[i] = place // mounted over the other
			continue
		}
		out = append(out, place)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read mounts: %w", err)
	}
	return out, nil
}

// unescaped gives a path its blanks back, which stand as \040.
func unescaped(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '\\' && i+3 < len(path) {
			if v, err := strconv.ParseUint(path[i+1:i+4], 8, 8); err == nil {
				b.WriteByte(byte(v))
				i += 3
				continue
			}
		}
		b.WriteByte(path[i])
	}
	return b.String()
}
