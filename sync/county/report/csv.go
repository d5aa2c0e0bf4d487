package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// harmless makes a text of somebody safe for programs that calculate what begins like a formula, also
// with the wide signs that some of them take for it: they show the apostrophe's text as it is.
func harmless(s string) string {
	s = line(s)
	if strings.IndexAny(s, "=+-@＝＋－＠") == 0 {
		return "'" + s
	}
	return s
}

// table is a small writer of CSV that spreadsheets open as UTF-8.
type table struct {
	w   *csv.Writer
	err error
}

// mark is U+FEFF, by which spreadsheets know UTF-8.
const byteOrder = "\uFEFF"

func newTable(w io.Writer) *table {
	t := &table{w: csv.NewWriter(w)}
	t.w.UseCRLF = true
	_, t.err = io.WriteString(w, byteOrder)
	return t
}

// row writes words, each made harmless; numbers are of number() and begin with a digit.
func (t *table) row(cells ...string) {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = harmless(c)
	}
	if t.err == nil {
		t.err = t.w.Write(out)
	}
}

func (t *table) end() error {
	t.w.Flush()
	if t.err == nil {
		t.err = t.w.Error()
	}
	if t.err != nil {
		return fmt.Errorf("write table: %w", t.err)
	}
	return nil
}

// WriteCSV writes a sheet as plain text: a line a station, the rows, and the total.
func (r *Report) WriteCSV(w io.Writer, s *Sheet) error {
	t := newTable(w)
	heads := []string{r.words.T("report.col_unit"), r.words.T("report.col_area"), r.words.T("report.col_mark")}
	for _, c := range s.Form.Columns {
		heads = append(heads, c.Titled())
	}
	t.row(heads...)
	for _, l := range s.Lines {
		t.row(append([]string{l.Unit, l.Name, r.mark(l.Mark, l.Late)}, s.shown(l.Cells)...)...)
	}
	for _, row := range append(append([]Row{}, s.Rows...), s.Total) {
		t.row(append([]string{string(row.Area), row.Name, r.marks(row)}, s.shown(row.Cells)...)...)
	}
	return t.end()
}

func (s *Sheet) shown(cells map[string]Cell) []string {
	out := make([]string, len(s.Form.Columns))
	for i, c := range s.Form.Columns {
		out[i] = c.Show(cells[c.ID])
	}
	return out
}
