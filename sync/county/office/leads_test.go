package office_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// What a page names leads to where it is dealt with, and says what it is.
func TestPagesLeadOn(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b, above := d.as("xian", lushan), d.as("shi", city)
	today := b.get("/office")
	_, todo, _ := strings.Cut(today.body, words2("office.todo_review"))
	todo, _, _ = strings.Cut(todo, "</li>")
	if !strings.Contains(todo, `href="/office/review"`) {
		t.Errorf("what waits for review leads elsewhere: %s", todo)
	}

	no := strconv.Itoa(int(s.dongzhou.Station))
	b.get("/office/stations").want(t, "a township's station by its name", http.StatusOK, `<a class="flat" href="/office/stations/`+no+`">`)
	_, tree, _ := strings.Cut(above.get("/office/stations").body, "<tbody>")
	first, rest, _ := strings.Cut(tree, "</tr>")
	if none := words2("office.no_station"); strings.Contains(first, none) || !strings.Contains(rest, none) {
		t.Errorf("the city wants a station of its own, or no county does: %s", first)
	}

	b.send("/office/complaints/"+s.complaint.String()+"/move", "state", "closed", "words", "付清了").want(t, "closed", http.StatusSeeOther)
	closed, waits := words2("office.complaint_closed"), words2("office.complaint_waits")
	for path, says := range map[string][2]string{"/office/complaints": {waits, closed}, "/office/complaints?state=closed": {closed, waits}} {
		page := b.get(path)
		page.want(t, path, http.StatusOK, `data-head="`+says[0]+`"`)
		if strings.Contains(page.body, says[1]) {
			t.Errorf("%s says %q", path, says[1])
		}
	}

	above.get("/office/people?area="+string(lushan)).want(t, "people of a county", http.StatusOK, `value="`+string(lushan)+`" selected`, "189****4455")
	if page := above.get("/office/people?area=" + string(yexian)); strings.Contains(page.body, "189****4455") {
		t.Error("people of another county are listed")
	}
	b.get("/office/stations/60000").want(t, "nothing", http.StatusNotFound, words2("office.not_found"))
}

// Where many stations are silent the day's page names some and leads to all.
func TestManySilentStations(t *testing.T) {
	d := newDesk(t)
	for _, v := range areas().Townships(lushan)[:22] {
		code, err := d.archive.NewCode(t.Context(), "", v.Code)
		if err != nil {
			t.Fatal(err)
		}
		d.enrolWith(code)
	}
	d.now = d.now.AddDate(0, 0, 3)
	all, err := d.archive.Today(t.Context(), archive.Reach{Area: lushan})
	if err != nil || len(all.Silent) != 22 {
		t.Fatalf("%d are silent, %v", len(all.Silent), err)
	}
	page := d.as("xian", lushan).get("/office")
	page.want(t, "today", http.StatusOK, "还有 2 个", `href="/office/stations?only=odd"`)
	if n := strings.Count(page.body, `<a href="/office/stations/`); n != 20 {
		t.Errorf("%d are named", n)
	}
}

// Another county's employer stands on the red list for all, and leads nowhere for who may not open its page.
func TestRedListOfAnotherCounty(t *testing.T) {
	c := newCounties(t)
	for _, m := range []*marked{c.stations[0], c.stations[3]} {
		if err := c.archive.RedList(t.Context(), market.EmployerID(m.names.things["/office/employers/"]), true, "欠薪"); err != nil {
			t.Fatal(err)
		}
	}
	own, other := c.stations[0].names.things["/office/employers/"], c.stations[3].names.things["/office/employers/"]
	page := c.as("xian", lushan).get("/office/redlist")
	page.want(t, "the list", http.StatusOK, c.stations[0].mark, c.stations[3].mark, `href="/office/employers/`+own+`"`, words2("office.red_elsewhere"))
	if strings.Contains(page.body, `href="/office/employers/`+other+`"`) {
		t.Error("an employer of another county leads to a page that is not there")
	}
}

// Complaints of one kind and place stay so from list to list, and the month beside them is counted of the same place.
func TestComplaintListsKeepWhatIsAskedFor(t *testing.T) {
	c := newCounties(t)
	b := c.as("shi", city)
	page := b.get("/office/complaints?kind=other&area=" + string(lushan))
	page.want(t, "the list", http.StatusOK, `href="/office/complaints?area=`+string(lushan)+`&amp;kind=other&amp;state=closed"`)
	counted := func(page string) string {
		_, after, _ := strings.Cut(page, `<table class="bars">`)
		table, _, _ := strings.Cut(after, "</table>")
		return table
	}
	if own := c.as("lushan", lushan).get("/office/complaints"); counted(page.body) != counted(own.body) || counted(own.body) == counted(b.get("/office/complaints").body) {
		t.Errorf("of a county are counted\n%s\nby itself\n%s", counted(page.body), counted(own.body))
	}
}

// The day's figures say how each is counted, and an account of one station or township is told what it sees and whom to ask.
func TestPagesOfLowerAccounts(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	town := d.as("zhen", wawu)
	today := town.get("/office")
	for _, figure := range []string{"filled", "check_ins", "postings", "helped", "failed", "wanted_where"} {
		today.want(t, "today", http.StatusOK, "<dt>"+words2("office."+figure)+"</dt>", words2("office.define_"+figure))
	}
	town.get("/office/stations").want(t, "a township's stations", http.StatusOK, "2 个站：村 1/")
	given, err := d.archive.AddOfficer(t.Context(), "", archive.Officer{Account: "zhan", Title: "站长", Reach: archive.Reach{Area: wawu, Station: s.wawu.Station}})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.archive.SetPassword(t.Context(), "zhan", given, "a long pass phrase", "test", ""); err != nil {
		t.Fatal(err)
	}
	own := d.browser()
	own.signIn("zhan", "a long pass phrase")
	own.get("/office/stations").want(t, "its station", http.StatusOK, "您的账号只看 "+strconv.Itoa(int(s.wawu.Station))+" 号站")
	refused := own.get("/office/accounts")
	refused.want(t, "accounts", http.StatusForbidden, words2("office.not_allowed"))
	if strings.Contains(refused.body, words("not_allowed")) {
		t.Error("it is told to ask whoever is on duty")
	}
}

// A complaint is found by the number that its author calls with, by whoever sees it.
func TestComplaintByItsNumber(t *testing.T) {
	c := newCounties(t)
	b, other := c.as("xian", lushan), c.as("other", yexian)
	m := c.stations[0]
	number := market.FollowNo(uint32(700 + m.Station))
	to := "/office/complaints/" + m.names.things["/office/complaints/"]
	for _, said := range []string{number, number[:4] + " " + number[4:] + " "} {
		if a := b.get("/office/complaints?no=" + url.QueryEscape(said)); a.to != to {
			t.Errorf("%q leads to %q, want %s", said, a.to, to)
		}
	}
	for who, a := range map[string]answer{"another county": other.get("/office/complaints?no=" + number), "no number": b.get("/office/complaints?no=1+2%3Cb%3E")} {
		a.want(t, who, http.StatusOK, `id="no-wrong"`)
		if strings.Contains(a.body, "<b>") && strings.Contains(a.body, "12<b>") {
			t.Error("what was typed became markup")
		}
	}
}
