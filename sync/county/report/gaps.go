package report

// Gaps is what a sheet lacks to be complete.
type Gaps struct {
	Stations []Line   // whose facts are not all here
	Columns  []Column // that must be filled, and are empty in the whole sheet
}

// Any says whether there is one.
func (g Gaps) Any() bool { return len(g.Stations)+len(g.Columns) > 0 }

// Gaps looks what is missing. A station that came or ended meanwhile is no gap, and neither is a line that was
// locked as it was; before the span is over nothing is due.
func (s *Sheet) Gaps() (g Gaps) {
	if s.now.Before(s.Span.End()) {
		return g
	}
	for _, l := range s.Lines {
		if !l.Locked && (l.Mark == Missing || l.Mark == Running) {
			g.Stations = append(g.Stations, l)
		}
	}
	for _, c := range s.Form.Columns {
		cell := s.Total.Cells[c.ID]
		if c.Required && !s.Locked() && (cell.Blank || c.Text() && cell.Words == "") {
			g.Columns = append(g.Columns, c)
		}
	}
	return g
}
