package flow

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/market/rank"
)

// minutesUp is a time in minutes, a begun one counted whole.
func minutesUp(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }

// may says whether the one who is signed in may do a deed; what they may not is not shown. The desk
// decides again.
func (c *Clerk) may(d desk.Deed) bool { return desk.May(market.Role(c.Account.Role), d) }

// Pair is who and what are chosen, with why they go together; false while one of them is missing.
func (p *StaffHall) Pair() (i Idea, bar string, ok bool) {
	if p.Hall == nil || p.Person == "" || p.Job == "" {
		return Idea{}, "", false
	}
	job, _ := p.Hall.Job(p.Job)
	pair, why := p.Hall.Weigh(p.Person, job)
	i = p.idea(rank.Pair{Person: p.Person, Job: p.Job})
	if why == rank.NoBar {
		return p.idea(pair), "", true
	}
	i.Why = ""
	return i, p.app.Words.T("rank.bar_" + string(why)), true
}

// Missing is what still has to be chosen before somebody can be sent, in words; "" for nothing.
func (p *StaffHall) Missing() string {
	switch {
	case p.Person == "" && p.Job == "":
		return p.app.Words.T("hall.pick_both")
	case p.Person == "":
		return p.app.Words.T("hall.pick_person")
	case p.Job == "":
		return p.app.Words.T("hall.pick_job")
	}
	return ""
}

// MaySend says whether the chosen two may be brought together. Staff may send somebody to work that
// is farther or of another trade than they said; not to somebody who wants no more of them, and not
// to two places at once.
func (p *StaffHall) MaySend() bool {
	if p.Hall == nil || p.Person == "" || p.Job == "" {
		return false
	}
	job, _ := p.Hall.Job(p.Job)
	_, bar := p.Hall.Weigh(p.Person, job)
	return bar != rank.Never && bar != rank.Busy
}

// SendChosen sends the chosen person to the chosen work.
func (p *StaffHall) SendChosen() {
	if p.MaySend() {
		p.Send(p.Person, p.Job)
	}
}

// Send gives the person a place, as a tap at the public screen would.
func (p *StaffHall) Send(person market.WorkerID, job market.PostingID) {
	by := p.by()
	words := p.idea(rank.Pair{Person: person, Job: job})
	var taken desk.Taken
	p.run(func(ctx context.Context) (err error) {
		taken, err = p.app.Desk.Take(ctx, by, job, person)
		return err
	}, func() {
		p.Done = p.app.Words.T("hall.sent", "who", words.Who, "what", words.What, "n", taken.Place)
		p.Person, p.Sent = "", taken.Match
	})
}

// MayUndo says whether the last place can be taken back.
func (p *StaffHall) MayUndo() bool { return p.Sent != "" && p.may(desk.Account) }

// Undo takes the last place back: the wrong one was tapped.
func (p *StaffHall) Undo() {
	if !p.MayUndo() {
		return
	}
	by, id := p.by(), p.Sent
	p.Sent = ""
	p.run(func(ctx context.Context) error {
		_, err := p.app.Desk.Cancel(ctx, by, id, "other")
		return err
	}, func() { p.Done = p.app.Words.T("hall.undone") })
}

// MayKeep says whether a place may be kept for the chosen person.
func (p *StaffHall) MayKeep() bool {
	if !p.MaySend() || !p.may(desk.Care) {
		return false
	}
	r, _ := p.Hall.Row(p.Person)
	_, kept := p.Hall.Kept(p.Job, p.Person)
	return r.Grade != market.GradeC && kept == 0
}

// Keep keeps a place of the chosen work for the chosen person for a while.
func (p *StaffHall) Keep() {
	if !p.MayKeep() {
		return
	}
	by, person, job := p.by(), p.Person, p.Job
	words := p.idea(rank.Pair{Person: person, Job: job})
	p.run(func(ctx context.Context) error {
		_, err := p.app.Desk.Keep(ctx, by, job, person, market.FirstOffer)
		return err
	}, func() {
		p.Done = p.app.Words.T("hall.keeping", "who", words.Who, "what", words.What, "n", market.FirstOffer)
		p.Person, p.Job = "", ""
	})
}

// Gone notes that the chosen person waits no more.
func (p *StaffHall) Gone() {
	r, ok := p.Hall.Row(p.Person)
	if !ok {
		return
	}
	by := p.by()
	p.run(func(ctx context.Context) error { return p.app.Desk.Leave(ctx, by, r.CheckIn.ID, "gone_home") }, func() {
		p.Done = p.app.Words.T("hall.gone", "who", p.app.Words.T("hall.who", "n", r.CheckIn.Number, "name", r.Person.Name))
	})
}

// DrawnSheet is a lottery that was held, so that everybody can look.
type DrawnSheet struct {
	Title string
	Order string // 57、44、12
	Seed  string // hexadecimal
}

// MayDraw says whether lots may be drawn for the chosen work: the first time by a clerk, again by a
// supervisor.
func (p *StaffHall) MayDraw() bool {
	if p.Hall == nil || p.Job == "" || !p.may(desk.Care) {
		return false
	}
	_, again := p.Hall.DrawOf(p.Job)
	return !again || p.may(desk.Decide)
}

// Draw holds a lottery for the chosen work.
func (p *StaffHall) Draw() {
	if !p.MayDraw() {
		return
	}
	by, job := p.by(), p.Job
	title := ""
	if j, ok := p.Hall.Job(job); ok {
		title = j.Title
	}
	var drawn desk.Drawn
	p.run(func(ctx context.Context) (err error) {
		drawn, err = p.app.Desk.Draw(ctx, by, job)
		return err
	}, func() {
		order := make([]string, len(drawn.Order))
		for i, n := range drawn.Order {
			order[i] = strconv.Itoa(n)
		}
		p.Drawn = &DrawnSheet{
			Title: p.app.Words.T("hall.drawn", "title", title, "n", drawn.Turn), Order: strings.Join(order, p.app.Words.T("hall.and")),
			Seed: hex.EncodeToString(drawn.Seed),
		}
		p.Person = ""
	})
}

// MayClear says whether the day may be ended.
func (p *StaffHall) MayClear() bool { return p.Hall != nil && len(p.Hall.Rows) > 0 && p.may(desk.Care) }

// AskClear asks whether the day is really over; Dismiss takes questions and sheets back.
func (p *StaffHall) AskClear() {
	p.Clearing = p.MayClear()
	p.app.Changed()
}

// Dismiss see AskClear.
func (p *StaffHall) Dismiss() {
	p.Clearing, p.Drawn = false, nil
	p.app.Changed()
}

// Clear ends the day.
func (p *StaffHall) Clear() {
	p.Clearing = false
	by, waited := p.by(), 0
	p.run(func(ctx context.Context) (err error) {
		waited, err = p.app.Desk.ClearHall(ctx, by)
		return err
	}, func() { p.Done = p.app.Words.T("hall.cleared", "n", waited) })
}

// NextIdea shows the next suggestion, after the last the first again, where only one has room.
func (p *StaffHall) NextIdea() {
	at, pages := p.Ideas.Page()
	if at == pages {
		p.Ideas.Show(0)
	} else {
		p.Ideas.Turn(1)
	}
	p.app.Changed()
}

// Chosen is the row of the chosen person.
func (p *StaffHall) Chosen() (HallPerson, bool) {
	if p.Hall == nil {
		return HallPerson{}, false
	}
	i := slices.IndexFunc(p.Hall.Rows, func(r desk.HallRow) bool { return r.Person.ID == p.Person && p.Person != "" })
	if i < 0 {
		return HallPerson{}, false
	}
	return p.person(&p.Hall.Rows[i]), true
}
