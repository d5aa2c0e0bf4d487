package powercut

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// content is one file's bytes: in the system's cache, and on the disk.
type content struct {
	sector int
	cache  []byte
	solid  []byte
	dirty  map[int][]version // of each sector that was changed since the sync, oldest first
	sizes  []sizeAt          // that the file had since the sync, oldest first
}

// version is a sector as it was in the cache for some time. It may have got to the disk then.
type version struct {
	at   int
	data []byte
	cut  bool // by a truncation: on the disk together with the size, not before and not after
}

type sizeAt struct{ at, size int }

func newContent(sector int) *content { return &content{sector: sector, dirty: map[int][]version{}} }

func (c *content) write(at int, data []byte, off int64) {
	had := len(c.cache)
	c.cache = overwrite(c.cache, data, off)
	if len(c.cache) != had {
		c.sizes = append(c.sizes, sizeAt{at, len(c.cache)})
	}
	c.note(at, min(had, int(off)), int(off)+len(data), false)
}

func (c *content) truncate(at int, size int64) {
	had := len(c.cache)
	c.cache = c.cache[:size:size]
	c.sizes = append(c.sizes, sizeAt{at, int(size)})
	c.note(at, int(size), had, true)
}

// note keeps the sectors that lie in a range as they are now.
func (c *content) note(at, from, to int, cut bool) {
	for s := from / c.sector; s*c.sector < to; s++ {
		c.dirty[s] = append(c.dirty[s], version{at, c.part(c.cache, s), cut})
	}
}

// part copies a sector out of b; what lies beyond its end is zeros.
func (c *content) part(b []byte, s int) []byte {
	out := make([]byte, c.sector)
	if s*c.sector < len(b) {
		copy(out, b[s*c.sector:])
	}
	return out
}

func (c *content) sync() {
	if n := len(c.cache); n < len(c.solid) {
		c.solid = c.solid[:n:n]
	} else {
		c.solid = append(c.solid, make([]byte, n-len(c.solid))...)
	}
	for s := range c.dirty {
		if s*c.sector < len(c.solid) {
			copy(c.solid[s*c.sector:], c.part(c.cache, s))
		}
	}
	clear(c.dirty)
	c.sizes = nil
}

// forget is a failed sync: the size is kept, the sectors are not, and no later sync brings
// them unless they are written again.
func (c *content) forget() {
	cache := c.cache
	c.cache = overwrite(slices.Clone(c.solid), nil, int64(len(cache)))[:len(cache)]
	c.sync()
	c.cache = cache
}

// survive draws what is on the disk after the power went. luck is how probable it is that a
// sector's newest version got there.
func (c *content) survive(rnd *rand.Rand, luck float64) []byte {
	size, since := len(c.solid), 0
	if n := rnd.IntN(len(c.sizes) + 1); n > 0 {
		size, since = c.sizes[n-1].size, c.sizes[n-1].at
	}
	out := make([]byte, size)
	copy(out, c.solid)
	for _, s := range slices.Sorted(maps.Keys(c.dirty)) {
		kept := c.draw(s, since, rnd, luck)
		if s*c.sector < size {
			copy(out[s*c.sector:], kept)
		}
	}
	return out
}

// draw gives a sector in one of its versions, or torn between two that follow each other.
// since is the change that gave the file the size it is found with.
func (c *content) draw(s, since int, rnd *rand.Rand, luck float64) []byte {
	all := c.dirty[s]
	least, most := 0, len(all)
	for i, v := range all {
		if v.cut && v.at <= since {
			least = i + 1
		}
	}
	if i := slices.IndexFunc(all, func(v version) bool { return v.cut && v.at > since }); i >= 0 {
		most = i
	}
	n := most
	if rnd.Float64() >= luck {
		n = least + rnd.IntN(most-least+1)
	}
	kept := c.part(c.solid, s)
	if n > 0 {
		kept = slices.Clone(all[n-1].data)
	}
	if n < most && rnd.Float64() < 0.3 {
		next, tear := all[n].data, rnd.IntN(c.sector)
		if rnd.IntN(2) == 0 {
			copy(kept[:tear], next[:tear])
		} else {
			copy(kept[tear:], next[tear:])
		}
	}
	return kept
}
