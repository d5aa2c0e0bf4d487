package flow

import (
	"testing"

	"yizhan/kiosk/store"
)

// The number comes out on paper once, and again only when it did not come out.
func TestNumberOnPaper(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	h.introduce("李", "1968")
	h.tell()
	h.settle()
	n := on[*Number](h)
	n.PrintSlip()
	h.settle()
	n.PrintSlip() // a second tap
	job, err := h.desk.Store().PrintJob(t.Context(), n.Slip.job)
	if err != nil || job.Paper != store.NumberPaper || job.About != string(n.checkIn) {
		t.Fatalf("queued: %+v, %v", job, err)
	}
	h.paper = PaperFailed
	check(t, "notices", n.Tick(), true)
	check(t, "may try again", n.MaySlip(), true)
	n.PrintSlip()
	h.settle()
	check(t, "another job", n.Slip.job > job.ID, true)
	h.paper = PaperOut
	n.Tick()
	check(t, "enough", n.MaySlip(), false)
	check(t, "still here", on[*Number](h).Number, 1)
}

// Of a card that may be out is not said that it did not come.
func TestUnsureCard(t *testing.T) {
	for state, want := range map[PaperState]string{PaperFailed: "card_paper.none_title", PaperUnsure: "card_paper.unsure_title"} {
		h := newHall(t)
		on[*Home](h).CheckIn()
		h.dial("18900000301")
		h.introduce("李", "1968")
		h.tell()
		h.settle()
		n := on[*Number](h)
		n.Card()
		h.settle()
		h.paper = state
		n.Tick()
		check(t, string(state), h.message("no_card").Title, h.app.Words.T(want))
	}
}
