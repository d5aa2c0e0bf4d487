package figures_test

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/figures"
	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/county/yeartest"
	"yizhan/sync/market"
)

var out = flag.String("out", "", "folder to leave the pages in, to be looked at")

const (
	city    = market.AreaCode("410400000000")
	xinhua  = market.AreaCode("410402000000")
	weidong = market.AreaCode("410403000000")
)

// desk is the pages over a city's facts, of 20 October to 3 December 2026.
type desk struct {
	t       *testing.T
	archive *archive.Archive
	report  *report.Report
	url     string
	now     time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, now: time.Date(2026, 10, 20, 12, 0, 0, 0, market.Zone)}
	var err error
	if d.archive, err = archive.Open(t.Context(), t.TempDir(), func() time.Time { return d.now }); err != nil {
		t.Fatal(err)
	}
	if _, err = yeartest.Make(t.Context(), d.archive, yeartest.Plan{Seed: 7, Counties: 2, Stations: 14, First: "2026-10-20", Days: 45, Facts: 2500}); err != nil {
		t.Fatal(err)
	}
	d.now = time.Date(2026, 12, 3, 12, 0, 0, 0, market.Zone)
	if d.report, err = report.Open(t.Context(), d.archive, assets.Chinese); err != nil {
		t.Fatal(err)
	}
	if err := d.report.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	office.New(d.archive, slog.New(slog.NewTextHandler(t.Output(), nil)), assets.Chinese).Register(mux, figures.Room(d.report, assets.Chinese))
	s := httptest.NewServer(mux)
	t.Cleanup(func() {
		s.Close()
		if err := d.archive.Close(); err != nil {
			t.Error(err)
		}
	})
	d.url = s.URL
	return d
}

// browser is somebody's who is signed in.
type browser struct {
	*desk
	client *http.Client
	proof  string
}

// open opens an account that is past its first sign-in.
func (d *desk) open(account string, area market.AreaCode) {
	d.t.Helper()
	given, err := d.archive.AddOfficer(d.t.Context(), "", archive.Officer{Account: account, Title: "张科长", Reach: archive.Reach{Area: area}})
	if err != nil {
		d.t.Fatal(err)
	}
	if err := d.archive.SetPassword(d.t.Context(), account, given, password, "test", ""); err != nil {
		d.t.Fatal(err)
	}
}

// password of every account that open opens.
const password = "a long pass phrase"

func (d *desk) as(account string, area market.AreaCode) *browser {
	d.t.Helper()
	d.open(account, area)
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	b := &browser{desk: d, client: &http.Client{Jar: jar}}
	b.post("/office/in", http.StatusOK, "account", account, "password", password)
	m := regexp.MustCompile(`name="proof" value="([^"]+)"`).FindStringSubmatch(b.get("/office/password", http.StatusOK))
	if m == nil {
		d.t.Fatalf("%s is not signed in", account)
	}
	b.proof = m[1]
	return b
}

func (b *browser) do(method, path, form string, status int) (string, http.Header) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, b.url+path, strings.NewReader(form))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if resp.StatusCode != status {
		b.t.Errorf("%s %s: %d, want %d\n%.800s", method, path, resp.StatusCode, status, body)
	}
	return string(body), resp.Header
}

func (b *browser) get(path string, status int) string {
	b.t.Helper()
	body, _ := b.do(http.MethodGet, path, "", status)
	return body
}

// post sends a form with the proof of the session and follows where it leads.
func (b *browser) post(path string, status int, pairs ...string) string {
	b.t.Helper()
	form := url.Values{"proof": {b.proof}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	body, _ := b.do(http.MethodPost, path, form.Encode(), status)
	return body
}

// says wants words on a page, and with -out leaves the page to be looked at.
func (b *browser) says(name, page string, words ...string) {
	b.t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			b.t.Errorf("%s does not say %q", name, w)
		}
	}
	if strings.Contains(page, "⟦") {
		b.t.Errorf("%s has no words for %.60s", name, page[strings.Index(page, "⟦"):])
	}
	if strings.Contains(page, "style=\"") || strings.Contains(page, "<script") {
		b.t.Errorf("%s has what the policy forbids", name)
	}
	if *out == "" {
		return
	}
	style, err := os.ReadFile("../office/style.css")
	if err != nil {
		b.t.Fatal(err)
	}
	inline := regexp.MustCompile(`<link rel="stylesheet"[^>]*>`).ReplaceAllLiteralString(page, "<style>"+string(style)+"</style>")
	if err := os.WriteFile(*out+"/"+name+".html", []byte(inline), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// seen is what a lock of a month's page says that its reader saw.
func (b *browser) seen(path string) string {
	b.t.Helper()
	seen := seenOn(b.get(path, http.StatusOK))
	if seen == "" {
		b.t.Fatalf("%s says nothing that was seen", path)
	}
	return seen
}

func seenOn(page string) string {
	m := regexp.MustCompile(`name="seen" value="([^"]+)"`).FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return m[1]
}

// A month is looked at, corrected, locked and taken home, in the order in which an office does it.
func TestMonthOnTheDesk(t *testing.T) {
	d := newDesk(t)
	b := d.as("xinhua", xinhua)
	page := b.get("/office/reports", http.StatusOK)
	b.says("month", page, "2026 年 11 月 零工市场统计表", "还没锁定", "新华区", "对接成功", "没报", "/office/reports/areas/"+string(xinhua), "<svg class=\"chart\"", "没齐也锁定")
	b.says("whole", b.get("/office/reports/all?month=2026-11", http.StatusOK), "存在问题", "求职前五")
	b.says("unit", b.get("/office/reports/stations/1?month=2026-11", http.StatusOK), "进场人次", "签到的次数", "改成")

	corrected := b.post("/office/reports/stations/1/correct", http.StatusOK, "month", "2026-11", "column", "matched", "value", "3", "words", "重复登记<b>")
	b.says("corrected", corrected, "改好了，原数留底。", "改为 3，张科长", "重复登记&lt;b&gt;")
	b.post("/office/reports/areas/"+string(xinhua)+"/correct", http.StatusOK, "month", "2026-11", "column", "problems", "value", "=1+1 <script>alert(1)</script>", "words", "")
	b.says("area", b.get("/office/reports/areas/"+string(xinhua)+"?month=2026-11", http.StatusOK), "=1&#43;1 &lt;script&gt;")
	b.post("/office/reports/stations/1/correct", http.StatusBadRequest, "month", "2026-11", "column", "matched", "value", "-3", "words", "x")
	b.says("month_corrected", b.get("/office/reports?month=2026-11", http.StatusOK), "<del>", "填写或更正")

	lock, seen := "/office/reports/areas/"+string(xinhua)+"/lock", b.seen("/office/reports?month=2026-11")
	b.post("/office/reports/stations/1/correct", http.StatusOK, "month", "2026-11", "column", "matched", "value", "5", "words", "数错了")
	for _, old := range []string{seen, ""} {
		changed := b.post(lock, http.StatusBadRequest, "month", "2026-11", "words", "站上停电", "seen", old, "back", "/office/reports?month=2026-11")
		b.says("changed", changed, "数字变了", `value="站上停电"`, "还没锁定", "改为 5，张科长")
		if now := seenOn(changed); now == "" || now == seen {
			t.Errorf("the page that comes again says that %q was seen", now)
		}
	}
	b.says("locked", b.post(lock, http.StatusOK, "month", "2026-11", "words", "站上停电", "seen", b.seen("/office/reports?month=2026-11")), "这个月锁定了。", "已锁定", "站上停电")
	b.post("/office/reports/stations/1/correct", http.StatusBadRequest, "month", "2026-11", "column", "matched", "value", "4", "words", "x")
	b.post("/office/reports/areas/"+string(xinhua)+"/unlock", http.StatusForbidden, "month", "2026-11", "words", "补报")
	above := d.as("city", city)
	above.says("city", above.get("/office/reports?month=2026-11", http.StatusOK), "新华区", "卫东区", "合计 2 个", "打开锁定")
	above.says("opened", above.post("/office/reports/areas/"+string(xinhua)+"/unlock", http.StatusOK, "month", "2026-11", "words", "补报"), "这个月打开了。")
	b.says("deeds", b.get("/office/accounts", http.StatusOK), "锁定月表", "改站点的数")
	above.says("deeds_above", above.get("/office/accounts", http.StatusOK), "打开月表", "补报")

	file, head := b.do(http.MethodGet, "/office/reports/file?month=2026-11", "", http.StatusOK)
	if z, err := zip.NewReader(bytes.NewReader([]byte(file)), int64(len(file))); err != nil || len(z.File) < 8 || !strings.Contains(head.Get("Content-Disposition"), ".xlsx") {
		t.Errorf("no spreadsheet: %v, %s", err, head)
	}
	if csv := b.get("/office/reports/file?month=2026-11&as=csv", http.StatusOK); !strings.Contains(csv, "'=1+1") {
		t.Error("the table would calculate")
	}
}

// Nobody reads or writes the figures of another county.
func TestFiguresOfOthers(t *testing.T) {
	d := newDesk(t)
	b := d.as("xinhua", xinhua)
	for _, path := range []string{
		"/office/reports/stations/2?month=2026-11", "/office/reports/areas/" + string(weidong) + "?month=2026-11", "/office/directory/2", "/office/reports/areas/" + string(city),
	} {
		b.get(path, http.StatusNotFound)
	}
	b.post("/office/reports/stations/2/correct", http.StatusNotFound, "month", "2026-11", "column", "matched", "value", "3", "words", "x")
	b.post("/office/reports/areas/"+string(weidong)+"/lock", http.StatusNotFound, "month", "2026-11")
	b.post("/office/directory/2", http.StatusNotFound, "field", "name", "value", "x")
	b.post("/office/reports/contacts/"+string(weidong), http.StatusNotFound)
	for _, path := range []string{"/office/reports", "/office/directory", "/office/trends", "/office/reports/file?month=2026-11&as=csv", "/office/directory/file?as=csv"} {
		if page := b.get(path, http.StatusOK); strings.Contains(page, "卫东") || !strings.Contains(page, "新华") {
			t.Errorf("%s shows another county, or not this one", path)
		}
	}
	b.proof = "forged"
	b.post("/office/reports/stations/1/correct", http.StatusForbidden, "month", "2026-11", "column", "matched", "value", "3", "words", "x")
}

// The city takes the open work of one county for that county's chat groups, and gets the files of the same; a county
// gets no other's.
func TestDigestOfOneCounty(t *testing.T) {
	d := newDesk(t)
	b := d.as("city", city)
	if all := b.get("/office/reports/digest", http.StatusOK); !strings.Contains(all, "新华区") || !strings.Contains(all, "卫东区") {
		t.Fatal("the city's work is not of both counties")
	}
	page := b.get("/office/reports/digest?area="+string(weidong), http.StatusOK)
	_, text, _ := strings.Cut(page, "<textarea")
	if !strings.Contains(text, "卫东区") || strings.Contains(text, "新华区") {
		t.Errorf("卫东区 alone was asked for: %.400s", text)
	}
	files := regexp.MustCompile(`href="(/office/reports/digest\?[^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(files) != 4 {
		t.Fatalf("%d files", len(files))
	}
	for _, f := range files {
		path := html.UnescapeString(f[1])
		if body := b.get(path, http.StatusOK); strings.Contains(path, "json") && (!strings.Contains(body, string(weidong)) || strings.Contains(body, "新华区")) {
			t.Errorf("%s: %.400s", path, body)
		} else if !strings.Contains(path, string(weidong)) {
			t.Errorf("%s is of the whole city", path)
		}
	}
	own := d.as("xinhua", xinhua).get("/office/reports/digest?area="+string(weidong), http.StatusOK)
	if _, text, _ := strings.Cut(own, "<textarea"); strings.Contains(text, "卫东区") || !strings.Contains(text, "新华区") {
		t.Errorf("新华区 got %.400s", text)
	}
}

func TestListsOnTheDesk(t *testing.T) {
	d := newDesk(t)
	b := d.as("city", city)
	b.says("week", b.get("/office/reports/week", http.StatusOK), "2026 年第 48 周", "2026-11-23 到 2026-11-29", "对接成功")
	b.says("directory", b.get("/office/directory", http.StatusOK), "平顶山市新华区零工市场", "公共", "12333", "全部 14")
	b.says("market", b.post("/office/directory/1", http.StatusOK, "field", "nature", "value", "spontaneous"), "自发", "存下了。")
	b.says("directory_nature", b.get("/office/directory?nature=spontaneous", http.StatusOK), "自发 1")
	for _, step := range report.Steps {
		b.says("trends_"+string(step), b.get("/office/trends?step="+string(step), http.StatusOK), "个活等一个人", "哪里缺，哪里多", "需求人数", "岗位撮合", "半小时内")
	}
	b.get("/office/trends?step=year", http.StatusBadRequest)
	b.says("digest", b.get("/office/reports/digest", http.StatusOK), "个活，还要", "不收任何费用")
	if feed := b.get("/office/reports/digest?as=json", http.StatusOK); !strings.Contains(feed, `"version": 1`) {
		t.Errorf("no feed: %.200s", feed)
	}
	b.says("contacts", b.get("/office/reports/contacts", http.StatusOK), "还没有人填", "分管领导")
	b.says("contact", b.post("/office/reports/contacts/"+string(city), http.StatusOK, "leader_name", "样例甲", "leader_post", "副局长", "leader_phone", "13800138000",
		"liaison_name", "样例乙", "liaison_post", "科长", "liaison_phone", "0375-2978818", "remark", ""), "样例甲 副局长 13800138000", "平顶山市")
	if _, head := b.do(http.MethodGet, "/office/trends/file?month=2026-11", "", http.StatusOK); !strings.Contains(head.Get("Content-Disposition"), ".xlsx") {
		t.Errorf("no ranking: %s", head)
	}
	if _, head := b.do(http.MethodGet, "/office/directory/file", "", http.StatusOK); !strings.Contains(head.Get("Content-Disposition"), ".xlsx") {
		t.Errorf("no directory: %s", head)
	}
}
