package wire

import (
	"strconv"
	"strings"
)

// Release is the version of this program, by semantic versioning: what stations tell the county, and what
// the county compares theirs with. A test holds it to FyneApp.toml, which packages are named by.
const Release = "0.1.0"

// Program is what a station says of itself in a hello and in the head of a bundle.
const Program = "yizhan " + Release

// OlderProgram says whether what a station said of its program is an older release than this one. A program
// that told no release is of before they were told; one that nobody can read is taken for no older.
func OlderProgram(program string) bool {
	if program == "" {
		return false // it has not been heard of
	}
	name, release, told := strings.Cut(program, " ")
	if name != "yizhan" {
		return false
	}
	if !told {
		return true
	}
	theirs, ok := release3(release)
	ours, _ := release3(Release)
	if !ok {
		return false
	}
	for i := range ours {
		if theirs[i] != ours[i] {
			return theirs[i] < ours[i]
		}
	}
	return false
}

// release3 reads major, minor and patch; what stands behind a hyphen does not count.
func release3(s string) (out [3]int, ok bool) {
	s, _, _ = strings.Cut(s, "-")
	words := strings.Split(s, ".")
	if len(words) != len(out) {
		return out, false
	}
	for i, w := range words {
		n, err := strconv.ParseUint(w, 10, 16)
		if err != nil {
			return out, false
		}
		out[i] = int(n)
	}
	return out, true
}
