package flow

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"testing"

	"yizhan/sync/market"
)

func TestPhone(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	p := on[*Who](h)
	press(p.Digit, "123456789012") // one too many
	check(t, "digits", p.Digits, "12345678901")
	p.Next()
	if p.Fault == "" {
		t.Error("no mobile number is taken for one")
	}
	on[*Who](h)
	p.Delete()
	check(t, "after delete", p.Digits, "1234567890")
	check(t, "missing", p.Missing(), 1)
	check(t, "fault after a key", p.Fault, "")
	h.app.Restart()
	check(t, "after 重来", on[*Who](h).Digits, "")
}

func TestCheckInForTheFirstTime(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	h.introduce("李", "1968")
	k := on[*Skills](h)
	for _, id := range []market.TradeID{"mason", "rebar", "general", "loader", "harvest", "cook"} {
		k.Toggle(id)
	}
	check(t, "chosen", len(k.Chosen()), market.MaxTrades)
	k.Toggle("mason")
	check(t, "chosen after one is given up", len(k.Chosen()), market.MaxTrades-1)
	k.Done()
	h.tellRest()
	on[*Wait](h)
	h.settle()
	n := on[*Number](h)
	check(t, "number", n.Number, 1)
	check(t, "name", n.Who, "李师傅")
	check(t, "pages left", len(h.app.stack), 2)
	kept, err := h.desk.Store().WorkersByPhone(t.Context(), "18900000301")
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept: %v, %v", kept, err)
	}
	check(t, "year kept", kept[0].BirthYear, 1968)
	check(t, "trades kept", len(kept[0].Trades), market.MaxTrades-1)
	n.Find()
	on[*Trades](h)
	h.app.Back()
	on[*Home](h)
}

func TestCheckInAgain(t *testing.T) {
	h := newHall(t)
	h.worker("李师傅", "18900000301")
	h.worker("王桂兰", "18900000301")
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	p := on[*People](h)
	check(t, "first name", p.Names()[0], "李师傅")
	check(t, "name without given name", p.Names()[1], "王**")
	p.Pick(1)
	h.settle() // nobody was told yet what they look for
	h.tell()
	h.settle()
	n := on[*Number](h)
	check(t, "number", n.Number, 2)
	check(t, "again", n.Again, true)
}

// Whoever is new under a known number is asked like everybody new.
func TestSomebodyElseUnderTheSameNumber(t *testing.T) {
	h := newHall(t)
	h.worker("李师傅", "18900000301")
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	on[*People](h).Another()
	h.introduce("王", "1970")
	h.tell()
	h.settle()
	check(t, "number", on[*Number](h).Number, 2)
}

func TestNoticeRefused(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	on[*Notice](h).Refuse()
	on[*Trades](h)
	h.nothingKept("18900000301")
}

// The notice must be short enough to be read.
func TestNoticeIsShort(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	n := 0
	for _, l := range on[*Notice](h).Lines() {
		n += len([]rune(l.Text))
	}
	if n == 0 || n > 120 {
		t.Errorf("the notice has %d characters", n)
	}
}

func TestUnderSixteen(t *testing.T) {
	for _, job := range []bool{false, true} {
		h := newHall(t)
		if job {
			h.detail(h.posting(nil)).Take()
		} else {
			on[*Home](h).CheckIn()
		}
		h.dial("18900000301")
		h.introduce("李", "2011")
		m := h.message("young")
		h.nothingKept("18900000301")
		h.way(m, "way.understood")
		on[*Home](h)
		check(t, "check-ins", on[*Home](h).CheckIns, 0)
	}
}

func TestYearThatCannotBe(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	h.introduce("李", "1768")
	b := on[*Birth](h)
	if b.Fault == "" {
		t.Error("a year of 1768 is taken")
	}
	b.Clear()
	check(t, "missing", b.Missing(), YearLength)
	press(b.Digit, "2010")
	b.Delete()
	press(b.Digit, "0")
	b.Next()
	on[*Skills](h) // sixteen this year
}

// nothingKept asks the store for a person who must not be there.
func (h *hall) nothingKept(phone string) {
	h.t.Helper()
	kept, err := h.desk.Store().WorkersByPhone(h.t.Context(), phone)
	if err != nil || len(kept) != 0 {
		h.t.Errorf("kept: %v, %v", kept, err)
	}
}

// Whoever agreed agreed to these words. Other words are another version: give market.NoticeVersion
// the next number, and put the digest of the new words here.
func TestNoticeVersion(t *testing.T) {
	h := newHall(t)
	digest := sha256.New()
	for _, l := range (&Notice{visit: &visit{app: h.app, worker: market.Worker{IDNumber: "x"}}}).Lines() {
		io.WriteString(digest, l.Text+"\n")
	}
	check(t, "version", market.NoticeVersion, 2)
	check(t, "words of version 2", hex.EncodeToString(digest.Sum(nil))[:16], "6a2152ef77db746e")
}
