package flow

import (
	"context"
	"slices"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// ResultGroup notes one stage of everybody of a posting at once; whoever is the exception is tapped away
// first.
type ResultGroup struct {
	*Clerk
	Card  Card
	Stage desk.Stage
	// People are those of whom the stage can be noted; Out are the exceptions.
	People []ResultLine
	Out    map[market.MatchID]bool
	Pager  Pager
	Fault  string

	results *StaffResults
	busy    bool
}

// GroupStages are the stages that can be noted for many, in their order.
var GroupStages = []desk.Stage{desk.AllArrived, desk.AllFinished, desk.AllPaid}

// groupAPage is how many people stand on one page; the view fits it to the screen.
const groupAPage = 12

// MayGroup is how many people of the chosen posting wait for the same stage as the chosen one, with the
// stage; 0 where there are not at least two.
func (p *StaffResults) MayGroup() (n int, s desk.Stage) {
	if p.Chosen == nil {
		return 0, ""
	}
	s = p.nextStage()
	if s == "" || s != desk.AllArrived && !p.MaySettle() {
		return 0, ""
	}
	for _, u := range p.rows {
		if u.Posting == p.Chosen.Posting && desk.MayReach(&u.MatchRow, s) {
			n++
		}
	}
	if n < 2 {
		return 0, ""
	}
	return n, s
}

// nextStage is what comes next of the chosen one.
func (p *StaffResults) nextStage() desk.Stage {
	for _, s := range GroupStages {
		if desk.MayReach(&p.Chosen.MatchRow, s) {
			return s
		}
	}
	return ""
}

// Group opens the page on which the next stage is noted for everybody of the chosen posting.
func (p *StaffResults) Group() {
	n, s := p.MayGroup()
	if n == 0 {
		return
	}
	g := &ResultGroup{Clerk: p.Clerk, Card: p.Chosen.Card, results: p, Pager: Pager{Size: groupAPage}}
	g.fill(s)
	p.app.Show(g)
}

// fill takes everybody in of whom a stage can be noted.
func (g *ResultGroup) fill(s desk.Stage) {
	g.Stage, g.People, g.Out, g.Fault = s, nil, map[market.MatchID]bool{}, ""
	for _, u := range g.results.rows {
		if u.Posting != g.results.Chosen.Posting || !desk.MayReach(&u.MatchRow, s) {
			continue
		}
		l, err := g.results.line(u)
		if err != nil {
			g.Fault = g.app.Sentence(err)
			continue
		}
		g.People = append(g.People, l)
	}
	g.Pager.Recount(len(g.People))
	g.Pager.Show(0)
}

// Name implements Page.
func (*ResultGroup) Name() string { return "staff.results.group" }

// Kind implements Page.
func (*ResultGroup) Kind() Kind { return Staff }

// Forget implements Page.
func (g *ResultGroup) Forget() { g.People, g.Out, g.Fault = nil, nil, "" }

// Restart takes everybody in again.
func (g *ResultGroup) Restart() {
	g.fill(g.Stage)
	g.app.Changed()
}

// Stages are those that can be noted of at least one of the posting now.
func (g *ResultGroup) Stages() []desk.Stage {
	return slices.DeleteFunc(slices.Clone(GroupStages), func(s desk.Stage) bool {
		return s != g.Stage && (s != desk.AllArrived && !g.results.MaySettle() ||
			!slices.ContainsFunc(g.results.rows, func(u store.Unsettled) bool {
				return u.Posting == g.results.Chosen.Posting && desk.MayReach(&u.MatchRow, s)
			}))
	})
}

// Pick chooses another stage.
func (g *ResultGroup) Pick(s desk.Stage) {
	g.fill(s)
	g.app.Changed()
}

// Shown are the people of the page.
func (g *ResultGroup) Shown() []ResultLine {
	from, to := g.Pager.Span()
	return g.People[from:to]
}

// Turn goes by pages.
func (g *ResultGroup) Turn(by int) {
	g.Pager.Turn(by)
	g.app.Changed()
}

// Toggle makes somebody an exception, or takes that back.
func (g *ResultGroup) Toggle(id market.MatchID) {
	g.Out[id] = !g.Out[id]
	g.app.Changed()
}

// In is how many are noted.
func (g *ResultGroup) In() int {
	n := 0
	for _, l := range g.People {
		if !g.Out[l.ID] {
			n++
		}
	}
	return n
}

// Each is what each is due, in fen; 0 where nobody can know, or where the stage is not the pay.
func (g *ResultGroup) Each() market.Fen {
	if g.Stage != desk.AllPaid || len(g.People) == 0 {
		return 0
	}
	return g.People[0].Promised
}

// Note notes the stage of all who are in, and leads back.
func (g *ResultGroup) Note() {
	if g.busy {
		return
	}
	var ids []market.MatchID
	for _, l := range g.People {
		if !g.Out[l.ID] {
			ids = append(ids, l.ID)
		}
	}
	by, stage, each, results := g.by(), g.Stage, g.Each(), g.results
	g.busy, g.Fault = true, ""
	g.app.Slow(func(ctx context.Context) error { return g.app.Desk.NoteAll(ctx, by, ids, stage, each) }, func(err error) {
		g.busy = false
		if err != nil {
			g.Fault = g.app.Sentence(err)
			return
		}
		t := g.app.Words.T
		results.Done = t("group.noted", "title", g.Card.Title, "n", len(ids), "stage", t("group.stage_"+string(stage)))
		results.Chosen = nil
		g.leaveTo(results)
	})
	g.app.Changed()
}
