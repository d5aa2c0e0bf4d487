package assets

import (
	"embed"
	"encoding/json"
	"sync"
)

// Two sources, one folder each, because their licences differ: fonts and icons
// keep their licence text beside them.
//
//go:embed icons/names.json icons/mdi/*.svg icons/custom/*.svg
var iconFiles embed.FS

// iconNames is icons/names.json: which picture stands for what.
type iconNames struct {
	Trades  map[string]string `json:"trades"`  // trade id → icon name
	Groups  map[string]string `json:"groups"`  // group name as in the trade list → icon name
	Actions map[string]string `json:"actions"` // action id → icon name
}

var loadIconNames = sync.OnceValue(func() iconNames {
	var names iconNames
	data, err := iconFiles.ReadFile("icons/names.json")
	if err == nil {
		err = json.Unmarshal(data, &names)
	}
	if err != nil {
		panic("assets: icons/names.json: " + err.Error()) // embedded: wrong only when built wrong
	}
	return names
})

// Icon returns the SVG of an icon by its name, such as "hand-saw": one colour,
// filled, on a grid of 24, paths without a fill of their own.
func Icon(name string) ([]byte, bool) {
	for _, folder := range [...]string{"icons/mdi/", "icons/custom/"} {
		if data, err := iconFiles.ReadFile(folder + name + ".svg"); err == nil {
			return data, true
		}
	}
	return nil, false
}

// TradeIcon is the icon name of a trade id such as "carpenter".
func TradeIcon(id string) (string, bool) { return lookUp(loadIconNames().Trades, id) }

// GroupIcon is the icon name of a trade group, by the group's name in the trade list.
func GroupIcon(name string) (string, bool) { return lookUp(loadIconNames().Groups, name) }

// ActionIcon is the icon name of a thing one can do or read, such as "back" or "pay".
func ActionIcon(id string) (string, bool) { return lookUp(loadIconNames().Actions, id) }

func lookUp(table map[string]string, key string) (string, bool) {
	name, ok := table[key]
	return name, ok
}
