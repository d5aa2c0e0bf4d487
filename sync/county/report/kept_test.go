package report_test

import (
	"bytes"
	"encoding/xml"
	"reflect"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/tally"
)

// anew is what somebody finds who looks for the first time.
func (c *town) anew() *report.Report {
	c.t.Helper()
	r, err := report.Open(c.ctx, c.archive, assets.Chinese)
	if err != nil {
		c.t.Fatalf("%v", err)
	}
	return r
}

// Who waits for work is the same counted at a refresh as counted now and by hand, in every area, on the next day too.
func TestSeekersAreKept(t *testing.T) {
	c := aTown(t)
	c.now = day("2026-12-01")
	areas := []market.AreaCode{report.Whole, xinhua, weidong, "410402001000"}
	check := func(when string) {
		t.Helper()
		h := c.byHand()
		today := tally.DayOf(c.now.UnixMilli())
		since := tally.DayOf(c.now.AddDate(0, 0, -6).UnixMilli())
		any := 0
		for _, area := range areas {
			d, err := c.Digest(c.ctx, area)
			if err != nil {
				t.Fatal(err)
			}
			got := map[market.TradeID]int{}
			for _, s := range d.Seekers {
				got[s.Trade] = s.People
				any++
			}
			in := area
			if area == report.Whole {
				in = city
			}
			want := h.seeking(in, since, today)
			for trade, n := range want {
				if n < 3 {
					delete(want, trade)
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %q: %v wait, by hand %v", when, area, got, want)
			}
		}
		if any == 0 {
			t.Fatalf("%s: nobody waits", when)
		}
	}
	check("never counted")
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatal(err)
	}
	check("counted")
	s := c.city.Stations[0]
	for i, w := range s.People()[:6] {
		ref, err := market.ParseRef(string(w))
		if err != nil {
			t.Fatal(err)
		}
		id := market.Ref{Origin: s.Origin, N: uint32(1<<21 + i)}
		if err := s.Say(record.CheckInMade, id, c.now, 0, record.CheckIn{
			Worker: record.Ref{Station: ref.Station, Epoch: ref.Epoch, N: ref.N}, Purpose: "work", Day: "2026-12-01", Number: 900 + i,
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Send(); err != nil {
		t.Fatal(err)
	}
	if err := c.Refresh(c.ctx); err != nil {
		t.Fatal(err)
	}
	check("more came")
	c.now = day("2026-12-02")
	check("the next day")
}

const city = market.AreaCode("410400000000")

// A digest that was made is given again while nothing changed, and made anew when a fact, a minute or a day did.
func TestDigestIsKept(t *testing.T) {
	c := aTown(t)
	c.now = day("2026-12-10")
	c.do(`UPDATE posting SET state = 'closed'`)
	s := c.city.Stations[0]
	var firm record.Ref
	for f := range c.byHand().of(record.EmployerRegistered) {
		firm = record.Ref{Station: f.ID.Station, Epoch: f.ID.Epoch, N: f.ID.N}
	}
	n := uint32(1 << 21)
	open := func(title, start string, closes market.Minute) {
		t.Helper()
		n++
		err := s.Say(record.PostingOpened, market.Ref{Origin: s.Origin, N: n}, c.now, 0, record.Posting{
			Employer: firm, Trade: "loader", Title: title, Headcount: 5, Pay: 15000, Unit: "day", Settlement: "same_day", Area: xinhua,
			Start: market.Minute(start + "T07:30"), End: market.Minute(start + "T17:30"), Closes: closes,
		})
		if err == nil {
			err = s.Send()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	titles := func() (string, *report.Digest) {
		t.Helper()
		d, err := c.Digest(c.ctx, xinhua)
		if err != nil {
			t.Fatal(err)
		}
		other, err := c.anew().Digest(c.ctx, xinhua)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(d, other) {
			t.Errorf("kept %+v, made %+v", d, other)
		}
		var all []string
		for _, i := range d.Items {
			all = append(all, i.Title)
		}
		return strings.Join(all, " "), d
	}
	open("搬家", "2026-12-11", "2026-12-10T18:00")
	open("卸货", "2026-12-10", "")
	first, d := titles()
	if first != "卸货 搬家" {
		t.Fatalf("open: %s", first)
	}
	c.now = c.now.Add(time.Minute)
	_, again := titles()
	if &again.Items[0] != &d.Items[0] || !again.At.Equal(c.now) {
		t.Errorf("made anew, or as of %s, though nothing changed", again.At)
	}
	open("收白菜", "2026-12-12", "")
	if all, _ := titles(); all != "卸货 搬家 收白菜" {
		t.Errorf("after another came: %s", all)
	}
	c.now = c.now.Add(6 * time.Hour)
	if all, _ := titles(); all != "卸货 收白菜" {
		t.Errorf("after one closed: %s", all)
	}
	c.now = c.now.Add(8 * time.Hour)
	if all, _ := titles(); all != "收白菜" {
		t.Errorf("the next day: %s", all)
	}
	if err := c.archive.RedList(c.ctx, market.EmployerID(market.Ref{Origin: market.Origin{Station: firm.Station, Epoch: firm.Epoch}, N: firm.N}.String()), true, "拖欠工钱"); err != nil {
		t.Fatal(err)
	}
	if all, _ := titles(); all != "" {
		t.Errorf("of the red list: %s", all)
	}
}

// What communities did in a year is what somebody adds up for the first time, also after months were counted again.
func TestYearIsKept(t *testing.T) {
	c, done := newTown(t, day("2026-12-05"), aPlan(1, 20), 0) // the last ones are of villages
	t.Cleanup(done)
	check := func(when string) (sum int) {
		t.Helper()
		if err := c.Refresh(c.ctx); err != nil {
			t.Fatal(err)
		}
		got, err := c.Communities(c.ctx, "2026", report.Whole)
		if err != nil {
			t.Fatal(err)
		}
		want, err := c.anew().Communities(c.ctx, "2026", report.Whole)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: what was kept is not what there is", when)
		}
		for _, one := range got {
			sum += one.N[tally.Visits]
		}
		return sum
	}
	before := check("first")
	if before == 0 || check("again") != before {
		t.Fatalf("%d visits of villages, then another number", before)
	}
	i := len(c.city.Stations) - 1
	s := c.city.Stations[i]
	ref, err := market.ParseRef(string(s.People()[0]))
	if err != nil {
		t.Fatal(err)
	}
	err = s.Say(record.CheckInMade, market.Ref{Origin: s.Origin, N: 1 << 21}, c.now, 0, record.CheckIn{
		Worker: record.Ref{Station: ref.Station, Epoch: ref.Epoch, N: ref.N}, Purpose: "work", Day: "2026-12-05", Number: 900,
	})
	if err == nil {
		err = s.Send()
	}
	if err != nil {
		t.Fatal(err)
	}
	if after := check("another visit"); after != before+1 {
		t.Errorf("%d visits after one more, before %d", after, before)
	}
}

// RSS has what the feed has: courses and trainees' posts that still take people, beside work.
func TestCoursesInRSS(t *testing.T) {
	c := aTown(t)
	for _, course := range []market.Training{
		{Title: "养老护理", Place: "县城", From: "2026-12-20", Days: 6, Seats: 20},
		{Title: "质检见习", Place: "产业集聚区", Seats: 5, Kind: market.Internship},
	} {
		if _, err := c.archive.PublishTraining(c.ctx, "", course); err != nil {
			t.Fatal(err)
		}
	}
	d, err := c.Digest(c.ctx, report.Whole)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := c.WriteRSS(&b, d, "http://127.0.0.1:1"); err != nil {
		t.Fatal(err)
	}
	var read struct {
		Items []struct {
			Title       string `xml:"title"`
			Description string `xml:"description"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(b.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Items) != 2+len(d.Items) || read.Items[0].Title != "养老护理" || !strings.Contains(read.Items[1].Description, "【见习岗】质检见习") {
		t.Errorf("%d items, %d of work: %+v", len(read.Items), len(d.Items), read.Items[:2])
	}
}
