package figures_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/sync/county/browsertest"
)

// bad is what somebody may write where words are asked for.
const bad = `=1+1<script>alert(1)</script>"'>`

// Targets are set for one's own county, and what is no number or no day is refused.
func TestBuildOnTheDesk(t *testing.T) {
	d := newDesk(t)
	b := d.as("xinhua", xinhua)
	b.says("build", b.get("/office/build", http.StatusOK), "建设进度", "新华区", "过期", "有条件的")
	path := "/office/build/" + string(xinhua) + "/target"
	b.says("aimed", b.post(path, http.StatusOK, "level", "village", "want", "2", "by", "2027-06-30"), "目标定下来了", "2027-06-30 前 2 个", "还差 2")
	b.says("aimed_deed", b.get("/office/accounts", http.StatusOK), "定建设目标", string(xinhua))
	for name, form := range map[string][]string{
		"words": {"level", "village", "want", bad, "by", "2027-06-30"}, "below": {"level", "village", "want", "-1", "by", "2027-06-30"},
		"more than there are": {"level", "county", "want", "2", "by", "2027-06-30"}, "no day": {"level", "village", "want", "2", "by", "soon"},
		"a level": {"level", "moon", "want", "2", "by", "2027-06-30"}, "nothing": nil,
	} {
		if page := b.post(path, http.StatusBadRequest, form...); strings.Contains(page, "<script") {
			t.Errorf("%s lets markup through", name)
		}
	}
	b.post("/office/build/"+string(weidong)+"/target", http.StatusNotFound, "level", "village", "want", "2", "by", "2027-06-30")
	b.post("/office/build/"+string(city)+"/target", http.StatusNotFound, "level", "village", "want", "2", "by", "2027-06-30")
	page := d.as("shi", city).get("/office/build", http.StatusOK)
	b.says("build_city", page, "新华区", "卫东区", "舞钢市", "2027-06-30 前 2 个")
}

// What stands at a market is ticked off by whoever sees it.
func TestFacilitiesOnTheDesk(t *testing.T) {
	d := newDesk(t)
	b := d.as("xinhua", xinhua)
	b.says("facility", b.get("/office/build/stations/1", http.StatusOK), "平顶山市新华区零工市场", "方案要的 11 样，有 0 样", "避风挡雨")
	b.says("facility_set", b.post("/office/build/stations/1/facility", http.StatusOK, "sign", "yes", "shelter", "yes", "hours", "no"), "有 2 样", "张科长", "记下来了")
	b.says("facility_again", b.post("/office/build/stations/1/facility", http.StatusOK, "shelter", ""), "有 1 样")
	b.post("/office/build/stations/1/facility", http.StatusBadRequest, "sign", bad)
	b.post("/office/build/stations/2/facility", http.StatusNotFound, "sign", "yes")
	b.get("/office/build/stations/2", http.StatusNotFound)
}

// The extract has every village of the area, with its station where there is one.
func TestCommunitiesOnTheDesk(t *testing.T) {
	d := newDesk(t)
	b := d.as("shi", city)
	b.says("communities", b.get("/office/communities?year=2026&all=1", http.StatusOK), "充分就业社区摘录", "2828 个村", "还没有", "下一页")
	b.get("/office/communities?year=1e3", http.StatusBadRequest)
	b.get("/office/communities?year=2026%27", http.StatusBadRequest)
	csv := b.get("/office/communities?year=2026&as=csv", http.StatusOK)
	if n := strings.Count(csv, "\n"); n != 2829 {
		t.Errorf("the table has %d lines", n)
	}
	own := d.as("xinhua", xinhua).get("/office/communities?year=2026&as=csv", http.StatusOK)
	if strings.Contains(own, "卫东区") || !strings.Contains(own, "新华区") {
		t.Error("the extract shows another county, or not this one")
	}
	if _, head := b.do(http.MethodGet, "/office/communities?year=2026&as=xlsx", "", http.StatusOK); !strings.Contains(head.Get("Content-Disposition"), ".xlsx") {
		t.Errorf("no spreadsheet: %s", head)
	}
}

// Where people gather by themselves stands beside the nearest market.
func TestGatheringsOnTheDesk(t *testing.T) {
	d := newDesk(t)
	page := d.as("xinhua", xinhua).get("/office/trends?step=month", http.StatusOK)
	b := &browser{desk: d}
	b.says("gatherings", page, "马路市场", "桥头", "05:00–07:00", "最近的市场", "大厅外的事", "巡查走访")
	if strings.Contains(page, "卫东") {
		t.Error("another county's gatherings are shown")
	}
}

// The new pages fit a screen and a phone, and work by hand.
func TestBuildInABrowser(t *testing.T) {
	d := newDesk(t)
	d.open("shi", city)
	for size := range browsertest.Sizes {
		t.Run(size, func(t *testing.T) {
			c := browsertest.Open(t, d.url, size)
			c.SignIn("shi", password)
			c.Go("/office/build")
			c.Picture("build")
			c.Go("/office/build/stations/1")
			c.Picture("facility")
			c.Press(`form[action$="/facility"] button`)
			c.Says("记下来了")
			c.Go("/office/communities?year=2026&all=1")
			c.Picture("communities")
			c.Go("/office/trends?step=month")
			c.Picture("gatherings")
			c.Go("/office/reports/bulletin?month=2026-11")
			c.Picture("bulletin")
		})
	}
}

// The bulletin names who did not report; the poster is a picture, or a page for paper, for the own area.
func TestBulletinAndPoster(t *testing.T) {
	d := newDesk(t)
	if err := d.archive.SetPublic(t.Context(), "https://example.invalid"); err != nil {
		t.Fatal(err)
	}
	b := d.as("shi", city)
	b.says("bulletin", b.get("/office/reports/bulletin?month=2026-11", http.StatusOK), "2026 年 11 月零工市场运行通报", "14 个站点里", "没报齐 14 个", "新华区", "卫东区", "比上月")
	b.says("bulletin_own", d.as("xinhua", xinhua).get("/office/reports/bulletin", http.StatusOK), "平顶山市新华区零工市场", "曙光街街道")
	if _, head := b.do(http.MethodGet, "/office/reports/bulletin?month=2026-11&as=xlsx", "", http.StatusOK); !strings.Contains(head.Get("Content-Disposition"), ".xlsx") {
		t.Errorf("no spreadsheet: %s", head)
	}
	for as, begins := range map[string]string{"png": "\x89PNG", "pdf": "%PDF"} {
		file, head := b.do(http.MethodGet, "/office/reports/digest?as="+as, "", http.StatusOK)
		if !strings.HasPrefix(file, begins) || !strings.Contains(head.Get("Content-Disposition"), "."+as) {
			t.Errorf("no %s: %q of %s", as, file[:min(20, len(file))], head)
		}
		if dir := os.Getenv("YIZHAN_OUT"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "digest."+as), []byte(file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
