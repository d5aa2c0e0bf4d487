package page

import (
	"io"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// ComplainView is the form for a complaint, as it was filled in.
type ComplainView struct {
	Kind    market.ComplaintKind
	Words   string
	Amount  string
	Called  string
	Phone   string
	Posting market.PostingID  // "" for none
	Title   string            // of that posting
	Slip    string            // number of the slip that it begins from; "" for none
	Area    market.AreaCode   // where it is
	Areas   []market.AreaCode // counties to choose from; none where the page knows
	Fault   error             // why it was not taken
}

type complainPage struct {
	ComplainView
	Market string
	Kinds  []market.ComplaintKind
	Places []market.Area
	Reason string
}

// Complain writes the form for a complaint.
func (p *Pages) Complain(w io.Writer, v ComplainView) error {
	page := complainPage{ComplainView: v, Kinds: market.ComplaintKinds}
	if len(v.Areas) > 1 {
		for _, code := range append(v.Areas[:len(v.Areas):len(v.Areas)], p.areas.City().Code) {
			a, _ := p.areas.Get(code)
			page.Places = append(page.Places, a)
		}
	}
	if v.Fault != nil {
		page.Reason = p.words.Refusal(v.Fault)
	}
	return p.write(w, "complain.html", page)
}

// HireView is an employer's form, as it was filled in: by the names of its fields.
type HireView struct {
	Fields map[string]string
	Area   market.AreaCode   // county or township whose places are offered
	Blocks []wording.Finding // what must not be published
	Fault  error
}

type hirePage struct {
	HireView
	Market string
	Areas  []market.Area
	Trades []market.Trade
	Units  []market.PayUnit
	Paid   []market.SettlementKind
	Kinds  []market.EmployerKind
	Reason string
}

// Hire writes an employer's form. Without an area it asks for the township first: the villages of a
// county are too many for one list.
func (p *Pages) Hire(w io.Writer, v HireView) error {
	page := hirePage{HireView: v, Trades: p.trades.All(), Units: market.PayUnits, Paid: market.Settlements, Kinds: market.EmployerKinds}
	a, ok := p.areas.Get(v.Area)
	switch {
	case !ok || a.Level == market.LevelCity:
		page.Areas = p.areas.Counties()
	case a.Level == market.LevelCounty:
		page.Areas = p.areas.Townships(a.Code)
	default:
		if t, ok := p.areas.Township(a.Code); ok {
			a = t
		}
		page.Areas = append([]market.Area{a}, p.areas.Villages(a.Code)...)
	}
	if page.Market = market.MarketName(p.areas, v.Area, ""); v.Fault != nil {
		page.Reason = p.words.Refusal(v.Fault)
	}
	name := "hire.html"
	if !ok || a.Level < market.LevelTownship {
		name = "hire_where.html"
	}
	return p.write(w, name, page)
}

// FollowView asks what became of something, and says it.
type FollowView struct {
	Number string
	Is     *archive.Followed // nil before it was asked
	New    string            // complaint or proposal: it was just handed in under Number
	Fault  error
}

type followPage struct {
	FollowView
	Market, Reason, Spaced string
}

// Follow writes the page on which somebody asks by a number, or has just been given one.
func (p *Pages) Follow(w io.Writer, v FollowView) error {
	page := followPage{FollowView: v}
	if len(v.Number) == 8 {
		page.Spaced = v.Number[:4] + " " + v.Number[4:]
	}
	if v.Fault != nil {
		page.Reason = p.words.Refusal(v.Fault)
	}
	return p.write(w, "follow.html", page)
}

// SaidView is what a holder was asked to confirm, or said, on the page of a slip.
type SaidView struct {
	Market string
	Number string // of the slip
	What   string // cancel or here
	Done   bool
}

// Said writes the page that asks a holder again, and the one that confirms.
func (p *Pages) Said(w io.Writer, v SaidView) error { return p.write(w, "said.html", v) }
