package office_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

const (
	city    = market.AreaCode("410400000000")
	lushan  = market.AreaCode("410423000000")
	yexian  = market.AreaCode("410422000000")
	wawu    = market.AreaCode("410423106000") // 瓦屋镇
	village = market.AreaCode("410423106204")
)

// desk is a county with its pages, at a clock of its own.
type desk struct {
	t       testing.TB
	archive *archive.Archive
	url     string
	now     time.Time // of the county and of the stations
	dir     string
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t, now: time.Date(2026, 11, 22, 12, 0, 0, 0, market.Zone), dir: t.TempDir()}
	var err error
	if d.archive, err = archive.Open(t.Context(), d.dir, func() time.Time { return d.now }); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(county.New(d.archive, slog.New(slog.NewTextHandler(t.Output(), nil))).Handler())
	t.Cleanup(func() {
		s.Close()
		if err := d.archive.Close(); err != nil {
			t.Error(err)
		}
	})
	d.url = s.URL
	return d
}

// open opens an account that is past its first sign-in, and gives its password.
func (d *desk) open(account string, area market.AreaCode) (password string) {
	d.t.Helper()
	given, err := d.archive.AddOfficer(d.t.Context(), "", archive.Officer{Account: account, Title: "张科长", Reach: archive.Reach{Area: area}})
	if err != nil {
		d.t.Fatal(err)
	}
	password = "a long pass phrase"
	if err := d.archive.SetPassword(d.t.Context(), account, given, password, "test", ""); err != nil {
		d.t.Fatal(err)
	}
	return password
}

// browser is somebody's.
type browser struct {
	*desk
	client *http.Client
	header http.Header // of every request
}

func (d *desk) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return &browser{d, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, http.Header{}}
}

// as is the browser of somebody who is signed in.
func (d *desk) as(account string, area market.AreaCode) *browser {
	d.t.Helper()
	b := d.browser()
	if a := b.signIn(account, d.open(account, area)); a.status != http.StatusSeeOther || a.to != "/office" {
		d.t.Fatalf("%s signs in: %d to %q\n%s", account, a.status, a.to, a.body)
	}
	return b
}

// answer is what came back.
type answer struct {
	status int
	to     string // where it leads
	body   string
	header http.Header
}

func (b *browser) do(r *http.Request) answer {
	b.t.Helper()
	for k, v := range b.header {
		r.Header[k] = v
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
	if resp.StatusCode >= 500 {
		b.t.Errorf("%s %s: %d", r.Method, r.URL.Path, resp.StatusCode)
	}
	return answer{resp.StatusCode, resp.Header.Get("Location"), string(body), resp.Header}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.url+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(r)
}

// post sends a form as it is.
func (b *browser) post(path string, form url.Values) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

var proofField = regexp.MustCompile(`name="proof" value="([^"]+)"`)

// send sends a form with the proof of the session, as from a page.
func (b *browser) send(path string, pairs ...string) answer {
	b.t.Helper()
	m := proofField.FindStringSubmatch(b.get("/office/password").body)
	if m == nil {
		b.t.Fatal("no proof on the page")
	}
	form := url.Values{"proof": {m[1]}}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.post(path, form)
}

func (b *browser) signIn(account, password string) answer {
	b.t.Helper()
	return b.post("/office/in", url.Values{"account": {account}, "password": {password}})
}

// fill sends the form of a page that posts to the page's address with more behind it.
func (b *browser) fill(page, more string, pairs ...string) answer {
	b.t.Helper()
	return b.send(page+more, append([]string{"back", page}, pairs...)...)
}

func (a answer) want(t testing.TB, what string, status int, says ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("%s: status %d, want %d\n%.600s", what, a.status, status, a.body)
	}
	for _, s := range says {
		if !strings.Contains(a.body, s) {
			t.Errorf("%s: does not say %q", what, s)
		}
	}
}

func areas() *market.Areas { return assets.Areas() }

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
