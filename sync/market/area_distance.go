package market

// Distance is how far apart two areas are, as far as the gazetteer can tell. It knows which
// unit lies in which, not where it lies: a neighbouring township (邻乡) cannot be told from
// any other township of the county, so there is no such step.
type Distance int

// From near to far, so that postings sort by it. DistanceUnknown sorts last: at least one of
// the two is not known, or no more than the city is known of it.
const (
	SameVillage Distance = iota
	SameTownship
	SameCounty
	Elsewhere // another county of the city
	DistanceUnknown
)

// String gives the last part of the phrase key "distance.…".
func (d Distance) String() string {
	return [...]string{"village", "township", "county", "elsewhere", "unknown"}[d]
}

// Distance compares two areas. Where one of them is known only to its township or county,
// the answer is the nearest that is certain: a township and a village in it are
// SameTownship, a county and anything in it SameCounty.
func (a *Areas) Distance(x, y AreaCode) Distance {
	cx, okx := a.County(x)
	cy, oky := a.County(y)
	if !okx || !oky {
		return DistanceUnknown
	}
	if cx.Code != cy.Code {
		return Elsewhere
	}
	tx, okx := a.Township(x)
	ty, oky := a.Township(y)
	if !okx || !oky || tx.Code != ty.Code {
		return SameCounty
	}
	if x == y && a.byCode[x].Level == LevelVillage {
		return SameVillage
	}
	return SameTownship
}
