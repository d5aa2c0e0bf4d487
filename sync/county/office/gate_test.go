package office_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yizhan/sync/county/archive"
)

// A form counts only with the proof of this session, from a page of this site, and in bounds.
func TestFormsAreProved(t *testing.T) {
	d := newDesk(t)
	b, other := d.as("wang", lushan), d.as("lin", lushan)
	form := url.Values{"account": {"new-one"}, "name": {"新来的"}, "area": {string(wawu)}}
	b.post("/office/accounts/new", form).want(t, "no proof", http.StatusForbidden, words("bad_form"))
	form.Set("proof", proofField.FindStringSubmatch(other.get("/office").body)[1])
	b.post("/office/accounts/new", form).want(t, "somebody else's proof", http.StatusForbidden)
	form.Set("proof", proofField.FindStringSubmatch(b.get("/office").body)[1])
	b.header.Set("Sec-Fetch-Site", "cross-site")
	b.post("/office/accounts/new", form).want(t, "from another site", http.StatusForbidden)
	b.header.Del("Sec-Fetch-Site")
	form.Set("name", strings.Repeat("长", 10<<20/3))
	b.post("/office/accounts/new", form).want(t, "10 MB", http.StatusRequestEntityTooLarge, words("too_large"))
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.url+"/office/accounts/new", strings.NewReader(`{"proof":1}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	b.do(r).want(t, "no form", http.StatusBadRequest)
	form.Set("name", "新来的")
	b.post("/office/accounts/new", form).want(t, "as it should be", http.StatusOK, "new-one", "只显示这一次")
	if l, err := d.archive.Officers(t.Context(), archive.Officer{Account: "wang", Reach: archive.Reach{Area: lushan}}); err != nil || len(l) != 2 {
		t.Errorf("accounts %v, %v", l, err)
	}
}

// The sign-in page too takes no form of another site: nobody is signed in as somebody else.
func TestSignInFromAnotherSite(t *testing.T) {
	d := newDesk(t)
	password := d.open("wang", lushan)
	b := d.browser()
	b.header.Set("Origin", "https://elsewhere.example")
	if a := b.signIn("wang", password); a.status != http.StatusForbidden || a.header.Get("Set-Cookie") != "" {
		t.Errorf("%d", a.status)
	}
}

// Accounts are opened, reset and closed from above only, and within the area.
func TestAccountsByLevel(t *testing.T) {
	d := newDesk(t)
	cityDesk, county, town := d.as("shi", city), d.as("xian", lushan), d.as("zhen", wawu)
	d.open("elsewhere", yexian)
	d.open("cun", village)
	add := func(b *browser, account, area string) answer {
		return b.send("/office/accounts/new", "account", account, "name", "某人", "area", area)
	}
	add(cityDesk, "xian-2", string(lushan)).want(t, "city opens a county's", http.StatusOK, "只显示这一次")
	add(county, "zhen-2", string(wawu)).want(t, "county opens a township's", http.StatusOK, "只显示这一次")
	add(town, "cun-2", string(village)).want(t, "township opens a village's", http.StatusOK, "只显示这一次")
	for name, a := range map[string]answer{
		"its own level":   add(county, "x-1", string(lushan)),
		"above":           add(county, "x-2", string(city)),
		"another county":  add(county, "x-3", string(yexian)),
		"a town above":    add(town, "x-4", string(lushan)),
		"no such area":    add(cityDesk, "x-5", "419999000000"),
		"no area":         add(cityDesk, "x-6", "'; DROP TABLE officer; --"),
		"taken":           add(cityDesk, "xian", string(lushan)),
		"not an account":  add(cityDesk, "张科长", string(lushan)),
		"foreign station": cityDesk.send("/office/accounts/new", "account", "x-7", "name", "某人", "area", string(lushan), "station", "999"),
		"reset above":     town.send("/office/accounts/xian/reset"),
		"reset elsewhere": county.send("/office/accounts/elsewhere/reset"),
		"reset itself":    county.send("/office/accounts/xian/reset"),
		"close nobody":    county.send("/office/accounts/nobody/close"),
	} {
		if a.status < 400 || a.status >= 500 || strings.Contains(a.body, "只显示这一次") {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	village := d.browser()
	if a := village.signIn("cun", "a long pass phrase"); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	village.get("/office/accounts").want(t, "the lowest level", http.StatusForbidden, words2("office.not_allowed"))
	if body := county.get("/office/accounts").body; strings.Contains(body, "elsewhere") || strings.Contains(body, "shi<") || !strings.Contains(body, "zhen-2") {
		t.Error("a county sees accounts that are not below it, or not those that are")
	}
	county.send("/office/accounts/zhen/close").want(t, "closed", http.StatusSeeOther)
	if a := town.get("/office"); a.to != "/office/in" {
		t.Errorf("a closed account goes on: %d", a.status)
	}
	if a := town.signIn("zhen", "a long pass phrase"); a.status != http.StatusForbidden {
		t.Errorf("a closed account signs in: %d", a.status)
	}
	county.get("/office/accounts").want(t, "the log", http.StatusOK, "停用账号")
}

// Whatever stands in a field is text.
func TestScriptInFields(t *testing.T) {
	d := newDesk(t)
	b := d.as("shi", city)
	const bad = `<script>alert(1)</script>"'><b>`
	b.send("/office/accounts/new", "account", "some-one", "name", `<i>"'>`, "area", string(lushan)).want(t, "a title", http.StatusOK)
	for _, a := range []answer{
		b.send("/office/accounts/new", "account", bad, "name", bad, "area", bad, "station", "1"),
		d.browser().signIn(bad, bad),
		b.get("/office/accounts?said=" + url.QueryEscape(bad)),
		b.get("/office/" + url.PathEscape(bad)),
		b.get("/office/accounts"),
	} {
		if strings.Contains(a.body, "<script") || strings.Contains(a.body, "<b>\"") || strings.Contains(a.body, "<i>") {
			t.Errorf("markup got through:\n%.2000s", a.body)
		}
	}
}
