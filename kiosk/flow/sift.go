package flow

import (
	"cmp"
	"maps"
	"slices"

	"yizhan/kiosk/board"
	"yizhan/sync/market"
)

// Sift is the page 挑一挑: all that can be asked for beside the trade, one question a row. Every
// answer holds at once, and the button that leads on says how many postings are left.
type Sift struct {
	*search
	trades []market.TradeID // none: all
	found  board.Found
	units  []market.PayUnit // by which postings are paid, the most first
	show   func()
}

// newSift makes the page; show leads to the list of what was found.
func newSift(s *search, trades []market.TradeID, show func()) *Sift {
	p := &Sift{search: s, trades: trades, show: show}
	p.look()
	return p
}

// Name implements Page.
func (*Sift) Name() string { return "sift" }

// Kind implements Page.
func (*Sift) Kind() Kind { return Guest }

// Forget implements Page.
func (p *Sift) Forget() { p.trades, p.found, p.units = nil, board.Found{}, nil }

// Reload implements Reloader.
func (p *Sift) Reload() bool {
	old := p.found.Open
	p.look()
	return old != p.found.Open
}

// Return implements Returner.
func (p *Sift) Return() { p.look() }

// most is how many units stand in the row of pay.
const mostUnits = 4

func (p *Sift) look() {
	p.found = p.find(p.trades...)
	every := *p.search
	every.q.Unit, every.q.From = "", 0
	found := every.find(p.trades...)
	counts := found.Units()
	p.units = slices.SortedFunc(maps.Keys(counts), func(x, y market.PayUnit) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y))
	})
	p.units = p.units[:min(len(p.units), mostUnits)]
}

// Count is how many postings with a free place are left.
func (p *Sift) Count() int { return p.found.Open }

// Show leads to the list.
func (p *Sift) Show() { p.show() }

// Clear asks for nothing but the trade.
func (p *Sift) Clear() { p.ask(func(q *board.Query) { *q = board.Query{} }) }

// ask changes what is looked for.
func (p *Sift) ask(change func(*board.Query)) {
	change(&p.q)
	p.look()
	p.app.Changed()
}

// SiftRow is one question with its answers.
type SiftRow struct {
	Word    string // 啥时候
	Answers []SiftAnswer
}

// SiftAnswer is one answer; a tap calls Pick.
type SiftAnswer struct {
	Word string
	On   bool
	Pick func()
}

// Rows are the questions, in the order in which people ask them.
func (p *Sift) Rows() []SiftRow {
	t := p.app.Words.T
	return []SiftRow{
		{t("sift.when"), p.days()},
		{t("sift.where"), p.areas()},
		{t("sift.pay"), p.pay()},
		{t("sift.also"), p.also()},
		{t("sift.words"), p.words()},
	}
}

// set is an answer that changes what is looked for.
func (p *Sift) set(key string, on bool, change func(*board.Query)) SiftAnswer {
	return SiftAnswer{p.app.Words.T(key), on, func() { p.ask(change) }}
}

func (p *Sift) days() []SiftAnswer {
	var out []SiftAnswer
	for i, key := range []string{"sift.any", "day.today", "day.tomorrow", "sift.soon"} {
		days := board.Days(i)
		out = append(out, p.set(key, p.q.Days == days, func(q *board.Query) { q.Days = days }))
	}
	return out
}

// areas are everywhere, the township, the county, and a place that is chosen from the gazetteer.
func (p *Sift) areas() []SiftAnswer {
	areas := p.app.Desk.Areas()
	out := []SiftAnswer{p.within("sift.any", "")}
	known := p.q.Within == ""
	if t, ok := areas.Township(p.app.Area); ok {
		out = append(out, p.within("sift.township", t.Code))
		known = known || p.q.Within == t.Code
	}
	if c, ok := areas.County(p.app.Area); ok {
		out = append(out, p.within("sift.county", c.Code))
		known = known || p.q.Within == c.Code
	}
	other := SiftAnswer{Word: p.app.Words.T("sift.place"), Pick: p.askPlace}
	if !known {
		other.Word, other.On = areas.Place(p.q.Within), true
	}
	return append(out, other)
}

func (p *Sift) within(key string, code market.AreaCode) SiftAnswer {
	return p.set(key, p.q.Within == code, func(q *board.Query) { q.Within = code })
}

func (p *Sift) askPlace() {
	pick := NewAreaPick(p.app, p.app.Words.T("sift.place_title"), func(code market.AreaCode) {
		p.ask(func(q *board.Query) { q.Within = code })
	})
	pick.Up(market.LevelTownship)
	p.app.Show(pick)
}

// leastPays are the steps that are offered for a unit, in yuan.
var leastPays = map[market.PayUnit][]int{
	"day": {100, 150, 200, 300}, "hour": {15, 20, 25, 30}, "month": {3000, 4000, 5000, 6000},
	"piece": {1, 2, 5, 10}, "mu": {50, 100, 200, 300}, "job": {200, 500, 1000, 2000}, "jin": {1, 2, 3, 5},
}

// pay asks by which unit, and then from how much on.
func (p *Sift) pay() []SiftAnswer {
	out := []SiftAnswer{p.set("sift.any", p.q.Unit == "", func(q *board.Query) { q.Unit, q.From = "", 0 })}
	if p.q.Unit == "" {
		for _, unit := range p.units {
			out = append(out, p.set("sift.by_"+string(unit), false, func(q *board.Query) { q.Unit, q.From = unit, 0 }))
		}
		return out
	}
	out = append(out, p.set("sift.by_"+string(p.q.Unit), p.q.From == 0, func(q *board.Query) { q.From = 0 }))
	for _, yuan := range leastPays[p.q.Unit] {
		from := market.Fen(yuan * 100)
		out = append(out, SiftAnswer{
			p.app.Words.T("sift.from", "n", yuan), p.q.From == from,
			func() { p.ask(func(q *board.Query) { q.From = from }) },
		})
	}
	return out
}

func (p *Sift) also() []SiftAnswer {
	var out []SiftAnswer
	for _, w := range []Wish{Daily, Meals, AnyAge} {
		out = append(out, SiftAnswer{p.WishWord(w), p.On(w), func() {
			p.toggle(w)
			p.ask(func(*board.Query) {})
		}})
	}
	return out
}

// longestText is how many characters can be looked for.
const longestText = 12

// words leads to the page for writing, and shows what was written.
func (p *Sift) words() []SiftAnswer {
	if p.q.Text == "" {
		return []SiftAnswer{{Word: p.app.Words.T("sift.write"), Pick: p.askText}}
	}
	return []SiftAnswer{
		{p.app.Words.T("sift.written", "text", p.q.Text), true, p.askText},
		p.set("sift.unwrite", false, func(q *board.Query) { q.Text = "" }),
	}
}

// askText is the one place where a search is written.
func (p *Sift) askText() {
	var quick []string
	for _, tr := range p.app.Desk.Trades().All()[:quickTrades] {
		quick = append(quick, tr.Short)
	}
	p.app.Show(NewEntry(p.app, p.app.Words.T("sift.text_title"), longestText, func(text string) {
		p.ask(func(q *board.Query) { q.Text = text })
	}).With(p.q.Text).Optional().Offer(quick...))
}

// quickTrades is how many trades are offered to be written in one tap.
const quickTrades = 8
