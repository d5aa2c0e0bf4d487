package table_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"yizhan/kiosk/table"
	"yizhan/sync/market"
)

// file writes bytes where a stick would be.
func file(t testing.TB, raw []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "postings")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// book is an XLSX that change has filled.
func book(t testing.TB, change func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	change(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(t testing.TB, f *excelize.File, cell string, v any) {
	t.Helper()
	if err := f.SetCellValue("Sheet1", cell, v); err != nil {
		t.Fatal(err)
	}
}

// packed is a ZIP with these parts.
func packed(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, part := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func utf16LE(s string) []byte {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func gbk(t testing.TB, s string) []byte {
	t.Helper()
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const text = "工种,人数,备注\r\n搬运工,5,\"管饭, 带手套\"\r\n\r\n瓦工,2,\r\n"

// What programs write comes out the same, with the lines as people count them.
func TestReads(t *testing.T) {
	want := []table.Row{{1, []string{"工种", "人数", "备注"}}, {2, []string{"搬运工", "5", "管饭, 带手套"}}, {4, []string{"瓦工", "2"}}}
	for name, raw := range map[string][]byte{
		"UTF-8":                 []byte(text),
		"UTF-8 with its mark":   []byte("\uFEFF" + text),
		"GBK":                   gbk(t, text),
		"UTF-16":                utf16LE(text),
		"with tabs":             []byte("工种\t人数\t备注\n搬运工\t5\t管饭, 带手套\n\n瓦工\t2\n"),
		"with semicolons":       []byte("工种;人数;备注\n搬运工;5;管饭, 带手套\n\n瓦工;2\n"),
		"blanks around":         []byte("工种 , 人数,备注,,\n 搬运工,5,\"管饭, 带手套\"\n , ,\n瓦工,2,\n"),
		"apostrophes of Excel":  []byte("工种,人数,备注\n'搬运工,5,\"管饭, 带手套\"\n\n瓦工,'2,\n"),
		"a book":                book(t, func(f *excelize.File) { fill(t, f) }),
		"a book, second sheet":  book(t, func(f *excelize.File) { fill(t, f); _, _ = f.NewSheet("别的") }),
		"the end of no line":    []byte(strings.TrimRight(text, "\r\n")),
		"lines of a small Mac?": []byte(strings.ReplaceAll(text, "\r\n", "\n")),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := table.Read(t.Context(), file(t, raw))
			if err != nil || !slices.EqualFunc(got, want, func(x, y table.Row) bool { return x.N == y.N && slices.Equal(x.Cells, y.Cells) }) {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

func fill(t testing.TB, f *excelize.File) {
	for cell, v := range map[string]any{"A1": "工种", "B1": "人数", "C1": "备注", "A2": "搬运工", "B2": 5, "C2": "管饭, 带手套", "A4": "瓦工", "B4": "2"} {
		set(t, f, cell, v)
	}
}

// What must not be read is refused as a whole, by code and cell.
func TestRefuses(t *testing.T) {
	many := func(n int) []byte { return []byte("工种\n" + strings.Repeat("瓦工\n", n)) }
	sheet := func(rows string) []byte {
		return packed(t, map[string][]byte{"xl/worksheets/sheet1.xml": []byte(`<worksheet><sheetData>` + rows + `</sheetData></worksheet>`)})
	}
	lying := sheet(strings.Repeat(`<row r="1"><c r="A1" t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c></row>`, 9000))
	for name, c := range map[string]struct {
		raw         []byte
		code, field string
	}{
		"nothing":                     {nil, "no_rows", ""},
		"blanks":                      {[]byte(" , ,\n\n"), "no_rows", ""},
		"an old book":                 {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "old_excel", ""},
		"a picture":                   {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "bad_encoding", ""},
		"half a character":            {append(gbk(t, "工种,人数\n搬运"), 0xB0), "bad_encoding", ""},
		"noughts":                     {[]byte("工种\x00,人数"), "bad_encoding", ""},
		"a quote left open":           {[]byte("工种,人数\n\"搬运,5\n瓦工,2\n"), "bad_file", "A2"},
		"a formula":                   {[]byte("工种,人数\n搬运,=1+4\n"), "has_formula", "B2"},
		"a command":                   {[]byte("工种,备注\n搬运,+cmd|' /C calc'!A0\n"), "has_formula", "B2"},
		"a name of Lotus":             {[]byte("工种,备注\n搬运,@SUM(1)\n"), "has_formula", "B2"},
		"too many rows":               {many(table.MaxRows), "too_many_rows", ""},
		"too many columns":            {[]byte(strings.Repeat("工种,", table.MaxColumns) + "人数\n"), "too_many_columns", ""},
		"a cell without end":          {[]byte("工种,备注\n搬运," + strings.Repeat("长", table.MaxCell+1)), "too_long", "B2"},
		"a file without end":          {bytes.Repeat([]byte("a"), table.MaxFile+1), "file_too_large", ""},
		"no book":                     {[]byte("PK\x03\x04 and so on"), "bad_file", ""},
		"an empty archive":            {packed(t, map[string][]byte{"readme.txt": []byte("x")}), "bad_file", ""},
		"a formula in a book":         {book(t, func(f *excelize.File) { set(t, f, "A1", "人数"); _ = f.SetCellFormula("Sheet1", "B3", "SUM(A1:A2)") }), "has_formula", "B3"},
		"merged cells":                {book(t, func(f *excelize.File) { fill(t, f); _ = f.MergeCell("Sheet1", "A2", "A3") }), "has_merged", "A2"},
		"two million rows":            {sheet(strings.Repeat(`<row r="1"/>`, 2_000_000)), "too_many_rows", ""},
		"a bomb":                      {packed(t, map[string][]byte{"xl/worksheets/sheet1.xml": make([]byte, table.MaxUnpacked+1)}), "file_too_large", ""},
		"a bomb in another part":      {packed(t, map[string][]byte{"xl/sharedStrings.xml": make([]byte, table.MaxUnpacked), "xl/a": {1}}), "file_too_large", ""},
		"a bomb that says it is none": {lie(t, lying), "bad_file", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := table.Read(t.Context(), file(t, c.raw))
			if market.Code(err) != c.code || got != nil {
				t.Fatalf("%d rows, %v, want %s", len(got), err, c.code)
			}
			if want := (&market.Error{Code: c.code, Field: c.field}); c.field != "" && err.Error() != want.Error() {
				t.Errorf("%v, want %v", err, want)
			}
		})
	}
	if _, err := table.Read(t.Context(), filepath.Join(t.TempDir(), "gone.csv")); market.Code(err) != "no_file" {
		t.Errorf("no file: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := table.Read(ctx, file(t, []byte(text))); err == nil {
		t.Error("it reads on after it was told to stop")
	}
}

// lie makes an archive claim that its parts are a hundred bytes each when unpacked.
func lie(t testing.TB, raw []byte) []byte {
	t.Helper()
	out := bytes.Clone(raw)
	at := bytes.Index(out, []byte("PK\x01\x02"))
	if at < 0 {
		t.Fatal("no directory")
	}
	binary.LittleEndian.PutUint32(out[at+24:], 100)
	return out
}

// What Write makes no program calculates, and Read gives back as it was.
func TestInjectionIsHarmless(t *testing.T) {
	rows := [][]string{{"标题", "备注"}, {`=HYPERLINK("http://x","y")`, "+cmd|' /C calc'!A0"}, {"@SUM(1)", "-2+3"}, {"'quoted", "平常, \"话\"\n两行"}}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"CSV":  func(b *bytes.Buffer) error { return table.WriteCSV(b, rows) },
		"XLSX": func(b *bytes.Buffer) error { return table.WriteXLSX(b, "活", rows) },
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			if name == "CSV" {
				for line := range strings.Lines(strings.TrimPrefix(b.String(), "\uFEFF")) {
					for _, bad := range []string{"=", "+", "-", "@"} {
						if strings.HasPrefix(line, bad) || strings.Contains(line, ","+bad) || strings.Contains(line, `"`+bad) {
							t.Errorf("%q begins a cell of %q", bad, line)
						}
					}
				}
			}
			got, err := table.Read(t.Context(), file(t, b.Bytes()))
			if err != nil || len(got) != len(rows) {
				t.Fatalf("%v, %v", got, err)
			}
			for i := range rows {
				if fmt.Sprint(got[i].Cells) != fmt.Sprint(rows[i]) {
					t.Errorf("%q became %q", rows[i], got[i].Cells)
				}
			}
		})
	}
}

func TestName(t *testing.T) {
	for want, at := range map[string][2]int{"A1": {0, 1}, "Z9": {25, 9}, "AA10": {26, 10}, "BL2": {63, 2}, "ZZ1": {701, 1}, "AAA1": {702, 1}} {
		if got := table.Name(at[0], at[1]); got != want {
			t.Errorf("%v is %s, wanted %s", at, got, want)
		}
	}
}

// Whatever is on a stick: rows or a refusal, and never a crash.
func FuzzRead(f *testing.F) {
	f.Add([]byte(text))
	f.Add(gbk(f, text))
	f.Add(utf16LE(text))
	f.Add(book(f, func(b *excelize.File) { fill(f, b) }))
	f.Fuzz(func(t *testing.T, raw []byte) {
		rows, err := table.Read(t.Context(), file(t, raw))
		if (err == nil) != (len(rows) > 0) {
			t.Errorf("%d rows, %v", len(rows), err)
		}
		if err != nil && market.Code(err) == "" {
			t.Errorf("no refusal: %v", err)
		}
	})
}
