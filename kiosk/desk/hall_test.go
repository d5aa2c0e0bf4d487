package desk_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/market/rank"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// employ brings accounts to a station that is alone, as a pull from the county would.
func employ(t testing.TB, d *desk.Desk, roles ...market.Role) {
	t.Helper()
	pulled := &wire.Pulled{Gen: 1}
	for i, role := range roles {
		body, err := record.Marshal(record.Staff{Account: string(role), Title: "值班员", Role: string(role), PIN: "none", Station: 12})
		if err != nil {
			t.Fatal(err)
		}
		f := record.Fact{Kind: record.StaffSet, ID: market.Ref{Origin: market.Origin{Epoch: 1}, N: 12}, At: 1, By: "county", Body: body}
		raw, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		pulled.Items = append(pulled.Items, wire.Item{Rev: uint64(i + 1), Epoch: 1, Seq: uint64(i + 1), Fact: raw})
		pulled.Upto = uint64(i + 1)
	}
	if _, err := d.Store().Take(t.Context(), pulled); err != nil {
		t.Fatal(err)
	}
}

// house is a station with a clerk, and somebody of each grade who came one minute after the other:
// C, then B, then A.
type house struct {
	*desk.Desk
	t  *testing.T
	at *clock
}

func newHouse(t *testing.T) *house {
	f := &house{t: t, at: &clock{fixedNow()}}
	f.Desk = alone(t, f.at)
	employ(t, f.Desk, market.Volunteer, market.Clerk, market.Supervisor)
	return f
}

const (
	aVolunteer  = string(market.Volunteer)
	aClerk      = string(market.Clerk)
	aSupervisor = string(market.Supervisor)
)

// comes checks somebody in who does a trade, and lets a minute go by.
func (f *house) comes(n int, trade market.TradeID, hard ...market.Hardship) market.WorkerID {
	f.t.Helper()
	a, err := f.CheckIn(f.t.Context(), desk.Self, market.Worker{
		Name: fmt.Sprintf("李%d师傅", n), Phone: fmt.Sprintf("1890000%04d", n), BirthYear: 1985, Trades: []market.TradeID{trade}, Area: "410423106204",
	}, "")
	if err != nil {
		f.t.Fatal(err)
	}
	if len(hard) > 0 {
		if err := f.SettleHelp(f.t.Context(), aClerk, a.Worker, hard, ""); err != nil {
			f.t.Fatal(err)
		}
	}
	f.at.t = f.at.t.Add(time.Minute)
	return a.Worker
}

func (f *house) hall() *desk.Hall {
	f.t.Helper()
	h, err := f.Hall(f.t.Context(), aClerk)
	if err != nil {
		f.t.Fatal(err)
	}
	return h
}

func (f *house) waiting() (ids []market.WorkerID) {
	for _, r := range f.hall().Rows {
		ids = append(ids, r.Person.ID)
	}
	return ids
}

func (f *house) wants(code string, err error) {
	f.t.Helper()
	if market.Code(err) != code {
		f.t.Errorf("%v, want %q", err, code)
	}
}

// Grade A stands first, in a grade who came first; whoever has a place, has left, or was there when the
// hall was cleared, waits no more.
func TestHallOfADay(t *testing.T) {
	f := newHouse(t)
	c := f.comes(1, "loader")
	b := f.comes(2, "loader", market.Landless)
	a := f.comes(3, "loader", market.Disabled)
	last := f.comes(4, "loader")
	if got := f.waiting(); !slices.Equal(got, []market.WorkerID{a, b, c, last}) {
		t.Fatalf("%v", got)
	}
	row, _ := f.hall().Row(a)
	if row.Grade != market.GradeA || row.Waited != 2 || row.Idle != 0 || !reflect.DeepEqual(row.Why, []market.GradeReason{{Code: "disabled", Staff: true}}) {
		t.Errorf("%+v", row)
	}
	p := open(t, f.Desk, 2)
	if _, err := f.Take(t.Context(), aVolunteer, p, b); err != nil {
		t.Fatal(err)
	}
	f.wants("", f.Leave(t.Context(), aVolunteer, row.CheckIn.ID, "gone_home"))
	f.wants("wrong_state", f.Leave(t.Context(), aVolunteer, row.CheckIn.ID, "gone_home"))
	f.wants("unknown_choice", f.Leave(t.Context(), aVolunteer, row.CheckIn.ID, "bored"))
	if got := f.waiting(); !slices.Equal(got, []market.WorkerID{c, last}) {
		t.Errorf("after one has work and one has left: %v", got)
	}
	back := f.comes(3, "loader", market.Disabled)
	if got := f.waiting(); back != a || !slices.Equal(got, []market.WorkerID{a, c, last}) {
		t.Errorf("after one came back: %v", got)
	}
	if n, err := f.ClearHall(t.Context(), aClerk); n != 3 || err != nil {
		t.Errorf("%d waited, %v", n, err)
	}
	_, err := f.ClearHall(t.Context(), aClerk)
	f.wants("hall_empty", err)
	evening := f.comes(5, "loader")
	if got := f.waiting(); !slices.Equal(got, []market.WorkerID{evening}) {
		t.Errorf("after the hall was cleared: %v", got)
	}
	f.at.t = f.at.t.AddDate(0, 0, 1)
	if got := f.waiting(); len(got) != 0 {
		t.Errorf("on the next day: %v", got)
	}
}

// A long wait is counted from the last work that was finished.
func TestLongWaitOfTheIdle(t *testing.T) {
	f := newHouse(t)
	w := f.comes(1, "loader")
	p := open(t, f.Desk, 1)
	f.wants("", f.Finish(t.Context(), aClerk, take(t, f.Desk, p, w).Match, nil, 0))
	done := row(t, f.Desk, p)
	day := done.LastDay()
	f.at.t = market.Minute(day+"T06:00").Time().AddDate(0, 0, market.LongWait-1)
	f.comes(1, "loader")
	if r := f.hall().Rows[0]; r.Idle != market.LongWait-1 || r.Grade != market.GradeC {
		t.Errorf("a day too early: %d days, %s", r.Idle, r.Grade)
	}
	f.at.t = f.at.t.AddDate(0, 0, 1)
	f.comes(1, "loader")
	if r := f.hall().Rows[0]; r.Idle != market.LongWait || r.Grade != market.GradeB {
		t.Errorf("%d days, %s", r.Idle, r.Grade)
	}
}

// Suggested pairs hold what is known here of both: who was asked not to be sent again is not.
func TestHallSuggests(t *testing.T) {
	f := newHouse(t)
	p, again := open(t, f.Desk, 1), open(t, f.Desk, 1)
	c := f.comes(1, "loader")
	a := f.comes(2, "loader", market.LowIncome)
	pairs := f.hall().Pairs(10)
	if len(pairs) != 2 || pairs[0].Person != a || pairs[1].Person != c || pairs[0].Job == pairs[1].Job {
		t.Fatalf("%+v", pairs)
	}
	m := take(t, f.Desk, p, a).Match
	f.wants("", f.Finish(t.Context(), aClerk, m, nil, 0))
	f.wants("", f.Rate(t.Context(), aClerk, m, market.OfWorker, market.Never))
	e := row(t, f.Desk, p).Employer
	for _, pair := range f.hall().Pairs(10) {
		if pair.Person == a && row(t, f.Desk, pair.Job).Employer == e {
			t.Errorf("sent to %s again: %+v", e, pair)
		}
	}
	f.wants("", f.Rate(t.Context(), aClerk, m, market.OfWorker, market.Good)) // they made it up
	r := row(t, f.Desk, again)
	r.Employer = e
	pair, bar := f.hall().Weigh(a, &r)
	if bar != rank.NoBar || !slices.ContainsFunc(pair.Reasons, func(r rank.Reason) bool { return r.Code == rank.ByPraise }) {
		t.Errorf("%+v, %q", pair, bar)
	}
}

// A place that is kept goes to nobody else at this station until its time is over, and is not handed
// back to the county meanwhile.
func TestPlaceIsKept(t *testing.T) {
	f := newHouse(t)
	p := open(t, f.Desk, 2)
	other, third := f.comes(1, "loader"), f.comes(4, "loader")
	b := f.comes(2, "loader", market.Landless)
	_, err := f.Keep(t.Context(), aClerk, p, other, 0)
	f.wants("not_graded", err)
	_, err = f.Keep(t.Context(), aVolunteer, p, b, 0)
	f.wants("not_allowed", err)
	_, err = f.Keep(t.Context(), aClerk, p, b, market.MostOffer+1)
	f.wants("bad_value", err)
	offer, err := f.Keep(t.Context(), aClerk, p, b, 0)
	f.wants("", err)
	_, err = f.Keep(t.Context(), aClerk, p, b, 0)
	f.wants("already_kept", err)
	if pairs := f.hall().Pairs(5); len(pairs) != 2 || pairs[0].Person != b {
		t.Errorf("the kept place does not come first, or is suggested to others: %+v", pairs)
	}
	take(t, f.Desk, p, other) // the second place is free for all
	refused(t, f.Desk, "place_kept", func() error { _, err := f.Take(t.Context(), desk.Self, p, third); return err })
	f.at.t = f.at.t.Add(market.FirstOffer*time.Minute - 2*time.Minute)
	refused(t, f.Desk, "place_kept", func() error { _, err := f.Take(t.Context(), desk.Self, p, third); return err })
	take(t, f.Desk, p, b)
	if l, err := f.Store().FirstOffers(t.Context()); err != nil || len(l) != 0 {
		t.Errorf("%+v stand, %v", l, err)
	}
	f.wants("unknown_offer", f.Release(t.Context(), aClerk, offer, market.OfferDeclined))
}

func TestKeptPlaceIsReleased(t *testing.T) {
	for name, c := range map[string]struct {
		then func(*house, market.OfferID)
		left int // offers that nobody ended
	}{
		"declined": {then: func(f *house, o market.OfferID) {
			f.wants("", f.Release(f.t.Context(), aClerk, o, market.OfferDeclined))
		}},
		"over":      {then: func(f *house, _ market.OfferID) { f.at.t = f.at.t.Add(market.FirstOffer * time.Minute) }, left: 1},
		"clock set": {then: func(f *house, _ market.OfferID) { f.at.t = f.at.t.Add(-time.Hour) }, left: 1},
		"evening":   {then: func(f *house, _ market.OfferID) { _, err := f.ClearHall(f.t.Context(), aClerk); f.wants("", err) }},
	} {
		t.Run(name, func(t *testing.T) {
			f := newHouse(t)
			p := open(t, f.Desk, 1)
			other := f.comes(1, "loader")
			b := f.comes(2, "loader", market.Landless)
			offer, err := f.Keep(t.Context(), aClerk, p, b, 0)
			f.wants("", err)
			c.then(f, offer)
			if l, err := f.Store().FirstOffers(t.Context()); err != nil || len(l) != c.left {
				t.Errorf("%d stand, %v", len(l), err)
			}
			take(t, f.Desk, p, other)
			if l, err := f.Store().FirstOffers(t.Context()); err != nil || len(l) != 0 {
				t.Errorf("%+v stand, %v", l, err)
			}
		})
	}
}

// The lottery is kept with its seed, gives the order that the hall then shows, and a second one for
// the same work asks for a supervisor.
func TestDraw(t *testing.T) {
	f := newHouse(t)
	p := open(t, f.Desk, 3)
	_, err := f.Draw(t.Context(), aClerk, p)
	f.wants("nobody_to_draw", err)
	for n := range 6 {
		f.comes(n+1, "loader")
	}
	a := f.comes(9, "loader", market.Disabled)
	f.comes(10, "cook") // does not go with it
	_, err = f.Draw(t.Context(), desk.Self, p)
	f.wants("staff_only", err)
	d, err := f.Draw(t.Context(), aClerk, p)
	f.wants("", err)
	kept, ok := f.hall().DrawOf(p)
	if !ok || !slices.Equal(kept.Numbers, []int{1, 2, 3, 4, 5, 6, 7}) || kept.Turn != 1 || !slices.Equal(rank.Lottery(kept.Seed, kept.Numbers), d.Order) {
		t.Errorf("%+v, drawn %+v", kept, d)
	}
	posting := row(t, f.Desk, p)
	order := f.hall().For(&posting, 10)
	if order[0].Person != a {
		t.Errorf("grade A stands below: %+v", order)
	}
	rest := slices.DeleteFunc(slices.Clone(d.Order), func(n int) bool { return n == order[0].Number })
	for i, n := range rest {
		if order[i+1].Number != n {
			t.Errorf("the hall shows %+v, drawn was %v", order, d.Order)
			break
		}
	}
	_, err = f.Draw(t.Context(), aClerk, p)
	f.wants("not_allowed", err)
	second, err := f.Draw(t.Context(), aSupervisor, p)
	f.wants("", err)
	if kept, _ := f.hall().DrawOf(p); second.Turn != 2 || !slices.Equal(kept.Seed, second.Seed) || slices.Equal(second.Seed, d.Seed) {
		t.Errorf("%+v after %+v, shown %+v", second, d, kept)
	}
}
