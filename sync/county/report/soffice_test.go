package report_test

import (
	"encoding/csv"
	"flag"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yizhan/sync/county/report"
)

var soffice = flag.String("soffice", "", "program of LibreOffice, to calculate the month's file with")

// LibreOffice opens the month's file and comes to the figures of the sheet. It is not part of what CI
// runs (see `make recalc`): its packages are most of a gigabyte when they are installed.
func TestLibreOfficeCalculatesTheSame(t *testing.T) {
	if *soffice == "" {
		t.Skip("without -soffice")
	}
	c := aTown(t)
	c.fix(t, report.Correction{Month: "2026-11", Unit: "1", Column: "matched", Value: "3", By: "值班站长", Why: "重复登记"})
	s := c.month("2026-11", report.Whole)
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "month.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.WriteXLSX(f, s, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), *soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", dir, f.Name())
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "month.csv"))
	if err != nil {
		t.Fatal(err)
	}
	read := csv.NewReader(strings.NewReader(string(text)))
	read.FieldsPerRecord = -1
	rows, err := read.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for i, row := range append(append([]report.Row{}, s.Rows...), s.Total) {
		for j, col := range s.Form.Columns {
			if col.Text() || row.Cells[col.ID].Blank {
				continue
			}
			looked++
			got, err := strconv.ParseFloat(rows[5+i][3+j], 64)
			if want := row.Cells[col.ID].Value; err != nil || math.Abs(got-want) > 1e-9 {
				t.Errorf("%s of %s: LibreOffice has %q, want %g", col.ID, row.Name, rows[5+i][3+j], want)
			}
		}
	}
	if looked < 40 {
		t.Errorf("only %d cells were looked at", looked)
	}
}
