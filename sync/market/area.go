package market

import "strings"

// AreaCode is a 12-digit statistical area code, for example "410423212201": six digits of
// county (GB/T 2260), three of township, three of village. Units above a village end in
// zeros: a township "410423212000", a county "410423000000", the city "410400000000".
type AreaCode string

// Level is which of the four tiers of a city an area belongs to. Markets stand on each.
type Level int

// The four tiers, from the widest down.
const (
	LevelCity Level = iota + 1
	LevelCounty
	LevelTownship
	LevelVillage
)

// String gives "city", "county", "township" or "village".
func (l Level) String() string {
	return [...]string{"unknown", "city", "county", "township", "village"}[l]
}

// Area is one unit of the gazetteer.
type Area struct {
	Code   AreaCode
	Name   string // as published: 史庄村民委员会
	Short  string // as people say it: 史庄. Not unique, hence Areas.Place
	Level  Level
	Parent AreaCode // empty for the city
}

// ParseAreaCode checks the form of a code: twelve digits, and nothing below a unit of zeros.
// Whether the area exists is for Areas.Get to say. The error is unknown_area.
func ParseAreaCode(s string) (AreaCode, error) {
	if len(s) != 12 || !digits(s) || levelOf(AreaCode(s)) == 0 {
		return "", Refuse("unknown_area")
	}
	return AreaCode(s), nil
}

// levelOf reads the tier from a code of twelve digits, or 0 where a lower part is set under
// an empty higher one ("410400000201").
func levelOf(c AreaCode) Level {
	county, township, village := c[4:6] != "00", c[6:9] != "000", c[9:] != "000"
	switch {
	case c[:4] == "0000":
		return 0
	case county && township && village:
		return LevelVillage
	case county && township && !village:
		return LevelTownship
	case county && !township && !village:
		return LevelCounty
	case !county && !township && !village:
		return LevelCity
	}
	return 0
}

// parentOf gives the code one tier up; empty above the city.
func parentOf(c AreaCode) AreaCode {
	switch levelOf(c) {
	case LevelVillage:
		return c[:9] + "000"
	case LevelTownship:
		return c[:6] + "000000"
	case LevelCounty:
		return c[:4] + "00000000"
	}
	return ""
}

func digits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// Span gives the least and the greatest code of an area and all below it, so that the areas
// within are those between: "410423000000" to "410423999999". c must be of ParseAreaCode.
func (c AreaCode) Span() (first, last AreaCode) {
	n := [...]int{0, 4, 6, 9, 12}[levelOf(c)]
	return c, c[:n] + AreaCode("999999999999"[n:])
}

// Trimmed is the code as people and other systems write it: 6 digits for a county, 9 for a
// township, all 12 for a village.
func (c AreaCode) Trimmed() string {
	switch levelOf(c) {
	case LevelCity, LevelCounty:
		return string(c[:6])
	case LevelTownship:
		return string(c[:9])
	}
	return string(c)
}
