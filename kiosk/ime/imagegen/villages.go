package main

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Village names of the whole country that return often enough to be worth knowing (张庄, 李家沟):
// a name counts one for each village of the province that has it and a fifth for others.
const (
	villageElsewhere = 0.2
	villageOften     = 3.0
	villageMost      = 9000
)

// commonVillages lists names that many villages have, with how often.
func commonVillages(dir string) ([]unit, error) {
	rows, err := readCSV(filepath.Join(dir, "villages.csv"))
	if err != nil {
		return nil, err
	}
	count := map[string]float64{}
	for _, row := range rows[1:] {
		name := bareVillage(row[1])
		if n := len([]rune(name)); n < 2 || n > 4 || strings.ContainsFunc(name, func(r rune) bool { return !inGB2312(r) }) {
			continue
		}
		if strings.HasPrefix(row[0], province) {
			count[name]++
		} else {
			count[name] += villageElsewhere
		}
	}
	names := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	var units []unit
	for _, name := range names[:villageMost] {
		if count[name] < villageOften {
			break
		}
		units = append(units, unit{forms: []string{name + "村", name}, share: 0.03 * count[name]})
	}
	return units, nil
}

// bareVillage is a village's name without what it is: 史庄村民委员会 gives 史庄.
func bareVillage(name string) string {
	for _, e := range []string{"村民委员会", "居民委员会", "村委会", "居委会", "委员会", "生活区", "办事处"} {
		name = strings.TrimSuffix(name, e)
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, "社区"), "村")
}
