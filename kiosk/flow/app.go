package flow

import (
	"context"
	"image"
	"sync/atomic"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/board"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/exchange"
	"yizhan/kiosk/ime"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Page is the view-model of one screen.
type Page interface {
	// Name is a short constant for tests and logs: "home", "results".
	Name() string
	// Kind says how long the page may stay untouched.
	Kind() Kind
	// Forget drops everything the page holds of a person. It is called when the page is left
	// for good and by the wipe.
	Forget()
}

// Kind is a group of pages with the same patience.
type Kind int

// The kinds of pages, with their idle times (SCREENS.md, Numbers).
const (
	Attract Kind = iota // home: never idle
	Guest               // 60 s
	Form                // 90 s
	Staff               // 120 s
)

// Idle is how long a page of this kind may stay untouched before the countdown; 0 is for ever.
func (k Kind) Idle() time.Duration {
	switch k {
	case Guest:
		return 60 * time.Second
	case Form:
		return 90 * time.Second
	case Staff:
		return 120 * time.Second
	}
	return 0
}

// Countdown is how long the one big 继续 stays.
const Countdown = 20 * time.Second

// SyncState is what the header's chip shows.
type SyncState struct {
	Unsent   uint64
	Online   bool      // the last round reached the county
	LastGood time.Time // zero: never
	Code     string    // refusal of the last round, "" when it went well
	Disk     string    // refusal of the disk at the last round, "" when it took what the round wrote
}

// Backstage is what the pages need of the running kiosk beside the desk.
type Backstage interface {
	// SyncState is the newest state, at once.
	SyncState() SyncState
	// SyncNow runs a whole round and gives its refusal, "" when it went well.
	SyncNow(ctx context.Context) (code string, err error)
	// PrintState is the state of a print job: queued, sending, unconfirmed, printed, failed.
	PrintState(ctx context.Context, job int64) (string, error)
	// Devices are those that want somebody now, at once.
	Devices() []DeviceFault
}

// Config is what an App is made of.
type Config struct {
	Desk    *desk.Desk
	Board   *board.Board // open postings; nil: the app fills one of its own when it needs it, and waits for it
	Words   assets.Phrases
	Back    Backstage
	Market  string          // official name, for the header
	Area    market.AreaCode // where this station stands
	Now     func() time.Time
	OnUI    func(func()) // runs a function on the screen's goroutine; must not block
	Context context.Context
	// Preview is what the camera sees that reads codes, nil while it sees nothing; nil where there is none.
	Preview func() *image.Gray
	// Crashed notes a panic that was mended or became an error. It may be called from any goroutine;
	// nil notes nothing.
	Crashed func(value any, stack []byte)
	// Wiped hears of the end of every visit, on the screen's goroutine; nil hears nothing.
	Wiped func()
	// ReadID waits for an identity card, as device.IDReader says; nil where no reader is attached.
	ReadID func(context.Context) (market.IDCard, error)
	Own    *ime.Learned // the station's own words; nil: none are learned
	// Exchange is where tables come from and go to; nil where there is no such place.
	Exchange *exchange.Shelf
}

// App is the stack of pages of one kiosk. Its methods run on the screen's goroutine.
type App struct {
	Config
	stack  []Page
	home   func() Page
	redraw func(Page)
	turn   int // counts wipes, so that slow work begun before one cannot write after it

	screen  store.Screen
	event   event
	toast   string
	toasted int // seconds
	stuck   stuck
	crashes int
	mending bool // home is being shown after a panic
	saves   atomic.Int64
}

// NewApp makes the app; home makes a fresh home page.
func NewApp(cfg Config, home func(*App) Page) *App {
	a := &App{Config: cfg, redraw: func(Page) {}}
	a.readScreen()
	a.readEvent()
	cfg.Desk.OnChange(func() { a.saves.Add(1) })
	a.home = func() Page { return home(a) }
	a.stack = []Page{a.home()}
	return a
}

// OnRedraw sets who draws the current page whenever it changed.
func (a *App) OnRedraw(f func(Page)) {
	a.redraw = f
	f(a.Current())
}

// Current is the page on screen.
func (a *App) Current() Page { return a.stack[len(a.stack)-1] }

// Changed redraws the current page.
func (a *App) Changed() { a.redraw(a.Current()) }

// Show puts a page on top.
func (a *App) Show(p Page) {
	a.stack = append(a.stack, p)
	a.Changed()
}

// Replace puts p in the place of the current page, which is forgotten, so that 返回 does not
// lead to a step that is done.
func (a *App) Replace(p Page) {
	if len(a.stack) > 1 {
		a.Current().Forget()
		a.stack = a.stack[:len(a.stack)-1]
	}
	a.Show(p)
}

// Back leaves the current page for the one below.
func (a *App) Back() {
	if len(a.stack) > 1 {
		a.Current().Forget()
		a.stack = a.stack[:len(a.stack)-1]
		if r, ok := a.Current().(Returner); ok {
			r.Return()
		}
	}
	a.Changed()
}

// Returner is a page that looks again when it is seen again, since what it shows may have been
// changed from the page that lay above it.
type Returner interface{ Return() }

// Restart begins the task again: the first page above home, fresh, is for its own page to
// make, so the task's first page implements Restarter.
func (a *App) Restart() {
	for len(a.stack) > 2 {
		a.Current().Forget()
		a.stack = a.stack[:len(a.stack)-1]
	}
	if r, ok := a.Current().(Restarter); ok {
		r.Restart()
	}
	a.Changed()
}

// Restarter is a first page of a task that can begin again.
type Restarter interface{ Restart() }

// End wipes: every page is forgotten, home is fresh. 结束, idle and lock all call this one.
func (a *App) End() {
	a.turn++
	for _, p := range a.stack {
		p.Forget()
	}
	a.stack = []Page{a.home()}
	a.Changed()
	a.wiped()
}

func (a *App) wiped() {
	if a.Wiped != nil {
		a.Wiped()
	}
}

// Slow runs work off the screen's goroutine and done on it, unless a wipe came between.
func (a *App) Slow(work func(ctx context.Context) error, done func(error)) {
	turn := a.turn
	go func() {
		err := a.attempt(work)
		a.OnUI(func() {
			if a.turn == turn {
				a.Guard(func() {
					done(err)
					a.Changed()
				})
			}
		})
	}()
}

// Sentence is the words for a refusal or fault.
func (a *App) Sentence(err error) string { return a.Words.Refusal(err) }
