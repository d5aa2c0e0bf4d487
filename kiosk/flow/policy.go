package flow

import (
	"context"
	"reflect"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Course is a training course in the words of its card.
type Course struct {
	ID    market.TrainingID
	Icon  string
	Title string
	Free  bool
	Hand  bool   // work as a trainee, not a course
	When  string // 7月20日起 6 天
	Place string
	Left  int
	Seats int
	Wish  bool // noted on this page just now
}

// freshDays is for how many days a notice is marked as new.
const freshDays = 7

// Policy is 政策培训: what the county tells everybody, and what one can learn.
type Policy struct {
	Notices []store.NoticeRow
	Courses []Course
	Letters Pager // of the notices
	Classes Pager // of the courses
	Fault   string

	app    *App
	wished map[market.TrainingID]bool // by whoever stands here
	phone  string                     // pressed for the first wish; asked once
}

func newPolicy(a *App) *Policy {
	p := &Policy{app: a, Letters: Pager{Size: 5}, Classes: Pager{Size: 4}, wished: map[market.TrainingID]bool{}}
	p.Reload()
	return p
}

// Name implements Page.
func (*Policy) Name() string { return "policy" }

// Kind implements Page.
func (*Policy) Kind() Kind { return Guest }

// Forget implements Page.
func (p *Policy) Forget() {
	p.wished, p.phone = map[market.TrainingID]bool{}, ""
	for i := range p.Courses {
		p.Courses[i].Wish = false
	}
}

// Restart implements Restarter.
func (p *Policy) Restart() {
	p.Forget()
	p.Letters.Show(0)
	p.Classes.Show(0)
	p.Reload()
}

// Reload implements Reloader.
func (p *Policy) Reload() bool {
	old := *p
	p.Fault = ""
	if err := p.read(); err != nil {
		p.Fault = p.app.Sentence(err)
	}
	p.Letters.Recount(len(p.Notices))
	p.Classes.Recount(len(p.Courses))
	return !reflect.DeepEqual(old, *p)
}

func (p *Policy) read() (err error) {
	s, today := p.app.Desk.Store(), p.app.today()
	if p.Notices, err = s.Notices(p.app.Context, today); err != nil {
		return err
	}
	rows, err := s.Trainings(p.app.Context, today)
	p.Courses = nil
	for i := range rows {
		p.Courses = append(p.Courses, p.course(&rows[i]))
	}
	return err
}

func (p *Policy) course(row *store.TrainingRow) Course {
	icon, ok := assets.TradeIcon(string(row.Trade))
	if !ok {
		icon = "school"
	}
	return Course{
		ID: row.ID, Icon: icon, Title: row.Title, Free: row.Fee == 0 && row.Kind == market.Class, Hand: row.Kind == market.Internship, When: p.app.courseWhen(&row.Training), Place: row.Place,
		Left: row.Left(), Seats: row.Seats, Wish: p.wished[row.ID],
	}
}

// courseWhen is 7月20日起 6 天, or when enough have come.
func (a *App) courseWhen(t *market.Training) string {
	day, err := time.ParseInLocation(time.DateOnly, t.From, market.Zone)
	switch {
	case err != nil:
		return a.Words.T("policy.when_full", "n", t.Seats)
	case t.Days > 1:
		return a.Words.T("policy.when_days", "date", a.dateWord(day), "n", t.Days)
	case t.Days == 1:
		return a.Words.T("policy.when_day", "date", a.dateWord(day))
	}
	return a.Words.T("policy.when_from", "date", a.dateWord(day))
}

// ShownNotices are those of the page that is shown.
func (p *Policy) ShownNotices() []store.NoticeRow {
	from, to := p.Letters.Span()
	return p.Notices[from:to]
}

// ShownCourses are those of the page that is shown.
func (p *Policy) ShownCourses() []Course {
	from, to := p.Classes.Span()
	return p.Courses[from:to]
}

// Fit says how many notices and courses stand on a page.
func (p *Policy) Fit(notices, courses int) {
	p.Letters.Fit(notices)
	p.Classes.Fit(courses)
}

// TurnNotices goes by pages of the notices.
func (p *Policy) TurnNotices(by int) {
	p.Letters.Turn(by)
	p.app.Changed()
}

// TurnCourses goes by pages of the courses.
func (p *Policy) TurnCourses(by int) {
	p.Classes.Turn(by)
	p.app.Changed()
}

// Fresh says whether a notice is new.
func (p *Policy) Fresh(n *store.NoticeRow) bool {
	first, err := time.ParseInLocation(time.DateOnly, n.From, market.Zone)
	return err == nil && p.app.Now().Before(first.AddDate(0, 0, freshDays))
}

// Open shows the whole text of a notice.
func (p *Policy) Open(n store.NoticeRow) { p.app.Show(&NoticeText{Row: n, app: p.app}) }

// Want notes that whoever stands here wants to learn something. The number is asked for once, and
// forgotten with the page.
func (p *Policy) Want(id market.TrainingID) {
	switch {
	case p.wished[id]:
	case p.phone != "":
		p.note(id)
	default:
		p.app.begin(func() {
			c := newCallNumber(p.app, Steps{}, func(phone string) {
				p.phone = phone
				p.app.Back()
				p.note(id)
			})
			c.Icon, c.Word = "school", p.app.Words.T("policy.call_word")
			p.app.Show(c)
		})
	}
}

func (p *Policy) note(id market.TrainingID) {
	phone, app := p.phone, p.app
	app.Slow(func(ctx context.Context) error {
		_, err := app.Desk.WishTraining(ctx, desk.Self, id, phone, "")
		return err
	}, func(err error) {
		if err != nil {
			app.fault(err)
			return
		}
		p.wished[id] = true
		p.Reload()
	})
}

// AskSomebody leads to asking to be called back.
func (p *Policy) AskSomebody() {
	p.app.begin(func() { p.app.Show(&Guidance{app: p.app, depth: len(p.app.stack)}) })
}

// Any says whether anything has come from the county at all.
func (p *Policy) Any() bool { return len(p.Notices)+len(p.Courses) > 0 }

// NoticeText is one notice in full.
type NoticeText struct {
	Row store.NoticeRow
	app *App
}

// Name implements Page.
func (*NoticeText) Name() string { return "notice_text" }

// Kind implements Page.
func (*NoticeText) Kind() Kind { return Guest }

// Forget implements Page: a notice is everybody's.
func (*NoticeText) Forget() {}

// Date is since when it stands here.
func (n *NoticeText) Date() string {
	d, err := time.ParseInLocation(time.DateOnly, n.Row.From, market.Zone)
	if err != nil {
		return n.Row.From
	}
	return n.app.dateWord(d)
}

// Guidance asks what somebody wants to ask about, then for the number.
type Guidance struct {
	app   *App
	depth int
	busy  bool
}

// Name implements Page.
func (*Guidance) Name() string { return "guidance" }

// Kind implements Page.
func (*Guidance) Kind() Kind { return Form }

// Forget implements Page.
func (*Guidance) Forget() {}

// Steps is where this page stands.
func (*Guidance) Steps() Steps { return Steps{1, 2} }

// Pick answers what it is about.
func (g *Guidance) Pick(topic market.Topic) {
	g.app.Show(newCallNumber(g.app, Steps{2, 2}, func(phone string) { g.ask(topic, phone) }))
}

func (g *Guidance) ask(topic market.Topic, phone string) {
	if g.busy {
		return
	}
	g.busy = true
	a := g.app
	a.Slow(func(ctx context.Context) error {
		_, err := a.Desk.AskGuidance(ctx, desk.Self, topic, phone, "")
		return err
	}, func(err error) {
		g.busy = false
		if err != nil {
			a.fault(err)
			return
		}
		a.cut(g.depth)
		t := a.Words.T
		a.sheet(&Message{
			name: "guidance_noted", Icon: "phone-check", Title: t("guidance.noted"), Text: t("guidance.noted_text"),
			Columns: []Column{{Lines: a.lines("information", "guidance.noted_1", "guidance.noted_2")}}, Ways: []Way{a.understood()},
		})
	})
}
