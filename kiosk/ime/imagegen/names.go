package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"yizhan/kiosk/ime/lexicon"
)

// addNames adds family names by their share of people, and given names whole and by their
// characters. Given names come from our own list and from the people that gse's list knows.
func addNames(m *maker, src sources) error {
	surnames, err := m.addSurnames(filepath.Join(src.root, "assets/ime/own/surnames.txt"))
	if err != nil {
		return err
	}
	given := map[string]float64{}
	err = eachWord(filepath.Join(src.root, "assets/ime/own/given.txt"), func(fields []string) error {
		weight, err := strconv.ParseFloat(fields[0], 64)
		for _, name := range fields[1:] {
			given[name] = max(given[name], weight)
		}
		return err
	})
	if err != nil {
		return err
	}
	own := total(given)
	for name, w := range given {
		given[name] = ownNames * w / own
	}
	listed := m.dict.listedPeople(surnames)
	sum := total(listed)
	for name, w := range listed {
		given[name] += (1 - ownNames) * w / sum
	}
	return m.addGiven(given)
}

// ownNames is how much our own list counts beside the people of gse's.
const ownNames = 0.85

// total adds up in a fixed order, so that the image is the same every time.
func total(weights map[string]float64) (sum float64) {
	for _, key := range sortedKeys(weights) {
		sum += weights[key]
	}
	return sum
}

// addSurnames reads lines of name, people in ten thousand, reading.
func (m *maker) addSurnames(file string) (map[string]bool, error) {
	surnames := map[string]bool{}
	err := eachWord(file, func(f []string) error {
		people, err := strconv.ParseFloat(f[1], 64)
		if err != nil || len(f) < 3 {
			return fmt.Errorf("family name %s: %v", f[0], err)
		}
		surnames[f[0]] = true
		_, err = m.add(f[0], f[2:], lexicon.Surname, costOf(people/10000))
		return err
	})
	return surnames, err
}

// listedPeople are the given names of the people in gse's list, with a weight that grows slowly
// with how often they are written about.
func (d *dictionary) listedPeople(surnames map[string]bool) map[string]float64 {
	given := map[string]float64{}
	for _, word := range sortedKeys(d.tag) {
		runes := []rune(word)
		if d.tag[word] != "nr" || len(runes) < 2 || len(runes) > 3 || !surnames[string(runes[0])] {
			continue
		}
		if len(runes) == 2 && d.count[word] < 10 {
			continue // words that only look like names
		}
		name := string(runes[1:])
		if strings.ContainsFunc(name, func(r rune) bool { return !inGB2312(r) }) {
			continue
		}
		given[name]++
	}
	return given
}

// Shares of the characters of given names: those of whole names, and a little for every other
// character that names are known to use.
func (m *maker) addGiven(given map[string]float64) error {
	first, second, single := map[rune]float64{}, map[rune]float64{}, map[rune]float64{}
	pairs := map[[2]rune]float64{}
	var pairTotal, singleTotal float64
	for _, name := range sortedKeys(given) {
		runes := []rune(name)
		if len(runes) == 1 {
			single[runes[0]] += given[name]
			singleTotal += given[name]
			continue
		}
		first[runes[0]] += given[name]
		second[runes[1]] += given[name]
		pairs[[2]rune(runes)] += given[name]
		pairTotal += given[name]
	}
	// Single names use what second characters use, and what people in the list are called.
	for r, w := range second {
		single[r] += 0.5 * w
	}
	singleTotal += 0.5 * pairTotal
	for _, name := range sortedKeys(given) {
		if utf8.RuneCountInString(name) == 2 {
			if _, err := m.addName(name, lexicon.Given, costOf(given[name]/pairTotal)); err != nil {
				return err
			}
		}
	}
	for _, part := range []struct {
		class lexicon.Class
		chars map[rune]float64
		total float64
	}{{lexicon.GivenFirst, first, pairTotal}, {lexicon.GivenSecond, second, pairTotal}, {lexicon.GivenSingle, single, singleTotal}} {
		for _, r := range slices.Sorted(maps.Keys(part.chars)) {
			if _, err := m.addName(string(r), part.class, costOf(part.chars[r]/part.total)); err != nil {
				return err
			}
		}
	}
	return nil
}

// addName adds a name or one of its characters, read as in the dictionary's most common way.
func (m *maker) addName(name string, class lexicon.Class, cost uint8) (int, error) {
	runes := []rune(name)
	reading := make([]string, len(runes))
	for i, r := range runes {
		list := m.dict.chars[r]
		if len(list) == 0 {
			return 0, nil
		}
		reading[i] = list[0].syllable
	}
	if utf8.RuneCountInString(name) > 1 {
		if r := m.dict.bestReading(runes); r != nil {
			reading = r
		}
	}
	return m.add(name, reading, class, cost)
}
