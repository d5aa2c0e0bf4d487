package office_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

func words(code string) string { return assets.Chinese.Refusal(market.Refuse(code)) }

// A password that was given out opens nothing before it is replaced by one of its owner's.
func TestFirstSignIn(t *testing.T) {
	d := newDesk(t)
	given, err := d.archive.AddOfficer(t.Context(), "", archive.Officer{Account: "ls-rsj-02", Title: "张科长", Reach: archive.Reach{Area: lushan}})
	if err != nil {
		t.Fatal(err)
	}
	b := d.browser()
	b.get("/office/in").want(t, "the page", http.StatusOK, "登录", "现在还要")
	if a := b.get("/office"); a.status != http.StatusSeeOther || a.to != "/office/in" {
		t.Errorf("a stranger is sent to %q with %d", a.to, a.status)
	}
	if a := b.signIn("LS-rsj-02 ", given); a.status != http.StatusSeeOther {
		t.Fatalf("%d", a.status)
	}
	if a := b.get("/office"); a.to != "/office/password" {
		t.Errorf("sent to %q", a.to)
	}
	if a := b.send("/office/accounts/new", "account", "x-1", "name", "x", "area", string(wawu)); a.to != "/office/password" {
		t.Errorf("a form with the given password: %d to %q", a.status, a.to)
	}
	for name, c := range map[string]struct {
		form []string
		code string
	}{
		"not the same":  {[]string{"present", given, "chosen", "another phrase", "again", "another phrasf"}, "not_the_same"},
		"short":         {[]string{"present", given, "chosen", "elevenlong!", "again", "elevenlong!"}, "weak_password"},
		"the account":   {[]string{"present", given, "chosen", "my LS-rsj-02 is it", "again", "my LS-rsj-02 is it"}, "weak_password"},
		"the given one": {[]string{"present", given, "chosen", given, "again", given}, "weak_password"},
		"wrong":         {[]string{"present", "wrong", "chosen", "another phrase", "again", "another phrase"}, "wrong_password"},
	} {
		if a := b.send("/office/password", c.form...); a.status < 400 || !strings.Contains(a.body, words(c.code)) {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	if a := b.send("/office/password", "present", given, "chosen", "another phrase", "again", "another phrase"); a.to != "/office?said=password" {
		t.Fatalf("%d to %q", a.status, a.to)
	}
	b.get("/office?said=password").want(t, "after it", http.StatusOK, "密码换好了", "张科长", "平顶山市鲁山县零工市场")
	if a := d.browser().signIn("ls-rsj-02", given); a.status != http.StatusForbidden {
		t.Errorf("the given password still works: %d", a.status)
	}
}

// Wrong tries are bounded by account and by address, and the bound holds over a restart of the
// server and for the right password too. It ends by itself.
func TestSignInIsThrottled(t *testing.T) {
	d := newDesk(t)
	password := d.open("wang", lushan)
	b := d.browser()
	for range 8 {
		b.signIn("wang", "wrong").want(t, "a wrong try", http.StatusForbidden, words("wrong_password"))
	}
	b.signIn("wang", password).want(t, "the right one", http.StatusTooManyRequests, words("too_many_tries"))
	b.signIn("li", "wrong").want(t, "another account", http.StatusForbidden)
	again, err := archive.Open(t.Context(), d.dir, func() time.Time { return d.now })
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if _, err := again.SignIn(t.Context(), "wang", password, "elsewhere"); market.Code(err) != "too_many_tries" {
		t.Errorf("opened again: %v", err)
	}
	for i := range 40 {
		b.signIn(string(rune('a'+i%26))+"xx", "wrong")
	}
	zhao := d.open("zhao", lushan)
	b.signIn("zhao", zhao).want(t, "this address", http.StatusTooManyRequests)
	d.now = d.now.Add(16 * time.Minute)
	if a := b.signIn("wang", password); a.status != http.StatusSeeOther {
		t.Errorf("a while later: %d", a.status)
	}
}

func TestSessionEnds(t *testing.T) {
	d := newDesk(t)
	b := d.as("wang", lushan)
	began := d.now
	for range 25 { // never idle for long, until 11:36
		b.get("/office").want(t, "at work", http.StatusOK)
		d.now = d.now.Add(29 * time.Minute)
	}
	d.now = began.Add(12*time.Hour + time.Minute)
	if a := b.get("/office"); a.to != "/office/in" {
		t.Errorf("after twelve hours: %d", a.status)
	}
	if a := b.signIn("wang", "a long pass phrase"); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	d.now = d.now.Add(31 * time.Minute)
	if a := b.get("/office"); a.to != "/office/in" {
		t.Errorf("after half an hour of nothing: %d", a.status)
	}
	b.signIn("wang", "a long pass phrase")
	before := b.client.Jar.Cookies(mustURL(t, d.url+"/office"))
	if a := b.send("/office/out"); a.to != "/office/in" {
		t.Errorf("signed out: %d to %q", a.status, a.to)
	}
	b.client.Jar.SetCookies(mustURL(t, d.url+"/office"), []*http.Cookie{{Name: before[0].Name, Value: before[0].Value, Path: "/office"}})
	if a := b.get("/office"); a.to != "/office/in" {
		t.Errorf("with the token from before: %d", a.status)
	}
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestCookieAndHeaders(t *testing.T) {
	d := newDesk(t)
	password := d.open("wang", lushan)
	b := d.browser()
	b.header.Set("X-Forwarded-Proto", "https")
	cookie := b.signIn("wang", password).header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Secure", "Path=/office"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("cookie without %s", want)
		}
	}
	b = d.as("lin", lushan)
	for _, path := range []string{"/office", "/office/in", "/office/nothing"} {
		h := b.get(path).header
		if path == "/office/in" { // leads on: somebody is signed in
			h = d.browser().get(path).header
		}
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") ||
			h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: headers %v", path, h)
		}
	}
}

// Tries to sign in and forms of the public are counted apart: nobody gets more forms by trying a password, and an hour
// of forms keeps nobody from signing in.
func TestTriesAreCountedApart(t *testing.T) {
	d := newDesk(t)
	password := d.open("wang", lushan)
	complain := func() string {
		_, err := d.archive.Complain(t.Context(), market.Complaint{Kind: market.OtherWrong}, "", "", "here")
		return market.Code(err)
	}
	for range 30 {
		if code := complain(); code != "" {
			t.Fatal(code)
		}
	}
	d.now = d.now.Add(20 * time.Minute)
	if _, err := d.archive.SignIn(t.Context(), "wang", "not the password", "here"); market.Code(err) != "wrong_password" {
		t.Fatal(err)
	}
	if code := complain(); code != "too_many" {
		t.Errorf("the 31st form in an hour, after a try to sign in: %q", code)
	}
	for range 7 {
		if _, err := d.archive.SignIn(t.Context(), "wang", "not the password", "here"); market.Code(err) != "wrong_password" {
			t.Fatal(err)
		}
	}
	if _, err := d.archive.SignIn(t.Context(), "wang", password, "here"); market.Code(err) != "too_many_tries" {
		t.Errorf("the ninth try: %v", err)
	}
	d.now = d.now.Add(16 * time.Minute) // within the hour of the forms
	if _, err := d.archive.SignIn(t.Context(), "wang", password, "here"); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
	d.now = d.now.Add(time.Hour)
	if code := complain(); code != "" {
		t.Errorf("an hour later: %q", code)
	}
}
