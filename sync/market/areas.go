package market

import (
	"fmt"
	"slices"
)

// Areas is the gazetteer of one city: its counties, townships and villages. It does not
// change after it was made, so any number of goroutines may read it.
type Areas struct {
	root     AreaCode
	byCode   map[AreaCode]Area
	children map[AreaCode][]Area // in gazetteer order, which is the order of the codes
}

// NewAreas builds a gazetteer. Level and Parent of the rows are worked out from the codes;
// an empty Short becomes the Name. There must be exactly one city, and a row for every parent.
func NewAreas(rows []Area) (*Areas, error) {
	a := &Areas{byCode: make(map[AreaCode]Area, len(rows)), children: map[AreaCode][]Area{}}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(x, y Area) int { return compareCodes(x.Code, y.Code) })
	for _, r := range rows {
		if _, err := ParseAreaCode(string(r.Code)); err != nil {
			return nil, fmt.Errorf("area %q: %w", r.Code, err)
		}
		if r.Name == "" {
			return nil, fmt.Errorf("area %s: has no name", r.Code)
		}
		if _, twice := a.byCode[r.Code]; twice {
			return nil, fmt.Errorf("area %s: stands in the table twice", r.Code)
		}
		if r.Short == "" {
			r.Short = r.Name
		}
		r.Level, r.Parent = levelOf(r.Code), parentOf(r.Code)
		if r.Level == LevelCity {
			if a.root != "" {
				return nil, fmt.Errorf("area %s: second city beside %s", r.Code, a.root)
			}
			a.root = r.Code
		} else if _, ok := a.byCode[r.Parent]; !ok {
			return nil, fmt.Errorf("area %s: its parent %s is not in the table", r.Code, r.Parent)
		}
		a.byCode[r.Code] = r
		a.children[r.Parent] = append(a.children[r.Parent], r)
	}
	if a.root == "" {
		return nil, fmt.Errorf("areas: no city among %d rows", len(rows))
	}
	return a, nil
}

// compareCodes puts a parent before its children: "410423000000" before "410423212000".
func compareCodes(x, y AreaCode) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// Get looks an area up. Only the full 12 digits are understood.
func (a *Areas) Get(code AreaCode) (Area, bool) {
	v, ok := a.byCode[code]
	return v, ok
}

// City gives the root of the gazetteer.
func (a *Areas) City() Area { return a.byCode[a.root] }

// Counties lists the county units of the city in gazetteer order.
func (a *Areas) Counties() []Area { return slices.Clone(a.children[a.root]) }

// Townships lists the townships of a county in gazetteer order; nothing for any other code.
func (a *Areas) Townships(county AreaCode) []Area { return a.below(county, LevelCounty) }

// Villages lists the villages of a township in gazetteer order; nothing for any other code.
func (a *Areas) Villages(township AreaCode) []Area { return a.below(township, LevelTownship) }

func (a *Areas) below(code AreaCode, level Level) []Area {
	if a.byCode[code].Level != level {
		return nil
	}
	return slices.Clone(a.children[code])
}

// County gives the county that code is or lies in; false for the city and unknown codes.
func (a *Areas) County(code AreaCode) (Area, bool) { return a.ancestor(code, LevelCounty) }

// Township gives the township that code is or lies in; false above a township.
func (a *Areas) Township(code AreaCode) (Area, bool) { return a.ancestor(code, LevelTownship) }

func (a *Areas) ancestor(code AreaCode, level Level) (Area, bool) {
	for v, ok := a.byCode[code]; ok; v, ok = a.byCode[v.Parent] {
		if v.Level == level {
			return v, true
		}
	}
	return Area{}, false
}

// Place is how an area is said to people. A village always comes with its township
// (辛集乡史庄), because one village in five shares its name with another. A township, county or
// city is said alone. An unknown code gives "".
func (a *Areas) Place(code AreaCode) string {
	v := a.byCode[code]
	if v.Level == LevelVillage {
		return a.byCode[v.Parent].Short + v.Short
	}
	return v.Short
}

// PlaceWithCounty is Place with the county before it: 鲁山县辛集乡史庄.
func (a *Areas) PlaceWithCounty(code AreaCode) string {
	county, ok := a.County(code)
	if !ok || county.Code == code {
		return a.Place(code)
	}
	return county.Short + a.Place(code)
}
