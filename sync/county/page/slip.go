package page

import (
	"io"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
)

// Verdict is what the county can say about who printed a slip.
type Verdict int

const (
	// UnknownSigner is a slip of a station whose key the county does not have. It cannot be
	// checked: it is neither valid nor forged, and nothing that it says is shown, because
	// anybody can write a slip with a key and a telephone number of their own.
	UnknownSigner Verdict = iota
	// Verified is a slip that the station it names has signed.
	Verified
)

// SlipView is what the page behind a slip's QR tells. Slip alone is enough.
type SlipView struct {
	Slip    *market.Slip
	Verdict Verdict
	Market  string         // name in the header: 鲁山县零工市场; may be empty
	Station string         // the signer's name; may be empty
	Match   market.MatchID // of a match slip, for the 票号; where empty, Slip.MatchID
	Now     *PostingNow    // nil when the county has never heard of the posting
	Number  string         // of the slip, for what its holder says on the page; empty: nothing is offered
	At      time.Time      // the moment of asking; hides what is past and decides nothing
}

// PostingNow is what the county knows beyond the slip.
type PostingNow struct {
	Posting  market.Posting
	Revision int
	Closed   bool
	Withheld bool              // the county lets nobody read it: neither its words nor its number are shown
	Free     int               // places that nobody has
	Match    market.MatchState // of a match slip; empty when the county has not heard of it
}

// Slip writes the page of a slip. Its status is for the caller to choose.
func (p *Pages) Slip(w io.Writer, v SlipView) error {
	if v.Verdict == UnknownSigner {
		return p.write(w, "slip_unknown.html", struct{ Market string }{v.Market})
	}
	s := speaker{p.words, p.areas}
	page := slipPage{
		Market:  v.Market,
		Issued:  s.issued(v.Station, v.Slip.Issued),
		State:   state(v),
		Title:   v.Slip.Title,
		Place:   p.areas.Place(v.Slip.Area),
		Pay:     s.pay(v.Slip.Pay, v.Slip.Unit),
		When:    s.when(v.Slip.Shift()),
		Where:   v.Slip.Where,
		Phone:   v.Slip.PhoneText(),
		Tel:     v.Slip.Phone,
		Ticket:  ticket(v),
		Number:  v.Slip.Place,
		Heads:   v.Slip.Headcount,
		Until:   s.moment(v.Slip.Until()),
		Over:    !v.At.IsZero() && v.At.After(v.Slip.Until()),
		IsMatch: v.Slip.Match,
	}
	if t, ok := p.trades.ByNo(v.Slip.TradeNo); ok {
		page.Trade = t.Short
		page.Icon, _ = assets.TradeIcon(string(t.ID))
	}
	switch n := v.Now; {
	case n == nil:
	case n.Withheld:
		page.hide()
	default:
		page.know(s, v.Slip, n)
	}
	if v.Number != "" {
		state := market.MatchState("")
		if v.Now != nil {
			state = v.Now.Match
		}
		page.Says = &says{v.Number, state == market.Taken, state == market.Taken || state == market.Arrived}
	}
	return p.write(w, "slip.html", page)
}

// slipPage is the template's view of a verified slip.
type slipPage struct {
	Market, Issued, State         string
	Title, Place, Trade, Icon     string
	Pay                           figure
	Terms                         string // 日结，管饭; only when the posting is known
	When, Meet, Where, Phone, Tel string
	Changes                       []change
	IsMatch                       bool
	Number, Heads, Free           int
	Tally                         []character
	Ticket                        string
	Until                         string
	Over                          bool
	Says                          *says
}

// says is what the holder of a slip may say on its page.
type says struct {
	Number       string
	Here, Cancel bool
}

// hide takes away what the employer wrote, and whom to call.
func (g *slipPage) hide() {
	g.Title, g.Where, g.Phone, g.Tel = g.Trade, "", "", ""
}

// know puts the posting as it is now in place of what the slip says, and lists the differences.
func (g *slipPage) know(s speaker, slip *market.Slip, n *PostingNow) {
	p := &n.Posting
	g.Title, g.Place, g.Where = p.Title, s.areas.Place(p.Area), p.Place
	g.Pay, g.When = s.pay(p.Pay, p.Unit), s.when(p.Shift())
	g.Terms, g.Meet = s.terms(p), s.meeting(p)
	g.Heads, g.Free = p.Headcount, n.Free
	g.Tally = tally(p.Headcount, n.Free)
	if slip.Revision != uint8(n.Revision) {
		g.Changes = s.changes(slip, p)
	}
}

// state chooses the band on top of the page: what a holder must know first.
func state(v SlipView) string {
	switch n := v.Now; {
	case n == nil:
		return "unheard"
	case n.Withheld:
		return "withheld"
	case n.Match == market.Cancelled:
		return "cancelled"
	case n.Closed && v.Slip.Match:
		return "closed_yours"
	case n.Closed:
		return "closed"
	case n.Free <= 0 && !v.Slip.Match:
		return "full"
	}
	return "open"
}

func ticket(v SlipView) string {
	if !v.Slip.Match {
		return ""
	}
	id := v.Match
	if id == "" {
		id = v.Slip.MatchID()
	}
	no := market.TicketNo(id, v.Slip.Nonce)
	return no[:4] + " " + no[4:]
}
