package main

import "yizhan/kiosk/ime/lexicon"

// own sets what comes before and after the market's own classes, in tenths of a nat. Nothing here
// is counted: it says which parts of a name stand in which order, and how often such names come
// in a text where nothing is known of the field.
func own(f *lexicon.Follows) {
	words := func(c lexicon.Class) bool { return c < lexicon.Province }
	for a := range lexicon.Classes {
		for b := range lexicon.Classes {
			switch {
			case words(a) && words(b) || b == lexicon.Start || a == lexicon.End:
			case b == lexicon.End:
				f[a][b] = 0
			case b == lexicon.Province || b == lexicon.City || b == lexicon.County:
				f[a][b] = 30
			case b == lexicon.Township:
				f[a][b] = 35
			case b == lexicon.Village:
				f[a][b] = 42
			case b == lexicon.Surname:
				f[a][b] = 42
			case b.Person():
				f[a][b] = lexicon.Never
			case b == lexicon.Brand:
				f[a][b] = 62
			case b == lexicon.BrandFirst:
				f[a][b] = 80
			case b == lexicon.BrandSecond:
				f[a][b] = lexicon.Never
			case b == lexicon.Business:
				f[a][b] = 55
			case b == lexicon.Form:
				f[a][b] = 45
			case b == lexicon.Trade:
				f[a][b] = 35
			}
		}
	}
	set := func(cost int8, before []lexicon.Class, after ...lexicon.Class) {
		for _, a := range before {
			for _, b := range after {
				f[a][b] = cost
			}
		}
	}
	places := []lexicon.Class{lexicon.Province, lexicon.City, lexicon.County, lexicon.Township, lexicon.Village}
	set(12, []lexicon.Class{lexicon.Province}, lexicon.City)
	set(20, []lexicon.Class{lexicon.Province, lexicon.City}, lexicon.County)
	set(15, []lexicon.Class{lexicon.County, lexicon.City}, lexicon.Township)
	set(20, []lexicon.Class{lexicon.Township, lexicon.County}, lexicon.Village)
	set(18, places, lexicon.Brand)
	set(40, places, lexicon.BrandFirst)
	set(22, places, lexicon.Business)
	set(25, places, lexicon.Form)
	set(25, []lexicon.Class{lexicon.Preposition}, places...)
	// Whole names: 王 建国, 王 伟, 王 建 国.
	set(6, []lexicon.Class{lexicon.Surname}, lexicon.Given)
	set(14, []lexicon.Class{lexicon.Surname}, lexicon.GivenSingle)
	set(22, []lexicon.Class{lexicon.Surname}, lexicon.GivenFirst)
	set(0, []lexicon.Class{lexicon.GivenFirst}, lexicon.GivenSecond)
	set(lexicon.Never, []lexicon.Class{lexicon.Surname, lexicon.GivenFirst, lexicon.BrandFirst}, lexicon.End)
	for b := range lexicon.Start {
		if !b.Person() {
			f[lexicon.Surname][b], f[lexicon.GivenFirst][b] = lexicon.Never, lexicon.Never
		}
		if b != lexicon.BrandSecond {
			f[lexicon.BrandFirst][b] = lexicon.Never
		}
	}
	set(0, []lexicon.Class{lexicon.BrandFirst}, lexicon.BrandSecond)
	set(30, []lexicon.Class{lexicon.Brand, lexicon.BrandSecond}, lexicon.End)
	set(8, []lexicon.Class{lexicon.Brand, lexicon.BrandSecond}, lexicon.Business)
	set(14, []lexicon.Class{lexicon.Brand, lexicon.BrandSecond}, lexicon.Form)
	set(6, []lexicon.Class{lexicon.Business}, lexicon.Form)
	set(18, []lexicon.Class{lexicon.Business}, lexicon.Business)
	set(12, []lexicon.Class{lexicon.Business}, lexicon.End)
	set(22, []lexicon.Class{lexicon.Verb, lexicon.Number, lexicon.Measure}, lexicon.Trade)
}
