package report

import (
	"io"
	"slices"
	"strconv"
)

// DirectoryColumns are the columns of a directory's file, by the keys of their words.
var DirectoryColumns = []string{
	"no", "name", "level", "county", "nature", "address", "seekers", "trades", "daily", "hours", "hotline", "complaints", "host", "area_m2", "built_on", "staff",
}

// Show is a column of a row in words.
func (r *Report) Show(m Market, column string) string {
	switch column {
	case "no":
		return strconv.Itoa(int(m.Station))
	case "level":
		return r.words.T("report.level_" + m.Level.String())
	case "county":
		return m.County
	case "nature":
		return r.words.T("directory.nature_" + m.Fields["nature"])
	case "seekers":
		return strconv.Itoa(m.Seekers)
	case "trades":
		return m.Trades
	case "daily":
		return strconv.FormatFloat(m.Daily, 'f', 1, 64)
	}
	return m.Fields[column]
}

// WriteDirectory writes the directory as a spreadsheet, with how each figure is counted.
func (r *Report) WriteDirectory(w io.Writer, all []Market) error {
	all = atWork(all)
	b := newBook(r.words.T("directory.sheet"))
	b.text(1, 1, r.words.T("directory.title", "n", len(all)), "title")
	b.height(1, 32)
	for i, column := range DirectoryColumns {
		b.text(1+i, 2, r.words.T("directory.col_"+column), "head")
		b.text(1+i, 3, r.words.T("directory.define_"+column), "define")
	}
	for i, m := range all {
		for j, column := range DirectoryColumns {
			style := "text"
			if m.Written[column] {
				style = "fixed"
			}
			switch column {
			case "no":
				b.number(1+j, 4+i, float64(m.Station), style)
			case "seekers":
				b.number(1+j, 4+i, float64(m.Seekers), style)
			case "daily":
				b.number(1+j, 4+i, m.Daily, "tenth")
			default:
				b.text(1+j, 4+i, r.Show(m, column), style)
			}
		}
	}
	b.width(1, 1, 6)
	b.width(2, 2, 34)
	b.width(3, 5, 12)
	b.width(6, 6, 34)
	b.width(7, 7, 10)
	b.width(8, 8, wideWords)
	b.width(9, len(DirectoryColumns), 14)
	b.height(3, 60)
	b.still(2, 3)
	return b.end(w)
}

// WriteDirectoryCSV is the same as plain text.
func (r *Report) WriteDirectoryCSV(w io.Writer, all []Market) error {
	all = atWork(all)
	t := newTable(w)
	heads := make([]string, len(DirectoryColumns))
	for i, column := range DirectoryColumns {
		heads[i] = r.words.T("directory.col_" + column)
	}
	t.row(heads...)
	for _, m := range all {
		cells := make([]string, len(DirectoryColumns))
		for i, column := range DirectoryColumns {
			cells[i] = r.Show(m, column)
		}
		t.row(cells...)
	}
	return t.end()
}

// atWork leaves out the markets that were shut out, as the page does.
func atWork(all []Market) []Market {
	return slices.DeleteFunc(slices.Clone(all), func(m Market) bool { return m.Ended })
}
