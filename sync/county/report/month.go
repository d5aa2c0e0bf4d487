package report

import (
	"context"
	"maps"
	"strconv"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Month fills the form of "2026-11" for the stations within an area (Whole for all). What somebody
// wrote stands over what was counted, and what was locked stands as it was. Refusals: bad_period,
// unknown_area.
func (r *Report) Month(ctx context.Context, month string, within market.AreaCode) (*Sheet, error) {
	span, err := tally.Month(month)
	if err != nil {
		return nil, err
	}
	return r.sheet(ctx, month, span, within, true)
}

// Week fills the columns that are counted for "2026-W47", Monday to Sunday. Nothing is written by hand
// or locked in it: it is for looking at, the month is for reporting.
func (r *Report) Week(ctx context.Context, week string, within market.AreaCode) (*Sheet, error) {
	span, err := tally.Week(week)
	if err != nil {
		return nil, err
	}
	return r.sheet(ctx, week, span, within, false)
}

func (r *Report) sheet(ctx context.Context, period string, span tally.Span, within market.AreaCode, written bool) (s *Sheet, err error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		s, err = r.sheetIn(ctx, tx, period, span, within, written)
		return err
	})
	return s, err
}

// sheetIn fills a form from what a transaction sees; a lock freezes what its own transaction saw.
func (r *Report) sheetIn(ctx context.Context, tx *sqldb.Tx, period string, span tally.Span, within market.AreaCode, written bool) (*Sheet, error) {
	now := r.now()
	s := &Sheet{Period: period, Span: span, Scope: within, Days: span.Passed(now), now: now}
	s.Unit = market.MarketName(r.areas, r.unit(within), "")
	var err error
	if s.Form, err = formNow(ctx, tx); err != nil {
		return nil, err
	}
	if !written {
		s.Form.countedOnly()
	}
	if s.At, err = r.asOf(ctx, tx); err != nil {
		return nil, err
	}
	if err := r.lines(ctx, tx, s); err != nil {
		return nil, err
	}
	if written {
		if err := r.writtenIn(ctx, tx, s); err != nil {
			return nil, err
		}
	}
	for i := range s.Lines {
		s.derive(s.Lines[i].Cells)
	}
	r.arrange(s)
	return s, nil
}

// writtenIn puts over what was counted what people wrote, and over both what was locked.
func (r *Report) writtenIn(ctx context.Context, tx *sqldb.Tx, s *Sheet) (err error) {
	if s.Corrections, err = corrections(ctx, tx, s.Period, s.Scope); err != nil {
		return err
	}
	r.write(s)
	locks, err := locks(ctx, tx, s.Period)
	if err != nil {
		return err
	}
	r.freeze(s, locks)
	return nil
}

// unit is the area that a scope reports for.
func (r *Report) unit(within market.AreaCode) market.AreaCode {
	if within == Whole {
		return r.areas.City().Code
	}
	return within
}

// countedOnly takes out the columns that are written by hand, and those that follow from them.
func (f *Form) countedOnly() {
	kept := f.Columns[:0:0]
	for _, c := range f.Columns {
		if c.Figure != "" || c.Top != "" {
			kept = append(kept, c)
		}
	}
	counted := &Form{Columns: kept}
	f.Columns = func() (out []Column) {
		for _, c := range f.Columns {
			from := append([]string{}, c.Share...)
			if c.PerDay != "" {
				from = append(from, c.PerDay)
			}
			whole := c.Typed == ""
			for _, id := range from {
				_, ok := counted.Column(id)
				whole = whole && ok
			}
			if whole {
				out = append(out, c)
			}
		}
		return out
	}()
}

// lines counts every station of the sheet.
func (r *Report) lines(ctx context.Context, tx *sqldb.Tx, s *Sheet) error {
	stations, err := r.stations(ctx, tx, s.Scope)
	if err != nil {
		return err
	}
	noted, err := arrivals(ctx, tx, s.Span)
	if err != nil {
		return err
	}
	counts, err := counts(ctx, tx, s.Period, s.Span)
	if err != nil {
		return err
	}
	for _, st := range stations {
		count := counts[st.no]
		later := st.since > s.Span.Last && count == nil
		if later && st.builtOn() > s.Span.Last {
			continue // it was not there yet
		}
		l := Line{Unit: strconv.Itoa(int(st.no)), Name: st.name, Area: st.area, Level: st.level, Cells: map[string]Cell{}}
		if l.Mark, l.Late = mark(st, s.Span, st.arrived(noted, s.Span), s.now); later {
			l.Mark, l.Late = NotYet, 0
		}
		n := map[tally.Figure]int{}
		if count != nil {
			maps.Copy(n, count.N)
			l.Sought, l.Wanted = count.Sought, count.Wanted
		}
		built(st, s.Span, n)
		for _, c := range s.Form.Columns {
			switch {
			case c.Figure != "":
				v := float64(n[c.Figure])
				l.Cells[c.ID] = Cell{Counted: v, Value: v, Blank: (l.Mark == Missing || l.Mark == NotYet) && count == nil && !isMarket(c.Figure)}
			case c.Typed != "":
				l.Cells[c.ID] = Cell{Blank: true}
			case c.Top == "sought":
				l.Cells[c.ID] = Cell{Words: r.topOf(l.Sought)}
			case c.Top == "wanted":
				l.Cells[c.ID] = Cell{Words: r.topOf(l.Wanted)}
			}
		}
		s.Lines = append(s.Lines, l)
	}
	return nil
}

// built counts the station itself, by its state at the end of the span.
func built(s station, span tally.Span, n map[tally.Figure]int) {
	on := s.builtOn()
	if on > span.Last || s.life.endedBy(span.End()) {
		return
	}
	switch s.level {
	case market.LevelCounty:
		n[MarketCounty] = 1
	case market.LevelTownship:
		n[MarketTownship] = 1
	case market.LevelVillage:
		n[MarketVillage] = 1
	}
	if on >= span.First {
		n[MarketNew] = 1
	}
}

func isMarket(f tally.Figure) bool {
	return f == MarketCounty || f == MarketTownship || f == MarketVillage || f == MarketNew
}
