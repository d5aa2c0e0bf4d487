package market_test

import (
	"strings"
	"testing"

	"yizhan/sync/market"
)

const wageTable = `{"versions": [
	{"from": "2022-01-01", "monthly": [2000, 1600], "hourly": [19.6, 15.6], "source": "甲"},
	{"from": "2024-01-01", "monthly": [2100, 1800], "hourly": [20.6, 17.6], "source": "乙"}],
	"counties": {"410402": 1}}`

func TestLeastWage(t *testing.T) {
	w, err := market.LoadWages(strings.NewReader(wageTable))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		area market.AreaCode
		day  string
		want market.LeastWage
	}{
		{"410402001000", "2026-11-23", market.LeastWage{Class: 1, Hour: 20_60, Month: 2100_00, Source: "乙"}},
		{"410423106204", "2026-11-23", market.LeastWage{Class: 2, Hour: 17_60, Month: 1800_00, Source: "乙"}},
		{"410423106204", "2023-12-31", market.LeastWage{Class: 2, Hour: 15_60, Month: 1600_00, Source: "甲"}},
		{"", "2019-01-01", market.LeastWage{Class: 2, Hour: 15_60, Month: 1600_00, Source: "甲"}},
	} {
		if got := w.At(c.area, c.day); got != c.want {
			t.Errorf("at %q on %s: %+v, want %+v", c.area, c.day, got, c.want)
		}
	}
	if got := w.At("", "2026-01-01").Day(8 * 60); got != 140_80 {
		t.Errorf("eight hours are %d fen", got)
	}
}

func TestWagesThatCannotBe(t *testing.T) {
	for name, table := range map[string]string{
		"empty":              `{}`,
		"no JSON":            `wages`,
		"unknown field":      `{"versions": [{"from": "2022-01-01", "monthly": [1], "hourly": [1]}], "country": 1}`,
		"classes differ":     `{"versions": [{"from": "2022-01-01", "monthly": [2, 1], "hourly": [1]}]}`,
		"last class is most": `{"versions": [{"from": "2022-01-01", "monthly": [1, 2], "hourly": [1, 2]}]}`,
		"for nothing":        `{"versions": [{"from": "2022-01-01", "monthly": [1], "hourly": [0]}]}`,
		"no day":             `{"versions": [{"from": "soon", "monthly": [1], "hourly": [1]}]}`,
		"twice from a day":   `{"versions": [{"from": "2022-01-01", "monthly": [1], "hourly": [1]}, {"from": "2022-01-01", "monthly": [1], "hourly": [1]}]}`,
		"class of no county": `{"versions": [{"from": "2022-01-01", "monthly": [1], "hourly": [1]}], "counties": {"4104": 1}}`,
		"no such class":      `{"versions": [{"from": "2022-01-01", "monthly": [1], "hourly": [1]}], "counties": {"410402": 2}}`,
	} {
		if _, err := market.LoadWages(strings.NewReader(table)); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
