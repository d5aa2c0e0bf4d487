package flow

import (
	"yizhan/assets"
	"yizhan/kiosk/board"
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

	pay  market.Fen // for what is said aloud
	unit market.PayUnit
	area market.AreaCode
}

// card puts a posting into words.
func (a *App) card(p *store.PostingRow) Card {
	c := a.cardOf(&p.Posting, a.Desk.Areas().Distance(a.Area, p.Area), p.Left())
	c.Full = p.Full() || p.Closed || p.Withheld != ""
	return c
}

// rowCard puts a row of the board into words.
func (a *App) rowCard(r *board.Row) Card {
	p := a.board().Posting(r)
	c := a.cardOf(&p, r.Distance(), r.Left())
	c.Full = r.Full()
	return c
}

func (a *App) cardOf(p *market.Posting, far market.Distance, left int) Card {
	icon, _ := assets.TradeIcon(string(p.Trade))
	c := Card{
		ID: p.ID, Trade: p.Trade, Icon: icon, Title: p.Title, Tags: a.tags(p),
		Place: a.Desk.Areas().Place(p.Area), Distance: a.Words.T("distance." + far.String()), Near: far <= market.SameTownship,
		When: a.when(p), Pay: yuan(p.Pay), Unit: a.unit(p.Unit), Heads: p.Headcount, Left: left,
		pay: p.Pay, unit: p.Unit, area: p.Area,
	}
	if far == market.DistanceUnknown {
		c.Distance = ""
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
