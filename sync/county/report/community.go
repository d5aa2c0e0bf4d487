package report

import (
	"context"
	"io"
	"strconv"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Community is what a village or 社区 did in a year, for its rating as 充分就业社区: the plan makes its 驿站 an
// important part of that (平就业组办〔2022〕4号, 三).
type Community struct {
	Area             market.AreaCode
	County, Township string
	Name             string
	Station          uint16 // 0: it has none
	BuiltOn          string
	Facilities       int // items that it has, of len(FacilityItems)
	Last             string
	N                map[tally.Figure]int
}

// CommunityFigures are what is counted of a community. They add up over months; persons do not.
var CommunityFigures = []tally.Figure{
	tally.Visits, tally.Postings, tally.Places, tally.Fills, tally.FillsHard, tally.Wishes, tally.Guidance, tally.Complaints, tally.Closed, tally.Duty, tally.Patrols,
}

// Communities lists the villages within an area in the order of the gazetteer, with what their stations did in
// the months of a year ("2026") that were counted. Refuses with unknown_area and bad_period.
func (r *Report) Communities(ctx context.Context, year string, within market.AreaCode) ([]Community, error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	if n, err := strconv.Atoi(year); err != nil || len(year) != 4 || n < 2020 || n > 2200 {
		return nil, &market.Error{Code: "bad_period", Field: "year"}
	}
	end := r.now()
	if last := (tally.Span{Last: year + "-12-31"}).End(); last.Before(end) {
		end = last
	}
	var out []Community
	at := map[market.AreaCode][]int{}
	err := r.archive.View(ctx, func(tx *sqldb.Tx) error {
		stations, err := r.stations(ctx, tx, within)
		if err != nil {
			return err
		}
		lists, err := facilities(ctx, tx)
		if err != nil {
			return err
		}
		for _, s := range stations {
			if s.level != market.LevelVillage || s.life.endedBy(end) {
				continue
			}
			c := Community{Area: s.area, Station: s.no, BuiltOn: s.builtOn(), Facilities: HasOf(lists[s.no]), N: map[tally.Figure]int{}}
			if s.seen.UnixMilli() > 0 {
				c.Last = s.seen.In(market.Zone).Format(time.DateOnly)
			}
			at[s.area] = append(at[s.area], len(out))
			out = append(out, c)
		}
		sums, err := r.months.year(ctx, tx, year)
		if err != nil {
			return err
		}
		for i := range out {
			if n := sums[out[i].Station]; n != nil {
				out[i].N = n
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all []Community
	for _, county := range r.countiesOf(within) {
		for _, code := range r.unitsOf(county.Code, market.LevelVillage, within) {
			v, _ := r.areas.Get(code)
			t, _ := r.areas.Township(code)
			name := func(c Community) Community {
				c.Area, c.County, c.Township, c.Name = code, county.Name, t.Name, v.Name
				return c
			}
			for _, i := range at[code] {
				all = append(all, name(out[i]))
			}
			if len(at[code]) == 0 {
				all = append(all, name(Community{N: map[tally.Figure]int{}}))
			}
		}
	}
	return all, nil
}

func (r *Report) communityHeads() []string {
	var heads []string
	for _, key := range []string{"code", "county", "township", "name", "station", "built_on", "facilities", "last"} {
		heads = append(heads, r.words.T("community.col_"+key))
	}
	for _, f := range CommunityFigures {
		heads = append(heads, r.words.T("figure."+string(f)))
	}
	return heads
}

// communityWords are the columns before the figures.
func (r *Report) communityWords(c Community) []string {
	station, facilities := r.words.T("community.none"), ""
	if c.Station != 0 {
		station = strconv.Itoa(int(c.Station))
		facilities = r.words.T("community.of", "n", c.Facilities, "of", len(FacilityItems))
	}
	return []string{string(c.Area), c.County, c.Township, c.Name, station, c.BuiltOn, facilities, c.Last}
}

// WriteCommunities writes the extract as a spreadsheet, with how each figure is counted.
func (r *Report) WriteCommunities(w io.Writer, year string, all []Community) error {
	b := newBook(r.words.T("community.sheet"))
	b.text(1, 1, r.words.T("community.title", "year", year, "n", len(all)), "title")
	b.height(1, 32)
	heads := r.communityHeads()
	words := len(heads) - len(CommunityFigures)
	for i, head := range heads {
		b.text(1+i, 2, head, "head")
		define := ""
		if i >= words {
			define = r.words.T("define." + string(CommunityFigures[i-words]))
		}
		b.text(1+i, 3, define, "define")
	}
	for i, c := range all {
		for j, cell := range r.communityWords(c) {
			b.text(1+j, 4+i, cell, "text")
		}
		for j, f := range CommunityFigures {
			b.number(1+words+j, 4+i, float64(c.N[f]), "number")
		}
	}
	b.width(1, 4, 18)
	b.width(5, len(heads), 12)
	b.height(3, 80)
	b.still(4, 3)
	return b.end(w)
}

// WriteCommunitiesCSV is the same as plain text.
func (r *Report) WriteCommunitiesCSV(w io.Writer, all []Community) error {
	t := newTable(w)
	t.row(r.communityHeads()...)
	for _, c := range all {
		cells := r.communityWords(c)
		for _, f := range CommunityFigures {
			cells = append(cells, strconv.Itoa(c.N[f]))
		}
		t.row(cells...)
	}
	return t.end()
}
