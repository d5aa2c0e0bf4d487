package office_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/office"
	"yizhan/sync/market"
)

// picture is all that an operator can dump.
func (c *counties) picture() string {
	c.t.Helper()
	var b strings.Builder
	for _, kind := range archive.DumpKinds {
		err := c.archive.Dump(c.t.Context(), kind, func(row any) error {
			b.WriteString(kind + " " + jsonOf(c.t, row) + "\n")
			return nil
		})
		if err != nil {
			c.t.Fatal(err)
		}
	}
	return b.String()
}

// Whoever is signed in sees, on every page there is, what lies in their own area and nothing else: not in
// lists, not by naming it, and they change nothing there. The city sees all of it.
func TestEveryPageKeepsToItsArea(t *testing.T) {
	c := newCounties(t)
	for _, m := range c.stations { // somebody to reset and close
		o := archive.Officer{Account: m.names.things["/office/accounts/"], Title: m.mark, Reach: archive.Reach{Area: m.area, Station: m.Station}}
		if _, err := c.archive.AddOfficer(t.Context(), "", o); err != nil {
			t.Fatal(err)
		}
	}
	before := c.picture()
	seen := map[string]bool{} // marks that the city saw
	for account, area := range map[string]market.AreaCode{"shi": city, "lushan": lushan, "wawu": wawu, "cun": village, "yexian": yexian} {
		b := c.as(account, area)
		first, last := area.Span()
		for i, m := range c.stations {
			inside := m.area >= first && m.area <= last
			for _, p := range walk(c.server, m.names, room(c.report)) {
				if p.open || p.method != http.MethodGet && inside || i > 0 && strings.HasSuffix(p.Route, p.path) {
					continue // for everybody, or tried by other tests, or the same for all
				}
				var a answer
				if p.method == http.MethodGet {
					a = b.get(p.path)
				} else if strings.HasSuffix(p.Route, "/password") || strings.HasSuffix(p.Route, "/out") || strings.HasSuffix(p.Route, "/accounts/new") {
					continue // about oneself; what a new account may reach is TestAccountsByLevel's
				} else {
					a = b.send(p.path, "words", "看看", "reason", "other", "state", "settled", "month", "2026-10", "column", "matched", "value", "3", "field", "name", "keep", "both")
				}
				named := p.Of != office.Nothing
				if named && !inside && a.status != http.StatusNotFound && a.status != http.StatusForbidden {
					t.Errorf("%s: %s %s of %s: %d", account, p.method, p.path, m.mark, a.status)
				}
				for _, o := range c.stations {
					switch has := strings.Contains(a.body, o.mark); {
					case has && (o.area < first || o.area > last):
						t.Errorf("%s: %s %s shows %s", account, p.method, p.path, o.mark)
					case has && area == city:
						seen[o.mark+p.Nav] = true
					}
				}
			}
		}
	}
	for _, m := range c.stations {
		for _, nav := range []string{"postings", "complaints", "stations", "directory"} {
			if !seen[m.mark+nav] {
				t.Errorf("the city does not see %s among %s", m.mark, nav)
			}
		}
	}
	if after := c.picture(); after != before {
		t.Errorf("somebody changed what is not theirs:\n%s\nbefore\n%s", after, before)
	}
}

// A conflict between two counties is for the city alone, which sees both people.
func TestConflictOfTwoCounties(t *testing.T) {
	c := newCounties(t)
	for area, want := range map[market.AreaCode]int{city: 3, lushan: 1, yexian: 1, wawu: 0} {
		all, err := c.archive.Conflicts(t.Context(), archive.Reach{Area: area})
		if err != nil {
			t.Fatal(err)
		}
		places := 0
		for _, one := range all {
			if one.Kind == "double_place" {
				places++
			}
		}
		if places != want {
			t.Errorf("%s has %d places that were given twice, want %d", area, places, want)
		}
	}
}

// A complaint from the web that belongs to no station is for its county alone, and for the city; one of which nobody knows
// where it is for the city alone.
func TestComplaintsWithoutAStation(t *testing.T) {
	c := newCounties(t)
	for words, place := range map[string]market.AreaCode{"鲁山的事": lushan, "叶县的事": yexian, "市里的事": city, "不知道哪里": ""} {
		if _, err := c.archive.Complain(t.Context(), market.Complaint{Kind: market.FeeAsked}, place, words, "test"); err != nil {
			t.Fatal(err)
		}
	}
	ids := map[string]market.ComplaintID{}
	everything, err := c.archive.Complaints(t.Context(), archive.Reach{Area: city}, false, "", 50, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range everything {
		if one.Station == 0 {
			ids[one.Said] = one.ID
		}
	}
	for account, tc := range map[string]struct {
		area market.AreaCode
		sees []string
	}{
		"shi":    {city, []string{"鲁山的事", "叶县的事", "市里的事", "不知道哪里"}},
		"lushan": {lushan, []string{"鲁山的事"}},
		"wawu":   {wawu, nil},
		"yexian": {yexian, []string{"叶县的事"}},
	} {
		b, reach := c.as(account, tc.area), archive.Reach{Area: tc.area}
		list, err := c.archive.Complaints(t.Context(), reach, false, market.FeeAsked, 50, 0)
		if err != nil || len(list) != len(tc.sees) {
			t.Errorf("%s: %d in the list, want %d, %v", account, len(list), len(tc.sees), err)
		}
		if n, err := c.archive.ComplaintCounts(t.Context(), reach, c.now.AddDate(0, 0, -1)); err != nil || n[market.FeeAsked] != len(tc.sees) {
			t.Errorf("%s: %d are counted, want %d, %v", account, n[market.FeeAsked], len(tc.sees), err)
		}
		for said, id := range ids {
			page, moved := http.StatusNotFound, http.StatusNotFound
			if slices.Contains(tc.sees, said) {
				page, moved = http.StatusOK, http.StatusBadRequest
			}
			b.get("/office/complaints/"+string(id)).want(t, account+" looks at "+said, page)
			b.send("/office/complaints/"+string(id)+"/move", "state", "nothing").want(t, account+" moves "+said, moved)
		}
	}
	if here, err := c.archive.Complaints(t.Context(), archive.Reach{Area: lushan, Station: c.stations[0].Station}, false, market.FeeAsked, 50, 0); err != nil || len(here) > 0 {
		t.Errorf("a station's account sees %d, %v", len(here), err)
	}
}
