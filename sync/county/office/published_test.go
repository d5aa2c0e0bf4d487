package office_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// published gives the id of the first notice or course on the list.
func (b *browser) published(what string) string {
	b.t.Helper()
	m := regexp.MustCompile(`/office/` + what + `/(0-\d+-\d+)"`).FindStringSubmatch(b.get("/office/notices").body)
	if m == nil {
		b.t.Fatalf("nothing of %s is listed", what)
	}
	return m[1]
}

// A notice is written, worded anew, withdrawn and published once more, and each of it is a fact that
// stations hear.
func TestNoticeFromTheDesk(t *testing.T) {
	d := newDesk(t)
	b := d.as("xian", lushan)
	b.get("/office/notices").want(t, "an empty list", http.StatusOK, "还没有通知", "通用的一版")
	b.get("/office/areas/"+string(lushan)+"/notices").want(t, "the form", http.StatusOK, "写通知", `value="2026-11-22"`)
	form := []string{"topic", "subsidy", "title", "学手艺给补贴", "second", "怎么领", "text", "带身份证。\r\n 不收钱。", "from", "2026-11-22", "until", ""}
	b.send("/office/areas/"+string(lushan)+"/notices", form...).want(t, "publish", http.StatusSeeOther)
	id := b.published("notices")
	n, err := d.archive.Notice(t.Context(), market.NoticeID(id))
	if err != nil || n.Area != lushan || n.Text != "带身份证。\n不收钱。" {
		t.Errorf("%+v, %v", n, err)
	}
	b.get("/office/notices?topic=weather").want(t, "another topic", http.StatusOK, "还没有通知")
	b.get("/office/notices/"+id).want(t, "its page", http.StatusOK, "学手艺给补贴", "撤下来")
	form[3] = "学手艺补贴涨了"
	b.send("/office/notices/"+id+"/change", form...).want(t, "change", http.StatusSeeOther)
	b.send("/office/notices/"+id+"/withdraw").want(t, "withdraw", http.StatusSeeOther)
	if page := b.get("/office/notices"); strings.Contains(page.body, "学手艺补贴涨了") {
		t.Error("a withdrawn notice is still listed")
	}
	b.get("/office/notices?all=1").want(t, "all", http.StatusOK, "学手艺补贴涨了", "撤下了")
	b.get("/office/notices/"+id).want(t, "its words stay", http.StatusOK, "学手艺补贴涨了", "不收钱。")
	b.send("/office/notices/"+id+"/change", form...).want(t, "publish again", http.StatusSeeOther)
	b.get("/office/notices").want(t, "it is back", http.StatusOK, "学手艺补贴涨了", "挂着")
	if p, w := d.facts(record.NoticePublished), d.facts(record.NoticeWithdrawn); p != 3 || w != 1 {
		t.Errorf("%d facts of publishing, %d of withdrawing", p, w)
	}
	b.get("/office/accounts").want(t, "the log", http.StatusOK, "发通知", "改通知", "撤通知")
}

// What is wrong is said beside its field, and what was written stands in the form.
func TestNoticeWithFaults(t *testing.T) {
	d := newDesk(t)
	b := d.as("xian", lushan)
	for _, c := range []struct {
		what string
		form []string
		says string
	}{
		{"no title", []string{"topic", "policy", "text", "写了好久", "from", "2026-11-22"}, "写了好久"},
		{"a long title", []string{"topic", "policy", "title", strings.Repeat("长", 17), "from", "2026-11-22"}, strings.Repeat("长", 17)},
		{"an unknown topic", []string{"topic", "weather'--", "title", "甲", "from", "2026-11-22"}, "甲"},
		{"no day", []string{"topic", "policy", "title", "甲", "from", "11/22"}, "11/22"},
		{"it ends first", []string{"topic", "policy", "title", "甲", "from", "2026-11-22", "until", "2026-11-21"}, "2026-11-21"},
		{"words that turn round", []string{"topic", "policy", "title", "甲\u202e乙", "from", "2026-11-22"}, `role="alert"`},
	} {
		b.fill("/office/areas/"+string(lushan)+"/notices", "", c.form...).want(t, c.what, http.StatusBadRequest, `role="alert"`, c.says)
	}
	for _, seats := range []string{"", "0", "-3", "501", "1e3", "99999999999999999999"} {
		b.fill("/office/areas/"+string(lushan)+"/trainings", "", "title", "电焊", "place", "县城", "seats", seats).want(t, "seats "+seats, http.StatusBadRequest, `role="alert"`, "电焊")
	}
	b.fill("/office/areas/"+string(lushan)+"/trainings", "", "title", "电焊", "place", "县城", "seats", "20", "kind", "slavery").want(t, "a kind", http.StatusBadRequest, `role="alert"`)
	b.fill("/office/areas/"+string(lushan)+"/trainings", "", "title", "电焊", "place", "县城", "seats", "20", "fee", "-1").want(t, "a fee", http.StatusBadRequest, `role="alert"`)
	if n := d.facts(record.NoticePublished) + d.facts(record.TrainingPublished); n != 0 {
		t.Errorf("%d facts of what was refused", n)
	}
}

// An office publishes for its own area alone, and what a wider office published is read and not changed.
func TestPublishedByOthers(t *testing.T) {
	d := newDesk(t)
	above, b, other, town := d.as("shi", city), d.as("xian", lushan), d.as("yexian", yexian), d.as("xiang", wawu)
	notice := []string{"topic", "policy", "title", "全市都看", "from", "2026-11-22"}
	above.send("/office/areas/"+string(city)+"/notices", notice...).want(t, "the city", http.StatusSeeOther)
	citys := above.published("notices")
	b.get("/office/notices").want(t, "the county reads it", http.StatusOK, "全市都看")
	for _, path := range []string{"/office/notices/" + citys, "/office/notices/0-1-999", "/office/notices/x", "/office/trainings/" + citys + "0"} {
		b.get(path).want(t, path, http.StatusNotFound)
	}
	b.send("/office/notices/"+citys+"/withdraw").want(t, "withdraw another's", http.StatusNotFound)
	b.send("/office/areas/"+string(yexian)+"/notices", notice...).want(t, "for another county", http.StatusNotFound)
	b.send("/office/areas/"+string(lushan)+"/trainings", "title", "养老护理", "place", "县城", "seats", "20").want(t, "a course", http.StatusSeeOther)
	course := b.published("trainings")
	other.get("/office/trainings/"+course).want(t, "another county's course", http.StatusNotFound)
	if page := other.get("/office/notices"); strings.Contains(page.body, "养老护理") {
		t.Error("a county's course is listed in another")
	}
	town.get("/office/notices").want(t, "a township", http.StatusForbidden)
	town.send("/office/areas/"+string(wawu)+"/notices", notice...).want(t, "a township publishes", http.StatusForbidden)
	above.send("/office/trainings/"+course+"/withdraw").want(t, "the city withdraws a county's", http.StatusSeeOther)
}

// The agreement's text is versioned by area; what it must say is asked for, and it can be taken back.
func TestAgreementFromTheDesk(t *testing.T) {
	d := newDesk(t)
	b := d.as("xian", lushan)
	path := "/office/agreement/" + string(lushan)
	b.get(path).want(t, "the usual text", http.StatusOK, "【活】", "【工钱】", "通用的一版")
	text := "**活：**【活】。\n**时候：**【日期】，【时间】。\n**地方：**【地点】。\n**钱：**【工钱】，【结算】。\n\n**另外：**【另外】。"
	b.send(path+"/publish", "lead", "说好下面的事。", "text", text).want(t, "publish", http.StatusSeeOther)
	b.get(path).want(t, "version 1", http.StatusOK, "第 1 版", "**钱：**【工钱】，【结算】。")
	now, rows, err := d.archive.Agreements(t.Context(), lushan)
	if err != nil || len(rows) != 1 || now.Version != 1 || len(now.Clauses) != 5 || now.Clauses[3] != "**钱：**{pay}，{settlement}。" {
		t.Errorf("%+v, %+v, %v", now, rows, err)
	}
	for what, bad := range map[string]string{
		"no pay": "【活】【日期】【地点】", "a place that nothing fills": text + "\n【年龄】", "braces": text + "\n{phone}", "nothing": "", "too many": text + strings.Repeat("\n一条", 12),
		"markup is words": "<script>alert(1)</script>",
	} {
		a := b.fill(path, "/publish", "lead", "说好。", "text", bad)
		a.want(t, what, http.StatusBadRequest, `role="alert"`)
		if strings.Contains(a.body, "<script>alert") {
			t.Errorf("%s lets markup through", what)
		}
	}
	b.send(path+"/publish", "lead", "改了一句。", "text", text).want(t, "version 2", http.StatusSeeOther)
	b.send(path+"/withdraw").want(t, "take back", http.StatusSeeOther)
	b.send(path+"/withdraw").want(t, "take back twice", http.StatusNotFound)
	if now, rows, err = d.archive.Agreements(t.Context(), lushan); err != nil || now.Version != 0 || len(rows) != 3 {
		t.Errorf("%+v, %d rows, %v", now, len(rows), err)
	}
	b.send("/office/agreement/"+string(yexian)+"/publish", "lead", "说好。", "text", text).want(t, "another county's", http.StatusNotFound)
	d.as("shi", city).send("/office/agreement/"+string(city)+"/publish", "lead", "全市一样。", "text", text).want(t, "the city's", http.StatusSeeOther)
	if now, _, err = d.archive.Agreements(t.Context(), wawu); err != nil || now.Lead != "全市一样。" {
		t.Errorf("a township prints %+v, %v", now, err)
	}
}

// What stands on a station's page is written on the desk; what is no hour or no phone is refused with the
// form as it was filled in.
func TestStationIsDescribed(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("xiang", wawu)
	path := "/office/stations/" + strconv.Itoa(int(s.wawu.Station)) + "/page"
	b.get(path).want(t, "the form", http.StatusOK, "本站告示")
	form := []string{"opens", "05:30", "closes", "18:00", "days", "每天", "address", "乡政府东 200 米", "inquiry", "0375-2978818", "promise", "不收一分钱\r\n先核实再发布\r\n", "rules", ""}
	b.send(path, form...).want(t, "describe", http.StatusSeeOther)
	p, err := d.archive.StationPage(t.Context(), s.wawu.Station)
	if err != nil || p.Opens != "05:30" || len(p.Promise) != 2 || p.Rules != nil {
		t.Errorf("%+v, %v", p, err)
	}
	b.get(path).want(t, "what stands", http.StatusOK, "乡政府东 200 米", "先核实再发布")
	for what, change := range map[int]string{1: "25:00", 3: "", 7: strings.Repeat("长", 61), 9: "打给我<script>", 11: strings.Repeat("一\n", 6)} {
		bad := slices.Clone(form)
		bad[what] = change
		a := b.fill(path, "", bad...)
		a.want(t, bad[what-1], http.StatusBadRequest, `role="alert"`)
		if strings.Contains(a.body, "<script>") {
			t.Error("markup is let through")
		}
	}
	b.get("/office/stations/"+strconv.Itoa(int(s.county.Station))+"/page").want(t, "a station elsewhere", http.StatusNotFound)
	if n := d.facts(record.StationDescribed); n != 1 {
		t.Errorf("%d facts", n)
	}
}

// What an office writes is text on its own pages too, and a form of megabytes is not read.
func TestHostileWordsInPublished(t *testing.T) {
	d := newDesk(t)
	b := d.as("shi", city)
	const evil = `<script>a()`
	area := "/office/areas/" + string(city)
	b.send(area+"/notices", "topic", "policy", "title", evil, "second", bad[:30], "text", bad, "from", "2026-11-22").want(t, "a notice", http.StatusSeeOther)
	b.send(area+"/trainings", "title", evil, "place", bad[:30], "seats", "3").want(t, "a course", http.StatusSeeOther)
	b.send("/office/agreement/"+string(city)+"/publish", "lead", bad, "text", "【活】【日期】【地点】【工钱】"+bad).want(t, "an agreement", http.StatusSeeOther)
	seen := 0
	for _, path := range []string{
		"/office/notices", "/office/notices/" + b.published("notices"), "/office/trainings/" + b.published("trainings"), "/office/agreement/" + string(city),
	} {
		page := b.get(path).body
		if strings.Contains(page, "<script") || strings.Contains(page, "<img") {
			t.Errorf("%s lets markup through", path)
		}
		if strings.Contains(page, "&lt;script&gt;") {
			seen++
		}
	}
	if seen != 4 {
		t.Errorf("the words stand on %d pages", seen)
	}
	for _, path := range []string{area + "/notices", area + "/trainings", "/office/agreement/" + string(city) + "/publish"} {
		b.send(path, "text", strings.Repeat("长", 4<<20)).want(t, "12 MB to "+path, http.StatusRequestEntityTooLarge)
		b.post(path, url.Values{"proof": {"forged"}, "title": {"甲"}}).want(t, "forged proof at "+path, http.StatusForbidden)
	}
}
