package flow

import (
	"context"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Span is of how long a time the numbers are.
type Span string

// The spans: a day, the week from Monday, the month; Back goes to the ones before.
const (
	OfDay   Span = "day"
	OfWeek  Span = "week"
	OfMonth Span = "month"
)

// Spans lists them.
var Spans = []Span{OfDay, OfWeek, OfMonth}

// StaffNumbers is what this station did, in figures and bars.
type StaffNumbers struct {
	*Clerk
	Span Span
	Back int // spans before the present one
	// Hours shows by the hour of the day when people came.
	Hours  bool
	N      *store.Numbers // nil while it is being read
	Before *store.Numbers // of the span before, up to the same moment
	Done   string
	Fault  string

	from, to time.Time
	asked    int
}

// Numbers opens them.
func (m *StaffMenu) Numbers() {
	p := &StaffNumbers{Clerk: m.Clerk, Span: OfWeek}
	m.app.Show(p)
	p.read()
}

// Name implements Page.
func (*StaffNumbers) Name() string { return "staff.numbers" }

// Kind implements Page.
func (*StaffNumbers) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffNumbers) Forget() { p.N, p.Before, p.Done, p.Fault = nil, nil, "", "" }

// Restart begins again with this week.
func (p *StaffNumbers) Restart() {
	p.Span, p.Back, p.Hours = OfWeek, 0, false
	p.read()
}

// Pick shows another span, the present one.
func (p *StaffNumbers) Pick(s Span) {
	p.Span, p.Back = s, 0
	p.read()
}

// Step goes to the span before (1) or after (-1).
func (p *StaffNumbers) Step(by int) {
	p.Back = max(0, p.Back+by)
	p.read()
}

// ToggleHours shows by the hour, or by the day again.
func (p *StaffNumbers) ToggleHours() {
	p.Hours = !p.Hours
	p.app.Changed()
}

// spanOf gives from when until when a span is, back spans before the one of now.
func spanOf(s Span, back int, now time.Time) (from, to time.Time) {
	y, m, d := now.In(market.Zone).Date()
	switch s {
	case OfDay:
		from = time.Date(y, m, d-back, 0, 0, 0, 0, market.Zone)
		return from, from.AddDate(0, 0, 1)
	case OfWeek:
		monday := d - (int(now.In(market.Zone).Weekday())+6)%7
		from = time.Date(y, m, monday-7*back, 0, 0, 0, 0, market.Zone)
		return from, from.AddDate(0, 0, 7)
	}
	from = time.Date(y, m-time.Month(back), 1, 0, 0, 0, 0, market.Zone)
	return from, from.AddDate(0, 1, 0)
}

// read counts beside the screen. What is still to come of a span is left out, and the span before is
// counted up to the same moment, so that the two can be compared.
func (p *StaffNumbers) read() {
	p.asked++
	asked, now := p.asked, p.app.Now()
	from, to := spanOf(p.Span, p.Back, now)
	if tomorrow := p.app.midnight().AddDate(0, 0, 1); to.After(tomorrow) {
		to = tomorrow
	}
	before, until := spanOf(p.Span, p.Back+1, now)
	if p.Back == 0 {
		if same := before.Add(now.Sub(from)); same.Before(until) {
			until = same
		}
	}
	p.N, p.Before, p.Done, p.Fault, p.from, p.to = nil, nil, "", "", from, to
	var n, old store.Numbers
	p.app.Slow(func(ctx context.Context) (err error) {
		if n, err = p.app.Desk.Store().Numbers(ctx, from, to); err != nil {
			return err
		}
		old, err = p.app.Desk.Store().Numbers(ctx, before, until)
		return err
	}, func(err error) {
		switch {
		case asked != p.asked:
		case err != nil:
			p.Fault = p.app.Sentence(err)
		default:
			p.N, p.Before = &n, &old
		}
	})
	p.app.Changed()
}

// SpanWords says of when the numbers are: 7月13日到7月14日.
func (p *StaffNumbers) SpanWords() string {
	first, last := p.app.dateWord(p.from), p.app.dateWord(p.to.Add(-time.Minute))
	if first == last {
		return p.app.Words.T("numbers.of_day", "day", first)
	}
	return p.app.Words.T("numbers.of_span", "from", first, "to", last)
}

// Tile is one large figure with what it counts and what to compare it with.
type Tile struct {
	Label  string
	N      int
	Unit   string
	Second string
}

// Tiles are the figures, the most important first.
func (p *StaffNumbers) Tiles() []Tile {
	t, n := p.app.Words.T, p.N
	if n == nil {
		return nil
	}
	share := t("numbers.share_none")
	if n.Came > 0 {
		share = t("numbers.share", "n", min(10, (n.Placed*10+n.Came/2)/n.Came))
	}
	failed := t("numbers.failed_none")
	if n.AllFailed() > 0 {
		failed = t("numbers.failed_why", "a", n.Failed["no_show"], "b", n.Failed["employer_changed"])
	}
	before := t("numbers.before_"+string(p.Span), "n", p.Before.Came)
	if p.Back > 0 {
		before = t("numbers.previous", "n", p.Before.Came)
	}
	return []Tile{
		{t("numbers.placed"), n.Placed, t("numbers.times"), share},
		{t("numbers.came"), n.Came, t("numbers.times"), before},
		{t("numbers.postings"), n.Postings, t("numbers.pieces"), t("numbers.heads_in", "n", n.Heads)},
		{t("numbers.helped"), n.Helped, t("numbers.times"), t("numbers.in_need", "n", n.InNeed)},
		{t("numbers.failed"), n.AllFailed(), t("numbers.times"), failed},
	}
}

// Bar is one column of the chart.
type Bar struct {
	Label       string
	Whole, Part int // who came, and of those who went to work
	Now         bool
}

// Bars are the columns: days, or hours of the day.
func (p *StaffNumbers) Bars() []Bar {
	if p.N == nil {
		return nil
	}
	var out []Bar
	if p.Hours || p.Span == OfDay {
		from, to := 5, 20 // as far as anybody comes
		for h, n := range p.N.Hours {
			if n > 0 {
				from, to = min(from, h), max(to, h)
			}
		}
		for h := from; h <= to; h++ {
			out = append(out, Bar{Label: count(h), Whole: p.N.Hours[h]})
		}
		return out
	}
	counted := map[string]store.DayNumbers{}
	for _, d := range p.N.Days {
		counted[d.Day] = d
	}
	today := p.app.today()
	first, end := spanOf(p.Span, p.Back, p.app.Now())
	for day := first; day.Before(end); day = day.AddDate(0, 0, 1) { // days to come have their place too
		d := counted[day.Format(time.DateOnly)]
		label := count(day.Day())
		if p.Span == OfWeek {
			label = p.app.Words.T("numbers.weekday_" + count(int(day.Weekday())))
		}
		out = append(out, Bar{label, d.Came, d.Placed, day.Format(time.DateOnly) == today})
	}
	return out
}

// TradeBar sets what is wanted against who can.
type TradeBar struct {
	Icon, Trade string
	Wanted, Can int
	Word        string // 缺人 17, 刚好, 人多 7
	Short       bool   // people are wanting
}

// TradeBars are the trades that want or have most people.
func (p *StaffNumbers) TradeBars(most int) []TradeBar {
	if p.N == nil {
		return nil
	}
	var out []TradeBar
	for _, k := range p.N.Trades {
		if len(out) == most {
			break
		}
		trade, ok := p.app.Desk.Trades().Get(k.Trade)
		if !ok {
			continue
		}
		icon, _ := assets.TradeIcon(string(k.Trade))
		b := TradeBar{Icon: icon, Trade: trade.Short, Wanted: k.Wanted, Can: k.Can}
		switch d := k.Wanted - k.Can; {
		case d > 0:
			b.Word, b.Short = p.app.Words.T("numbers.wanting", "n", d), true
		case d < 0:
			b.Word = p.app.Words.T("numbers.spare", "n", -d)
		default:
			b.Word = p.app.Words.T("numbers.even")
		}
		out = append(out, b)
	}
	return out
}

// Print queues the sheet of the span.
func (p *StaffNumbers) Print() {
	by, first, last := p.by(), market.MinuteOf(p.from).Date(), market.MinuteOf(p.to.Add(-time.Minute)).Date()
	p.Done, p.Fault = "", ""
	p.app.Slow(func(ctx context.Context) error {
		_, err := p.app.Desk.PrintNumbers(ctx, by, first, last)
		return err
	}, func(err error) {
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Done = p.app.Words.T("papers.queued")
	})
}
