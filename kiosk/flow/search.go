package flow

import (
	"fmt"

	"yizhan/kiosk/board"
	"yizhan/sync/market"
)

// board is the open postings, which the first page that asks for them fills where nobody else does.
func (a *App) board() *board.Board {
	if a.Board == nil {
		a.Board = board.New(board.Config{Store: a.Desk.Store(), Areas: a.Desk.Areas(), Trades: a.Desk.Trades(), At: a.Area})
		_ = a.Board.Fill(a.Context) // State tells it to whoever looks
	}
	return a.Board
}

// find asks the board. The sentence says why nothing can be read; "" usually.
func (a *App) find(q board.Query) (board.Found, string) {
	b := a.board()
	found := b.Find(q, a.Now())
	if state, err := b.State(); err != nil && state == board.Empty {
		return found, a.Sentence(fmt.Errorf("read postings: %w", err))
	}
	return found, ""
}

// filling says that not all postings are here yet, as in the first moment after the start, so that
// nothing found means nothing.
func (a *App) filling() bool {
	state, err := a.board().State()
	return err == nil && state != board.Whole
}

// Wish is a filter that a finger turns on and off.
type Wish int

// The wishes, in the order of their chips.
const (
	Today  Wish = iota // work to be done today
	Daily              // paid the same day
	Meals              // meals are given
	Near               // in this township
	AnyAge             // nothing is written about age
)

// Wishes lists them.
var Wishes = []Wish{Today, Daily, Meals, Near, AnyAge}

// search is what the pages of one search share: what is looked for, but for the trades.
type search struct {
	app   *App
	q     board.Query
	Fault string // why nothing can be read; "" usually

	// Filling says that there may be more than was found, because the station has just started.
	Filling bool
}

// find looks for what is wished, of these trades (none: all).
func (s *search) find(trades ...market.TradeID) board.Found {
	q := s.q
	q.Trades = trades
	found, fault := s.app.find(q)
	s.Fault, s.Filling = fault, s.app.filling()
	return found
}

// nearby is the area of 离我近: the township, and where a market of a whole county stands, the county.
func (s *search) nearby() market.AreaCode {
	if t, ok := s.app.Desk.Areas().Township(s.app.Area); ok {
		return t.Code
	}
	return s.app.Area
}

// On says whether a wish is on.
func (s *search) On(w Wish) bool {
	return [...]bool{s.q.Days == board.OnToday, s.q.Daily, s.q.Meals, s.q.Within != "" && s.q.Within == s.nearby(), s.q.AnyAge}[w]
}

// WishWord is the word of a wish's chip.
func (s *search) WishWord(w Wish) string {
	return s.app.Words.T([...]string{"wish.today", "wish.daily", "wish.meals", "wish.near", "wish.any_age"}[w])
}

// toggle turns a wish on or off.
func (s *search) toggle(w Wish) {
	switch on := !s.On(w); w {
	case Today:
		s.q.Days = board.AnyDay
		if on {
			s.q.Days = board.OnToday
		}
	case Near:
		s.q.Within = ""
		if on {
			s.q.Within = s.nearby()
		}
	case Daily:
		s.q.Daily = on
	case Meals:
		s.q.Meals = on
	case AnyAge:
		s.q.AnyAge = on
	}
}

// Wishing says whether anything but the trade is asked for, so that asking for less may help.
func (s *search) Wishing() bool {
	q := s.q
	return q.Days != board.AnyDay || q.Within != "" || q.Unit != "" || q.Daily || q.Meals || q.AnyAge || q.Text != ""
}

// Text is what was written to look for; "" for nothing.
func (s *search) Text() string { return s.q.Text }
