package archive

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"strings"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// stationName is the official name of a station without city and county, which all that are listed
// have in common (瓦屋镇零工市场), or its own.
func stationName(area market.AreaCode, own string) string {
	areas := assets.Areas()
	name := market.MarketName(areas, area, own)
	a, _ := areas.Get(area)
	county, _ := areas.County(area)
	name = strings.TrimPrefix(name, areas.City().Name)
	if a.Level > market.LevelCounty {
		name = strings.TrimPrefix(name, county.Name)
	}
	return name
}

// StationState is what an office must know of a station first.
type StationState string

// The states of a station, the worst last.
const (
	StationAtWork  StationState = "at_work"
	StationFenced  StationState = "fenced"  // its newest epoch is over and was fenced
	StationCloned  StationState = "cloned"  // two copies of its disk wrote one journal, and nobody fenced it
	StationRevoked StationState = "revoked" // shut out
)

// StationRow is one station as an office sees it.
type StationRow struct {
	No      uint16
	Name    string // the official one, or its own
	Area    market.AreaCode
	Epoch   uint8     // the newest
	Seen    time.Time // zero: never since it was enrolled
	Unsent  int       // facts that it said it still has
	Program string    // name and release; "" when it never said
	Old     bool      // of an older release than the county's own
	State   StationState
}

// Stations lists the stations within a reach, in the order of areas and numbers.
func (a *Archive) Stations(ctx context.Context, r Reach) (rows []StationRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		rows, err = stationRows(ctx, tx, r)
		return err
	})
	return rows, err
}

func stationRows(ctx context.Context, tx *sqldb.Tx, r Reach) (rows []StationRow, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var s StationRow
		var seen int64
		var over, forked, revoked bool
		if err := scan(&s.No, &s.Name, &s.Area, &s.Epoch, &seen, &s.Unsent, &s.Program, &over, &forked, &revoked); err != nil {
			return err
		}
		s.Name, s.Old = stationName(s.Area, s.Name), wire.OlderProgram(s.Program)
		if seen > 0 {
			s.Seen = time.UnixMilli(seen).In(market.Zone)
		}
		switch {
		case revoked:
			s.State = StationRevoked
		case forked:
			s.State = StationCloned
		case over:
			s.State = StationFenced
		default:
			s.State = StationAtWork
		}
		rows = append(rows, s)
		return nil
	}, `SELECT s.no, s.name, s.area, e.epoch, (SELECT MAX(last_seen) FROM epoch o WHERE o.station = s.no), e.unsent, e.program,
		EXISTS (SELECT 1 FROM fenced x WHERE x.station = s.no AND x.epoch = e.epoch),
		EXISTS (SELECT 1 FROM fork k WHERE k.station = s.no AND NOT EXISTS (SELECT 1 FROM fenced x WHERE x.station = k.station AND x.epoch = k.epoch)),
		EXISTS (SELECT 1 FROM revoked x WHERE x.station = s.no)
		FROM `+stationNow+` s JOIN epoch e ON e.station = s.no AND e.epoch = (SELECT MAX(epoch) FROM epoch o WHERE o.station = s.no)
		WHERE `+inReach+` ORDER BY s.area, s.no`, r.args()...)
	return rows, err
}

// StationDetail is one station with its journals.
type StationDetail struct {
	StationRow
	Epochs []EpochRow
	Last   []JournalRow // the newest first
}

// EpochRow is one incarnation of a station's database.
type EpochRow struct {
	Epoch  uint8
	Facts  uint64 // that are here
	Frozen bool
	Fenced bool
	Forked uint64 // the first seq of which there are two; 0 for none
}

// JournalRow is one fact, without what it says: only of what kind it is, and of which thing.
type JournalRow struct {
	Epoch uint8
	Seq   uint64
	Kind  string
	Thing string
	At    time.Time // by the station's clock
}

// shownFacts is how many of a station's facts its page shows.
const shownFacts = 30

// wholeCity is the area that has all others in it.
func wholeCity() market.AreaCode { return assets.Areas().City().Code }

// StationDetail reads one station, or refuses with unknown_station.
func (a *Archive) StationDetail(ctx context.Context, no uint16) (d StationDetail, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		rows, err := stationRows(ctx, tx, Reach{Area: wholeCity(), Station: no})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return market.Refuse("unknown_station")
		}
		d.StationRow = rows[0]
		err = each(ctx, tx, func(scan func(...any) error) error {
			var e EpochRow
			if err := scan(&e.Epoch, &e.Facts, &e.Frozen, &e.Fenced, &e.Forked); err != nil {
				return err
			}
			d.Epochs = append(d.Epochs, e)
			return nil
		}, `SELECT e.epoch, (SELECT COALESCE(MAX(seq), 0) FROM fact f WHERE f.station = e.station AND f.epoch = e.epoch), e.frozen,
			EXISTS (SELECT 1 FROM fenced x WHERE x.station = e.station AND x.epoch = e.epoch),
			COALESCE((SELECT MIN(seq) FROM fork k WHERE k.station = e.station AND k.epoch = e.epoch), 0)
			FROM epoch e WHERE e.station = ? ORDER BY e.epoch`, no)
		if err != nil {
			return err
		}
		return each(ctx, tx, func(scan func(...any) error) error {
			var j JournalRow
			var raw []byte
			if err := scan(&j.Epoch, &j.Seq, &j.Kind, &raw); err != nil {
				return err
			}
			if f, err := record.Decode(raw); err == nil { // one that cannot be read is shown by its number
				j.Thing, j.At = f.ID.String(), time.UnixMilli(f.At).In(market.Zone)
			}
			d.Last = append(d.Last, j)
			return nil
		}, `SELECT epoch, seq, kind, bytes FROM fact WHERE station = ? ORDER BY epoch DESC, seq DESC LIMIT ?`, no, shownFacts)
	})
	return d, err
}

// CodeRow is an enrolment code, and what became of it.
type CodeRow struct {
	Code    string
	Name    string // of the station that it is for
	Area    market.AreaCode
	Made    time.Time
	Until   time.Time // it can be used
	Over    bool      // nobody used it until then
	Station uint16    // that used it; 0 while nobody has
	Digits  string    // then: the six that the station's screen shows
}

// shownCodes is how long a code that was used is shown.
const shownCodes = 24 * time.Hour

// Codes lists the codes for stations within an area that nobody has used, and those that were made
// lately, the newest first.
func (a *Archive) Codes(ctx context.Context, area market.AreaCode) (rows []CodeRow, err error) {
	first, last := area.Span()
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var c CodeRow
			var made int64
			var sign []byte
			if err := scan(&c.Code, &c.Name, &c.Area, &made, &sign, &c.Station); err != nil {
				return err
			}
			c.Name, c.Made = stationName(c.Area, c.Name), time.UnixMilli(made).In(market.Zone)
			c.Until = c.Made.Add(CodeLasts)
			c.Over = c.Station == 0 && a.now().After(c.Until)
			if len(sign) == ed25519.PublicKeySize {
				c.Digits = wire.Digits(a.keys.sign[32:], sign, c.Code)
			}
			rows = append(rows, c)
			return nil
		}, `SELECT code, name, area, made_at, sign, COALESCE(station, 0) FROM code WHERE area BETWEEN ? AND ? AND (sign IS NULL OR made_at > ?)
			ORDER BY made_at DESC, code LIMIT 50`, string(first), string(last), a.now().Add(-shownCodes).UnixMilli())
	})
	return rows, err
}

// DropCode takes back a code of an area that nobody has used. Refuses with bad_code.
func (a *Archive) DropCode(ctx context.Context, area market.AreaCode, code string) error {
	first, last := area.Span()
	return a.update(ctx, func(w *writer) error {
		res, err := w.tx.ExecContext(ctx, `DELETE FROM code WHERE code = ? AND sign IS NULL AND area BETWEEN ? AND ?`, code, string(first), string(last))
		if err != nil {
			return fmt.Errorf("take back enrolment code: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return market.Refuse("bad_code")
		}
		return nil
	})
}
