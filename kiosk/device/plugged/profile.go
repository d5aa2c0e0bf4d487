package plugged

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"

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

// with gives p with a station's own kinds over it, or bad_profile.
func (p Profiles) with(own Profiles) (Profiles, error) {
	for name, o := range own {
		// A head narrower than 384 dots has no room for a slip's QR at six dots a module.
		if name == "" || o.Dots < 384 || o.Dots > 1024 || o.Dots%8 != 0 || o.Feed < 0 || o.Feed > 40 || !o.Text.Known() {
			return nil, &market.Error{Code: "bad_profile", Field: "profiles"}
		}
		p[name] = o
	}
	return p, nil
}

// named finds the kind for "?profile=80&cut=1" behind an address. Without any it is 58 mm paper.
// "dots=576" is the older way to say 80.
func (p Profiles) named(query func(string) string) (escpos.Profile, bool) {
	name := query("profile")
	if name == "" {
		name = map[string]string{"": "58", "384": "58", "576": "80"}[query("dots")]
	}
	profile, ok := p[name]
	if cut := query("cut"); cut != "" && ok {
		var err error
		profile.Cutter, err = strconv.ParseBool(cut)
		ok = err == nil
	}
	return profile, ok
}
