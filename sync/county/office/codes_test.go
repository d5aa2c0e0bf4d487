package office_test

import (
	"crypto/ed25519"
	"net/http"
	"strings"
	"testing"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// asks is a station's request to be enrolled with a code.
func asks(t *testing.T, code string) *wire.Enrol {
	t.Helper()
	_, sign, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	wrap, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	m := &wire.Enrol{Version: wire.Version, Code: code, Sign: sign.Public().(ed25519.PublicKey), Wrap: wrap.Public()}
	wire.SignEnrol(m, sign)
	return m
}

// A code that nobody used is over after a week, and the page says so; who used it in time is answered
// again later.
func TestCodesEnd(t *testing.T) {
	d := newDesk(t)
	b := d.as("xian", lushan)
	for range 2 {
		b.send("/office/codes/"+string(wawu)+"/new").want(t, "a new code", http.StatusSeeOther)
	}
	codes, err := d.archive.Codes(t.Context(), lushan)
	if err != nil || len(codes) != 2 {
		t.Fatal(codes, err)
	}
	b.get("/office/codes").want(t, "until when", http.StatusOK, "前能用", "11月29日")
	d.now = d.now.Add(archive.CodeLasts)
	used := asks(t, codes[0].Code)
	if _, err := d.archive.Enrol(t.Context(), used); err != nil {
		t.Fatalf("in its last moment: %v", err)
	}
	d.now = d.now.Add(time.Millisecond)
	if _, err := d.archive.Enrol(t.Context(), asks(t, codes[1].Code)); market.Code(err) != "old_code" {
		t.Errorf("after its last moment: %v, want old_code", err)
	}
	if e, err := d.archive.Enrol(t.Context(), used); err != nil || e.Station != 1 {
		t.Errorf("who used it asks again: %+v, %v", e, err)
	}
	b = d.as("xian-2", lushan) // a session does not last a week
	page := b.get("/office/codes")
	page.want(t, "what is over", http.StatusOK, "过期了")
	if page.header.Get("Refresh") != "" {
		t.Error("the page waits for a code that is over")
	}
	b.send("/office/codes/"+codes[1].Code+"/drop").want(t, "taken off the page", http.StatusSeeOther)
}

// The page says which release a station runs, and marks one that is older than the county's.
func TestOldPrograms(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	said := func(program string) {
		st, err := d.archive.Station(t.Context(), s.wawu.Origin)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.archive.Seen(t.Context(), st, archive.Presence{Version: wire.Version, Program: program}); err != nil {
			t.Fatal(err)
		}
	}
	b := d.as("zhen", wawu)
	said("yizhan 0.0.7")
	b.get("/office/stations?open="+string(wawu)).want(t, "an old one", http.StatusOK, "0.0.7", "旧版")
	said(wire.Program)
	s.village.sync()
	page := b.get("/office/stations?open=" + string(wawu))
	page.want(t, "one like ours", http.StatusOK, wire.Release)
	if strings.Contains(page.body, "旧版") {
		t.Error("the county's own release is called old")
	}
}
