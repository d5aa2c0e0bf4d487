package page

import (
	"fmt"
	"io"
	"net/url"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// Where the public pages lie.
const (
	BoardPath    = "/board"
	HirePath     = "/hire"
	ComplainPath = "/complain"
	FollowPath   = "/follow"
)

// BoardView is what the public board shows.
type BoardView struct {
	archive.Board
	Search archive.Search
	Page   int // from 1
	At     time.Time
}

// boardPage is the template's view of the board.
type boardPage struct {
	Market, Day  string
	Wants        int
	Place        string // whose places those are
	Chips        []chip
	Areas        []chip
	Cards        []boardCard
	Before, Next string // links; "" for none
	Complain     string
	Trades       []market.Trade
	Trade        market.TradeID    // that alone is shown; "" for all
	TradeName    string            // of that
	Kept         map[string]string // what else is asked for, for the form of trades
}

type chip struct {
	Words, Link string
	On          bool
}

type boardCard struct {
	Link, Icon, Title, Line string
	Pay                     figure
	Free                    int
}

// Board writes a page of the public board.
func (p *Pages) Board(w io.Writer, v BoardView) error {
	s := speaker{p.words, p.areas}
	at := v.At.In(market.Zone)
	page := boardPage{Market: market.MarketName(p.areas, v.Search.Area, ""), Day: s.words.T("board.day", "m", int(at.Month()), "d", at.Day()), Wants: v.Wants, Place: p.areas.Place(v.Search.Area)}
	for _, r := range v.Rows {
		page.Cards = append(page.Cards, p.card(s, at, r))
	}
	today, tomorrow := at.Format(time.DateOnly), at.AddDate(0, 0, 1).Format(time.DateOnly)
	for _, c := range []struct {
		key string
		on  bool
		to  archive.Search
	}{
		{"all", v.Search.Day == "" && !v.Search.SameDay, archive.Search{}},
		{"today", v.Search.Day == today, archive.Search{Day: today, SameDay: v.Search.SameDay}},
		{"tomorrow", v.Search.Day == tomorrow, archive.Search{Day: tomorrow, SameDay: v.Search.SameDay}},
		{"same_day", v.Search.SameDay, archive.Search{Day: v.Search.Day, SameDay: !v.Search.SameDay}},
	} {
		c.to.Area, c.to.Trade = v.Search.Area, v.Search.Trade
		page.Chips = append(page.Chips, chip{s.words.T("board." + c.key), BoardLink(c.to, 1), c.on})
	}
	page.Trades, page.Trade, page.Kept = p.trades.All(), v.Search.Trade, map[string]string{"area": string(v.Search.Area)}
	if t, ok := p.trades.Get(v.Search.Trade); ok {
		page.TradeName = t.Short
	}
	if v.Search.Day != "" {
		page.Kept["day"] = v.Search.Day
	}
	if v.Search.SameDay {
		page.Kept["paid"] = "same_day"
	}
	page.Areas, page.Complain = p.around(v.Search), ComplainPath
	if county, ok := p.areas.County(v.Search.Area); ok {
		page.Complain += "?area=" + string(county.Code)
	}
	if v.Page > 1 {
		page.Before = BoardLink(v.Search, v.Page-1)
	}
	if v.More {
		page.Next = BoardLink(v.Search, v.Page+1)
	}
	return p.write(w, "board.html", page)
}

// around lists the areas that somebody may choose: the one above and those below.
func (p *Pages) around(q archive.Search) []chip {
	var out []chip
	a, _ := p.areas.Get(q.Area)
	add := func(b market.Area, on bool) {
		to := q
		to.Area, to.Skip = b.Code, 0
		out = append(out, chip{p.areas.Place(b.Code), BoardLink(to, 1), on})
	}
	if up, ok := p.areas.Get(a.Parent); ok {
		add(up, false)
	}
	add(a, true)
	switch a.Level {
	case market.LevelCity:
		for _, b := range p.areas.Counties() {
			add(b, false)
		}
	case market.LevelCounty:
		for _, b := range p.areas.Townships(a.Code) {
			add(b, false)
		}
	}
	return out
}

// BoardLink is the address of a page of the board.
func BoardLink(q archive.Search, page int) string {
	v := url.Values{"area": {string(q.Area)}}
	if q.Trade != "" {
		v.Set("trade", string(q.Trade))
	}
	if q.Day != "" {
		v.Set("day", q.Day)
	}
	if q.SameDay {
		v.Set("paid", "same_day")
	}
	if page > 1 {
		v.Set("page", fmt.Sprint(page))
	}
	return BoardPath + "?" + v.Encode()
}

func (p *Pages) card(s speaker, at time.Time, r archive.BoardRow) boardCard {
	c := boardCard{
		Link: BoardPath + "/" + string(r.ID), Title: r.Title, Pay: s.pay(r.Pay, r.Unit), Free: r.Free,
		Line: s.words.T("board.line", "place", p.areas.Place(r.Area), "when", s.soon(at, r.Shift())),
	}
	c.Icon, _ = assets.TradeIcon(string(r.Trade))
	return c
}

// soon is when work begins, for a list: 今天 8:00, 明天 5:30, 11月25日 8:00.
func (s speaker) soon(at time.Time, shift market.Shift) string {
	first, err := time.ParseInLocation(time.DateOnly, shift.First, market.Zone)
	if err != nil {
		return ""
	}
	from, _, _ := shift.Clocks()
	switch shift.First {
	case at.Format(time.DateOnly):
		return s.words.T("board.at_today", "clock", from)
	case at.AddDate(0, 0, 1).Format(time.DateOnly):
		return s.words.T("board.at_tomorrow", "clock", from)
	}
	return s.words.T("slip.moment", "m", int(first.Month()), "d", first.Day(), "clock", from)
}

// PostingView is one posting on the public board.
type PostingView struct {
	archive.BoardRow
	Near []archive.StationRow // where one takes a place
	At   time.Time
}

type postingPage struct {
	boardCard
	Market, Day, Place, Terms, When, Meet, Where, Notes, Employer string
	Tally                                                         []character
	Heads                                                         int
	Near                                                          []string
	Complain                                                      string
}

// Posting writes the public page of a posting. It has no phone: that stands on the slip.
func (p *Pages) Posting(w io.Writer, v PostingView) error {
	s := speaker{p.words, p.areas}
	at := v.At.In(market.Zone)
	page := postingPage{
		boardCard: p.card(s, at, v.BoardRow), Day: s.words.T("board.day", "m", int(at.Month()), "d", at.Day()),
		Place: p.areas.Place(v.Area), Terms: s.terms(&v.BoardRow.Posting), When: s.when(v.Shift()), Meet: s.meeting(&v.BoardRow.Posting),
		Where: v.BoardRow.Place, Notes: v.Notes, Employer: v.Employer, Tally: tally(v.Headcount, v.Free), Heads: v.Headcount,
		Complain: ComplainPath + "?posting=" + url.QueryEscape(string(v.ID)),
	}
	if county, ok := p.areas.County(v.Area); ok {
		page.Market = market.MarketName(p.areas, county.Code, "")
	}
	for _, n := range v.Near {
		page.Near = append(page.Near, n.Name)
	}
	return p.write(w, "posting.html", page)
}
