package office_test

import (
	"strings"
	"testing"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/browsertest"
)

// Every page fits its screen; the pictures are there to be looked at.
func TestPagesInABrowser(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	password := d.open("xian", lushan)
	for size := range browsertest.Sizes {
		t.Run(size, func(t *testing.T) {
			c := browsertest.Open(t, d.url, size)
			c.Go("/office/in")
			c.Picture("sign-in")
			c.SignIn("xian", password)
			for name, path := range map[string]string{
				"today": "/office", "stations": "/office/stations?open=" + string(wawu), "station": "/office/stations/3", "fence": "/office/stations/3/fence", "describe": "/office/stations/3/page", "notices": "/office/notices",
				"codes": "/office/codes", "code-new": "/office/codes/" + string(lushan), "accounts": "/office/accounts", "password": "/office/password",
				"conflicts": "/office/conflicts", "conflict": s.conflict(), "quarantine": "/office/quarantine", "complaints": "/office/complaints",
				"complaint": "/office/complaints/" + s.complaint.String(), "redlist": "/office/redlist", "employer": "/office/employers/" + s.employer.String(),
				"postings": "/office/postings", "review": "/office/review", "proposal": "/office/review/" + s.proposal.String(), "people": "/office/people",
				"refused": "/office/nothing",
				"board":   "/board?area=" + string(lushan), "posting": "/board/" + s.posting.String(), "complain": "/complain?posting=" + s.posting.String(),
				"hire": "/hire?area=" + string(wawu), "hire-where": "/hire?area=" + string(lushan), "follow": "/follow",
			} {
				c.Go(path)
				c.Picture(name)
			}
		})
	}
}

// What an office does in a day, by hand: sign in for the first time, look through a posting and return
// it, enrol a station, decide about two people on one place.
func TestDayInABrowser(t *testing.T) {
	for size := range browsertest.Sizes {
		t.Run(size, func(t *testing.T) {
			d := newDesk(t)
			s := d.sample()
			given, err := d.archive.AddOfficer(t.Context(), "", archive.Officer{Account: "xian", Title: "县人社局 张科长", Reach: archive.Reach{Area: lushan}})
			if err != nil {
				t.Fatal(err)
			}
			c := browsertest.Open(t, d.url, size)
			c.SignIn("xian", "not the password")
			c.Says("账号或密码不对")
			c.Fill(`input[name=password]`, given)
			c.Press(`main form button`)
			c.Fill(`input[name=present]`, given)
			c.Fill(`input[name=chosen]`, "a phrase of my own")
			c.Fill(`input[name=again]`, "a phrase of my own")
			c.Press(`main form button`)
			c.Says("密码换好了", "名额派出", "等你处理")

			c.Press(`a[href="/office/postings"]`)
			c.Press(`a[href="/office/review"]`)
			c.Press(`a[href="/office/review/` + s.proposal.String() + `"]`)
			c.Says("不能向干活的人收钱", "189****3390")
			c.Tap(`input[value=unlawful]`)
			c.Fill(`form[action$="/return"] input[name=words]`, "去掉押金再来")
			c.Press(`form[action$="/return"] button`)
			c.Says("退回了")

			c.Press(`a[href="/office/stations"]`)
			c.Press(`a[href="/office/codes/410423000000"]`)
			c.Press(`a[href="/office/codes/410423102000"]`)
			c.Press(`form[action$="/new"] button`)
			code := strings.ReplaceAll(c.Text("#code"), " ", "")
			c.Picture("day-code")
			_, digits := d.enrolWith(code)
			c.Go("/office/codes")
			if got := strings.ReplaceAll(c.Text("#digits"), " ", ""); got != digits {
				t.Errorf("the page shows %s, the station %s", got, digits)
			}
			c.Picture("day-digits")

			c.Go("/office")
			c.Press(`a[href="/office/conflicts"]`)
			c.Press(`a[href="` + s.conflict() + `"]`)
			c.Tap(`.pair section.face summary`)
			c.Fill(`form[action$="/show/0"] input[name=words]`, "打电话问")
			c.Press(`form[action$="/show/0"] button`)
			if got := c.Text("#phone0"); got != "18900007721" {
				t.Errorf("the number is %s", got)
			}
			c.Picture("day-conflict")
			c.Tap(`input[value="` + s.double[0].String() + `"]`)
			c.Fill(`textarea[name=words]`, "马师傅已到工地，郭师傅同意换个活")
			c.Press(`form[action$="/settle"] button`)
			c.Says("定下来了", "没有撞了名额的")
		})
	}
}

// The pages behind a slip and the board's forms, on a phone, up to the number that somebody is given.
func TestPhoneInABrowser(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	c := browsertest.Open(t, d.url, "phone")
	c.Go("/board?area=" + string(lushan))
	c.Press(`a[href="/board/` + s.posting.String() + `"]`)
	c.Says("卸化肥", "到就近的站接活")
	c.Press(`a[href^="/complain"]`)
	c.Tap(`input[value=wages]`)
	c.Fill(`textarea[name=words]`, "说好 190 没给")
	c.Fill(`input[name=amount]`, "190")
	c.Press(`form button`)
	c.Says("记下了", "凭这个号")
	c.Picture("given")

	c.Go("/hire?area=" + string(wawu))
	c.Picture("hire-when")
	if n := c.Narrower(`input[type=datetime-local]`, 230); n > 0 { // what Chromium writes into it takes so much
		t.Errorf("%d fields for a day and an hour show the day alone", n)
	}
}
