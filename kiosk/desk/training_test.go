package desk_test

import (
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// What the county publishes is at every station, as it said it last; a wish counts everywhere and
// is nobody's to read but its station's and the county's.
func TestCountyPublishes(t *testing.T) {
	c := newCounty(t)
	a, b := c.station("a"), c.station("b")
	course := market.Training{Title: "养老护理", Trade: "eldercare", Place: "县城", From: "2026-12-01", Days: 6, Seats: 2}
	id, err := c.archive.PublishTraining(t.Context(), "", course)
	if err != nil {
		t.Fatal(err)
	}
	notice, err := c.archive.PublishNotice(t.Context(), "", market.Notice{Topic: "weather", Title: "热天"})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.archive.DescribeStation(t.Context(), 1, market.StationPage{Opens: "06:00", Closes: "18:30"}); err != nil {
		t.Fatal(err)
	}
	refused(t, a, "unknown_training", func() error { _, err := a.WishTraining(t.Context(), desk.Self, id, "13800138000", ""); return err })
	round(t, a)
	round(t, b)
	if page, described, err := a.Store().StationPage(t.Context(), 1); err != nil || !described || page.Opens != "06:00" || page.Inquiry != market.LineLabour {
		t.Errorf("%+v, %v, %v", page, described, err)
	}
	for n := range 2 {
		if again, err := a.WishTraining(t.Context(), desk.Self, id, "13800138000", "李师傅"); err != nil || again != (n == 1) {
			t.Errorf("wish %d: again %v, %v", n, again, err)
		}
	}
	for _, phone := range []string{"", "12"} {
		if _, err := a.WishTraining(t.Context(), desk.Self, id, phone, ""); market.Code(err) == "" {
			t.Errorf("the number %q was taken", phone)
		}
	}
	round(t, a)
	round(t, b)
	for _, d := range []*desk.Desk{a, b} {
		l, err := d.Store().Trainings(t.Context(), "2026-11-22")
		if err != nil || len(l) != 1 || l[0].Wishes != 1 || l[0].Left() != 1 {
			t.Errorf("%+v, %v", l, err)
		}
	}
	if rows := c.dumped("wishes"); !strings.Contains(rows, "13800138000") || strings.Count(rows, "\n") != 1 {
		t.Errorf("the county shows\n%s", rows)
	}
	course.Seats = 9
	if _, err := c.archive.PublishTraining(t.Context(), id, course); err != nil {
		t.Fatal(err)
	}
	if err := c.archive.WithdrawNotice(t.Context(), notice); err != nil {
		t.Fatal(err)
	}
	round(t, b)
	l, err := b.Store().Trainings(t.Context(), "2026-11-22")
	if err != nil || len(l) != 1 || l[0].Seats != 9 || l[0].Wishes != 1 {
		t.Errorf("%+v, %v", l, err)
	}
	if n, err := b.Store().Notices(t.Context(), "2026-11-22"); err != nil || len(n) != 0 {
		t.Errorf("%+v, %v", n, err)
	}
	if l, err := b.Store().Trainings(t.Context(), "2026-12-02"); err != nil || len(l) != 0 {
		t.Errorf("the course is over: %+v, %v", l, err)
	}
}

func TestCountyPublishesNothingBad(t *testing.T) {
	c := newCounty(t)
	for code, err := range map[string]error{
		"unknown_notice":   c.archive.WithdrawNotice(t.Context(), "0-1-99"),
		"unknown_training": c.archive.WithdrawTraining(t.Context(), ""),
		"unknown_station":  c.archive.DescribeStation(t.Context(), 7, market.StationPage{}),
		"bad_time":         c.archive.DescribeStation(t.Context(), 7, market.StationPage{Opens: "6 Uhr", Closes: "18:00"}),
	} {
		if market.Code(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
	for code, n := range map[string]market.Notice{
		"required": {Topic: "weather"}, "unknown_choice": {Topic: "gossip", Title: "热天"},
		"too_long": {Topic: "weather", Title: strings.Repeat("热", market.MaxNoticeHead+1)}, "bad_time": {Topic: "weather", Title: "热天", From: "明天"},
		"end_before_start": {Topic: "weather", Title: "热天", From: "2026-12-02", Until: "2026-12-01"},
	} {
		if _, err := c.archive.PublishNotice(t.Context(), "", n); market.Code(err) != code {
			t.Errorf("%+v: %v, want %s", n, err, code)
		}
	}
	for code, n := range map[string]market.Training{
		"required": {Title: "护理", Seats: 2}, "bad_headcount": {Title: "护理", Place: "县城"}, "unknown_trade": {Title: "护理", Place: "县城", Seats: 2, Trade: "wizard"},
	} {
		if _, err := c.archive.PublishTraining(t.Context(), "", n); market.Code(err) != code {
			t.Errorf("%+v: %v, want %s", n, err, code)
		}
	}
}

func TestGuidance(t *testing.T) {
	c := newCounty(t)
	a := c.station("a")
	id, err := a.AskGuidance(t.Context(), desk.Self, "contract", "13800138000", "李师傅")
	if err != nil {
		t.Fatal(err)
	}
	refused(t, a, "unknown_choice", func() error { _, err := a.AskGuidance(t.Context(), desk.Self, "love", "13800138000", ""); return err })
	refused(t, a, "required", func() error { _, err := a.AskGuidance(t.Context(), desk.Self, "job", "", ""); return err })
	if err := a.AnswerGuidance(t.Context(), desk.Self, id, "讲过了"); err != nil {
		t.Fatal(err)
	}
	refused(t, a, "wrong_state", func() error { return a.AnswerGuidance(t.Context(), desk.Self, id, "") })
	refused(t, a, "unknown_guidance", func() error { return a.AnswerGuidance(t.Context(), desk.Self, "9-9-9", "") })
	round(t, a)
	if rows := c.dumped("guidance"); !strings.Contains(rows, "13800138000") || !strings.Contains(rows, `"answered":true`) {
		t.Errorf("the county shows\n%s", rows)
	}
}

// A copied disk goes on as another epoch: what it wrote has new names, and the numbers that people
// have in their pockets stay the same.
func TestNumbersOutliveARename(t *testing.T) {
	c := newCounty(t)
	course, err := c.archive.PublishTraining(t.Context(), "", market.Training{Title: "护理", Place: "县城", Seats: 2})
	if err != nil {
		t.Fatal(err)
	}
	a := c.machine(t, "a")
	round(t, a.Desk)
	b := a.copied(t)
	complain(t, a.Desk, market.Complaint{Kind: market.FalseJob})
	round(t, a.Desk)
	f := complain(t, b.Desk, market.Complaint{Kind: market.WagesOwed, Posting: open(t, b.Desk, 1), Phone: "13800138000"})
	out := propose(t, b.Desk, market.Proposal{Employer: newcomer(), Posting: work()})
	opened, err := b.PassProposal(t.Context(), desk.Self, out.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.WishTraining(t.Context(), desk.Self, course, "13800138000", ""); err != nil {
		t.Fatal(err)
	}
	round(t, b.Desk)
	got, err := b.Store().ComplaintByNumber(t.Context(), f.Number)
	if err != nil || got.ID == f.ID || got.Phone != "13800138000" || row(t, b.Desk, got.Posting).Title != "卸化肥" {
		t.Fatalf("%+v, %v", got, err)
	}
	p, err := b.Store().ProposalByNumber(t.Context(), out.Number)
	if err != nil || p.ID == out.ID || p.Opened == opened || row(t, b.Desk, p.Opened).Headcount != 2 {
		t.Errorf("%+v, %v", p, err)
	}
	jobs, err := b.Store().PrintJobs(t.Context(), 9)
	if err != nil || len(jobs) != 1 || jobs[0].About != string(got.ID) {
		t.Errorf("papers %+v of %s, %v", jobs, got.ID, err)
	}
	if again, err := b.WishTraining(t.Context(), desk.Self, course, "13800138000", ""); err != nil || !again {
		t.Errorf("the wish was forgotten: %v, %v", again, err)
	}
	if rows := c.dumped("complaints"); strings.Count(rows, f.Number) != 1 || strings.Count(rows, "\n") != 2 {
		t.Errorf("the county shows\n%s", rows)
	}
}
