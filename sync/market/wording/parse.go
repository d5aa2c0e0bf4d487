package wording

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"yizhan/sync/market"
)

// Draft is what one line says of a posting. What was not said is empty: nothing is guessed.
type Draft struct {
	Trade      market.TradeID
	Title      string
	Headcount  int
	Pay        market.Fen
	PayMax     market.Fen // above Pay when a span was said, else 0
	Unit       market.PayUnit
	Settlement market.SettlementKind
	Area       string          // name of the area, or as it was said
	AreaCode   market.AreaCode // 12 digits; "" when several places share the name
	Place      string          // what was said behind the area: 村西头
	Start      string          // "2026-11-23" or "2026-11-23T07:00"
	End        string
	Phone      string
	Meals      *bool // nil: nothing was said
	Lodging    *bool
	Transport  *bool
}

// Reader reads lines. It does not change after it was made, so any number of goroutines may use it.
type Reader struct {
	trades *market.Trades
	places *gazetteer
}

// NewReader makes a reader for the trades and areas of a city.
func NewReader(areas *market.Areas, trades *market.Trades) *Reader {
	return &Reader{trades: trades, places: newGazetteer(areas, trades)}
}

// MaxLine is how much of a text is read, in characters.
const MaxLine = 2000

// Parse makes a draft of one line, as it would be said at the moment now. It never fails: what it
// cannot read stays empty. The rules stand in domain/screening-meaning.md, "Reading a line".
func (r *Reader) Parse(text string, now time.Time) Draft {
	s := clean(short(text))
	var d Draft
	d.Phone, s = readPhone(s)
	where, s := r.places.readPlace(s)
	d.Area, d.AreaCode = where.name, where.code
	d.Place = placeWords(where.rest)
	times := readTimes(s, now.In(market.Zone))
	d.Start, d.End = times.written()
	d.Settlement = settlement(s)
	d.Meals, d.Lodging, d.Transport = meals.read(s), lodging.read(s), transport.read(s)

	work, found := readTrade(times.rest, r.trades)
	tradeEnd := -1
	var usual market.PayUnit
	if found {
		d.Trade, tradeEnd = work.trade, work.at+len(work.word)
		d.Title = title(times.rest, work)
		t, _ := r.trades.Get(work.trade)
		usual = t.Unit
	}
	rest := times.rest
	if pay, ok := best(rest, wages(rest)); ok {
		d.Pay, d.PayMax = pay.fen()
		if d.PayMax == d.Pay {
			d.PayMax = 0
		}
		d.Unit = pay.unit
		if d.Unit == "" {
			d.Unit = guess(pay, usual)
		}
		// What was read as pay is not read as people.
		rest = rest[:pay.at] + strings.Repeat("$", 1) + rest[pay.end:]
		if tradeEnd > pay.at {
			tradeEnd += len(rest) - len(times.rest)
		}
	}
	d.Headcount = readHeads(rest, tradeEnd)
	return d
}

// guess is the unit of a pay that was said without one.
func guess(w wage, usual market.PayUnit) market.PayUnit {
	switch {
	case w.hi >= 10000 && !w.each, usual == "month" && w.lo >= 1000, w.lo >= 1200 && usual != "job":
		return "month"
	case w.lo < 40 && w.lo >= 12 && usual == "hour":
		return "hour"
	case w.lo < 40 && (usual == "piece" || usual == "mu" || usual == "jin"):
		return usual
	}
	return "day"
}

// offers end the name of the work: 卸车不管饭.
var offers = regexp.MustCompile(`不?[管包](?:吃|住|饭|伙|车|接)|(?:日|周|月|现)结|要|招|找`)

// title is the work in its own words: the trade's word with what follows up to the next figure.
func title(s string, work hit) string {
	from := work.at
	if i := strings.LastIndexAny(s[:from], "， $0123456789"); i >= 0 && utf8.RuneCountInString(s[i:from]) <= 5 {
		_, size := utf8.DecodeRuneInString(s[i:])
		from = i + size
	}
	to := work.at + len(work.word)
	if i := strings.IndexAny(s[to:], "， 0123456789一二两三四五六七八九十俩仨"); i >= 0 && utf8.RuneCountInString(s[to:to+i]) <= 6 {
		to += i
	}
	if m := offers.FindStringIndex(s[from:to]); m != nil && from+m[0] >= work.at+len(work.word) {
		to = from + m[0]
	}
	t := strings.TrimRight(strings.TrimLeft(s[from:to], "找招要请缺来急个名的人 "), "的活人要招 ")
	if utf8.RuneCountInString(t) < 2 {
		return work.word
	}
	return t
}

// placeWords are what stands right behind an area, if it says more of the place.
func placeWords(rest string) string {
	if m := placeEnd.FindString(rest); m != "" && utf8.RuneCountInString(m) <= 12 {
		return m
	}
	return ""
}

func short(text string) string {
	if utf8.RuneCountInString(text) <= MaxLine {
		return text
	}
	return string([]rune(text)[:MaxLine])
}
