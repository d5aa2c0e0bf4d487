package office_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"yizhan/sync/county/archive"
)

// The tree counts what stands against the gazetteer, for the whole and for each level.
func TestTreeOfStations(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("shi", city)
	b.get("/office/stations").want(t, "the city", http.StatusOK, "/148", "/2828", "鲁山县", "叶县")
	page := b.get("/office/stations?open=" + string(wawu))
	page.want(t, "opened down to a township", http.StatusOK, "瓦屋镇", "在线", "/office/stations/"+strconv.Itoa(int(s.village.Station)))
	b.get("/office/stations?only=odd").want(t, "the odd ones", http.StatusOK, "没声音 3 天")
	rows, err := d.archive.Stations(t.Context(), archive.Reach{Area: wawu})
	if err != nil || len(rows) != 2 {
		t.Errorf("%d stations in the township, %v", len(rows), err)
	}
}

// A code is made on the page; when a station has used it, both sides see the same six digits.
func TestEnrolOnThePage(t *testing.T) {
	d := newDesk(t)
	b := d.as("xian", lushan)
	b.get("/office/codes/"+string(wawu)).want(t, "who it is for", http.StatusOK, "瓦屋镇")
	b.send("/office/codes/"+string(yexian)+"/new").want(t, "for another county", http.StatusNotFound)
	b.send("/office/codes/1;drop/new").want(t, "for no area", http.StatusNotFound)
	if a := b.send("/office/codes/" + string(wawu) + "/new"); a.to != "/office/codes?said=code" {
		t.Fatalf("%d to %q", a.status, a.to)
	}
	codes, err := d.archive.Codes(t.Context(), lushan)
	if err != nil || len(codes) != 1 {
		t.Fatal(codes, err)
	}
	page := b.get("/office/codes")
	page.want(t, "it waits", http.StatusOK, codes[0].Code[:3]+" "+codes[0].Code[3:])
	if page.header.Get("Refresh") == "" {
		t.Error("the page does not look again")
	}
	s, digits := d.enrolWith(codes[0].Code)
	b.get("/office/codes").want(t, "it was used", http.StatusOK, digits[:3]+" "+digits[3:])
	b.send("/office/codes/"+codes[0].Code+"/drop").want(t, "taking it back", http.StatusForbidden, words("bad_code"))
	other := d.as("other", yexian)
	if body := other.get("/office/codes").body; strings.Contains(body, digits[:3]+" ") {
		t.Error("another county sees the code")
	}
	d.now = d.now.Add(time.Minute)
	b.send("/office/codes/"+string(wawu)+"/new", "name", "镇上")
	codes, _ = d.archive.Codes(t.Context(), lushan)
	other.send("/office/codes/"+codes[0].Code+"/drop").want(t, "another county takes it back", http.StatusForbidden)
	b.send("/office/codes/"+codes[0].Code+"/drop").want(t, "its own takes it back", http.StatusSeeOther)
	if s.Station != 1 {
		t.Errorf("station %d", s.Station)
	}
}

// Ending a station is asked for twice, needs a reason, the level and the area; then it is so.
func TestEndOfAStation(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	county, town, other := d.as("xian", lushan), d.as("zhen", wawu), d.as("other", yexian)
	path := "/office/stations/" + strconv.Itoa(int(s.village.Station))
	town.get(path).want(t, "the township looks", http.StatusOK, "瓦屋镇", "接了名额")
	town.send(path+"/fence", "words", "坏了").want(t, "the township fences", http.StatusForbidden)
	other.get(path).want(t, "another county looks", http.StatusNotFound)
	other.send(path+"/revoke", "words", "坏了").want(t, "another county revokes", http.StatusNotFound)
	county.get("/office/stations/0").want(t, "no station", http.StatusNotFound)
	county.get("/office/stations/99999").want(t, "no number", http.StatusNotFound)
	county.get(path+"/fence").want(t, "asked", http.StatusOK, "确定")
	county.send(path+"/fence").want(t, "without a reason", http.StatusBadRequest)
	if a := county.send(path+"/fence", "words", "硬盘坏了"); a.to != path+"?said=fenced" {
		t.Fatalf("%d to %q", a.status, a.to)
	}
	county.get(path).want(t, "fenced", http.StatusOK, "停发")
	county.send(path+"/revoke", "words", "机器丢了").want(t, "revoked", http.StatusSeeOther)
	county.get(path).want(t, "revoked", http.StatusOK, "停用")
	county.get("/office/accounts").want(t, "the log", http.StatusOK, "硬盘坏了", "机器丢了")
	if st, err := d.archive.Station(t.Context(), s.village.Origin); err != nil || st.Admitted() == nil {
		t.Errorf("still admitted, %v", err)
	}
}
