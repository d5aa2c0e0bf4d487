package main_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Two stations of one county, in real windows. Staff enter a posting by touch at A; it is found
// and taken by touch at B; the slip is there and a stranger's reader reads it; A shows one
// place fewer; and with the county stopped both still work and say how much waits.
func TestMainJourney(t *testing.T) {
	m := newCounty(t)
	out := pictures(t)
	dataA, dataB := m.enrol("a", "410423106000"), m.enrol("b", "410423107000") // 瓦屋镇, 赵村镇
	pin := m.staff(dataA)

	a := newScreen(t, "a", "1366x768", out)
	a.open(m.program("kiosk"), dataA)
	b := newScreen(t, "b", "1080x1920", out)
	b.open(m.program("kiosk"), dataB)
	a.picture("home")

	signIn(a, pin)
	walkIn(a)
	posting := onlyPosting(t, dataA)

	b.text("瓦工") // it came over the county, by itself, to the board
	b.picture("board")
	find(b)
	take(b, "13800138000", "李", "1965")
	b.text("明天见")
	b.text("小票好了，请拿好")
	b.picture("done")

	slips := papers(t, dataB)
	if len(slips) != 1 {
		t.Fatalf("%d slips came out at B, want 1", len(slips))
	}
	code := readQR(t, slips[0])
	if !strings.HasPrefix(code, strings.ToUpper(m.url())+"/J/") {
		t.Fatalf("the slip's QR says %.60s", code)
	}
	if status, page := get(t, code); status != http.StatusOK || !strings.Contains(page, "瓦工") {
		t.Fatalf("the page behind the slip: %d, shows the job: %t", status, strings.Contains(page, "瓦工"))
	}
	// One place fewer at A, in its store and on its screen.
	eventually(t, "A to hear of the taken place", func() bool { return row(t, dataA, posting).Taken == 1 })
	a.tap("办完了")
	a.tap("本站的活")
	a.text("还要", "4", "人")
	a.picture("one-fewer")
	a.tap("锁屏")
	a.page("home")
	if rows := m.dump("matches"); len(rows) != 1 || rows[0]["posting"] != posting {
		t.Fatalf("the county knows of the matches %v", rows)
	}
	b.tap("知道了")
	b.page("home")
	b.scan(code) // as a scanner types it
	b.page("mine")
	b.text("李师傅")
	b.text("再打小票")
	b.picture("mine")
	b.tap("结束")

	m.stopCounty()
	find(b) // B holds a place that it was given ahead
	take(b, "18900000101", "王", "1970")
	b.text("接好了，已存好")
	b.text("条待上传")
	b.picture("offline-done")
	checkIn(a)
	a.text("条待上传")
	a.picture("offline-number")
	if n := len(papers(t, dataB)); n != 2 {
		eventually(t, "the second slip", func() bool { return len(papers(t, dataB)) == 2 })
	}

	m.startCounty()
	eventually(t, "both matches at the county", func() bool { return len(m.dump("matches")) == 2 })
	b.text("已同步")
	a.text("已同步")
	b.picture("synced")
	if len(m.dump("conflicts")) != 0 {
		t.Fatalf("conflicts: %v", m.dump("conflicts"))
	}
}

// signIn leads staff to their desk.
func signIn(s *screen, pin string) {
	s.t.Helper()
	s.tap("工作人员")
	s.page("pin")
	s.digits(pin)
	s.page("staff")
	s.picture("staff")
}

// walkIn registers an employer and a posting of five heads, by touch.
func walkIn(s *screen) { walkInFor(s, "5") }

// walkInFor is walkIn for as many heads.
func walkInFor(s *screen, heads string) {
	s.t.Helper()
	s.tap("登记用工")
	s.tap("一步一步问")
	s.digits("18900000777")
	s.tap("往下走")
	s.tap("个人")
	s.tap("张")
	s.page("walkin.trade")
	s.tap("瓦工")
	s.picture("trade")
	s.tap("往下走")
	s.tap("要人")
	s.digits(heads)
	s.tap("工钱")
	s.digits("260")
	s.picture("pay")
	s.tap("往下走")
	s.tap("明天")
	s.tap("往下走")
	s.page("walkin.hours")
	s.tap("往下走")
	s.page("walkin.where")
	s.tap("马停")
	s.picture("where")
	s.tap("往下走")
	s.tap("管饭")
	s.tap("往下走")
	s.page("walkin.check")
	s.picture("check")
	s.tap("发布")
	s.page("walkin.done")
	s.picture("published")
}

// find leads from the home page to the detail of the one posting.
func find(s *screen) {
	s.t.Helper()
	s.tap("找活干")
	s.page("trades")
	s.picture("trades")
	s.tap("看全部")
	s.page("results")
	s.picture("results")
	s.tap("瓦工")
	s.page("detail")
	s.picture("detail")
	s.tap("接这个活")
	s.page("who")
}

// take says who takes the posting: a number that is new here, a surname, a year.
func take(s *screen, phone, surname, year string) {
	s.t.Helper()
	s.digits(phone)
	s.tap("下一步")
	s.page("notice")
	s.picture("notice")
	s.tap("同意")
	s.tap(surname)
	s.page("birth")
	s.digits(year)
	s.tap("下一步")
	s.page("done")
}

// checkIn checks a new worker in.
func checkIn(s *screen) {
	s.t.Helper()
	s.tap("签到")
	s.digits("18900000102")
	s.tap("下一步")
	s.tap("同意")
	s.tap("赵")
	s.digits("1968")
	s.tap("下一步")
	s.page("skills")
	s.picture("skills")
	s.tap("不选")
	s.page("reach")
	s.tap("全县")
	s.page("free")
	s.tap("这几天都行")
	s.page("help")
	s.tap("不用，我自己找")
	s.page("number")
}

// onStore reads a station's store beside the kiosk that writes it.
func onStore(t *testing.T, data string, f func(context.Context, *store.Store) error) {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, data, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := f(ctx, s); err != nil {
		t.Fatal(err)
	}
}

func onlyPosting(t *testing.T, data string) string {
	t.Helper()
	var id string
	onStore(t, data, func(ctx context.Context, s *store.Store) error {
		l, err := s.Postings(ctx, store.Filter{})
		if len(l) != 1 {
			t.Fatalf("%d postings at the station, want the one entered", len(l))
		}
		id = string(l[0].ID)
		return err
	})
	return id
}

func row(t *testing.T, data, posting string) store.PostingRow {
	t.Helper()
	var p store.PostingRow
	onStore(t, data, func(ctx context.Context, s *store.Store) (err error) {
		p, err = s.Posting(ctx, market.PostingID(posting))
		return err
	})
	return p
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// get opens a slip's page as a phone would.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	scheme, rest, _ := strings.Cut(url, "://")
	r, err := http.Get(strings.ToLower(scheme) + "://" + rest)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}
