package record

import (
	"maps"
	"slices"
)

// Kinds lists the kinds that this program understands.
func Kinds() []Kind { return slices.Sorted(maps.Keys(known)) }
