package intake

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"yizhan/kiosk/table"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// entry reads one row.
func (r *Reader) entry(c columns, row *table.Row, now time.Time) Entry {
	cell := func(f field) string {
		if i, ok := c.at[f]; ok {
			return row.Cell(i)
		}
		return ""
	}
	line := wording.Draft{}
	if text := cell("text"); text != "" {
		line = r.lines.Parse(text, now)
	}
	e := Entry{N: row.N}
	e.Employer = market.Employer{
		Name: cell("name"), USCC: cell("uscc"), Licence: cell("licence"), Contact: cell("contact"), Phone: whole(cell("phone"), line.Phone),
	}
	if e.Employer.Name == "" {
		e.Employer.Name = e.Employer.Contact
	}
	e.Employer.Kind = kindOf(cell("kind"), &e.Employer)
	e.Employer.Normalize()

	p := &e.Posting
	p.Source, p.Place, p.Notes = "import", cell("place"), cell("notes")
	p.Trade = r.trade(whole(cell("trade"), cell("title")), line.Trade, now)
	p.Title = whole(cell("title"), whole(cell("trade"), line.Title))
	p.Headcount = heads(r.draft, cell("headcount"), line.Headcount, now)
	p.Pay, p.Unit = r.pay(cell("pay"), cell("unit"), c.unit, &line, now)
	p.Settlement = line.Settlement
	if s := cell("settlement"); s != "" {
		p.Settlement = r.settlement(s, now)
	}
	area := cell("area")
	if p.Area = line.AreaCode; area != "" {
		p.Area = r.area(area, now)
	}
	var faults market.Errors
	p.Start = r.minute(&faults, "start", whole(cell("start"), line.Start), startsAt, now)
	p.End = r.minute(&faults, "end", whole(cell("end"), line.End), endsAt, now)
	p.Meals, p.Lodging, p.Transport = yes(cell("meals"), line.Meals), yes(cell("lodging"), line.Lodging), yes(cell("transport"), line.Transport)
	p.Normalize()
	e.Faults = r.faults(&e, faults, area, now)
	return e
}

// faults is everything that is wrong with a row, as the forms at the desk say it.
func (r *Reader) faults(e *Entry, l market.Errors, area string, now time.Time) market.Errors {
	said := map[string]bool{}
	for _, f := range l {
		said[f.Field] = true
	}
	more := func(err error) {
		all, _ := errors.AsType[market.Errors](err)
		for _, f := range all {
			if f.Field == "area" && area != "" {
				f = &market.Error{Code: "unknown_area", Field: "area"}
			}
			if !said[f.Field] {
				l = append(l, f)
			}
		}
	}
	more(e.Employer.Validate(now))
	p := e.Posting
	p.Employer = "1-1-1" // found or registered later
	more(p.Validate(now, r.areas, r.trades))
	return l
}

// whole is the first of two that says anything.
func whole(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// draft reads words as the one-line entry does, each once.
func (r *Reader) draft(text string, now time.Time) wording.Draft {
	d, ok := r.said[text]
	if !ok {
		d = r.lines.Parse(text, now)
		r.said[text] = d
	}
	return d
}

var (
	agency  = regexp.MustCompile(`劳务派遣|人力资源|中介|职介`)
	company = regexp.MustCompile(`公司|集团|厂|店|超市|酒店|宾馆|饭店|餐|中心|学校|医院|幼儿园|项目部|工程队|物业|商行|经营部|门市`)
)

// kindOf is who the employer is: as it was said, else by the name.
func kindOf(said string, e *market.Employer) market.EmployerKind {
	for _, k := range market.EmployerKinds {
		if string(k) == said {
			return k
		}
	}
	words := said + e.Name
	switch {
	case agency.MatchString(words):
		return "agency"
	case strings.Contains(words, "合作社"):
		return "coop"
	case strings.Contains(words, "农场"), strings.Contains(words, "种植户"), strings.Contains(words, "养殖户"):
		return "farm"
	case company.MatchString(words), e.USCC != "":
		return "company"
	}
	return "individual"
}

func (r *Reader) trade(cell string, line market.TradeID, now time.Time) market.TradeID {
	if id, ok := r.named[cell]; ok && cell != "" {
		return id
	}
	if cell != "" {
		if id := r.draft(cell, now).Trade; id != "" {
			return id
		}
	}
	return line
}

var bareNumber = regexp.MustCompile(`^\d{1,4}(?:\.0+)?$`)

func heads(draft func(string, time.Time) wording.Draft, cell string, line int, now time.Time) int {
	switch {
	case cell == "":
		return line
	case bareNumber.MatchString(cell):
		v, _ := strconv.ParseFloat(cell, 64) // matched above
		return int(v)
	}
	return draft("要"+cell, now).Headcount
}

var bareMoney = regexp.MustCompile(`^(\d{1,7}(?:\.\d{1,2})?)(?:元|块|块钱)?$`)

// pay reads an amount and what it is for: from its own cell, the unit's cell, the heading, the line.
func (r *Reader) pay(cell, unit string, heading market.PayUnit, line *wording.Draft, now time.Time) (market.Fen, market.PayUnit) {
	if cell == "" {
		return line.Pay, line.Unit
	}
	var fen market.Fen
	var of market.PayUnit
	if m := bareMoney.FindStringSubmatch(cell); m != nil {
		v, _ := strconv.ParseFloat(m[1], 64) // matched above
		fen = market.Fen(math.Round(v * 100))
	} else {
		d := r.draft("工钱"+cell, now)
		fen = d.Pay
		if hasUnit.MatchString(cell) {
			of = d.Unit
		}
	}
	if unit != "" {
		of = r.unit(unit, now)
	}
	if of == "" {
		of = heading
	}
	if of == "" {
		of = line.Unit
	}
	return fen, of
}

var hasUnit = regexp.MustCompile(`天|日|时|月|件|单|亩|斤|包工|一口价|工|/|每`)

func (r *Reader) unit(cell string, now time.Time) market.PayUnit {
	for _, u := range market.PayUnits {
		if string(u) == cell {
			return u
		}
	}
	if strings.Contains(cell, "包") || strings.Contains(cell, "一口价") {
		return "job"
	}
	return r.draft("工钱100元一"+strings.TrimLeft(cell, "元块钱/每按一"), now).Unit
}

func (r *Reader) settlement(cell string, now time.Time) market.SettlementKind {
	for _, s := range market.Settlements {
		if string(s) == cell {
			return s
		}
	}
	if s := r.draft(cell, now).Settlement; s != "" {
		return s
	}
	return market.SettlementKind(cell) // Validate names it
}

func (r *Reader) area(cell string, now time.Time) market.AreaCode {
	if code := market.AreaCode(cell); len(code) == 12 {
		return code
	}
	if code, ok := r.placed[cell]; ok {
		return code
	}
	return r.draft("在"+cell, now).AreaCode
}

// Where a cell names a day alone, the work is taken to begin and to end at these hours, which the report
// shows before anything is opened.
const (
	startsAt = "T08:00"
	endsAt   = "T18:00"
)

// layouts are how other programs write a day, with and without a clock time.
var layouts = []string{
	"2006-01-02T15:04", "2006-01-02 15:04", "2006-1-2 15:04", "2006/1/2 15:04", "2006.1.2 15:04", "2006年1月2日15:04", "2006-01-02 15:04:05", "2006/1/2 15:04:05",
}

var days = []string{"2006-01-02", "2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "20060102"}

// serial are the days that XLSX writes as numbers: 2024 up to 2099.
var serial = regexp.MustCompile(`^(4[5-9]\d{3}|[5-7]\d{4})(\.\d+)?$`)

// minute reads a moment; a cell that cannot be read is a fault of its field.
func (r *Reader) minute(l *market.Errors, name, cell, clock string, now time.Time) market.Minute {
	if cell == "" {
		return ""
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, cell, market.Zone); err == nil {
			return market.MinuteOf(t)
		}
	}
	for _, layout := range days {
		if t, err := time.ParseInLocation(layout, cell, market.Zone); err == nil {
			return market.MinuteOf(t)[:len("2006-01-02")] + market.Minute(clock)
		}
	}
	if serial.MatchString(cell) {
		v, _ := strconv.ParseFloat(cell, 64) // matched above
		whole, part := math.Modf(v)
		t := time.Date(1899, 12, 30, 0, 0, 0, 0, market.Zone).AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*24*60)) * time.Minute)
		if part == 0 {
			return market.MinuteOf(t)[:len("2006-01-02")] + market.Minute(clock)
		}
		return market.MinuteOf(t)
	}
	switch said := r.draft(cell, now).Start; {
	case said == "":
		*l = append(*l, &market.Error{Code: "bad_time", Field: name})
		return ""
	case len(said) == len("2006-01-02"):
		return market.Minute(said + clock)
	default:
		return market.Minute(said)
	}
}

var no = regexp.MustCompile(`^(?:不|没|无|否|0|x|×|❌|no|false)`)

// yes reads a tick; what another column's sentence says counts where the cell is empty.
func yes(cell string, line *bool) bool {
	if cell == "" {
		return line != nil && *line
	}
	return !no.MatchString(strings.ToLower(cell))
}
