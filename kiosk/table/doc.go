// Package table reads and writes tables that people make and keep in other programs: CSV in whatever
// encoding, and XLSX. What a column means is for others (kiosk/desk).
//
// Begin at Read. A file comes from a stick and may be anything: it is measured before and while it is
// unpacked, and refused as a whole with a code and, where one cell is to blame, that cell's name
// (market.Error.Field: "C5"). Nothing is calculated: a formula is refused, since what it shows depends
// on who opens it. Write makes files whose cells no program takes for formulas.
package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"yizhan/sync/market"
)

// Bounds of what is read. A market's questionnaires of a year are well within; what is beyond is a
// mistake, or was made to do harm.
const (
	MaxFile     = 16 << 20 // bytes on the stick
	MaxUnpacked = 96 << 20 // bytes of all parts of an XLSX together
	MaxRows     = 10_000   // with the head
	MaxColumns  = 64
	MaxCell     = 2000 // characters
)

// Row is one line of a table; cells are trimmed, and empty ones at the end are left out.
type Row struct {
	N     int // as other programs count: the first line of the file is 1
	Cells []string
}

// Cell gives the i-th cell, "" where the row ends before it.
func (r *Row) Cell(i int) string {
	if i < 0 || i >= len(r.Cells) {
		return ""
	}
	return r.Cells[i]
}

// Read reads the rows of a file that hold anything, the head too. Of an XLSX that is its first sheet.
// Refusals: no_file, table_file (it cannot be read at all), file_too_large, too_many_rows, too_many_columns, too_long (with the cell),
// bad_encoding, old_excel (a file of Excel 97), has_formula and has_merged (with the cell), bad_file,
// no_rows. When ctx ends, its error.
func Read(ctx context.Context, path string) ([]Row, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, market.Refuse("no_file")
	}
	if err != nil {
		return nil, fmt.Errorf("read table: %w: %w", market.Refuse("table_file"), err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read table: %w: %w", market.Refuse("table_file"), err)
	}
	if len(raw) > MaxFile {
		return nil, market.Refuse("file_too_large")
	}
	var rows []Row
	switch {
	case strings.HasPrefix(string(raw), "PK\x03\x04"):
		rows, err = readXLSX(ctx, raw)
	case strings.HasPrefix(string(raw), "\xD0\xCF\x11\xE0"):
		return nil, market.Refuse("old_excel")
	default:
		rows, err = readCSV(ctx, raw)
	}
	if err == nil && len(rows) == 0 {
		err = market.Refuse("no_rows")
	}
	return rows, err
}

// keep adds a row that holds anything to those read so far.
func keep(rows []Row, n int, cells []string) ([]Row, error) {
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return rows, nil
	}
	if len(cells) > MaxColumns {
		return nil, market.Refuse("too_many_columns")
	}
	if len(rows) >= MaxRows {
		return nil, market.Refuse("too_many_rows")
	}
	for i, c := range cells {
		if len([]rune(c)) > MaxCell {
			return nil, &market.Error{Code: "too_long", Field: Name(i, n)}
		}
	}
	return append(rows, Row{N: n, Cells: cells}), nil
}

// Name is how people call the i-th cell (from 0) of row n: C5.
func Name(i, n int) string {
	letters := ""
	for i++; i > 0; i = (i - 1) / 26 {
		letters = string(rune('A'+(i-1)%26)) + letters
	}
	return fmt.Sprintf("%s%d", letters, n)
}
