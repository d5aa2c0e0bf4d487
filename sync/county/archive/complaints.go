package archive

import (
	"cmp"
	"context"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// ComplaintRow is a complaint as an office sees it.
type ComplaintRow struct {
	ID       market.ComplaintID
	Number   string // by which it is followed
	Kind     market.ComplaintKind
	State    market.ComplaintState
	Amount   market.Fen
	Posting  market.PostingID
	Employer market.EmployerID // of the posting
	Title    string            // of the posting
	Area     market.AreaCode   // of the posting; without one where it was said to be, "" for nowhere
	Words    string            // that were said last
	Who      Masked
	Named    bool   // somebody left a phone
	Said     string // on the county's page, beside the kind
	At       time.Time
	Moved    time.Time // zero before anybody did something
	Station  uint16    // 0: by the county's page
	Name     string    // of that station
	Steps    []ComplaintStep
}

// ComplaintStep is what was done about a complaint.
type ComplaintStep struct {
	State market.ComplaintState
	Words string
	By    string // account
	At    time.Time
}

// complaintAt joins s, the station of a complaint c: where it was filed, or, of one from the county's
// page, the one that opened the posting p that it is about; and l, the place of one without a station.
const complaintAt = ` LEFT JOIN posting p ON p.id = c.posting LEFT JOIN ` + stationNow + ` s ON s.no = CASE c.station WHEN 0 THEN p.station ELSE c.station END
	LEFT JOIN complaint_place l ON l.complaint = c.id `

// ofReach is the condition that s lies in a reach; a complaint without a station is for whoever sees its place, and one
// without that, too, for the county of all stations, or for the city where they lie in several.
const ofReach = `(` + inReach + ` OR s.no IS NULL AND ? AND COALESCE(l.area, ` + onlyCounty + `, ?) BETWEEN ? AND ?)`

// onlyCounty is the county of all stations; NULL where they lie in several.
const onlyCounty = `(SELECT MIN(SUBSTR(area, 1, 6)) || '000000' FROM station HAVING MIN(SUBSTR(area, 1, 6)) = MAX(SUBSTR(area, 1, 6)))`

func (r Reach) ofArgs() []any {
	first, last := r.Area.Span()
	return append(r.args(), r.Station == 0, string(assets.Areas().City().Code), string(first), string(last))
}

// Counties are those that have a station, by their codes.
func (a *Archive) Counties(ctx context.Context) (out []market.AreaCode, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var c market.AreaCode
			if err := scan(&c); err != nil {
				return err
			}
			if known, ok := assets.Areas().County(c); ok {
				out = append(out, known.Code)
			}
			return nil
		}, `SELECT DISTINCT SUBSTR(area, 1, 6) || '000000' FROM station ORDER BY 1`)
	})
	return out, err
}

// Complaints lists the complaints within a reach that are open, the oldest first, or closed, the
// newest first; of one kind, or "" for all; at most so many, after those that are skipped.
func (a *Archive) Complaints(ctx context.Context, r Reach, closed bool, kind market.ComplaintKind, most, skip int) ([]ComplaintRow, error) {
	where := `c.state <> 'closed' AND ` + ofReach + ` AND (? = '' OR c.kind = ?) ORDER BY c.at, c.id LIMIT ? OFFSET ?`
	if closed {
		where = `c.state = 'closed' AND ` + ofReach + ` AND (? = '' OR c.kind = ?) ORDER BY c.moved_at DESC, c.id LIMIT ? OFFSET ?`
	}
	return a.complaints(ctx, where, append(r.ofArgs(), string(kind), string(kind), most, skip)...)
}

// ComplaintNumbered gives the complaint within a reach that is followed by a number, or refuses with unknown_complaint.
func (a *Archive) ComplaintNumbered(ctx context.Context, r Reach, number string) (market.ComplaintID, error) {
	l, err := a.complaints(ctx, `c.number = ? AND `+ofReach, append([]any{number}, r.ofArgs()...)...)
	switch {
	case err != nil:
		return "", err
	case len(l) == 0:
		return "", market.Refuse("unknown_complaint")
	}
	return l[0].ID, nil
}

// Complaint reads one with what was done about it, or refuses with unknown_complaint.
func (a *Archive) Complaint(ctx context.Context, id market.ComplaintID) (ComplaintRow, error) {
	l, err := a.complaints(ctx, `c.id = ?`, string(id))
	if err != nil {
		return ComplaintRow{}, err
	}
	if len(l) == 0 {
		return ComplaintRow{}, market.Refuse("unknown_complaint")
	}
	c := l[0]
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var raw []byte
			if err := scan(&raw); err != nil {
				return err
			}
			f, err := record.Decode(raw)
			if err != nil {
				return nil //nolint:nilerr // in quarantine
			}
			var b record.ComplaintMove
			if record.Unmarshal(f.Body, &b) == nil && b.State.Rank() > 0 {
				c.Steps = append(c.Steps, ComplaintStep{b.State, b.Words, f.By, time.UnixMilli(f.At).In(market.Zone)})
			}
			return nil
		}, `SELECT bytes FROM fact WHERE thing = ? AND kind = ? ORDER BY rev`, string(id), string(record.ComplaintMoved))
	})
	return c, err
}

func (a *Archive) complaints(ctx context.Context, where string, args ...any) (out []ComplaintRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		s, err := newShade(ctx, tx)
		if err != nil {
			return err
		}
		return each(ctx, tx, func(scan func(...any) error) error {
			var c ComplaintRow
			var tag, box, raw []byte
			var at, moved int64
			var own string
			var area, said market.AreaCode
			if err := scan(&c.ID, &c.Number, &c.Kind, &c.State, &c.Amount, &c.Posting, &c.Employer, &raw, &c.Words, &tag, &box, &at, &moved, &c.Station, &own, &area, &said); err != nil {
				return err
			}
			var b record.Posting
			if err := readBody(raw, &b); err != nil {
				return err
			}
			c.Title, c.Area, c.At = b.Title, cmp.Or(b.Area, said), time.UnixMilli(at).In(market.Zone)
			if moved > 0 {
				c.Moved = time.UnixMilli(moved).In(market.Zone)
			}
			if c.Station != 0 {
				c.Name = stationName(area, own)
			}
			var who record.Caller
			if err := s.open(tag, box, &who); err != nil {
				return err
			}
			c.Who, c.Named, c.Said = masked(who.Called, who.Phone), who.Phone != "", who.Words
			out = append(out, c)
			return nil
		}, `SELECT c.id, c.number, c.kind, c.state, c.amount, c.posting, COALESCE(p.employer, ''), p.body, c.words, c.tag, c.box, c.at, c.moved_at, c.station,
			COALESCE(s.name, ''), COALESCE(s.area, ''), COALESCE(l.area, '') FROM complaint c`+complaintAt+`WHERE `+where, args...)
	})
	return out, err
}

// ComplaintCounts counts the complaints of each kind that were filed since a moment.
func (a *Archive) ComplaintCounts(ctx context.Context, r Reach, since time.Time) (map[market.ComplaintKind]int, error) {
	out := map[market.ComplaintKind]int{}
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var k market.ComplaintKind
			var n int
			err := scan(&k, &n)
			out[k] = n
			return err
		}, `SELECT c.kind, COUNT(*) FROM complaint c`+complaintAt+`WHERE c.at >= ? AND `+ofReach+` GROUP BY c.kind`,
			append([]any{since.UnixMilli()}, r.ofArgs()...)...)
	})
	return out, err
}
