package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// WriteCSV writes a table as UTF-8 with the mark by which Excel knows it. A cell that a program could
// take for a formula gets an apostrophe before it, which Read takes away again.
func WriteCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, cells := range rows {
		safe := make([]string, len(cells))
		for i, c := range cells {
			safe[i] = harmless(c)
		}
		if err := out.Write(safe); err != nil {
			return fmt.Errorf("write table: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// harmless keeps a program from calculating what somebody wrote as a name or a note.
func harmless(c string) string {
	if c != "" && strings.ContainsRune("=+-@\t\r'", rune(c[0])) {
		return "'" + c
	}
	return c
}

// WriteXLSX writes the same with every cell as text, which no program calculates.
func WriteXLSX(w io.Writer, sheet string, rows [][]string) error {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	s, err := book.NewStreamWriter(sheet)
	if err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	for n, cells := range rows {
		line := make([]any, len(cells))
		for i, c := range cells {
			line[i] = c
		}
		if err := s.SetRow(Name(0, n+1), line); err != nil {
			return fmt.Errorf("write row %d of a table: %w", n+1, err)
		}
	}
	if err := s.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	if err := book.Write(w); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}
