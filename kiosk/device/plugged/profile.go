package plugged

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"yizhan/kiosk/device/escpos"
	"yizhan/sync/market"
)

// Profiles are kinds of slip printers by name: "58", "80". A station adds its own in devices.json.
type Profiles map[string]escpos.Profile

//go:embed profiles.json
var known []byte

// Known are the kinds that come with the program.
func Known() Profiles {
	var p Profiles
	if err := json.Unmarshal(known, &p); err != nil {
		panic(fmt.Sprintf("plugged: profiles.json: %v", err)) // a test reads it
	}
	return p
}

// with gives p with a station's own kinds over it, or bad_profile, whose Field is the kind and what is wrong of it:
// "profiles.shop.dots".
func (p Profiles) with(own Profiles) (Profiles, error) {
	for _, name := range slices.Sorted(maps.Keys(own)) {
		o := own[name]
		if wrong := wrong(name, o); wrong != "" {
			return nil, &market.Error{Code: "bad_profile", Field: "profiles." + name + wrong}
		}
		p[name] = o
	}
	return p, nil
}

// wrong is the first thing wrong of a kind, "" for none. A head narrower than 384 dots has no room for a slip's QR at
// six dots a module.
func wrong(name string, o escpos.Profile) string {
	switch {
	case name == "":
		return `""`
	case o.Dots < 384, o.Dots > 1024, o.Dots%8 != 0:
		return ".dots"
	case o.Feed < 0, o.Feed > 40:
		return ".feed"
	case !o.Text.Known():
		return ".text"
	}
	return ""
}

// named finds the kind for "?profile=80&cut=1" behind an address; wrong is what is not to be found, and what is. Without any it is
// 58 mm paper. "dots=576" is the older way to say 80.
func (p Profiles) named(query func(string) string) (profile escpos.Profile, wrong string) {
	name, by := query("profile"), "profile"
	if name == "" && query("dots") != "" {
		name, by = map[string]string{"384": "58", "576": "80"}[query("dots")], "dots"
	} else if name == "" {
		name = "58"
	}
	profile, ok := p[name]
	if !ok {
		known := slices.Sorted(maps.Keys(p))
		if by == "dots" {
			known = []string{"384", "576"}
		}
		return profile, by + "=" + query(by) + " [" + strings.Join(known, " ") + "]"
	}
	if cut := query("cut"); cut != "" {
		var err error
		if profile.Cutter, err = strconv.ParseBool(cut); err != nil {
			return profile, "cut=" + cut
		}
	}
	return profile, ""
}
