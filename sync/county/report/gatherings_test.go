package report_test

import (
	"testing"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/tally"
)

// A surveyed place is shown once, as it was seen last, beside the market that is nearest to it by areas.
func TestGatherings(t *testing.T) {
	c := aTown(t)
	s := c.city.Stations[0] // of 新华区 as a whole; the third is of a township in it
	town := c.city.Stations[2].Area
	n := uint32(1 << 22)
	for _, f := range []record.Field{
		{What: "survey", Day: "2026-11-20", Area: town, Place: "劳务桥", From: 300, To: 420, Heads: 4000, Trades: []market.TradeID{"mason"}},
		{What: "survey", Day: "2026-11-28", Area: town, Place: "劳务桥", From: 310, To: 425, Heads: 5000, Trades: []market.TradeID{"loader"}},
		{What: "patrol", Day: "2026-11-29", Area: town, Place: "巡查的地方", Heads: 9000},
		{What: "survey", Day: "2026-08-01", Area: town, Place: "去年的桥", Heads: 9000},
	} {
		n++
		if err := s.Say(record.FieldNoted, market.Ref{Origin: s.Origin, N: n}, c.now, 0, f); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Send(); err != nil {
		t.Fatal(err)
	}
	all, err := c.Gatherings(c.ctx, "2026-11", xinhua)
	if err != nil || len(all) == 0 {
		t.Fatalf("%+v, %v", all, err)
	}
	g := all[0]
	if g.Place != "劳务桥" || g.Heads != 5000 || g.Surveys != 2 || g.Day != "2026-11-28" || g.Hours() != "05:10–07:05" || g.Trades[0] != "loader" {
		t.Errorf("%+v", g)
	}
	want := c.byHand().counts("2026-11", c.city.Stations[2].Station)[tally.Seekers]
	if g.Station != c.city.Stations[2].Station || g.Seekers != want || want == 0 {
		t.Errorf("beside station %d with %d seekers, by hand %d", g.Station, g.Seekers, want)
	}
	for _, o := range all {
		if o.Place == "去年的桥" || o.Place == "巡查的地方" {
			t.Errorf("%s is shown", o.Place)
		}
	}
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatal(err)
	}
	kept, err := c.Gatherings(c.ctx, "2026-11", report.Whole)
	if err != nil || kept[0].Seekers != want {
		t.Errorf("after it was counted %+v, %v", kept[0], err)
	}
	other, err := c.Gatherings(c.ctx, "2026-11", weidong)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range other {
		if o.Place == "劳务桥" {
			t.Error("another county's place is shown")
		}
	}
	_, err = c.Gatherings(c.ctx, "soon", xinhua)
	refused(t, err, "bad_period")
}
