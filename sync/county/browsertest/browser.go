// Package browsertest drives a real Chromium through the county's pages, for tests: what an office or a
// phone sees, pressed and filled by hand.
//
// Begin at Open. A page that stands out of its screen to the right fails the test wherever it is met.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Sizes that the pages are looked at in: an office's screen and a phone. Width and height in pixels.
var Sizes = map[string][2]int64{"desk": {1366, 900}, "phone": {360, 740}}

// Browser is a real one without a window, at one server and of one size.
type Browser struct {
	t    testing.TB
	url  string
	ctx  context.Context
	size string
}

// Open starts a browser of one of Sizes for the server at url. Pictures go to the folder that YIZHAN_OUT
// names, if it does.
func Open(t testing.TB, url, size string) *Browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatalf("%v: assets/package/debian/setup.sh windows installs it", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "zh-CN"),
		chromedp.Env("LC_ALL=C.UTF-8")) // without a locale it cannot give a file a Chinese name
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	b := &Browser{t, url, ctx, size}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(Sizes[size][0], Sizes[size][1])); err != nil { // starts it, and may have no bound
		t.Fatalf("start chromium: %v", err)
	}
	b.ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	return b
}

func (b *Browser) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatalf("%s on a %s: %v", what, b.size, err)
	}
}

// Go opens a page.
func (b *Browser) Go(path string) {
	b.t.Helper()
	b.do("open "+path, chromedp.Navigate(b.url+path), chromedp.WaitReady(chromedp.CSS("body")))
	b.fits(path)
}

// fits fails when something stands out of the page to the right.
func (b *Browser) fits(where string) {
	b.t.Helper()
	out, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil || out > 0 {
		b.t.Errorf("%s on a %s stands out by %d, %v", where, b.size, out, err)
	}
}

// Press clicks what leads to another page and waits for that.
func (b *Browser) Press(selector string) {
	b.t.Helper()
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		b.t.Fatalf("press %s on a %s: %v", selector, b.size, err)
	}
	b.do("wait", chromedp.WaitReady(chromedp.CSS("body")))
	b.fits("after " + selector)
}

// Tap clicks what changes something on this page: a choice, a fold.
func (b *Browser) Tap(selector string) {
	b.t.Helper()
	b.do("tap "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// Fill types a text into a field.
func (b *Browser) Fill(selector, text string) {
	b.t.Helper()
	b.do("fill "+selector, chromedp.SendKeys(chromedp.CSS(selector), text))
}

// Text is what stands in a part of the page.
func (b *Browser) Text(selector string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Text(chromedp.CSS(selector)))
	if err != nil {
		b.t.Fatalf("read %s on a %s: %v", selector, b.size, err)
	}
	return s
}

// Has says whether there is something of that kind on the page.
func (b *Browser) Has(selector string) bool {
	b.t.Helper()
	n, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.querySelectorAll(`+strconv.Quote(selector)+`).length`))
	if err != nil {
		b.t.Fatalf("look for %s on a %s: %v", selector, b.size, err)
	}
	return n > 0
}

// Says fails for each of the words that the page does not show.
func (b *Browser) Says(words ...string) {
	b.t.Helper()
	text := b.Text("body")
	for _, w := range words {
		if !strings.Contains(text, w) {
			b.t.Errorf("on a %s: the page does not say %q:\n%s", b.size, w, text)
		}
	}
}

// OnPaper shows pages as they are printed: A4, lying, with margins of a centimetre.
func (b *Browser) OnPaper() {
	b.t.Helper()
	b.do("take paper", chromedp.EmulateViewport(1047, 718), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
}

// Shown counts the parts of a kind that have a place on the page.
func (b *Browser) Shown(selector string) int {
	b.t.Helper()
	return b.count(selector, `e.getClientRects().length > 0`)
}

// Cut counts the parts of a kind that are wider than what they stand in, or hold something that is.
func (b *Browser) Cut(selector string) int {
	b.t.Helper()
	return b.count(selector, `e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > document.documentElement.clientWidth + 1`)
}

// Narrower counts the parts of a kind that are less wide than so many pixels.
func (b *Browser) Narrower(selector string, least int) int {
	b.t.Helper()
	return b.count(selector, `e.clientWidth < `+strconv.Itoa(least))
}

// count counts the parts of a kind of which a condition on e holds.
func (b *Browser) count(selector, condition string) int {
	b.t.Helper()
	n, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`Array.from(document.querySelectorAll(`+strconv.Quote(selector)+`)).filter(e => `+condition+`).length`))
	if err != nil {
		b.t.Fatalf("count %s on a %s: %v", selector, b.size, err)
	}
	return n
}

// Picture keeps the whole page as a picture.
func (b *Browser) Picture(name string) {
	b.t.Helper()
	dir := os.Getenv("YIZHAN_OUT")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatalf("picture %s: %v", name, err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+"-"+b.size+".png"), png, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// Take presses what gives a file, and gives its name and content.
func (b *Browser) Take(selector string) (name string, content []byte) {
	b.t.Helper()
	dir := b.t.TempDir()
	begun, progress := chromedp.Events(b.ctx, browser.DownloadWillBegin), chromedp.Events(b.ctx, browser.DownloadProgress)
	b.do("take "+selector, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		on := true
		_, err := chromedp.Call(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: &on,
		})
		return err
	}), chromedp.Click(chromedp.CSS(selector)))
	for e, err := range begun {
		if err != nil {
			b.t.Fatalf("take %s on a %s: %v", selector, b.size, err)
		}
		name = e.SuggestedFilename
		break
	}
	for e, err := range progress {
		if err != nil {
			b.t.Fatalf("take %s on a %s: %v", selector, b.size, err)
		}
		if e.State != browser.DownloadProgressStateCompleted {
			continue
		}
		if content, err = os.ReadFile(filepath.Join(dir, e.GUID)); err != nil {
			b.t.Fatal(err)
		}
		break
	}
	return name, content
}

// SignIn signs an account in.
func (b *Browser) SignIn(account, password string) {
	b.t.Helper()
	b.Go("/office/in")
	b.Fill(`input[name=account]`, account)
	b.Fill(`input[name=password]`, password)
	b.Press(`main form button`)
}
