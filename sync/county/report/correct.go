package report

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Correction is what somebody wrote into a cell of a month. Value "" takes back what was written
// before: the cell is counted again, or empty.
type Correction struct {
	Month  string
	Unit   string // number of a station, or code of an area for columns that are written by hand
	Column string
	Value  string
	By     string
	Why    string // may be empty for columns that are written by hand

	Was string    // what stood there, as shown
	At  time.Time // when
}

// decimal is a number as people write it into a form: not negative, at most two decimals.
var decimal = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,2})?$`)

// Correct writes into a cell. Nothing is ever taken out of the trail. Refusals: bad_period, unknown_unit,
// unknown_column, bad_value, no_reason, required, too_long, month_locked.
func (r *Report) Correct(ctx context.Context, c Correction) error {
	var err error
	if c.By, c.Why, err = said(c.By, c.Why, false); err != nil {
		return err
	}
	sheet, err := r.Month(ctx, c.Month, Whole)
	if err != nil {
		return err
	}
	col, ok := sheet.Form.Column(c.Column)
	if !ok || !col.Open() {
		return market.Refuse("unknown_column")
	}
	if col.Figure != "" && c.Why == "" {
		return market.Refuse("no_reason")
	}
	if c.Value, err = checkValue(col, c.Value); err != nil {
		return err
	}
	at := slices.IndexFunc(sheet.Lines, func(l Line) bool { return l.Unit == c.Unit })
	area := market.AreaCode(c.Unit)
	var had Cell
	switch {
	case at >= 0:
		had = sheet.Lines[at].Cells[col.ID]
		area, c.Was = sheet.Lines[at].Area, col.Show(had)
	case col.Typed == "":
		return market.Refuse("unknown_unit")
	default:
		if _, ok := r.areas.Get(area); !ok {
			return market.Refuse("unknown_unit")
		}
	}
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		now, err := locks(ctx, tx, c.Month)
		if err != nil {
			return err
		}
		if _, locked := lockOver(now, area); locked {
			return market.Refuse("month_locked")
		}
		switch last, err := lastWritten(ctx, tx, c); {
		case err == nil:
			c.Was = col.Show(written(col, had, last)) // somebody else may have written since the sheet was read
		case !errors.Is(err, sql.ErrNoRows):
			return fmt.Errorf("read %s in %s: %w", c.Column, c.Month, err)
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO report_correction (month, unit, col, was, value, by_whom, why, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			c.Month, c.Unit, c.Column, c.Was, c.Value, c.By, c.Why, r.now().UnixMilli())
		if err != nil {
			return fmt.Errorf("keep correction of %s in %s: %w", c.Column, c.Month, err)
		}
		return nil
	})
}

// lastWritten is the value that was written last into a correction's cell; sql.ErrNoRows where none was.
func lastWritten(ctx context.Context, tx *sqldb.Tx, c Correction) (value string, err error) {
	err = tx.QueryRowContext(ctx, `SELECT value FROM report_correction WHERE month = ? AND unit = ? AND col = ? ORDER BY id DESC LIMIT 1`,
		c.Month, c.Unit, c.Column).Scan(&value)
	return value, err
}

// checkValue brings a value to the form in which it is kept.
func checkValue(col Column, value string) (string, error) {
	value = line(value)
	bad := &market.Error{Code: "bad_value", Field: "value"}
	switch {
	case value == "":
		return "", nil
	case col.Typed == "text":
		if len([]rune(value)) > maxCell {
			return "", &market.Error{Code: "too_long", Field: "value"}
		}
		return value, nil
	case !decimal.MatchString(value):
		return "", bad
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || col.Figure != "" && n != math.Trunc(n) {
		return "", bad
	}
	return number(n), nil
}

// number writes a value without needless decimals.
func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Show is a cell as people read it; "" where nothing is known.
func (c Column) Show(v Cell) string {
	switch {
	case c.Text():
		return v.Words
	case v.Blank:
		return ""
	case c.Share != nil || c.PerDay != "":
		return strconv.FormatFloat(v.Value, 'f', 1, 64)
	}
	return number(v.Value)
}

// corrections reads the trail of a month, oldest first; within an area only what speaks of it.
func corrections(ctx context.Context, tx *sqldb.Tx, month string, within market.AreaCode) ([]Correction, error) {
	var out []Correction
	err := tx.Each(ctx, `SELECT c.unit, c.col, c.was, c.value, c.by_whom, c.why, c.at,
		COALESCE((SELECT area FROM station s WHERE s.no = CAST(c.unit AS INTEGER) ORDER BY s.epoch DESC LIMIT 1), c.unit)
		FROM report_correction c WHERE c.month = ? ORDER BY c.id`, []any{month}, func(rows *sql.Rows) error {
		c := Correction{Month: month}
		var at int64
		var area market.AreaCode
		if err := rows.Scan(&c.Unit, &c.Column, &c.Was, &c.Value, &c.By, &c.Why, &at, &area); err != nil {
			return err
		}
		c.At = time.UnixMilli(at)
		if inside(area, within) {
			out = append(out, c)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read corrections of %s: %w", month, err)
	}
	return out, nil
}

// write puts what people wrote over what was counted. An area that somebody wrote for gets a line.
func (r *Report) write(s *Sheet) {
	at := map[string]int{}
	for i, l := range s.Lines {
		at[l.Unit] = i
	}
	for _, c := range s.Corrections {
		col, ok := s.Form.Column(c.Column)
		if !ok {
			continue // a column that the form had then
		}
		i, ok := at[c.Unit]
		if !ok {
			a, known := r.areas.Get(market.AreaCode(c.Unit))
			if !known {
				continue
			}
			i, at[c.Unit] = len(s.Lines), len(s.Lines)
			s.Lines = append(s.Lines, Line{Unit: c.Unit, Name: a.Name, Area: a.Code, Level: a.Level, Cells: map[string]Cell{}})
		}
		s.Lines[i].Cells[col.ID] = written(col, s.Lines[i].Cells[col.ID], c.Value)
	}
}

// written is a cell with what somebody wrote last.
func written(col Column, had Cell, value string) Cell {
	switch {
	case value == "" && col.Typed != "":
		return Cell{Blank: true}
	case value == "":
		return Cell{Counted: had.Counted, Value: had.Counted}
	case col.Typed == "text":
		return Cell{Words: value, Written: true}
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil { // a column that was of words before
		return had
	}
	return Cell{Counted: had.Counted, Value: n, Written: true}
}
