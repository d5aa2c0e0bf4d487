package office

import (
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// node is one row of the tree of stations: an area with its own station, if it has one, and how far
// the areas below it have theirs.
type node struct {
	Area     market.Area
	Deep     int // 1 for the root that is shown
	Stations []archive.StationRow
	Have     int  // villages below with a station at work
	Of       int  // villages below
	Open     bool // what is below is shown
	Folds    bool // there is something below to show
	Rest     int  // villages below that have no station and are not listed
}

// Last is when anybody of the area's own stations was heard of.
func (n node) Last() (last time.Time) {
	for _, s := range n.Stations {
		if s.Seen.After(last) {
			last = s.Seen
		}
	}
	return last
}

// coverage counts townships and villages with a station at work.
type coverage struct{ Townships, OfTownships, Villages, OfVillages int }

// tree builds the rows that are shown: root, what is below it, and what is below the areas opened.
type tree struct {
	areas *market.Areas
	at    map[market.AreaCode][]archive.StationRow
	open  market.AreaCode // the lowest area that is opened; those above it are too
	rows  []node
}

func newTree(areas *market.Areas, stations []archive.StationRow, open market.AreaCode) *tree {
	t := &tree{areas: areas, at: map[market.AreaCode][]archive.StationRow{}, open: open}
	for _, s := range stations {
		t.at[s.Area] = append(t.at[s.Area], s)
	}
	return t
}

// works says whether an area has a station that is not shut out.
func (t *tree) works(code market.AreaCode) bool {
	for _, s := range t.at[code] {
		if s.State != archive.StationRevoked {
			return true
		}
	}
	return false
}

// add adds the row of an area and, where it is open, those below it, and gives its coverage.
func (t *tree) add(a market.Area, deep int, shown bool) (c coverage) {
	first, last := a.Code.Span()
	n := node{Area: a, Deep: deep, Stations: t.at[a.Code]}
	n.Open = deep == 1 || t.open >= first && t.open <= last
	at := len(t.rows)
	if shown {
		t.rows = append(t.rows, n)
	}
	switch a.Level {
	case market.LevelCity:
		n.Folds = true
		for _, below := range t.areas.Counties() {
			c = c.plus(t.add(below, deep+1, shown && n.Open))
		}
	case market.LevelCounty:
		n.Folds = true
		for _, below := range t.areas.Townships(a.Code) {
			if t.works(below.Code) {
				c.Townships++
			}
			c.OfTownships++
			c = c.plus(t.add(below, deep+1, shown && n.Open))
		}
	case market.LevelTownship:
		for _, below := range t.areas.Villages(a.Code) {
			c.OfVillages++
			if t.works(below.Code) {
				c.Villages++
			}
			if len(t.at[below.Code]) > 0 {
				n.Folds = true
				if shown && n.Open {
					t.rows = append(t.rows, node{Area: below, Deep: deep + 1, Stations: t.at[below.Code]})
				}
			}
		}
		n.Rest = c.OfVillages - c.Villages
	}
	n.Have, n.Of = c.Villages, c.OfVillages
	if shown {
		t.rows[at] = n
	}
	return c
}

func (c coverage) plus(o coverage) coverage {
	return coverage{c.Townships + o.Townships, c.OfTownships + o.OfTownships, c.Villages + o.Villages, c.OfVillages + o.OfVillages}
}
