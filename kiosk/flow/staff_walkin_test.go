package flow

import (
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// on gives the current screen of the form, which must be this step.
func (r *staffRoom) on(step WalkinStep) *WalkinPage {
	r.t.Helper()
	p := at[*WalkinPage](r)
	if p.Step != step {
		r.t.Fatalf("on screen is %s (%q), wanted %s", p.Name(), p.Fault(), walkinNames[step])
	}
	return p
}

// phone answers the first question with a number of which the station knows nobody.
func (r *staffRoom) phone(number string) {
	r.t.Helper()
	if p := at[*WalkinPage](r); p.Step == WriteLine {
		p.StepByStep()
	}
	p := r.on(AskPhone)
	press(p.PhoneDigit, number)
	p.Next()
	r.settle()
}

// villageOf is a village of the station's township.
func villageOf(t *testing.T, p *AreaPick) market.Area {
	t.Helper()
	for _, a := range p.Shown() {
		if a.Level == market.LevelVillage {
			return a
		}
	}
	t.Fatalf("no village on screen, but %v", p.Shown())
	return market.Area{}
}

// fill answers everything between the employer and the check with good answers.
func (r *staffRoom) fill() *WalkinPage {
	r.t.Helper()
	p := r.on(AskTrade)
	p.PickTrade("loader")
	p.Next()
	p = r.on(AskPay)
	p.Target(true)
	press(p.Digit, "5")
	p.Target(false)
	press(p.Digit, "160")
	p.PickUnit("day")
	p.Next()
	r.on(AskDay).Next()
	p = r.on(AskHours)
	p.PickHour(8)
	p.PickHour(17)
	p.Next()
	p = r.on(AskWhere)
	p.Where.Pick(villageOf(r.t, p.Where))
	p.Next()
	p = r.on(AskExtras)
	p.Toggle("meals")
	p.Next()
	return r.on(CheckAll)
}

func TestWalkin(t *testing.T) {
	r, menu := signedIn(t)
	menu.Walkin()
	r.phone("13800138000")
	r.on(AskKind).PickKind("individual")
	at[*Surname](r).Pick("汪")
	p := r.fill()
	village := p.Posting.Area
	p.Publish()
	r.settle()

	done := at[*WalkinDone](r)
	got := done.Row
	want := market.Posting{
		ID: got.ID, Employer: got.Employer, Trade: "loader", Title: "装卸搬运工", Headcount: 5, Pay: 16000, Unit: "day", Settlement: "same_day",
		Area: village, Start: "2026-07-15T08:00", End: "2026-07-15T17:00", Meals: true, Source: "on_site", Share: "county",
	}
	if got.Posting != want {
		t.Errorf("published\n %+v, wanted\n %+v", got.Posting, want)
	}
	if got.PlacesHere != 5 || got.Left() != 5 {
		t.Errorf("%d places here, %d wanted", got.PlacesHere, got.Left())
	}
	e, err := r.desk.Store().Employer(t.Context(), got.Employer)
	if err != nil || e.Name != "汪师傅" || e.Phone != "13800138000" || e.Kind != "individual" {
		t.Errorf("employer %+v, %v", e, err)
	}
	if p.Phone != "" || p.Posting.Trade != "" {
		t.Errorf("after publishing the form still holds %q %q", p.Phone, p.Posting.Trade)
	}

	done.Print()
	r.settle()
	jobs, err := r.desk.Store().PrintJobs(t.Context(), 5)
	if err != nil || len(jobs) != 1 || jobs[0].Posting != got.ID || jobs[0].ID != done.Job {
		t.Errorf("print jobs %+v, %v, wanted one of %s", jobs, err, got.ID)
	}
	if err := r.desk.Store().SetPrint(t.Context(), done.Job, store.Printed, ""); err != nil {
		t.Fatal(err)
	}
	if !done.Tick() || done.State != store.Printed {
		t.Errorf("the paper came out, the page says %q", done.State)
	}
	done.Finished()
	if menu := at[*StaffMenu](r); menu.Open != 1 || menu.Wanted != 5 {
		t.Errorf("the menu counts %d open, %d wanted", menu.Open, menu.Wanted)
	}
}

func TestWalkinKnownEmployer(t *testing.T) {
	r, menu := signedIn(t)
	id, err := r.desk.RegisterEmployer(t.Context(), "z-001", market.Employer{Name: "史师傅", Kind: "farm", Phone: "0375-2978818"})
	if err != nil {
		t.Fatal(err)
	}
	menu.Walkin()
	r.phone("03752978818")
	p := r.on(AskFound)
	if shown := p.ShownFound(); len(shown) != 1 || shown[0].ID != id {
		t.Fatalf("found %+v", shown)
	}
	p.PickFound(p.ShownFound()[0])
	p = r.fill()
	p.Publish()
	r.settle()
	if got := at[*WalkinDone](r).Row.Employer; got != id {
		t.Errorf("posting of %s, wanted the known %s", got, id)
	}
	at[*WalkinDone](r).Another()
	if p := r.on(WriteLine); p.Phone != "" || p.Posting.Title != "" {
		t.Errorf("再登一条 begins with %q %q", p.Phone, p.Posting.Title)
	}
}

func TestWalkinFirm(t *testing.T) {
	r, menu := signedIn(t)
	menu.Walkin()
	r.phone("18900001111")
	r.on(AskKind).PickKind("agency")
	p := r.on(AskFirm)
	p.Next()
	if p.Faults["name"] == "" || p.Faults["licence"] == "" {
		t.Fatalf("an agency without name and licence passes: %v", p.Faults)
	}
	p.WriteFirm("name")
	r.pick(at[*Entry](r), "hongda", "宏达")
	at[*Entry](r).Done()
	if p.Employer.Name == "" || p.Faults["name"] != "" {
		t.Errorf("name %q, fault %q", p.Employer.Name, p.Faults["name"])
	}
	p.WriteFirm("uscc")
	e := at[*Entry](r)
	press(e.Letter, "a")
	press(func(d rune) { e.Write(string(d)) }, "12345678901234567")
	e.Done()
	if e.Fault != r.app.Words.T("error.bad_uscc") || r.app.Current() != Page(e) || len(e.Text()) != 18 {
		t.Errorf("a wrong code says %q, keeps %q", e.Fault, e.Text())
	}
	e.Restart()
	e.Done() // may be left out
	p.WriteFirm("licence")
	press(func(d rune) { at[*Entry](r).Write(string(d)) }, "4104990001")
	at[*Entry](r).Done()
	p.Next()
	p = r.fill()
	p.Publish()
	r.settle()
	got, err := r.desk.Store().Employer(t.Context(), at[*WalkinDone](r).Row.Employer)
	if err != nil || got.Licence != "4104990001" || got.Kind != "agency" {
		t.Errorf("registered %+v, %v", got, err)
	}
}

func TestWalkinWrongAnswers(t *testing.T) {
	r, menu := signedIn(t)
	menu.Walkin()
	r.on(WriteLine).StepByStep()
	p := r.on(AskPhone)
	press(p.PhoneDigit, "12345678901")
	p.Next()
	if p.Fault() != r.app.Words.T("error.bad_phone") || p.Phone != "12345678901" {
		t.Fatalf("a wrong phone says %q and keeps %q", p.Fault(), p.Phone)
	}
	p.PhoneClear()
	if p.Fault() != "" {
		t.Error("the fault stays while the number is mended")
	}
	r.phone("13800138000")
	r.on(AskKind).PickKind("farm")
	at[*Surname](r).Pick("李")

	p = r.on(AskTrade)
	p.Next()
	if p.Faults["trade"] == "" {
		t.Errorf("no trade passes: %v", p.Faults)
	}
	p.PickTrade("harvest")
	p.Next()

	p = r.on(AskPay)
	p.Target(true)
	press(p.Digit, "0")
	p.Next()
	want := map[string]string{"headcount": r.app.Words.T("error.bad_headcount"), "pay": r.app.Words.T("error.bad_pay")}
	for field, sentence := range want {
		if p.Faults[field] != sentence {
			t.Errorf("0 people for nothing: %s says %q, want %q", field, p.Faults[field], sentence)
		}
	}
	p.StepHeads(1)
	p.Target(false)
	press(p.Digit, "0")
	p.Next()
	if p.Faults["pay"] == "" || p.Faults["headcount"] != "" {
		t.Errorf("0 yuan: %v", p.Faults)
	}
	press(p.Digit, "130.555")
	if p.Pay != "130.55" {
		t.Errorf("pay %q, wanted no more than two places", p.Pay)
	}
	p.Next()

	r.on(AskDay).PickDay("2026-07-14") // today at 06:42
	r.on(AskDay).Next()
	p = r.on(AskHours)
	p.PickHour(3)
	p.PickHour(5)
	p.Next()
	if p.Faults["end"] != r.app.Words.T("error.past_end") {
		t.Errorf("work that is over passes: %v", p.Faults)
	}
	p.PickHour(12)
	p.Next()

	p = r.on(AskWhere)
	p.Next()
	if p.Faults["area"] == "" {
		t.Errorf("nowhere passes: %v", p.Faults)
	}
	if n, err := r.desk.Store().Counts(t.Context()); err != nil || n.Facts != 0 {
		t.Errorf("%d facts written before publishing, %v", n.Facts, err)
	}
	menu.Leave()
	if p := r.on(AskHours); p.Pay != "130.55" || p.To != 12*60 {
		t.Errorf("返回 lost answers: pay %q, end %d", p.Pay, p.To)
	}
	p.Restart()
	if p := r.on(WriteLine); p.Phone != "" || p.Pay != "" || p.Posting.Trade != "" {
		t.Errorf("重来 keeps %q %q %q", p.Phone, p.Pay, p.Posting.Trade)
	}
}

func TestWalkinMend(t *testing.T) {
	r, menu := signedIn(t)
	menu.Walkin()
	r.phone("13800138000")
	r.on(AskKind).PickKind("individual")
	at[*Surname](r).Pick("汪")
	check := r.fill()
	for _, l := range check.CheckLines() {
		if strings.Contains(l.Text, "⟦") || strings.Contains(l.Label, "⟦") || l.Text == "" {
			t.Errorf("line %d reads %q: %q", l.Step, l.Label, l.Text)
		}
	}
	check.Mend(AskDay)
	p := r.on(AskDay)
	p.PickDay("2026-07-16")
	p.StepDays(2)
	p.Next()
	p = r.on(AskHours)
	p.TargetEnd(false)
	p.PickHour(20)
	p.PickHour(4)
	p.Half()
	p.Next()
	check = r.on(CheckAll)
	d := check.draft()
	if d.Start != "2026-07-16T20:00" || d.End != "2026-07-19T04:30" || d.Shift().Days != 3 {
		t.Errorf("three nights from the 16th are %s to %s, %d days", d.Start, d.End, d.Shift().Days)
	}
	check.Mend(AskPhone)
	p = r.on(AskPhone)
	p.PhoneClear()
	press(p.PhoneDigit, "18900001111")
	p.Next()
	r.settle()
	r.on(AskKind).PickKind("farm")
	at[*Surname](r).Pick("麦")
	check = r.on(CheckAll)
	if check.Employer.Name != "麦师傅" || check.Employer.Phone != "18900001111" || check.Posting.Trade != "loader" {
		t.Errorf("mended employer %+v, trade %q", check.Employer, check.Posting.Trade)
	}

	// Time goes on while the page stands: what was good may be refused at the end.
	check.Mend(AskDay)
	p = r.on(AskDay)
	p.PickDay("2026-07-14")
	p.Next()
	r.on(AskHours).Next()
	r.now = r.now.AddDate(0, 0, 7)
	check = r.on(CheckAll)
	check.Publish()
	r.settle()
	check = r.on(CheckAll)
	if check.Fault() == "" && check.faultOf(AskDay) == "" {
		t.Error("a day that is over was published, or refused without words")
	}
	if e, err := r.desk.Store().EmployersByPhone(t.Context(), "18900001111"); err != nil || len(e) != 0 {
		t.Errorf("a refused posting left the employer %+v, %v", e, err)
	}
}

func TestWalkinWipe(t *testing.T) {
	r, menu := signedIn(t)
	menu.Walkin()
	r.phone("13800138000")
	r.on(AskKind).PickKind("individual")
	at[*Surname](r).Pick("汪")
	p := r.fill()
	form := p.Walkin
	p.Publish()
	r.app.End() // while it is being written
	r.settle()
	if r.app.Current().Name() != "home" {
		t.Errorf("publishing that ends after the wipe shows %q", r.app.Current().Name())
	}
	if form.Phone != "" || form.Employer.Name != "" || form.Posting.Area != "" || form.Pay != "" || form.Where.Chosen != "" {
		t.Errorf("the wiped form holds %+v", form)
	}
	for _, f := range r.facts() {
		if f.By != clerk {
			t.Errorf("%s was written by %q after the lock, wanted %q", f.Kind, f.By, clerk)
		}
	}
}

func TestPayKeys(t *testing.T) {
	for _, c := range []struct {
		keys, text string
		fen        market.Fen
	}{
		{"130", "130", 13000},
		{"0.35", "0.35", 35},
		{".5", "5", 500},
		{"007", "7", 700},
		{"12.", "12.", 1200},
		{"1.2.3", "1.23", 123},
		{"123456789", "1234567", 123456700},
		{"", "", 0},
	} {
		w := &Walkin{Clerk: &Clerk{app: newStaffRoom(t).app}}
		press(w.Digit, c.keys)
		if w.Pay != c.text || fen(w.Pay) != c.fen {
			t.Errorf("keys %q write %q = %d fen, want %q = %d", c.keys, w.Pay, fen(w.Pay), c.text, c.fen)
		}
	}
}

func TestTitleFollowsTrade(t *testing.T) {
	w := newWalkin(&Clerk{app: newStaffRoom(t).app}, doorless{})
	w.PickTrade("mason")
	w.PickTrade("baby")
	short, _ := assets.Trades().Get("baby")
	if w.Posting.Title != short.Short || w.Posting.Unit != "month" || w.Posting.Settlement != "monthly" {
		t.Errorf("育婴员 gives %q, %s, %s", w.Posting.Title, w.Posting.Unit, w.Posting.Settlement)
	}
	w.Posting.Title = "带俩娃"
	w.PickTrade("housekeeper")
	if w.Posting.Title != "带俩娃" {
		t.Errorf("a title written by hand became %q", w.Posting.Title)
	}
}
