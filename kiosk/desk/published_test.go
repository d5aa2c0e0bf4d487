package desk_test

import (
	"slices"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// What an office publishes for its own area is shown at the stations in it and at no other.
func TestPublishedForAnArea(t *testing.T) {
	c := newCounty(t)
	a := c.station("a")
	here, err := a.Store().Identity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := market.AreaCode("410422000000")
	if elsewhere.Covers(here.Area) {
		t.Fatalf("%s lies in %s", here.Area, elsewhere)
	}
	for area, title := range map[market.AreaCode]string{"": "都看", here.Area: "本地", here.Area[:6] + "000000": "本县", elsewhere: "别处"} {
		if _, err := c.archive.PublishNotice(t.Context(), "", market.Notice{Topic: "policy", Title: title, Area: area}); err != nil {
			t.Fatal(err)
		}
		course := market.Training{Title: title, Place: "县城", Seats: 2, Area: area, Kind: market.Internship}
		if _, err := c.archive.PublishTraining(t.Context(), "", course); err != nil {
			t.Fatal(err)
		}
	}
	round(t, a)
	notices, err := a.Store().Notices(t.Context(), "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	courses, err := a.Store().Trainings(t.Context(), "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, n := range notices {
		said = append(said, n.Title)
	}
	for _, t := range courses {
		said = append(said, string(t.Kind)+t.Title)
	}
	slices.Sort(said)
	if want := []string{"internship本县", "internship本地", "internship都看", "本县", "本地", "都看"}; !slices.Equal(said, want) {
		t.Errorf("shown: %v, want %v", said, want)
	}
}

// A station prints the text that its county published, with the version on it, and the usual one after
// that was taken back.
func TestAgreementOfTheCounty(t *testing.T) {
	c := newCounty(t)
	a := c.station("a")
	p := open(t, a, 2)
	in, err := a.CheckIn(t.Context(), desk.Self, market.Worker{Name: "李师傅", Phone: "18900000300"}, "work")
	if err != nil {
		t.Fatal(err)
	}
	taken, err := a.Take(t.Context(), desk.Self, p, in.Worker)
	if err != nil {
		t.Fatal(err)
	}
	prints := func() (text string) {
		t.Helper()
		s, err := a.Sheet(t.Context(), store.PrintJob{Paper: store.Agreement, About: string(taken.Match)})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(append(append([]string{}, s.Clauses...), s.Notes...), "\n")
	}
	usual := prints()
	for _, want := range []string{"**干什么活：**卸化肥。", "押金"} {
		if !strings.Contains(usual, want) {
			t.Errorf("the usual text lacks %q:\n%s", want, usual)
		}
	}
	text := market.Agreement{Lead: "照县里的范本。", Clauses: []string{"活是{title}，{date}，在{where}，{pay}。", "另外：{extras}。", "争执打{line}。"}}
	if _, err := c.archive.PublishAgreement(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	got := prints()
	for _, want := range []string{"活是卸化肥，", "150", "争执打12345。", "协议范本第 1 版"} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "另外") || strings.Contains(got, "{") {
		t.Errorf("a clause without words is printed:\n%s", got)
	}
	if err := c.archive.WithdrawAgreement(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	round(t, a)
	if again := prints(); again != usual {
		t.Errorf("after it was taken back\n%s\nwant\n%s", again, usual)
	}
}
