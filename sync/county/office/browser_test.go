package office_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
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

func (c *chromium) signIn(account, password string) {
	c.t.Helper()
	c.open("/office/in")
	c.fill(`input[name=account]`, account)
	c.fill(`input[name=password]`, password)
	c.press(`main form button`)
}

func TestPagesInABrowser(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	password := d.open("xian", lushan)
	for _, size := range []string{"desk", "phone"} {
		t.Run(size, func(t *testing.T) {
			d := *d
			d.t = t
			c := d.browse(size)
			c.open("/office/in")
			c.picture("sign-in")
			c.signIn("xian", password)
			if got := c.text("h1"); got != "11月22日 星期日" {
				t.Errorf("signed in to %q", got)
			}
			for name, path := range map[string]string{
				"today": "/office", "stations": "/office/stations?open=" + string(wawu), "station": "/office/stations/3", "fence": "/office/stations/3/fence",
				"codes": "/office/codes", "conflicts": "/office/conflicts", "conflict": s.conflict(), "quarantine": "/office/quarantine", "complaints": "/office/complaints",
				"complaint": "/office/complaints/" + s.complaint.String(), "redlist": "/office/redlist", "employer": "/office/employers/" + s.employer.String(),
				"postings": "/office/postings", "review": "/office/review", "proposal": "/office/review/" + s.proposal.String(), "people": "/office/people",
				"refused": "/office/nothing", "code-new": "/office/codes/" + string(lushan), "accounts": "/office/accounts", "password": "/office/password",
			} {
				c.open(path)
				c.picture(name)
			}
		})
	}
}
