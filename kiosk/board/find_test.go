package board_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"yizhan/kiosk/board"
	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// names opens one posting for each change and gives them the names by which tests speak of them.
func (w *town) names(changes map[string]func(*market.Posting)) map[market.PostingID]string {
	out := map[market.PostingID]string{}
	for name, change := range changes {
		out[w.open(0, change)] = name
	}
	return out
}

func sorted(names map[market.PostingID]string, ids []market.PostingID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, names[id])
	}
	slices.Sort(out)
	return out
}

func TestFind(t *testing.T) {
	w := newTown(t, 1)
	names := w.names(map[string]func(*market.Posting){
		"plain": nil,
		"today": func(p *market.Posting) { p.Start, p.End = "2026-11-22T07:30", "2026-11-22T17:30" },
		"week": func(p *market.Posting) {
			p.Start, p.End, p.Trade, p.Title = "2026-11-22T07:30", "2026-11-29T17:30", "loader", "卸化肥"
		},
		"daily":  func(p *market.Posting) { p.Settlement = "same_day" },
		"meals":  func(p *market.Posting) { p.Meals = true },
		"young":  func(p *market.Posting) { p.Notes = "限45岁以下" },
		"hour":   func(p *market.Posting) { p.Unit, p.Pay = "hour", 20_00 },
		"rich":   func(p *market.Posting) { p.Pay = 300_00 },
		"beyond": func(p *market.Posting) { p.Area = "410423214202"; p.Start, p.End = "2026-11-26T07:30", "" },
		"far":    func(p *market.Posting) { p.Area = "410402001001"; p.Trade, p.Title = "mason", "垒墙" },
	})
	for _, c := range []struct {
		q    board.Query
		want string
	}{
		{board.Query{}, "[beyond daily far hour meals plain rich today week young]"},
		{board.Query{Days: board.OnToday}, "[today week]"},
		{board.Query{Days: board.OnTomorrow}, "[daily far hour meals plain rich week young]"},
		{board.Query{Days: board.OnSoon, Within: "410423000000"}, "[daily hour meals plain rich today week young]"},
		{board.Query{Daily: true}, "[daily]"},
		{board.Query{Meals: true}, "[meals]"},
		{board.Query{AnyAge: true, Within: home}, "[daily hour meals plain rich today week]"},
		{board.Query{Within: "410423214202"}, "[beyond]"},
		{board.Query{Unit: "hour"}, "[hour]"},
		{board.Query{Unit: "day", From: 200_00}, "[rich]"},
		{board.Query{From: 200_00, Within: "410402000000"}, "[far]"}, // an amount without its unit says nothing
		{board.Query{Trades: []market.TradeID{"loader", "mason"}}, "[far week]"},
		{board.Query{Text: "化肥"}, "[week]"},
		{board.Query{Text: "砌墙"}, "[far]"},                                 // another word for the trade
		{board.Query{Text: "马楼"}, "[beyond]"},                              // a township
		{board.Query{Text: "新华区"}, "[far]"},                                // a county
		{board.Query{Text: "鲁山 化肥"}, "[week]"},                             // both
		{board.Query{Text: "马楼乡葡萄"}, "[beyond]"},                           // written without a blank
		{board.Query{Text: "找砌墙师傅"}, "[far]"},                              // a word of a trade stands in it
		{board.Query{Text: "xhf"}, "[week]"},                               // first letters: 卸化肥
		{board.Query{Text: "XHF"}, "[week]"},                               // as the keyboard for signs writes
		{board.Query{Text: "ml pt"}, "[beyond]"},                           // 马楼, 葡萄
		{board.Query{Text: "潜水员"}, "[]"},                                   // nobody
		{board.Query{Text: "葡萄", Trades: []market.TradeID{"mason"}}, "[]"}, // all must hold
	} {
		if got := fmt.Sprint(sorted(names, w.find(0, c.q))); got != c.want {
			t.Errorf("%+v: %s, want %s", c.q, got, c.want)
		}
	}
}

// Near comes before soon, soon before new, and what is full comes last.
func TestOrder(t *testing.T) {
	w := newTown(t, 1)
	at := func(area market.AreaCode, start market.Minute) market.PostingID {
		w.now = w.now.Add(time.Minute)
		return w.open(0, func(p *market.Posting) { p.Area, p.Start, p.End, p.Headcount = area, start, "", 1 })
	}
	full := at("410423212201", "2026-11-23T07:00")
	elsewhere := at("410402001001", "2026-11-22T08:00")
	county := at("410423214202", "2026-11-22T08:00")
	old := at("410423212201", "2026-11-24T07:00")
	newer := at("410423212201", "2026-11-24T07:00")
	soon := at("410423212201", "2026-11-23T07:00")
	if _, err := w.desks[0].Take(context.Background(), desk.Self, full, w.worker(0, 1)); err != nil {
		t.Fatal(err)
	}
	want := []market.PostingID{soon, newer, old, county, elsewhere, full}
	f := w.boards[0].Find(board.Query{}, w.now)
	if !slices.Equal(ids(f), want) {
		t.Errorf("found %v, want %v", ids(f), want)
	}
	if f.Open != 5 || f.Wanted != 5 {
		t.Errorf("%d open, %d wanted", f.Open, f.Wanted)
	}
	if tally := w.boards[0].ByTrade(f)["harvest"]; tally != (board.Tally{Open: 5, Wanted: 5}) {
		t.Errorf("of the trade: %+v", tally)
	}
}

// The clock hides what is over, to the minute, without anything being read again; turned back, it
// shows it again.
func TestClockHides(t *testing.T) {
	w := newTown(t, 1)
	names := w.names(map[string]func(*market.Posting){
		"morning": func(p *market.Posting) { p.Start, p.End = "2026-11-22T07:00", "2026-11-22T09:00" },
		"closes":  func(p *market.Posting) { p.Closes = "2026-11-22T08:00" },
		"night":   func(p *market.Posting) { p.Start, p.End = "2026-11-22T22:00", "2026-11-23T06:00" },
	})
	for _, c := range []struct{ at, want string }{
		{"2026-11-22T08:00", "[closes morning night]"},
		{"2026-11-22T08:01", "[morning night]"},
		{"2026-11-22T09:00", "[night]"},
		{"2026-11-23T05:59", "[night]"},
		{"2026-11-23T06:00", "[]"},
		{"2026-11-22T08:00", "[closes morning night]"},
	} {
		f := w.boards[0].Find(board.Query{}, market.Minute(c.at).Time())
		if got := fmt.Sprint(sorted(names, ids(f))); got != c.want {
			t.Errorf("at %s: %s, want %s", c.at, got, c.want)
		}
	}
}
