package archive

import (
	"context"
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// EmployerRow is an employer as an office sees it.
type EmployerRow struct {
	ID         market.EmployerID
	Name       string // what may be shown in public
	Kind       market.EmployerKind
	USCC       string
	Licence    string
	Who        Masked
	Postings   int
	Complaints int // about its postings
	Flags      []string
	Listed     bool   // on the red list
	Reason     string // why
}

// RedListed lists the employers on the red list whose shown name has these words in it, "" for all; at most so many,
// after those that are skipped. It is the same for all: every station knows it.
func (a *Archive) RedListed(ctx context.Context, named string, most, skip int) ([]EmployerRow, error) {
	return a.employers(ctx, `EXISTS (SELECT 1 FROM red_list r WHERE r.employer = e.id AND r.listed = 1) AND instr(e.name, ?) > 0 ORDER BY e.name, e.id LIMIT ? OFFSET ?`,
		named, most, skip)
}

// CountRedListed says how many are on it.
func (a *Archive) CountRedListed(ctx context.Context) (n int, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM red_list WHERE listed = 1 AND employer IN (SELECT id FROM employer)`).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("count the red list: %w", err)
	}
	return n, nil
}

// Complained lists the employers about whose postings somebody complained within a reach, those
// with the most first, by name and bounds as RedListed.
func (a *Archive) Complained(ctx context.Context, r Reach, named string, most, skip int) ([]EmployerRow, error) {
	return a.employers(ctx, `e.id IN (SELECT p.employer FROM complaint c JOIN posting p ON p.id = c.posting JOIN `+stationNow+` s ON s.no = c.station WHERE `+inReach+`)
		AND NOT EXISTS (SELECT 1 FROM red_list r WHERE r.employer = e.id AND r.listed = 1)
		AND instr(e.name, ?) > 0
		ORDER BY (SELECT COUNT(*) FROM complaint c JOIN posting p ON p.id = c.posting WHERE p.employer = e.id) DESC, e.id LIMIT ? OFFSET ?`,
		append(r.args(), named, most, skip)...)
}

// Employer reads one, or refuses with unknown_employer.
func (a *Archive) Employer(ctx context.Context, id market.EmployerID) (EmployerRow, error) {
	l, err := a.employers(ctx, `e.id = ?`, string(id))
	if err != nil {
		return EmployerRow{}, err
	}
	if len(l) == 0 {
		return EmployerRow{}, market.Refuse("unknown_employer")
	}
	return l[0], nil
}

func (a *Archive) employers(ctx context.Context, where string, args ...any) (out []EmployerRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		s, err := newShade(ctx, tx)
		if err != nil {
			return err
		}
		err = each(ctx, tx, func(scan func(...any) error) error {
			var e EmployerRow
			var tag, box []byte
			if err := scan(&e.ID, &e.Name, &e.Kind, &e.USCC, &e.Licence, &tag, &box, &e.Postings, &e.Complaints, &e.Listed, &e.Reason); err != nil {
				return err
			}
			var c record.Contact
			if err := s.open(tag, box, &c); err != nil {
				return err
			}
			e.Who = masked(c.Called, c.Phone)
			out = append(out, e)
			return nil
		}, `SELECT e.id, e.name, e.kind, e.uscc, e.licence, e.contact_tag, e.contact,
			(SELECT COUNT(*) FROM posting p WHERE p.employer = e.id),
			(SELECT COUNT(*) FROM complaint c JOIN posting p ON p.id = c.posting WHERE p.employer = e.id),
			EXISTS (SELECT 1 FROM red_list r WHERE r.employer = e.id AND r.listed = 1),
			COALESCE((SELECT reason FROM red_list r WHERE r.employer = e.id AND r.listed = 1), '') FROM employer e WHERE `+where, args...)
		if err != nil {
			return err
		}
		for i := range out {
			err := each(ctx, tx, func(scan func(...any) error) error {
				var flag string
				err := scan(&flag)
				out[i].Flags = append(out[i].Flags, flag)
				return err
			}, `SELECT DISTINCT flag FROM employer_flag WHERE employer = ? AND off = 0 ORDER BY flag`, string(out[i].ID))
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// HelpRow is somebody whose hardship staff confirmed. Which hardship it is stands in no list.
type HelpRow struct {
	Worker  market.WorkerID
	Who     Masked
	Grade   market.Grade
	By      string    // account that confirmed it
	Since   time.Time // when
	Placed  time.Time // the newest match that stands; zero for none
	AtWork  bool      // a match that is not over
	Station uint16
	Name    string // of that station
}

// Helped lists the people to help who registered within a reach, those who wait the longest first.
func (a *Archive) Helped(ctx context.Context, r Reach) (out []HelpRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		s, err := newShade(ctx, tx)
		if err != nil || s.hide {
			return err
		}
		rows, err := stationRows(ctx, tx, r)
		if err != nil {
			return err
		}
		names := map[uint16]string{}
		for _, st := range rows {
			names[st.No] = st.Name
		}
		return each(ctx, tx, func(scan func(...any) error) error {
			if len(out) == ShownHelped {
				return nil
			}
			h, err := s.helped(scan, names)
			if err == nil && h.Grade != market.GradeC {
				out = append(out, h)
			}
			return err
		}, `SELECT h.worker, h.box, h.by_whom, h.at, w.tag, w.box,
			COALESCE((SELECT MAX(m.at) FROM match m WHERE m.worker = h.worker AND m.state <> 'cancelled'), 0),
			EXISTS (SELECT 1 FROM match m WHERE m.worker = h.worker AND m.state IN ('taken', 'arrived'))
			FROM (SELECT * FROM help WHERE rev_station IN (SELECT s.no FROM `+stationNow+` s WHERE `+inReach+`) ORDER BY at DESC LIMIT ?) h
			CROSS JOIN worker w ON w.id = h.worker ORDER BY 8, 7, h.at, h.worker`, append(r.args(), recentHelp)...)
	})
	return out, err
}

// recentHelp bounds how many people are looked at: those who were confirmed last.
const recentHelp = 2000

// ShownHelped bounds the list: what nobody reads need not be opened.
const ShownHelped = 300

// helped reads a row. It is of grade C for who was erased, has no hardship any more, or registered at a
// station without a name here.
func (s *shade) helped(scan func(...any) error, names map[uint16]string) (h HelpRow, err error) {
	var need, tag, box []byte
	var at, placed int64
	if err := scan(&h.Worker, &need, &h.By, &at, &tag, &box, &placed, &h.AtWork); err != nil {
		return h, err
	}
	ref, err := market.ParseRef(string(h.Worker))
	if err != nil {
		return h, err
	}
	h.Station, h.Since = ref.Station, time.UnixMilli(at).In(market.Zone)
	var inside bool
	if h.Name, inside = names[h.Station]; !inside {
		return h, nil
	}
	if placed > 0 {
		h.Placed = time.UnixMilli(placed).In(market.Zone)
	}
	var n record.Need
	if err := s.open(tag, need, &n); err != nil {
		return h, err
	}
	if h.Who, err = s.worker(tag, box); h.Who != (Masked{}) {
		h.Grade, _ = market.GradeOf(market.Need{Confirmed: n.Hardships})
	}
	return h, err
}
