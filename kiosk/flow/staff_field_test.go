package flow

import (
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// The station's page says who is on duty today.
func TestRoster(t *testing.T) {
	r, menu := signedIn(t)
	if got := r.app.DutyWords(); got != r.app.Words.T("duty.nobody") {
		t.Errorf("nobody said so, and it says %q", got)
	}
	menu.Field()
	p := at[*StaffField](r)
	p.ToggleDuty(clerk)
	r.settle()
	if !p.On[clerk] || r.app.DutyWords() != "值班站长" {
		t.Fatalf("%v, %q, %q", p.On, r.app.DutyWords(), p.Fault)
	}
	p.ToggleDuty(clerk)
	r.settle()
	if p.On[clerk] {
		t.Error("still on duty")
	}
}

// Surveys and patrols are kept, each with its own figures.
func TestWalksOutside(t *testing.T) {
	r, menu := signedIn(t)
	menu.Field()
	p := at[*StaffField](r)
	p.ShowTab(SurveyTab)
	p.WritePlace()
	at[*Entry](r).Write("人民路桥头")
	at[*Entry](r).Done()
	p.StepHeads(15)
	p.StepClock(false, -1)
	p.ToggleTrade("mason")
	p.Save()
	r.settle()
	if rows := p.Rows(); len(rows) != 1 || !strings.Contains(rows[0].Title, "人民路桥头") || !strings.Contains(rows[0].Second, "35") || p.Done == "" {
		t.Fatalf("%+v, %q", rows, p.Fault)
	}
	if n := p.Notes[0]; n.From != 4*60+30 || n.To != 8*60 || len(n.Trades) != 1 {
		t.Errorf("%+v", n)
	}
	if p.Form.Place != "" {
		t.Error("the next one begins with the place of the last")
	}
	p.ShowTab(PatrolTab)
	p.StepLeaflets(40)
	p.Save()
	r.settle()
	if rows := p.Rows(); len(rows) != 1 || !strings.Contains(rows[0].Second, "40") || p.Notes[0].Heads != 0 {
		t.Errorf("%+v", rows)
	}
	p.StepClock(true, -100)
	if p.Form.To <= p.Form.From {
		t.Errorf("it ends at %d, before %d", p.Form.To, p.Form.From)
	}
}

// While an event goes on the screen bears its name, it stands at its place, and who comes is counted
// for it; afterwards the station is itself again.
func TestEventMode(t *testing.T) {
	r, menu := signedIn(t)
	own, home := r.app.MarketLines(), r.app.Area
	menu.Field()
	p := at[*StaffField](r)
	p.ShowTab(EventTab)
	p.Open() // without a name
	if p.Event != nil || p.MayOpen() {
		t.Fatal("it was opened without a name")
	}
	p.Called, p.Form.Area = "春风行动专场", "410423001000"
	p.Open()
	r.settle()
	if p.Event == nil || !strings.HasSuffix(r.app.MarketLines(), "\n春风行动专场") || r.app.Area != "410423001000" {
		t.Fatalf("%+v, %q at %s, %q", p.Event, r.app.MarketLines(), r.app.Area, p.Fault)
	}
	if _, err := r.desk.CheckIn(t.Context(), desk.Self, market.Worker{Name: "李师傅", Phone: "18900000101"}, "work"); err != nil {
		t.Fatal(err)
	}
	r.now = r.now.Add(1e9)
	p.Reload()
	if p.Counted.Came != 1 {
		t.Errorf("%d came to the event", p.Counted.Came)
	}
	if again := NewApp(r.app.Config, func(*App) Page { return doorless{} }); again.MarketLines() != r.app.MarketLines() {
		t.Errorf("after a start it is %q", again.MarketLines())
	}
	p.AskClose()
	p.KeepOpen()
	p.AskClose()
	p.Close()
	r.settle()
	if p.Event != nil || r.app.MarketLines() != own || r.app.Area != home || len(p.Past) != 1 || p.Past[0].Came != 1 {
		t.Errorf("%+v, %q at %s, %+v", p.Event, r.app.MarketLines(), r.app.Area, p.Past)
	}
}
