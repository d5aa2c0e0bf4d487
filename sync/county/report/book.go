package report

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// book is a spreadsheet being written. Text is always written as text, whatever it begins with: a
// posting's title "=1+1" is never calculated. The first fault stands and makes the rest do nothing.
type book struct {
	f      *excelize.File
	sheet  string
	styles map[string]int
	err    error
}

// Colours of the pages, so that a file looks as they do.
const (
	green  = "0E4A36"
	paper  = "FFFDF6"
	amber  = "FBE9C6"
	rose   = "F7E0DB"
	rule   = "CFC8B4"
	ink    = "1F1B14"
	faint  = "6B6455"
	accent = "A8610B"
)

// newBook begins with one sheet.
func newBook(first string) *book {
	b := &book{f: excelize.NewFile(), sheet: first, styles: map[string]int{}}
	b.do(b.f.SetSheetName("Sheet1", first))
	full := true
	b.do(b.f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &full}))
	edge := []excelize.Border{
		{Type: "left", Color: rule, Style: 1},
		{Type: "right", Color: rule, Style: 1},
		{Type: "top", Color: rule, Style: 1},
		{Type: "bottom", Color: rule, Style: 1},
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	text := excelize.Alignment{Vertical: "center", WrapText: true}
	middle := excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	one := "0.0"
	for name, s := range map[string]*excelize.Style{
		"title":  {Font: &excelize.Font{Bold: true, Size: 18, Color: green}, Alignment: &excelize.Alignment{Vertical: "center"}},
		"meta":   {Font: &excelize.Font{Size: 10, Color: faint}, Alignment: &excelize.Alignment{Vertical: "center"}},
		"head":   {Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: fill(green), Alignment: &middle, Border: edge},
		"define": {Font: &excelize.Font{Size: 8, Color: faint}, Fill: fill(paper), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Border: edge},
		"text":   {Alignment: &text, Border: edge},
		"number": {Border: edge, Alignment: &excelize.Alignment{Vertical: "center"}},
		"tenth":  {Border: edge, CustomNumFmt: &one, Alignment: &excelize.Alignment{Vertical: "center"}},
		"sum":    {Font: &excelize.Font{Bold: true}, Border: edge, Fill: fill(paper), Alignment: &text},
		"sumten": {Font: &excelize.Font{Bold: true}, Border: edge, Fill: fill(paper), CustomNumFmt: &one},
		"late":   {Fill: fill(amber), Border: edge, Alignment: &text},
		"miss":   {Fill: fill(rose), Border: edge, Alignment: &text},
		"fixed":  {Font: &excelize.Font{Underline: "single", Color: accent}, Border: edge, Alignment: &excelize.Alignment{Vertical: "center"}},
	} {
		id, err := b.f.NewStyle(s)
		b.do(err)
		b.styles[name] = id
	}
	return b
}

func (b *book) do(err error) {
	if b.err == nil && err != nil {
		b.err = fmt.Errorf("write spreadsheet: %w", err)
	}
}

// turn goes on with another sheet.
func (b *book) turn(name string) {
	_, err := b.f.NewSheet(name)
	b.do(err)
	b.sheet = name
}

// ref names a cell: ref(1, 3) is A3.
func (b *book) ref(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	b.do(err)
	return name
}

// col names a column: col(28) is AB.
func (b *book) col(n int) string {
	name, err := excelize.ColumnNumberToName(n)
	b.do(err)
	return name
}

func (b *book) style(col, row int, style string) {
	at := b.ref(col, row)
	b.do(b.f.SetCellStyle(b.sheet, at, at, b.styles[style]))
}

// text writes words, as words.
func (b *book) text(col, row int, words, style string) {
	b.do(b.f.SetCellStr(b.sheet, b.ref(col, row), line(words)))
	b.style(col, row, style)
}

// value writes a number without a style; see paint.
func (b *book) value(col, row int, v float64) {
	b.do(b.f.SetCellValue(b.sheet, b.ref(col, row), v))
}

// paint gives a block of cells one style, at once: a call for each of some thousand cells costs more than their values.
func (b *book) paint(col, row, toCol, toRow int, style string) {
	if toCol >= col && toRow >= row {
		b.do(b.f.SetCellStyle(b.sheet, b.ref(col, row), b.ref(toCol, toRow), b.styles[style]))
	}
}

func (b *book) number(col, row int, v float64, style string) {
	b.do(b.f.SetCellValue(b.sheet, b.ref(col, row), v))
	b.style(col, row, style)
}

// formula writes what is to be calculated, with what it comes to now, for those that do not calculate.
func (b *book) formula(col, row int, formula string, now float64, style string) {
	at := b.ref(col, row)
	b.do(b.f.SetCellValue(b.sheet, at, now))
	b.do(b.f.SetCellFormula(b.sheet, at, formula))
	b.style(col, row, style)
}

// merge joins the cells of a row from one column to another.
func (b *book) merge(from, to, row int) {
	if to > from {
		b.do(b.f.MergeCell(b.sheet, b.ref(from, row), b.ref(to, row)))
	}
}

func (b *book) width(from, to int, chars float64) {
	b.do(b.f.SetColWidth(b.sheet, b.col(from), b.col(to), chars))
}

func (b *book) height(row int, points float64) { b.do(b.f.SetRowHeight(b.sheet, row, points)) }

// still keeps the first columns and rows in sight, and fits the sheet on the width of a page.
func (b *book) still(cols, rows int) {
	b.do(b.f.SetPanes(b.sheet, &excelize.Panes{
		Freeze: true, XSplit: cols, YSplit: rows, TopLeftCell: b.ref(cols+1, rows+1), ActivePane: "bottomRight",
	}))
	wide, tall, fit, a4, lying := 1, 0, true, 9, "landscape"
	b.do(b.f.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.do(b.f.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &lying, FitToWidth: &wide, FitToHeight: &tall}))
}

// end writes the file.
func (b *book) end(w io.Writer) error {
	if b.err == nil {
		_, err := b.f.WriteTo(w)
		b.do(err)
	}
	b.do(b.f.Close())
	return b.err
}
