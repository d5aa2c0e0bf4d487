package flow

import (
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// say brings a fact of the county, as a pull does.
func (h *hall) say(seq uint64, kind record.Kind, n uint32, body any) {
	h.t.Helper()
	raw, err := record.Marshal(body)
	if err != nil {
		h.t.Fatal(err)
	}
	f := record.Fact{Kind: kind, ID: market.Ref{Origin: market.Origin{Epoch: 1}, N: n}, At: h.now.UnixMilli(), By: "county", Body: raw}
	stored, err := f.Encode()
	if err != nil {
		h.t.Fatal(err)
	}
	pulled := &wire.Pulled{Gen: 1, Items: []wire.Item{{Rev: seq, Epoch: 1, Seq: seq, Fact: stored}}, Upto: seq}
	if _, err := h.desk.Store().Take(h.t.Context(), pulled); err != nil {
		h.t.Fatal(err)
	}
}

func TestPolicyShowsWhatCame(t *testing.T) {
	h := newHall(t)
	on[*Home](h).Policy()
	p := on[*Policy](h)
	if p.Any() {
		t.Error("something is there before anything came")
	}
	h.say(1, record.NoticePublished, 1, record.Notice{Topic: "weather", Title: "热天", From: "2026-07-10"})
	h.say(2, record.NoticePublished, 2, record.Notice{Topic: "policy", Title: "老的", From: "2026-06-01", Until: "2026-07-13"})
	h.say(3, record.NoticePublished, 3, record.Notice{Topic: "policy", Title: "以后的", From: "2026-07-15"})
	h.say(4, record.TrainingPublished, 4, record.Training{Title: "养老护理", Place: "县城", From: "2026-07-20", Days: 6, Seats: 2})
	h.say(5, record.TrainingPublished, 5, record.Training{Title: "电焊", Place: "县城", Seats: 20})
	if !p.Reload() {
		t.Error("new texts are no change")
	}
	check(t, "notices of today", len(p.Notices), 1)
	check(t, "fresh", p.Fresh(&p.Notices[0]), true)
	check(t, "when", p.ShownCourses()[0].When, "7月20日起 6 天")
	check(t, "when enough have come", p.ShownCourses()[1].When, "满 20 人开班")
	h.say(6, record.NoticeWithdrawn, 1, struct{}{})
	p.Reload()
	check(t, "notices after the withdrawal", len(p.Notices), 0)
}

// The number is asked for once, a wish is noted once, and the end forgets both.
func TestWishToLearn(t *testing.T) {
	h := newHall(t)
	h.say(1, record.TrainingPublished, 4, record.Training{Title: "养老护理", Place: "县城", From: "2026-07-20", Days: 6, Seats: 2})
	h.say(2, record.TrainingPublished, 5, record.Training{Title: "电焊", Place: "县城", Seats: 20})
	for range 2 {
		on[*Home](h).Policy()
		p := on[*Policy](h)
		p.Want("0-1-4")
		press(on[*CallNumber](h).Digit, "18900000301")
		on[*CallNumber](h).Next()
		h.settle()
		on[*Policy](h).Want("0-1-5")
		h.settle()
		p.Want("0-1-5") // noted already
		for _, c := range p.ShownCourses() {
			check(t, c.Title+" noted", c.Wish, true)
			check(t, c.Title+" left", c.Left, c.Seats-1)
		}
		forgotten(t, h)
		check(t, "noted for the next person", p.ShownCourses()[0].Wish, false)
	}
}

func TestAskForGuidance(t *testing.T) {
	h := newHall(t)
	on[*Home](h).Policy()
	on[*Policy](h).AskSomebody()
	on[*Guidance](h).Pick("contract")
	press(on[*CallNumber](h).Digit, "18900000301")
	on[*CallNumber](h).Next()
	h.settle()
	h.way(h.message("guidance_noted"), "way.understood")
	on[*Policy](h)
	l, err := h.desk.Store().Guidance(t.Context())
	if err != nil || len(l) != 1 || l[0].Topic != "contract" || l[0].Phone != "18900000301" {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestStationInfo(t *testing.T) {
	h := newHall(t)
	check(t, "hours before anything came", h.app.OpeningHours(), "")
	h.posting(nil)
	on[*Home](h).Info()
	i := on[*StationInfo](h)
	check(t, "usual line", i.Page.Inquiry, market.LineLabour)
	check(t, "usual rules", len(i.Rules()), 5)
	check(t, "trades", i.Trades, "采摘")
	h.say(1, record.StationDescribed, 12, record.StationPage{Opens: "06:00", Closes: "18:30", Address: "乡政府东", Inquiry: "0375-5050000", Rules: []string{"排队"}})
	if !i.Reload() {
		t.Error("a new page is no change")
	}
	check(t, "hours", i.Hours(), "每天 6:00–18:30")
	check(t, "hours for home", h.app.OpeningHours(), "每天 6:00–18:30")
	check(t, "line", i.Page.Inquiry, "0375-5050000")
	check(t, "complaints", i.Page.Complaints, market.LineCity)
	check(t, "rules", len(i.Rules()), 1)
}
