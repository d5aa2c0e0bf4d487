package flow

import (
	"context"
	"testing"

	"yizhan/sync/market"
)

// tray is a card reader on which a test lays cards.
type tray chan any // market.IDCard or error

func (r tray) read(ctx context.Context) (market.IDCard, error) {
	select {
	case <-ctx.Done():
		return market.IDCard{}, ctx.Err()
	case laid := <-r:
		if err, bad := laid.(error); bad {
			return market.IDCard{}, err
		}
		return laid.(market.IDCard), nil
	}
}

// reader attaches one.
func (h *hall) reader() tray {
	r := make(tray, 4)
	h.app.ReadID = r.read
	return r
}

var wangCard = market.IDCard{Name: "王桂兰", Number: "11010519491231002X", Address: "北京市朝阳区"}

// lay lays a card down and waits until the name has gone.
func (h *hall) lay(r tray, c market.IDCard) {
	h.t.Helper()
	r <- c
	h.settle() // read
	h.settle() // looked up
	check(h.t, "name on screen", on[*Hello](h).Who, c.Name)
	pulse := NewPulse(h.app)
	pulse.Beat()
	on[*Hello](h)
	pulse.Beat()
}

func TestIdentityCardForTheFirstTime(t *testing.T) {
	h := newHall(t)
	r := h.reader()
	on[*Home](h).CheckIn()
	on[*Who](h).Choose(ByID)
	h.lay(r, wangCard)
	n := on[*Notice](h)
	count := 0
	for _, l := range n.Lines() {
		count += len([]rune(l.Text))
	}
	if count > 120 {
		t.Errorf("the notice has %d characters", count)
	}
	n.Agree()
	c := on[*Contact](h)
	check(t, "called", c.Who(), "王师傅")
	press(c.Digit, "123")
	c.Clear()
	c.None()
	h.tell()
	h.settle()
	check(t, "may print a card", on[*Number](h).MayCard(), true)
	kept, err := h.desk.Store().WorkersByIDNumber(t.Context(), wangCard.Number)
	if err != nil || len(kept) != 1 || kept[0].Name != "王师傅" || kept[0].BirthYear != 1949 || kept[0].Area != "" {
		t.Fatalf("kept: %+v, %v", kept, err)
	}
	notice, err := h.desk.Store().Consented(t.Context(), kept[0].ID)
	if err != nil || notice != market.NoticeVersion {
		t.Errorf("agreed to %d, %v", notice, err)
	}
	h.app.End()
	// The second time nothing is asked.
	on[*Home](h).CheckIn()
	on[*Who](h).Choose(ByID)
	h.lay(r, wangCard)
	h.settle()
	h.settle()
	check(t, "again", on[*Number](h).Again, true)
	on[*Number](h).Mine()
	on[*Mine](h)
}

func TestIdentityCardOfAChild(t *testing.T) {
	h := newHall(t)
	r := h.reader()
	on[*Home](h).CheckIn()
	on[*Who](h).Choose(ByID)
	h.lay(r, market.IDCard{Name: "王小明", Number: "410423201203040015"})
	h.message("young")
	kept, err := h.desk.Store().WorkersByIDNumber(t.Context(), "410423201203040015")
	if err != nil || len(kept) != 0 {
		t.Errorf("kept: %+v, %v", kept, err)
	}
}

func TestNoReader(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	w := on[*Who](h)
	w.Choose(ByID)
	check(t, "says so", w.NoReader, true)
	w.Choose(ByPhone)
	press(w.Digit, "18900000301")
	w.Next()
	h.settle()
	on[*Notice](h)
}

func TestReaderThatFails(t *testing.T) {
	h := newHall(t)
	r := h.reader()
	on[*Home](h).CheckIn()
	w := on[*Who](h)
	w.Choose(ByID)
	r <- market.Refuse("card_unread")
	h.settle()
	check(t, "unread", w.Unread, true)
	r <- market.Refuse("reader_out")
	h.settle()
	check(t, "no reader", w.NoReader, true)
	// Another way ends the reading: a card that is laid down later does nothing.
	w.Choose(ByID)
	w.Choose(ByPhone)
	h.settle()
	check(t, "chosen", w.Chosen, ByPhone)
	check(t, "page", h.app.Current(), Page(w))
}

// Nobody known by the card has anything to see.
func TestIdentityCardOfNobody(t *testing.T) {
	h := newHall(t)
	r := h.reader()
	on[*Home](h).Scan()
	on[*Who](h).Choose(ByID)
	h.lay(r, wangCard)
	h.way(h.message("nobody"), "way.understood")
	on[*Who](h)
}

// A phone number alone opens no history, and prints no card that would.
func TestAPhoneNumberProvesNothing(t *testing.T) {
	h := newHall(t)
	h.worker("李师傅", "18900000301")
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	on[*People](h).Pick(0)
	h.settle()
	h.tell()
	h.settle()
	n := on[*Number](h)
	check(t, "may print a card", n.MayCard(), false)
	n.Card()
	jobs, err := h.desk.Store().PrintJobs(t.Context(), 10)
	if err != nil || len(jobs) != 0 {
		t.Errorf("jobs: %+v, %v", jobs, err)
	}
	n.Mine()
	check(t, "asks again", on[*Who](h).Name(), "scan")
	for _, p := range on[*Who](h).Proofs() {
		check(t, "sure", p.sure(), true)
	}
}

// The second time what was said is known.
func TestCheckInOnTheNextDay(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	h.introduce("李", "1968")
	on[*Skills](h).Toggle("mason")
	on[*Skills](h).Done()
	on[*Pick](h).Skip()
	on[*Pick](h).Answers[0].Do()
	on[*Pick](h).Answers[0].Do()
	h.settle()
	kept, err := h.desk.Store().WorkersByPhone(t.Context(), "18900000301")
	if err != nil {
		t.Fatal(err)
	}
	wishes, told, err := h.desk.Store().Wishes(t.Context(), kept[0].ID)
	if err != nil || !told || wishes.Reach != "" || wishes.Free != market.Frees[0] || !wishes.Help || wishes.Trades[0] != "mason" {
		t.Errorf("wishes %+v, %v, %v", wishes, told, err)
	}
	n := on[*Number](h)
	n.Card()
	h.settle()
	h.paper = PaperFailed
	check(t, "tick", n.Tick(), false)
	check(t, "code of the card", h.message("no_card").QR != "", true)
	h.app.End()
	h.paper = ""
	h.now = h.now.AddDate(0, 0, 1)
	on[*Home](h).CheckIn()
	h.dial("18900000301")
	on[*People](h).Pick(0)
	h.settle()
	h.settle()
	check(t, "number", on[*Number](h).Number, 1)
}

// Staff register who has neither phone nor card, and make a new card for who lost theirs.
func TestStaffRegisterWithoutAPhone(t *testing.T) {
	h := newHall(t)
	clerk := &Clerk{app: h.app}
	clerk.Account.Account = "s12-1"
	h.app.Show(newStaffMenu(clerk))
	m := on[*StaffMenu](h)
	m.Register()
	on[*Who](h).Neither()
	h.introduce("赵", "1960")
	h.settle()
	n := on[*Number](h)
	n.Card()
	h.settle()
	lost := n.code
	h.app.Back()
	check(t, "back at the desk", h.app.Current(), Page(m))
	h.scan(lost)
	on[*StaffMenu](h) // nobody's page opens at the desk
	h.app.End()
	h.scan(lost)
	check(t, "who", on[*Mine](h).Who, "赵师傅")
	h.app.End()

	h.worker("李师傅", "18900000301")
	h.app.Show(newStaffMenu(clerk))
	on[*StaffMenu](h).Register()
	h.dial("18900000301")
	on[*People](h).Pick(0)
	h.settle()
	h.settle()
	n = on[*Number](h)
	check(t, "may print a card", n.MayCard(), true)
	n.Card()
	h.settle()
	if n.code == "" {
		t.Error("no card")
	}
	n.Mine()
	check(t, "history", on[*Who](h).Name(), "scan")
}

// Without a reader staff type the number: twice the same person, and only what the card does not say is
// asked. The public screen has no such way.
func TestStaffTypeAnIdentityNumber(t *testing.T) {
	h := newHall(t)
	on[*Home](h).CheckIn()
	w := on[*Who](h)
	w.Choose(ByID)
	w.TypeID()
	check(t, "public page", h.app.Current(), Page(w))
	h.app.End()

	clerk := &Clerk{app: h.app}
	clerk.Account.Account = "s12-1"
	typed := func(digits string) *TypedID {
		t.Helper()
		h.app.Show(newStaffMenu(clerk))
		on[*StaffMenu](h).Register()
		on[*Who](h).Choose(ByID)
		on[*Who](h).TypeID()
		i := on[*TypedID](h)
		press(i.Digit, digits)
		i.Next()
		return i
	}
	i := typed("1X1010519491231X0021") // X counts only where the last one stands
	check(t, "digits", i.Digits, "110105194912310021")
	check(t, "refused", i.Fault, h.app.Words.T("typed_id.bad"))
	i.Delete()
	press(i.Digit, "X")
	i.Next()
	h.settle()
	on[*Notice](h).Agree()
	on[*Surname](h).Pick("赵")
	c := on[*Contact](h)
	check(t, "called", c.Who(), "赵师傅")
	c.None()
	h.settle()
	check(t, "number", on[*Number](h).Number, 1)
	kept, err := h.desk.Store().WorkersByIDNumber(t.Context(), "11010519491231002X")
	if err != nil || len(kept) != 1 || kept[0].BirthYear != 1949 {
		t.Fatalf("kept: %+v, %v", kept, err)
	}
	h.app.End()
	typed("11010519491231002X")
	h.settle() // found
	h.settle() // what they look for
	h.settle() // checked in
	check(t, "again", on[*Number](h).Again, true)
	h.app.End()
	typed("410423201203040015")
	h.settle()
	h.message("young")
}
