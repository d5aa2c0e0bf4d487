package county_test

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// send posts a form as a phone does.
func (c *town) form(path string, pairs ...string) (int, string) {
	c.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	resp, err := http.PostForm(c.server.URL+path, form)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if resp.StatusCode >= 500 {
		c.t.Errorf("POST %s: %d", path, resp.StatusCode)
	}
	return resp.StatusCode, string(body)
}

func (c *town) want(what string, status int, body string, wanted int, says ...string) {
	c.t.Helper()
	if status != wanted {
		c.t.Errorf("%s: status %d, want %d", what, status, wanted)
	}
	for _, s := range says {
		if !strings.Contains(body, s) {
			c.t.Errorf("%s: does not say %q", what, s)
		}
	}
	if len(body)+6000 > 50_000 { // and the stylesheet
		c.t.Errorf("%s: %d bytes", what, len(body))
	}
	for _, no := range []string{"<script", "http://", "https://", "style=", "⟦"} {
		if strings.Contains(body, no) {
			c.t.Errorf("%s: has %s", what, no)
		}
	}
}

// job opens a posting with words of its own.
func (s *station) job(title string, change func(*record.Posting)) market.Ref {
	p := record.Posting{
		Trade: "harvest", Title: title, Headcount: 3, Pay: 130_00, Unit: "day", Settlement: "same_day", Area: "410423212206", Place: "村口葡萄园", Start: "2026-11-23T05:30", Share: "county",
	}
	if change != nil {
		change(&p)
	}
	return s.write(record.PostingOpened, s.new(), p)
}

// The board shows what somebody can still go to, and nobody's phone.
func TestBoard(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	cheat := s.write(record.EmployerRegistered, s.new(), record.Employer{Name: "骗人公司", Kind: "company"}, s.box(record.Contact{Phone: "18900000999"}, true))
	grapes := s.job("摘葡萄", nil)
	s.job("砌院墙", func(p *record.Posting) { p.Trade, p.Start, p.Settlement = "mason", "2026-11-22T14:00", "on_finish" })
	s.job("只在本站", func(p *record.Posting) { p.Share = "station" })
	s.job("昨天的活", func(p *record.Posting) { p.Start = "2026-11-21T08:00" })
	s.job("截止了的", func(p *record.Posting) { p.Closes = "2026-11-22T11:00" })
	s.job("红名单的", func(p *record.Posting) { p.Employer = refOf(cheat) })
	held := s.job("搬货，先交押金100元", nil)
	closed := s.job("停招的", nil)
	s.write(record.PostingClosed, closed, record.Closed{})
	full := s.job("满了的", func(p *record.Posting) { p.Headcount = 1 })
	s.take(full, s.new(), 1)
	s.job("外县的", func(p *record.Posting) { p.Area = yexian })
	s.sync()
	if err := c.archive.RedList(t.Context(), market.EmployerID(cheat.String()), true, "欠薪"); err != nil {
		t.Fatal(err)
	}
	status, body := c.page("/board?area=" + string(lushan))
	c.want("the county's board", status, body, 200, "摘葡萄", "砌院墙", "130", "明天 5:30", "今天 14:00", "辛集乡")
	for _, hidden := range []string{"只在本站", "昨天的活", "截止了的", "红名单的", "停招的", "满了的", "外县的", "押金", "18900000999"} {
		if strings.Contains(body, hidden) {
			t.Errorf("the board shows %s", hidden)
		}
	}
	for query, only := range map[string]string{"&day=2026-11-23": "摘葡萄", "&trade=mason": "砌院墙", "&paid=same_day": "摘葡萄"} {
		status, body := c.page("/board?area=" + string(lushan) + query)
		c.want(query, status, body, 200, only)
		if strings.Contains(body, "摘葡萄") == strings.Contains(body, "砌院墙") {
			t.Errorf("%s shows both or none", query)
		}
	}
	status, body = c.page("/board?area=" + string(lushan) + "&day=2026-11-22&paid=same_day&trade=mason")
	c.want("the form of trades", status, body, 200, `<form class="two" method="get" action="/board">`, `name="area" value="`+string(lushan)+`"`, `name="day" value="2026-11-22"`,
		`name="paid" value="same_day"`, `<option value="mason" selected>`, `<option value="">全部工种`)
	status, body = c.page("/board?area=nonsense&page=-4&day=someday&trade=<b>")
	c.want("nonsense", status, body, 200, "外县的")
	status, body = c.page("/board/" + grapes.String())
	c.want("one posting", status, body, 200, "摘葡萄", "村口葡萄园", "鲁山县零工市场", "到就近的站接活")
	status, body = c.page("/board/" + full.String())
	c.want("a full one", status, body, 200, "现在不要人了")
	status, body = c.page("/board/" + held.String())
	c.want("one that is withheld", status, body, 404)
	status, body = c.page("/board/9-9-9")
	c.want("none", status, body, 404)
	status, body = c.page("/board/" + url.PathEscape("' OR 1=1 --"))
	c.want("nonsense", status, body, 404)
}

var givenNumber = regexp.MustCompile(`id="number">(\d{4}) (\d{4})<`)

// Somebody complains without a name, gets a number, and hears by it what was done.
func TestComplaintOnThePage(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	posting := s.posting(2, "county")
	match := s.take(posting, s.new(), 1)
	s.sync()
	slip := s.slip(posting, match)
	status, body := c.page("/complain?slip=" + slip)
	c.want("the form behind a slip", status, body, 200, "遇到啥事", "卸车")
	status, body = c.form("/complain", "kind", "nothing")
	c.want("no kind", status, body, 400)
	status, body = c.form("/complain", "kind", "wages", "amount", "1e99", "words", "没给")
	c.want("an amount", status, body, 400, "工钱填得不对", "没给")
	status, body = c.form("/complain", "kind", "wages", "phone", "12", "words", "<script>alert(1)</script>")
	c.want("a phone", status, body, 400)
	status, body = c.form("/complain", "kind", "wages", "words", strings.Repeat("长", 10<<20/3))
	c.want("10 MB", status, body, 413)
	status, body = c.form("/complain", "kind", "wages", "amount", "120", "words", "说好 120 没给", "slip", slip)
	c.want("handed in", status, body, 200, "记下了")
	m := givenNumber.FindStringSubmatch(body)
	if m == nil {
		t.Fatal("no number")
	}
	l, err := c.archive.Complaints(t.Context(), archive.Reach{Area: lushan}, false, "", 50, 0)
	if err != nil || len(l) != 1 || l[0].Number != m[1]+m[2] || l[0].Amount != 120_00 || l[0].Said != "说好 120 没给" || l[0].Named || l[0].Title != "卸车" {
		t.Fatalf("%+v, %v", l, err)
	}
	if strings.Contains(c.picture(), "说好") {
		t.Error("the words are in a dump")
	}
	if err := c.archive.MoveComplaint(t.Context(), l[0].ID, market.ComplaintTaken, "问过雇主了"); err != nil {
		t.Fatal(err)
	}
	status, body = c.form("/follow", "number", m[1]+" "+m[2])
	c.want("asked by number", status, body, 200, "有人在问", "问过雇主了")
	status, body = c.form("/follow", "number", "12345678")
	c.want("another number", status, body, 404)
}

// Where a server holds several counties somebody says in which it was, unless the page knows; where there is one nobody is asked.
func TestComplaintSaysWhere(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	posting := s.posting(2, "county")
	match := s.take(posting, s.new(), 1)
	s.sync()
	slip := s.slip(posting, match)
	status, body := c.page("/complain")
	c.want("of one county", status, body, 200)
	if strings.Contains(body, "<select") {
		t.Error("asks where, and there is one county")
	}
	status, body = c.form("/complain", "kind", "other", "words", "一个县的时候")
	c.want("handed in", status, body, 200, "记下了")

	c.enrol(yexian)
	status, body = c.page("/complain?area=" + string(yexian))
	c.want("of two", status, body, 200, "在哪个县", `value="`+string(yexian)+`" selected`, "说不清")
	status, body = c.page("/complain?slip=" + slip)
	c.want("behind a slip", status, body, 200, "卸车")
	if strings.Contains(body, "<select") {
		t.Error("asks where, and has a slip")
	}
	for _, area := range []string{"", "410402000000", "410423106000", "x"} {
		status, body = c.form("/complain", "kind", "other", "words", "没有站点的地方", "area", area)
		c.want("nowhere", status, body, 400, "请选在哪个县", "没有站点的地方", "<select")
	}
	for said, area := range map[string]string{"叶县的事": string(yexian), "说不清的事": "410400000000"} {
		status, body = c.form("/complain", "kind", "other", "words", said, "area", area)
		c.want(said, status, body, 200, "记下了")
	}
	status, body = c.form("/complain", "kind", "wages", "words", "有票的事", "slip", slip)
	c.want("with a slip", status, body, 200, "记下了")
	for area, want := range map[market.AreaCode][]string{
		lushan: {"一个县的时候", "有票的事"}, yexian: {"叶县的事"}, "410400000000": {"一个县的时候", "叶县的事", "有票的事", "说不清的事"},
	} {
		l, err := c.archive.Complaints(t.Context(), archive.Reach{Area: area}, false, "", 50, 0)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, one := range l {
			got = append(got, one.Said)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s sees %v, want %v", area, got, want)
		}
	}
}

// Only whoever has the slip of a match says that they are there, or cannot come; the station that made
// the match does what follows.
func TestHolderSays(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	posting := s.posting(2, "county")
	match := s.take(posting, s.new(), 1)
	number, bare := s.slip(posting, match), s.slip(posting, market.Ref{})
	for _, what := range []string{"here", "cancel"} {
		status, body := c.form("/J/" + number + "/" + what)
		c.want(what+" before the county knows", status, body, 404)
	}
	s.sync()
	status, body := c.page("/J/" + number)
	if status != 200 || !strings.Contains(body, "我来不了") || !strings.Contains(body, "我到了") {
		t.Errorf("the slip offers nothing: %d", status)
	}
	if _, body := c.page("/J/" + bare); strings.Contains(body, "我来不了") {
		t.Error("the slip of a posting offers what is for a holder")
	}
	forged := number[:len(number)-1] + strconv.Itoa((int(number[len(number)-1]-'0')+1)%10)
	status, _ = c.form("/J/" + forged + "/cancel")
	if status/100 != 4 {
		t.Errorf("forged: %d", status)
	}
	status, body = c.form("/J/" + bare + "/cancel")
	c.want("without a match", status, body, 404)
	status, body = c.page("/J/" + number + "/cancel")
	c.want("asked first", status, body, 200, "真的来不了")
	if strings.Contains(c.picture(), "match.cancel_asked") {
		t.Error("looking cancels")
	}
	for range 2 {
		status, body = c.form("/J/" + number + "/here")
		c.want("here", status, body, 200, "您到了")
		status, body = c.form("/J/" + number + "/cancel")
		c.want("cancel", status, body, 200, "名额会退")
	}
	if n := strings.Count(c.picture(), "match.cancel_asked"); n != 1 {
		t.Errorf("asked %d times", n)
	}
	s.sync()
	if !s.has(record.CancelAsked, match) || !s.has(record.MatchArrived, match) {
		t.Error("the station did not hear of it")
	}
	s.cancel(match)
	s.sync()
	status, body = c.form("/J/" + number + "/here")
	c.want("after it was cancelled", status, body, 409)
}

// What an employer hands in on the page goes to the nearest station, with the phone for that one alone.
func TestEmployerHandsIn(t *testing.T) {
	c := newTown(t)
	fields := func(change ...string) []string {
		f := []string{
			"title", "摘葡萄", "trade", "harvest", "area", "410423212206", "headcount", "3", "pay", "130", "unit", "day", "settlement", "same_day",
			"start", "2026-11-23T05:30", "end", "2026-11-23T11:30", "kind", "farm", "name", "史大山", "contact", "史师傅", "phone", "18900000204",
		}
		return append(f, change...)
	}
	status, body := c.page("/hire")
	c.want("where", status, body, 200, "鲁山县")
	status, body = c.page("/hire?area=" + string(lushan))
	c.want("which township", status, body, 200, "辛集乡")
	status, body = c.page("/hire?area=410423212000")
	c.want("the form", status, body, 200, "史庄", "要几个人")
	status, body = c.form("/hire", fields()...)
	c.want("no station yet", status, body, 400, "还没有站")
	far, near := c.enrol(lushan), c.enrol("410423212000")
	for name, change := range map[string][]string{
		"fee": {"title", "摘葡萄，先交押金100元"}, "pay": {"pay", "much"}, "heads": {"headcount", "0"}, "area": {"area", "410423212999"}, "past": {"start", "2026-11-01T05:30"},
		"kind": {"kind", "king"}, "phone": {"phone", "<script>"}, "agency": {"kind", "agency"},
	} {
		status, body = c.form("/hire", fields(change...)...)
		c.want(name, status, body, 400)
	}
	status, body = c.form("/hire", fields("title", "摘葡萄，先交押金100元")...)
	c.want("which words ask for money", status, body, 400, "写的是“押金”")
	status, body = c.form("/hire", fields()...)
	c.want("handed in", status, body, 200, "收到了")
	number := givenNumber.FindStringSubmatch(body)
	l, err := c.archive.Proposals(t.Context(), archive.Reach{Area: lushan}, market.ProposalWaits, 50, 0)
	if err != nil || len(l) != 1 || l[0].Station != near.Station || l[0].Who.Phone != "189****0204" || number == nil || l[0].Number != number[1]+number[2] {
		t.Fatalf("%+v, %v", l, err)
	}
	id, err := market.ParseRef(string(l[0].ID))
	if err != nil {
		t.Fatal(err)
	}
	far.sync()
	near.sync()
	if !near.has(record.ProposalMade, id) || len(near.opened) != 1 {
		t.Errorf("the nearest station has not got it, or not the key: %d keys", len(near.opened))
	}
	if far.has(record.ProposalMade, id) {
		t.Error("another station has it")
	}
	opened := near.job("摘葡萄", nil)
	near.write(record.ProposalSettled, id, record.ProposalOutcome{Posting: refOf(opened)})
	far.write(record.ProposalSettled, id, record.ProposalOutcome{Reason: "twice"})
	near.sync()
	far.sync()
	if p, err := c.archive.Proposal(t.Context(), l[0].ID); err != nil || p.State != market.ProposalPassed || p.Opened != market.PostingID(opened.String()) {
		t.Errorf("%+v, %v", p, err)
	}
	status, body = c.form("/follow", "number", l[0].Number)
	c.want("followed", status, body, 200, "上屏了")
	cheat := near.write(record.EmployerRegistered, near.new(), record.Employer{Name: "史师傅", Kind: "farm"}, near.box(record.Contact{Phone: "18900000204"}, true))
	near.sync()
	if err := c.archive.RedList(t.Context(), market.EmployerID(cheat.String()), true, "欠薪"); err != nil {
		t.Fatal(err)
	}
	status, body = c.form("/hire", fields()...)
	c.want("on the red list", status, body, 400)
}

// One address hands in so much in an hour and no more.
func TestFormsAreBounded(t *testing.T) {
	c := newTown(t)
	for range 30 {
		if status, _ := c.form("/complain", "kind", "other"); status != 200 {
			t.Fatal(status)
		}
	}
	status, body := c.form("/complain", "kind", "other")
	c.want("one more", status, body, 429)
}
