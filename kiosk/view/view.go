package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yizhan/assets"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// Options are what a station chose of how its screen looks.
type Options struct {
	Dark       bool
	MMPerPixel float64 // of the panel; 0 is touch.DefaultMMPerPixel
	Still      bool    // no movement: tests and pictures
	Window     bool    // a real window, not a picture
	Sounds     Sounds  // nil: silent
}

// View shows one app. Its methods run on the screen's goroutine.
type View struct {
	app   *flow.App
	words assets.Phrases
	o     Options
	pulse *flow.Pulse

	style  *touch.Style
	large  bool // 大字, until the next wipe
	aloud  bool // 朗读, until the next wipe
	root   *fyne.Container
	window *watcher

	page     flow.Page // the one on screen
	home     flow.Page // the last home shown; another one is another person
	size     fyne.Size // of the window
	header   *touch.Header
	link     flow.LinkWord        // what the header's chip shows
	linkWord func() flow.LinkWord // what it is to show, on this page
	toast    string               // what its toast says
	follow   func() bool          // shows a change of the page without building it anew; nil when it cannot
	finder   *touch.Finder        // on the page; nil where there is none
	drawn    func()               // told after every redraw and every tap; may be nil
	taps     int                  // what a finger set off so far
	themed   func()               // told when the theme is another
}

// New makes the view of an app and draws its current page.
func New(app *flow.App, o Options) *View {
	v := &View{app: app, words: app.Words, o: o, pulse: flow.NewPulse(app), themed: func() {}}
	v.restyle(touch.Wide)
	v.root = container.New(&whole{v})
	v.window = newWatcher(v.root, v.pulse.Touched)
	app.OnRedraw(v.show)
	return v
}

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.window }

// Screen is the tree of what is on screen, for touch.Targets.
func (v *View) Screen() fyne.CanvasObject { return v.root }

// Page is the name of the page on screen.
func (v *View) Page() string { return v.page.Name() }

// OnDrawn sets who is told after every redraw, and after every tap, whether it changed anything or not.
func (v *View) OnDrawn(f func()) { v.drawn = f }

// Taps is how often a finger set something off.
func (v *View) Taps() int { return v.taps }

// OnTheme sets who is told when the view has another theme.
func (v *View) OnTheme(f func()) { v.themed = f }

// Theme is the toolkit's theme in the view's colours.
func (v *View) Theme() fyne.Theme { return touch.NewTheme(v.style) }

// Linked shows a change of the link at once.
func (v *View) Linked() { v.app.Guard(v.refreshHeader) }

// Tick goes on by one second: clock and chip of the header, and the app.
func (v *View) Tick() {
	v.app.Guard(func() {
		v.pulse.Beat()
		v.refreshHeader()
	})
}

// Look shows what the camera sees now, on a page that shows it.
func (v *View) Look() {
	if v.finder != nil {
		v.finder.Look()
	}
}

// show draws a page that is new or has changed.
func (v *View) show(p flow.Page) {
	if h, ok := p.(*flow.Home); ok && v.home != p {
		v.home = h
		v.hush()
		if v.large {
			v.large = false
			v.restyle(v.style.Form())
		}
	}
	if v.style.Dark() != v.dark() {
		v.restyle(v.style.Form())
		v.page = nil
		v.themed()
	}
	if p == v.page && v.follow != nil && v.follow() {
		v.tell()
		return
	}
	fresh := p != v.page
	v.page = p
	v.rebuild()
	if fresh {
		v.sound(p)
	}
}

// rebuild draws the current page anew.
func (v *View) rebuild() {
	v.follow, v.finder = nil, nil
	v.root.Objects = []fyne.CanvasObject{v.build(v.page)}
	v.root.Refresh()
	v.tell()
}

func (v *View) tell() {
	if v.drawn != nil {
		v.drawn()
	}
}

func (v *View) tapped() {
	v.taps++
	v.tell()
}

// restyle makes the style for a form; what is on screen is built anew by the caller.
func (v *View) restyle(form touch.Form) {
	v.style = touch.NewStyle(touch.Options{
		Dark: v.dark(), Large: v.large, Form: form, MMPerPixel: v.o.MMPerPixel, Still: v.o.Still, Window: v.o.Window,
		Guard: v.app.Guard, Pressed: v.clicked, Tapped: v.tapped,
	})
}

// dark says whether staff or the program's start chose the dark theme.
func (v *View) dark() bool { return v.o.Dark || v.app.Screen().Dark }

// toggleLarge turns 大字 on or off.
func (v *View) toggleLarge() {
	v.large = !v.large
	v.restyle(v.style.Form())
	v.rebuild()
}

// t gives the words of a phrase.
func (v *View) t(key string, kv ...any) string { return v.words.T(key, kv...) }

// whole lays the page out over the window. Another size of the window is another page: the
// form and what fits follow from it.
type whole struct{ v *View }

// MinSize implements fyne.Layout: the window is as large as it is.
func (*whole) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(1) }

// Layout implements fyne.Layout.
func (l *whole) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	v := l.v
	resized := size != v.size && v.page != nil && size.Width > 1
	if resized {
		v.size = size
		if form := touch.FormOf(size); form != v.style.Form() {
			v.restyle(form)
		}
		v.follow, v.finder = nil, nil
		v.app.Guard(func() { v.root.Objects = []fyne.CanvasObject{v.build(v.page)} })
		objects = v.root.Objects
	}
	v.app.Guard(func() {
		for _, o := range objects {
			o.Move(fyne.NewPos(0, 0))
			o.Resize(size)
		}
	})
	if resized {
		v.tell()
	}
}
