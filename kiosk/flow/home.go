package flow

import (
	"reflect"

	"yizhan/kiosk/board"
	"yizhan/sync/market"
)

// mostOnBoard is how many postings the board goes through: what comes later nobody waits for.
const mostOnBoard = 60

// boardTurn is how many seconds a page of the board stays.
const boardTurn = 10

// Home is the page that everybody sees first: the board, today's numbers, the doors.
type Home struct {
	app *App

	Wanted   int    // people still wanted
	Postings int    // open postings
	CheckIns int    // of today, here
	Placed   int    // places given today, here
	Fault    string // why nothing can be read; "" usually
	Filling  bool   // the station has just started: there are more than these
	Board    []Card // of what still has places, the mostOnBoard nearest

	rows int // of the board at once
	page int
	aged int // seconds the page of the board has stood
}

// NewHome makes a fresh home page.
func NewHome(a *App) Page {
	h := &Home{app: a, rows: 3}
	h.Reload()
	return h
}

// Name implements Page.
func (*Home) Name() string { return "home" }

// Kind implements Page.
func (*Home) Kind() Kind { return Attract }

// Forget implements Page: home knows nobody.
func (*Home) Forget() {}

// Reload implements Reloader.
func (h *Home) Reload() bool {
	old := *h
	h.Fault = ""
	var found board.Found
	found, h.Fault = h.app.find(board.Query{})
	h.Filling = h.app.filling()
	h.Wanted, h.Postings, h.Board = found.Wanted, found.Open, nil
	for _, r := range found.Rows[:min(found.Open, mostOnBoard)] { // those with places come first
		h.Board = append(h.Board, h.app.rowCard(r))
	}
	if h.Fault == "" {
		in, err := h.app.Desk.Store().CheckIns(h.app.Context, h.app.today())
		h.CheckIns = len(in)
		if err == nil {
			h.Placed, err = h.app.Desk.Store().Placed(h.app.Context, h.app.midnight())
		}
		if err != nil {
			h.Fault = h.app.Sentence(err)
		}
	}
	h.page = min(h.page, h.Pages()-1)
	return !reflect.DeepEqual(old, *h)
}

// Fit says how many rows of the board are shown at once.
func (h *Home) Fit(rows int) { h.rows = rows }

// Pages is how many pages the board has, at least one.
func (h *Home) Pages() int { return max(1, (len(h.Board)+h.rows-1)/h.rows) }

// PageNo is the page of the board that is shown, from 0.
func (h *Home) PageNo() int { return min(h.page, h.Pages()-1) }

// Shown are the cards of that page.
func (h *Home) Shown() []Card {
	from := min(h.PageNo()*h.rows, len(h.Board))
	return h.Board[from:min(from+h.rows, len(h.Board))]
}

// Turn turns the board by pages, round and round.
func (h *Home) Turn(by int) {
	h.page, h.aged = (h.PageNo()+by+h.Pages())%h.Pages(), 0
	h.app.Changed()
}

// Tick implements Ticker: the board turns by itself, and at midnight and at hours that end
// work it is read again.
func (h *Home) Tick() bool {
	if h.aged++; h.aged < boardTurn {
		return false
	}
	h.aged = 0
	h.app.retry()
	fresh := h.Reload()
	if h.Pages() == 1 {
		return fresh
	}
	h.page = (h.PageNo() + 1) % h.Pages()
	return true
}

// Find leads to the trades.
func (h *Home) Find() { h.app.Show(newTrades(h.app)) }

// CheckIn leads to signing in.
func (h *Home) CheckIn() { h.app.begin(func() { h.app.Show(newWho(h.app, toCheckIn, nil)) }) }

// Open shows a posting of the board.
func (h *Home) Open(id market.PostingID) { h.app.Show(newDetail(h.app, id)) }

// Staff leads to the staff's PIN.
func (h *Home) Staff() { h.app.Show(NewPin(h.app)) }
