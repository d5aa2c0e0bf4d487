package county_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// slip signs the slip of a match on place 1 with the station's key and gives its number.
func (s *station) slip(posting, match market.Ref) string {
	s.t.Helper()
	f := market.SlipFacts{
		Posting: &market.Posting{
			ID: market.PostingID(posting.String()), Title: "卸车", Headcount: 2, Pay: 150_00, Unit: "day", Area: lushan, Start: "2026-11-23T07:30",
		},
		TradeNo: 1, Phone: "13800138000", Signer: s.Origin, Nonce: 7, Issued: noon(), Public: s.town.server.URL,
	}
	if match != (market.Ref{}) {
		f.Match, f.Place = market.MatchID(match.String()), 1
	}
	slip, err := market.NewSlip(f)
	if err != nil {
		s.t.Fatal(err)
	}
	number, err := slip.Sign(s.sign)
	if err != nil {
		s.t.Fatal(err)
	}
	return number
}

// page opens a page as a phone does.
func (c *town) page(path string) (int, string) {
	c.t.Helper()
	resp, err := http.Get(c.server.URL + path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func TestSlipPage(t *testing.T) {
	c := newTown(t)
	s, unknown := c.enrol(lushan), c.enrol(yexian)
	posting := s.posting(2, "county")
	match := s.write(record.MatchTaken, s.new(), record.Taken{Posting: refOf(posting), Place: 1})
	number := s.slip(posting, match)
	verified := assets.Phrases(assets.Chinese).T("page.verified")
	if status, body := c.page("/J/" + number); status != 200 || !strings.Contains(body, "卸车") || !strings.Contains(body, "13800138000") || !strings.Contains(body, verified) {
		t.Errorf("before the county heard of the posting: status %d, %s", status, body)
	}
	s.sync()
	status, heard := c.page("/J/" + number)
	if status != 200 || !strings.Contains(heard, "卸车") {
		t.Errorf("after: status %d, %s", status, heard)
	}
	if status, small := c.page("/j/" + number); status != 200 || small != heard {
		t.Errorf("in small letters: status %d", status)
	}
	for i := range number {
		changed := number[:i] + string('0'+(number[i]-'0'+1)%10) + number[i+1:]
		if status, body := c.page("/J/" + changed); status < 400 || status >= 500 || strings.Contains(body, verified) {
			t.Errorf("digit %d changed: status %d", i, status)
		}
	}
	unknown.Origin.Station = 99 // signed well, by a station that nobody enrolled
	if status, body := c.page("/J/" + unknown.slip(posting, market.Ref{})); status != http.StatusNotFound || strings.Contains(body, verified) {
		t.Errorf("an unknown signer: status %d", status)
	}
	eve := c.enrol(yexian)
	eve.Origin = s.Origin // signed with a good key, but not with that of the station it names
	if status, _ := c.page("/J/" + eve.slip(posting, market.Ref{})); status != http.StatusBadRequest {
		t.Errorf("a forged slip: status %d", status)
	}
}

// What a broken station wrote into a posting must not break the page that phones open.
func TestSlipPageOfStrangePostings(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	for name, body := range map[string]record.Posting{
		"an unknown unit and settlement": {Title: "卸车", Headcount: 2, Pay: 1, Start: "2026-11-23T07:30", Unit: "parsec", Settlement: "never", Area: lushan},
		"nothing but the least":          {Title: "卸车", Headcount: 2, Pay: 1, Start: "2026-11-23T07:30"},
		"an end before the start":        {Title: "卸车", Headcount: 2, Pay: 1, Start: "2026-11-23T07:30", End: "2024-01-01T00:00", MeetTime: "??:??"},
		"two hundred years":              {Title: "卸车", Headcount: 2, Pay: 1, Start: "2024-01-01T00:00", End: "2199-12-31T23:59"},
	} {
		posting := s.write(record.PostingOpened, s.new(), body)
		s.sync()
		if status, page := c.page("/J/" + s.slip(posting, market.Ref{})); status != 200 || !strings.Contains(page, "卸车") {
			t.Errorf("%s: status %d", name, status)
		}
	}
}
