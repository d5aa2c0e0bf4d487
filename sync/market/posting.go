package market

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Fen is money in hundredths of a yuan.
type Fen int64

// PayUnit is what one payment is for. Order and spelling are those of the slip and of
// data/screening_rules.json.
type PayUnit string

// SettlementKind is when the pay is handed over.
type SettlementKind string

// Share says how far a posting travels.
type Share string

// Source says how a posting reached the market (city plan, 任三: 办理招聘登记、走访企业、电话联系、发放问卷、在线征集).
type Source string

// The closed lists of the command contract. The index of a pay unit is its number on the slip.
var (
	PayUnits    = []PayUnit{"day", "hour", "piece", "month", "mu", "job", "jin"}
	Settlements = []SettlementKind{"same_day", "weekly", "on_finish", "half_month", "monthly"}
	Shares      = []Share{"county", "township", "station"}
	Sources     = []Source{"on_site", "visit", "phone", "questionnaire", "online", "import"}
	Insurances  = []string{"employer", "station", "none"}
)

// Bounds of a posting. A headcount above MaxHeadcount or a pay above MaxPay is a slip of the
// finger, not a posting.
const (
	MaxHeadcount = 999
	MaxPay       = Fen(1_000_000_00) // one million yuan
	MaxTitle     = 60                // characters
	MaxPlace     = 60
	MaxNotes     = 500
	MaxDays      = 366
)

// Posting is a wish for Headcount workers, as it stands at one revision.
type Posting struct {
	ID         PostingID      `json:"posting,omitempty"`
	Employer   EmployerID     `json:"employer"`
	Trade      TradeID        `json:"trade"`
	Title      string         `json:"title"`     // what is to be done, ≤MaxTitle characters
	Headcount  int            `json:"headcount"` // 1…MaxHeadcount
	Pay        Fen            `json:"pay"`       // per Unit
	Unit       PayUnit        `json:"unit"`
	Settlement SettlementKind `json:"settlement,omitempty"`
	Area       AreaCode       `json:"area"`            // 12 digits; where the work is
	Place      string         `json:"place,omitempty"` // in words, ≤MaxPlace characters
	Start      Minute         `json:"start"`           // of the first day
	End        Minute         `json:"end,omitempty"`   // of the last day; the clock part is each day's end
	Closes     Minute         `json:"closes,omitempty"`
	MeetTime   string         `json:"meet_time,omitempty"` // "05:00"
	MeetPlace  string         `json:"meet_place,omitempty"`
	Meals      bool           `json:"meals,omitempty"`
	Lodging    bool           `json:"lodging,omitempty"`
	Transport  bool           `json:"transport,omitempty"`
	Insurance  string         `json:"insurance,omitempty"`
	Agreement  bool           `json:"agreement,omitempty"`
	Source     Source         `json:"source,omitempty"`
	Notes      string         `json:"notes,omitempty"`
	Share      Share          `json:"share,omitempty"`
}

// Shift is the working time of a posting: Days days from First, each from From to To, in
// minutes since 00:00 of its day. A night shift ends past 24*60.
type Shift struct {
	First    string // "2026-11-23"
	Days     int    // 1 and up
	From, To int    // minutes; From < To ≤ 48*60
	EndKnown bool   // false when the posting did not say an end and eight hours are assumed
}

// Shift reads Start and End by the contract's rule: the clock parts are each day's hours, an
// end at or before the start is on the next day. p must have passed Validate.
func (p *Posting) Shift() Shift {
	s := Shift{First: p.Start.Date(), Days: 1, From: p.Start.clockMinutes()}
	if p.End == "" {
		s.To = s.From + 8*60
		return s
	}
	s.EndKnown = true
	s.To = p.End.clockMinutes()
	first, _ := time.ParseInLocation("2006-01-02", p.Start.Date(), Zone)
	last, _ := time.ParseInLocation("2006-01-02", p.End.Date(), Zone)
	s.Days = int(last.Sub(first).Hours()/24) + 1
	if s.To <= s.From {
		s.To += 24 * 60
		if s.Days > 1 {
			s.Days-- // the last clock part belongs to the night that began the day before
		}
	}
	return s
}

// LastDay is the last civil day on which somebody is at work, "2006-01-02".
func (p *Posting) LastDay() string {
	s := p.Shift()
	first, _ := time.ParseInLocation("2006-01-02", s.First, Zone)
	return first.AddDate(0, 0, s.Days-1).Format("2006-01-02")
}

// Normalize trims what people type around their words and fills the defaults that the
// contract names. It never guesses a fact.
func (p *Posting) Normalize() {
	p.Title, p.Place = cleanLine(p.Title), cleanLine(p.Place)
	p.MeetPlace, p.Notes = cleanLine(p.MeetPlace), strings.TrimSpace(p.Notes)
	if p.Share == "" {
		p.Share = "county"
	}
	if p.Source == "" {
		p.Source = "on_site"
	}
}

// Validate checks a posting that is to be opened at the moment now. Areas and trades are
// looked up in the tables given. All faults come back together, as Errors.
func (p *Posting) Validate(now time.Time, areas *Areas, trades *Trades) error {
	var l Errors
	if p.Employer == "" {
		l.add("required", "employer")
	}
	if p.Trade == "" {
		l.add("required", "trade")
	} else if _, ok := trades.Get(p.Trade); !ok {
		l.add("unknown_trade", "trade")
	}
	l.line("title", p.Title, MaxTitle, true)
	if p.Headcount < 1 || p.Headcount > MaxHeadcount {
		l.add("bad_headcount", "headcount")
	}
	if p.Pay < 1 || p.Pay > MaxPay {
		l.add("bad_pay", "pay")
	}
	oneOf(&l, "unit", p.Unit, PayUnits, true)
	oneOf(&l, "settlement", p.Settlement, Settlements, false)
	oneOf(&l, "share", p.Share, Shares, false)
	oneOf(&l, "source", p.Source, Sources, false)
	oneOf(&l, "insurance", p.Insurance, Insurances, false)
	if p.Area == "" {
		l.add("required", "area")
	} else if _, ok := areas.Get(p.Area); !ok {
		l.add("unknown_area", "area")
	}
	l.line("place", p.Place, MaxPlace, false)
	l.line("meet_place", p.MeetPlace, MaxPlace, false)
	l.text("notes", p.Notes, MaxNotes)
	if p.MeetTime != "" {
		if _, err := time.Parse("15:04", p.MeetTime); err != nil {
			l.add("bad_time", "meet_time")
		}
	}
	l = append(l, p.validateTimes(now)...)
	return l.orNil()
}

func (p *Posting) validateTimes(now time.Time) (l Errors) {
	if p.Start == "" {
		l.add("required", "start")
		return l
	}
	start, err := ParseMinute(string(p.Start))
	if err != nil {
		l.add("bad_time", "start")
		return l
	}
	// A posting for work that is already under way today is real ("now, at once"); one for
	// a day that is over is a slip of the finger.
	if start.Date() < MinuteOf(now).Date() {
		l.add("past_start", "start")
	}
	if p.End != "" {
		end, err := ParseMinute(string(p.End))
		switch {
		case err != nil:
			l.add("bad_time", "end")
		case end.Date() < start.Date():
			l.add("end_before_start", "end")
		case p.Shift().Days > MaxDays:
			l.add("too_many_days", "end")
		case end < MinuteOf(now) && end.Date() > start.Date(), end < MinuteOf(now) && end > start:
			l.add("past_end", "end")
		}
	}
	if p.Closes != "" {
		if _, err := ParseMinute(string(p.Closes)); err != nil {
			l.add("bad_time", "closes")
		} else if p.Closes < MinuteOf(now) {
			l.add("past_closes", "closes")
		}
	}
	return l
}

func (l *Errors) line(field, s string, maxRunes int, required bool) {
	switch {
	case strings.TrimSpace(s) == "":
		if required {
			l.add("required", field)
		}
	case !utf8.ValidString(s) || strings.ContainsFunc(s, unprintable):
		l.add("bad_text", field)
	case utf8.RuneCountInString(s) > maxRunes:
		l.add("too_long", field)
	}
}

func (l *Errors) text(field, s string, maxRunes int) {
	if strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && unprintable(r) }) || !utf8.ValidString(s) {
		l.add("bad_text", field)
	} else if utf8.RuneCountInString(s) > maxRunes {
		l.add("too_long", field)
	}
}

// unprintable keeps control and format characters out of what is shown and printed: a
// right-to-left override in a title would turn the pay around.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || r == unicode.ReplacementChar
}

func cleanLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func oneOf[T ~string](l *Errors, field string, v T, list []T, required bool) {
	if v == "" {
		if required {
			l.add("required", field)
		}
		return
	}
	for _, k := range list {
		if v == k {
			return
		}
	}
	l.add("unknown_choice", field)
}
