package flow

import (
	"cmp"
	"slices"

	"yizhan/assets"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Card is a posting in the words of lists.
type Card struct {
	ID       market.PostingID
	Trade    market.TradeID
	Icon     string // name of the trade's picture
	Title    string
	Tags     []string
	Place    string // with the township
	Distance string // 本乡
	Near     bool   // in the township of this station
	When     string
	Pay      string // digits
	Unit     string // 元/天
	Heads    int
	Left     int
	Full     bool

	far   market.Distance
	start market.Minute
	today bool // work to be done today
	meals bool
	daily bool // paid on the same day
	close bool // near enough for 离我近
}

// card puts a posting into words.
func (a *App) card(p *store.PostingRow) Card {
	areas := a.Desk.Areas()
	far := areas.Distance(a.Area, p.Area)
	icon, _ := assets.TradeIcon(string(p.Trade))
	c := Card{
		ID: p.ID, Trade: p.Trade, Icon: icon, Title: p.Title, Tags: a.tags(&p.Posting),
		Place: areas.Place(p.Area), Distance: a.Words.T("distance." + far.String()), Near: far <= market.SameTownship,
		When: a.when(&p.Posting), Pay: yuan(p.Pay), Unit: a.unit(p.Unit), Heads: p.Headcount, Left: p.Left(), Full: p.Full() || p.Closed,
		far: far, start: p.Start, today: onDay(&p.Posting, a.today()), meals: p.Meals, daily: p.Settlement == "same_day",
	}
	if far == market.DistanceUnknown {
		c.Distance = ""
	}
	// A market of a whole county has no township of its own: there the county is near.
	c.close = c.Near
	if own, ok := areas.Get(a.Area); ok && own.Level <= market.LevelCounty {
		c.close = far <= market.SameCounty
	}
	return c
}

// unit is 元/天, the words after the figure of the pay.
func (a *App) unit(u market.PayUnit) string {
	if u == "job" {
		return a.Words.T("card.unit_job")
	}
	return a.Words.T("card.unit", "unit", a.Words.T("unit."+string(u)))
}

// tags are the good sides of a posting, the most asked for first.
func (a *App) tags(p *market.Posting) []string {
	var out []string
	if p.Settlement != "" {
		out = append(out, a.Words.T("settlement."+string(p.Settlement)))
	}
	for _, t := range []struct {
		has bool
		key string
	}{{p.Meals, "offer.meals"}, {p.Lodging, "offer.lodging"}, {p.Transport, "offer.transport"}} {
		if t.has {
			out = append(out, a.Words.T(t.key))
		}
	}
	return out
}

// cards reads the postings that a worker may still want, the nearest first, then the earliest.
func (a *App) cards() ([]Card, error) {
	rows, err := a.Desk.Store().Postings(a.Context, store.Filter{OpenOn: a.today()})
	if err != nil {
		return nil, err
	}
	var out []Card
	for i := range rows {
		if !a.over(&rows[i].Posting) {
			out = append(out, a.card(&rows[i]))
		}
	}
	slices.SortStableFunc(out, func(x, y Card) int {
		return cmp.Or(cmp.Compare(fullness(x), fullness(y)), cmp.Compare(x.far, y.far), cmp.Compare(x.start, y.start))
	})
	return out, nil
}

// fullness puts what is full at the end of a list.
func fullness(c Card) int {
	if c.Full {
		return 1
	}
	return 0
}

// wanted is how many people the cards still ask for.
func wanted(cards []Card) int {
	n := 0
	for _, c := range cards {
		n += c.Left
	}
	return n
}

// open keeps the cards that still have a place.
func open(cards []Card) []Card {
	return slices.DeleteFunc(slices.Clone(cards), func(c Card) bool { return c.Full })
}
