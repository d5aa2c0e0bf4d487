package archive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Search is what somebody without an account looks for on the public board.
type Search struct {
	Area    market.AreaCode // with all below it
	Trade   market.TradeID  // "" for all
	Day     string          // "2026-11-23": work on that day; "" for any
	SameDay bool            // paid at the end of each day
	Skip    int
	Most    int
}

// BoardRow is a posting as anybody may see it.
type BoardRow struct {
	market.Posting
	Free     int
	Employer string // what may be shown in public
}

// Board is a page of the public board.
type Board struct {
	Rows  []BoardRow
	Wants int  // places that are free in all of the area, whatever else was asked for
	More  bool // there are more rows
}

// onBoard is the condition on a posting p that the public may see it and somebody can still go: it
// travels through the whole county, has a free place, is not over, and its employer is not on the
// red list.
const onBoard = `p.state = 'open' AND p.last_day >= ? AND p.share = 'county' AND p.taken < p.headcount
	AND NOT EXISTS (SELECT 1 FROM red_list r WHERE r.employer = p.employer AND r.listed = 1)`

// Board gives the postings that anybody may see, those that begin first before others.
func (a *Archive) Board(ctx context.Context, q Search) (b Board, err error) {
	now := market.MinuteOf(a.now())
	first, last := q.Area.Span()
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		args := []any{now.Date(), string(first), string(last)}
		err := tx.QueryRowContext(ctx, `SELECT COALESCE(SUM(p.headcount - p.taken), 0) FROM posting p WHERE `+onBoard+` AND p.area BETWEEN ? AND ?`, args...).Scan(&b.Wants)
		if err != nil {
			return fmt.Errorf("count places on the board: %w", err)
		}
		where := onBoard + ` AND p.area BETWEEN ? AND ?`
		if q.Trade != "" {
			where, args = where+` AND p.trade = ?`, append(args, string(q.Trade))
		}
		if q.Day != "" {
			where, args = where+` AND p.start_at < ? AND p.last_day >= ?`, append(args, q.Day+"T24", q.Day)
		}
		skip := q.Skip
		rows, err := tx.QueryContext(ctx, boardQuery+where+` ORDER BY p.start_at, p.id`, args...)
		if err != nil {
			return fmt.Errorf("read the board: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			r, err := boardRow(rows.Scan)
			if err != nil {
				return err
			}
			switch {
			case q.SameDay && r.Settlement != "same_day", r.Closes != "" && r.Closes <= now:
			case skip > 0:
				skip--
			case len(b.Rows) == q.Most:
				b.More = true
				return nil
			default:
				b.Rows = append(b.Rows, r)
			}
		}
		return rows.Err()
	})
	return b, err
}

const boardQuery = `SELECT p.id, p.body, p.headcount, p.taken, COALESCE(e.name, '') FROM posting p LEFT JOIN employer e ON e.id = p.employer WHERE `

func boardRow(scan func(...any) error) (r BoardRow, err error) {
	var id market.PostingID
	var raw []byte
	var heads, taken int
	if err := scan(&id, &raw, &heads, &taken, &r.Employer); err != nil {
		return r, err
	}
	var b record.Posting
	if err := record.Unmarshal(raw, &b); err != nil {
		return r, fmt.Errorf("read posting %s: %w", id, err)
	}
	r.Posting = ledger.Posting(id, &b)
	r.Headcount, r.Free = heads, max(0, heads-taken)
	return r, nil
}

// BoardPosting gives one posting as anybody may see it, also when nobody can go any more (Free is 0
// then), with the names of the stations where one takes its places. It refuses with unknown_posting
// for one that does not travel through the whole county, or is withheld.
func (a *Archive) BoardPosting(ctx context.Context, id market.PostingID) (r BoardRow, near []StationRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		row := tx.QueryRowContext(ctx, boardQuery+`p.id = ? AND p.share = 'county' AND p.state <> 'withheld'`, string(id))
		if r, err = boardRow(row.Scan); errors.Is(err, sql.ErrNoRows) {
			return market.Refuse("unknown_posting")
		}
		if err != nil {
			return fmt.Errorf("read posting %s: %w", id, err)
		}
		var open int
		err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM posting p WHERE p.id = ? AND `+onBoard, string(id), market.MinuteOf(a.now()).Date()).Scan(&open)
		if err != nil {
			return fmt.Errorf("look whether %s is open: %w", id, err)
		}
		if open == 0 {
			r.Free = 0
		}
		near, err = nearest(ctx, tx, r.Area)
		return err
	})
	return r, near, err
}

// mostNear is how many stations are named where one takes a place.
const mostNear = 3

// nearest lists the stations at work that are nearest to an area by the gazetteer: its village's,
// its township's, others of the township, its county's.
func nearest(ctx context.Context, tx *sqldb.Tx, area market.AreaCode) ([]StationRow, error) {
	rows, err := stationRows(ctx, tx, Reach{Area: area[:6] + "000000"})
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(s StationRow) bool { return s.State != StationAtWork })
	far := func(s StationRow) int {
		switch {
		case s.Area == area:
			return 0
		case s.Area == area[:9]+"000":
			return 1
		case s.Area[:9] == area[:9]:
			return 2
		case s.Area[6:] == "000000":
			return 3
		}
		return 4
	}
	slices.SortStableFunc(rows, func(x, y StationRow) int { return cmp.Compare(far(x), far(y)) })
	return rows[:min(mostNear, len(rows))], nil
}
