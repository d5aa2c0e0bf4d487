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

func (r *Report) sheet(ctx context.Context, period string, span tally.Span, within market.AreaCode, written bool) (*Sheet, error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	now := r.now()
	s := &Sheet{Period: period, Span: span, Scope: within, Days: span.Passed(now), now: now}
	s.Unit = market.MarketName(r.areas, r.unit(within), "")
	err := r.archive.View(ctx, func(tx *sqldb.Tx) (err error) {
		if s.Form, err = formNow(ctx, tx); err != nil {
			return err
		}
		if !written {
			s.Form.countedOnly()
		}
		if s.At, err = r.asOf(ctx, tx); err != nil {
			return err
		}
		if err := r.lines(ctx, tx, s); err != nil {
			return err
		}
		if !written {
			return nil
		}
		if s.Corrections, err = corrections(ctx, tx, period, within); err != nil {
			return err
		}
		r.write(s)
		locks, err := locks(ctx, tx, period)
		if err != nil {
			return err
		}
		r.freeze(s, locks)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range s.Lines {
		s.derive(s.Lines[i].Cells)
	}
	r.arrange(s)
	return s, nil
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
		if st.since > s.Span.Last && count == nil {
			continue // it was not there yet
		}
		l := Line{Unit: strconv.Itoa(int(st.no)), Name: st.name, Area: st.area, Level: st.level, Cells: map[string]Cell{}}
		l.Mark, l.Late = mark(st, s.Span, st.arrived(noted, s.Span), s.now)
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
				l.Cells[c.ID] = Cell{Counted: v, Value: v, Blank: l.Mark == Missing && count == nil && !isMarket(c.Figure)}
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

// built counts the station itself.
func built(s station, span tally.Span, n map[tally.Figure]int) {
	if s.ended {
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
	if s.since >= span.First && s.since <= span.Last {
		n[MarketNew] = 1
	}
}

func isMarket(f tally.Figure) bool {
	return f == MarketCounty || f == MarketTownship || f == MarketVillage || f == MarketNew
}
