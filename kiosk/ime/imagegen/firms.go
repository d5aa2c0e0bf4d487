package main

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"yizhan/assets"
	"yizhan/kiosk/ime/lexicon"
)

// addFirms adds what employers' names are made of: the name itself (whole and by characters), the
// line of business, the form.
func addFirms(m *maker, src sources) error {
	own := filepath.Join(src.root, "assets/ime/own")
	var brands []string
	if err := eachWord(filepath.Join(own, "brands.txt"), func(f []string) error {
		brands = append(brands, f...)
		return nil
	}); err != nil {
		return err
	}
	first, second := map[rune]float64{}, map[rune]float64{}
	pairs := 0.0
	seen := map[string]bool{}
	for i, b := range brands {
		if seen[b] {
			continue
		}
		seen[b] = true
		// Zipf, flattened: the list goes from common to rare only roughly.
		if _, err := m.addRead(b, lexicon.Brand, costOf(8/(float64(i)+60)/30)); err != nil {
			return err
		}
		if runes := []rune(b); len(runes) == 2 {
			first[runes[0]]++
			second[runes[1]]++
			pairs++
		}
	}
	for r, n := range first {
		if _, err := m.addName(string(r), lexicon.BrandFirst, costOf(n/pairs)); err != nil {
			return err
		}
	}
	for r, n := range second {
		if _, err := m.addName(string(r), lexicon.BrandSecond, costOf(n/pairs)); err != nil {
			return err
		}
	}
	return m.addBusinesses(filepath.Join(own, "industries.txt"))
}

// addBusinesses reads the lines of business and, from 有限公司 on, the forms.
func (m *maker) addBusinesses(file string) error {
	var business, form []string
	class := lexicon.Business
	err := eachWord(file, func(f []string) error {
		for _, w := range f {
			if w == "有限公司" {
				class = lexicon.Form
			}
			if class == lexicon.Form {
				form = append(form, w)
			} else {
				business = append(business, w)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, w := range business {
		if _, err := m.addRead(w, lexicon.Business, costOf(1/float64(len(business)))); err != nil {
			return err
		}
	}
	for i, w := range form {
		share := 0.4 / float64(len(form))
		if i == 0 {
			share = 0.4
		}
		if _, err := m.addRead(w, lexicon.Form, costOf(share)); err != nil {
			return err
		}
	}
	return nil
}

// addTrades adds the product's trades with their other names and our own list of more.
func addTrades(m *maker, src sources) error {
	var trades []string
	for _, t := range assets.Trades().All() {
		for _, name := range append([]string{t.Name}, t.Aliases...) {
			trades = append(trades, strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("/()（）、", r) })...)
		}
	}
	listed := len(trades)
	if err := eachWord(filepath.Join(src.root, "assets/ime/own/trades.txt"), func(f []string) error {
		trades = append(trades, f...)
		return nil
	}); err != nil {
		return err
	}
	for i, t := range trades {
		if utf8.RuneCountInString(t) < 2 || strings.ContainsFunc(t, func(r rune) bool { return !inGB2312(r) }) {
			continue
		}
		share := 0.5 / float64(len(trades)-listed)
		if i < listed {
			share = 0.5 / float64(listed)
		}
		if _, err := m.addRead(t, lexicon.Trade, costOf(share)); err != nil {
			return err
		}
	}
	return nil
}

// eachWord tells the fields of every line that is no comment.
func eachWord(file string, tell func([]string) error) error {
	return eachLine(file, func(line string) error {
		if strings.HasPrefix(line, "#") {
			return nil
		}
		return tell(strings.Fields(line))
	})
}
