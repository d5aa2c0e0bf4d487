package office_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yizhan/sync/market"
)

// Lists that are longer than a page have pages, whose links keep the filters, and nothing stands on two of them.
func TestLongListsHavePages(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	for i := range 60 {
		kind := market.WagesOwed
		if i%2 == 1 {
			kind = market.OtherWrong
		}
		if _, err := d.archive.Complain(t.Context(), market.Complaint{Kind: kind, Posting: market.PostingID(s.posting.String())}, "", "", fmt.Sprint("from ", i)); err != nil {
			t.Fatal(err)
		}
		p := market.Proposal{
			Employer: market.Employer{Name: "史大山", Kind: "farm", Contact: "史师傅", Phone: "18900000204"},
			Posting:  market.Posting{Trade: "loader", Title: "网上来的活", Headcount: 2, Pay: 150_00, Unit: "day", Area: wawu, Start: "2026-11-23T07:30", Share: "county"},
		}
		if _, err := d.archive.HandIn(t.Context(), p, fmt.Sprint("from ", i)); err != nil {
			t.Fatal(err)
		}
	}
	b, above := d.as("xian", lushan), d.as("shi", city)
	for name, tc := range map[string]struct {
		b          *browser
		path, rows string // rows: what each row's link begins with
		all        int
	}{
		"complaints":          {b, "/office/complaints", `<td><a href="/office/complaints/`, 62},
		"of one kind":         {b, "/office/complaints?kind=wages", `<td><a href="/office/complaints/`, 31},
		"in one township":     {b, "/office/complaints?area=410423212000", `<td><a href="/office/complaints/`, 1},
		"outside the reach":   {b, "/office/complaints?area=" + string(yexian), `<td><a href="/office/complaints/`, 62},
		"of another county":   {above, "/office/complaints?area=" + string(yexian), `<td><a href="/office/complaints/`, 0},
		"to review":           {b, "/office/review", `href="/office/review/`, 62},
		"to review, found":    {b, "/office/review?q=" + url.QueryEscape("网上来") + "&trade=loader&pay=150&unit=day", `href="/office/review/`, 60},
		"to review, the city": {above, "/office/review?state=waits&area=" + string(lushan), `href="/office/review/`, 62},
	} {
		t.Run(name, func(t *testing.T) {
			seen, to := map[string]bool{}, tc.path
			for pages := 1; ; pages++ {
				page := tc.b.get(to)
				page.want(t, to, http.StatusOK)
				for _, part := range strings.Split(page.body, tc.rows)[1:] {
					id, _, _ := strings.Cut(part, `"`)
					if seen[id] {
						t.Fatalf("%s stands on two pages", id)
					}
					seen[id] = true
				}
				next := ""
				for _, part := range strings.Split(page.body, `<a class="button" href="?`)[1:] {
					q, _, _ := strings.Cut(part, `"`)
					if q = strings.ReplaceAll(q, "&amp;", "&"); strings.Contains("&"+q+"&", fmt.Sprintf("&page=%d&", pages+1)) {
						next = q
					}
				}
				if next == "" {
					if want := max(1, (tc.all+49)/50); pages != want {
						t.Errorf("%d pages, want %d", pages, want)
					}
					break
				}
				path, _, _ := strings.Cut(tc.path, "?")
				to = path + "?" + next
			}
			if len(seen) != tc.all {
				t.Errorf("%d rows, want %d", len(seen), tc.all)
			}
		})
	}
	b.get("/office/review?page=99").want(t, "behind the last page", http.StatusOK, "上一页")
}

// Employers are found by name.
func TestEmployersByName(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("xian", lushan)
	if err := d.archive.RedList(t.Context(), market.EmployerID(s.employer.String()), true, "拖欠工钱"); err != nil {
		t.Fatal(err)
	}
	b.get("/office/redlist").want(t, "all", http.StatusOK, "姚吴程粮库", "黑名单 1")
	b.get("/office/redlist?q=粮库").want(t, "found", http.StatusOK, "姚吴程粮库")
	if page := b.get(`/office/redlist?q=别家'"><script>`).body; strings.Contains(page, "姚吴程粮库") || strings.Contains(page, "<script") {
		t.Error("found by another name, or markup is let through")
	}
}
