package flow

import (
	"crypto/ed25519"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// scan holds a code under the scanner.
func (h *hall) scan(text string) {
	h.t.Helper()
	h.app.Scanned(text)
	h.settle()
}

// placed gives a worker a place and gives the code of the slip.
func (h *hall) placed(id market.PostingID, w market.WorkerID) desk.Taken {
	h.t.Helper()
	taken, err := h.desk.Take(h.t.Context(), desk.Self, id, w)
	if err != nil {
		h.t.Fatal(err)
	}
	return taken
}

// ticket is the 票号 of the newest slip of a match.
func (h *hall) ticket(id market.MatchID) string {
	h.t.Helper()
	job, ok, err := h.desk.Store().NewestPrint(h.t.Context(), id)
	if err != nil || !ok {
		h.t.Fatalf("no slip of %s: %v", id, err)
	}
	return market.TicketNo(id, job.Nonce)
}

func (h *hall) card(w market.WorkerID) string {
	h.t.Helper()
	i, err := h.desk.IssueCard(h.t.Context(), desk.Self, w)
	if err != nil {
		h.t.Fatal(err)
	}
	return i.Code
}

func TestScanASlipOfAPosting(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	code, err := h.desk.PostingSlip(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	h.scan(strings.ToLower(code))
	r := on[*ScanResult](h)
	check(t, "verdict", r.Verdict, SlipGood)
	check(t, "title", r.Title, "真票，这个活还要 3 人")
	for _, f := range r.Facts {
		check(t, "old "+f.Label, f.Old, "")
	}
	r.Print()
	h.settle()
	check(t, "paper", r.Paper.Busy(), true)
	r.Take()
	check(t, "page", on[*Who](h).Name(), "who")
	check(t, "job", on[*Who](h).Job().Title, "摘葡萄")
}

// What changed since the slip was printed is shown with what it says.
func TestScanASlipOfBefore(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	code, err := h.desk.PostingSlip(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.desk.RevisePosting(t.Context(), desk.Self, id, func(p *market.Posting) {
		p.Pay, p.Start, p.Place = 150_00, "2026-07-15T06:10", "村西葡萄园"
	})
	if err != nil {
		t.Fatal(err)
	}
	h.scan(code)
	old := map[string]string{}
	for _, f := range on[*ScanResult](h).Facts {
		old[f.Icon] = f.Old
	}
	check(t, "time", old["clock"], "7月15日 5:30–11:30")
	check(t, "pay", old["cash"], "130 元/天")
	check(t, "place", old["map-marker"], "辛集乡辛集，村口葡萄园")
	check(t, "phone", old["phone"], "")
}

func TestScanASlipOfWhatIsOver(t *testing.T) {
	h := newHall(t)
	id, other := h.posting(nil), h.posting(nil)
	code, err := h.desk.PostingSlip(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.desk.ClosePosting(t.Context(), desk.Self, id, "other"); err != nil {
		t.Fatal(err)
	}
	h.scan(code)
	r := on[*ScanResult](h)
	check(t, "verdict", r.Verdict, SlipPast)
	check(t, "title", r.Title, h.app.Words.T("scan.closed"))
	check(t, "similar", len(r.Similar), 1)
	check(t, "the other one", r.Similar[0].ID, other)
	check(t, "may take", r.MayTake(), false)
	r.Take()
	on[*ScanResult](h)
	r.Detail(other)
	h.settle()
	on[*Detail](h)
}

// strange is a slip that a station signed which is not known here.
func (h *hall) strange(id market.PostingID, public string) string {
	h.t.Helper()
	p, err := h.desk.Store().Posting(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	s, err := market.NewSlip(market.SlipFacts{
		Posting: &p.Posting, TradeNo: 1, Phone: "18900000201", Signer: market.Origin{Station: 40, Epoch: 1}, Nonce: 7, Issued: h.now, Public: public,
	})
	if err != nil {
		h.t.Fatal(err)
	}
	number, err := s.Sign(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	if err != nil {
		h.t.Fatal(err)
	}
	return market.SlipURL(public, number)
}

// A signer that is not known here, or another county: neither true nor false.
func TestScanWhatCannotBeCheckedHere(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	for _, public := range []string{"https://ls.example.cn", "https://other.example.cn"} {
		h.state.Online = public == "https://ls.example.cn"
		h.scan(h.strange(id, public))
		r := on[*ScanResult](h)
		check(t, "verdict", r.Verdict, SlipUnchecked)
		check(t, "title on the slip", r.Card.Title, "摘葡萄")
		check(t, "advice", len(r.Advice), 4)
		check(t, "may take", r.MayTake(), false)
		r.End()
		on[*Home](h)
	}
}

func TestScanWhatIsNoUse(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	code, err := h.desk.PostingSlip(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	w := h.worker("李师傅", "18900000301")
	lost := h.card(w)
	h.card(w)
	for _, c := range []struct{ code, page string }{
		{"6901234567892", "alien"},
		{"https://pay.example.cn/x", "alien"},
		{code[:len(code)-3], "bad_slip"},
		{code[:len(code)-1] + string((code[len(code)-1]-47)%10+48), "bad_slip"},
		{lost, "void_card"},
		{"YZW-0000000000000000", "void_card"},
		{"YZW-000", "alien"},
	} {
		h.scan(c.code)
		h.message(c.page)
		h.scan(c.code) // again does not heap sheets up
		check(t, "below", h.message(c.page).Under().Name(), "home")
		h.way(h.message(c.page), "way.understood")
		on[*Home](h)
	}
	h.scan("YZS-0000000000000000")
	on[*Pin](h)
}

// A code that names a person opens what they took, also while somebody else's page is on screen:
// that person is gone, and nothing of them stays.
func TestScanOpensMine(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	w := h.worker("李师傅", "18900000301")
	slip := h.placed(id, w).Slip
	for _, code := range []string{slip, h.card(w)} {
		on[*Home](h).CheckIn()
		press(on[*Who](h).Digit, "1381")
		on[*Who](h).Neither()
		h.scan(code)
		m := on[*Mine](h)
		check(t, "who", m.Who, "李师傅")
		check(t, "place", m.Ticket.Place, 1)
		check(t, "pages left", len(h.app.stack), 2)
		h.app.End()
	}
}

// While something is being saved, and at the staff's pages, a scan does nothing.
func TestScanAtTheWrongMoment(t *testing.T) {
	h := newHall(t)
	slip := h.placed(h.posting(nil), h.worker("李师傅", "18900000301")).Slip
	h.app.Show(newWait(h.app, "wait.save"))
	h.scan(slip)
	on[*Wait](h)
	h.app.End()
	h.app.Show(newStaffMenu(&Clerk{app: h.app}))
	h.scan(slip)
	on[*StaffMenu](h)
}

// Scanned where one is asked who one is, a card is the answer.
func TestScanIdentifies(t *testing.T) {
	h := newHall(t)
	w := h.worker("李师傅", "18900000301")
	card := h.card(w)
	h.detail(h.posting(nil)).Take()
	on[*Who](h).Choose(ByCard)
	h.scan(card)
	on[*Wait](h)
	h.settle()
	check(t, "place", on[*Done](h).Place, 1)
	h.app.End()
	on[*Home](h).CheckIn()
	h.scan(card)
	h.settle() // what they look for
	h.tell()
	h.settle()
	n := on[*Number](h)
	check(t, "may print a card", n.MayCard(), true)
	n.Mine()
	check(t, "place", on[*Mine](h).Ticket.Place, 1)
}

func TestTicketNumber(t *testing.T) {
	h := newHall(t)
	taken := h.placed(h.posting(nil), h.worker("李师傅", "18900000301"))
	no := h.ticket(taken.Match)
	on[*Home](h).Scan()
	w := on[*Who](h)
	check(t, "page", w.Name(), "scan")
	wrong := []byte(no)
	wrong[0] = '0' + (wrong[0]-'0'+1)%10
	press(w.Digit, string(wrong))
	w.Next()
	check(t, "fault", w.Fault, h.app.Words.T("ticket.bad"))
	w.Clear()
	press(w.Digit, strange(no))
	w.Next()
	h.settle()
	check(t, "fault of a number that nobody has", w.Fault, h.app.Words.T("ticket.unknown_match"))
	w.Clear()
	press(w.Digit, no)
	check(t, "missing", w.Missing(), 0)
	w.Next()
	h.settle()
	m := on[*Mine](h)
	check(t, "how", m.How, h.app.Words.T("mine.by_ticket"))
	check(t, "place", m.Ticket.Place, 1)
}

// strange is another number with a good check digit.
func strange(no string) string {
	for i := range 10 {
		for check := range 10 {
			other := string(rune('0'+i)) + no[1:7] + string(rune('0'+check))
			if other != no && market.CheckTicketNo(other) {
				return other
			}
		}
	}
	panic("every number is good")
}
