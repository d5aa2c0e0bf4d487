package report_test

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
)

// open reads a spreadsheet that write makes.
func open(t *testing.T, write func(*bytes.Buffer) error) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// The file's sums are formulas that come to the figures of the sheet, and its heads say how each is
// counted.
func TestXLSXCalculatesToTheSheet(t *testing.T) {
	c := aTown(t)
	c.fix(t, report.Correction{Month: "2026-11", Unit: "1", Column: "matched", Value: "3", By: "值班站长", Why: "重复登记"})
	c.fix(t, report.Correction{Month: "2026-11", Unit: "410402000000", Column: "funds", Value: "12.35", By: "值班站长"})
	s := c.month("2026-11", report.Whole)
	past, err := c.Past(c.ctx, "2026-11", 3, report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, func(b *bytes.Buffer) error { return c.WriteXLSX(b, s, past) })
	const sheet = "统计表"
	rows := append(append([]report.Row{}, s.Rows...), s.Total)
	formulas := 0
	for i, row := range rows {
		n := 6 + i
		if name, _ := f.GetCellValue(sheet, "B"+strconv.Itoa(n)); name != row.Name {
			t.Errorf("row %d is of %q, want %q", n, name, row.Name)
		}
		for j, col := range s.Form.Columns {
			at, err := excelize.CoordinatesToCellName(4+j, n)
			if err != nil {
				t.Fatal(err)
			}
			formula, _ := f.GetCellFormula(sheet, at)
			if col.Text() || formula == "" {
				if !col.Text() && !row.Cells[col.ID].Blank {
					t.Errorf("%s of %s has no formula", col.ID, row.Name)
				}
				continue
			}
			formulas++
			kept, _ := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
			calculated, err := f.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatalf("%s %s: %v", at, formula, err)
			}
			want := row.Cells[col.ID].Value
			if got, _ := strconv.ParseFloat(calculated, 64); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s of %s: %s comes to %s, want %g", col.ID, row.Name, formula, calculated, want)
			}
			if got, _ := strconv.ParseFloat(kept, 64); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s of %s: shown as %s before it is calculated, want %g", col.ID, row.Name, kept, want)
			}
		}
	}
	if formulas < 40 {
		t.Errorf("only %d formulas were looked at", formulas)
	}
	if says, _ := f.GetCellValue(sheet, "I5"); !strings.Contains(says, "签到的次数") {
		t.Errorf("under the head of visits: %q", says)
	}
	if trail, _ := f.GetCellValue("更正", "G2"); trail != "重复登记" {
		t.Errorf("why it was corrected: %q", trail)
	}
	if last, _ := f.GetCellValue("走势", "D4"); last == "" || last == "0" {
		t.Errorf("fills of the month in the chart's table: %q", last)
	}
	if _, ok := f.Pkg.Load("xl/charts/chart1.xml"); !ok {
		t.Error("no chart")
	}
}

func (c *town) fix(t *testing.T, f report.Correction) {
	t.Helper()
	if err := c.Correct(c.ctx, f); err != nil {
		t.Fatalf("%+v: %v", f, err)
	}
}

// What people write may look like a formula; in a file it is words.
func TestFormulasOfPeopleStayWords(t *testing.T) {
	c := aTown(t)
	for _, evil := range []string{`=1+1`, `+86*2`, `-2+3`, `@SUM(A1:A9)`, `=HYPERLINK("http://127.0.0.1","x")`, "\t=1+1", `＝1+1`} {
		clean := strings.TrimSpace(evil)
		c.fix(t, report.Correction{Month: "2026-11", Unit: "1", Column: "problems", Value: evil, By: evil, Why: evil})
		if err := c.SetContact(c.ctx, report.Contact{
			Area: xinhua, Leader: report.Officer{Name: evil, Post: evil, Phone: "13800138000"},
			Liaison: report.Officer{Name: evil, Post: evil, Phone: "13800138000"}, Remark: evil,
		}, evil); err != nil {
			t.Fatal(err)
		}
		s := c.month("2026-11", report.Whole)
		contacts, err := c.Contacts(c.ctx, report.Whole)
		if err != nil {
			t.Fatal(err)
		}
		for _, write := range []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return c.WriteXLSX(b, s, nil) },
			func(b *bytes.Buffer) error { return c.WriteContacts(b, contacts) },
		} {
			f := open(t, write)
			seen := 0
			for _, sheet := range f.GetSheetList() {
				rows, err := f.GetRows(sheet)
				if err != nil {
					t.Fatal(err)
				}
				for i, row := range rows {
					for j, words := range row {
						at, _ := excelize.CoordinatesToCellName(j+1, i+1)
						formula, _ := f.GetCellFormula(sheet, at)
						if words == clean {
							seen++
						}
						if formula != "" && (strings.Contains(formula, "HYPERLINK") || strings.Contains(formula, "1+1")) || words == clean && formula != "" {
							t.Errorf("%s %s calculates %q", sheet, at, formula)
						}
					}
				}
			}
			if seen == 0 {
				t.Errorf("%q is not in the file", clean)
			}
		}
		for _, write := range []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return c.WriteCSV(b, s) },
			func(b *bytes.Buffer) error { return c.WriteContactsCSV(b, contacts) },
		} {
			for _, cell := range cells(t, write) {
				if strings.IndexAny(cell, "=+-@\t\r＝") == 0 {
					t.Errorf("a cell begins like a formula: %q", cell)
				}
			}
		}
	}
}

// cells reads a CSV file.
func cells(t *testing.T, write func(*bytes.Buffer) error) []string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(b.String(), "\uFEFF")
	if !ok {
		t.Error("a spreadsheet would not take it for UTF-8")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, r...)
	}
	return out
}

// A city's form has a row a county, a county's a row a township.
func TestRowsOfASheet(t *testing.T) {
	c := aTown(t)
	for _, v := range []struct {
		within market.AreaCode
		rows   []string
		unit   string
	}{
		{report.Whole, []string{"新华区", "卫东区"}, "平顶山市零工市场"},
		{xinhua, []string{"新华区（本级）", "曙光街街道"}, "平顶山市新华区零工市场"},
	} {
		s := c.month("2026-11", v.within)
		var rows []string
		for _, r := range s.Rows {
			rows = append(rows, r.Name)
		}
		if strings.Join(rows, " ") != strings.Join(v.rows, " ") || s.Unit != v.unit {
			t.Errorf("%s: rows %v of %s, want %v of %s", v.within, rows, s.Unit, v.rows, v.unit)
		}
	}
	_, err := c.Month(c.ctx, "2026-11", "410499000000")
	refused(t, err, "unknown_area")
	for _, month := range []string{"2026-13", "2026-1", "", "2026-11-01", "1999-01"} {
		_, err := c.Month(c.ctx, month, report.Whole)
		refused(t, err, "bad_period")
	}
}

// A week is Monday to Sunday, and nothing in it waits to be written by hand.
func TestWeek(t *testing.T) {
	c := aTown(t)
	s, err := c.Week(c.ctx, "2026-W47", weidong)
	if err != nil {
		t.Fatal(err)
	}
	if s.Span.First != "2026-11-16" || s.Span.Last != "2026-11-22" || s.Days != 7 {
		t.Errorf("%+v, %d days", s.Span, s.Days)
	}
	if _, ok := s.Form.Column("funds"); ok {
		t.Error("a week asks for funds")
	}
	if s.Total.Cells["visits"].Value == 0 || s.Total.Cells["met"].Value == 0 {
		t.Errorf("visits %g, met %g", s.Total.Cells["visits"].Value, s.Total.Cells["met"].Value)
	}
	checkSums(t, s)
	for _, week := range []string{"2026-W54", "2026-47", "2026-W0", "W47"} {
		_, err := c.Week(c.ctx, week, report.Whole)
		refused(t, err, "bad_period")
	}
}
