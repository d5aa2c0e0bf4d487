package market

// The county publishes notices, training courses and what its stations are; people answer with a
// wish to learn, or ask to be called back.
type (
	NoticeID   string // "0-1-57"
	TrainingID string // "0-1-58"
	WishID     string // "12-1-78"
	GuidanceID string // "12-1-79"
)

// Topic is what a notice, or a wish for guidance, is about.
type Topic string

// NoticeTopics is the contract's list for notices.
var NoticeTopics = []Topic{"weather", "insurance", "subsidy", "public_post", "rights", "policy"}

// GuidanceTopics is the contract's list of what people ask about.
var GuidanceTopics = []Topic{"job", "training", "contract", "policy", "other"}

// Longest texts of notices and courses, in characters. A card has room for the heads.
const (
	MaxNoticeHead = 16
	MaxNoticeText = 1200
)

// Notice is a text of the county for everybody.
type Notice struct {
	Topic  Topic  `json:"topic"`
	Title  string `json:"title"`            // at most MaxNoticeHead characters
	Second string `json:"second,omitempty"` // one plain line, at most twice that
	Text   string `json:"text,omitempty"`   // paragraphs with line ends between them
	From   string `json:"from"`             // civil day from which it is shown
	Until  string `json:"until,omitempty"`  // last day on which it is; "" for no end

	Area AreaCode `json:"area,omitempty"` // shown at the stations in it; "" at all
}

// Validate gives every fault as Errors.
func (n *Notice) Validate() error {
	var l Errors
	oneOf(&l, "topic", n.Topic, NoticeTopics, true)
	l.line("title", n.Title, MaxNoticeHead, true)
	l.line("second", n.Second, 2*MaxNoticeHead, false)
	l.text("text", n.Text, MaxNoticeText)
	l.days(n.From, n.Until)
	l.area(n.Area)
	return l.orNil()
}

// MaxSeats bounds a course.
const MaxSeats = 500

// Training is a course that the county offers.
type Training struct {
	Title string  `json:"title"`           // at most MaxNoticeHead characters
	Trade TradeID `json:"trade,omitempty"` // for its picture; may be empty
	Fee   Fen     `json:"-"`               // 0: costs nothing
	Place string  `json:"place"`           // where, at most 2·MaxNoticeHead characters
	From  string  `json:"from,omitempty"`  // first day; "" when it begins as soon as enough have come
	Days  int     `json:"days,omitempty"`
	Seats int     `json:"seats"`
	Until string  `json:"until,omitempty"` // last day on which it is shown; "" for From

	Kind CourseKind `json:"kind,omitempty"`
	Area AreaCode   `json:"area,omitempty"` // shown at the stations in it; "" at all
}

// CourseKind is what somebody learns by: a course, or work as a trainee (见习). "" is a course.
type CourseKind string

// The kinds of what can be learnt.
const (
	Class      CourseKind = ""
	Internship CourseKind = "internship"
)

// CourseKinds lists those that have a name.
var CourseKinds = []CourseKind{Internship}

// Validate gives every fault as Errors.
func (t *Training) Validate(trades *Trades) error {
	var l Errors
	l.line("title", t.Title, MaxNoticeHead, true)
	l.line("place", t.Place, 2*MaxNoticeHead, true)
	if _, ok := trades.Get(t.Trade); t.Trade != "" && !ok {
		l.add("unknown_trade", "trade")
	}
	if t.Fee < 0 || t.Fee > MaxPay {
		l.add("bad_pay", "fee")
	}
	if t.Seats < 1 || t.Seats > MaxSeats {
		l.add("bad_headcount", "seats")
	}
	if t.Days < 0 || t.Days > MaxDays {
		l.add("too_many_days", "days")
	}
	if t.From != "" || t.Until != "" {
		l.days(t.From, t.Until)
	}
	oneOf(&l, "kind", t.Kind, CourseKinds, false)
	l.area(t.Area)
	return l.orNil()
}

// LastDay is the last day on which the course is shown, "" for no end.
func (t *Training) LastDay() string {
	if t.Until != "" {
		return t.Until
	}
	return t.From
}

// days checks a first and a last civil day; the last may be left out.
func (l *Errors) days(from, until string) {
	for _, d := range []struct{ field, day string }{{"from", from}, {"until", until}} {
		if d.day == "" && d.field == "until" {
			continue
		}
		if m, err := ParseMinute(d.day + "T00:00"); err != nil || m.Date() != d.day {
			l.add("bad_time", d.field)
			return
		}
	}
	if until != "" && until < from {
		l.add("end_before_start", "until")
	}
}

// area checks the form of the area that something is for; "" is everywhere.
func (l *Errors) area(c AreaCode) {
	if _, err := ParseAreaCode(string(c)); c != "" && err != nil {
		l.add("unknown_area", "area")
	}
}

// Covers says whether what is for this area is for one that lies at or in another: "" covers all.
func (c AreaCode) Covers(other AreaCode) bool {
	if c == "" {
		return true
	}
	first, last := c.Span()
	return other >= first && other <= last
}

// StationPage is what a station says of itself on its own page. What is left out has usual words.
type StationPage struct {
	Opens      string   `json:"opens,omitempty"` // "06:00"
	Closes     string   `json:"closes,omitempty"`
	Days       string   `json:"days,omitempty"` // 每天, 周一到周六
	Address    string   `json:"address,omitempty"`
	Inquiry    string   `json:"inquiry,omitempty"`    // phone; "" for the national line
	Complaints string   `json:"complaints,omitempty"` // phone
	Legal      string   `json:"legal,omitempty"`      // phone
	Promise    []string `json:"promise,omitempty"`
	Rules      []string `json:"rules,omitempty"`
}

// National lines, where a station has none of its own (data of screening_rules.json).
const (
	LineLabour = "12333" // 人社服务热线
	LineCity   = "12345" // 政务热线
	LineLegal  = "12348" // 法律援助
)

// MaxPageLines is how many lines of promise and of rules a station page has.
const MaxPageLines = 5

// Normalize fills the national lines in.
func (s *StationPage) Normalize() {
	for _, line := range []struct {
		own   *string
		usual string
	}{{&s.Inquiry, LineLabour}, {&s.Complaints, LineCity}, {&s.Legal, LineLegal}} {
		if *line.own == "" {
			*line.own = line.usual
		}
	}
}

// Validate gives every fault as Errors.
func (s *StationPage) Validate() error {
	var l Errors
	for _, c := range []struct{ field, clock string }{{"opens", s.Opens}, {"closes", s.Closes}} {
		if _, err := ParseMinute("2026-01-01T" + c.clock); c.clock != "" && err != nil {
			l.add("bad_time", c.field)
		}
	}
	if (s.Opens == "") != (s.Closes == "") {
		l.add("required", "closes")
	}
	l.line("days", s.Days, MaxNoticeHead, false)
	l.line("address", s.Address, MaxPlace, false)
	for _, p := range []struct{ field, phone string }{{"inquiry", s.Inquiry}, {"complaints", s.Complaints}, {"legal", s.Legal}} {
		if p.phone != "" && !serviceLine(p.phone) {
			l.add("bad_phone", p.field)
		}
	}
	for _, lines := range []struct {
		field string
		lines []string
	}{{"promise", s.Promise}, {"rules", s.Rules}} {
		if len(lines.lines) > MaxPageLines {
			l.add("too_long", lines.field)
		}
		for _, line := range lines.lines {
			l.line(lines.field, line, MaxNoticeHead, true)
		}
	}
	return l.orNil()
}

// serviceLine says whether s is a phone, or a short number such as 12345 or 96110.
func serviceLine(s string) bool {
	if _, err := ParsePhone(s); err == nil {
		return true
	}
	return len(s) == 5 && digits(s) && (s[0] == '1' || s[0] == '9')
}
