package report

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Lock says that an area's month was checked and reported. From then on its lines stand as they were.
type Lock struct {
	Area market.AreaCode
	Name string
	By   string
	Why  string // it was locked although something was missing; "" where nothing was
	At   time.Time

	frozen frozen
}

// frozen is what a lock keeps.
type frozen struct {
	Form  *Form  `json:"form"`
	Lines []Line `json:"lines"`
}

// lockTries is how often figures are brought up to date for a lock before it is given up: each time facts of the
// month itself came between.
const lockTries = 4

// errBehind says that facts came that a sheet's figures do not have yet.
var errBehind = errors.New("figures are behind the facts")

// Lock locks a month for an area: a county, or the city with all its counties. What it freezes is what stands
// when it is written: nobody can correct a cell between, and no fact that a station's mark counts as here is missing
// in the figures. seen is what its reader saw (Sheet.Seen), "" for whatever stands: other figures are not locked unseen. A sheet
// that lacks something (Sheet.Gaps) is locked only for a reason, which stays in the trail. Refusals: bad_period,
// unknown_area, month_not_over, month_locked, required, too_long, sheet_empty, month_gaps, month_changed, month_moving.
func (r *Report) Lock(ctx context.Context, month string, area market.AreaCode, by, why, seen string) error {
	by, why, err := said(by, why, false)
	if err != nil {
		return err
	}
	if area, err = r.lockable(area); err != nil {
		return err
	}
	span, err := tally.Month(month)
	if err != nil {
		return err
	}
	if r.now().Before(span.End()) {
		return market.Refuse("month_not_over")
	}
	for range lockTries {
		if err := r.Refresh(ctx); err != nil {
			return err
		}
		if err := r.lock(ctx, month, span, area, by, why, seen); !errors.Is(err, errBehind) {
			return err
		}
	}
	return market.Refuse("month_moving")
}

// lock freezes what one transaction sees, or gives errBehind where its figures are older than its facts.
func (r *Report) lock(ctx context.Context, month string, span tally.Span, area market.AreaCode, by, why, seen string) error {
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		if err := caughtUp(ctx, tx, month); err != nil {
			return err
		}
		now, err := locks(ctx, tx, month)
		if err != nil {
			return err
		}
		if _, locked := lockOver(now, area); locked {
			return market.Refuse("month_locked")
		}
		sheet, err := r.sheetIn(ctx, tx, month, span, area, true)
		if err != nil {
			return err
		}
		stands, err := sheet.Seen()
		if err != nil {
			return err
		}
		switch gaps := sheet.Gaps(); {
		case sheet.Total.Stations == 0:
			return market.Refuse("sheet_empty")
		case seen != "" && seen != stands:
			return market.Refuse("month_changed")
		case !gaps.Any():
			why = ""
		case why == "":
			return &market.Error{Code: "month_gaps", Field: "reason"}
		}
		body, err := sheet.freezes()
		if err != nil {
			return err
		}
		return r.keepLock(ctx, tx, month, area, by, why, body)
	})
}

// freezes is what a lock keeps of a sheet.
func (s *Sheet) freezes() ([]byte, error) {
	body, err := json.Marshal(frozen{s.Form, s.Lines})
	if err != nil {
		return nil, fmt.Errorf("freeze %s of %s: %w", s.Period, s.Scope, err)
	}
	return body, nil
}

// Seen is short for all that a lock of the sheet would freeze: two sheets that show the same have the same.
func (s *Sheet) Seen() (string, error) {
	body, err := s.freezes()
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8]), err
}

// Unlock opens a locked month again; what is counted and corrected then stands. Refusals: not_locked,
// no_reason, and as Lock.
func (r *Report) Unlock(ctx context.Context, month string, area market.AreaCode, by, why string) error {
	by, why, err := said(by, why, true)
	if err != nil {
		return err
	}
	if area, err = r.lockable(area); err != nil {
		return err
	}
	if _, err := tally.Month(month); err != nil {
		return err
	}
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		now, err := locks(ctx, tx, month)
		if err != nil {
			return err
		}
		if _, locked := now[area]; !locked {
			return market.Refuse("not_locked")
		}
		return r.keepLock(ctx, tx, month, area, by, why, nil)
	})
}

// lockable gives the area of a county or of the city; Whole stands for the city.
func (r *Report) lockable(area market.AreaCode) (market.AreaCode, error) {
	a, ok := r.areas.Get(r.unit(area))
	if !ok || a.Level > market.LevelCounty {
		return "", &market.Error{Code: "unknown_area", Field: "area"}
	}
	return a.Code, nil
}

func (r *Report) keepLock(ctx context.Context, tx *sqldb.Tx, month string, area market.AreaCode, by, why string, body []byte) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO report_lock (month, area, locked, by_whom, why, at, lines) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		month, string(area), body != nil, by, why, r.now().UnixMilli(), body)
	if err != nil {
		return fmt.Errorf("lock %s of %s: %w", month, area, err)
	}
	return nil
}

// locks gives the locks of a month that stand, by area.
func locks(ctx context.Context, tx *sqldb.Tx, month string) (map[market.AreaCode]Lock, error) {
	out := map[market.AreaCode]Lock{}
	err := tx.Each(ctx, `SELECT area, locked, by_whom, why, at, lines FROM report_lock l WHERE month = ?
		AND id = (SELECT MAX(id) FROM report_lock x WHERE x.month = l.month AND x.area = l.area)`, []any{month}, func(rows *sql.Rows) error {
		var l Lock
		var locked bool
		var at int64
		var body []byte
		if err := rows.Scan(&l.Area, &locked, &l.By, &l.Why, &at, &body); err != nil || !locked {
			return err
		}
		l.At = time.UnixMilli(at)
		err := json.Unmarshal(body, &l.frozen)
		out[l.Area] = l
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read locks of %s: %w", month, err)
	}
	return out, nil
}

// lockOver gives the narrowest lock that an area lies under.
func lockOver(all map[market.AreaCode]Lock, area market.AreaCode) (found Lock, ok bool) {
	for code, l := range all {
		if inside(area, code) && (!ok || code > found.Area) { // a county's code is greater than its city's
			found, ok = l, true
		}
	}
	return found, ok
}

// freeze puts the lines of locked areas in place as they were. A sheet whose whole scope is locked has
// the columns that it was locked with.
func (r *Report) freeze(s *Sheet, all map[market.AreaCode]Lock) {
	if over, ok := lockOver(all, r.unit(s.Scope)); ok && over.frozen.Form != nil {
		s.Form = over.frozen.Form
	}
	kept := s.Lines[:0:0]
	for _, l := range s.Lines {
		if _, locked := lockOver(all, l.Area); !locked {
			kept = append(kept, l)
		}
	}
	for code, l := range all {
		a, _ := r.areas.Get(code)
		l.Name = a.Name
		if inside(code, s.Scope) || inside(r.unit(s.Scope), code) {
			s.Locks = append(s.Locks, l)
		}
		for _, line := range l.frozen.Lines {
			if narrowest, _ := lockOver(all, line.Area); narrowest.Area == code && inside(line.Area, s.Scope) {
				line.Locked = true
				kept = append(kept, line)
			}
		}
	}
	s.Lines = kept
	s.sort()
}
