package table

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"yizhan/sync/market"
)

func readXLSX(ctx context.Context, raw []byte) ([]Row, error) {
	if err := examine(ctx, raw); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		UnzipSizeLimit: MaxUnpacked, UnzipXMLSizeLimit: MaxUnpacked, RawCellValue: true,
	})
	if err != nil {
		return nil, market.Refuse("bad_file")
	}
	defer book.Close()
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, market.Refuse("no_rows")
	}
	list, err := book.Rows(sheets[0])
	if err != nil {
		return nil, market.Refuse("bad_file")
	}
	defer list.Close()
	var rows []Row
	for n := 1; list.Next(); n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cells, err := list.Columns()
		if err != nil {
			return nil, market.Refuse("bad_file")
		}
		if rows, err = keep(rows, n, cells); err != nil {
			return nil, err
		}
	}
	if list.Error() != nil {
		return nil, market.Refuse("bad_file")
	}
	return rows, nil
}

// examine looks through an XLSX before anything of it is taken into memory: what its parts would
// unpack to by their own account and in truth, how many rows its sheets have, and whether a cell is a
// formula or merged with others.
func examine(ctx context.Context, raw []byte) error {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return market.Refuse("bad_file")
	}
	var said uint64
	for _, f := range z.File {
		if said += f.UncompressedSize64; said > MaxUnpacked {
			return market.Refuse("file_too_large")
		}
	}
	left := int64(MaxUnpacked)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return market.Refuse("bad_file")
		}
		bounded := &io.LimitedReader{R: in, N: left + 1}
		if strings.HasPrefix(f.Name, "xl/worksheets/") && strings.HasSuffix(f.Name, ".xml") {
			err = examineSheet(ctx, bounded)
		} else {
			_, err = io.Copy(io.Discard, bounded)
		}
		in.Close()
		if left = bounded.N - 1; left < 0 {
			return market.Refuse("file_too_large")
		}
		switch {
		case err == nil, errors.Is(err, io.EOF):
		case market.Code(err) != "", ctx.Err() != nil:
			return err
		default:
			return market.Refuse("bad_file")
		}
	}
	return nil
}

// examineSheet goes through one sheet, element by element.
func examineSheet(ctx context.Context, in io.Reader) error {
	d := xml.NewDecoder(in)
	rows, cell := 0, ""
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read sheet: %w", err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "row":
			if rows++; rows > MaxRows+1 {
				return market.Refuse("too_many_rows")
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		case "c":
			cell = attribute(e, "r")
		case "f":
			return &market.Error{Code: "has_formula", Field: cell}
		case "mergeCell":
			first, _, _ := strings.Cut(attribute(e, "ref"), ":")
			return &market.Error{Code: "has_merged", Field: first}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
