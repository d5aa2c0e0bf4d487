package flow

import (
	"slices"
	"testing"

	"yizhan/sync/market"
)

// threeJobs are a near one of tomorrow, a far one of today, and one of today with meals.
func threeJobs(h *hall) (near, far, meals market.PostingID) {
	near = h.posting(nil)
	far = h.posting(func(p *market.Posting) {
		p.Trade, p.Title, p.Area, p.Headcount, p.Settlement = "loader", "卸化肥", "410421001001", 5, "weekly"
		p.Start, p.End = "2026-07-14T09:00", "2026-07-14T16:00"
	})
	meals = h.posting(func(p *market.Posting) {
		p.Trade, p.Title, p.Meals, p.Headcount = "harvest", "摘花椒", true, 1
		p.Start, p.End = "2026-07-14T08:00", "2026-07-14T18:00"
	})
	return near, far, meals
}

func ids(cards []Card) []market.PostingID {
	var out []market.PostingID
	for _, c := range cards {
		out = append(out, c.ID)
	}
	return out
}

func TestTradesCountPeople(t *testing.T) {
	h := newHall(t)
	threeJobs(h)
	on[*Home](h).Find()
	tr := on[*Trades](h)
	check(t, "wanted", tr.Wanted(), 9)
	check(t, "tiles", len(tr.Tiles()), 2)
	check(t, "most wanted first", tr.Tiles()[0].ID, market.TradeID("loader"))
	for _, g := range tr.Groups() {
		if g.Name == "农林" {
			check(t, "people of a group", g.Left, 4)
		}
	}
	tr.PickGroup("农林")
	if len(tr.Tiles()) < 3 {
		t.Error("a group shows only trades with work")
	}
	check(t, "postings of the group", tr.Count(), 2)
	tr.Turn(1)
	if page, _ := tr.Pager.Page(); page != 2 && len(tr.Tiles()) > 6 {
		t.Error("the page does not turn")
	}
	tr.Toggle(Today)
	check(t, "postings of today", tr.Count(), 1)
	h.app.Restart()
	check(t, "after 重来", on[*Trades](h).Group, "")
	check(t, "wishes after 重来", tr.On(Today), false)
}

func TestWishesNarrowResults(t *testing.T) {
	h := newHall(t)
	near, far, meals := threeJobs(h)
	on[*Home](h).Find()
	on[*Trades](h).All()
	r := on[*Results](h)
	for _, c := range []struct {
		wishes []Wish
		want   []market.PostingID
	}{
		{nil, []market.PostingID{meals, near, far}},
		{[]Wish{Today}, []market.PostingID{meals, far}},
		{[]Wish{Daily}, []market.PostingID{meals, near}},
		{[]Wish{Meals}, []market.PostingID{meals}},
		{[]Wish{Near}, []market.PostingID{meals, near}},
		{[]Wish{Near, Today}, []market.PostingID{meals}},
	} {
		r.NoWishes()
		for _, w := range c.wishes {
			r.Toggle(w)
		}
		if got := ids(r.Cards()); !slices.Equal(got, c.want) {
			t.Errorf("wishes %v: %v, want %v", c.wishes, got, c.want)
		}
	}
	check(t, "wishing", r.Wishing(), true)
	r.NoWishes()
	check(t, "wishing after all", r.Wishing(), false)
	r.OtherTrade()
	on[*Trades](h).Pick("loader")
	r = on[*Results](h)
	if got := ids(r.Cards()); !slices.Equal(got, []market.PostingID{far}) {
		t.Errorf("loaders: %v", got)
	}
	check(t, "what", r.What, "装卸搬运工")
}

// A full posting is still shown, but last, and not counted.
func TestFullPostingsComeLast(t *testing.T) {
	h := newHall(t)
	first := h.posting(func(p *market.Posting) { p.Headcount = 1 })
	h.posting(func(p *market.Posting) { p.Start, p.End = "2026-07-17T05:30", "2026-07-17T11:30" })
	if _, err := h.desk.Take(t.Context(), "self", first, h.worker("李师傅", "18900000301")); err != nil {
		t.Fatal(err)
	}
	on[*Home](h).Find()
	on[*Trades](h).All()
	r := on[*Results](h)
	check(t, "cards", len(r.Cards()), 2)
	check(t, "counted", r.Count(), 1)
	check(t, "full one", r.Cards()[1].ID, first)
	check(t, "is full", r.Cards()[1].Full, true)
}

func TestNothingFoundLeadsOn(t *testing.T) {
	h := newHall(t)
	on[*Home](h).Find()
	on[*Trades](h).Pick("mason")
	r := on[*Results](h)
	check(t, "cards", len(r.Cards()), 0)
	r.CheckIn()
	on[*Who](h)
}

// A change here or by sync shows at once.
func TestListsFollowTheStore(t *testing.T) {
	h := newHall(t)
	on[*Home](h).Find()
	on[*Trades](h).All()
	h.posting(nil)
	h.app.Refresh()
	check(t, "cards", len(on[*Results](h).Cards()), 1)
}
