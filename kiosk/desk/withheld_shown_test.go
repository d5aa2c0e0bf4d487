package desk_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/command"
	"yizhan/kiosk/desk"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
)

// get is what a browser is given by the county.
func (c *realCounty) get(path string) (status int, page string) {
	c.t.Helper()
	ctx, cancel := context.WithCancel(c.t.Context())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.server.URL+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// feed is what other sites and chat groups are given, in its three forms.
func (c *realCounty) feed() string {
	c.t.Helper()
	r, err := report.Open(c.t.Context(), c.archive, assets.Chinese)
	if err != nil {
		c.t.Fatal(err)
	}
	d, err := r.Digest(c.t.Context(), "")
	if err != nil {
		c.t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(r.WriteJSON(&b, d, false), r.WriteRSS(&b, d, "https://ls.example.cn"), r.WriteText(&b, d)); err != nil {
		c.t.Fatal(err)
	}
	return b.String()
}

// commanded answers commands of the contract at a station.
func commanded(t *testing.T, d *desk.Desk, lines ...string) string {
	t.Helper()
	var out bytes.Buffer
	if err := command.New(d, len(lines)).Run(t.Context(), strings.NewReader(strings.Join(lines, "\n")+"\n"), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// A program of before the county read words screens less, gives places of what it let through and prints
// their slips. Nothing of it is shown to anybody else: not on the board, not in the feeds, not on the
// posting's or its slips' pages, not at another station, whose commands know nothing of it.
func TestAnOlderProgramIsWithheldEverywhere(t *testing.T) {
	c := newCounty(t)
	old, other := c.station("甲"), c.station("乙")
	const title = "卸两车化肥"
	bad := loading("来的先交五十块押金")
	bad.Title = title
	id := letThrough(t, old, bad)
	whole := open(t, old, 3) // stands beside it, so that what is empty below is not empty for another reason
	w := worker(t, old, 1)
	taken, err := old.Take(t.Context(), desk.Self, id, w)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := old.PrintPosting(t.Context(), desk.Self, id); err != nil {
		t.Fatal(err)
	}
	jobs, err := old.Store().PrintJobs(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	var slips []string
	for _, j := range jobs {
		if j.Posting != id {
			continue
		}
		u, err := url.Parse(j.Code)
		if err != nil {
			t.Fatal(err)
		}
		slips = append(slips, u.Path)
	}
	if len(slips) != 2 {
		t.Fatalf("%d slips of it, of match %s", len(slips), taken.Match)
	}
	for range 2 {
		round(t, old)
		round(t, other)
	}
	for _, path := range append([]string{"/board", "/board?area=410423106000", "/board/" + string(id)}, slips...) {
		status, page := c.get(path)
		if strings.Contains(page, title) || strings.Contains(page, "五十块") || strings.Contains(page, "13800138000") {
			t.Errorf("%s shows it (%d)", path, status)
		}
	}
	if _, page := c.get("/board"); !strings.Contains(page, "卸化肥") {
		t.Error("the board shows nothing at all")
	}
	feed := c.feed()
	if strings.Contains(feed, title) || strings.Contains(feed, string(id)+`"`) || !strings.Contains(feed, string(whole)) {
		t.Errorf("the feeds have %s", feed)
	}
	there := worker(t, other, 2)
	answers := commanded(t, other,
		`{"do":"posting.list"}`,
		`{"do":"match.take","posting":"`+string(id)+`","worker":"`+string(there)+`"}`,
		`{"do":"waitlist.join","posting":"`+string(id)+`","worker":"`+string(there)+`"}`,
		`{"do":"posting.revise","posting":"`+string(id)+`","headcount":9}`,
	)
	lines := strings.Split(strings.TrimSpace(answers), "\n")
	if strings.Contains(lines[0], title) || strings.Contains(lines[0], `"`+string(id)+`"`) || !strings.Contains(lines[0], string(whole)) {
		t.Errorf("the other station lists %s", lines[0])
	}
	for _, l := range lines[1:] {
		if !strings.Contains(l, `"ok":false`) || !strings.Contains(l, `"code":"unknown_posting"`) {
			t.Errorf("the other station answers %s", l)
		}
	}
	if got := seen(t, other, market.PostingID(id)); got != "unknown" {
		t.Errorf("the other station has %s", got)
	}
}
