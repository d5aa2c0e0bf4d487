package flow

import (
	"cmp"
	"slices"
	"strings"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/market/rank"
)

// HallPerson is somebody who waits, in words.
type HallPerson struct {
	ID     market.WorkerID
	Grade  market.Grade
	Number int
	Name   string
	Age    string // 52岁, "" where it is not known
	Trades string // 采摘、保洁
	Waited string // 42 分
	Idle   string // 15 天没活, "" for less than market.LongWait days
	Chosen bool
}

func (p *StaffHall) person(r *desk.HallRow) HallPerson {
	t := p.app.Words.T
	h := HallPerson{
		ID: r.Person.ID, Grade: r.Grade, Number: r.CheckIn.Number, Name: r.Person.Name, Trades: p.app.tradeNames(r.Person.Trades),
		Waited: p.app.waitWord(p.since(r.At)), Chosen: r.Person.ID == p.Person,
	}
	if h.Name == "" {
		h.Name = t("hall.nameless")
	}
	if r.Person.BirthYear > 0 {
		h.Age = t("hall.age", "n", p.app.CivilNow().Year()-r.Person.BirthYear)
	}
	if r.Idle >= market.LongWait {
		h.Idle = t("hall.idle", "n", r.Idle)
	}
	return h
}

// mostNames is how many trades are named in one line; five, which one may have, are longer than a row.
const mostNames = 3

// tradeNames lists trades by their short names.
func (a *App) tradeNames(ids []market.TradeID) string {
	var names []string
	for _, id := range ids[:min(len(ids), mostNames)] {
		if t, ok := a.Desk.Trades().Get(id); ok {
			names = append(names, t.Short)
		}
	}
	if len(names) == 0 {
		return a.Words.T("hall.any_trade")
	}
	return strings.Join(names, a.Words.T("hall.and"))
}

// waitWord writes minutes: 42 分, 1 时 20 分.
func (a *App) waitWord(minutes int) string {
	if minutes < 60 {
		return a.Words.T("hall.minutes", "n", minutes)
	}
	return a.Words.T("hall.hours", "h", minutes/60, "n", minutes%60)
}

// HallJob is work that wants people, in words.
type HallJob struct {
	Card   Card
	Here   int    // places that may be given now
	Kept   string // 1 个名额留着, "" for none
	Begins string // 今天 19:30
	Chosen bool
}

func (p *StaffHall) job(r *store.PostingRow) HallJob {
	j := HallJob{Card: p.app.card(r), Here: min(r.PlacesHere, r.Left()), Begins: p.app.dayWord(r.Start.Date()) + " " + r.Start.Clock(), Chosen: r.ID == p.Job}
	kept := 0
	for _, o := range p.Hall.Offers {
		if o.Posting == r.ID && o.Left(p.app.Now()) > 0 {
			kept++
		}
	}
	if kept > 0 {
		j.Kept = p.app.Words.T("hall.kept_places", "n", kept)
	}
	return j
}

// HallTrade is a chip above the people.
type HallTrade struct {
	ID   market.TradeID
	Word string // 采摘 18
	On   bool
}

// Trades are the most trades of those who wait, at most most of them; the chosen one is among them.
func (p *StaffHall) Trades(most int) []HallTrade {
	t := p.app.Words.T
	var out []HallTrade
	if p.Hall == nil || most == 0 {
		return nil
	}
	count := map[market.TradeID]int{}
	for _, r := range p.Hall.Rows {
		for _, id := range r.Person.Trades {
			count[id]++
		}
	}
	var ids []market.TradeID
	for id := range count {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b market.TradeID) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	if at := slices.Index(ids, p.Trade); at >= most { // the chosen one takes the last chip
		ids[most-1] = p.Trade
	}
	for _, id := range ids[:min(most, len(ids))] {
		out = append(out, HallTrade{id, t("hall.trade", "trade", p.app.tradeNames([]market.TradeID{id}), "n", count[id]), id == p.Trade})
	}
	return out
}

// Idea is a suggested pair, in words.
type Idea struct {
	Pair rank.Pair
	Who  string // 57号 李师傅
	What string // 摘葡萄
	Why  string // 会采摘，邻乡，A 档先派
	Kept string // 帮扶优先，还剩 8 分钟; "" where nothing is kept
}

// ideas are the suggestions: for the person that is chosen, for the work, or for all.
func (p *StaffHall) ideas() []rank.Pair {
	switch {
	case p.Hall == nil:
		return nil
	case p.Person != "" && p.Job != "":
		return nil // they are chosen; the footer says what is to be said
	case p.Person != "":
		return p.Hall.Of(p.Person, ideasMost)
	case p.Job != "":
		job, ok := p.Hall.Job(p.Job)
		if !ok {
			return nil
		}
		return p.Hall.For(job, ideasMost)
	}
	return p.Hall.Pairs(ideasMost)
}

// ShownIdeas are the suggestions of the page that is shown.
func (p *StaffHall) ShownIdeas() []Idea {
	from, to := p.Ideas.Span()
	var out []Idea
	all := p.ideas()
	for _, pair := range all[min(from, len(all)):min(to, len(all))] {
		out = append(out, p.idea(pair))
	}
	return out
}

func (p *StaffHall) idea(pair rank.Pair) Idea {
	t := p.app.Words.T
	i := Idea{Pair: pair}
	if r, ok := p.Hall.Row(pair.Person); ok {
		i.Who = t("hall.who", "n", r.CheckIn.Number, "name", p.person(&r).Name)
	}
	if j, ok := p.Hall.Job(pair.Job); ok {
		i.What = j.Title
		i.Why = p.reasons(pair, j)
	}
	if _, left := p.Hall.Kept(pair.Job, pair.Person); left > 0 {
		i.Kept = t("hall.kept", "n", minutesUp(left))
	}
	return i
}

// reasons puts what counted into words, all of it and nothing else.
func (p *StaffHall) reasons(pair rank.Pair, j *store.PostingRow) string {
	t := p.app.Words.T
	var words []string
	for _, r := range pair.Reasons {
		n := any(r.N)
		if r.Code == rank.ByWait {
			n = p.app.waitWord(r.N)
		}
		words = append(words, t("rank."+r.Code, "trade", p.app.tradeNames([]market.TradeID{j.Trade}), "n", n))
	}
	if len(words) == 0 {
		return t("rank.none")
	}
	return strings.Join(words, t("rank.and"))
}

// Icon is the picture of a trade.
func (j HallJob) Icon() string {
	icon, _ := assets.TradeIcon(string(j.Card.Trade))
	return icon
}
