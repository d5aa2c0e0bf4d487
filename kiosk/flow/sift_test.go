package flow

import (
	"testing"
	"time"

	"yizhan/kiosk/board"
	"yizhan/sync/market"
)

// answer taps an answer of 挑一挑 by its words.
func (h *hall) answer(word string) {
	h.t.Helper()
	for _, row := range on[*Sift](h).Rows() {
		for _, a := range row.Answers {
			if a.Word == word {
				a.Pick()
				return
			}
		}
	}
	h.t.Fatalf("no answer says %s", word)
}

// answered lists what is chosen, row by row.
func (h *hall) answered() string {
	h.t.Helper()
	said := ""
	for _, row := range on[*Sift](h).Rows() {
		for _, a := range row.Answers {
			if a.On {
				said += a.Word + " "
			}
		}
	}
	return said
}

func TestSiftCountsWithEveryAnswer(t *testing.T) {
	h := newHall(t)
	threeJobs(h)
	on[*Home](h).Find()
	on[*Trades](h).All()
	on[*Results](h).Sift()
	check(t, "at first", h.answered(), "都行 都行 都行 ")
	check(t, "count", on[*Sift](h).Count(), 3)
	h.answer("今天")
	check(t, "today", on[*Sift](h).Count(), 2)
	h.answer("按天")
	h.answer("200 起")
	check(t, "nothing pays that", on[*Sift](h).Count(), 0)
	h.answer("100 起")
	h.answer("管饭")
	check(t, "chosen", h.answered(), "今天 都行 100 起 管饭 ")
	check(t, "count with all", on[*Sift](h).Count(), 1)
	on[*Sift](h).Show()
	r := on[*Results](h)
	check(t, "in the list", r.Len(), 1)
	check(t, "chip of today", r.On(Today), true)
	check(t, "chip of meals", r.On(Meals), true)
	r.NoWishes()
	check(t, "after all wishes are gone", r.Len(), 3)
}

// What is asked from the pictures leads to the list; a way back leads to the pictures, which count
// by the same wishes.
func TestSiftFromThePictures(t *testing.T) {
	h := newHall(t)
	threeJobs(h)
	on[*Home](h).Find()
	on[*Trades](h).PickGroup("农林")
	on[*Trades](h).Sift()
	check(t, "of the group", on[*Sift](h).Count(), 2)
	h.answer("明天")
	on[*Sift](h).Show()
	check(t, "in the list", on[*Results](h).Len(), 1)
	on[*Results](h).Toggle(Today) // instead of tomorrow
	h.app.Back()
	check(t, "on the pictures", on[*Trades](h).Count(), 1)
	check(t, "people", on[*Trades](h).Wanted(), 6)
}

func TestSiftByPlace(t *testing.T) {
	h := newHall(t)
	_, far, _ := threeJobs(h)
	on[*Home](h).Find()
	on[*Trades](h).Sift()
	h.answer("本乡")
	check(t, "in the township", on[*Sift](h).Count(), 2)
	h.answer("挑个地方")
	p := on[*AreaPick](h)
	p.Up(market.LevelCounty)
	for _, code := range []market.AreaCode{"410421000000", "410421001000", "410421001001"} {
		a, _ := h.desk.Areas().Get(code)
		p.Pick(a)
	}
	check(t, "there", on[*Sift](h).Count(), 1)
	on[*Sift](h).Show()
	check(t, "the far one", on[*Results](h).Card(0).ID, far)
	on[*Results](h).Sift()
	check(t, "the place stays", h.answered(), "都行 "+h.desk.Areas().Place("410421001001")+" 都行 ")
	on[*Sift](h).Clear()
	check(t, "all", on[*Sift](h).Count(), 3)
}

func TestSiftByWords(t *testing.T) {
	h := newHall(t)
	_, far, _ := threeJobs(h)
	on[*Home](h).Find()
	on[*Trades](h).All()
	on[*Results](h).Sift()
	h.answer("写几个字，比如：葡萄")
	e := on[*Entry](h)
	e.Write("化肥")
	e.Done()
	check(t, "chosen", h.answered(), "都行 都行 都行 “化肥” ")
	on[*Sift](h).Show()
	check(t, "found", on[*Results](h).Card(0).ID, far)
	check(t, "and no other", on[*Results](h).Len(), 1)
	h.app.End()
	on[*Home](h).Find()
	check(t, "the next person's words", on[*Trades](h).Text(), "")
	check(t, "the next person's postings", on[*Trades](h).Count(), 3)
}

// A posting that speaks of age is not promised to everybody.
func TestAnyAge(t *testing.T) {
	h := newHall(t)
	h.posting(nil)
	h.posting(func(p *market.Posting) { p.Notes = "五十岁以下" })
	on[*Home](h).Find()
	on[*Trades](h).All()
	r := on[*Results](h)
	check(t, "all", r.Len(), 2)
	r.Toggle(AnyAge)
	check(t, "for any age", r.Len(), 1)
}

// In the first moment after the start the pages say that they are looking, not that there is
// nothing.
func TestPagesWhileTheBoardFills(t *testing.T) {
	h := newHall(t)
	h.posting(nil)
	h.app.Board = board.New(board.Config{Store: h.desk.Store(), Areas: h.desk.Areas(), Trades: h.desk.Trades(), At: staffArea})
	home := on[*Home](h)
	home.Reload()
	check(t, "home looks", home.Filling, true)
	home.Find()
	tr := on[*Trades](h)
	check(t, "pictures look", tr.Filling, true)
	if err := h.app.Board.Fill(t.Context()); err != nil {
		t.Fatal(err)
	}
	check(t, "the pictures changed", tr.Reload(), true)
	check(t, "pictures look on", tr.Filling, false)
	check(t, "postings", tr.Count(), 1)
	home.Reload()
	check(t, "home", home.Postings, 1)
	check(t, "home looks on", home.Filling, false)
}

// A page that shows the same as before is not drawn again.
func TestNothingNewIsNotDrawn(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	on[*Home](h).Find()
	tr := on[*Trades](h)
	check(t, "pictures", tr.Reload(), false)
	tr.All()
	r := on[*Results](h)
	check(t, "list", r.Reload(), false)
	h.now = h.now.Add(time.Minute)
	h.worker("李师傅", "18900000301") // somebody checks in
	check(t, "list after a check-in", r.Reload(), false)
	if _, err := h.desk.Take(t.Context(), "self", id, h.worker("王师傅", "18900000302")); err != nil {
		t.Fatal(err)
	}
	check(t, "list after a take", r.Reload(), true)
}
