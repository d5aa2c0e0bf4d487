// Package intake understands tables of postings: questionnaires that came back, lists that somebody kept
// while phoning, what another program wrote. It finds out what the columns are, and reads each row as an
// employer and a posting, with every fault named. It writes nothing anywhere and looks nothing up but
// trades and areas.
//
// Begin at Reader.Sheet and Sheet.Entry. What a column may be called stands in columns.go, how a cell is read in
// cells.go. A column with whole sentences (一句话) is read as the one-line entry is (sync/market/wording);
// other columns of the row stand over it.
package intake

import (
	"time"

	"yizhan/kiosk/table"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// Entry is one row: what it says, and what is wrong with it.
type Entry struct {
	N        int // the line of the file
	Employer market.Employer
	Posting  market.Posting // without Employer, which is not known here
	Faults   market.Errors  // nil when the row can be opened
}

// Reader understands tables. One goroutine uses it.
type Reader struct {
	areas  *market.Areas
	trades *market.Trades
	lines  *wording.Reader
	named  map[string]market.TradeID  // 搬运工
	placed map[string]market.AreaCode // 瓦屋镇; "" where several places share the name
	said   map[string]wording.Draft   // cells repeat, and reading one takes a millisecond
}

// New makes a reader.
func New(areas *market.Areas, trades *market.Trades, lines *wording.Reader) *Reader {
	r := &Reader{
		areas: areas, trades: trades, lines: lines,
		named: map[string]market.TradeID{}, placed: map[string]market.AreaCode{}, said: map[string]wording.Draft{},
	}
	for _, t := range trades.All() {
		for _, w := range append([]string{string(t.ID), t.Name, t.Short}, t.Aliases...) {
			if _, taken := r.named[w]; !taken {
				r.named[w] = t.ID
			}
		}
	}
	for _, c := range areas.Counties() {
		r.place(c)
		for _, t := range areas.Townships(c.Code) {
			r.place(t)
			for _, v := range areas.Villages(t.Code) {
				r.place(v)
			}
		}
	}
	return r
}

// place keeps the full names; short ones are read as a sentence is, which knows that 瓦屋 is a township
// before it is a village.
func (r *Reader) place(a market.Area) {
	if had, taken := r.placed[a.Name]; taken && had != a.Code {
		r.placed[a.Name] = ""
		return
	}
	r.placed[a.Name] = a.Code
}

// headWithin is how many lines may stand above the names of the columns: a title, who it is from.
const headWithin = 5

// Sheet is a table whose columns are known.
type Sheet struct {
	Rows    []table.Row // below the names of the columns, at least one
	reader  *Reader
	columns columns
}

// Sheet finds out what the columns of a table are. It refuses with no_head when no line names them, and
// with no_rows when nothing stands below.
func (r *Reader) Sheet(rows []table.Row) (*Sheet, error) {
	for i := range min(headWithin, len(rows)) {
		columns := columnsOf(rows[i].Cells)
		if !columns.enough() {
			continue
		}
		if i+1 == len(rows) {
			return nil, market.Refuse("no_rows")
		}
		return &Sheet{Rows: rows[i+1:], reader: r, columns: columns}, nil
	}
	return nil, market.Refuse("no_head")
}

// Entry reads the i-th row, as it was meant at the moment now.
func (s *Sheet) Entry(i int, now time.Time) Entry { return s.reader.entry(s.columns, &s.Rows[i], now) }
