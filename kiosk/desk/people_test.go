package desk_test

import (
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

func TestCheckIn(t *testing.T) {
	at := &clock{fixedNow()}
	d := alone(t, at)
	in := func(name, phone string, purpose market.Purpose) desk.Arrival {
		t.Helper()
		a, err := d.CheckIn(t.Context(), desk.Self, market.Worker{Name: name, Phone: phone}, purpose)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := in("李师傅", "18900001111", "work")
	before := facts(t, d)
	again := in("李师傅", "189 0000 1111", "")
	if again.Number != first.Number || again.Worker != first.Worker || again.CheckIn != first.CheckIn || !again.Again || facts(t, d) != before {
		t.Errorf("twice on one day: %+v, then %+v", first, again)
	}
	if known, err := d.CheckInKnown(t.Context(), desk.Self, first.Worker, ""); err != nil || known.Number != first.Number || !known.Again {
		t.Errorf("the same by name: %+v, %v", known, err)
	}
	if other := in("李师傅", "18900001111", "advice"); other.Number != first.Number+1 || other.Worker != first.Worker {
		t.Errorf("for another purpose: %+v", other)
	}
	if wife := in("王师傅", "18900001111", "work"); wife.Worker == first.Worker || wife.Number != first.Number+2 {
		t.Errorf("another name under the same phone: %+v", wife)
	}
	at.t = at.t.AddDate(0, 0, 1)
	if next := in("李师傅", "18900001111", "work"); next.Number != 1 || next.Worker != first.Worker {
		t.Errorf("on the next day: %+v", next)
	}
	for _, c := range mustList(t, d) {
		if c.Purpose == "" {
			t.Errorf("check-in %s has no purpose", c.ID)
		}
	}
}

func mustList(t *testing.T, d *desk.Desk) []market.CheckIn {
	t.Helper()
	l, err := d.Store().CheckIns(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// The law forbids even to keep the names of children who look for work.
func TestUnder16LeavesNothing(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	child := market.Worker{Name: "小明", Phone: "18900001111", BirthYear: 2012}
	refused(t, d, "under16", func() error { _, err := d.CheckIn(t.Context(), desk.Self, child, "work"); return err })
	if l, err := d.Store().WorkersByPhone(t.Context(), "18900001111"); err != nil || len(l) != 0 {
		t.Errorf("%d workers kept (%v)", len(l), err)
	}
	refused(t, d, "unknown_choice", func() error {
		_, err := d.CheckIn(t.Context(), desk.Self, market.Worker{Name: "李"}, "fun")
		return err
	})
	refused(t, d, "bad_phone", func() error {
		_, err := d.CheckIn(t.Context(), desk.Self, market.Worker{Name: "李", Phone: "12345"}, "work")
		return err
	})
	w := worker(t, d, 1)
	refused(t, d, "unknown_choice", func() error { _, err := d.CheckInKnown(t.Context(), desk.Self, w, "fun"); return err })
	refused(t, d, "unknown_worker", func() error { _, err := d.CheckInKnown(t.Context(), desk.Self, "12-1-99", "work"); return err })
}

// What is public of a person who employs is how they want to be called, not who they are.
func TestEmployersPublicName(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	for _, c := range []struct {
		e            market.Employer
		name, called string
	}{
		{market.Employer{Name: "史大明", Kind: "individual", Phone: "13800138000"}, "史师傅", "史师傅"},
		{market.Employer{Name: "史大明", Kind: "farm", Contact: "老史", Phone: "13800138000"}, "老史", "老史"},
		{market.Employer{Name: "张师傅", Kind: "individual", Phone: "13800138000"}, "张师傅", "张师傅"},
		{market.Employer{Name: "鲁山建筑公司", Kind: "company", Phone: "0375-2978818"}, "鲁山建筑公司", "鲁山建筑公司"},
	} {
		id, err := d.RegisterEmployer(t.Context(), desk.Self, c.e)
		if err != nil {
			t.Fatal(err)
		}
		e, err := d.Store().Employer(t.Context(), id)
		if err != nil || e.Name != c.name || e.Contact != c.called || e.Phone != c.e.Phone {
			t.Errorf("%s is shown as %+v (%v)", c.e.Name, e, err)
		}
	}
	if l, err := d.Store().EmployersByPhone(t.Context(), "13800138000"); err != nil || len(l) != 3 {
		t.Errorf("%d employers under one number (%v), want 3", len(l), err)
	}
	for _, bad := range []market.Employer{
		{Kind: "individual", Phone: "13800138000"},
		{Name: "史", Kind: "king", Phone: "13800138000"},
		{Name: "史", Kind: "farm"},
		{Name: "史", Kind: "farm", Phone: "123"},
		{Name: "史", Kind: "farm", Phone: "13800138000", IDNumber: "410499199001010011x"},
		{Name: strings.Repeat("史", 51), Kind: "farm", Phone: "13800138000"},
		{Name: "史", Kind: "agency", Phone: "13800138000"},
	} {
		before := facts(t, d)
		if id, err := d.RegisterEmployer(t.Context(), desk.Self, bad); market.Code(err) == "" || facts(t, d) != before {
			t.Errorf("%+v was registered as %s (%v)", bad, id, err)
		}
	}
}
