package report

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// Sheet is a filled form: one line a station, rows that add lines up, and a total.
type Sheet struct {
	Period string // "2026-11" or "2026-W47"
	Span   tally.Span
	Form   *Form
	Scope  market.AreaCode
	Unit   string    // who reports: the market of the scope
	At     time.Time // as of when: facts that came later are not in it
	Days   int       // of the span that have begun

	Lines []Line
	Rows  []Row // by county where the scope is the city, else by township
	Total Row

	Corrections []Correction // oldest first
	Locks       []Lock       // that stand

	now time.Time
}

// Cell is one value. Words are for columns of words, Value for all others.
type Cell struct {
	Counted float64 `json:"counted,omitempty"` // from facts, before anybody wrote something else
	Value   float64 `json:"value,omitempty"`
	Words   string  `json:"words,omitempty"`
	Blank   bool    `json:"blank,omitempty"` // nothing is known
	Written bool    `json:"written,omitempty"`
}

// Line is one station, or what an office wrote for an area as a whole.
type Line struct {
	Unit  string          `json:"unit"` // number of the station, or code of the area
	Name  string          `json:"name"`
	Area  market.AreaCode `json:"area"`
	Level market.Level    `json:"level"`
	Mark  Mark            `json:"mark,omitempty"` // "" for an area
	Late  int             `json:"late,omitempty"` // days
	Cells map[string]Cell `json:"cells"`          // by column

	Sought map[market.TradeID]int `json:"sought,omitempty"`
	Wanted map[market.TradeID]int `json:"wanted,omitempty"`
	Locked bool                   `json:"-"`
}

// Row adds up the lines of an area.
type Row struct {
	Area     market.AreaCode
	Name     string
	Stations int
	Cells    map[string]Cell
	Marks    map[Mark]int
	Late     int // days, of the latest
	Written  int // cells of its lines that somebody wrote into
	lines    []int
}

// row of a sheet that a line belongs to.
func (r *Report) rowOf(area market.AreaCode, counties bool) market.AreaCode {
	if counties {
		if c, ok := r.areas.County(area); ok {
			return c.Code
		}
		return r.areas.City().Code
	}
	if t, ok := r.areas.Township(area); ok {
		return t.Code
	}
	return area
}

// arrange makes the rows of a sheet from its lines.
func (r *Report) arrange(s *Sheet) {
	scope, _ := r.areas.Get(r.unit(s.Scope))
	counties := scope.Level == market.LevelCity
	byArea := map[market.AreaCode]*Row{}
	for i, l := range s.Lines {
		code := r.rowOf(l.Area, counties)
		row := byArea[code]
		if row == nil {
			a, _ := r.areas.Get(code)
			row = &Row{Area: code, Name: a.Name}
			if code == scope.Code && scope.Level <= market.LevelCounty { // its own market beside those below it
				row.Name = r.words.T("report.row_own", "area", a.Name)
			}
			byArea[code] = row
		}
		row.lines = append(row.lines, i)
	}
	for _, code := range slices.Sorted(maps.Keys(byArea)) {
		row := byArea[code]
		r.fill(s, row)
		s.Rows = append(s.Rows, *row)
	}
	s.Total = Row{Area: s.Scope, Name: r.words.T("report.total", "n", len(s.Rows))}
	for i := range s.Lines {
		s.Total.lines = append(s.Total.lines, i)
	}
	r.fill(s, &s.Total)
}

// fill works out the cells of a row from its lines.
func (r *Report) fill(s *Sheet, row *Row) {
	row.Cells, row.Marks = map[string]Cell{}, map[Mark]int{}
	for _, i := range row.lines {
		l := s.Lines[i]
		if l.Mark != "" {
			row.Stations++
			row.Marks[l.Mark]++
		}
		row.Late = max(row.Late, l.Late)
		for _, c := range l.Cells {
			if c.Written {
				row.Written++
			}
		}
	}
	for _, c := range s.Form.Columns {
		switch {
		case c.Number():
			row.Cells[c.ID] = s.sum(row, c.ID)
		case c.Typed == "text":
			row.Cells[c.ID] = s.join(row, c.ID)
		case c.Top != "":
			row.Cells[c.ID] = Cell{Words: r.top(s, row, c.Top)}
		}
	}
	s.derive(row.Cells)
}

// derive works out the columns that follow from others.
func (s *Sheet) derive(cells map[string]Cell) {
	for _, c := range s.Form.Columns {
		switch {
		case c.Share != nil:
			of, by := cells[c.Share[0]], cells[c.Share[1]]
			cells[c.ID] = ratio(of, by.Value, by.Counted, 100)
		case c.PerDay != "":
			cells[c.ID] = ratio(cells[c.PerDay], float64(s.Days), float64(s.Days), 1)
		}
	}
}

func ratio(of Cell, by, byCounted float64, times float64) Cell {
	if of.Blank || by == 0 {
		return Cell{Blank: true}
	}
	c := Cell{Value: tenth(of.Value / by * times)}
	if byCounted != 0 {
		c.Counted = tenth(of.Counted / byCounted * times)
	}
	return c
}

// tenth rounds to one decimal, halves up, as ROUND does in a spreadsheet.
func tenth(x float64) float64 { return math.Floor(x*10+0.5+1e-9) / 10 }

func (s *Sheet) sum(row *Row, id string) Cell {
	out := Cell{Blank: true}
	for _, i := range row.lines {
		c, ok := s.Lines[i].Cells[id]
		if !ok || c.Blank {
			continue
		}
		out.Blank = false
		out.Counted += c.Counted
		out.Value += c.Value
		out.Written = out.Written || c.Written
	}
	out.Value, out.Counted = cents(out.Value), cents(out.Counted)
	return out
}

// cents keeps sums of decimals free of the dust of binary fractions.
func cents(x float64) float64 { return math.Round(x*100) / 100 }

func (s *Sheet) join(row *Row, id string) Cell {
	var words []string
	for _, i := range row.lines {
		if w := s.Lines[i].Cells[id].Words; w != "" {
			words = append(words, w)
		}
	}
	return Cell{Words: strings.Join(words, "；"), Blank: len(words) == 0}
}

// topMost is how many trades a form names.
const topMost = 5

// top names the trades that a row's lines have most of.
func (r *Report) top(s *Sheet, row *Row, which string) string {
	all := map[market.TradeID]int{}
	for _, i := range row.lines {
		from := s.Lines[i].Sought
		if which == "wanted" {
			from = s.Lines[i].Wanted
		}
		for t, n := range from {
			all[t] += n
		}
	}
	return r.topOf(all)
}

func (r *Report) topOf(all map[market.TradeID]int) string {
	var words []string
	for _, t := range mostFirst(all)[:min(topMost, len(all))] {
		words = append(words, r.trade(t)+" "+strconv.Itoa(all[t]))
	}
	return strings.Join(words, "、")
}

// mostFirst orders trades by their number, and by name where that is the same.
func mostFirst(all map[market.TradeID]int) []market.TradeID {
	return slices.SortedFunc(maps.Keys(all), func(a, b market.TradeID) int {
		return cmp.Or(cmp.Compare(all[b], all[a]), cmp.Compare(a, b))
	})
}

// trade is the short name of a trade, its id where the table has none.
func (r *Report) trade(id market.TradeID) string {
	if t, ok := r.trades.Get(id); ok {
		return t.Short
	}
	return string(id)
}

// sort puts lines in the order of areas, a whole area before its stations.
func (s *Sheet) sort() {
	slices.SortFunc(s.Lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Area, b.Area), compareBool(a.Mark != "", b.Mark != ""), cmp.Compare(len(a.Unit), len(b.Unit)), cmp.Compare(a.Unit, b.Unit))
	})
	slices.SortFunc(s.Locks, func(a, b Lock) int { return cmp.Compare(a.Area, b.Area) })
}

// Locked says whether every line of the sheet is.
func (s *Sheet) Locked() bool {
	return len(s.Lines) > 0 && !slices.ContainsFunc(s.Lines, func(l Line) bool { return !l.Locked })
}

// compareBool puts false first.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
