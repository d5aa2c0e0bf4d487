package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yizhan/assets"
	"yizhan/kiosk/ime/lexicon"
)

// unit is an administrative unit with the forms of its name: whole (鲁山县) and short (鲁山).
type unit struct {
	code  string // 2, 4, 6, 9 or 12 digits
	forms []string
	class lexicon.Class
	share float64 // of all units of its class
}

// local begins the codes of our own city; province those of the province.
const (
	local    = "4104"
	province = "41"
)

// addPlaces adds the gazetteer: all of China down to the counties, the townships of the
// province, the villages of the city; and which follows which.
func addPlaces(m *maker, src sources) error {
	units, err := readDivision(src.division)
	if err != nil {
		return err
	}
	units = append(units, ownVillages()...)
	common, err := commonVillages(src.division)
	if err != nil {
		return err
	}
	for _, u := range common {
		u.class = lexicon.Village
		units = append(units, u)
	}
	total := map[lexicon.Class]float64{}
	for _, u := range units {
		total[u.class] += u.share
	}
	at := map[string][]int{} // code → its forms in the lexicon
	parents := map[string]int{}
	for _, u := range units {
		if m.dict.readings(u.forms[0]) == nil {
			continue // a township far away with a character that the dictionaries lack
		}
		for k, form := range u.forms {
			share := u.share / total[u.class]
			if k > 0 {
				share *= 0.35 // the short form
			}
			i, err := m.addRead(form, u.class, costOf(share))
			if err != nil {
				return fmt.Errorf("place %s: %w", u.code, err)
			}
			if u.code != "" {
				at[u.code] = append(at[u.code], i)
			}
		}
		for _, up := range above(u.code) {
			parents[up]++
		}
	}
	for _, u := range units {
		for _, up := range above(u.code) {
			for a, before := range at[up] {
				for b, i := range at[u.code] {
					cost := costOf(placeFollows / float64(parents[up]))
					m.build.Pair(before, i, cost+uint8(6*a)+uint8(10*b))
				}
			}
		}
	}
	return nil
}

// placeFollows is how often a place is followed by one within it.
const placeFollows = 0.5

// above lists the codes of the units that a unit's name may follow.
func above(code string) []string {
	switch len(code) {
	case 4:
		return []string{code[:2]}
	case 6:
		return []string{code[:4], code[:2]}
	case 9:
		return []string{code[:6], code[:4]}
	case 12:
		return []string{code[:9], code[:6]}
	}
	return nil
}

func readDivision(dir string) ([]unit, error) {
	var units []unit
	for _, file := range []string{"provinces", "cities", "areas", "streets"} {
		rows, err := readCSV(filepath.Join(dir, file+".csv"))
		if err != nil {
			return nil, err
		}
		for _, row := range rows[1:] {
			code, name := row[0], row[1]
			if name == "市辖区" || name == "县" || name == "省直辖县级行政区划" || name == "自治区直辖县级行政区划" {
				continue
			}
			if len(code) == 9 && !strings.HasPrefix(code, province) {
				continue
			}
			u := unit{code: code, forms: forms(name), class: classes[len(code)], share: 1}
			switch {
			case strings.HasPrefix(code, local):
				u.share = 60
			case strings.HasPrefix(code, province):
				u.share = 6
			}
			if len(code) == 9 && !strings.HasPrefix(code, local) {
				u.share = 0.5
			}
			units = append(units, u)
		}
	}
	return units, nil
}

var classes = map[int]lexicon.Class{2: lexicon.Province, 4: lexicon.City, 6: lexicon.County, 9: lexicon.Township, 12: lexicon.Village}

// endings that a name loses in its short form, the longer first.
var endings = []string{
	"维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市", "地区", "新区", "区", "县",
	"街道办事处", "街道", "镇", "回族乡", "乡",
}

// forms are the whole name and the short one where something is left of it.
func forms(name string) []string {
	all := []string{name}
	for _, e := range endings {
		if short, ok := strings.CutSuffix(name, e); ok {
			if len([]rune(short)) > 1 {
				all = append(all, short)
			}
			break
		}
	}
	return all
}

// ownVillages are the villages of the city as people say them, with 村 and without.
func ownVillages() []unit {
	var units []unit
	areas := assets.Areas()
	for _, county := range areas.Counties() {
		for _, township := range areas.Townships(county.Code) {
			for _, v := range areas.Villages(township.Code) {
				name := v.Name
				for _, e := range []string{"村民委员会", "居民委员会", "委员会"} {
					name = strings.TrimSuffix(name, e)
				}
				if len([]rune(name)) < 2 || strings.ContainsAny(name, "0123456789") {
					continue
				}
				bare := strings.TrimSuffix(strings.TrimSuffix(name, "社区"), "村")
				u := unit{code: string(v.Code), class: lexicon.Village, share: 1}
				switch {
				case strings.HasSuffix(name, "社区"):
					u.forms = []string{name, bare}
				default:
					u.forms = []string{bare + "村", bare}
				}
				if len([]rune(bare)) < 2 {
					u.forms = u.forms[:1]
				}
				units = append(units, u)
			}
		}
	}
	return units
}

func readCSV(file string) ([][]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return rows, nil
}
