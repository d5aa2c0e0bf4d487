package report

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// BuildLevels are the levels at which the plan wants markets, 平就业组办〔2022〕4号, 三.
var BuildLevels = []market.Level{market.LevelCounty, market.LevelTownship, market.LevelVillage}

// planned is by when the plan wants them: one in each county, one in each township, and in villages where
// conditions allow, for which it names no number.
var planned = map[market.Level]string{
	market.LevelCounty: "2022-09-30", market.LevelTownship: "2023-06-30", market.LevelVillage: "2023-12-31",
}

// Build is how far a county is with its markets.
type Build struct {
	Area   market.AreaCode
	Name   string
	Levels []BuildLevel // in the order of BuildLevels
}

// BuildLevel is one level of it.
type BuildLevel struct {
	Level   market.Level
	Units   int    // counties, townships or villages that there are
	Have    int    // of them with a market at work
	InTime  int    // of these built by the day that was set
	Want    int    // 0: no number was set
	By      string // civil day
	Own     bool   // somebody set want and day, instead of the plan
	Without []market.AreaCode
	now     string
	sum     bool // of several counties, which lack so many
	lack    int
}

// shownWithout bounds the list of units without a market.
const shownWithout = 60

// State is done, open (the day is still to come), late, or "" where no number was set.
func (b BuildLevel) State() string {
	switch {
	case b.Want == 0:
		return ""
	case b.Lack() == 0:
		return "done"
	case b.now <= b.By:
		return "open"
	}
	return "late"
}

// Lack is how many are still missing: of a sum, in all counties that want more, since none builds for another.
func (b BuildLevel) Lack() int {
	if b.sum {
		return b.lack
	}
	return max(0, b.Want-b.Have)
}

// Progress gives the counties within an area, and their sum; the day of the sum is the last of theirs.
func (r *Report) Progress(ctx context.Context, within market.AreaCode) (counties []Build, total Build, err error) {
	if err := r.scope(within); err != nil {
		return nil, total, err
	}
	var stations []station
	var targets map[targetKey]target
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		if stations, err = r.stations(ctx, tx, within); err != nil {
			return err
		}
		targets, err = readTargets(ctx, tx)
		return err
	})
	if err != nil {
		return nil, total, err
	}
	built := map[market.AreaCode]string{} // the first market of a unit
	for _, s := range stations {
		on := s.builtOn()
		if first, ok := built[s.area]; !s.ended && (!ok || on < first) {
			built[s.area] = on
		}
	}
	total = Build{Area: r.unit(within), Name: r.words.T("build.total")}
	for range BuildLevels {
		total.Levels = append(total.Levels, BuildLevel{})
	}
	today := market.MinuteOf(r.now()).Date()
	for _, c := range r.countiesOf(within) {
		b := Build{Area: c.Code, Name: c.Name}
		for i, level := range BuildLevels {
			l := r.level(c.Code, level, within, built)
			l.By, l.now = planned[level], today
			if level != market.LevelVillage {
				l.Want = l.Units
			}
			if t, ok := targets[targetKey{c.Code, level}]; ok {
				l.Want, l.By, l.Own = t.want, t.by, true
			}
			for _, code := range r.unitsOf(c.Code, level, within) {
				if on, ok := built[code]; ok && on != "" && on <= l.By {
					l.InTime++
				}
			}
			b.Levels = append(b.Levels, l)
			total.Levels[i].add(l)
		}
		counties = append(counties, b)
	}
	return counties, total, nil
}

func (b *BuildLevel) add(o BuildLevel) {
	b.Level, b.now, b.sum, b.lack = o.Level, o.now, true, b.lack+o.Lack()
	b.Units, b.Have, b.InTime, b.Want = b.Units+o.Units, b.Have+o.Have, b.InTime+o.InTime, b.Want+o.Want
	b.By = max(b.By, o.By)
}

// level counts the units of a county at one level.
func (r *Report) level(county market.AreaCode, level market.Level, within market.AreaCode, built map[market.AreaCode]string) BuildLevel {
	l := BuildLevel{Level: level}
	for _, code := range r.unitsOf(county, level, within) {
		l.Units++
		if _, ok := built[code]; ok {
			l.Have++
		} else if level != market.LevelVillage && len(l.Without) < shownWithout {
			l.Without = append(l.Without, code)
		}
	}
	return l
}

// countiesOf are those within an area, or the one that it lies in.
func (r *Report) countiesOf(within market.AreaCode) []market.Area {
	if c, ok := r.areas.County(r.unit(within)); ok {
		return []market.Area{c}
	}
	return r.areas.Counties()
}

// unitsOf are the units of a county at a level, of those within an area.
func (r *Report) unitsOf(county market.AreaCode, level market.Level, within market.AreaCode) []market.AreaCode {
	var out []market.AreaCode
	add := func(a market.Area) {
		if inside(a.Code, within) {
			out = append(out, a.Code)
		}
	}
	if level == market.LevelCounty {
		c, _ := r.areas.Get(county)
		add(c)
		return out
	}
	for _, t := range r.areas.Townships(county) {
		if level == market.LevelTownship {
			add(t)
			continue
		}
		for _, v := range r.areas.Villages(t.Code) {
			add(v)
		}
	}
	return out
}

type targetKey struct {
	area  market.AreaCode
	level market.Level
}

type target struct {
	want int
	by   string
}

func readTargets(ctx context.Context, tx *sqldb.Tx) (map[targetKey]target, error) {
	out := map[targetKey]target{}
	err := tx.Each(ctx, `SELECT area, level, want, by_day FROM report_target ORDER BY id`, nil, func(rows *sql.Rows) error {
		var k targetKey
		var level string
		var t target
		if err := rows.Scan(&k.area, &level, &t.want, &t.by); err != nil {
			return err
		}
		i := slices.IndexFunc(BuildLevels, func(l market.Level) bool { return l.String() == level })
		if i >= 0 {
			k.level = BuildLevels[i]
			out[k] = t
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read targets: %w", err)
	}
	return out, nil
}

// SetTarget says how many units of a county at a level are to have a market, and by when. Refusals:
// unknown_area, unknown_choice for another level, bad_value for more than there are, bad_time.
func (r *Report) SetTarget(ctx context.Context, county market.AreaCode, level, want, by, who string) error {
	who, _, err := said(who, "", false)
	if err != nil {
		return err
	}
	a, ok := r.areas.Get(county)
	if !ok || a.Level != market.LevelCounty {
		return &market.Error{Code: "unknown_area", Field: "area"}
	}
	i := slices.IndexFunc(BuildLevels, func(l market.Level) bool { return l.String() == level })
	if i < 0 {
		return &market.Error{Code: "unknown_choice", Field: "level"}
	}
	n, err := strconv.Atoi(want)
	if err != nil || n < 0 || n > len(r.unitsOf(county, BuildLevels[i], county)) {
		return &market.Error{Code: "bad_value", Field: "want"}
	}
	if day, err := time.Parse(time.DateOnly, by); err != nil || day.Year() < 2020 || day.Year() > 2100 {
		return &market.Error{Code: "bad_time", Field: "by"}
	}
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO report_target (area, level, want, by_day, by_whom, at) VALUES (?, ?, ?, ?, ?, ?)`,
			string(county), level, n, by, who, r.now().UnixMilli())
		if err != nil {
			return fmt.Errorf("keep the target of %s: %w", county, err)
		}
		return nil
	})
}
