package table

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"yizhan/sync/market"
)

func readCSV(ctx context.Context, raw []byte) ([]Row, error) {
	text, err := decode(raw)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma(text), -1
	var rows []Row
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if fault, ok := errors.AsType[*csv.ParseError](err); ok {
			return nil, &market.Error{Code: "bad_file", Field: Name(0, fault.StartLine)}
		}
		if err != nil {
			return nil, market.Refuse("bad_file")
		}
		n, _ := r.FieldPos(0)
		for i, c := range cells {
			if isFormula(strings.TrimSpace(c)) {
				return nil, &market.Error{Code: "has_formula", Field: Name(i, n)}
			}
			cells[i] = strings.TrimPrefix(c, "'") // what keeps a cell from being taken for a formula
		}
		if rows, err = keep(rows, n, cells); err != nil {
			return nil, err
		}
	}
}

// isFormula says whether a program that opens the table would calculate this cell. +86… is a phone.
func isFormula(c string) bool {
	return strings.HasPrefix(c, "=") || strings.HasPrefix(c, "@") ||
		(strings.HasPrefix(c, "+") || strings.HasPrefix(c, "-")) && strings.ContainsAny(c, "()!|")
}

// decode brings the bytes of a text file to UTF-8: by its mark, else as UTF-8, else as what Excel
// writes on a Chinese Windows (GBK, read as GB18030, which holds it). Refuses with bad_encoding.
func decode(raw []byte) (string, error) {
	var as encoding.Encoding
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")), bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		as = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case !utf8.Valid(raw):
		as = simplifiedchinese.GB18030
	}
	if as != nil {
		var err error
		if raw, err = as.NewDecoder().Bytes(raw); err != nil {
			return "", market.Refuse("bad_encoding")
		}
	}
	text := string(raw)
	if !utf8.ValidString(text) || strings.ContainsFunc(text, strange) {
		return "", market.Refuse("bad_encoding")
	}
	return text, nil
}

// strange characters stand in no text that was read in its own encoding.
func strange(r rune) bool {
	return r == utf8.RuneError || r < ' ' && r != '\n' && r != '\r' && r != '\t' || r >= 0xE000 && r <= 0xF8FF
}

// comma is what parts the cells of the first line: most programs write a comma, some a semicolon or a tab.
func comma(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best, most := ',', strings.Count(head, ",")
	for _, c := range []rune{'\t', ';'} {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}
