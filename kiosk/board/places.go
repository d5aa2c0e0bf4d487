package board

import "yizhan/sync/market"

// place is an area by the name under which people look for it.
type place struct {
	code market.AreaCode
	name string // 鲁山县辛集乡史庄
}

// placesOf numbers the gazetteer. 0 stands for an area that is not in it.
func placesOf(areas *market.Areas) (places []place, numbers map[market.AreaCode]uint16) {
	places, numbers = []place{{}}, map[market.AreaCode]uint16{}
	add := func(a market.Area) {
		numbers[a.Code] = uint16(len(places))
		places = append(places, place{a.Code, areas.PlaceWithCounty(a.Code)})
	}
	add(areas.City())
	for _, c := range areas.Counties() {
		add(c)
		for _, t := range areas.Townships(c.Code) {
			add(t)
			for _, v := range areas.Villages(t.Code) {
				add(v)
			}
		}
	}
	return places, numbers
}

// within marks the places in an area.
func (b *Board) within(area market.AreaCode) []bool {
	out := make([]bool, len(b.places))
	first, last := area.Span()
	for i, p := range b.places {
		out[i] = first <= p.code && p.code <= last
	}
	return out
}

// runeSet is which characters a text may have, by their last six bits: what a set lacks the text
// lacks, which spares reading most titles.
type runeSet uint64

func runesOf(s string) runeSet {
	var set runeSet
	for _, r := range s {
		set |= 1 << (uint(r) % 64)
	}
	return set
}
