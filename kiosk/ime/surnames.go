package ime

import (
	"strings"

	"yizhan/assets"
)

// Surnames lists the hundred most common family names, the most common first, for tiles.
// Rarer ones are written with the Picker.
func Surnames() []string {
	return strings.Split(strings.Join(strings.Fields(assets.Surnames()), ""), "")
}
