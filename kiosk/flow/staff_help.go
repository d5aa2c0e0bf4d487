package flow

import (
	"context"
	"slices"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// StaffHelp is who in the hall needs help: the grade with everything it follows from and who said so,
// the hardships that staff confirm, and work that may be kept for somebody first (点对点).
type StaffHelp struct {
	*Clerk
	Hall   *desk.Hall
	Person market.WorkerID
	// Ticked are the hardships as they are on the screen; Words is what staff saw of them last.
	Ticked []market.Hardship
	Words  string
	By     string // how the account that said so is called
	Pager  Pager
	Done   string
	Fault  string

	// Tab is what the right side shows.
	Tab HelpTab

	more helpMore
	busy bool
}

// Help opens it.
func (m *StaffMenu) Help() { m.openHelp("") }

func (c *Clerk) openHelp(person market.WorkerID) {
	p := &StaffHelp{Clerk: c, Person: person, Pager: Pager{Size: 5}}
	c.app.Show(p)
	p.run("", func(context.Context) error { return nil })
}

// MayHelp says whether the one who is signed in may confirm hardships.
func (p *StaffHall) MayHelp() bool { return p.Person != "" && p.may(desk.Care) }

// Help opens the hardships of the chosen person.
func (p *StaffHall) Help() {
	if p.MayHelp() {
		p.openHelp(p.Person)
	}
}

// Name implements Page.
func (*StaffHelp) Name() string { return "staff.help" }

// Kind implements Page.
func (*StaffHelp) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffHelp) Forget() {
	p.Hall, p.Person, p.Ticked, p.Words, p.By, p.Done, p.Fault, p.more = nil, "", nil, "", "", "", "", helpMore{}
}

// Restart begins again with nobody chosen.
func (p *StaffHelp) Restart() {
	p.Person, p.Done, p.Fault = "", "", ""
	p.run("", func(context.Context) error { return nil })
}

// Loading says that nothing was read yet.
func (p *StaffHelp) Loading() bool { return p.Hall == nil && p.Fault == "" }

// run does a deed beside the screen and reads everything anew.
func (p *StaffHelp) run(done string, deed func(ctx context.Context) error) {
	if p.busy {
		return
	}
	p.busy, p.Done, p.Fault = true, "", ""
	by, person := p.by(), p.Person
	var hall *desk.Hall
	var help store.HelpRow
	var title string
	var more helpMore
	var refused error
	p.app.Slow(func(ctx context.Context) (err error) {
		refused = deed(ctx)
		if hall, err = p.app.Desk.Hall(ctx, by); err != nil {
			return err
		}
		var trades []market.TradeID
		if row, ok := hall.Row(person); ok {
			trades = append(slices.Clone(row.Person.Trades), row.Wishes.Trades...)
		}
		if more, err = p.readMore(ctx, person, trades); err != nil || person == "" {
			return err
		}
		if help, _, err = p.app.Desk.Store().HelpOf(ctx, person); err != nil {
			return err
		}
		title, err = p.app.accountTitle(ctx, help.By)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Hall = hall
		p.Pager.Recount(len(p.rows()))
		if person == p.Person {
			p.Ticked, p.Words, p.By, p.more = slices.Clone(help.Hardships), help.Words, title, more
		}
		switch {
		case refused != nil:
			p.Fault = p.app.Sentence(refused)
		case done != "":
			p.Done = done
		}
	})
	p.app.Changed()
}

// accountTitle is what the screen calls an account; the account itself where it is gone.
func (a *App) accountTitle(ctx context.Context, account string) (string, error) {
	l, err := a.Desk.Store().Accounts(ctx)
	if err != nil {
		return "", err
	}
	for _, one := range l {
		if one.Account == account && one.Title != "" {
			return one.Title, nil
		}
	}
	return account, nil
}

// rows are those of grade A and B and who asked for help; and who was opened from the hall.
func (p *StaffHelp) rows() []desk.HallRow {
	if p.Hall == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Hall.Rows), func(r desk.HallRow) bool {
		return r.Grade == market.GradeC && !r.Wishes.Help && r.Person.ID != p.Person
	})
}

// Shown are the people of the page that is shown.
func (p *StaffHelp) Shown() []HallPerson {
	from, to := p.Pager.Span()
	var out []HallPerson
	hall := &StaffHall{Clerk: p.Clerk, Hall: p.Hall, Person: p.Person}
	for _, r := range p.rows()[from:to] {
		out = append(out, hall.person(&r))
	}
	return out
}

// Turn goes by pages.
func (p *StaffHelp) Turn(by int) {
	p.Pager.Turn(by)
	p.app.Changed()
}

// Choose opens somebody.
func (p *StaffHelp) Choose(id market.WorkerID) {
	p.Person, p.Ticked, p.Words, p.more = id, nil, "", helpMore{}
	p.run("", func(context.Context) error { return nil })
}

// Chosen is who is open; false while nobody is.
func (p *StaffHelp) Chosen() (HallPerson, desk.HallRow, bool) {
	if p.Hall == nil || p.Person == "" {
		return HallPerson{}, desk.HallRow{}, false
	}
	r, ok := p.Hall.Row(p.Person)
	if !ok {
		return HallPerson{}, desk.HallRow{}, false
	}
	hall := &StaffHall{Clerk: p.Clerk, Hall: p.Hall, Person: p.Person}
	return hall.person(&r), r, true
}

// HelpReason is one thing that a grade follows from, and whose word it is.
type HelpReason struct{ Text, Source string }

// Reasons say why the grade is what it is.
func (p *StaffHelp) Reasons() []HelpReason {
	_, r, ok := p.Chosen()
	if !ok {
		return nil
	}
	t := p.app.Words.T
	var out []HelpReason
	for _, why := range r.Why {
		source := t("aid.by_machine")
		if why.Staff {
			source = t("aid.by_staff", "who", p.By)
		}
		out = append(out, HelpReason{t("aid.why_"+why.Code, "n", why.N), source})
	}
	return out
}

// Has says whether a hardship is ticked.
func (p *StaffHelp) Has(h market.Hardship) bool { return slices.Contains(p.Ticked, h) }

// Toggle ticks a hardship or takes its tick away; nothing is kept before Confirm.
func (p *StaffHelp) Toggle(h market.Hardship) {
	if i := slices.Index(p.Ticked, h); i >= 0 {
		p.Ticked = slices.Delete(slices.Clone(p.Ticked), i, i+1)
	} else {
		p.Ticked = append(slices.Clone(p.Ticked), h)
	}
	p.app.Changed()
}

// Changed says whether the ticks differ from what was confirmed.
func (p *StaffHelp) Changed() bool {
	_, r, ok := p.Chosen()
	if !ok || len(r.Confirmed) != len(p.Ticked) {
		return ok
	}
	return slices.ContainsFunc(p.Ticked, func(h market.Hardship) bool { return !slices.Contains(r.Confirmed, h) })
}

// Confirm keeps the ticks, with what staff saw.
func (p *StaffHelp) Confirm(words string) {
	by, person, ticked := p.by(), p.Person, p.Ticked
	p.run(p.app.Words.T("aid.confirmed"), func(ctx context.Context) error {
		return p.app.Desk.SettleHelp(ctx, by, person, ticked, words)
	})
}

// Write asks what staff saw, and confirms with it.
func (p *StaffHelp) Write() {
	p.app.Show(NewEntry(p.app, p.app.Words.T("aid.words"), market.MaxTitle, p.Confirm).Offer(
		p.app.Words.T("aid.words_village"), p.app.Words.T("aid.words_card"), p.app.Words.T("aid.words_told")))
}

// Jobs are the jobs that go with who is open, best first.
func (p *StaffHelp) Jobs(most int) []Idea {
	if p.Hall == nil || p.Person == "" {
		return nil
	}
	hall := &StaffHall{Clerk: p.Clerk, Hall: p.Hall, Person: p.Person}
	var out []Idea
	for _, pair := range p.Hall.Of(p.Person, most) {
		out = append(out, hall.idea(pair))
	}
	if p.MayKeep() {
		p.welfareFirst(out)
	}
	return out
}

// MayKeep says whether a place may be kept: for grades A and B.
func (p *StaffHelp) MayKeep() bool {
	_, r, ok := p.Chosen()
	return ok && r.Grade != market.GradeC
}

// Keep keeps a place for who is open.
func (p *StaffHelp) Keep(i Idea) {
	by := p.by()
	done := p.app.Words.T("aid.keeping", "n", market.FirstOffer)
	p.run(done, func(ctx context.Context) error {
		_, err := p.app.Desk.Keep(ctx, by, i.Pair.Job, i.Pair.Person, market.FirstOffer)
		return err
	})
}

// Send sends who is open to work at once.
func (p *StaffHelp) Send(i Idea) {
	by := p.by()
	p.run(p.app.Words.T("aid.sent", "who", i.Who, "what", i.What), func(ctx context.Context) error {
		_, err := p.app.Desk.Take(ctx, by, i.Pair.Job, i.Pair.Person)
		return err
	})
}

// Offers are the places that are kept for who is open, with how many minutes are left.
func (p *StaffHelp) Offers() []HelpOffer {
	if p.Hall == nil {
		return nil
	}
	var out []HelpOffer
	for _, o := range p.Hall.Offers {
		left := o.Left(p.app.Now())
		if o.Worker != p.Person || left == 0 {
			continue
		}
		if j, ok := p.Hall.Job(o.Posting); ok {
			out = append(out, HelpOffer{o.ID, j.Title, minutesUp(left)})
		}
	}
	return out
}

// HelpOffer is a place that is kept for somebody.
type HelpOffer struct {
	ID      market.OfferID
	Title   string
	Minutes int // left
}

// Release gives a kept place to everybody again: the person said no.
func (p *StaffHelp) Release(id market.OfferID) {
	by := p.by()
	p.run(p.app.Words.T("aid.released"), func(ctx context.Context) error {
		return p.app.Desk.Release(ctx, by, id, market.OfferDeclined)
	})
}

// Tick implements Ticker: what is kept runs out by the minute.
func (p *StaffHelp) Tick() bool {
	return len(p.Offers()) > 0 && p.app.Now().Second() == 0
}
