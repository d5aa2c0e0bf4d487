package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Find is what somebody of an office looks for among postings, or among what was handed in. What is left out asks for
// nothing.
type Find struct {
	Words   string // in the title, the place, the notes or the employer's name; of what was handed in also its number
	Trade   market.TradeID
	Station uint16     // that opened it, or decides about it
	Pay     market.Fen // at least, for a Unit
	Unit    market.PayUnit
	Short   bool // open ones that still want somebody
	Held    bool // those that the county withholds
}

// Any says whether somebody asks for something.
func (f Find) Any() bool { return f != Find{} }

// fits says whether a posting is one of those, by what its row's columns do not tell.
func (f Find) fits(b *record.Posting, others ...string) bool {
	if f.Pay > 0 && (b.Pay < f.Pay || b.Unit != f.Unit) || f.Trade != "" && b.Trade != f.Trade {
		return false
	}
	if f.Words == "" {
		return true
	}
	for _, s := range append(others, b.Title, b.Place, b.Notes) {
		if strings.Contains(strings.ToLower(s), strings.ToLower(f.Words)) {
			return true
		}
	}
	return false
}

// mostLooked bounds how many rows are read for words or pay, which stand in a posting's body alone: a city has some 180,000
// postings in a year, and nobody waits a second for a page. Trade, station and area are columns and narrow it before.
const mostLooked = 15_000

// FindPostings is Postings for those that somebody looks for. far says that there are older ones that were not read.
func (a *Archive) FindPostings(ctx context.Context, r Reach, closed bool, f Find, most, skip int) (out []PostingRow, far bool, err error) {
	if !f.Any() {
		out, err = a.Postings(ctx, r, closed, most, skip)
		return out, false, err
	}
	where, order := `p.state IN ('open', 'withheld') AND p.last_day >= ? AND `, ` ORDER BY p.start_at, p.id`
	if closed {
		where, order = `(p.state = 'closed' OR p.last_day < ?) AND `, ` ORDER BY p.opened_at DESC, p.id`
	}
	args := append([]any{market.MinuteOf(a.now()).Date()}, r.args()...)
	where += inReach
	if f.Trade != "" {
		where, args = where+` AND p.trade = ?`, append(args, string(f.Trade))
	}
	if f.Station != 0 {
		where, args = where+` AND p.station = ?`, append(args, f.Station)
	}
	if f.Short {
		where += ` AND p.state = 'open' AND p.taken < p.headcount`
	}
	if f.Held {
		where += ` AND p.state = 'withheld'`
	}
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		ids, rest, err := found(ctx, tx, most, skip, func(scan func(...any) error) (id string, ok bool, err error) {
			var raw []byte
			var employer string
			if err := scan(&id, &raw, &employer); err != nil {
				return id, false, err
			}
			var b record.Posting
			if err := record.Unmarshal(raw, &b); err != nil {
				return id, false, fmt.Errorf("read posting %s: %w", id, err)
			}
			return id, f.fits(&b, employer), nil
		}, `SELECT p.id, p.body, COALESCE(e.name, '') FROM posting p JOIN `+stationNow+` s ON s.no = p.station LEFT JOIN employer e ON e.id = p.employer WHERE `+where+order, args...)
		if far = rest; err != nil {
			return err
		}
		s, err := newShade(ctx, tx)
		if err != nil {
			return err
		}
		return s.postings(func(p PostingRow) { out = append(out, p) }, `p.id IN (SELECT value FROM json_each(?))`+order, ids)
	})
	return out, far, err
}

// FindProposals is Proposals for those that somebody looks for, and says far as FindPostings does.
func (a *Archive) FindProposals(ctx context.Context, r Reach, state market.ProposalState, f Find, most, skip int) (out []ProposalRow, far bool, err error) {
	if !f.Any() {
		out, err = a.Proposals(ctx, r, state, most, skip)
		return out, false, err
	}
	order := ` ORDER BY c.at DESC, c.id`
	if state == market.ProposalWaits {
		order = ` ORDER BY c.at, c.id`
	}
	number := strings.ReplaceAll(f.Words, " ", "")
	var ids string
	err = a.db.View(ctx, func(tx *sqldb.Tx) (err error) {
		ids, far, err = found(ctx, tx, most, skip, func(scan func(...any) error) (id string, ok bool, err error) {
			var own string
			var raw, firm []byte
			if err := scan(&id, &own, &raw, &firm); err != nil {
				return id, false, err
			}
			var b record.Posting
			var e record.Employer
			if err := record.Unmarshal(raw, &b); err != nil {
				return id, false, fmt.Errorf("read proposal %s: %w", id, err)
			}
			if err := record.Unmarshal(firm, &e); err != nil {
				return id, false, fmt.Errorf("read employer of proposal %s: %w", id, err)
			}
			byNumber := Find{Trade: f.Trade, Pay: f.Pay, Unit: f.Unit}
			return id, f.fits(&b, e.Name) || number == own && byNumber.fits(&b), nil
		}, `SELECT c.id, c.number, c.body, c.firm FROM proposal c JOIN `+stationNow+` s ON s.no = c.station
			WHERE c.state = ? AND (? = 0 OR c.station = ?) AND `+inReach+order, append([]any{string(state), f.Station, f.Station}, r.args()...)...)
		return err
	})
	if err == nil {
		out, err = a.proposals(ctx, `c.id IN (SELECT value FROM json_each(?))`+order, ids)
	}
	return out, far, err
}

// found gives the identifiers, as a list in JSON, of the rows that fit: at most so many, after those that are skipped; and
// whether it gave up before the last row (mostLooked).
func found(ctx context.Context, tx *sqldb.Tx, most, skip int, fits func(scan func(...any) error) (string, bool, error), query string, args ...any) (list string, far bool, err error) {
	ids, looked := []string{}, 0
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return "", false, fmt.Errorf("look for what is asked for: %w", err)
	}
	defer rows.Close()
	for ; len(ids) < most && rows.Next(); looked++ {
		if far = looked == mostLooked; far {
			break
		}
		id, ok, err := fits(rows.Scan)
		switch {
		case err != nil:
			return "", false, fmt.Errorf("look for what is asked for: %w", err)
		case !ok:
		case skip > 0:
			skip--
		default:
			ids = append(ids, id)
		}
	}
	if err := rows.Err(); err != nil {
		return "", false, fmt.Errorf("look for what is asked for: %w", err)
	}
	text, err := json.Marshal(ids)
	return string(text), far, err
}
