package main

import . "yizhan/kiosk/ime/lexicon"

// own sets what comes before and after the market's own classes, in tenths of a nat. Nothing here
// is counted: it says which parts of a name stand in which order, and how often such names come
// in a text where nothing is known of the field.
func own(f *Follows) {
	words := func(c Class) bool { return c < Province }
	for a := range Classes {
		for b := range Classes {
			switch {
			case words(a) && words(b) || b == Start || a == End:
			case b == End:
				f[a][b] = 0
			case b == Province || b == City || b == County:
				f[a][b] = 30
			case b == Township:
				f[a][b] = 35
			case b == Village:
				f[a][b] = 42
			case b == Surname:
				f[a][b] = 42
			case b.Person():
				f[a][b] = Never
			case b == Brand:
				f[a][b] = 62
			case b == BrandFirst:
				f[a][b] = 80
			case b == BrandSecond:
				f[a][b] = Never
			case b == Business:
				f[a][b] = 55
			case b == Form:
				f[a][b] = 45
			case b == Trade:
				f[a][b] = 35
			}
		}
	}
	set := func(cost int8, before []Class, after ...Class) {
		for _, a := range before {
			for _, b := range after {
				f[a][b] = cost
			}
		}
	}
	places := []Class{Province, City, County, Township, Village}
	set(12, []Class{Province}, City)
	set(20, []Class{Province, City}, County)
	set(15, []Class{County, City}, Township)
	set(20, []Class{Township, County}, Village)
	set(18, places, Brand)
	set(40, places, BrandFirst)
	set(22, places, Business)
	set(25, places, Form)
	set(25, []Class{Preposition}, places...)
	// Whole names: 王 建国, 王 伟, 王 建 国.
	set(6, []Class{Surname}, Given)
	set(14, []Class{Surname}, GivenSingle)
	set(22, []Class{Surname}, GivenFirst)
	set(0, []Class{GivenFirst}, GivenSecond)
	set(Never, []Class{Surname, GivenFirst, BrandFirst}, End)
	for b := range Start {
		if !b.Person() {
			f[Surname][b], f[GivenFirst][b] = Never, Never
		}
		if b != BrandSecond {
			f[BrandFirst][b] = Never
		}
	}
	set(0, []Class{BrandFirst}, BrandSecond)
	set(30, []Class{Brand, BrandSecond}, End)
	set(8, []Class{Brand, BrandSecond}, Business)
	set(14, []Class{Brand, BrandSecond}, Form)
	set(6, []Class{Business}, Form)
	set(18, []Class{Business}, Business)
	set(12, []Class{Business}, End)
	set(22, []Class{Verb, Number, Measure}, Trade)
}
