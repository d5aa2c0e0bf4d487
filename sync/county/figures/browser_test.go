package figures_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yizhan/sync/county/browsertest"
)

// Every page of figures fits its screen; the pictures are there to be looked at.
func TestFiguresInABrowser(t *testing.T) {
	d := newDesk(t)
	d.open("shi", city)
	for size := range browsertest.Sizes {
		t.Run(size, func(t *testing.T) {
			c := browsertest.Open(t, d.url, size)
			c.SignIn("shi", password)
			for name, path := range map[string]string{
				"month": "/office/reports?month=2026-11", "whole": "/office/reports/all?month=2026-11", "area": "/office/reports/areas/" + string(xinhua) + "?month=2026-11",
				"unit": "/office/reports/stations/1?month=2026-11", "week": "/office/reports/week", "contacts": "/office/reports/contacts", "digest": "/office/reports/digest",
				"directory": "/office/directory", "market": "/office/directory/1", "trends": "/office/trends", "trends-day": "/office/trends?step=day", "ranking": "/office/trends/ranking", "station-built": "/office/stations/1", "none": "/office/directory?nature=commercial",
				"communities": "/office/communities?all=1", "bulletin": "/office/reports/bulletin?month=2026-11",
			} {
				c.Go(path)
				c.Picture(name)
			}
		})
	}
}

// On paper no table is cut: the month's form with all its columns fits a sheet's width, and nothing is there that only a
// screen can use.
func TestFiguresOnPaper(t *testing.T) {
	d := newDesk(t)
	d.open("shi", city)
	c := browsertest.Open(t, d.url, "desk")
	c.SignIn("shi", password)
	c.OnPaper()
	for name, path := range map[string]string{
		"whole": "/office/reports/all?month=2026-11", "month": "/office/reports?month=2026-11", "week": "/office/reports/week", "bulletin": "/office/reports/bulletin?month=2026-11",
		"directory": "/office/directory", "trends": "/office/trends", "ranking": "/office/trends/ranking?month=2026-11", "build": "/office/build", "unit": "/office/reports/stations/1?month=2026-11",
	} {
		c.Go(path)
		c.Picture("paper-" + name)
		if n := c.Cut(".card, .card table"); n > 0 {
			t.Errorf("%s: %d parts are cut", name, n)
		}
		if n := c.Shown(".button, nav a, input, textarea"); n > 0 {
			t.Errorf("%s: %d buttons and fields are printed", name, n)
		}
	}
}

// What an office does at the end of a month, by hand: look at it, correct a station's cell, fill in what
// nothing counts, lock, take the file home; and what it finds when it comes back.
func TestMonthInABrowser(t *testing.T) {
	for size := range browsertest.Sizes {
		t.Run(size, func(t *testing.T) {
			d := newDesk(t)
			d.open("xian", xinhua)
			c := browsertest.Open(t, d.url, size)
			c.SignIn("xian", password)
			c.Press(`nav a[href="/office/reports"]`)
			c.Says("2026 年 11 月", "还没锁定")

			c.Press(`a[href="/office/reports/areas/410402000000?month=2026-11"]`)
			c.Press(`a[href="/office/reports/stations/1?month=2026-11"]`)
			c.Tap(`tr:has(input[value=matched]) summary`)
			c.Fill(`tr:has(input[value=matched]) input[name=value]`, "3.5")
			c.Fill(`tr:has(input[value=matched]) input[name=words]`, "重复登记了")
			c.Press(`tr:has(input[value=matched]) button`)
			c.Says("数的值不对")
			if !c.Has(`tr:has(input[value=matched]) details[open] input[name=value][aria-invalid][value="3.5"] + .wrong`) || !c.Has(`tr:has(input[value=matched]) input[name=words][value="重复登记了"]`) {
				t.Error("a refused correction does not come again with what was typed")
			}
			c.Picture("month-refused")
			c.Go("/office/reports/stations/1?month=2026-11")
			c.Tap(`tr:has(input[value=matched]) summary`)
			c.Fill(`tr:has(input[value=matched]) input[name=value]`, "3")
			c.Fill(`tr:has(input[value=matched]) input[name=words]`, "重复登记了")
			c.Picture("month-correct")
			c.Press(`tr:has(input[value=matched]) button`)
			c.Says("改好了，原数留底。", "改为 3，张科长", "重复登记了")

			c.Go("/office/reports/areas/410402000000?month=2026-11")
			c.Tap(`tr:has(input[value=problems]) summary`)
			c.Fill(`tr:has(input[value=problems]) input[name=value]`, "村里断网两天")
			c.Press(`tr:has(input[value=problems]) button`)

			c.Go("/office/reports?month=2026-11")
			c.Says("还没齐，先看看差什么", "平顶山市新华区零工市场")
			c.Fill(`form[action$="/lock"] input[name=words]`, "站上停电")
			c.Picture("month-gaps")
			c.Press(`form[action$="/lock"] button`)
			c.Says("这个月锁定了。", "已锁定", "站上停电")
			c.Picture("month-locked")
			name, file := c.Take(`a[href="/office/reports/file?month=2026-11"]`)
			if !strings.HasSuffix(name, "2026-11.xlsx") {
				t.Errorf("the file is called %q", name)
			}
			book, err := excelize.OpenReader(bytes.NewReader(file))
			if err != nil {
				t.Fatalf("the file is no spreadsheet: %v", err)
			}
			for _, want := range []string{"村里断网两天", "重复登记了"} {
				if found := holds(t, book, want); !found {
					t.Errorf("the file does not say %q", want)
				}
			}
			c.Go("/office/reports/stations/1?month=2026-11")
			if c.Has(`form[action$="/correct"]`) {
				t.Error("a locked month can be written into")
			}
		})
	}
}

// holds says whether a cell of any sheet of a file has these words in it.
func holds(t *testing.T, book *excelize.File, words string) bool {
	t.Helper()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if strings.Contains(strings.Join(row, "\n"), words) {
				return true
			}
		}
	}
	return false
}
