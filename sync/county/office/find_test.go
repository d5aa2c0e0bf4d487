package office_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// titles are the titles in a list's table.
func titles(page string) (out []string) {
	_, table, _ := strings.Cut(page, "<tbody>")
	for _, row := range strings.Split(table, `<span><b>`)[1:] {
		title, _, _ := strings.Cut(row, "<")
		title, _, _ = strings.Cut(title, " ")
		out = append(out, title)
	}
	slices.Sort(out)
	return out
}

// Postings and what was handed in are found by words, trade, place, station and pay, alone and together, and within
// what somebody sees; what was typed wrong is said, and everything typed stands in the form again.
func TestFind(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	mill := s.wawu.employer("砖瓦厂", "18900000205")
	s.wawu.job(mill, record.Posting{
		Trade: "mason", Title: "砌烟囱", Headcount: 1, Pay: 300_00, Settlement: "same_day", Area: wawu, Place: "Brick Works", Notes: "自带瓦刀",
		Start: "2026-11-23T07:30", End: "2026-11-23T17:30",
	})
	s.wawu.job(mill, record.Posting{
		Trade: "mason", Title: "押金100元修墙", Headcount: 1, Pay: 35_00, Unit: "hour", Settlement: "same_day", Area: wawu, Notes: "先交押金100元",
		Start: "2026-11-23T07:30", End: "2026-11-23T17:30",
	})
	s.wawu.sync()
	b, town := d.as("xian", lushan), d.as("zhen", wawu)
	no := strconv.Itoa(int(s.wawu.Station))
	for name, tc := range map[string]struct {
		b     *browser
		path  string
		query url.Values
		want  []string
	}{
		"words of a title":      {b, "postings", url.Values{"q": {"烟囱"}}, []string{"砌烟囱"}},
		"of a place, any case":  {b, "postings", url.Values{"q": {"brick w"}}, []string{"砌烟囱"}},
		"of notes":              {b, "postings", url.Values{"q": {"瓦刀"}}, []string{"砌烟囱"}},
		"of an employer":        {b, "postings", url.Values{"q": {"砖瓦"}}, []string{"押金100元修墙", "砌烟囱"}},
		"no such words":         {b, "postings", url.Values{"q": {"loader"}}, nil},
		"a trade":               {b, "postings", url.Values{"trade": {"mason"}}, []string{"押金100元修墙", "砌烟囱"}},
		"no trade there is":     {b, "postings", url.Values{"trade": {"nothing"}, "q": {"砖瓦"}}, []string{"押金100元修墙", "砌烟囱"}},
		"pay":                   {b, "postings", url.Values{"pay": {"190.5 元"}, "unit": {"day"}}, []string{"砌烟囱"}},
		"pay of an hour":        {b, "postings", url.Values{"pay": {"30"}, "unit": {"hour"}}, []string{"押金100元修墙"}},
		"a station":             {b, "postings", url.Values{"station": {no}}, []string{"押金100元修墙", "砌烟囱"}},
		"a township":            {b, "postings", url.Values{"area": {string(wawu)}, "pay": {"300"}, "unit": {"day"}}, []string{"砌烟囱"}},
		"withheld":              {b, "postings", url.Values{"state": {"held"}}, []string{"押金100元修墙"}},
		"withheld, other words": {b, "postings", url.Values{"state": {"held"}, "q": {"烟囱"}}, nil},
		"wanting":               {b, "postings", url.Values{"state": {"short"}, "trade": {"mason"}}, []string{"砌烟囱"}},
		"over":                  {b, "postings", url.Values{"state": {"closed"}, "q": {"烟囱"}}, nil},
		"of a township":         {town, "postings", url.Values{"q": {"葡萄"}}, nil},
		"handed in, words":      {b, "review", url.Values{"q": {"院墙"}}, []string{"垒院墙"}},
		"handed in, firm":       {b, "review", url.Values{"q": {"某劳务"}}, []string{"电子厂普工，先交押金"}},
		"handed in, number":     {b, "review", url.Values{"q": {"3380 552" + "2"}}, nil},
		"handed in, trade":      {b, "review", url.Values{"trade": {"mason"}}, []string{"垒院墙"}},
		"handed in, pay":        {b, "review", url.Values{"pay": {"6000"}, "unit": {"month"}}, []string{"电子厂普工，先交押金"}},
		"handed in, station":    {b, "review", url.Values{"station": {no}}, []string{"电子厂普工，先交押金"}},
		"handed in, passed":     {b, "review", url.Values{"state": {"passed"}, "q": {"院墙"}}, nil},
		"of a township's":       {town, "review", url.Values{"q": {"院墙"}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			page := tc.b.get("/office/" + tc.path + "?" + tc.query.Encode())
			page.want(t, name, http.StatusOK)
			if got := titles(page.body); !slices.Equal(got, tc.want) {
				t.Errorf("%q, want %q", got, tc.want)
			}
			if tc.want == nil {
				page.want(t, name, http.StatusOK, "没有这样的活")
			}
		})
	}
	number := market.FollowNo(3380552)
	if got := titles(b.get("/office/review?q=" + number[:4] + "+" + number[4:]).body); !slices.Equal(got, []string{"电子厂普工，先交押金"}) {
		t.Errorf("by its number: %q", got)
	}
	wrong := url.Values{"q": {"烟囱"}, "trade": {"mason"}, "pay": {"很多"}, "station": {no}}
	page := b.get("/office/postings?" + wrong.Encode())
	page.want(t, "wrong pay", http.StatusOK, `id="find-wrong"`, words("bad_pay"), `value="很多"`, `value="烟囱"`, `value="mason" selected`, `value="`+no+`" selected`)
	if got := titles(page.body); !slices.Equal(got, []string{"砌烟囱"}) {
		t.Errorf("with wrong pay: %q", got)
	}
	if !strings.Contains(page.body, `href="/office/postings?`+strings.ReplaceAll(url.Values{"q": {"烟囱"}, "trade": {"mason"}, "pay": {"很多"}, "station": {no}, "state": {"short"}}.Encode(), "&", "&amp;")) {
		t.Error("another list forgets what is looked for")
	}
}

// Words that hardly any posting has are looked for so far and no further, and the page says so; a trade narrows it before.
func TestFindSaysHowFar(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	err := d.archive.Update(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.ExecContext(t.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 15001)
			INSERT INTO posting (id, station, epoch, employer, trade, area, headcount, heads_seq, start_at, last_day, share, state, body, opened_at, revision, rev_station, rev_epoch, rev_seq)
			SELECT 'over-' || i, station, epoch, employer, trade, area, headcount, heads_seq, start_at, last_day, share, 'closed', body, opened_at + i, revision, rev_station, rev_epoch, rev_seq
			FROM posting, n WHERE id = ?`, s.posting.String())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b := d.as("xian", lushan)
	far := words2("office.find_far")
	b.get("/office/postings?state=closed&q="+url.QueryEscape("没有的字")).want(t, "among all", http.StatusOK, far)
	for _, path := range []string{"?state=closed&trade=mason&q=" + url.QueryEscape("没有的字"), "?state=closed&q=" + url.QueryEscape("化肥"), "?q=" + url.QueryEscape("没有的字"), "?state=closed"} {
		if page := b.get("/office/postings" + path); page.status != http.StatusOK || strings.Contains(page.body, far) {
			t.Errorf("%s: status %d, or it says that it did not look at all", path, page.status)
		}
	}
	if got := titles(b.get("/office/postings?state=closed&page=3&q=" + url.QueryEscape("化肥")).body); len(got) != 50 {
		t.Errorf("the third page has %d", len(got))
	}
}
