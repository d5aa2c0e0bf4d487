package office_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"yizhan/sync/county/archive"
)

// The sizes that the pages are looked at in: an office's screen and a phone.
var sizes = map[string][2]int64{"desk": {1440, 1000}, "phone": {360, 740}}

// chromium is a real browser without a window.
type chromium struct {
	*desk
	ctx  context.Context
	size string
}

// browse starts a browser of a size. Pictures go to the folder that YIZHAN_OUT names, if it does.
func (d *desk) browse(size string) *chromium {
	d.t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		d.t.Fatalf("%v: assets/package/debian/setup.sh windows installs it", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "zh-CN"))
	ctx, stop := chromedp.NewExecAllocator(d.t.Context(), options...)
	d.t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	d.t.Cleanup(stop)
	c := &chromium{d, ctx, size}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(sizes[size][0], sizes[size][1])); err != nil { // starts it, and may have no bound
		d.t.Fatalf("start chromium: %v", err)
	}
	c.ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	d.t.Cleanup(stop)
	return c
}

func (c *chromium) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	c.t.Helper()
	if err := chromedp.Do(c.ctx, actions...); err != nil {
		c.t.Fatalf("%s on a %s: %v", what, c.size, err)
	}
}

func (c *chromium) open(path string) {
	c.t.Helper()
	c.do("open "+path, chromedp.Navigate(c.url+path), chromedp.WaitReady(chromedp.CSS("body")))
	c.fits(path)
}

// fits fails when something stands out of the page to the right.
func (c *chromium) fits(where string) {
	c.t.Helper()
	out, err := chromedp.Run(c.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil || out > 0 {
		c.t.Errorf("%s on a %s stands out by %d, %v", where, c.size, out, err)
	}
}

// press clicks what leads to another page and waits for that.
func (c *chromium) press(selector string) {
	c.t.Helper()
	if _, err := chromedp.RunResponse(c.ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		c.t.Fatalf("press %s on a %s: %v", selector, c.size, err)
	}
	c.do("wait", chromedp.WaitReady(chromedp.CSS("body")))
	c.fits("after " + selector)
}

func (c *chromium) fill(selector, text string) {
	c.t.Helper()
	c.do("fill "+selector, chromedp.SendKeys(chromedp.CSS(selector), text))
}

func (c *chromium) text(selector string) string {
	c.t.Helper()
	s, err := chromedp.Run(c.ctx, chromedp.Text(chromedp.CSS(selector)))
	if err != nil {
		c.t.Fatalf("read %s on a %s: %v", selector, c.size, err)
	}
	return s
}

// picture keeps the whole page as a picture.
func (c *chromium) picture(name string) {
	c.t.Helper()
	dir := os.Getenv("YIZHAN_OUT")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(c.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		c.t.Fatalf("picture %s: %v", name, err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+"-"+c.size+".png"), png, 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// says fails for each of the words that the page does not show.
func (c *chromium) says(words ...string) {
	c.t.Helper()
	text := c.text("body")
	for _, w := range words {
		if !strings.Contains(text, w) {
			c.t.Errorf("on a %s: the page does not say %q:\n%s", c.size, w, text)
		}
	}
}

func (c *chromium) signIn(account, password string) {
	c.t.Helper()
	c.open("/office/in")
	c.fill(`input[name=account]`, account)
	c.fill(`input[name=password]`, password)
	c.press(`main form button`)
}

// Every page fits its screen; the pictures are there to be looked at.
func TestPagesInABrowser(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	password := d.open("xian", lushan)
	for size := range sizes {
		t.Run(size, func(t *testing.T) {
			d := *d
			d.t = t
			c := d.browse(size)
			c.open("/office/in")
			c.picture("sign-in")
			c.signIn("xian", password)
			for name, path := range map[string]string{
				"today": "/office", "stations": "/office/stations?open=" + string(wawu), "station": "/office/stations/3", "fence": "/office/stations/3/fence",
				"codes": "/office/codes", "code-new": "/office/codes/" + string(lushan), "accounts": "/office/accounts", "password": "/office/password",
				"conflicts": "/office/conflicts", "conflict": s.conflict(), "quarantine": "/office/quarantine", "complaints": "/office/complaints",
				"complaint": "/office/complaints/" + s.complaint.String(), "redlist": "/office/redlist", "employer": "/office/employers/" + s.employer.String(),
				"postings": "/office/postings", "review": "/office/review", "proposal": "/office/review/" + s.proposal.String(), "people": "/office/people",
				"refused": "/office/nothing",
				"board":   "/board?area=" + string(lushan), "posting": "/board/" + s.posting.String(), "complain": "/complain?posting=" + s.posting.String(),
				"hire": "/hire?area=" + string(wawu), "hire-where": "/hire?area=" + string(lushan), "follow": "/follow",
			} {
				c.open(path)
				c.picture(name)
			}
		})
	}
}

// What an office does in a day, by hand: sign in for the first time, look through a posting and return
// it, enrol a station, decide about two people on one place.
func TestDayInABrowser(t *testing.T) {
	for size := range sizes {
		t.Run(size, func(t *testing.T) {
			d := newDesk(t)
			s := d.sample()
			given, err := d.archive.AddOfficer(t.Context(), "", archive.Officer{Account: "xian", Title: "县人社局 张科长", Reach: archive.Reach{Area: lushan}})
			if err != nil {
				t.Fatal(err)
			}
			c := d.browse(size)
			c.signIn("xian", "not the password")
			c.says("账号或密码不对")
			c.fill(`input[name=password]`, given)
			c.press(`main form button`)
			c.fill(`input[name=present]`, given)
			c.fill(`input[name=chosen]`, "a phrase of my own")
			c.fill(`input[name=again]`, "a phrase of my own")
			c.press(`main form button`)
			c.says("密码换好了", "名额派出", "等你处理")

			c.press(`a[href="/office/postings"]`)
			c.press(`a[href="/office/review"]`)
			c.press(`a[href="/office/review/` + s.proposal.String() + `"]`)
			c.says("不能向干活的人收钱", "189****3390")
			c.do("choose a reason", chromedp.Click(chromedp.CSS(`input[value=unlawful]`)))
			c.fill(`form[action$="/return"] input[name=words]`, "去掉押金再来")
			c.press(`form[action$="/return"] button`)
			c.says("退回了")

			c.press(`a[href="/office/stations"]`)
			c.press(`a[href="/office/codes/410423000000"]`)
			c.press(`a[href="/office/codes/410423102000"]`)
			c.press(`form[action$="/new"] button`)
			code := strings.ReplaceAll(c.text("#code"), " ", "")
			c.picture("day-code")
			_, digits := d.enrolWith(code)
			c.open("/office/codes")
			if got := strings.ReplaceAll(c.text("#digits"), " ", ""); got != digits {
				t.Errorf("the page shows %s, the station %s", got, digits)
			}
			c.picture("day-digits")

			c.open("/office")
			c.press(`a[href="/office/conflicts"]`)
			c.press(`a[href="` + s.conflict() + `"]`)
			c.do("unfold", chromedp.Click(chromedp.CSS(`.pair section.face summary`)))
			c.fill(`form[action$="/show/0"] input[name=words]`, "打电话问")
			c.press(`form[action$="/show/0"] button`)
			if got := c.text("#phone0"); got != "18900007721" {
				t.Errorf("the number is %s", got)
			}
			c.picture("day-conflict")
			c.do("keep the first", chromedp.Click(chromedp.CSS(`input[value="`+s.double[0].String()+`"]`)))
			c.fill(`textarea[name=words]`, "马师傅已到工地，郭师傅同意换个活")
			c.press(`form[action$="/settle"] button`)
			c.says("定下来了", "没有撞了名额的")
		})
	}
}

// The pages behind a slip and the board's forms, on a phone, up to the number that somebody is given.
func TestPhoneInABrowser(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	c := d.browse("phone")
	c.open("/board?area=" + string(lushan))
	c.press(`a[href="/board/` + s.posting.String() + `"]`)
	c.says("卸化肥", "到就近的站接活")
	c.press(`a[href^="/complain"]`)
	c.do("choose", chromedp.Click(chromedp.CSS(`input[value=wages]`)))
	c.fill(`textarea[name=words]`, "说好 190 没给")
	c.fill(`input[name=amount]`, "190")
	c.press(`form button`)
	c.says("记下了", "凭这个号")
	c.picture("given")
}
