package office_test

import (
	"net/http"
	"strings"
	"testing"

	"yizhan/sync/county/office"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// bad is what somebody may write where words are asked for.
const bad = `<script>alert(1)</script>"'><img src=x onerror=a()>`

// Whatever stations, employers and workers wrote is text on every page, of the offices and of the public.
func TestHostileWordsOnEveryPage(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	st := s.wawu
	employer := st.write(record.EmployerRegistered, st.new(), record.Employer{Name: bad[:48], Kind: "farm", Licence: bad[:48]}, st.box(record.Contact{Called: bad, Phone: bad}, true))
	job := record.Posting{
		Employer: ref(employer), Trade: "loader", Title: bad, Headcount: 3, Pay: 1_00, Unit: "day", Area: wawu, Place: bad, MeetPlace: bad, Notes: bad + bad,
		Start: "2026-11-22T07:30", Share: "county",
	}
	posting := st.write(record.PostingOpened, st.new(), job)
	worker := st.person(bad, bad)
	first, second := st.take(posting, worker, 1), s.village.take(posting, s.village.person(bad, bad), 1)
	complaint := st.complain(market.OtherWrong, market.FollowNo(42), 1, posting, bad, bad)
	proposal := st.propose(market.FollowNo(43), job, record.Employer{Name: bad[:48], Kind: "company", USCC: "<b>", Licence: bad[:48]}, bad, bad)
	st.sync()
	s.village.sync()
	b := d.as("shi", city)
	if a := b.send("/office/codes/"+string(wawu)+"/new", "name", bad[:40]); a.status != http.StatusSeeOther {
		t.Fatalf("a code with such a name: %d", a.status)
	}
	b.send("/office/employers/"+employer.String()+"/list", "words", bad[:50])
	b.send("/office/complaints/"+complaint.String()+"/move", "state", "taken_up", "words", bad)
	paths := []string{"/board", "/board/" + posting.String(), "/complain?posting=" + posting.String(), "/complain?slip=" + "%3Cscript%3E", "/hire?area=%3Cscript%3E", "/follow"}
	for _, p := range office.Pages() {
		method, path, _ := strings.Cut(p.Route, " ")
		if method != http.MethodGet {
			continue
		}
		for _, id := range []string{posting.String(), employer.String(), complaint.String(), proposal.String(), first.String() + "~" + second.String(), "3", string(wawu)} {
			paths = append(paths, strings.NewReplacer("{id}", id, "{kind}", "double_place").Replace(path))
		}
	}
	seen := 0
	for _, path := range paths {
		a := b.get(path)
		if strings.Contains(a.body, "<script") || strings.Contains(a.body, "<img") {
			t.Errorf("%s lets markup through", path)
		}
		if strings.Contains(a.body, "&lt;script&gt;alert(1)") {
			seen++
		}
	}
	if seen < 12 {
		t.Errorf("the words stand on %d pages only", seen)
	}
	for _, path := range []string{"/office/people/" + worker.String() + "/show", "/office/complaints/" + complaint.String() + "/show", "/office/review/" + proposal.String() + "/show"} {
		if a := b.send(path, "words", bad); strings.Contains(a.body, "<script") {
			t.Errorf("%s lets markup through", path)
		}
	}
}
