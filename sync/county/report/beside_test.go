package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// A digest names the courses that still take people and how many wait for work, by trade; nobody who has
// a place, nobody who came long ago, and no trade of so few that they could be named.
func TestDigestBesideWork(t *testing.T) {
	c := aTown(t)
	c.now = day("2026-12-01")
	for _, course := range []market.Training{
		{Title: "养老护理", Place: "县城", From: "2026-12-20", Days: 6, Seats: 20},
		{Title: "质检见习", Place: "产业集聚区", Seats: 5, Kind: market.Internship, Area: xinhua},
		{Title: "上月的班", Place: "县城", From: "2026-11-01", Seats: 20},
		{Title: "别的县", Place: "县城", Seats: 20, Area: weidong},
	} {
		if _, err := c.archive.PublishTraining(c.ctx, "", course); err != nil {
			t.Fatal(err)
		}
	}
	d, err := c.Digest(c.ctx, xinhua)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Courses) != 2 || d.Courses[0].Kind != "training" || d.Courses[1].Kind != "internship" || d.Courses[1].Left != 5 {
		t.Errorf("%+v", d.Courses)
	}
	want := c.byHand().seeking(xinhua, "2026-11-25", "2026-12-01")
	got := map[market.TradeID]int{}
	for _, s := range d.Seekers {
		got[s.Trade] = s.People
	}
	if len(got) == 0 {
		t.Fatal("nobody waits for work")
	}
	for trade, n := range want {
		if n < 3 {
			n = 0
		}
		if got[trade] != n {
			t.Errorf("%s: %d wait, by hand %d", trade, got[trade], n)
		}
	}
	var text, feed bytes.Buffer
	if err := c.WriteText(&text, d); err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{"【见习岗】质检见习，满人就开，产业集聚区，还收 5 人", "【培训班】养老护理", "【有人等活】"} {
		if !strings.Contains(text.String(), says) {
			t.Errorf("the text lacks %q:\n%s", says, text.String())
		}
	}
	if err := c.WriteJSON(&feed, d, false); err != nil {
		t.Fatal(err)
	}
	var read struct {
		Courses []report.Course
		Seekers []report.Seeking
	}
	if err := json.Unmarshal(feed.Bytes(), &read); err != nil || len(read.Courses) != 2 || len(read.Seekers) != len(d.Seekers) {
		t.Errorf("%+v, %v", read, err)
	}
}

// seeking counts by hand who waits for work at the stations of an area.
func (h *byHand) seeking(area market.AreaCode, since, today string) map[market.TradeID]int {
	places := map[string]market.AreaCode{}
	last := map[string]string{} // of postings
	for f := range h.of(record.PostingOpened) {
		var b record.Posting
		h.body(f, &b)
		places[f.ID.Origin.String()] = b.Area // in a city of tests, stations open at their own place
		last[f.ID.String()] = string(b.End[:10])
	}
	busy, gone := map[string]bool{}, h.cancelled()
	for f := range h.of(record.MatchTaken) {
		var b record.Taken
		h.body(f, &b)
		if !gone[f.ID.String()] && last[b.Posting.String()] >= today {
			busy[b.Worker.String()] = true
		}
	}
	trades := map[string][]market.TradeID{}
	for f := range h.of(record.WorkerRegistered) {
		var b record.Worker
		h.body(f, &b)
		trades[f.ID.String()] = b.Trades
	}
	people := map[market.TradeID]map[string]bool{}
	for f := range h.of(record.CheckInMade) {
		var b record.CheckIn
		h.body(f, &b)
		w := b.Worker.String()
		if b.Purpose != "work" || b.Day < since || b.Day > today || busy[w] || !area.Covers(places[f.ID.Origin.String()]) {
			continue
		}
		for _, t := range trades[w] {
			if people[t] == nil {
				people[t] = map[string]bool{}
			}
			people[t][h.who(w)] = true
		}
	}
	n := map[market.TradeID]int{}
	for t, who := range people {
		n[t] = len(who)
	}
	return n
}
