package flow

// Ticker is a page that changes by itself. Tick runs once a second and says whether the page
// has to be drawn again.
type Ticker interface{ Tick() bool }

// Reloader is a page that shows what is stored and reads it again after a change, here or by
// sync. It says whether the page has to be drawn again.
type Reloader interface{ Reload() bool }

// Pulse moves an app on by seconds: pages that change by themselves, and the patience of those
// that nobody touches. It counts seconds instead of asking a clock, which may be set.
type Pulse struct {
	app   *App
	quiet int  // seconds since the last touch
	page  Page // that was on screen then
}

// NewPulse makes the pulse of an app. Beat is called once a second, Touched at every touch.
func NewPulse(app *App) *Pulse { return &Pulse{app: app} }

// Touched begins the patience anew.
func (u *Pulse) Touched() { u.quiet = 0 }

// Beat goes on by one second.
func (u *Pulse) Beat() {
	u.app.ageToast()
	p := u.app.Current()
	if p != u.page {
		u.page, u.quiet = p, 0
	}
	u.quiet++
	if idle := p.Kind().Idle(); idle > 0 && u.quiet >= int(idle.Seconds()) {
		u.app.Show(newCountdown(u.app))
		return
	}
	if t, ok := p.(Ticker); ok && t.Tick() && u.app.Current() == p {
		u.app.Changed()
	}
}

// Refresh lets the current page read the store again.
func (a *App) Refresh() {
	if r, ok := a.Current().(Reloader); ok && r.Reload() {
		a.Changed()
	}
}

// LastCall is the countdown before an untouched page is wiped. It lies over that page.
type LastCall struct {
	app   *App
	under Page
	Left  int // seconds
}

func newCountdown(a *App) *LastCall {
	return &LastCall{app: a, under: a.Current(), Left: int(Countdown.Seconds())}
}

// Name implements Page.
func (*LastCall) Name() string { return "countdown" }

// Kind implements Page: the countdown has its own end.
func (*LastCall) Kind() Kind { return Attract }

// Under is the page that goes on when the person is still there.
func (c *LastCall) Under() Page { return c.under }

// Tick implements Ticker; the last second wipes.
func (c *LastCall) Tick() bool {
	if c.Left--; c.Left <= 0 {
		c.app.End()
		return false
	}
	return true
}

// GoOn leads back to the page below.
func (c *LastCall) GoOn() { c.app.Back() }

// End wipes at once.
func (c *LastCall) End() { c.app.End() }

// Forget implements Page.
func (c *LastCall) Forget() { c.under = nil }
