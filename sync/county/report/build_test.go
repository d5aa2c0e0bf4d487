package report_test

import (
	"testing"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
)

// A county is as far as its markets are, against the plan or what was set instead; the day that counts is
// the one that staff wrote where they did.
func TestProgress(t *testing.T) {
	c := aTown(t) // stations 1 and 3 in 新华区, one for the county, one for a township
	of := func() report.Build {
		t.Helper()
		counties, total, err := c.Progress(c.ctx, xinhua)
		if err != nil || len(counties) != 1 || counties[0].Area != xinhua {
			t.Fatalf("%+v, %v", counties, err)
		}
		if total.Levels[1].Have != counties[0].Levels[1].Have || total.Levels[1].Units != counties[0].Levels[1].Units {
			t.Errorf("the sum of one is %+v, it is %+v", total.Levels, counties[0].Levels)
		}
		return counties[0]
	}
	b := of()
	if l := b.Levels[0]; l.Units != 1 || l.Have != 1 || l.InTime != 0 || l.State() != "done" {
		t.Errorf("the county: %+v", l)
	}
	town := b.Levels[1]
	if town.Have != 1 || town.Want != town.Units || town.State() != "late" || town.Lack() != town.Units-1 || len(town.Without) != town.Units-1 {
		t.Errorf("townships: %+v", town)
	}
	if l := b.Levels[2]; l.Want != 0 || l.State() != "" || l.Units == 0 {
		t.Errorf("villages: %+v", l)
	}
	if err := c.Write(c.ctx, 1, "built_on", "2022-08-01", "张科长"); err != nil {
		t.Fatal(err)
	}
	if l := of().Levels[0]; l.InTime != 1 {
		t.Errorf("built before the day: %+v", l)
	}
	if err := c.SetTarget(c.ctx, xinhua, "township", "1", "2027-01-31", "张科长"); err != nil {
		t.Fatal(err)
	}
	if l := of().Levels[1]; l.Want != 1 || l.By != "2027-01-31" || !l.Own || l.State() != "done" || l.InTime != 1 {
		t.Errorf("after another target: %+v", l)
	}
	if err := c.SetTarget(c.ctx, xinhua, "village", "3", "2027-01-31", "张科长"); err != nil {
		t.Fatal(err)
	}
	if l := of().Levels[2]; l.State() != "open" || l.Lack() != 3 {
		t.Errorf("a target to come: %+v", l)
	}
	refused(t, c.SetTarget(c.ctx, market.AreaCode("410400000000"), "village", "3", "2027-01-31", "x"), "unknown_area")
	refused(t, c.SetTarget(c.ctx, xinhua, "village", "99999", "2027-01-31", "x"), "bad_value")
	all, total, err := c.Progress(c.ctx, report.Whole)
	if err != nil || len(all) != 12 || total.Levels[1].Units != 148 || total.Levels[2].Units != 2828 {
		t.Errorf("%d counties, %+v, %v", len(all), total.Levels, err)
	}
}

// The year's extract is the sum of the counted months of a village's station.
func TestCommunities(t *testing.T) {
	c := aTown(t)
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatal(err)
	}
	all, err := c.Communities(c.ctx, "2026", report.Whole)
	if err != nil || len(all) != 2828 {
		t.Fatalf("%d villages, %v", len(all), err)
	}
	for _, v := range all {
		if v.Station != 0 {
			t.Errorf("%s has station %d; none of the four is a village's", v.Name, v.Station)
		}
	}
	c.do(`UPDATE station SET area = ? WHERE no = 3`, string(all[7].Area))
	all, err = c.Communities(c.ctx, "2026", report.Whole)
	if err != nil || all[7].Station != 3 {
		t.Fatalf("%+v, %v", all[7], err)
	}
	h := c.byHand()
	for _, f := range report.CommunityFigures {
		want := 0
		for _, month := range []string{"2026-10", "2026-11", "2026-12"} {
			want += h.counts(month, 3)[f]
		}
		if all[7].N[f] != want {
			t.Errorf("%s: %d, by hand %d", f, all[7].N[f], want)
		}
	}
}
