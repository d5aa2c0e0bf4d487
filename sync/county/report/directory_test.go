package report_test

import (
	"bytes"
	"strings"
	"testing"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
)

// The directory names markets by the city's rule, counts what it says, and heeds the stations' own
// pages, and staff above those.
func TestDirectory(t *testing.T) {
	c := aTown(t)
	if err := c.archive.DescribeStation(c.ctx, 2, market.StationPage{Opens: "05:30", Closes: "18:00", Days: "每天", Address: "劳动路 8 号", Inquiry: "0375-2978818"}); err != nil {
		t.Fatal(err)
	}
	if err := c.archive.SetStaff(c.ctx, 2, "s2-1", "值班员", "clerk", "123456"); err != nil {
		t.Fatal(err)
	}
	all, err := c.Directory(c.ctx, report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 4 {
		t.Fatalf("%d markets", len(all))
	}
	by := map[uint16]report.Market{}
	for _, m := range all {
		by[m.Station] = m
	}
	show := func(no uint16) string {
		var cells []string
		for _, column := range report.DirectoryColumns {
			if column != "trades" {
				cells = append(cells, c.Show(by[no], column))
			}
		}
		return strings.Join(cells, "|")
	}
	for no, want := range map[uint16]string{
		1: "1|平顶山市新华区零工市场|县级|新华区|公共|新华区|SEEKERS|DAILY||12333|12345|||2026-10-20|",
		2: "2|平顶山市卫东区零工市场|县级|卫东区|公共|劳动路 8 号|SEEKERS|DAILY|每天 05:30–18:00|0375-2978818|12345|||2026-10-20|1",
	} {
		want = strings.NewReplacer("SEEKERS", c.Show(by[no], "seekers"), "DAILY", c.Show(by[no], "daily")).Replace(want)
		if got := show(no); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	h := c.byHand()
	fills, cancelled := 0, h.cancelled()
	for f := range h.of("match.taken") {
		if f.ID.Station == 1 && in("2026-11", f.At) && !cancelled[f.ID.String()] {
			fills++
		}
	}
	if m := by[1]; fills == 0 || m.Fills != fills || m.Seekers == 0 || m.Trades == "" {
		t.Errorf("%+v, by hand %d fills", m, fills)
	}

	for field, value := range map[string]string{
		"name": "老桥头零工市场", "nature": "spontaneous", "address": "老桥头", "hours": "天亮到晌午", "hotline": "12345", "complaints": "0375-2978818",
		"host": "曙光街街道办", "area_m2": "120.5", "built_on": "2022-09-30", "staff": "3",
	} {
		if err := c.Write(c.ctx, 1, field, value, "张科长"); err != nil {
			t.Errorf("%s: %v", field, err)
		}
	}
	if all, err = c.Directory(c.ctx, xinhua); err != nil || len(all) != 2 {
		t.Fatalf("%d markets, %v", len(all), err)
	}
	by[1] = all[0]
	want := "1|老桥头零工市场|县级|新华区|自发|老桥头|" + c.Show(by[1], "seekers") + "|" + c.Show(by[1], "daily") + "|天亮到晌午|12345|0375-2978818|曙光街街道办|120.5|2022-09-30|3"
	if got := show(1); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if err := c.Write(c.ctx, 1, "name", "", "张科长"); err != nil {
		t.Fatal(err)
	}
	if all, err = c.Directory(c.ctx, xinhua); err != nil || all[0].Fields["name"] != "平顶山市新华区零工市场" || all[0].Written["name"] {
		t.Errorf("taken back: %+v, %v", all[0].Fields, err)
	}
	for _, v := range []struct {
		no           uint16
		field, value string
		code         string
	}{
		{9, "name", "x", "unknown_station"},
		{1, "seekers", "9", "unknown_field"},
		{1, "nature", "good", "bad_value"},
		{1, "staff", "-1", "bad_value"},
		{1, "hotline", "=1", "bad_phone"},
		{1, "built_on", "2022-9-30", "bad_period"},
		{1, "host", long(81), "too_long"},
	} {
		refused(t, c.Write(c.ctx, v.no, v.field, v.value, "张科长"), v.code)
	}
	refused(t, c.Write(c.ctx, 1, "name", "x", ""), "required")
}

// What staff write into the directory stays words in its files.
func TestDirectoryFiles(t *testing.T) {
	c := aTown(t)
	const evil = `=cmd|' /C calc'!A0`
	if err := c.Write(c.ctx, 1, "host", evil, "张科长"); err != nil {
		t.Fatal(err)
	}
	all, err := c.Directory(c.ctx, report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, func(b *bytes.Buffer) error { return c.WriteDirectory(b, all) })
	words, _ := f.GetCellValue("名录", "M4")
	if formula, _ := f.GetCellFormula("名录", "M4"); words != evil || formula != "" {
		t.Errorf("%q calculates %q", words, formula)
	}
	if count, _ := f.GetCellValue("名录", "G4"); count != c.Show(all[0], "seekers") {
		t.Errorf("seekers %q", count)
	}
	got := cells(t, func(b *bytes.Buffer) error { return c.WriteDirectoryCSV(b, all) })
	if len(got) != 5*len(report.DirectoryColumns) || got[len(report.DirectoryColumns)+12] != "'"+evil {
		t.Errorf("%d cells, %q", len(got), got[len(report.DirectoryColumns)+12])
	}
}
