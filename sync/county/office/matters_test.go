package office_test

import (
	"net/http"
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/office"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

func (s *sample) conflict() string {
	return "/office/conflicts/" + s.double[0].String() + "~" + s.double[1].String() + "/double_place"
}

// Two people on one place: both numbers are shown for a reason, each time it is written down, and
// the decision asks the other's station to cancel.
func TestConflictIsDecided(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("xian", lushan)
	path := s.conflict()
	b.get("/office/conflicts").want(t, "the queue", http.StatusOK, "卸化肥", "马**", "郭**", path)
	page := b.get(path)
	page.want(t, "the pair", http.StatusOK, "一个名额，两个人", "189****7721", "189****0954", "先到，暂定给他")
	for _, secret := range []string{"18900007721", "18900000954", "马建国", "郭小军"} {
		if strings.Contains(page.body, secret) {
			t.Errorf("the page shows %s without a reason", secret)
		}
	}
	b.send(path+"/show/0").want(t, "without a reason", http.StatusBadRequest)
	b.send(path+"/show/7", "words", "问").want(t, "a side that is not there", http.StatusNotFound)
	b.send(path+"/show/0", "words", "打电话问是谁先到").want(t, "one number", http.StatusOK, "18900007721", "马建国")
	b.send(path+"/show/1", "words", "打电话问是谁先到").want(t, "the other", http.StatusOK, "18900000954")
	if n := d.facts(record.PersonShown); n != 2 {
		t.Errorf("%d facts of unmasking", n)
	}
	keep := s.double[0].String()
	b.send(path+"/settle", "keep", keep).want(t, "no reason", http.StatusBadRequest)
	b.send(path+"/settle", "keep", "9-9-9", "words", "定").want(t, "a match that is none of these", http.StatusBadRequest)
	b.send(strings.Replace(path, "double_place", "time_clash", 1)+"/settle", "keep", keep, "words", "定").want(t, "another kind", http.StatusNotFound, words("unknown_conflict"))
	b.send(path+"/settle", "keep", keep, "words", "马师傅已到工地").want(t, "decided", http.StatusSeeOther)
	b.get(path).want(t, "it left the queue", http.StatusNotFound)
	asked := d.facts(record.CancelAsked)
	if asked != 1 || d.facts(record.ConflictSettled) != 1 {
		t.Errorf("%d cancels asked for", asked)
	}
	b.get("/office/accounts").want(t, "the log", http.StatusOK, "看全号（撞名额）", "打电话问是谁先到", "定了撞名额", "马师傅已到工地")
}

// Whoever sees only one of the two stations sees nothing of the conflict.
func TestConflictAcrossAreas(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("cun", village)
	b.get(s.conflict()).want(t, "the village", http.StatusNotFound)
	b.send(s.conflict()+"/show/0", "words", "看").want(t, "its number", http.StatusNotFound)
	if d.facts(record.PersonShown) != 0 {
		t.Error("somebody was shown")
	}
	d.as("zhen", wawu).get(s.conflict()).want(t, "the township of both", http.StatusOK, "马**")
}

func (d *desk) facts(kind record.Kind) (n int) {
	d.t.Helper()
	err := d.archive.Dump(d.t.Context(), "facts", func(row any) error {
		if strings.Contains(jsonOf(d.t, row), `"kind":"`+string(kind)+`"`) {
			n++
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func TestComplaintMovesOn(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("xian", lushan)
	path := "/office/complaints/" + s.complaint.String()
	b.get("/office/complaints").want(t, "the list", http.StatusOK, "没拿到工钱", "2160 元", "没留名", path)
	b.get(path).want(t, "one", http.StatusOK, "记下了", "转劳动监察", "马师傅", "189****7721")
	b.send(path+"/move", "state", "filed").want(t, "back", http.StatusBadRequest)
	b.send(path+"/move", "state", "handed_over", "words", "7 月 9 日转县劳动监察").want(t, "handed over", http.StatusSeeOther)
	b.send(path+"/move", "state", "taken_up").want(t, "back again", http.StatusConflict, words("wrong_state"))
	b.send(path+"/move", "state", "closed").want(t, "closed without words", http.StatusBadRequest)
	b.send(path+"/move", "state", "closed", "words", "工钱补上了").want(t, "closed", http.StatusSeeOther)
	b.get(path).want(t, "the steps", http.StatusOK, "7 月 9 日转县劳动监察", "工钱补上了", "xian")
	b.get("/office/complaints?state=closed").want(t, "the closed ones", http.StatusOK, "工钱补上了")
	b.send(path+"/show", "words", "回个话").want(t, "who it is", http.StatusOK, "18900007721")
}

// What the public hands in is seen, opened and dealt with by whoever sees the station that it belongs to.
func TestHandedInByThePublic(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	p := market.Proposal{
		Employer: market.Employer{Name: "史大山", Kind: "farm", Contact: "史师傅", Phone: "18900000204"},
		Posting:  market.Posting{Trade: "loader", Title: "网上来的活", Headcount: 2, Pay: 150_00, Unit: "day", Area: wawu, Start: "2026-11-23T07:30", Share: "county"},
	}
	if _, err := d.archive.HandIn(t.Context(), p, "test"); err != nil {
		t.Fatal(err)
	}
	about := market.Complaint{Kind: market.WagesOwed, Posting: market.PostingID(s.posting.String())}
	if _, err := d.archive.Complain(t.Context(), about, "", "说好 190 没给", "test"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.archive.Complain(t.Context(), market.Complaint{Kind: market.OtherWrong}, "", "没说是哪里", "test"); err != nil {
		t.Fatal(err)
	}
	l, err := d.archive.Proposals(t.Context(), archive.Reach{Area: wawu}, market.ProposalWaits, 50, 0)
	if err != nil || len(l) != 2 {
		t.Fatal(l, err)
	}
	town, county, other := d.as("zhen", wawu), d.as("xian", lushan), d.as("other", yexian)
	path := "/office/review/" + string(l[1].ID)
	town.get(path).want(t, "the township opens the posting", http.StatusOK, "网上来的活", "189****0204")
	town.send(path+"/return", "reason", "unclear").want(t, "and returns it", http.StatusSeeOther)
	other.get(path).want(t, "another county", http.StatusNotFound)
	all, err := d.archive.Complaints(t.Context(), archive.Reach{Area: lushan}, false, "", 50, 0)
	if err != nil || len(all) != 4 {
		t.Fatal(all, err)
	}
	for _, c := range all {
		path := "/office/complaints/" + string(c.ID)
		switch c.Said {
		case "说好 190 没给": // about a posting that the county's own station opened
			county.get(path).want(t, "the county", http.StatusOK, "说好 190 没给")
			town.get(path).want(t, "the township", http.StatusNotFound)
			other.get(path).want(t, "another county", http.StatusNotFound)
		case "没说是哪里":
			county.get(path).want(t, "the county", http.StatusOK, "没说是哪里")
			town.get(path).want(t, "the township", http.StatusNotFound)
		}
	}
}

func TestRedList(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b, town := d.as("xian", lushan), d.as("zhen", wawu)
	path := "/office/employers/" + s.employer.String()
	b.get("/office/redlist").want(t, "complained of", http.StatusOK, "姚吴程粮库", "投诉 1 件")
	b.get(path).want(t, "the employer", http.StatusOK, "189****0201")
	town.send(path+"/list", "words", "欠薪").want(t, "a township lists", http.StatusForbidden)
	b.send(path+"/list").want(t, "no reason", http.StatusBadRequest)
	b.send(path+"/list", "words", "欠薪两回").want(t, "listed", http.StatusSeeOther)
	b.get("/office/redlist").want(t, "the list", http.StatusOK, "欠薪两回")
	b.get("/office/postings").want(t, "its postings", http.StatusOK, "黑名单")
	b.send(path+"/unlist", "words", "付清了").want(t, "taken off", http.StatusSeeOther)
	b.get("/office/redlist").want(t, "empty", http.StatusOK, "名单上没有人")
}

// What the county withholds stands among the postings, with the reason.
func TestWithheldPosting(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	s.wawu.job(s.employer, record.Posting{
		Trade: "loader", Title: "搬货，先交押金100元", Headcount: 2, Pay: 150_00, Settlement: "same_day", Area: wawu, Start: "2026-11-23T07:30",
	})
	s.wawu.sync()
	d.as("xian", lushan).get("/office/postings").want(t, "the postings", http.StatusOK, "先交押金", "扣下了", words2("screen.worker_fee"), quoted("押金"))
}

// The county returns what must not be shown; its station hears of it. Only the station passes.
func TestReview(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("xian", lushan)
	path := "/office/review/" + s.proposal.String()
	b.get("/office/review").want(t, "the queue", http.StatusOK, "电子厂普工", "垒院墙", "没问题", "不能发 1 处")
	b.get(path).want(t, "one", http.StatusOK, words2("screen.worker_fee"), quoted("押金"), "某劳务公司", "189****3390", "6500 元/月")
	b.send(path+"/return", "reason", "ugly").want(t, "no such reason", http.StatusBadRequest)
	b.send(path+"/return", "reason", "unlawful", "words", "不能收押金").want(t, "returned", http.StatusSeeOther)
	b.send(path+"/return", "reason", "unlawful").want(t, "again", http.StatusConflict)
	b.get("/office/review?state=returned").want(t, "the returned", http.StatusOK, "电子厂普工")
	b.send(path+"/show", "words", "问许可证").want(t, "who", http.StatusOK, "18900003390")
}

func words2(key string) string { return assets.Chinese.T(key) }

func quoted(words string) string { return assets.Chinese.T("line.quoted", "words", words) }

func TestPeopleToHelp(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("xian", lushan)
	page := b.get("/office/people")
	page.want(t, "the list", http.StatusOK, "陈**", "189****4455", "有活")
	if strings.Contains(page.body, "低保") || strings.Contains(page.body, "村里开的证明") {
		t.Error("the list says which hardship it is")
	}
	b.send("/office/people/"+s.helped.String()+"/show", "words", "走访").want(t, "in full", http.StatusOK, "陈桂花", "18900004455", "低保低收入", "村里开的证明")
	b.send("/office/people/"+s.double[0].String()+"/show", "words", "走访").want(t, "what is nobody", http.StatusNotFound)
	if _, err := d.archive.Erase(t.Context(), s.helped.String()); err != nil {
		t.Fatal(err)
	}
	if body := b.get("/office/people").body; strings.Contains(body, "陈") {
		t.Error("somebody who was erased is on the list")
	}
	b.send("/office/people/"+s.helped.String()+"/show", "words", "走访").want(t, "erased", http.StatusNotFound)
}

func TestQuarantine(t *testing.T) {
	d := newDesk(t)
	d.sample()
	b, town := d.as("xian", lushan), d.as("zhen", wawu)
	b.get("/office/quarantine").want(t, "the list", http.StatusOK, "posting.borrowed")
	rows, err := d.archive.Quarantine(t.Context(), archive.Reach{Area: lushan})
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	path := "/office/quarantine/" + market.Ref{Origin: rows[0].Origin, N: uint32(rows[0].Seq)}.String() + "/pass"
	town.send(path).want(t, "a township", http.StatusForbidden)
	b.send(path, "words", "新版本的").want(t, "passed", http.StatusSeeOther)
	b.get("/office/quarantine").want(t, "empty", http.StatusOK, "没有存疑的记录")
}

// No page of the table shows or does anything about things of another county, whoever forges its
// address, and each change has words in the log.
func TestNothingOfAnotherCounty(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("other", yexian)
	d.open("xian", lushan)
	ids := map[office.Subject][]string{
		office.AStation: {"1", "3"}, office.AnArea: {string(lushan), string(wawu), string(city)},
		office.AThing:    {s.complaint.String(), s.proposal.String(), s.employer.String(), s.helped.String(), s.posting.String(), "0-1-9999", "4-1-1"},
		office.SomeThing: {s.double[0].String() + "~" + s.double[1].String(), s.double[0].String(), "0-1-5"},
	}
	tried := 0
	for _, p := range office.Pages() {
		method, path, _ := strings.Cut(p.Route, " ")
		if method == http.MethodPost {
			words := assets.Chinese
			deed := strings.TrimPrefix(strings.NewReplacer("/{id}", "", "/{kind}", "", "/{side}", "").Replace(path), "/office/")
			if key := "deed." + strings.ReplaceAll(deed, "/", "."); !words.Has(key) && p.Of != office.Nothing {
				t.Errorf("%s has no words %s", p.Route, key)
			}
		}
		for _, id := range ids[p.Of] {
			path := strings.NewReplacer("{id}", id, "{kind}", "double_place", "{side}", "0").Replace(path)
			var a answer
			if method == http.MethodPost {
				a = b.send(path, "words", "看看", "state", "closed", "reason", "unlawful", "keep", "both")
			} else {
				a = b.get(path)
			}
			tried++
			if a.status != http.StatusNotFound {
				t.Errorf("%s %s: %d", method, path, a.status)
			}
		}
	}
	if tried < 60 {
		t.Errorf("only %d tried", tried)
	}
	for _, path := range []string{"/office", "/office/stations", "/office/postings", "/office/review", "/office/people", "/office/complaints", "/office/conflicts", "/office/quarantine", "/office/codes", "/office/accounts"} {
		for _, theirs := range []string{"鲁山", "瓦屋", "卸化肥", "电子厂", "陈**", "马**", "77190342", "xian"} {
			if body := b.get(path).body; strings.Contains(body, theirs) {
				t.Errorf("%s shows %s", path, theirs)
			}
		}
	}
}
