package flow

import (
	"slices"
	"strings"
	"testing"

	"yizhan/sync/market"
)

// writes gives the page of the line with a line that was read.
func (r *staffRoom) writes(menu *StaffMenu, line string) *WalkinPage {
	r.t.Helper()
	menu.Walkin()
	p := r.on(WriteLine)
	p.Paste(line)
	r.settle()
	return p
}

// state is how good the answer under a label is.
func (p *WalkinPage) state(label string) AnswerState {
	for _, a := range p.Answers() {
		if a.Label == p.app.Words.T("line."+label) {
			return a.State
		}
	}
	return -1
}

// known registers an employer with one posting of before.
func (r *staffRoom) known(phone string) market.EmployerID {
	r.t.Helper()
	e, err := r.desk.RegisterEmployer(r.t.Context(), "self", market.Employer{Name: "李师傅", Kind: "individual", Phone: phone})
	if err != nil {
		r.t.Fatal(err)
	}
	_, err = r.desk.OpenPosting(r.t.Context(), "self", market.Posting{
		Employer: e, Trade: "mason", Title: "砌院墙", Headcount: 2, Pay: 280_00, Unit: "day", Settlement: "same_day", Area: "410423212201",
		Start: "2026-07-14T07:00", End: "2026-07-15T17:00", Meals: true, Source: "visit",
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return e
}

// From one line to a posting of a known employer: nothing is tapped but how it came.
func TestLineIsPublished(t *testing.T) {
	r, menu := signedIn(t)
	e := r.known("13800138000")
	p := r.writes(menu, "明天早上7点到下午5点鲁山县城搬运工5个180一天日结管饭 13800138000")
	if p.Employer.ID != e || p.Wanting() != 1 || p.MayPublish() {
		t.Fatalf("employer %q, %d wanting, may publish: %t; %+v", p.Employer.ID, p.Wanting(), p.MayPublish(), p.Answers())
	}
	if strings.Contains(p.ShownLine(), "13800138000") || !strings.Contains(p.ShownLine(), "138****8000") {
		t.Errorf("the screen shows %q", p.ShownLine())
	}
	p.PickSource("phone")
	if !p.MayPublish() {
		t.Fatalf("it may not be published: %d blocks, %+v, %d wanting", len(p.Blocks()), p.Warnings(), p.Wanting())
	}
	p.Publish()
	r.settle()
	got := at[*WalkinDone](r).Row.Posting
	want := market.Posting{
		ID: got.ID, Employer: e, Trade: "loader", Title: got.Title, Headcount: 5, Pay: 180_00, Unit: "day", Settlement: "same_day",
		Area: got.Area, Start: "2026-07-15T07:00", End: "2026-07-15T17:00", Meals: true, Source: "phone", Share: "county",
	}
	if got != want || got.Title == "" || !strings.HasPrefix(string(got.Area), "410423") {
		t.Errorf("published %+v", got)
	}
	if text := at[*WalkinDone](r).ChatText(); !strings.Contains(text, "180 元/天") || strings.Contains(text, "13800138000") || strings.Contains(text, "⟦") {
		t.Errorf("for the chat group: %s", text)
	}
}

// What the line does not say is not filled in, and is asked for.
func TestLineSaysNothingOfIt(t *testing.T) {
	r, menu := signedIn(t)
	p := r.writes(menu, "找几个人来干活")
	for _, label := range []string{"work", "people", "wage", "when", "where", "employer"} {
		if got := p.state(label); got != AnswerMissing {
			t.Errorf("%s is %d", label, got)
		}
	}
	if p.Wanting() != 7 || p.MayPublish() {
		t.Errorf("%d are wanting", p.Wanting())
	}
}

// A fee in the line keeps it from being published, also from the questions one by one, until the line is
// another.
func TestLineWithAFeeIsNotPublished(t *testing.T) {
	r, menu := signedIn(t)
	r.known("13800138000")
	line := "明天鲁山县城搬运工5个180一天日结 13800138000"
	p := r.writes(menu, line+" 先交50服装费")
	p.PickSource("phone")
	if b := p.Blocks(); len(b) != 1 || b[0].Code != "worker_fee" || b[0].Words == "" || p.MayPublish() {
		t.Fatalf("blocks %+v, may publish: %t", b, p.MayPublish())
	}
	if !slices.Contains(p.Unread(), "先交50服装费") {
		t.Errorf("not read: %q", p.Unread())
	}
	p.Publish()
	if r.app.Current() != Page(p) || p.Faults[""] == "" {
		t.Error("it was published, or nothing was said")
	}
	p.SetLine(line)
	r.settle()
	if len(p.Blocks()) != 0 || !p.MayPublish() {
		t.Errorf("still %+v", p.Blocks())
	}
}

// How a posting came nobody says in a line: it is tapped, before or after, and another line does not take it away.
func TestSourceOfALineIsTapped(t *testing.T) {
	r, menu := signedIn(t)
	menu.Walkin()
	p := r.on(WriteLine)
	if p.Posting.Source != "" {
		t.Errorf("before anything was said it came by %q", p.Posting.Source)
	}
	p.SetLine("明天鲁山县城搬运工5个180一天日结")
	r.settle()
	if p.Posting.Source != "" {
		t.Errorf("nobody tapped, and it came by %q", p.Posting.Source)
	}
	p.PickSource("phone")
	p.SetLine("明天鲁山县城搬运工6个180一天日结")
	r.settle()
	if p.Heads != "6" || p.Posting.Source != "phone" {
		t.Errorf("after another line it is for %s and came by %q", p.Heads, p.Posting.Source)
	}
	p.Restart()
	if p.StepByStep(); p.Posting.Source != "on_site" {
		t.Errorf("among the questions it came by %q", p.Posting.Source)
	}
}

// A warning wants a reason, which is kept with the posting.
func TestLineWantsAReason(t *testing.T) {
	r, menu := signedIn(t)
	r.known("13800138000")
	p := r.writes(menu, "明天鲁山县城搬运工5个180一天日结50岁以下 13800138000")
	p.PickSource("phone")
	if w := p.Warnings(); len(w) != 1 || w[0].Code != "age" || p.MayPublish() {
		t.Fatalf("warnings %+v, may publish: %t", w, p.MayPublish())
	}
	p.Publish() // asks
	r.settle()
	e := at[*Entry](r)
	if say, _ := e.Say(); say != r.app.Words.T("screen.age") {
		t.Errorf("beside the reason stands %q", say)
	}
	e.Write("要爬高")
	r.settle()
	e.Done()
	if !p.MayPublish() {
		t.Fatalf("with a reason: %+v", p.Warnings())
	}
	p.Publish()
	r.settle()
	reasons, err := r.desk.Store().PostingReasons(t.Context(), at[*WalkinDone](r).Row.ID)
	if err != nil || len(reasons) != 1 || reasons[0].Code != "age" || reasons[0].Words != "要爬高" || reasons[0].By != clerk {
		t.Errorf("kept %+v, %v", reasons, err)
	}
}

// Another line changes what the first said, but not what a hand mended.
func TestLineLeavesMendedAnswers(t *testing.T) {
	r, menu := signedIn(t)
	p := r.writes(menu, "明天鲁山县城搬运工5个180一天日结")
	p.Mend(AskPay)
	pay := r.on(AskPay)
	pay.Target(false)
	for range 3 {
		pay.Delete()
	}
	press(pay.Digit, "200")
	pay.Next()
	r.on(WriteLine)
	p.SetLine("后天鲁山县城瓦工3个150一天")
	r.settle()
	if p.Posting.Trade != "mason" || p.Pay != "200" || p.Heads != "5" || p.Day != "2026-07-16" {
		t.Errorf("trade %s, pay %s, heads %s, day %s", p.Posting.Trade, p.Pay, p.Heads, p.Day)
	}
}

// What an employer asked for last fills the form for tomorrow.
func TestLineFromBefore(t *testing.T) {
	r, menu := signedIn(t)
	e := r.known("13800138000")
	p := r.writes(menu, "13800138000")
	l := p.Templates()
	if p.Employer.ID != e || len(l) != 1 || l[0].Card.Title != "砌院墙" {
		t.Fatalf("employer %q with %+v", p.Employer.ID, l)
	}
	p.PickSource("phone")
	p.Use(l[0].Row)
	if !p.MayPublish() {
		t.Fatalf("%d wanting, %+v", p.Wanting(), p.Warnings())
	}
	p.Publish()
	r.settle()
	got := at[*WalkinDone](r).Row
	if got.Start != "2026-07-15T07:00" || got.End != "2026-07-16T17:00" || got.Source != "phone" || got.Pay != 280_00 || !got.Meals {
		t.Errorf("published %+v", got.Posting)
	}
	if rows, err := r.desk.Store().LastPostings(t.Context(), e, 3); err != nil || len(rows) != 1 || rows[0].ID != got.ID {
		t.Errorf("the same work twice is %d templates, %v", len(rows), err)
	}
}

// The least pay of such a day is said, and checked.
func TestLineComparesThePay(t *testing.T) {
	r, menu := signedIn(t)
	p := r.writes(menu, "明天8点到16点鲁山县城搬运工5个130一天日结")
	if words, good := p.WageWords(); good || !strings.Contains(words, "140.80") && !strings.Contains(words, "140.8") {
		t.Errorf("130 for eight hours: %q, %t", words, good)
	}
	if w := p.Warnings(); len(w) != 1 || w[0].Code != "pay_low" {
		t.Errorf("warnings %+v", w)
	}
	p.Pay = "141"
	if _, good := p.WageWords(); !good || len(p.Warnings()) != 0 {
		t.Error("141 is too little")
	}
}

// A code finds the employer as a phone does.
func TestEmployerByCode(t *testing.T) {
	r, menu := signedIn(t)
	e, err := r.desk.RegisterEmployer(t.Context(), "self", market.Employer{Name: "顺达公司", Kind: "company", USCC: "91410499MA9TEKT136", Phone: "13800138000"})
	if err != nil {
		t.Fatal(err)
	}
	menu.Walkin()
	p := r.on(WriteLine)
	p.Mend(AskPhone)
	r.on(AskPhone).FindByCode()
	entry := at[*Entry](r)
	for _, sign := range "91410499MA9TEKT136" {
		entry.Write(string(sign))
	}
	entry.Done()
	r.settle()
	if r.on(WriteLine); p.Employer.ID != e {
		t.Errorf("found %+v", p.Employer)
	}
	if rows, err := r.desk.Store().EmployersByCode(t.Context(), ""); err != nil || len(rows) != 0 {
		t.Errorf("no code finds %v, %v", rows, err)
	}
}
