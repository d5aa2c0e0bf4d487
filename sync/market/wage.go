package market

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
)

// Wages is the least pay that the law allows, by class of county and by day. It does not change after
// it was loaded.
type Wages struct {
	versions []wageVersion
	counties map[string]int
}

type wageVersion struct {
	From    string    `json:"from"`    // "2024-01-01"
	Monthly []float64 `json:"monthly"` // yuan, by class
	Hourly  []float64 `json:"hourly"`
	Source  string    `json:"source"`
}

// LeastWage is the least pay at a place.
type LeastWage struct {
	Class  int // 1 is the highest
	Hour   Fen
	Month  Fen
	Source string
}

// Day is the least pay of a day of so many minutes of work.
func (l LeastWage) Day(minutes int) Fen { return (l.Hour*Fen(minutes) + 59) / 60 }

// LoadWages reads a table (assets/wages/SOURCE.md says its form). It refuses one without versions, with
// classes that do not fit together, or in which a later class has more than an earlier one.
func LoadWages(r io.Reader) (*Wages, error) {
	var file struct {
		Versions []wageVersion  `json:"versions"`
		Counties map[string]int `json:"counties"`
	}
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, fmt.Errorf("read wages: %w", err)
	}
	if len(file.Versions) == 0 {
		return nil, fmt.Errorf("read wages: no version")
	}
	classes := len(file.Versions[0].Hourly)
	falls := func(l []float64) bool {
		return slices.IsSortedFunc(l, func(a, b float64) int { return int(math.Round((b - a) * 100)) })
	}
	for i, v := range file.Versions {
		_, err := time.Parse(time.DateOnly, v.From)
		if err != nil || i > 0 && v.From <= file.Versions[i-1].From {
			return nil, fmt.Errorf("read wages: version from %q is no day, or not after the one before", v.From)
		}
		if len(v.Hourly) != classes || len(v.Monthly) != classes || classes == 0 || !falls(v.Hourly) || !falls(v.Monthly) || slices.Min(v.Hourly) <= 0 {
			return nil, fmt.Errorf("read wages: classes of the version from %s", v.From)
		}
	}
	for county, class := range file.Counties {
		if len(county) != 6 || !digits(county) || class < 1 || class > classes {
			return nil, fmt.Errorf("read wages: county %q of class %d", county, class)
		}
	}
	return &Wages{file.Versions, file.Counties}, nil
}

// At gives the least pay in an area on a day, "2026-11-23". A county that the table does not name is of
// the last class; before the first version the first goes.
func (w *Wages) At(area AreaCode, day string) LeastWage {
	v := w.versions[0]
	for _, later := range w.versions[1:] {
		if later.From <= day {
			v = later
		}
	}
	class := len(v.Hourly)
	for county, c := range w.counties {
		if strings.HasPrefix(string(area), county) {
			class = c
		}
	}
	fen := func(yuan float64) Fen { return Fen(math.Round(yuan * 100)) }
	return LeastWage{Class: class, Hour: fen(v.Hourly[class-1]), Month: fen(v.Monthly[class-1]), Source: v.Source}
}
