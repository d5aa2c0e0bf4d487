package market

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// LoadAreas reads a gazetteer: CSV with the header code12,name,short_name and one row a unit.
// Overrides is the same with a fourth column that says why (code12,name,short_name,why); its
// names replace those of the gazetteer, so that a misprint in the published table is mended
// beside it and not in it. An override of a code that is not there is an error, since it has
// outlived its reason. A nil overrides means none.
func LoadAreas(table, overrides io.Reader) (*Areas, error) {
	records, err := readCSV(table, "code12", "name", "short_name")
	if err != nil {
		return nil, fmt.Errorf("read gazetteer: %w", err)
	}
	rows := make([]Area, len(records))
	at := make(map[AreaCode]int, len(records))
	for i, r := range records {
		rows[i] = Area{Code: AreaCode(r[0]), Name: r[1], Short: r[2]}
		at[rows[i].Code] = i
	}
	if overrides != nil {
		mends, err := readCSV(overrides, "code12", "name", "short_name", "why")
		if err != nil {
			return nil, fmt.Errorf("read gazetteer overrides: %w", err)
		}
		for _, m := range mends {
			i, ok := at[AreaCode(m[0])]
			if !ok {
				return nil, fmt.Errorf("gazetteer override %s: no such area", m[0])
			}
			if m[3] == "" {
				return nil, fmt.Errorf("gazetteer override %s: does not say why", m[0])
			}
			rows[i].Name, rows[i].Short = m[1], m[2]
		}
	}
	return NewAreas(rows)
}

// readCSV reads all records below a header that must have exactly these columns.
func readCSV(r io.Reader, columns ...string) ([][]string, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord = len(columns)
	head, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("empty table")
	}
	if err != nil {
		return nil, err
	}
	for i, want := range columns {
		if head[i] != want {
			return nil, fmt.Errorf("column %d is %q, not %q", i+1, head[i], want)
		}
	}
	return c.ReadAll()
}
