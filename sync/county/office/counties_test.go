package office_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/report"
	"yizhan/sync/county/upkeep"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// counties is one server of two counties with all its rooms, and a bit of everything at each station.
type counties struct {
	*desk
	server   *county.Server
	report   *report.Report
	stations []*marked
	log      *bytes.Buffer
	people   int
}

// somebody is a name and a phone that nobody else has.
func (c *counties) somebody() (name, phone string) {
	c.people++
	return secretName + string(rune('一'+c.people)), fmt.Sprintf("%s%02d", secretPhone, c.people)
}

// marked is a station whose words all hold its mark, and the things that it made.
type marked struct {
	*station
	area  market.AreaCode
	mark  string // 记01号
	code  string // that waits for another station of the same area
	names named
}

// What names, phones and numbers of identity cards of everybody here begin with: nobody finds it in a log.
const (
	secretName  = "欧阳青"
	secretPhone = "189000077"
	secretID    = "99999919700101"
)

func newCounties(t *testing.T) *counties {
	t.Helper()
	c := &counties{desk: &desk{t: t, now: time.Date(2026, 11, 22, 12, 0, 0, 0, market.Zone), dir: t.TempDir()}, log: &bytes.Buffer{}}
	var err error
	if c.archive, err = archive.Open(t.Context(), c.dir, func() time.Time { return c.now }); err != nil {
		t.Fatal(err)
	}
	if err := c.archive.SetPublic(t.Context(), "http://127.0.0.1:1"); err != nil {
		t.Fatal(err)
	}
	town := areas().Townships(yexian)[0].Code
	for _, area := range []market.AreaCode{lushan, wawu, village, yexian, town, areas().Villages(town)[0].Code} {
		c.open(area)
	}
	// One place given twice in each county, and one across both.
	c.twice(c.stations[0], c.stations[1])
	c.twice(c.stations[3], c.stations[4])
	c.twice(c.stations[0], c.stations[3])
	if c.report, err = report.Open(t.Context(), c.archive, assets.Chinese); err != nil {
		t.Fatal(err)
	}
	if err := c.report.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(c.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c.server = county.New(c.archive, log, room(c.report))
	s := httptest.NewServer(upkeep.NewWatch(upkeep.NewChecker(c.archive, c.dir), log).Handler(c.server.Handler()))
	t.Cleanup(func() {
		s.Close()
		if err := c.archive.Close(); err != nil {
			t.Error(err)
		}
	})
	c.url = s.URL
	return c
}

// open lets a station work for a morning.
func (c *counties) open(area market.AreaCode) {
	c.t.Helper()
	m := &marked{area: area, mark: fmt.Sprintf("记%02d号", len(c.stations)+1)}
	code, err := c.archive.NewCode(c.t.Context(), m.mark, area)
	if err != nil {
		c.t.Fatal(err)
	}
	m.station, _ = c.enrolWith(code)
	if m.code, err = c.archive.NewCode(c.t.Context(), m.mark, area); err != nil {
		c.t.Fatal(err)
	}
	name, phone := c.somebody()
	employer := m.write(record.EmployerRegistered, m.new(), record.Employer{Name: m.mark + "厂", Kind: "farm", Licence: "=" + m.mark},
		m.box(record.Contact{Called: name, Phone: phone}, true))
	job := record.Posting{
		Trade: "loader", Title: m.mark + "装车", Headcount: 5, Pay: 150_00, Area: area, Place: "=" + m.mark, Notes: "+" + m.mark,
		Start: "2026-11-22T07:30", End: "2026-11-22T17:30", Settlement: "same_day", Share: "county",
	}
	posting := m.job(employer, job)
	name, phone = c.somebody()
	worker := m.write(record.WorkerRegistered, m.new(), record.Worker{Trades: []market.TradeID{"loader"}},
		m.box(record.Person{Name: name, Phone: phone, IDNumber: secretID + "0019", BirthYear: 1970}, false))
	m.checkIn(worker, 1)
	match := m.take(posting, worker, 1)
	complaint := m.complain(market.OtherWrong, market.FollowNo(uint32(700+m.Station)), 1, posting, name, phone)
	m.write(record.ComplaintMoved, complaint, record.ComplaintMove{State: market.ComplaintTaken, Words: m.mark})
	proposal := m.propose(market.FollowNo(uint32(800+m.Station)), record.Posting{
		Trade: "loader", Title: m.mark + "垒墙", Headcount: 2, Pay: 260_00, Unit: "day", Area: area, Start: "2026-11-24T08:00", Share: "county",
	}, record.Employer{Name: m.mark, Kind: "company"}, name, phone)
	tag, key := seal.New()
	wrapped, err := seal.Wrap(m.wrap, tag, key)
	if err != nil {
		c.t.Fatal(err)
	}
	m.keys = append(m.keys, wire.Key{Tag: tag, Wrapped: wrapped})
	name, phone = c.somebody()
	helped := m.write(record.WorkerRegistered, m.new(), record.Worker{}, sealed(c.desk, tag, key, record.Person{Name: name, Phone: phone}, false))
	m.write(record.HelpSettled, helped, record.Settlement{}, sealed(c.desk, tag, key, record.Need{Hardships: []market.Hardship{market.LowIncome}, Words: m.mark}, false))
	m.write(record.Kind("posting.borrowed."+fmt.Sprintf("odd%02d", m.Station)), m.new(), struct{}{})
	m.sync()
	m.names = named{station: m.Station, area: area, things: map[string]string{
		"/": complaint.String(), "/office/complaints/": complaint.String(), "/office/review/": proposal.String(), "/office/people/": helped.String(),
		"/office/employers/": employer.String(), "/office/conflicts/": match.String(), "/office/quarantine/": fmt.Sprintf("%d-1-%d", m.Station, len(m.facts)),
		"/office/accounts/": "of-" + strings.ToLower(fmt.Sprintf("%02d", m.Station)), "/board/": posting.String(), "/J/": m.slip(job, posting, match, 1),
		"/office/codes/": m.code,
	}}
	c.stations = append(c.stations, m)
}

// slip is the number on the slip of a match.
func (m *marked) slip(job record.Posting, posting, match market.Ref, place int) string {
	m.desk.t.Helper()
	p := market.Posting{
		ID: market.PostingID(posting.String()), Title: job.Title, Trade: job.Trade, Headcount: job.Headcount, Pay: job.Pay, Unit: "day", Area: job.Area,
		Place: job.Place, Start: job.Start, End: job.End,
	}
	trade, _ := assets.Trades().Get(job.Trade)
	s, err := market.NewSlip(market.SlipFacts{
		Posting: &p, TradeNo: trade.No, Phone: "13800138000", Signer: m.Origin, Nonce: uint16(4700 + match.N), Issued: m.desk.now,
		Match: market.MatchID(match.String()), Place: place, Public: "http://127.0.0.1:1",
	})
	if err != nil {
		m.desk.t.Fatal(err)
	}
	number, err := s.Sign(m.sign)
	if err != nil {
		m.desk.t.Fatal(err)
	}
	return number
}

// twice lets two stations give one place of the first one's posting; the conflict is then a thing of the
// first, and of the second where both lie in one county.
func (c *counties) twice(a, b *marked) {
	c.t.Helper()
	posting, err := market.ParseRef(a.names.things["/board/"])
	if err != nil {
		c.t.Fatal(err)
	}
	place := 2
	if a.area[:6] != b.area[:6] {
		place = 3
	}
	one := a.take(posting, a.person(c.somebody()), place)
	two := b.take(posting, b.person(c.somebody()), place)
	a.sync()
	b.sync()
	if a.area[:6] == b.area[:6] {
		a.names.things["/office/conflicts/"] = one.String() + "~" + two.String()
		b.names.things["/office/conflicts/"] = a.names.things["/office/conflicts/"]
	}
}
