package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"regexp"
	"strings"
	"testing"

	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// The digest has what still wants people and may be told everywhere, and no phone and no person.
func TestDigest(t *testing.T) {
	c := aTown(t)
	c.now = day("2026-12-10")
	c.do(`UPDATE posting SET state = 'closed'`)
	s := c.city.Stations[0]
	var firm record.Ref
	for f := range c.byHand().of(record.EmployerRegistered) {
		firm = record.Ref{Station: f.ID.Station, Epoch: f.ID.Epoch, N: f.ID.N}
	}
	n := uint32(1 << 21)
	open := func(change func(*record.Posting)) market.Ref {
		n++
		p := record.Posting{
			Employer: firm, Trade: "loader", Title: "卸化肥", Headcount: 5, Pay: 15000, Unit: "day", Settlement: "same_day", Area: xinhua,
			Start: "2026-12-11T07:30", End: "2026-12-11T17:30",
		}
		change(&p)
		id := market.Ref{Origin: s.Origin, N: n}
		if err := s.Say(record.PostingOpened, id, c.now, 0, p); err != nil {
			t.Fatal(err)
		}
		return id
	}
	shown := open(func(*record.Posting) {})
	open(func(p *record.Posting) { p.Title, p.Share = "只在本站", "station" })
	open(func(p *record.Posting) { p.Title, p.Notes = "先交钱的", "干活前每人先交 200 元押金" })
	open(func(p *record.Posting) { p.Title, p.Start, p.End = "昨天的", "2026-12-09T07:30", "2026-12-09T17:30" })
	open(func(p *record.Posting) { p.Title, p.Closes = "截止了", "2026-12-10T08:00" })
	open(func(p *record.Posting) { p.Title, p.Area = "别的县", weidong })
	evil := open(func(p *record.Posting) { p.Title, p.Start = `</title><script>&"=1+1`, "2026-12-12T07:30" })
	if err := s.Send(); err != nil {
		t.Fatal(err)
	}
	d, err := c.Digest(c.ctx, xinhua)
	if err != nil {
		t.Fatal(err)
	}
	if d.Open != 2 || len(d.Items) != 2 || string(d.Items[0].ID) != shown.String() || string(d.Items[1].ID) != evil.String() || d.Wanted != 10 {
		t.Fatalf("%d wanted: %+v", d.Wanted, d.Items)
	}
	write := func(do func(*bytes.Buffer) error) string {
		t.Helper()
		var b bytes.Buffer
		if err := do(&b); err != nil {
			t.Fatal(err)
		}
		if phone := regexp.MustCompile(`1[3-9]\d{9}`).FindString(b.String()); phone != "" || strings.Contains(b.String(), "史师傅") {
			t.Errorf("tells a person: %s", phone)
		}
		return b.String()
	}
	text := write(func(b *bytes.Buffer) error { return c.WriteText(b, d) })
	want := "【平顶山市新华区零工市场】12月10日，2 个活，还要 10 人\n1. 卸化肥，还要 5 人，150 元/天，新华区，12月11日 07:30\n"
	if !strings.HasPrefix(text, want) || !strings.Contains(text, "12333") {
		t.Errorf("%s", text)
	}
	var feed struct {
		Version int
		Area    market.AreaCode
		Items   []map[string]any
	}
	if err := json.Unmarshal([]byte(write(func(b *bytes.Buffer) error { return c.WriteJSON(b, d, false) })), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Version != 1 || feed.Area != xinhua || feed.Items[0]["pay"] != 150.0 || feed.Items[0]["left"] != 5.0 || feed.Items[0]["start"] != "2026-12-11T07:30" {
		t.Errorf("%+v", feed)
	}
	feed.Items = nil
	if err := json.Unmarshal([]byte(write(func(b *bytes.Buffer) error { return c.WriteJSON(b, d, true) })), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Items[0]["ACB213"] != "卸化肥" || feed.Items[0]["ACB21H"] != 150.0 || feed.Items[0]["title"] != nil {
		t.Errorf("%+v", feed.Items[0])
	}
	var rss struct {
		Channel struct {
			Items []struct {
				Title string `xml:"title"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal([]byte(write(func(b *bytes.Buffer) error { return c.WriteRSS(b, d, "http://127.0.0.1:1") })), &rss); err != nil {
		t.Fatal(err)
	}
	if len(rss.Channel.Items) != 2 || rss.Channel.Items[1].Title != `</title><script>&"=1+1` {
		t.Errorf("%+v", rss.Channel.Items)
	}
	if err := c.archive.RedList(c.ctx, market.EmployerID(firm.String()), true, "拖欠工钱"); err != nil {
		t.Fatal(err)
	}
	if d, err := c.Digest(c.ctx, report.Whole); err != nil || len(d.Items) != 0 {
		t.Errorf("of the red list: %+v, %v", d.Items, err)
	}
}

// More open work than anybody reads is counted all the same.
func TestDigestCountsWhatItDoesNotList(t *testing.T) {
	c := aTown(t)
	c.now = day("2026-12-10")
	c.do(`UPDATE posting SET state = 'closed'`)
	s := c.city.Stations[0]
	var firm record.Ref
	for f := range c.byHand().of(record.EmployerRegistered) {
		firm = record.Ref{Station: f.ID.Station, Epoch: f.ID.Epoch, N: f.ID.N}
	}
	for n := range uint32(212) {
		if err := s.Say(record.PostingOpened, market.Ref{Origin: s.Origin, N: 1<<21 + n}, c.now, 0, record.Posting{
			Employer: firm, Trade: "loader", Title: "卸化肥", Headcount: 5, Pay: 15000, Unit: "day", Settlement: "same_day", Area: xinhua,
			Start: "2026-12-11T07:30", End: "2026-12-11T17:30",
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Send(); err != nil {
		t.Fatal(err)
	}
	d, err := c.Digest(c.ctx, xinhua)
	if err != nil || d.Open != 212 || d.Wanted != 5*212 || len(d.Items) != 200 {
		t.Errorf("of 212 postings: %d open, %d wanted, %d listed, %v", d.Open, d.Wanted, len(d.Items), err)
	}
}
