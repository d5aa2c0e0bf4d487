package report

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"yizhan/sync/market"
)

// Where things stand in the file of a sheet.
const (
	headRow   = 3 // groups of columns; titles and definitions follow
	firstRow  = 6 // of the rows
	firstCol  = 4 // of the form's columns; before it the area's code (hidden), name and stations
	lineRow   = 3 // first of the lines
	lineCol   = 7 // of the form's columns among the lines
	wideWords = 30
)

// WriteXLSX writes a sheet as a spreadsheet: rows that are sums over the stations' lines, a total, the
// definition of each figure above its column, who corrected what, and the months before as a chart.
// past is oldest first and may be empty.
func (r *Report) WriteXLSX(w io.Writer, s *Sheet, past []Point) error {
	b := newBook(r.words.T("report.sheet_rows"))
	x := &sheetBook{r, b, s, r.words.T("report.sheet_rows"), r.words.T("report.sheet_lines"), s.lastLine()}
	b.turn(x.lines)
	b.sheet = x.rows
	x.writeRows()
	b.sheet = x.lines
	x.writeLines()
	x.writeCorrections()
	x.writePast(past)
	return b.end(w)
}

// sheetBook is one sheet on its way into a file.
type sheetBook struct {
	*Report
	*book
	s           *Sheet
	rows, lines string // names of the sheets
	last        int    // row of the last line
}

// lastLine is the row of the last line in the sheet of lines.
func (s *Sheet) lastLine() int { return max(lineRow, lineRow+len(s.Lines)-1) }

func (x *sheetBook) writeRows() {
	s, b := x.s, x.book
	b.text(2, 1, x.words.T("report.title", "period", x.period(s.Period), "title", s.Form.Title), "title")
	b.height(1, 32)
	b.text(2, 2, x.words.T("report.unit", "unit", s.Unit), "meta")
	b.text(firstCol, 2, x.words.T("report.as_of", "at", market.MinuteOf(s.At), "days", s.Days), "meta")
	b.text(1, headRow+1, x.words.T("report.col_key"), "head")
	b.text(2, headRow+1, x.words.T("report.col_area"), "head")
	b.text(3, headRow+1, x.words.T("report.col_stations"), "head")
	b.text(3, headRow+2, x.words.T("define.stations"), "define")
	x.heads()
	mark := firstCol + len(s.Form.Columns)
	b.text(mark, headRow+1, x.words.T("report.col_mark"), "head")
	b.text(mark, headRow+2, x.words.T("define.mark"), "define")
	for i, row := range s.Rows {
		x.row(firstRow+i, row, false)
		b.text(mark, firstRow+i, x.marks(row), markStyle(row))
	}
	total := firstRow + len(s.Rows)
	x.row(total, s.Total, true)
	b.text(mark, total, x.marks(s.Total), "sum")
	b.do(b.f.SetColVisible(b.sheet, "A", false))
	b.width(2, 2, 18)
	b.width(3, mark-1, 11)
	b.width(mark, mark, 20)
	for i, c := range s.Form.Columns {
		if c.Text() {
			b.width(firstCol+i, firstCol+i, wideWords)
		}
	}
	b.height(headRow+2, 92)
	b.still(2, headRow+2)
}

// heads writes the groups over the columns, their titles, and how each is counted.
func (x *sheetBook) heads() {
	columns := x.s.Form.Columns
	for i, c := range columns {
		x.text(firstCol+i, headRow, c.Head, "head")
		x.text(firstCol+i, headRow+1, c.Titled(), "head")
		x.text(firstCol+i, headRow+2, x.words.T(c.Defined()), "define")
	}
	for i := 0; i < len(columns); {
		j := i
		for j+1 < len(columns) && columns[j+1].Head == columns[i].Head {
			j++
		}
		x.merge(firstCol+i, firstCol+j, headRow)
		i = j + 1
	}
}

// row writes one row of the sheet at n, the total as sums over the rows above.
func (x *sheetBook) row(n int, row Row, total bool) {
	words, tenths := "text", "tenth"
	if total {
		words, tenths = "sum", "sumten"
	}
	x.text(1, n, rowKey(row.Area), words)
	x.text(2, n, row.Name, words)
	x.formula(3, n, x.adds(n, 3, 5, total), float64(row.Stations), numberStyle(total, false))
	for i, c := range x.s.Form.Columns {
		col, cell := firstCol+i, row.Cells[c.ID]
		switch {
		case c.Text() && total && c.Typed != "":
			x.text(col, n, "", words)
		case c.Text():
			x.text(col, n, cell.Words, words)
		case c.Number() && cell.Blank && !total:
			x.text(col, n, dash(c), words)
		case c.Number():
			x.formula(col, n, x.adds(n, col, lineCol+i, total), cell.Value, numberStyle(total, cell.Written))
		case c.Share != nil:
			of, by := x.cell(c.Share[0], n), x.cell(c.Share[1], n)
			x.formula(col, n, fmt.Sprintf(`IF(N(%s)=0,"",ROUND(N(%s)/N(%s)*100,1))`, by, of, by), cell.Value, tenths)
		case c.PerDay != "":
			x.formula(col, n, fmt.Sprintf(`ROUND(N(%s)/%d,1)`, x.cell(c.PerDay, n), x.s.Days), cell.Value, tenths)
		}
	}
}

// rowKey is by which a line is added to its row. It begins with a letter: programs do not agree whether
// a text of digits is a number when they look for it.
func rowKey(area market.AreaCode) string { return "k" + string(area) }

// dash stands where facts should be and none came; what nobody wrote stays empty.
func dash(c Column) string {
	if c.Figure != "" {
		return "—"
	}
	return ""
}

// adds is the formula of a cell in column col: of the total a sum of the rows, of a row a sum over the
// stations' column from.
func (x *sheetBook) adds(n, col, from int, total bool) string {
	if total && n > firstRow {
		return fmt.Sprintf("SUM(%s:%s)", x.ref(col, firstRow), x.ref(col, n-1))
	} else if total {
		return "0"
	}
	return fmt.Sprintf("SUMIF('%s'!$B$%d:$B$%d,$A%d,'%s'!%s$%d:%s$%d)",
		x.lines, lineRow, x.last, n, x.lines, x.col(from), lineRow, x.col(from), x.last)
}

// cell names the cell of a column of the form in row n.
func (x *sheetBook) cell(id string, n int) string {
	for i, c := range x.s.Form.Columns {
		if c.ID == id {
			return x.ref(firstCol+i, n)
		}
	}
	return "0" // the form was checked
}

func numberStyle(total, fixed bool) string {
	switch {
	case total:
		return "sum"
	case fixed:
		return "fixed"
	}
	return "number"
}

func markStyle(row Row) string {
	switch {
	case row.Marks[Missing] > 0:
		return "miss"
	case row.Marks[Late] > 0:
		return "late"
	}
	return "text"
}

func (x *sheetBook) writeLines() {
	s, b := x.s, x.book
	b.text(1, 1, x.words.T("report.lines_title", "period", x.period(s.Period)), "title")
	for i, key := range []string{"report.col_unit", "report.col_key", "report.col_station", "report.col_level", "report.col_counts", "report.col_mark"} {
		b.text(1+i, 2, x.words.T(key), "head")
	}
	for i, c := range s.Form.Columns {
		b.text(lineCol+i, 2, c.Titled(), "head")
	}
	row := map[int]market.AreaCode{}
	for _, r := range s.Rows {
		for _, i := range r.lines {
			row[i] = r.Area
		}
	}
	for i, l := range s.Lines {
		n := lineRow + i
		b.text(1, n, l.Unit, "text")
		b.text(2, n, rowKey(row[i]), "text")
		b.text(3, n, l.Name, "text")
		b.text(4, n, x.words.T("report.level_"+l.Level.String()), "text")
		b.number(5, n, boolNumber(l.Mark != ""), "number")
		b.text(6, n, x.mark(l.Mark, l.Late), lineStyle(l.Mark))
		for j, c := range s.Form.Columns {
			cell, style := l.Cells[c.ID], numberStyle(false, l.Cells[c.ID].Written)
			switch {
			case c.Text():
				b.text(lineCol+j, n, cell.Words, "text")
			case cell.Blank:
				b.text(lineCol+j, n, dash(c), "text")
			case c.Number():
				b.number(lineCol+j, n, cell.Value, style)
			default:
				b.number(lineCol+j, n, cell.Value, "tenth")
			}
		}
	}
	b.width(1, 2, 14)
	b.width(3, 3, 34)
	b.width(4, lineCol+len(s.Form.Columns)-1, 11)
	b.still(3, 2)
}

func lineStyle(m Mark) string {
	switch m {
	case Late:
		return "late"
	case Missing:
		return "miss"
	}
	return "text"
}

func boolNumber(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// writeCorrections lists who wrote what instead of what, and who locked.
func (x *sheetBook) writeCorrections() {
	if len(x.s.Corrections)+len(x.s.Locks) == 0 {
		return
	}
	x.turn(x.words.T("report.sheet_trail"))
	for i, key := range []string{"when", "unit", "column", "was", "value", "by", "why"} {
		x.text(1+i, 1, x.words.T("report.trail_"+key), "head")
	}
	n := 2
	for _, c := range x.s.Corrections {
		for i, words := range []string{string(market.MinuteOf(c.At)), x.UnitName(x.s, c.Unit), x.ColumnName(x.s, c.Column), c.Was, c.Value, c.By, c.Why} {
			x.text(1+i, n, words, "text")
		}
		n++
	}
	for _, l := range x.s.Locks {
		for i, words := range []string{string(market.MinuteOf(l.At)), l.Name, x.words.T("report.trail_locked"), "", "", l.By, l.Why} {
			x.text(1+i, n, words, "text")
		}
		n++
	}
	x.width(1, 7, 20)
	x.still(0, 1)
}

// writePast writes the periods before, and a chart of them.
func (x *sheetBook) writePast(past []Point) {
	if len(past) == 0 {
		return
	}
	name := x.words.T("report.sheet_past")
	x.turn(name)
	heads := []string{"report.past_period", "figure.seekers", "figure.places", "figure.fills"}
	for i, key := range heads {
		x.text(1+i, 1, x.words.T(key), "head")
	}
	for i, p := range past {
		x.text(1, 2+i, x.period(p.Period), "text")
		for j, v := range []int{p.Seekers, p.Places, p.Fills} {
			x.number(2+j, 2+i, float64(v), "number")
		}
	}
	last := strconv.Itoa(1 + len(past))
	chart := &excelize.Chart{
		Type:      excelize.Col,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: x.words.T("report.past_title")}}},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: 720, Height: 360},
	}
	for i, color := range []string{"C9C1AC", "A8610B", green} {
		c := x.col(2 + i)
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: "'" + name + "'!$" + c + "$1", Categories: "'" + name + "'!$A$2:$A$" + last, Values: "'" + name + "'!$" + c + "$2:$" + c + "$" + last,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
		})
	}
	x.do(x.f.AddChart(name, "F2", chart))
	x.width(1, 4, 14)
}
