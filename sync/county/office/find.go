package office

import (
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// finding is what somebody looks for in a list of postings, as a form that keeps it in the address: so it works without
// a script, can be sent to somebody else, and pages keep it.
type finding struct {
	archive.Find
	Reach    archive.Reach
	Narrow   Narrow
	Trades   []market.Trade
	Stations []archive.StationRow // of the area that is looked at; none for a whole city
	Units    []market.PayUnit
	State    string // list that is looked at, "" for the first one
	Yuan     string // Pay as it was typed
	Wrong    string // why Yuan or the words are not heard
	Far      bool   // there are older ones that were not looked at

	path string
	keep url.Values
}

// finding reads the filters of the address. What cannot be is not heard; what was typed is said to be wrong.
func (v *Visit) finding() (f finding, err error) {
	f = finding{Narrow: v.Narrow(), Units: market.PayUnits, State: v.Query("state"), Yuan: strings.TrimSpace(v.Query("pay")), path: v.URL.Path, keep: maps.Clone(v.URL.Query())}
	f.keep.Del("said")
	f.keep.Del("page")
	f.Reach, f.Trades = f.Narrow.Reach, v.office.trades.All()
	if id := market.TradeID(v.Query("trade")); id != "" {
		if _, ok := v.office.trades.Get(id); ok {
			f.Trade = id
		}
	}
	wrong := func(err error) {
		if err != nil && f.Wrong == "" {
			f.Wrong = v.Words().Refusal(err)
		}
	}
	if f.Words, err = market.Words(v.Query("q"), false); err != nil {
		wrong(err)
		f.Words = ""
	}
	if f.Yuan != "" {
		if f.Pay, err = yuan(f.Yuan); err != nil {
			wrong(err)
		} else if f.Unit = market.PayUnit(v.Query("unit")); !slices.Contains(market.PayUnits, f.Unit) {
			f.Unit = market.PayUnits[0]
		}
	}
	if f.Reach.Area[4:6] == "00" || f.Reach.Station != 0 {
		return f, nil // of a whole city there are too many to choose from
	}
	if f.Stations, err = v.Archive().Stations(v.Context(), f.Reach); err != nil {
		return f, err
	}
	if no, err := strconv.ParseUint(v.Query("station"), 10, 16); err == nil {
		if slices.ContainsFunc(f.Stations, func(s archive.StationRow) bool { return s.No == uint16(no) }) {
			f.Station = uint16(no)
		}
	}
	return f, nil
}

// yuan reads an amount of money that somebody typed: 120, 120.5, 120 元.
func yuan(s string) (market.Fen, error) {
	n, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(s, "元")), 64)
	if err != nil || !(n >= 0 && n <= float64(market.MaxPay)/100) {
		return 0, &market.Error{Code: "bad_pay", Field: "pay"}
	}
	return market.Fen(math.Round(n * 100)), nil
}

// On says whether somebody looks for something.
func (f finding) On() bool { return f.Any() || f.Narrow.Area != "" || f.Wrong != "" }

// More says whether somebody asks for more than words: on a phone the rest of the form is shown when it is wanted.
func (f finding) More() bool {
	return f.Trade != "" || f.Station != 0 || f.Yuan != "" || f.Narrow.Area != ""
}

// List is the link to another of the lists, with what is looked for.
func (f finding) List(state string) string {
	q := maps.Clone(f.keep)
	if q.Del("state"); state != "" {
		q.Set("state", state)
	}
	return f.path + map[bool]string{true: "?"}[len(q) > 0] + q.Encode()
}

// Off is the link to the list as it is when nobody looks for anything.
func (f finding) Off() string {
	if f.State == "" {
		return f.path
	}
	return f.path + "?" + url.Values{"state": {f.State}}.Encode()
}
