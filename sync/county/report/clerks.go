package report

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"io"
	"slices"
	"strconv"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Clerk is what one account of staff did for people in a month: the facts it said, by kind.
type Clerk struct {
	Account string
	Title   string // what the screen calls them
	Station uint16
	Market  string
	N       map[record.Kind]int
	Total   int
}

// Served are the kinds that count, in the order of a sheet.
var Served = []record.Kind{
	record.CheckInMade, record.WorkerRegistered, record.EmployerRegistered, record.PostingOpened, record.ProposalSettled,
	record.MatchTaken, record.MatchFinished, record.HelpSettled, record.GuidanceAnswered, record.ComplaintMoved,
}

// Clerks gives the accounts of an area that did something in a month, those that did most first. What
// people did alone at the screen is nobody's.
func (r *Report) Clerks(ctx context.Context, month string, within market.AreaCode) ([]Clerk, error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	if _, err := tally.Month(month); err != nil {
		return nil, err
	}
	byAccount := map[string]*Clerk{}
	err := r.archive.View(ctx, func(tx *sqldb.Tx) error {
		stations, err := r.stations(ctx, tx, within)
		if err != nil {
			return err
		}
		names := map[uint16]string{}
		for _, s := range stations {
			names[s.no] = s.name
		}
		return tx.Each(ctx, `SELECT c.station, c.account, COALESCE(s.title, ''), c.kind, c.n FROM report_clerk c
			LEFT JOIN staff s ON s.account = c.account WHERE c.month = ?`, []any{month}, func(rows *sql.Rows) error {
			var c Clerk
			var kind record.Kind
			var n int
			if err := rows.Scan(&c.Station, &c.Account, &c.Title, &kind, &n); err != nil {
				return err
			}
			name, ok := names[c.Station]
			if !ok {
				return nil
			}
			key := strconv.Itoa(int(c.Station)) + " " + c.Account
			if byAccount[key] == nil {
				c.Market, c.N = name, map[record.Kind]int{}
				byAccount[key] = &c
			}
			byAccount[key].N[kind] += n
			byAccount[key].Total += n
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read who served in %s: %w", month, err)
	}
	out := make([]Clerk, 0, len(byAccount))
	for _, c := range byAccount {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Clerk) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Station, b.Station), cmp.Compare(a.Account, b.Account))
	})
	return out, nil
}

// rankFigures are the columns of a ranking of stations.
var rankFigures = append([]tally.Figure{tally.Visits, tally.Seekers, tally.Postings, tally.Places, tally.Fills, tally.FillsHard}, tally.Services...)

// WriteRanking writes what stations and accounts did in a month. It is for those who lead them, and
// not published.
func (r *Report) WriteRanking(w io.Writer, month string, stations []Ranked, clerks []Clerk) error {
	b := newBook(r.words.T("rank.sheet_stations"))
	b.text(1, 1, r.words.T("rank.title_stations", "period", r.period(month)), "title")
	b.text(1, 2, r.words.T("report.col_station"), "head")
	for i, f := range rankFigures {
		b.text(2+i, 2, r.words.T("figure."+string(f)), "head")
		b.text(2+i, 3, r.words.T("define."+string(f)), "define")
	}
	for i, s := range stations {
		b.text(1, 4+i, s.Name, "text")
		for j, f := range rankFigures {
			b.value(2+j, 4+i, float64(s.Count.N[f]))
		}
	}
	b.paint(2, 4, 1+len(rankFigures), 3+len(stations), "number")
	b.width(1, 1, 34)
	b.width(2, 1+len(rankFigures), 13)
	b.height(3, 80)
	b.still(1, 3)
	b.turn(r.words.T("rank.sheet_clerks"))
	b.text(1, 1, r.words.T("rank.title_clerks", "period", r.period(month)), "title")
	for i, key := range []string{"report.col_station", "rank.account", "rank.total"} {
		b.text(1+i, 2, r.words.T(key), "head")
	}
	for i, k := range Served {
		b.text(4+i, 2, r.words.T("rank."+string(k)), "head")
	}
	for i, c := range clerks {
		b.text(1, 3+i, c.Market, "text")
		b.text(2, 3+i, cmp.Or(c.Title, c.Account), "text")
		last := b.col(3 + len(Served))
		n := strconv.Itoa(3 + i)
		b.formula(3, 3+i, "SUM(D"+n+":"+last+n+")", float64(c.Total), "sum")
		for j, k := range Served {
			b.value(4+j, 3+i, float64(c.N[k]))
		}
	}
	b.paint(4, 3, 3+len(Served), 2+len(clerks), "number")
	b.width(1, 1, 34)
	b.width(2, 3+len(Served), 13)
	b.still(2, 2)
	return b.end(w)
}

// Stations ranks the stations of an area by their fills of a month.
func (r *Report) Stations(ctx context.Context, month string, within market.AreaCode) ([]Ranked, error) {
	span, err := tally.Month(month)
	if err != nil {
		return nil, err
	}
	if err := r.scope(within); err != nil {
		return nil, err
	}
	t := &Trends{}
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		of, err := counts(ctx, tx, month, span)
		if err != nil {
			return err
		}
		stations, err := r.stations(ctx, tx, within)
		if err != nil {
			return err
		}
		r.part(t, stations, of)
		return nil
	})
	return t.Rank, err
}
